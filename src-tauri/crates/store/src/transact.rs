//! The one door for change: one transaction, one journal entry, one answer that
//! names what became stale.

use crate::{Store, StoreError, journal, originals, schema};
use chrono::{DateTime, Utc};
use evidence::{Fingerprint, Noun};
use rusqlite::{
    Connection, Transaction, TransactionBehavior, params,
    session::{ChangesetIter, Session},
};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the journal says about a change.
#[derive(Clone, Debug)]
pub struct Description<'a> {
    /// When, by this computer's clock.
    pub at: DateTime<Utc>,
    /// The zone the computer stands in.
    pub zone: &'a str,
    /// Who.
    pub actor: &'a str,
    /// What: `add exhibit`.
    pub operation: &'a str,
    /// Entries with the same batch are undone together; an entry without one (an
    /// empty text) cannot be undone.
    pub batch: &'a str,
}

/// A part of the case that a screen may show and must now read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stale {
    /// Title and other facts about the case.
    Facts,
    /// Exhibits and their collection records.
    Exhibits,
    /// How exhibits are sorted: collections and tags.
    Collections,
    /// Marks.
    Marks,
    /// Claims and the links on them.
    Claims,
    /// People, organisations, accounts, affiliations.
    Parties,
    /// Events.
    Events,
    /// Requests for an answer.
    Replies,
    /// Decisions to live with a finding.
    Waivers,
    /// The report's text.
    Manuscript,
    /// Data sets of posts.
    DataSets,
}

impl Stale {
    fn of_table(table: &str) -> Option<Self> {
        Some(match table {
            "fact" => Stale::Facts,
            "exhibit" | "derivation" | "archive_copy" | "redaction" | "binned" => Stale::Exhibits,
            "collection" | "collected" | "tagged" => Stale::Collections,
            "mark" => Stale::Marks,
            "claim" | "link" | "note" => Stale::Claims,
            "party" | "alias" | "code" | "account_state" | "affiliation" => Stale::Parties,
            "event" => Stale::Events,
            "reply" | "reply_claim" => Stale::Replies,
            "waiver" => Stale::Waivers,
            "manuscript" => Stale::Manuscript,
            "data_set" => Stale::DataSets,
            _ => return None,
        })
    }
}

/// The answer to a change: it is saved when this exists.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change<T> {
    /// What the change gave: usually the number of what it made.
    pub value: T,
    /// The journal entry that records it.
    pub entry: i64,
    /// What must be read again.
    pub stale: BTreeSet<Stale>,
}

/// A case file inside a change.
pub struct Writing<'a> {
    pub(crate) transaction: &'a Transaction<'a>,
    subjects: Vec<String>,
    detail: String,
}

impl Writing<'_> {
    /// Names a thing that the change is about, for the journal.
    pub fn name_subject(&mut self, subject: impl ToString) {
        self.subjects.push(subject.to_string());
    }

    /// Says what a reader of the journal wants to know.
    pub fn describe(&mut self, detail: impl Into<String>) {
        self.detail = detail.into();
    }

    /// Gives the next number of a noun, never given before.
    pub fn next_number(&self, noun: Noun) -> Result<u32, StoreError> {
        self.next_in_series(noun.word())
    }

    /// Gives the next mark number inside an exhibit, never given before.
    pub fn next_mark_number(&self, exhibit: evidence::Id) -> Result<u32, StoreError> {
        self.next_in_series(&format!("mark in {exhibit}"))
    }

    /// Gives the next redaction number inside an exhibit, never given before.
    pub fn next_redaction_number(&self, exhibit: evidence::Id) -> Result<u32, StoreError> {
        self.next_in_series(&format!("redaction in {exhibit}"))
    }

    fn next_in_series(&self, series: &str) -> Result<u32, StoreError> {
        Ok(self.transaction.query_row(
            include_str!("transact/next_number.sql"),
            [series],
            |row| row.get(0),
        )?)
    }

    /// The connection inside the transaction.
    pub(crate) fn connection(&self) -> &Connection {
        self.transaction
    }

    /// Moves a staged original into the case; its text, if it is known already, beside it.
    pub fn seal_original(
        &self,
        staged: &originals::Staged,
        text: Option<&str>,
    ) -> Result<(), StoreError> {
        originals::seal(self.transaction, staged)?;
        text.map_or(Ok(()), |text| self.keep_text(staged.sha256, text))
    }

    /// Opens an original that is sealed, be it in this change.
    pub fn open_original(
        &self,
        fingerprint: Fingerprint,
    ) -> Result<originals::Reader<'_>, StoreError> {
        Ok(originals::open(self.transaction, fingerprint)?)
    }

    /// Lays the text that was read out of an original beside it.
    pub fn keep_text(&self, fingerprint: Fingerprint, text: &str) -> Result<(), StoreError> {
        self.transaction.execute(
            "INSERT INTO original_text (original, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![fingerprint.to_string(), text],
        )?;
        Ok(())
    }
}

impl Store {
    /// Makes a change: runs `write` in one transaction, records it in the
    /// journal, and commits. When `write` fails, nothing has happened.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        description: &Description<'_>,
        write: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<Change<T>, E> {
        let sql = |error: rusqlite::Error| E::from(StoreError::from(error));
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(sql)?;
        let mut session = Session::new(&transaction).map_err(sql)?;
        for table in schema::CONTENT_TABLES {
            session.attach(Some(table)).map_err(sql)?;
        }
        let mut writing = Writing {
            transaction: &transaction,
            subjects: Vec::new(),
            detail: String::new(),
        };
        let value = write(&mut writing)?;
        let Writing {
            subjects, detail, ..
        } = writing;
        let mut changeset = Vec::new();
        session.changeset_strm(&mut changeset).map_err(sql)?;
        drop(session);
        let stale = stale_parts(&changeset).map_err(E::from)?;
        let entry = journal::append(
            &transaction,
            &journal::NewEntry {
                at: description.at,
                zone: description.zone,
                actor: description.actor,
                operation: description.operation,
                subjects: &subjects,
                detail: &detail,
                batch: description.batch,
                changeset: &changeset,
            },
        )
        .map_err(E::from)?;
        transaction.commit().map_err(sql)?;
        Ok(Change {
            value,
            entry,
            stale,
        })
    }
}

/// The parts of the case that a changeset touches.
fn stale_parts(changeset: &[u8]) -> Result<BTreeSet<Stale>, StoreError> {
    use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
    let mut stale = BTreeSet::new();
    let input: &mut dyn std::io::Read = &mut &changeset[..];
    let mut items = ChangesetIter::start_strm(&input)?;
    while let Some(item) = items.next()? {
        stale.extend(Stale::of_table(item.op()?.table_name()));
    }
    Ok(stale)
}
