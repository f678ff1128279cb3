//! The schema: what a fresh database holds, and what a newer one is told.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod bench;

use bench::Bench;
use std::path::Path;
use store::{
    Store, StoreError,
    vault::{self, Key},
};

fn schema(store: &Store) -> String {
    let mut statement = store
        .connection()
        .prepare(
            "SELECT sql FROM sqlite_schema
             WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%' ESCAPE '\\' OR type = 'trigger'
             OR name = 'search_entry' ORDER BY type, name",
        )
        .unwrap();
    let parts: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    parts.join(";\n\n") + ";\n"
}

/// To accept a change on purpose: `PLUMB_ACCEPT=1 cargo test -p store --test schema`.
#[test]
fn the_schema_on_file_is_that_of_a_fresh_case() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/current.sql");
    let fresh = schema(&Bench::new().store);
    #[expect(
        clippy::disallowed_methods,
        reason = "a test is asked to accept by whoever runs it"
    )]
    if std::env::var_os("PLUMB_ACCEPT").is_some() {
        std::fs::write(&file, &fresh).unwrap();
    }
    let on_file = std::fs::read_to_string(&file).unwrap();
    assert_eq!(fresh, on_file, "schema/current.sql is stale");
}

#[test]
fn every_table_is_strict_or_virtual() {
    let bench = Bench::new();
    let mut statement = bench
        .store
        .connection()
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'")
        .unwrap();
    let loose: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(loose, Vec::<String>::new());
}

#[test]
fn a_newer_file_is_refused_with_a_sentence_and_left_alone() {
    let bench = Bench::new();
    let path = bench.path();
    bench
        .store
        .connection()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    drop(bench.store);
    let refused = Store::new(vault::open(&path, Key::None).unwrap().connection);
    let Err(StoreError::Newer { found: 99, known }) = refused else {
        panic!("a newer file was opened");
    };
    assert!(known < 99);
    let connection = vault::open(&path, Key::None).unwrap().connection;
    let version: i64 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 99);
}

#[test]
fn a_case_has_one_key_and_nothing_changes_it() {
    let mut bench = Bench::new();
    let secret = store::new_signing_secret().unwrap();
    bench.change("make key", |writing| writing.keep_signing_secret(&secret));
    let again = bench
        .store
        .transact(&bench::describe("make key", ""), |writing| {
            writing.keep_signing_secret(&secret)
        });
    assert!(again.is_err(), "a second key");
    for tampering in [
        "UPDATE signing_key SET secret = zeroblob(32)",
        "DELETE FROM signing_key",
    ] {
        let refused = bench.store.connection().execute(tampering, []).unwrap_err();
        assert!(refused.to_string().contains("never"), "{refused}");
    }
}
