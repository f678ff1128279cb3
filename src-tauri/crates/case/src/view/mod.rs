//! What the shells show: the case in numbers and words instead of ids.
//!
//! `plumb list`, `plumb show` and the window all print these.

mod claims;
mod exhibits;
mod parties;

pub use claims::{ClaimView, LaneMark, ReplyView};
pub use exhibits::{ExhibitView, MarkView, RedactionView, Use};
pub use parties::{AccountView, AffiliationView, CodeView, EventView, PartyView, StateView};

use crate::{Case, Error};
use serde::Serialize;

/// A case at a glance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overview {
    /// What the case is called.
    pub title: String,
    /// True for the sample, which anyone can read.
    pub is_sample: bool,
    /// Number of exhibits.
    pub exhibits: usize,
    /// Number of marks.
    pub marks: usize,
    /// Number of claims.
    pub claims: usize,
    /// Number of journal entries.
    pub journal_entries: usize,
    /// Time of the last entry, RFC 3339 in UTC.
    pub saved_at: Option<String>,
    /// What `undo` would undo: `link E-014·1, C-03`.
    pub undo: Option<String>,
    /// What `redo` would redo.
    pub redo: Option<String>,
    /// The receipt of the case as it stands.
    pub receipt: String,
}

impl Case {
    /// The case at a glance.
    pub fn overview(&self) -> Result<Overview, Error> {
        let book = self.casebook()?;
        let journal = self.journal()?;
        let history = self.history()?;
        let name = |step: &store::undo::Step| {
            format!("{} {}", step.operation, step.subjects.join(", "))
                .trim_end()
                .to_owned()
        };
        Ok(Overview {
            title: book.title,
            is_sample: self.is_unlocked_for_all(),
            exhibits: book.exhibits.len(),
            marks: book.marks.len(),
            claims: book.claims.len(),
            journal_entries: journal.len(),
            saved_at: journal.last().map(|entry| entry.at.to_rfc3339()),
            undo: history.done.last().map(name),
            redo: history.undone.last().map(name),
            receipt: self.receipt()?.to_string(),
        })
    }
}
