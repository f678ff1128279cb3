//! People, organisations and accounts, with account states and affiliations.

use super::{id_text, moments, number, parsed, parsed_if_any};
use crate::{StoreError, Writing, error::damaged};
use claims::casebook::Party;
use evidence::{Account, AccountState, Affiliation, Id, Noun, Organisation, Person};
use rusqlite::{Connection, Row, params};
use std::collections::BTreeMap;

impl Writing<'_> {
    /// Adds a person.
    pub fn insert_person(&self, person: &Person) -> Result<(), StoreError> {
        self.insert_party(Party::Person(person))
    }

    /// Adds an organisation.
    pub fn insert_organisation(&self, organisation: &Organisation) -> Result<(), StoreError> {
        self.insert_party(Party::Organisation(organisation))
    }

    /// Adds an account; its states are added one by one.
    pub fn insert_account(&self, account: &Account) -> Result<(), StoreError> {
        self.insert_party(Party::Account(account))
    }

    fn insert_party(&self, party: Party<'_>) -> Result<(), StoreError> {
        let (platform, platform_id) = platform(party);
        self.connection().execute(
            "INSERT INTO party (id, noun, number, name, platform, platform_id, other_names)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                party.id().to_string(),
                party.number().noun.word(),
                party.number().value,
                party.name(),
                platform,
                platform_id,
                names(party.other_names())
            ],
        )?;
        Ok(())
    }

    /// Sets names and, of an account, its place on its platform.
    pub fn update_party(&self, party: Party<'_>) -> Result<(), StoreError> {
        let (platform, platform_id) = platform(party);
        self.connection().execute(
            "UPDATE party SET name = ?2, platform = ?3, platform_id = ?4, other_names = ?5
             WHERE id = ?1",
            params![
                party.id().to_string(),
                party.name(),
                platform,
                platform_id,
                names(party.other_names())
            ],
        )?;
        Ok(())
    }

    /// Takes a sighting of an account away.
    pub fn delete_account_state(&self, state: Id) -> Result<(), StoreError> {
        self.connection().execute(
            "DELETE FROM account_state WHERE id = ?1",
            [state.to_string()],
        )?;
        Ok(())
    }

    /// Sets everything of an affiliation but its number.
    pub fn update_affiliation(&self, affiliation: &Affiliation) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE affiliation SET who = ?2, organisation = ?3, level = ?4, role = ?5,
                 held_from = ?6, held_to = ?7, basis = ?8, mark = ?9 WHERE id = ?1",
            params![
                affiliation.id.to_string(),
                affiliation.who.to_string(),
                affiliation.organisation.to_string(),
                affiliation.level.word(),
                affiliation.role,
                moments::write_if_any(&affiliation.from),
                moments::write_if_any(&affiliation.to),
                affiliation.basis.word(),
                id_text(affiliation.mark)
            ],
        )?;
        Ok(())
    }

    /// Takes an affiliation away.
    pub fn delete_affiliation(&self, affiliation: Id) -> Result<(), StoreError> {
        self.connection().execute(
            "DELETE FROM affiliation WHERE id = ?1",
            [affiliation.to_string()],
        )?;
        Ok(())
    }

    /// Adds a sighting of an account's state.
    pub fn insert_account_state(
        &self,
        account: Id,
        state: &AccountState,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO account_state (id, account, state, seen_at, mark) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                state.id.to_string(),
                account.to_string(),
                state.state.word(),
                moments::write(&state.seen_at),
                id_text(state.mark)
            ],
        )?;
        Ok(())
    }

    /// Adds an affiliation.
    pub fn insert_affiliation(&self, affiliation: &Affiliation) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO affiliation (
                 id, number, who, organisation, level, role, held_from, held_to, basis, mark
             ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                affiliation.id.to_string(),
                affiliation.number.value,
                affiliation.who.to_string(),
                affiliation.organisation.to_string(),
                affiliation.level.word(),
                affiliation.role,
                moments::write_if_any(&affiliation.from),
                moments::write_if_any(&affiliation.to),
                affiliation.basis.word(),
                id_text(affiliation.mark)
            ],
        )?;
        Ok(())
    }
}

