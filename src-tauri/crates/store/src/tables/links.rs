//! Links: marks in the lanes of claims.

use super::parsed;
use crate::{StoreError, Writing};
use claims::Link;
use evidence::Id;
use rusqlite::{Connection, params};

impl Writing<'_> {
    /// Lays a mark in a lane; when it lies in another lane of the claim already, it moves.
    pub fn put_link(&self, link: &Link) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO link (id, mark, claim, stance) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (mark, claim) DO UPDATE SET stance = excluded.stance",
            params![
                link.id.to_string(),
                link.mark.to_string(),
                link.claim.to_string(),
                link.stance.word()
            ],
        )?;
        Ok(())
    }

    /// Takes a mark off a claim. True when it lay there.
    pub fn delete_link(&self, mark: Id, claim: Id) -> Result<bool, StoreError> {
        let count = self.connection().execute(
            "DELETE FROM link WHERE mark = ?1 AND claim = ?2",
            params![mark.to_string(), claim.to_string()],
        )?;
        Ok(count > 0)
    }
}

/// Every link, by claim and mark number.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Link>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT link.id, link.mark, link.claim, link.stance
         FROM link
         JOIN claim ON claim.id = link.claim
         JOIN mark ON mark.id = link.mark
         JOIN exhibit ON exhibit.id = mark.exhibit
         WHERE mark.exhibit NOT IN (SELECT exhibit FROM binned)
         ORDER BY claim.number, exhibit.number, mark.number",
    )?;
    let mut rows = statement.query([])?;
    let mut links = Vec::new();
    while let Some(row) = rows.next()? {
        links.push(Link {
            id: parsed(row, "id")?,
            mark: parsed(row, "mark")?,
            claim: parsed(row, "claim")?,
            stance: parsed(row, "stance")?,
        });
    }
    Ok(links)
}
