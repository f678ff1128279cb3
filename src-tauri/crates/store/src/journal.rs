//! The journal: everything that happened to a case, append-only, each entry
//! carrying the hash of the one before.

use crate::{StoreError, error::damaged};
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JournalEntry {
    /// 1 and up, without gaps.
    pub seq: i64,
    /// When, by this computer's clock, in UTC.
    pub at: DateTime<Utc>,
    /// The zone the computer stood in: `Europe/Paris`.
    pub zone: String,
    /// Who.
    pub actor: String,
    /// What: `add exhibit`.
    pub operation: String,
    /// The numbers of the things it was done to.
    pub subjects: Vec<String>,
    /// What a reader of the journal wants to know of it.
    pub detail: String,
    /// Entries with the same batch are undone together.
    pub batch: String,
    /// SHA-256 of the entry, 64 hex digits; the next entry carries it.
    pub hash: String,
}

/// An entry with everything its hash covers.
pub(crate) struct FullEntry {
    pub(crate) entry: JournalEntry,
    pub(crate) changeset: Vec<u8>,
    pub(crate) previous: [u8; 32],
    pub(crate) hash: [u8; 32],
    /// The columns as they stand, for the hash must not depend on how they are read.
    at: String,
    subjects: String,
}

/// The hash before the first entry.
pub(crate) const GENESIS: [u8; 32] = [0; 32];

/// What [`append`] writes down.
pub(crate) struct NewEntry<'a> {
    pub(crate) at: DateTime<Utc>,
    pub(crate) zone: &'a str,
    pub(crate) actor: &'a str,
    pub(crate) operation: &'a str,
    pub(crate) subjects: &'a [String],
    pub(crate) detail: &'a str,
    pub(crate) batch: &'a str,
    pub(crate) changeset: &'a [u8],
}

/// Adds an entry at the end and returns its number.
pub(crate) fn append(connection: &Connection, new: &NewEntry<'_>) -> Result<i64, StoreError> {
    let (last, previous) = head(connection)?;
    let seq = last + 1;
    let at = new.at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let subjects = serde_json::to_string(new.subjects).expect("a list of texts is JSON");
    let hash = hash_entry(
        seq,
        [
            &at,
            new.zone,
            new.actor,
            new.operation,
            &subjects,
            new.detail,
            new.batch,
        ],
        new.changeset,
        &previous,
    );
    connection.execute(
        include_str!("journal/append.sql"),
        params![
            seq,
            at,
            new.zone,
            new.actor,
            new.operation,
            subjects,
            new.detail,
            new.batch,
            new.changeset,
            previous,
            hash
        ],
    )?;
    for subject in new.subjects {
        connection
            .prepare_cached(
                "INSERT INTO journal_subject (subject, seq) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?
            .execute(params![subject, seq])?;
    }
    Ok(seq)
}

/// SHA-256 over the entry's columns, each behind its length, in the table's order.
fn hash_entry(seq: i64, texts: [&str; 7], changeset: &[u8], previous: &[u8; 32]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"plumb journal entry 1\0");
    hash.update(seq.to_le_bytes());
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    hash.update((changeset.len() as u64).to_le_bytes());
    hash.update(changeset);
    hash.update(previous);
    hash.finalize().into()
}

impl FullEntry {
    /// The hash that the columns call for.
    pub(crate) fn expected_hash(&self) -> [u8; 32] {
        let entry = &self.entry;
        hash_entry(
            entry.seq,
            [
                &self.at,
                &entry.zone,
                &entry.actor,
                &entry.operation,
                &self.subjects,
                &entry.detail,
                &entry.batch,
            ],
            &self.changeset,
            &self.previous,
        )
    }
}

/// Number and hash of the last entry; 0 and [`GENESIS`] when there is none.
pub(crate) fn head(connection: &Connection) -> Result<(i64, [u8; 32]), StoreError> {
    let last = connection
        .query_row(
            "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(last.unwrap_or((0, GENESIS)))
}

/// Calls `visit` for every entry in order, one at a time.
///
/// A row that cannot be read as an entry is handed over as the reason why.
pub(crate) fn visit_all(
    connection: &Connection,
    mut visit: impl FnMut(i64, Result<FullEntry, String>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(include_str!("journal/all.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq = row.get("seq")?;
        visit(seq, read_full(row).map_err(|error| error.to_string()))?;
    }
    Ok(())
}

fn read_full(row: &Row<'_>) -> Result<FullEntry, StoreError> {
    let at: String = row.get("at")?;
    let subjects: String = row.get("subjects")?;
    let hash: [u8; 32] = row.get("hash")?;
    let entry = JournalEntry {
        seq: row.get("seq")?,
        at: DateTime::parse_from_rfc3339(&at).map_err(damaged)?.to_utc(),
        zone: row.get("zone")?,
        actor: row.get("actor")?,
        operation: row.get("operation")?,
        subjects: serde_json::from_str(&subjects).map_err(damaged)?,
        detail: row.get("detail")?,
        batch: row.get("batch")?,
        hash: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    Ok(FullEntry {
        entry,
        changeset: row.get("changeset")?,
        previous: row.get("previous")?,
        hash,
        at,
        subjects,
    })
}

impl crate::Store {
    /// The newest entry that is not of an operation; 0 when there is none.
    /// As long as it stays the same, only that operation changed the case.
    pub fn newest_besides(&self, operation: &str) -> Result<i64, StoreError> {
        let newest = self
            .connection()
            .prepare_cached(
                "SELECT seq FROM journal WHERE operation <> ?1 ORDER BY seq DESC LIMIT 1",
            )?
            .query_row([operation], |row| row.get(0))
            .optional()?;
        Ok(newest.unwrap_or_default())
    }

    /// The newest entry and the time of it; 0 when there is none.
    pub fn newest(&self) -> Result<(i64, Option<String>), StoreError> {
        let newest = self
            .connection()
            .prepare_cached("SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, Some(row.get(1)?))))
            .optional()?;
        Ok(newest.unwrap_or_default())
    }

    /// The entries about a thing and about what lies in it, oldest first: those of
    /// `E-014` and of its marks `E-014·1`.
    pub fn journal_of(&self, subject: &str) -> Result<Vec<JournalEntry>, StoreError> {
        let mut statement = self
            .connection()
            .prepare_cached(include_str!("journal/of_subject.sql"))?;
        let mut rows = statement.query([subject])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(read_full(row)?.entry);
        }
        Ok(entries)
    }

    /// Every entry, oldest first.
    pub fn journal(&self) -> Result<Vec<JournalEntry>, StoreError> {
        let mut entries = Vec::new();
        visit_all(&self.connection, |seq, entry| {
            let entry = entry.map_err(|why| damaged(format!("journal entry {seq}: {why}")))?;
            entries.push(entry.entry);
            Ok(())
        })?;
        Ok(entries)
    }
}
