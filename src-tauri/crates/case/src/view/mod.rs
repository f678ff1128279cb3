//! What the shells show: the case in numbers and words instead of ids.
//!
//! `plumb list`, `plumb show` and the window all print these.

mod claims;
pub mod data;
mod exhibits;
mod links;
mod parties;
mod party_page;

pub use claims::{ClaimView, IdentityView, LaneMark, NoteView, ReplyView};
pub use exhibits::{ExhibitView, MarkView, RedactionView, Use};
pub use links::{LinkView, Links};
pub use parties::{AccountView, AffiliationView, CodeView, EventView, PartyView, StateView};
pub use party_page::PartyPage;

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
        let (journal_entries, saved_at) = self.store.newest()?;
        let (undo, redo) = self.store.next_steps()?;
        Ok(Overview {
            title: book.title.clone(),
            is_sample: self.is_unlocked_for_all(),
            exhibits: book.exhibits.len(),
            marks: book.marks.len(),
            claims: book.claims.len(),
            journal_entries: usize::try_from(journal_entries).unwrap_or_default(),
            saved_at,
            undo: undo.as_ref().map(name),
            redo: redo.as_ref().map(name),
            receipt: self.receipt()?.to_string(),
        })
    }
}

/// Subjects that a name has room for; a batch has hundreds.
const NAMED: usize = 3;

fn name(step: &store::undo::Step) -> String {
    let mut subjects = step.subjects.clone();
    if subjects.len() > NAMED {
        let more = subjects.len() - NAMED + 1;
        subjects.truncate(NAMED - 1);
        subjects.push(format!("+ {more}"));
    }
    format!("{} {}", step.operation, subjects.join(", "))
        .trim_end()
        .to_owned()
}
