//! Custody: what happened to each exhibit, read off its record and the journal.

use crate::{Case, Error, JournalEntry};
use claims::Casebook;
use evidence::{Exhibit, Id};
use report::Custody;
use std::collections::BTreeMap;

impl Case {
    /// The custody rows of every exhibit, oldest first.
    pub fn custody(&self, book: &Casebook) -> Result<BTreeMap<Id, Vec<Custody>>, Error> {
        let journal = self.journal()?;
        let rows = |exhibit: &Exhibit| {
            captured(exhibit)
                .into_iter()
                .chain(entries_of(exhibit, &journal).map(row))
                .collect()
        };
        Ok(book
            .exhibits
            .iter()
            .map(|exhibit| (exhibit.id, rows(exhibit)))
            .collect())
    }
}

/// The entries that record what happened to an exhibit.
pub(crate) fn entries_of<'a>(
    exhibit: &Exhibit,
    journal: &'a [JournalEntry],
) -> impl Iterator<Item = &'a JournalEntry> {
    let number = exhibit.number.to_string();
    journal.iter().filter(move |entry| concerns(entry, &number))
}

/// True for what was done to the exhibit or its marks, but not for what a claim made of them.
fn concerns(entry: &JournalEntry, number: &str) -> bool {
    let is_use = entry
        .subjects
        .iter()
        .any(|subject| subject.starts_with("C-"));
    let is_named = entry.subjects.iter().any(|subject| {
        subject == number
            || subject
                .strip_prefix(number)
                .is_some_and(|rest| rest.starts_with('·'))
    });
    is_named && !is_use
}

fn captured(exhibit: &Exhibit) -> Option<Custody> {
    let record = &exhibit.record;
    let with = record
        .tool
        .as_deref()
        .map(|tool| format!(" with {tool}"))
        .unwrap_or_default();
    let how = record
        .method
        .as_deref()
        .map(|method| format!(": {method}"))
        .unwrap_or_default();
    Some(Custody {
        when: record.captured_at.as_ref()?.to_string(),
        who: record.captured_by.clone().unwrap_or_default(),
        what: format!("Captured{with}{how}."),
    })
}

fn row(entry: &JournalEntry) -> Custody {
    let subjects = entry.subjects.join(", ");
    let what = match entry.operation.as_str() {
        "add exhibit" => "Original sealed, its SHA-256 recorded".to_owned(),
        "cite exhibit" => "Recorded as cited, not held".to_owned(),
        "edit source" => "Collection record edited".to_owned(),
        "mark" => format!("Marked as {subjects}: {}", entry.detail),
        "redact" => format!("Decided what no copy shows: {}", entry.detail),
        "remove redaction" => format!("Shown in copies again: {}", entry.detail),
        "undo" => format!("Undone: {} {subjects}", entry.detail),
        "redo" => format!("Done again: {} {subjects}", entry.detail),
        operation => format!("{operation} {subjects}"),
    };
    Custody {
        when: entry.at.format("%-d %B %Y, %H:%M:%S (UTC)").to_string(),
        who: entry.actor.clone(),
        what: format!("{what}. Journal entry {}.", entry.seq),
    }
}
