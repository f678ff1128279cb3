//! Somebody with the key alters the case file behind Plumb's back; `plumb verify`
//! with the receipt that was kept elsewhere says what was altered, by name.
//!
//! Every byte of originals and entries is flipped in the store's own tests; here
//! each kind of damage goes through the real command.

use plumb_tests::posts::harbour;
use plumb_tests::window::Window;
use plumb_tests::workbench::Workbench;
use serde_json::Value;
use store::vault::{self, Key};

/// The sample with its newest receipt.
fn sample(bench: &Workbench) -> (&'static str, String) {
    let case = bench.sample();
    let sound = bench.json(&["verify", case]);
    let receipt = sound["receipt_now"]
        .as_str()
        .expect("a case has a receipt")
        .to_owned();
    (case, receipt)
}

/// Runs SQL on the case as anyone with the key can, its triggers dropped.
fn alter(bench: &Workbench, case: &str, sql: &str) {
    let connection = vault::open(&bench.work(case), Key::None)
        .expect("it opens")
        .connection;
    let names: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .and_then(|mut triggers| triggers.query_map([], |row| row.get(0))?.collect())
        .expect("the schema can be read");
    connection
        .execute_batch("PRAGMA foreign_keys = OFF")
        .expect("references can be left unchecked");
    for name in names {
        connection
            .execute_batch(&format!("DROP TRIGGER {name}"))
            .expect("a trigger drops");
    }
    connection
        .execute_batch(sql)
        .expect("the key opens everything");
}

/// What `verify --json --receipt` answers, and that it ends with 1.
fn problems(bench: &Workbench, case: &str, receipt: &str) -> Vec<Value> {
    let answer = bench.plumb(&["verify", case, "--json", "--receipt", receipt]);
    assert_eq!(
        answer.status, 1,
        "verify must report a problem: {}",
        answer.err
    );
    let found: Value = serde_json::from_str(&answer.out).expect("one JSON document");
    found["problems"]
        .as_array()
        .expect("a list of problems")
        .clone()
}

fn names(problems: &[Value], subject: &str) -> bool {
    problems.iter().any(|problem| {
        problem["subjects"]
            .as_array()
            .is_some_and(|all| all.iter().any(|one| one == subject))
    })
}

#[test]
fn an_untouched_case_passes_with_its_receipt() {
    let bench = Workbench::new();
    let (case, receipt) = sample(&bench);
    bench.done(&["verify", case, "--receipt", &receipt]);
}

#[test]
fn what_was_altered_is_named() {
    let alterations = [
        (
            "one byte of an original",
            "UPDATE chunk SET bytes = CAST(substr(bytes, 1, 99) || x'00' || substr(bytes, 101) AS BLOB)
             WHERE hash = (SELECT chunk FROM original_chunk
                 JOIN exhibit ON exhibit.original = original_chunk.original
                 WHERE exhibit.number = 3 LIMIT 1)",
            "E-003",
        ),
        ("a word of an entry", "UPDATE journal SET actor = 'Somebody' WHERE seq = 20", "entry 20"),
        ("an entry deleted", "DELETE FROM journal WHERE seq = 30", "entry 30"),
        (
            "an entry inserted",
            "UPDATE journal SET seq = -seq WHERE seq >= 40;
             UPDATE journal SET seq = 1 - seq WHERE seq < 0;
             INSERT INTO journal SELECT 40, at, zone, actor, operation, subjects, detail, batch,
                 changeset, previous, hash FROM journal WHERE seq = 41",
            "entry 41",
        ),
        (
            "two entries in each other's place",
            "UPDATE journal SET seq = 100000 WHERE seq = 50;
             UPDATE journal SET seq = 50 WHERE seq = 51;
             UPDATE journal SET seq = 51 WHERE seq = 100000",
            "entry 50",
        ),
        ("a claim reworded", "UPDATE claim SET text = 'It was all true.' WHERE number = 3", "C-03"),
    ];
    for (what, sql, subject) in alterations {
        let bench = Workbench::new();
        let (case, receipt) = sample(&bench);
        alter(&bench, case, sql);
        let found = problems(&bench, case, &receipt);
        assert!(
            names(&found, subject),
            "{what}: {subject} is not named in {found:?}"
        );
    }
}

#[test]
fn a_cut_tail_and_a_rolled_back_file_are_found_by_the_receipt() {
    let bench = Workbench::new();
    let (case, receipt) = sample(&bench);
    let older = std::fs::read(bench.work(case)).expect("the case is a file");
    alter(
        &bench,
        case,
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
    );
    let found = problems(&bench, case, &receipt);
    assert!(
        found.iter().any(|one| one["kind"] == "receipt"),
        "cut tail: {found:?}"
    );

    std::fs::write(bench.work(case), &older).expect("a file can be written");
    bench.done(&["verify", case, "--receipt", &receipt]);
    bench.done(&["claim", case, "Something was learned later."]);
    let newest = bench.json(&["verify", case])["receipt_now"].clone();
    std::fs::write(bench.work(case), &older).expect("a file can be written");
    let found = problems(&bench, case, newest.as_str().expect("a case has a receipt"));
    assert!(
        found.iter().any(|one| one["kind"] == "receipt"),
        "rolled back: {found:?}"
    );
}

#[test]
fn a_french_window_names_what_was_altered_in_french() {
    let bench = Workbench::new();
    bench.settings(r#"{"language":"fr"}"#);
    let case = bench.sample();
    let file = bench.give("harbour.csv", harbour());
    bench.done(&["posts", "import", case, &file]);
    bench.done(&["posts", "series", case, "D-1", "--freeze"]);
    alter(
        &bench,
        case,
        "UPDATE chunk SET bytes = CAST(substr(bytes, 1, 99) || x'00' || substr(bytes, 101) AS BLOB)
             WHERE hash = (SELECT chunk FROM original_chunk
                 JOIN exhibit ON exhibit.original = original_chunk.original
                 WHERE exhibit.number = 3 LIMIT 1);
         UPDATE claim SET text = 'It was all true.' WHERE number = 3;
         UPDATE journal SET actor = 'Somebody' WHERE seq = 20;
         UPDATE original_text SET text = 'Other words.' WHERE original =
             (SELECT original FROM exhibit ORDER BY number DESC LIMIT 1)",
    );
    let window = Window::open(&bench, case, &[]);
    window.press_button("Originaux non contrôlés");
    window.press_button("Contrôler");
    for told in [
        "E-003 : son original n’est pas tel qu’il a été scellé : les octets à partir de 0 ont été modifiés",
        "C-03 : sa ligne de la table claim n’est pas telle que le journal l’a notée",
        "entrée 20 : l’entrée 20 a été modifiée après avoir été écrite",
        "E-020 : ses mots ne sont pas ceux que donne son relevé",
    ] {
        window.wait_for(&format!("//dialog//li[.='{told}']"));
    }
}
