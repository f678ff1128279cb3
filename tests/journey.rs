//! A case from nothing to a printed report, under a passphrase.

use std::fs;
use std::process::Command;
use std::sync::OnceLock;

use plumb_tests::made;
use plumb_tests::workbench::Workbench;

const MANUSCRIPT: &str = "\
---
title: The road that was never built
---

## What we found

The ministry paid for a road [@C-01; @E-004.1]. A photograph shows the site [@E-001.1].
";

/// The five kinds of file that a journalist brings first.
fn give_files(bench: &Workbench) -> [String; 5] {
    [
        bench.give("site.png", made::png()),
        bench.give("site.jpg", made::jpeg()),
        bench.give(
            "invoice.pdf",
            made::pdf(&["Invoice 17: the road is paid", "Page two"]),
        ),
        bench.give(
            "notice.html",
            made::html("Public notice", "The road was paid for in March."),
        ),
        bench.give(
            "notes.txt",
            "The foreman said that nobody came.\nNobody at all.\n",
        ),
    ]
}

/// A case with five exhibits, three marks, a claim, two links and a manuscript;
/// made by the first test and copied by the others, because each opening of it
/// costs a key derivation.
fn case_from_nothing(bench: &Workbench) -> &'static str {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = MADE.get_or_init(|| {
        let bench = Workbench::new();
        let case = make_case(&bench);
        fs::read(bench.work(case)).expect("the case was made")
    });
    fs::write(bench.work("case.plumb"), bytes).expect("a file can be written");
    "case.plumb"
}

fn make_case(bench: &Workbench) -> &'static str {
    let case = bench.new_case("The road");
    for file in give_files(bench) {
        bench.unlocked(&["add", case, &file]);
    }
    bench.unlocked(&[
        "mark",
        case,
        "E-001",
        "--region",
        "10,20,100,80",
        "--note",
        "the empty field",
    ]);
    bench.unlocked(&["mark", case, "E-003", "--page", "1"]);
    bench.unlocked(&[
        "mark",
        case,
        "E-004",
        "--quote",
        "The road was paid for in March.",
    ]);
    bench.unlocked(&["claim", case, "The ministry paid for a road."]);
    bench.unlocked(&["link", case, "E-004.1", "C-01", "supports"]);
    bench.unlocked(&["link", case, "E-001.1", "C-01", "context"]);
    let manuscript = bench.give("road.md", MANUSCRIPT);
    bench.unlocked(&["write", case, &manuscript]);
    case
}

fn json(bench: &Workbench, arguments: &[&str]) -> String {
    let passphrase = bench.passphrase();
    bench
        .json(&[arguments, &["--passphrase-file", &passphrase]].concat())
        .to_string()
}

#[test]
fn a_case_made_from_nothing_becomes_a_report_and_verifies() {
    let bench = Workbench::new();
    let case = case_from_nothing(&bench);
    bench.unlocked(&[
        "report",
        case,
        "--pdf",
        "report.pdf",
        "--markdown",
        "report.md",
    ]);
    bench.unlocked(&["verify", case]);

    let markdown = fs::read_to_string(bench.work("report.md")).expect("the Markdown is there");
    assert!(
        markdown.contains("The ministry paid for a road"),
        "{markdown}"
    );
    let pdf = bench.work("report.pdf");
    let check = Command::new("qpdf")
        .arg("--check")
        .arg(&pdf)
        .output()
        .expect("qpdf is installed");
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stdout)
    );
}

#[test]
fn every_kind_of_file_is_listed_under_its_number() {
    let bench = Workbench::new();
    let case = case_from_nothing(&bench);
    let exhibits = json(&bench, &["list", case, "exhibits"]);
    for known in [
        "E-001",
        "E-002",
        "E-003",
        "E-004",
        "E-005",
        "image/png",
        "image/jpeg",
        "application/pdf",
        "text/html",
        "text/plain",
    ] {
        assert!(
            exhibits.contains(known),
            "{known} is missing from {exhibits}"
        );
    }
}

