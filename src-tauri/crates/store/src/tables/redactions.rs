//! What no printed copy shows of an exhibit.

use super::{moments, parsed};
use crate::{StoreError, Writing, error::damaged};
use evidence::{Id, Redaction, Selector};
use rusqlite::{Connection, params};

impl Writing<'_> {
    /// Adds a redaction.
    pub fn insert_redaction(&self, redaction: &Redaction) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO redaction (id, exhibit, number, selector, reason, label, decided_by, decided_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                redaction.id.to_string(),
                redaction.exhibit.to_string(),
                redaction.number,
                redaction.selector.to_w3c().to_string(),
                redaction.reason.word(),
                redaction.label,
                redaction.by,
                moments::write(&redaction.at)
            ],
        )?;
        Ok(())
    }

    /// Takes a redaction away.
    pub fn delete_redaction(&self, redaction: Id) -> Result<(), StoreError> {
        self.connection().execute(
            "DELETE FROM redaction WHERE id = ?1",
            [redaction.to_string()],
        )?;
        Ok(())
    }
}

/// Every redaction, by exhibit and number.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Redaction>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT redaction.id, redaction.exhibit, redaction.number, redaction.selector,
                redaction.reason, redaction.label, redaction.decided_by, redaction.decided_at
         FROM redaction JOIN exhibit ON exhibit.id = redaction.exhibit
         WHERE redaction.exhibit NOT IN (SELECT exhibit FROM binned)
         ORDER BY exhibit.number, redaction.number",
    )?;
    let mut rows = statement.query([])?;
    let mut redactions = Vec::new();
    while let Some(row) = rows.next()? {
        let selector: serde_json::Value = parsed(row, "selector")?;
        redactions.push(Redaction {
            id: parsed(row, "id")?,
            exhibit: parsed(row, "exhibit")?,
            number: row.get("number")?,
            selector: Selector::from_w3c(&selector).map_err(damaged)?,
            reason: parsed(row, "reason")?,
            label: row.get("label")?,
            by: row.get("decided_by")?,
            at: moments::column(row, "decided_at")?,
        });
    }
    Ok(redactions)
}
