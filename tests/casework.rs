//! People, organisations, accounts, affiliations, events, replies: each verb
//! writes, and what it wrote is read back by another process.

use plumb_tests::reading::objects;
use plumb_tests::workbench::Workbench;
use serde_json::Value;

/// The sample case serves as a case without a passphrase; what is added here
/// stands beside what it holds.
fn bench() -> (Workbench, &'static str) {
    let bench = Workbench::new();
    let case = bench.sample();
    (bench, case)
}

/// The number of the thing that is listed last.
fn newest(bench: &Workbench, case: &str, kind: &str, letter: char) -> String {
    let list = bench.json(&["list", case, kind]);
    let mut numbers: Vec<&str> = objects(&list)
        .into_iter()
        .filter_map(|object| object.get("number")?.as_str())
        .filter(|number| number.starts_with(letter))
        .collect();
    numbers.sort_unstable();
    (*numbers
        .last()
        .unwrap_or_else(|| panic!("no {letter}-number in {list}")))
    .to_owned()
}

fn shown(bench: &Workbench, case: &str, number: &str) -> Value {
    bench.json(&["show", case, number])
}

fn assert_tells(document: &Value, words: &[&str]) {
    let text = document.to_string();
    let missing: Vec<_> = words.iter().filter(|word| !text.contains(**word)).collect();
    assert!(missing.is_empty(), "{missing:?} missing from {document:#}");
}

#[test]
fn a_person_an_organisation_and_their_affiliation_are_kept() {
    let (bench, case) = bench();
    bench.done(&["person", case, "Nigar Example"]);
    bench.done(&["organisation", case, "Harbour Works"]);
    let person = newest(&bench, case, "people", 'P');
    let organisation = newest(&bench, case, "people", 'O');
    bench.done(&[
        "affiliate",
        case,
        &person,
        &organisation,
        "--level",
        "self-declares",
        "--role",
        "clerk",
        "--from",
        "2024-01",
        "--basis",
        "bio",
        "--mark",
        "E-009.1",
    ]);
    let affiliations = bench.json(&["list", case, "affiliations"]);
    let told = [
        "Nigar Example",
        "Harbour Works",
        "self_declares",
        "clerk",
        "2024-01",
        "bio",
    ];
    assert_tells(&affiliations, &told);
    assert_tells(&shown(&bench, case, &person), &["Nigar Example"]);
    assert_tells(&shown(&bench, case, &organisation), &["Harbour Works"]);
}

#[test]
fn an_account_remembers_the_states_it_was_seen_in() {
    let (bench, case) = bench();
    bench.done(&[
        "account",
        case,
        "X",
        "harbour_watch",
        "--platform-id",
        "99421",
    ]);
    let account = newest(&bench, case, "accounts", 'A');
    bench.done(&[
        "state",
        case,
        &account,
        "live",
        "--seen-at",
        "2024-05-15T08:00:00Z",
        "--mark",
        "E-009.1",
    ]);
    bench.done(&[
        "state",
        case,
        &account,
        "suspended",
        "--seen-at",
        "2024-05-24T10:30:00+04:00",
        "--mark",
        "E-007.1",
    ]);
    let account = shown(&bench, case, &account);
    assert_tells(
        &account,
        &["harbour_watch", "99421", "live", "suspended", "2024-05-24"],
    );
}

#[test]
fn an_event_may_be_approximate() {
    let (bench, case) = bench();
    bench.done(&[
        "event",
        case,
        "The harbour closes",
        "--on",
        "2024-05",
        "--approximate",
        "--mark",
        "E-009.1",
    ]);
    let event = newest(&bench, case, "events", 'V');
    assert_tells(
        &shown(&bench, case, &event),
        &["The harbour closes", "2024-05"],
    );
}

