//! A small case for the tests of the store, written through its own door.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
#![allow(dead_code, reason = "each test program uses a part of the bench")]

use chrono::{DateTime, Utc};
use claims::{Claim, Link, Stance};
use evidence::{
    Exhibit, Held, Id, Mark, Noun, Number, Person, Reference, Selector,
    exhibit::{CollectionRecord, Kind, Original},
};
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use store::{
    Change, Description, Store, StoreError, Writing, originals,
    vault::{self, Key, Lock},
};

/// A case in a folder of its own.
pub(crate) struct Bench {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) store: Store,
    last_id: u128,
}

pub(crate) fn id(value: u128) -> Id {
    Id::new(uuid::Uuid::from_u128(value))
}

impl Bench {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let connection = vault::create(&folder.path().join("case.plumb"), Lock::Open)
            .unwrap()
            .connection;
        Self {
            folder,
            store: Store::new(connection).unwrap(),
            last_id: 0,
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("case.plumb")
    }

    /// Closes the case and opens it again, as another day would.
    pub(crate) fn reopen(self) -> Self {
        let Self {
            folder,
            store,
            last_id,
        } = self;
        drop(store);
        let store = open(&folder.path().join("case.plumb"));
        Self {
            folder,
            store,
            last_id,
        }
    }

    pub(crate) fn next_id(&mut self) -> Id {
        self.last_id += 1;
        id(self.last_id)
    }

    pub(crate) fn change<T>(
        &mut self,
        operation: &str,
        write: impl FnOnce(&mut Writing<'_>) -> Result<T, StoreError>,
    ) -> Change<T> {
        let batch = self.next_id();
        self.change_in(operation, batch, write)
    }

    pub(crate) fn change_in<T>(
        &mut self,
        operation: &str,
        batch: Id,
        write: impl FnOnce(&mut Writing<'_>) -> Result<T, StoreError>,
    ) -> Change<T> {
        self.store
            .transact(&describe(operation, &batch.to_string()), write)
            .unwrap()
    }

    pub(crate) fn add_exhibit(&mut self, title: &str, bytes: &[u8], text: Option<&str>) -> Number {
        let import = self.next_id().to_string();
        let staged = originals::stage(self.store.connection(), &import, bytes, &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap();
        let exhibit_id = self.next_id();
        let change = self.change("add exhibit", |writing| {
            writing.seal_original(&staged, text)?;
            let number = Number::new(Noun::Exhibit, writing.next_number(Noun::Exhibit)?);
            writing.insert_exhibit(&Exhibit {
                id: exhibit_id,
                number,
                title: title.to_owned(),
                kind: Kind::Page,
                held: Held::Held,
                original: Some(Original {
                    fingerprint: staged.sha256,
                    size_bytes: staged.size_bytes,
                    media_type: "text/plain".to_owned(),
                    file_name: "a.txt".to_owned(),
                }),
                record: CollectionRecord::default(),
            })?;
            writing.name_subject(number);
            Ok(number)
        });
        change.value
    }

    pub(crate) fn add_claim(&mut self, text: &str) -> Number {
        let claim_id = self.next_id();
        let text = text.to_owned();
        let change = self.change("add claim", |writing| {
            let number = Number::new(Noun::Claim, writing.next_number(Noun::Claim)?);
            writing.insert_claim(&Claim {
                id: claim_id,
                number,
                text,
                accuses: None,
                identity: None,
                confidence: None,
                withdrawn: None,
            })?;
            writing.name_subject(number);
            Ok(number)
        });
        change.value
    }

    pub(crate) fn add_mark(&mut self, exhibit: Number, note: &str) -> Reference {
        let exhibit_id = self.exhibit_id(exhibit);
        let mark_id = self.next_id();
        let change = self.change("mark", |writing| {
            let number = writing.next_mark_number(exhibit_id)?;
            let reference = Reference::Mark {
                exhibit: exhibit.value,
                mark: number,
            };
            writing.insert_mark(&Mark {
                id: mark_id,
                exhibit: exhibit_id,
                reference,
                selector: Selector::Page(1),
                note: Some(note.to_owned()),
            })?;
            writing.name_subject(reference);
            Ok(reference)
        });
        change.value
    }

    pub(crate) fn link(&mut self, mark: Reference, claim: Number, stance: Stance) {
        let book = self.store.casebook().unwrap();
        let mark_id = book
            .marks
            .iter()
            .find(|one| one.reference == mark)
            .unwrap()
            .id;
        let claim_id = book
            .claims
            .iter()
            .find(|one| one.number == claim)
            .unwrap()
            .id;
        let link = Link {
            id: self.next_id(),
            mark: mark_id,
            claim: claim_id,
            stance,
            explanation: None,
        };
        self.change("link", |writing| writing.put_link(&link));
    }

    pub(crate) fn add_person(&mut self, name: &str) -> Number {
        let person_id = self.next_id();
        let name = name.to_owned();
        let change = self.change("add person", |writing| {
            let number = Number::new(Noun::Person, writing.next_number(Noun::Person)?);
            writing.insert_person(&Person {
                id: person_id,
                number,
                name,
                other_names: Vec::new(),
            })?;
            writing.name_subject(number);
            Ok(number)
        });
        change.value
    }

    pub(crate) fn write(&mut self, text: &str) {
        self.change("write report", |writing| writing.set_manuscript(text));
    }

    pub(crate) fn exhibit_id(&self, exhibit: Number) -> Id {
        let book = self.store.casebook().unwrap();
        book.exhibits
            .iter()
            .find(|one| one.number == exhibit)
            .unwrap()
            .id
    }

    /// Every content table as text, in the order of its keys: equal texts are equal cases.
    pub(crate) fn content(&self) -> String {
        let connection = self.store.connection();
        let mut all = String::new();
        for table in [
            "fact",
            "party",
            "exhibit",
            "derivation",
            "archive_copy",
            "mark",
            "redaction",
            "code",
            "claim",
            "link",
            "account_state",
            "affiliation",
            "event",
            "reply",
            "reply_claim",
            "waiver",
            "manuscript",
            "search_terms",
        ] {
            // The search index is compared by what it would find.
            let sql = match table {
                "search_terms" => {
                    connection
                        .execute_batch(
                            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, search, row)",
                        )
                        .unwrap();
                    "SELECT term, doc, cnt FROM temp.terms ORDER BY term".to_owned()
                }
                table => format!("SELECT * FROM {table} ORDER BY 1, 2"),
            };
            let mut statement = connection.prepare(&sql).unwrap();
            let count = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                all.push_str(table);
                for column in 0..count {
                    let value: rusqlite::types::Value = row.get(column).unwrap();
                    all.push_str(&format!(" {value:?}"));
                }
                all.push('\n');
            }
        }
        all
    }
}

pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_716_000_000, 0).unwrap()
}

pub(crate) fn describe<'a>(operation: &'a str, batch: &'a str) -> Description<'a> {
    Description {
        at: now(),
        zone: "Europe/Paris",
        actor: "Leyla",
        operation,
        batch,
    }
}

pub(crate) fn open(path: &Path) -> Store {
    Store::new(vault::open(path, Key::None).unwrap().connection).unwrap()
}
