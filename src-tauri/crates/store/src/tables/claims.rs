//! Claims with their confidence.

use super::{id_text, number, parsed, parsed_if_any};
use crate::{StoreError, Writing};
use claims::{Claim, Confidence};
use evidence::{Id, Noun};
use rusqlite::{Connection, Row, params};

impl Writing<'_> {
    /// Adds a claim.
    pub fn insert_claim(&self, claim: &Claim) -> Result<(), StoreError> {
        let confidence = claim.confidence.as_ref();
        self.connection().execute(
            "INSERT INTO claim (
                 id, number, text, accuses, confidence, confidence_reason, confidence_by, withdrawn
             ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                claim.id.to_string(),
                claim.number.value,
                claim.text,
                id_text(claim.accuses),
                confidence.map(|one| one.level.word()),
                confidence.map(|one| &one.reason),
                confidence.map(|one| &one.by),
                claim.withdrawn
            ],
        )?;
        Ok(())
    }

    /// Says how sure the reporters are of a claim; none takes it back.
    pub fn set_confidence(
        &self,
        claim: Id,
        confidence: Option<&Confidence>,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE claim SET confidence = ?2, confidence_reason = ?3, confidence_by = ?4 WHERE id = ?1",
            params![
                claim.to_string(),
                confidence.map(|one| one.level.word()),
                confidence.map(|one| &one.reason),
                confidence.map(|one| &one.by)
            ],
        )?;
        Ok(())
    }

    /// Gives a claim up with a reason; none reopens it.
    pub fn set_withdrawn(&self, claim: Id, reason: Option<&str>) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE claim SET withdrawn = ?2 WHERE id = ?1",
            params![claim.to_string(), reason],
        )?;
        Ok(())
    }
}

/// Every claim, in the order of their numbers.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Claim>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, number, text, accuses, confidence, confidence_reason, confidence_by, withdrawn
         FROM claim ORDER BY number",
    )?;
    let mut rows = statement.query([])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        claims.push(read(row)?);
    }
    Ok(claims)
}

fn read(row: &Row<'_>) -> Result<Claim, StoreError> {
    let confidence = match parsed_if_any(row, "confidence")? {
        None => None,
        Some(level) => Some(Confidence {
            level,
            reason: row.get("confidence_reason")?,
            by: row.get("confidence_by")?,
        }),
    };
    Ok(Claim {
        id: parsed(row, "id")?,
        number: number(row, Noun::Claim)?,
        text: row.get("text")?,
        accuses: parsed_if_any(row, "accuses")?,
        confidence,
        withdrawn: row.get("withdrawn")?,
    })
}
