//! The report's text.

use crate::{Store, StoreError, Writing};
use rusqlite::{OptionalExtension, params};

/// A case has one manuscript; its name leaves room for more.
const NAME: &str = "report";

impl Writing<'_> {
    /// Sets the manuscript's text.
    pub fn set_manuscript(&self, text: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO manuscript (name, text) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET text = excluded.text",
            params![NAME, text],
        )?;
        Ok(())
    }
}

impl Store {
    /// The manuscript's Markdown; empty when none was written.
    pub fn manuscript(&self) -> Result<String, StoreError> {
        let text = self
            .connection()
            .query_row(
                "SELECT text FROM manuscript WHERE name = ?1",
                [NAME],
                |row| row.get(0),
            )
            .optional()?;
        Ok(text.unwrap_or_default())
    }
}
