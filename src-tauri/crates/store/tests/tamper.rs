//! Somebody who has the key alters the case behind Plumb's back: `verify` names it.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod bench;

use bench::{Bench, open};
use claims::Stance;
use rusqlite::params;
use std::{fs, ops::ControlFlow, path::PathBuf};
use store::{ProblemKind, Receipt, Store, Verification};

const ORIGINAL: &[u8] = b"The minister signed the order on 3 May.";

/// A case with two exhibits, a claim, links and a manuscript; and its newest receipt.
fn case() -> (Bench, Receipt) {
    let mut bench = Bench::new();
    let exhibit = bench.add_exhibit("The order", ORIGINAL, Some("The minister signed"));
    bench.add_exhibit("Something else", b"unrelated", None);
    let claim = bench.add_claim("The minister signed the order.");
    let mark = bench.add_mark(exhibit, "his signature");
    bench.link(mark, claim, Stance::Supports);
    bench.write("He signed. [@E-001.1]");
    let receipt = bench.store.receipt().unwrap();
    (bench, receipt)
}

fn verify(store: &Store, receipt: Option<&Receipt>) -> Verification {
    store
        .verify(receipt, &mut |_, _| ControlFlow::Continue(()))
        .unwrap()
}

fn subjects(found: &Verification) -> Vec<&str> {
    found
        .problems
        .iter()
        .flat_map(|problem| &problem.subjects)
        .map(String::as_str)
        .collect()
}

/// The seat-belts come off, as anyone with the key can make them.
fn without_triggers(store: &Store) {
    let connection = store.connection();
    connection
        .execute_batch("PRAGMA foreign_keys = OFF")
        .unwrap();
    let mut statement = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap();
    let names: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for name in names {
        connection
            .execute_batch(&format!("DROP TRIGGER {name}"))
            .unwrap();
    }
}

#[test]
fn an_untouched_case_is_sound_with_its_newest_receipt() {
    let (bench, receipt) = case();
    let found = verify(&bench.store, Some(&receipt));
    assert_eq!(found.problems, []);
    assert_eq!(
        found.cannot_know,
        Vec::<String>::new(),
        "the newest receipt vouches for everything"
    );
    assert_eq!((found.originals, found.entries), (2, 6));
}

#[test]
fn without_a_receipt_it_says_what_it_cannot_know() {
    let (bench, _) = case();
    let found = verify(&bench.store, None);
    assert_eq!(found.problems, []);
    assert!(
        found.cannot_know[0].contains("older copy"),
        "{:?}",
        found.cannot_know
    );
}

#[test]
fn every_flipped_byte_of_an_original_is_found_and_the_exhibit_named() {
    let (bench, receipt) = case();
    without_triggers(&bench.store);
    let connection = bench.store.connection();
    let stored: Vec<u8> = connection
        .query_row(
            "SELECT bytes FROM chunk WHERE bytes = ?1",
            [ORIGINAL],
            |row| row.get(0),
        )
        .unwrap();
    for at in 0..stored.len() {
        let mut altered = stored.clone();
        altered[at] ^= 1 << (at % 8);
        connection
            .execute(
                "UPDATE chunk SET bytes = ?2 WHERE bytes = ?1",
                params![stored, altered],
            )
            .unwrap();
        let found = verify(&bench.store, Some(&receipt));
        assert_eq!(subjects(&found), ["E-001"], "byte {at}");
        assert_eq!(found.problems[0].kind, ProblemKind::Original);
        connection
            .execute(
                "UPDATE chunk SET bytes = ?2 WHERE bytes = ?1",
                params![altered, stored],
            )
            .unwrap();
    }
    assert!(
        verify(&bench.store, Some(&receipt)).is_sound(),
        "the bench is as it was"
    );
}

#[test]
fn an_original_whose_bytes_are_gone_is_named() {
    let (bench, receipt) = case();
    without_triggers(&bench.store);
    bench
        .store
        .connection()
        .execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM original_chunk; DELETE FROM chunk;")
        .unwrap();
    let found = verify(&bench.store, Some(&receipt));
    let mut named = subjects(&found);
    named.sort_unstable();
    assert_eq!(named, ["E-001", "E-002"]);
}

#[test]
fn every_flipped_byte_of_a_journal_entry_is_found_and_the_entry_named() {
    let (bench, receipt) = case();
    without_triggers(&bench.store);
    let connection = bench.store.connection();
    for seq in 1..=6 {
        for column in [
            "at",
            "zone",
            "actor",
            "operation",
            "subjects",
            "detail",
            "batch",
            "changeset",
            "previous",
            "hash",
        ] {
            let select = format!("SELECT CAST({column} AS BLOB) FROM journal WHERE seq = ?1");
            let stored: Vec<u8> = connection
                .query_row(&select, [seq], |row| row.get(0))
                .unwrap();
            let is_blob = matches!(column, "changeset" | "previous" | "hash");
            let cast = if is_blob { "?2" } else { "CAST(?2 AS TEXT)" };
            let update = format!("UPDATE journal SET {column} = {cast} WHERE seq = ?1");
            for at in 0..stored.len() {
                let mut altered = stored.clone();
                altered[at] ^= 1 << (at % 8);
                connection.execute(&update, params![seq, altered]).unwrap();
                let found = bench.store.verify_journal(Some(&receipt)).unwrap();
                let entry = format!("entry {seq}");
                assert!(
                    found
                        .iter()
                        .any(|problem| problem.subjects.contains(&entry)),
                    "{column} of entry {seq}, byte {at}: {found:?}"
                );
                connection.execute(&update, params![seq, stored]).unwrap();
            }
        }
    }
    assert!(
        verify(&bench.store, Some(&receipt)).is_sound(),
        "the bench is as it was"
    );
}