#[test]
fn a_claim_shows_the_marks_that_bear_on_it() {
    let bench = Workbench::new();
    let case = case_from_nothing(&bench);
    let claim = json(&bench, &["show", case, "C-01"]);
    for known in ["The ministry paid for a road.", "supports", "context"] {
        assert!(claim.contains(known), "{known} is missing from {claim}");
    }
}

#[test]
fn words_inside_a_captured_page_are_found() {
    let bench = Workbench::new();
    let case = case_from_nothing(&bench);
    let hits = json(&bench, &["search", case, "\"paid for in March\""]);
    assert!(hits.contains("E-004"), "{hits}");
    let none = json(&bench, &["search", case, "zeppelin"]);
    assert!(!none.contains("E-0"), "{none}");
}

#[test]
fn a_quote_that_the_exhibit_does_not_hold_is_refused_with_a_sentence() {
    let bench = Workbench::new();
    let case = case_from_nothing(&bench);
    let passphrase = bench.passphrase();
    let answer = bench.plumb(&[
        "mark",
        case,
        "E-004",
        "--quote",
        "never said",
        "--passphrase-file",
        &passphrase,
    ]);
    assert_ne!(answer.status, 0);
    assert!(!answer.err.trim().is_empty(), "silence is no answer");
    assert!(!answer.err.contains("panicked"), "{}", answer.err);
}

#[test]
fn a_wrong_passphrase_exits_3_with_a_sentence_and_changes_nothing() {
    let bench = Workbench::new();
    let case = bench.new_case("The road");
    let before = fs::read(bench.work(case)).expect("the case is there");
    let wrong = bench.give("wrong", "not the passphrase at all");
    let answer = bench.plumb(&["list", case, "exhibits", "--passphrase-file", &wrong]);
    assert_eq!(answer.status, 3, "{answer:?}");
    assert!(
        answer.err.to_lowercase().contains("passphrase"),
        "{}",
        answer.err
    );
    assert!(
        answer.out.is_empty(),
        "nothing of the case is printed: {}",
        answer.out
    );
    assert_eq!(
        fs::read(bench.work(case)).expect("the case is there"),
        before
    );
}

#[test]
fn a_file_that_is_no_case_is_not_mistaken_for_a_wrong_passphrase() {
    let bench = Workbench::new();
    fs::write(bench.work("not.plumb"), [7; 65536]).expect("a file can be written");
    let passphrase = bench.passphrase();
    let answer = bench.plumb(&[
        "list",
        "not.plumb",
        "exhibits",
        "--passphrase-file",
        &passphrase,
    ]);
    assert_eq!(answer.status, 3, "{answer:?}");
    assert!(
        !answer.err.to_lowercase().contains("wrong passphrase"),
        "{}",
        answer.err
    );
}

#[test]
fn a_passphrase_is_read_from_standard_input() {
    use std::io::Write as _;
    use std::process::Stdio;

    let bench = Workbench::new();
    let case = bench.new_case("The road");
    let mut run = bench
        .command(&["list", case, "exhibits", "--json", "--passphrase-file", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("plumb starts");
    let mut input = run.stdin.take().expect("its input is ours");
    writeln!(input, "{}", plumb_tests::workbench::PASSPHRASE).expect("it listens");
    drop(input);
    let answer = plumb_tests::workbench::answer(run.wait_with_output().expect("plumb ends"));
    assert_eq!(answer.status, 0, "{answer:?}");
}

#[test]
fn a_case_is_never_written_over() {
    let bench = Workbench::new();
    let case = bench.new_case("The road");
    let before = fs::read(bench.work(case)).expect("the case is there");
    let passphrase = bench.passphrase();
    let answer = bench.plumb(&[
        "new",
        case,
        "--title",
        "Another",
        "--passphrase-file",
        &passphrase,
    ]);
    assert_ne!(answer.status, 0, "{answer:?}");
    assert_eq!(
        fs::read(bench.work(case)).expect("the case is there"),
        before
    );
}

#[test]
fn wrong_usage_exits_2() {
    let bench = Workbench::new();
    assert_eq!(bench.plumb(&["mark"]).status, 2);
    assert_eq!(bench.plumb(&["no-such-verb", "case.plumb"]).status, 2);
}
