//! Claims with their confidence.

use super::{id_text, moments, number, parsed, parsed_if_any};
use crate::{StoreError, Writing};
use claims::{Claim, Confidence, Identity};
use evidence::{Id, Noun};
use rusqlite::{Connection, Row, params};

impl Writing<'_> {
    /// Adds a claim.
    pub fn insert_claim(&self, claim: &Claim) -> Result<(), StoreError> {
        let confidence = claim.confidence.as_ref();
        self.connection().execute(
            "INSERT INTO claim (
                 id, number, text, accuses, identity_account, identity_person,
                 confidence, confidence_reason, confidence_by, confidence_at, withdrawn
             ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                claim.id.to_string(),
                claim.number.value,
                claim.text,
                id_text(claim.accuses),
                id_text(claim.identity.map(|one| one.account)),
                id_text(claim.identity.map(|one| one.person)),
                confidence.map(|one| one.level.word()),
                confidence.map(|one| &one.reason),
                confidence.map(|one| &one.by),
                confidence.map(|one| moments::write(&one.at)),
                claim.withdrawn
            ],
        )?;
        Ok(())
    }

    /// Rewords a claim, and says whom it accuses.
    pub fn reword_claim(
        &self,
        claim: Id,
        text: &str,
        accuses: Option<Id>,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE claim SET text = ?2, accuses = ?3 WHERE id = ?1",
            params![claim.to_string(), text, id_text(accuses)],
        )?;
        Ok(())
    }

    /// Says which account and person a claim ties to one another.
    pub fn set_identity(&self, claim: Id, identity: Identity) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE claim SET identity_account = ?2, identity_person = ?3 WHERE id = ?1",
            params![
                claim.to_string(),
                identity.account.to_string(),
                identity.person.to_string()
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
            "UPDATE claim SET confidence = ?2, confidence_reason = ?3, confidence_by = ?4,
                 confidence_at = ?5 WHERE id = ?1",
            params![
                claim.to_string(),
                confidence.map(|one| one.level.word()),
                confidence.map(|one| &one.reason),
                confidence.map(|one| &one.by),
                confidence.map(|one| moments::write(&one.at))
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
        "SELECT id, number, text, accuses, identity_account, identity_person, confidence,
             confidence_reason, confidence_by, confidence_at, withdrawn
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
            at: moments::column(row, "confidence_at")?,
        }),
    };
    Ok(Claim {
        id: parsed(row, "id")?,
        number: number(row, Noun::Claim)?,
        text: row.get("text")?,
        accuses: parsed_if_any(row, "accuses")?,
        identity: read_identity(row)?,
        confidence,
        withdrawn: row.get("withdrawn")?,
    })
}

fn read_identity(row: &Row<'_>) -> Result<Option<Identity>, StoreError> {
    let account = parsed_if_any(row, "identity_account")?;
    let person = parsed_if_any(row, "identity_person")?;
    Ok(account
        .zip(person)
        .map(|(account, person)| Identity { account, person }))
}
