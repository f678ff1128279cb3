//! The schema and its numbered migrations. A migration is never edited after a release.

use crate::StoreError;
use rusqlite::Connection;

/// Migration `n` brings a file from schema `n` to `n + 1`.
const MIGRATIONS: [&str; 3] = [
    concat!(
        include_str!("originals/schema.sql"),
        include_str!("../migrations/0001.sql")
    ),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
];

/// The tables whose changes are recorded in the journal. Rows that go with their exhibit or reply
/// come first: undone in this order they are taken away before it, and not found missing.
pub(crate) const CONTENT_TABLES: [&str; 24] = [
    "derivation",
    "archive_copy",
    "reply_claim",
    "fact",
    "party",
    "exhibit",
    "collection",
    "collected",
    "tagged",
    "binned",
    "mark",
    "redaction",
    "claim",
    "link",
    "note",
    "alias",
    "code",
    "account_state",
    "affiliation",
    "event",
    "reply",
    "waiver",
    "manuscript",
    "data_set",
];

/// Brings a file up to date, each step in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = MIGRATIONS.len() as i64;
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for (number, migration) in MIGRATIONS.iter().enumerate().skip(found.max(0) as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", number as i64 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Description, Store, vault};
    use claims::Claim;
    use evidence::{Code, Id, Noun, Number, Person, Reason, Scope};

    fn id(value: u128) -> Id {
        Id::new(uuid::Uuid::from_u128(value))
    }

    fn description(batch: &str) -> Description<'_> {
        Description {
            at: chrono::DateTime::UNIX_EPOCH,
            zone: "UTC",
            actor: "Desk",
            operation: "add",
            batch,
        }
    }

    /// A case file as the first release of Plumb left it.
    fn of_schema_one(path: &std::path::Path) -> Store {
        let connection = vault::create(path, vault::Lock::Open)
            .expect("a case file can be made")
            .connection;
        crate::search::register_fold(&connection).expect("a function can be added");
        connection
            .execute_batch(MIGRATIONS[0])
            .expect("the first schema");
        connection
            .pragma_update(None, "user_version", 1)
            .expect("a number");
        let mut store = Store {
            connection,
            walked: Default::default(),
        };
        let written = store.transact(&description("1"), |writing| {
            writing.insert_person(&Person {
                id: id(1),
                number: Number::new(Noun::Person, writing.next_number(Noun::Person)?),
                name: "Elçin Test".into(),
                other_names: Vec::new(),
            })?;
            writing.insert_claim(&Claim {
                id: id(2),
                number: Number::new(Noun::Claim, writing.next_number(Noun::Claim)?),
                text: "They met.".into(),
                accuses: Some(id(1)),
                identity: None,
                confidence: None,
                withdrawn: None,
            })
        });
        written.expect("an old case can be written");
        store
    }

    #[test]
    fn a_case_of_the_first_schema_is_brought_up_to_date_and_loses_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("old.plumb");
        drop(of_schema_one(&path));
        let opened = vault::open(&path, vault::Key::None).expect("it has no lock");
        let mut store = Store::new(opened.connection).expect("an older case opens");
        let book = store.casebook().expect("it can be read");
        assert_eq!(book.people[0].name, "Elçin Test");
        assert_eq!(book.claims[0].accuses, Some(id(1)));
        let code = Code {
            party: id(1),
            code: "Subject 01".into(),
            reason: Reason::Source,
            scope: Scope::Always,
            other_names: vec!["Elcin".into()],
        };
        store
            .transact(&description("2"), |writing| writing.set_code(&code))
            .expect("what the older schema did not know can be written");
        assert_eq!(store.casebook().expect("readable").codes, [code]);
        assert!(store.signing_secret().expect("readable").is_none());
        let made = crate::new_signing_secret().expect("the system has randomness");
        store
            .transact(&description(""), |writing| {
                writing.keep_signing_secret(&made)
            })
            .expect("an older case is given a key");
        assert_eq!(store.signing_secret().expect("readable"), Some(made));
        let sound = store
            .verify(None, &mut |_, _| std::ops::ControlFlow::Continue(()))
            .expect("it can be verified");
        assert_eq!(sound.problems, [], "old and new entries replay");
        store.undo(&description("")).expect("the code is undone");
        store
            .undo(&description(""))
            .expect("and what the older Plumb did");
        let book = store.casebook().expect("readable");
        assert!(book.people.is_empty() && book.codes.is_empty());
    }
}
