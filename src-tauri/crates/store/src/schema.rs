//! The schema and its numbered migrations. A migration is never edited after a release.

use crate::StoreError;
use rusqlite::Connection;

/// Migration `n` brings a file from schema `n` to `n + 1`.
const MIGRATIONS: [&str; 1] = [concat!(
    include_str!("originals/schema.sql"),
    include_str!("../migrations/0001.sql")
)];

/// The tables whose changes are recorded in the journal.
pub(crate) const CONTENT_TABLES: [&str; 15] = [
    "fact",
    "party",
    "exhibit",
    "derivation",
    "archive_copy",
    "mark",
    "claim",
    "link",
    "account_state",
    "affiliation",
    "event",
    "reply",
    "reply_claim",
    "waiver",
    "manuscript",
];

/// Brings a file up to date, each step in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = MIGRATIONS.len() as i64;
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for (number, migration) in MIGRATIONS.iter().enumerate().skip(found.max(0) as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", number as i64 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}
