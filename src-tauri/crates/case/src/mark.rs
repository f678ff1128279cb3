//! Marking what matters inside an exhibit.

use crate::{Case, Change, Error, read};
use evidence::{Exhibit, Mark, Number, Reference, Selector, mark::Quote};

/// Where a mark is to lie, as a person says it.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkPlace {
    /// These words of the captured text.
    Quote(String),
    /// A region, page, time span or set of rows.
    Exactly(Selector),
}

impl Case {
    /// Makes a mark and answers its reference.
    ///
    /// # Errors
    /// When the exhibit has no such words, page or region.
    pub fn mark(
        &mut self,
        exhibit: Number,
        place: MarkPlace,
        note: Option<String>,
    ) -> Result<Change<Reference>, Error> {
        let book = self.casebook()?;
        let exhibit = read::exhibit(&book, exhibit)?;
        let selector = self.select(exhibit, place)?;
        let id = self.machine.new_id();
        self.change("mark", |writing| {
            let reference = Reference::Mark {
                exhibit: exhibit.number.value,
                mark: writing.next_mark_number(exhibit.id)?,
            };
            let mark = Mark {
                id,
                exhibit: exhibit.id,
                reference,
                selector,
                note,
            };
            writing.insert_mark(&mark)?;
            writing.name_subject(reference);
            writing.describe(mark.selector.describe());
            Ok(reference)
        })
    }

    pub(crate) fn select(&self, exhibit: &Exhibit, place: MarkPlace) -> Result<Selector, Error> {
        let number = exhibit.number;
        match place {
            MarkPlace::Quote(words) => {
                let text = self.text_of(exhibit)?.ok_or_else(|| {
                    Error::user(format!("{number} has no captured text to quote from"))
                        .hint("Mark a region or a page instead.")
                })?;
                Quote::anchor(&text, &words)
                    .map(Selector::Quote)
                    .map_err(|error| {
                        Error::user(format!("{number}: {error}"))
                            .hint("Nothing was marked. `plumb show` prints the captured text.")
                    })
            }
            MarkPlace::Exactly(selector) => {
                self.refuse_outside(exhibit, &selector)?;
                Ok(selector)
            }
        }
    }

    /// A region or page that the picture or document does not have cannot be found again.
    fn refuse_outside(&self, exhibit: &Exhibit, selector: &Selector) -> Result<(), Error> {
        let number = exhibit.number;
        if exhibit.original.is_none() {
            return Err(Error::user(format!(
                "{number} is cited but not held, so nothing in it can be marked"
            ))
            .hint("Add the item itself first."));
        }
        match selector {
            Selector::Region {
                x,
                y,
                width,
                height,
                page: None,
            } => {
                let Some((across, down)) = self.picture_size(exhibit)? else {
                    return Err(Error::user(format!("{number} is not a picture"))
                        .hint("Quote its words or name a page instead."));
                };
                let fits = |start: &u32, length: &u32, whole| {
                    start.checked_add(*length).is_some_and(|end| end <= whole)
                };
                if fits(x, width, across) && fits(y, height, down) {
                    Ok(())
                } else {
                    Err(Error::user(format!(
                        "the region reaches outside {number}, which is {across} by {down} pixels"
                    )))
                }
            }
            Selector::Page(page)
            | Selector::Region {
                page: Some(page), ..
            } => {
                let pages = self.page_count(exhibit)?;
                if *page >= 1 && *page <= pages {
                    Ok(())
                } else {
                    Err(Error::user(format!(
                        "{number} has no page {page}; it has {pages}"
                    )))
                }
            }
            Selector::Rows { first, last } if *first == 0 || last < first => Err(Error::user(
                "rows are counted from 1, the first before the last",
            )),
            _ => Ok(()),
        }
    }
}
