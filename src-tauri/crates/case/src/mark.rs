//! Marking what matters inside an exhibit.

use crate::{Case, Change, Error, read};
use evidence::{
    Exhibit, Mark, Number, Reference, Said, Selector,
    mark::{Quote, QuoteError},
    said,
};

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

    /// Lays a mark elsewhere in its exhibit; its number and its links stay.
    ///
    /// # Errors
    /// When the exhibit has no such words, page or region.
    pub fn move_mark(
        &mut self,
        reference: Reference,
        place: MarkPlace,
    ) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let mark = read::mark(&book, reference)?;
        let exhibit = book
            .exhibit(mark.exhibit)
            .ok_or_else(|| Error::not_found(reference))?;
        let selector = self.select(exhibit, place)?;
        let detail = selector.describe();
        let moved = Mark {
            selector,
            ..mark.clone()
        };
        self.change_mark("move mark", &moved, detail)
    }

    /// Says what a reader should see at a mark.
    pub fn note_mark(&mut self, reference: Reference, note: &str) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
        let noted = Mark {
            note,
            ..read::mark(&book, reference)?.clone()
        };
        let detail = noted.note.clone().unwrap_or_default();
        self.change_mark("note mark", &noted, detail)
    }

    fn change_mark(
        &mut self,
        operation: &str,
        mark: &Mark,
        detail: String,
    ) -> Result<Change<()>, Error> {
        self.change(operation, |writing| {
            writing.update_mark(mark)?;
            writing.name_subject(mark.reference);
            writing.describe(detail);
            Ok(())
        })
    }

    /// Takes a mark away, and off every claim it lies on. Its number is not given again.
    ///
    /// # Errors
    /// When an affiliation, an event or a state of an account rests on it.
    pub fn remove_mark(&mut self, reference: Reference) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let mark = read::mark(&book, reference)?;
        let resting = book
            .affiliations
            .iter()
            .filter(|each| each.mark == Some(mark.id))
            .map(|each| each.number.to_string())
            .chain(
                book.events
                    .iter()
                    .filter(|each| each.mark == Some(mark.id))
                    .map(|each| each.number.to_string()),
            )
            .chain(
                book.accounts
                    .iter()
                    .filter(|each| each.states.iter().any(|state| state.mark == Some(mark.id)))
                    .map(|each| each.number.to_string()),
            )
            .collect::<Vec<_>>();
        if !resting.is_empty() {
            return Err(Error::user(said!(
                "mark-carries",
                "{} rests on {}",
                resting.join(", "),
                reference
            ))
            .hint("Nothing was changed. Give it another mark first."));
        }
        self.change("remove mark", |writing| {
            writing.delete_mark(mark.id)?;
            writing.name_subject(reference);
            writing.describe(mark.selector.describe());
            Ok(())
        })
    }

    pub(crate) fn select(&self, exhibit: &Exhibit, place: MarkPlace) -> Result<Selector, Error> {
        let number = exhibit.number;
        match place {
            MarkPlace::Quote(words) => {
                let text = self.text_of(exhibit)?.ok_or_else(|| {
                    Error::user(said!(
                        "no-text-to-quote",
                        "{} has no captured text to quote from",
                        number
                    ))
                    .hint("Mark a region or a page instead.")
                })?;
                Quote::anchor(&text, &words)
                    .map(Selector::Quote)
                    .map_err(|error| {
                        Error::user(unquoted(number, error))
                            .hint("Nothing was marked.")
                            .at_prompt("`plumb show` prints the captured text.")
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
            return Err(Error::user(said!(
                "not-held-to-mark",
                "{} is cited but not held, so nothing in it can be marked",
                number
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
                    return Err(
                        Error::user(said!("not-a-picture", "{} is not a picture", number))
                            .hint("Quote its words or name a page instead."),
                    );
                };
                let fits = |start: &u32, length: &u32, whole| {
                    start.checked_add(*length).is_some_and(|end| end <= whole)
                };
                if fits(x, width, across) && fits(y, height, down) {
                    Ok(())
                } else {
                    Err(Error::user(said!(
                        "region-outside",
                        "the region reaches outside {}, which is {} by {} pixels",
                        number,
                        across,
                        down
                    )))
                }
            }
            Selector::Page(page)
            | Selector::Region {
                page: Some(page), ..
            } => {
                let drawable = self.drawable_of(exhibit)?;
                let pages = drawable.map_or(0, |document| document.pages());
                if *page >= 1 && *page <= pages {
                    Ok(())
                } else {
                    Err(Error::user(said!(
                        "page-not-there",
                        "{} has no page {}; it has {}",
                        number,
                        page,
                        pages
                    )))
                }
            }
            Selector::Rows { first, last } if *first == 0 || last < first => {
                Err(Error::user(said!(
                    "rows-from-one",
                    "rows are counted from 1, the first before the last"
                )))
            }
            _ => Ok(()),
        }
    }
}

/// Why these words cannot be marked.
fn unquoted(number: Number, error: QuoteError) -> Said {
    let (word, values) = match error {
        QuoteError::Empty => ("quotation-empty", Vec::new()),
        QuoteError::NotFound => ("words-not-there", Vec::new()),
        QuoteError::Several(times) => ("words-several-times", vec![times.to_string()]),
    };
    let text = format!("{number}: {error}");
    Said::new(word, text, [vec![number.to_string()], values].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Key, Machine, sample};
    use evidence::{Id, Noun};

    fn sample_case(folder: &std::path::Path) -> Case {
        // The ids of two sittings never meet.
        let machine = |first: u128| {
            let mut last = first;
            let ids = move || {
                last += 1;
                Id::new(uuid::Uuid::from_u128(last))
            };
            Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
        };
        let path = folder.join("sample.plumb");
        sample::make(&path, machine(0)).expect("the sample can be made");
        Case::open(&path, Key::None, machine(1 << 64)).expect("the sample has no lock")
    }

    fn region(x: u32) -> MarkPlace {
        MarkPlace::Exactly(Selector::Region {
            x,
            y: 5,
            width: 20,
            height: 10,
            page: None,
        })
    }

    #[test]
    fn a_mark_is_moved_noted_and_removed_and_each_is_undone_by_itself() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let exhibit = Number::new(Noun::Exhibit, 4);
        let mark = case.mark(exhibit, region(1), None).expect("marked").value;
        let claim = case.casebook().expect("readable").claims[0].number;
        case.link(mark, claim, claims::Stance::Context)
            .expect("linked");
        case.move_mark(mark, region(9)).expect("moved");
        case.note_mark(mark, " seen here ").expect("noted");
        let seen = case.mark_view(mark).expect("there");
        assert_eq!(
            (seen.place.as_str(), seen.note.as_deref(), seen.uses.len()),
            ("region 9,5,20,10", Some("seen here"), 1)
        );
        assert!(
            case.move_mark(mark, region(900_000)).is_err(),
            "outside the picture"
        );
        case.remove_mark(mark).expect("removed");
        assert!(case.mark_view(mark).is_err());
        case.undo(1).expect("undone");
        assert_eq!(
            case.mark_view(mark).expect("back").uses.len(),
            1,
            "with its link"
        );
        case.undo(2).expect("undone");
        assert_eq!(
            case.mark_view(mark).expect("there").place,
            "region 1,5,20,10"
        );
        case.remove_mark(mark).expect("removed");
        let next = case.mark(exhibit, region(1), None).expect("marked").value;
        assert_ne!(next, mark, "a number is given once");
    }

    #[test]
    fn a_mark_that_an_affiliation_rests_on_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let book = case.casebook().expect("readable");
        let id = book
            .affiliations
            .iter()
            .find_map(|each| each.mark)
            .expect("one has a mark");
        let mark = book
            .marks
            .iter()
            .find(|mark| mark.id == id)
            .expect("it exists");
        let refused = case
            .remove_mark(mark.reference)
            .expect_err("it is rested on");
        assert!(refused.message.text.contains("rests on"), "{refused}");
        assert!(case.mark_view(mark.reference).is_ok());
    }
}
