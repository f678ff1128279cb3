//! Making one party of two: everything that pointed at the one points at the other, and
//! its number leads there.

use super::parsed;
use crate::{StoreError, Writing};
use claims::casebook::Party;
use evidence::{Alias, Id, Noun, Number};
use rusqlite::{Connection, params};

/// The columns that point at a party.
const POINTERS: [(&str, &str); 9] = [
    ("exhibit", "account"),
    ("claim", "accuses"),
    ("claim", "identity_account"),
    ("claim", "identity_person"),
    ("account_state", "account"),
    ("affiliation", "who"),
    ("affiliation", "organisation"),
    ("event", "about"),
    ("reply", "whom"),
];

impl Writing<'_> {
    /// Lets everything that points at `merged` point at `kept`, whose number `merged`'s
    /// now leads to, and takes `merged` away. Its code must have been dealt with before.
    pub fn merge_party(&self, kept: Id, merged: Party<'_>) -> Result<(), StoreError> {
        let connection = self.connection();
        let (kept, gone) = (kept.to_string(), merged.id().to_string());
        for (table, column) in POINTERS {
            connection.execute(
                &format!("UPDATE {table} SET {column} = ?1 WHERE {column} = ?2"),
                params![kept, gone],
            )?;
        }
        connection.execute(
            "UPDATE alias SET party = ?1 WHERE party = ?2",
            params![kept, gone],
        )?;
        connection.execute(
            "INSERT INTO alias (noun, number, party) VALUES (?1, ?2, ?3)",
            params![merged.number().noun.word(), merged.number().value, kept],
        )?;
        connection.execute("DELETE FROM party WHERE id = ?1", [gone])?;
        Ok(())
    }
}

/// Every alias, by noun and number.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Alias>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT noun, number, party FROM alias ORDER BY noun, number")?;
    let mut rows = statement.query([])?;
    let mut aliases = Vec::new();
    while let Some(row) = rows.next()? {
        let word: String = row.get("noun")?;
        let noun = [Noun::Person, Noun::Organisation, Noun::Account]
            .into_iter()
            .find(|noun| noun.word() == word)
            .ok_or_else(|| crate::error::damaged(format!("“{word}” is no sort of party")))?;
        aliases.push(Alias {
            number: Number::new(noun, row.get("number")?),
            party: parsed(row, "party")?,
        });
    }
    Ok(aliases)
}
