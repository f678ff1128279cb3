//! Collection records: what is known about how an item was collected.

use crate::{Case, Change, Error, people::refuse_empty, read};
use claims::Casebook;
use evidence::{
    Exhibit, Held, Moment, Noun, Number, Sensitivity, Tier,
    exhibit::{ArchiveCopy, Kind},
    said,
};

/// Changes to a collection record; what is none stays as it is.
#[derive(Clone, Debug, Default)]
pub struct SourceEdit {
    /// What the library calls it.
    pub title: Option<String>,
    /// What sort of thing it is.
    pub kind: Option<Kind>,
    /// Whether the case holds it.
    pub held: Option<Held>,
    /// The address that was asked for.
    pub address_requested: Option<String>,
    /// The address that answered.
    pub address_final: Option<String>,
    /// When it was posted or published; none inside takes back what was written.
    pub posted_at: Option<Option<Moment>>,
    /// When it was captured, likewise.
    pub captured_at: Option<Option<Moment>>,
    /// Who captured it.
    pub captured_by: Option<String>,
    /// The tool and its version.
    pub tool: Option<String>,
    /// How it was captured.
    pub method: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The account that posted it, by number or handle; an empty text takes it back.
    pub account: Option<String>,
    /// How near to the event the source stands.
    pub tier: Option<Tier>,
    /// All exhibits it goes back to; an empty list says that it is an origin.
    pub derived_from: Option<Vec<Number>>,
    /// BCP 47 tag of its language.
    pub language: Option<String>,
    /// What must not be shown without a decision.
    pub sensitivity: Option<Sensitivity>,
    /// Copies kept by others, added to those on record.
    pub archive_copies: Vec<ArchiveCopy>,
    /// What a reader who cannot see it must know.
    pub description: Option<String>,
    /// Anything else a colleague must know.
    pub note: Option<String>,
}

impl Case {
    /// Edits an exhibit's collection record. The original stays as it was sealed.
    pub fn edit_source(&mut self, number: Number, edit: &SourceEdit) -> Result<Change<()>, Error> {
        self.edit_sources(&[number], edit)
    }

    /// Edits the collection records of several exhibits in the same way, as one step.
    pub fn edit_sources(
        &mut self,
        numbers: &[Number],
        edit: &SourceEdit,
    ) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let edited = numbers
            .iter()
            .map(|number| {
                let mut exhibit = read::exhibit(&book, *number)?.clone();
                edit.apply(&mut exhibit, &book)?;
                Ok(exhibit)
            })
            .collect::<Result<Vec<_>, Error>>()?;
        self.change("edit source", |writing| {
            for exhibit in &edited {
                writing.update_exhibit(exhibit)?;
                writing.name_subject(exhibit.number);
            }
            Ok(())
        })
    }
}

impl SourceEdit {
    /// Writes the changes into an exhibit that is not stored yet, or not again.
    pub(crate) fn apply(&self, exhibit: &mut Exhibit, book: &Casebook) -> Result<(), Error> {
        if let Some(title) = &self.title {
            refuse_empty("a title", title)?;
            exhibit.title.clone_from(title);
        }
        exhibit.kind = self.kind.unwrap_or(exhibit.kind);
        if let Some(held) = self.held {
            refuse_untrue(exhibit, held)?;
            exhibit.held = held;
        }
        if self.account.as_deref() == Some("") {
            exhibit.record.account = None;
        } else if let Some(account) = &self.account {
            let party = read::party(book, account)?;
            if party.number().noun != Noun::Account {
                return Err(Error::user(said!(
                    "not-an-account",
                    "{} is not an account",
                    party.number()
                )));
            }
            exhibit.record.account = Some(party.id());
        }
        if let Some(parents) = &self.derived_from {
            exhibit.record.derived_from = self.parents(parents, exhibit, book)?;
        }
        let record = &mut exhibit.record;
        record.tier = self.tier.unwrap_or(record.tier);
        record.sensitivity = self.sensitivity.unwrap_or(record.sensitivity);
        record
            .archive_copies
            .extend(self.archive_copies.iter().cloned());
        for (text, given) in [
            (&mut record.address_requested, &self.address_requested),
            (&mut record.address_final, &self.address_final),
            (&mut record.captured_by, &self.captured_by),
            (&mut record.tool, &self.tool),
            (&mut record.method, &self.method),
            (&mut record.publisher, &self.publisher),
            (&mut record.language, &self.language),
            (&mut record.description, &self.description),
            (&mut record.note, &self.note),
        ] {
            // An empty text takes back what was written.
            if let Some(given) = given {
                *text = Some(given.trim().to_owned()).filter(|given| !given.is_empty());
            }
        }
        for (moment, given) in [
            (&mut record.posted_at, &self.posted_at),
            (&mut record.captured_at, &self.captured_at),
        ] {
            if let Some(given) = given {
                moment.clone_from(given);
            }
        }
        Ok(())
    }

    fn parents(
        &self,
        parents: &[Number],
        exhibit: &Exhibit,
        book: &Casebook,
    ) -> Result<Vec<evidence::Id>, Error> {
        let mut ids = Vec::new();
        for number in parents {
            let parent = read::exhibit(book, *number)?;
            if parent.id == exhibit.id {
                return Err(Error::user(said!(
                    "derived-from-itself",
                    "{} cannot be derived from itself",
                    number
                )));
            }
            if !ids.contains(&parent.id) {
                ids.push(parent.id);
            }
        }
        Ok(ids)
    }
}

fn refuse_untrue(exhibit: &Exhibit, held: Held) -> Result<(), Error> {
    match (held, &exhibit.original) {
        (Held::CitedNotHeld, Some(_)) => Err(Error::user(said!(
            "held-after-all",
            "the case holds the original of {}, so it cannot be “cited, not held”",
            exhibit.number
        ))),
        _ => Ok(()),
    }
}