#[test]
fn a_reply_names_who_was_asked_about_what_and_how() {
    let (bench, case) = bench();
    bench.done(&["person", case, "Nigar Example"]);
    let person = newest(&bench, case, "people", 'P');
    bench.done(&[
        "reply",
        case,
        &person,
        "--about",
        "C-03",
        "--asked-at",
        "2024-06-05T09:00:00Z",
        "--channel",
        "letter",
        "--deadline",
        "2024-06-09T18:00:00Z",
        "--answer",
        "E-014",
    ]);
    let reply = newest(&bench, case, "replies", 'R');
    assert_tells(
        &shown(&bench, case, &reply),
        &["letter", "2024-06-05", "2024-06-09"],
    );
}

#[test]
fn a_collection_record_can_be_corrected() {
    let (bench, case) = bench();
    bench.done(&[
        "source",
        case,
        "E-001",
        "--tier",
        "own-observation",
        "--derived-from",
        "E-002",
    ]);
    assert_tells(&shown(&bench, case, "E-001"), &["own_observation"]);
}

#[test]
fn a_mark_is_shown_under_both_spellings_of_its_number() {
    let (bench, case) = bench();
    let dotted = shown(&bench, case, "E-001.1");
    assert_eq!(dotted, shown(&bench, case, "E-001·1"));
}

#[test]
fn every_change_is_in_the_journal_with_its_time() {
    let (bench, case) = bench();
    bench.done(&["person", case, "Nigar Example"]);
    let journal = bench.json(&["journal", case]);
    assert_tells(&journal, &["2026-11-01T12:00:00", "Nigar Example"]);
}

#[test]
fn undo_and_redo_reach_across_processes() {
    let (bench, case) = bench();
    let people = || bench.json(&["list", case, "people"]);
    let before = people();
    bench.done(&["person", case, "Nigar Example"]);
    bench.done(&["person", case, "Orkhan Example"]);
    let after = people();
    bench.done(&["undo", case, "2"]);
    assert_eq!(people(), before);
    bench.done(&["redo", case, "2"]);
    assert_eq!(people(), after);
    bench.done(&["verify", case]);
}

#[test]
fn a_number_is_not_given_again_after_an_undo() {
    let (bench, case) = bench();
    bench.done(&["person", case, "Nigar Example"]);
    let first = newest(&bench, case, "people", 'P');
    bench.done(&["undo", case]);
    bench.done(&["person", case, "Orkhan Example"]);
    assert_ne!(newest(&bench, case, "people", 'P'), first);
}

#[test]
fn search_folds_case_and_accents() {
    let (bench, case) = bench();
    let file = bench.give("note.txt", "Şəki şəhərində İlqar Ağayev çıxış etdi.\n");
    bench.done(&["add", case, &file]);
    let exhibit = newest(&bench, case, "exhibits", 'E');
    for words in ["seki", "ŞƏKİ", "ilqar agayev", "\"cixis etdi\"", "şəhər*"] {
        let hits = bench.json(&["search", case, words]).to_string();
        assert!(hits.contains(&exhibit), "`{words}` finds {hits}");
    }
}

#[test]
fn what_does_not_exist_is_said_in_a_sentence() {
    let (bench, case) = bench();
    for arguments in [
        ["show", case, "E-999"],
        ["show", case, "C-99"],
        ["show", case, "nonsense"],
        ["list", case, "nonsense"],
        ["add", case, "no-such-file.png"],
    ] {
        let answer = bench.plumb(&arguments);
        assert!(matches!(answer.status, 1 | 2), "{arguments:?}: {answer:?}");
        assert!(answer.err.trim().len() > 10, "{arguments:?}: {answer:?}");
        assert!(
            !answer.err.contains("panicked"),
            "{arguments:?}: {answer:?}"
        );
    }
    let absent = bench.plumb(&["list", "no-such-case.plumb", "claims"]);
    assert_eq!(absent.status, 3, "{absent:?}");
    assert!(
        !bench.work("no-such-case.plumb").exists(),
        "reading makes no case"
    );
}
