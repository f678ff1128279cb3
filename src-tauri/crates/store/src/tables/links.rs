//! Links: marks in the lanes of claims.

use super::parsed;
use crate::{StoreError, Writing};
use claims::{Explanation, Link};
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

    /// Explains a contradiction; none takes the explanation back. True when the mark lies there.
    pub fn explain_link(
        &self,
        mark: Id,
        claim: Id,
        explanation: Option<&Explanation>,
    ) -> Result<bool, StoreError> {
        let count = self.connection().execute(
            "UPDATE link SET explanation = ?3, explained_by = ?4 WHERE mark = ?1 AND claim = ?2",
            params![
                mark.to_string(),
                claim.to_string(),
                explanation.map(|one| &one.text),
                explanation.map(|one| &one.by)
            ],
        )?;
        Ok(count > 0)
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
        "SELECT link.id, link.mark, link.claim, link.stance, link.explanation, link.explained_by
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
        let text: Option<String> = row.get("explanation")?;
        let by: Option<String> = row.get("explained_by")?;
        links.push(Link {
            explanation: text.zip(by).map(|(text, by)| Explanation { text, by }),
            id: parsed(row, "id")?,
            mark: parsed(row, "mark")?,
            claim: parsed(row, "claim")?,
            stance: parsed(row, "stance")?,
        });
    }
    Ok(links)
}
