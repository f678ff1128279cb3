//! Events, exact or approximate.

use super::{id_text, moments, number, parsed, parsed_if_any};
use crate::{StoreError, Writing};
use evidence::{Event, Id, Noun};
use rusqlite::{Connection, params};

impl Writing<'_> {
    /// Adds an event.
    pub fn insert_event(&self, event: &Event) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO event (
                 id, number, title, began_at, ended_at, approximate, place, about, mark
             ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                event.id.to_string(),
                event.number.value,
                event.title,
                moments::write(&event.on),
                moments::write_if_any(&event.until),
                event.approximate,
                event.place,
                id_text(event.about),
                id_text(event.mark)
            ],
        )?;
        Ok(())
    }

    /// Sets everything of an event but its number.
    pub fn update_event(&self, event: &Event) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE event SET title = ?2, began_at = ?3, ended_at = ?4, approximate = ?5,
                 place = ?6, about = ?7, mark = ?8 WHERE id = ?1",
            params![
                event.id.to_string(),
                event.title,
                moments::write(&event.on),
                moments::write_if_any(&event.until),
                event.approximate,
                event.place,
                id_text(event.about),
                id_text(event.mark)
            ],
        )?;
        Ok(())
    }

    /// Takes an event away.
    pub fn delete_event(&self, event: Id) -> Result<(), StoreError> {
        self.connection()
            .execute("DELETE FROM event WHERE id = ?1", [event.to_string()])?;
        Ok(())
    }
}

/// Every event, in the order of their numbers.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Event>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, number, title, began_at, ended_at, approximate, place, about, mark
         FROM event ORDER BY number",
    )?;
    let mut rows = statement.query([])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(Event {
            id: parsed(row, "id")?,
            number: number(row, Noun::Event)?,
            title: row.get("title")?,
            on: moments::column(row, "began_at")?,
            until: moments::column_if_any(row, "ended_at")?,
            approximate: row.get("approximate")?,
            place: row.get("place")?,
            about: parsed_if_any(row, "about")?,
            mark: parsed_if_any(row, "mark")?,
        });
    }
    Ok(events)
}
