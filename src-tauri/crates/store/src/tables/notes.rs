//! Notes on claims.

use super::{moments, parsed};
use crate::{StoreError, Writing};
use claims::Note;
use evidence::Id;
use rusqlite::{Connection, params};

impl Writing<'_> {
    /// Adds a note.
    pub fn insert_note(&self, note: &Note) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO note (id, claim, text, written_by, written_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                note.id.to_string(),
                note.claim.to_string(),
                note.text,
                note.by,
                moments::write(&note.at)
            ],
        )?;
        Ok(())
    }

    /// Takes a note away. True when it was there.
    pub fn delete_note(&self, note: Id) -> Result<bool, StoreError> {
        let count = self
            .connection()
            .execute("DELETE FROM note WHERE id = ?1", [note.to_string()])?;
        Ok(count > 0)
    }
}

/// Every note, oldest first.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Note>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, claim, text, written_by, written_at FROM note ORDER BY written_at, id",
    )?;
    let mut rows = statement.query([])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        notes.push(Note {
            id: parsed(row, "id")?,
            claim: parsed(row, "claim")?,
            text: row.get("text")?,
            by: row.get("written_by")?,
            at: moments::column(row, "written_at")?,
        });
    }
    Ok(notes)
}
