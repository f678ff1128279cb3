//! Facts about the case as a whole.

use crate::{Store, StoreError, Writing};
use rusqlite::{OptionalExtension, params};

/// A fact about the case as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// What the case is called.
    Title,
    /// The lasting id of the case.
    CaseId,
    /// Says that the case is the sample, or is empty.
    Sample,
    /// The public half of the key that signs reports, 64 hex digits.
    SigningKey,
}

impl Fact {
    const fn key(self) -> &'static str {
        match self {
            Fact::Title => "title",
            Fact::CaseId => "case_id",
            Fact::Sample => "sample",
            Fact::SigningKey => "signing_key",
        }
    }
}

impl Writing<'_> {
    /// Sets a fact.
    pub fn set_fact(&self, fact: Fact, value: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO fact (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            params![fact.key(), value],
        )?;
        Ok(())
    }
}

impl Store {
    /// Reads a fact, if it was ever set.
    pub fn fact(&self, fact: Fact) -> Result<Option<String>, StoreError> {
        let value = self
            .connection()
            .query_row(
                "SELECT value FROM fact WHERE key = ?1",
                [fact.key()],
                |row| row.get(0),
            )
            .optional()?;
        Ok(value)
    }
}
