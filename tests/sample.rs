//! The sample case has exactly the gaps it was made to show, and a change to
//! its evidence changes exactly the findings that rest on it.

use std::collections::BTreeSet;
use std::fs;

use plumb_tests::root;
use plumb_tests::workbench::Workbench;
use serde_json::Value;

/// What decides whether two findings are the same one.
type Findings = BTreeSet<String>;

fn findings(bench: &Workbench, case: &str) -> Findings {
    read(&bench.json(&["check", case]))
}

fn manifest() -> Findings {
    let text = fs::read_to_string(root().join("assets/sample/findings.json"))
        .expect("the manifest is there");
    read(&serde_json::from_str(&text).expect("the manifest is JSON"))
}

/// The list itself, or the list inside the document that `check` prints.
fn read(document: &Value) -> Findings {
    let list = document.get("findings").unwrap_or(document);
    let list = list.as_array().expect("findings are a list");
    list.iter()
        .map(|finding| {
            let objects = finding["objects"]
                .as_array()
                .expect("a finding names its objects");
            let objects: Vec<&str> = objects.iter().filter_map(Value::as_str).collect();
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            let place = &finding["paragraph"];
            format!(
                "{} {} {} ¶{place}",
                text("rule"),
                text("severity"),
                objects.join("+")
            )
        })
        .collect()
}

fn gone(before: &Findings, after: &Findings) -> Vec<String> {
    before.difference(after).cloned().collect()
}

/// Adds an exhibit that supports C-01, under the options given.
fn support(bench: &Workbench, case: &str, options: &[&str]) {
    let file = bench.give(
        "letter.txt",
        "We paid for the posts, and we chose the words.\n",
    );
    bench.done(&[&["add", case, &file], options].concat());
    bench.done(&["mark", case, "E-019", "--quote", "We paid for the posts"]);
    bench.done(&["link", case, "E-019.1", "C-01", "supports"]);
}

#[test]
fn the_checks_find_exactly_what_the_manifest_lists() {
    let bench = Workbench::new();
    let case = bench.sample();
    let (expected, found) = (manifest(), findings(&bench, case));
    assert!(
        expected == found,
        "not found: {:#?}\nnot expected: {:#?}",
        gone(&expected, &found),
        gone(&found, &expected)
    );
}

#[test]
fn a_check_that_finds_an_error_exits_1() {
    let bench = Workbench::new();
    let case = bench.sample();
    assert_eq!(bench.plumb(&["check", case]).status, 1);
}

#[test]
fn a_second_independent_origin_settles_what_was_said_of_the_first() {
    let bench = Workbench::new();
    let case = bench.sample();
    let before = findings(&bench, case);
    support(&bench, case, &["--tier", "primary"]);
    let after = findings(&bench, case);
    assert_eq!(gone(&before, &after), ["L06 E C-01 ¶7", "L07 E C-01 ¶7"]);
    assert_eq!(gone(&after, &before), [""; 0]);
}

#[test]
fn a_copy_of_the_same_origin_settles_nothing() {
    let bench = Workbench::new();
    let case = bench.sample();
    let before = findings(&bench, case);
    support(
        &bench,
        case,
        &["--tier", "tertiary-rewrite", "--derived-from", "E-013"],
    );
    assert_eq!(findings(&bench, case), before);
}

#[test]
fn a_contradiction_is_asked_about_until_its_link_is_taken_back() {
    let bench = Workbench::new();
    let case = bench.sample();
    let before = findings(&bench, case);
    bench.done(&["link", case, "E-009.1", "C-02", "contradicts"]);
    let with_link = findings(&bench, case);
    assert_eq!(gone(&with_link, &before), ["L08 E C-02 ¶3"]);
    assert_eq!(gone(&before, &with_link), [""; 0]);
    bench.done(&["undo", case]);
    assert_eq!(findings(&bench, case), before);
    bench.done(&["redo", case]);
    assert_eq!(findings(&bench, case), with_link);
}
