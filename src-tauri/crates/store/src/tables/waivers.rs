//! Decisions to live with a finding.

use super::{moments, parsed};
use crate::{StoreError, Writing, error::damaged};
use claims::Waiver;
use evidence::Id;
use rusqlite::{Connection, params};

impl Writing<'_> {
    /// Adds a waiver.
    pub fn insert_waiver(&self, waiver: &Waiver) -> Result<(), StoreError> {
        let objects = serde_json::to_string(&waiver.objects).expect("references are JSON texts");
        self.connection().execute(
            "INSERT INTO waiver (id, rule, objects, sentence, decided_by, reason, decided_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                waiver.id.to_string(),
                waiver.rule,
                objects,
                waiver.sentence,
                waiver.by,
                waiver.reason,
                moments::write(&waiver.at)
            ],
        )?;
        Ok(())
    }

    /// Takes a waiver back.
    pub fn delete_waiver(&self, waiver: Id) -> Result<(), StoreError> {
        self.connection()
            .execute("DELETE FROM waiver WHERE id = ?1", [waiver.to_string()])?;
        Ok(())
    }
}

/// Every waiver, oldest first.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Waiver>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, rule, objects, sentence, decided_by, reason, decided_at
         FROM waiver ORDER BY decided_at, id",
    )?;
    let mut rows = statement.query([])?;
    let mut waivers = Vec::new();
    while let Some(row) = rows.next()? {
        let objects: String = row.get("objects")?;
        waivers.push(Waiver {
            id: parsed(row, "id")?,
            rule: row.get("rule")?,
            objects: serde_json::from_str(&objects).map_err(damaged)?,
            sentence: row.get("sentence")?,
            by: row.get("decided_by")?,
            reason: row.get("reason")?,
            at: moments::column(row, "decided_at")?,
        });
    }
    Ok(waivers)
}
