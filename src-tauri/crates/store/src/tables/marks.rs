//! Marks inside exhibits.

use super::parsed;
use crate::{StoreError, Writing, error::damaged};
use evidence::{Id, Mark, Reference, Selector};
use rusqlite::{Connection, Row, params};

impl Writing<'_> {
    /// Adds a mark.
    pub fn insert_mark(&self, mark: &Mark) -> Result<(), StoreError> {
        let Reference::Mark { mark: number, .. } = mark.reference else {
            return Err(damaged(format!(
                "{} is not the number of a mark",
                mark.reference
            )));
        };
        self.connection().execute(
            "INSERT INTO mark (id, exhibit, number, selector, note) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                mark.id.to_string(),
                mark.exhibit.to_string(),
                number,
                mark.selector.to_w3c().to_string(),
                mark.note
            ],
        )?;
        Ok(())
    }

    /// Lays a mark elsewhere in its exhibit, or says something else about it.
    pub fn update_mark(&self, mark: &Mark) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE mark SET selector = ?2, note = ?3 WHERE id = ?1",
            params![
                mark.id.to_string(),
                mark.selector.to_w3c().to_string(),
                mark.note
            ],
        )?;
        Ok(())
    }

    /// Takes a mark away, and off every claim.
    pub fn delete_mark(&self, mark: Id) -> Result<(), StoreError> {
        let connection = self.connection();
        connection.execute("DELETE FROM link WHERE mark = ?1", [mark.to_string()])?;
        connection.execute("DELETE FROM mark WHERE id = ?1", [mark.to_string()])?;
        Ok(())
    }
}

/// Every mark, by exhibit and number.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Mark>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT mark.id, mark.exhibit, exhibit.number AS exhibit_number, mark.number, mark.selector, mark.note
         FROM mark JOIN exhibit ON exhibit.id = mark.exhibit
         WHERE mark.exhibit NOT IN (SELECT exhibit FROM binned)
         ORDER BY exhibit.number, mark.number",
    )?;
    let mut rows = statement.query([])?;
    let mut marks = Vec::new();
    while let Some(row) = rows.next()? {
        marks.push(read(row)?);
    }
    Ok(marks)
}

fn read(row: &Row<'_>) -> Result<Mark, StoreError> {
    let selector: serde_json::Value = parsed(row, "selector")?;
    Ok(Mark {
        id: parsed(row, "id")?,
        exhibit: parsed(row, "exhibit")?,
        reference: Reference::Mark {
            exhibit: row.get("exhibit_number")?,
            mark: row.get("number")?,
        },
        selector: Selector::from_w3c(&selector).map_err(damaged)?,
        note: row.get("note")?,
    })
}