/// The people, organisations and accounts of a case, each in the order of their numbers.
#[derive(Default)]
pub(crate) struct Parties {
    pub(crate) people: Vec<Person>,
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) accounts: Vec<Account>,
}

/// Reads all parties.
pub(crate) fn read_all(connection: &Connection) -> Result<Parties, StoreError> {
    let mut states = read_states(connection)?;
    let mut statement = connection.prepare_cached(
        "SELECT id, noun, number, name, platform, platform_id, other_names
         FROM party ORDER BY noun, number",
    )?;
    let mut rows = statement.query([])?;
    let mut parties = Parties::default();
    while let Some(row) = rows.next()? {
        let id = parsed(row, "id")?;
        let noun: String = row.get("noun")?;
        match noun.as_str() {
            "person" => parties.people.push(Person {
                id,
                number: number(row, Noun::Person)?,
                name: row.get("name")?,
                other_names: read_names(row)?,
            }),
            "organisation" => parties.organisations.push(Organisation {
                id,
                number: number(row, Noun::Organisation)?,
                name: row.get("name")?,
                other_names: read_names(row)?,
            }),
            _ => parties.accounts.push(Account {
                id,
                number: number(row, Noun::Account)?,
                platform: row
                    .get::<_, Option<String>>("platform")?
                    .unwrap_or_default(),
                handle: row.get("name")?,
                platform_id: row.get("platform_id")?,
                other_names: read_names(row)?,
                states: states.remove(&id).unwrap_or_default(),
            }),
        }
    }
    Ok(parties)
}

fn read_states(connection: &Connection) -> Result<BTreeMap<Id, Vec<AccountState>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, account, state, seen_at, mark FROM account_state ORDER BY account, seen_at, id",
    )?;
    let mut rows = statement.query([])?;
    let mut states: BTreeMap<Id, Vec<AccountState>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        states
            .entry(parsed(row, "account")?)
            .or_default()
            .push(AccountState {
                id: parsed(row, "id")?,
                state: parsed(row, "state")?,
                seen_at: moments::column(row, "seen_at")?,
                mark: parsed_if_any(row, "mark")?,
            });
    }
    Ok(states)
}

/// Every affiliation, in the order of their numbers.
pub(crate) fn read_affiliations(connection: &Connection) -> Result<Vec<Affiliation>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, number, who, organisation, level, role, held_from, held_to, basis, mark
         FROM affiliation ORDER BY number",
    )?;
    let mut rows = statement.query([])?;
    let mut affiliations = Vec::new();
    while let Some(row) = rows.next()? {
        affiliations.push(Affiliation {
            id: parsed(row, "id")?,
            number: number(row, Noun::Affiliation)?,
            who: parsed(row, "who")?,
            organisation: parsed(row, "organisation")?,
            level: parsed(row, "level")?,
            role: row.get("role")?,
            from: moments::column_if_any(row, "held_from")?,
            to: moments::column_if_any(row, "held_to")?,
            basis: parsed(row, "basis")?,
            mark: parsed_if_any(row, "mark")?,
        });
    }
    Ok(affiliations)
}

/// Platform and the platform's own id of an account.
fn platform<'a>(party: Party<'a>) -> (Option<&'a str>, Option<&'a str>) {
    match party {
        Party::Account(account) => (Some(&account.platform), account.platform_id.as_deref()),
        Party::Person(_) | Party::Organisation(_) => (None, None),
    }
}

fn names(names: &[String]) -> String {
    serde_json::to_string(names).expect("texts are JSON")
}

fn read_names(row: &Row<'_>) -> Result<Vec<String>, StoreError> {
    serde_json::from_str(&row.get::<_, String>("other_names")?).map_err(damaged)
}