/// Runs `sql` on a copy of the case, without triggers, and verifies it.
fn after(sql: &str) -> Verification {
    let (bench, receipt) = case();
    without_triggers(&bench.store);
    bench.store.connection().execute_batch(sql).unwrap();
    verify(&bench.store, Some(&receipt))
}

#[test]
fn a_deleted_entry_is_named_as_missing() {
    let found = after("DELETE FROM journal WHERE seq = 3");
    assert!(
        found
            .problems
            .iter()
            .any(|one| one.what.text == "entry 3 is missing"),
        "{found:?}"
    );
}

#[test]
fn an_entry_that_custody_leaves_out_or_shows_elsewhere_is_named() {
    let found = after("DELETE FROM journal_subject WHERE seq = 3");
    assert_eq!(subjects(&found), ["entry 3"]);
    let found = after("UPDATE journal_subject SET subject = 'E-099' WHERE seq = 2");
    assert_eq!(subjects(&found), ["entry 2"]);
}

#[test]
fn a_deleted_entry_is_named_even_when_the_others_close_ranks() {
    let found = after(
        "DELETE FROM journal WHERE seq = 3;
         UPDATE journal SET seq = seq - 1 WHERE seq = 4;
         UPDATE journal SET seq = seq - 1 WHERE seq = 5;
         UPDATE journal SET seq = seq - 1 WHERE seq = 6;",
    );
    assert!(subjects(&found).contains(&"entry 3"), "{found:?}");
}

#[test]
fn an_inserted_entry_is_named() {
    let found = after(
        "INSERT INTO journal (seq, at, zone, actor, operation, subjects, detail, batch, changeset, previous, hash)
         SELECT 7, at, zone, actor, operation, subjects, detail, batch, x'', hash, randomblob(32)
         FROM journal WHERE seq = 6",
    );
    assert!(subjects(&found).contains(&"entry 7"), "{found:?}");
}

#[test]
fn two_entries_that_change_places_are_named() {
    let found = after(
        "UPDATE journal SET seq = 100 WHERE seq = 3;
         UPDATE journal SET seq = 3 WHERE seq = 4;
         UPDATE journal SET seq = 4 WHERE seq = 100;",
    );
    let named = subjects(&found);
    assert!(
        named.contains(&"entry 3") && named.contains(&"entry 4"),
        "{found:?}"
    );
}

#[test]
fn a_cut_tail_is_found_by_the_receipt() {
    let found = after("DELETE FROM journal WHERE seq = 6");
    let receipt = found
        .problems
        .iter()
        .find(|one| one.kind == ProblemKind::Receipt)
        .unwrap();
    assert_eq!(
        receipt.subjects,
        ["entry 5"],
        "the last entry that is left is named"
    );
}

#[test]
fn a_row_changed_behind_the_journal_is_named() {
    let found = after("UPDATE claim SET text = 'The minister did not sign the order.'");
    assert_eq!(subjects(&found), ["C-01"]);
    let found = after("UPDATE exhibit SET title = 'Another title' WHERE number = 2");
    assert_eq!(subjects(&found), ["E-002"]);
    let found = after("DELETE FROM link");
    assert_eq!(found.problems[0].kind, ProblemKind::Content, "{found:?}");
}

#[test]
fn a_journal_written_anew_is_found_by_the_receipt_alone() {
    let (bench, receipt) = case();
    // The same history told with one word changed, by somebody who can do everything Plumb can.
    let mut other = Bench::new();
    other.add_exhibit("The order", ORIGINAL, None);
    other.add_exhibit("Something else", b"unrelated", None);
    other.add_claim("The minister refused the order.");
    assert!(verify(&other.store, None).is_sound());
    let found = verify(&other.store, Some(&receipt));
    assert_eq!(found.problems[0].kind, ProblemKind::Receipt);
    drop(bench);
}

#[test]
fn a_file_put_back_to_an_older_copy_is_found_by_the_receipt() {
    let (mut bench, old_receipt) = case();
    bench
        .store
        .connection()
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    let older: PathBuf = bench.folder.path().join("older.plumb");
    fs::copy(bench.path(), &older).unwrap();
    bench.add_claim("Later.");
    let newest = bench.store.receipt().unwrap();
    drop(bench.store);
    let store = open(&older);
    assert!(verify(&store, Some(&old_receipt)).is_sound());
    let found = verify(&store, Some(&newest));
    assert_eq!(found.problems[0].kind, ProblemKind::Receipt, "{found:?}");
}

#[test]
fn an_older_receipt_vouches_for_the_entries_up_to_its_own() {
    let (mut bench, receipt) = case();
    bench.add_claim("Later.");
    let found = verify(&bench.store, Some(&receipt));
    assert_eq!(found.problems, []);
    assert!(
        found.cannot_know[0].contains("entries 1 to 6"),
        "{:?}",
        found.cannot_know
    );
}

#[test]
fn the_journal_cannot_be_changed_by_accident() {
    let (bench, _) = case();
    let connection = bench.store.connection();
    for sql in [
        "UPDATE journal SET actor = 'x'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
    ] {
        assert!(connection.execute_batch(sql).is_err(), "{sql}");
    }
}
