//! The codes under which people, organisations and accounts print.

use super::parsed;
use crate::{StoreError, Writing, error::damaged};
use evidence::{Code, Id};
use rusqlite::{Connection, params};

impl Writing<'_> {
    /// Gives a party a code, in place of the one it had.
    pub fn set_code(&self, code: &Code) -> Result<(), StoreError> {
        let other_names = serde_json::to_string(&code.other_names).expect("texts are JSON");
        self.connection().execute(
            "INSERT INTO code (party, code, reason, scope, other_names) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (party) DO UPDATE SET code = ?2, reason = ?3, scope = ?4, other_names = ?5",
            params![
                code.party.to_string(),
                code.code,
                code.reason.word(),
                code.scope.word(),
                other_names
            ],
        )?;
        Ok(())
    }

    /// Takes the code of a party away.
    pub fn delete_code(&self, party: Id) -> Result<(), StoreError> {
        self.connection()
            .execute("DELETE FROM code WHERE party = ?1", [party.to_string()])?;
        Ok(())
    }
}

/// Every code, in the order of the codes.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Code>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT party, code, reason, scope, other_names FROM code ORDER BY code")?;
    let mut rows = statement.query([])?;
    let mut codes = Vec::new();
    while let Some(row) = rows.next()? {
        let other_names: String = row.get("other_names")?;
        codes.push(Code {
            party: parsed(row, "party")?,
            code: row.get("code")?,
            reason: parsed(row, "reason")?,
            scope: parsed(row, "scope")?,
            other_names: serde_json::from_str(&other_names).map_err(damaged)?,
        });
    }
    Ok(codes)
}
