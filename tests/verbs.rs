//! The promises that every verb keeps.

use std::fs;

use plumb_tests::root;
use plumb_tests::workbench::Workbench;

const VERBS: &[&str] = &[
    "sample",
    "new",
    "add",
    "list",
    "show",
    "mark",
    "source",
    "person",
    "organisation",
    "account",
    "affiliate",
    "state",
    "event",
    "reply",
    "claim",
    "link",
    "write",
    "search",
    "posts",
    "check",
    "report",
    "verify",
    "journal",
    "undo",
    "redo",
];

const READING: &[&[&str]] = &[
    &["list", "sample.plumb", "exhibits"],
    &["list", "sample.plumb", "claims"],
    &["list", "sample.plumb", "people"],
    &["list", "sample.plumb", "accounts"],
    &["list", "sample.plumb", "events"],
    &["list", "sample.plumb", "data"],
    &["list", "sample.plumb", "replies"],
    &["show", "sample.plumb", "E-001"],
    &["show", "sample.plumb", "E-001.1"],
    &["show", "sample.plumb", "C-01"],
    &["search", "sample.plumb", "hashtags"],
    &["check", "sample.plumb"],
    &["verify", "sample.plumb"],
    &["journal", "sample.plumb"],
];

#[test]
fn every_verb_explains_itself() {
    let bench = Workbench::new();
    let all = bench.done(&["help"]);
    for verb in VERBS {
        assert!(
            all.lines()
                .any(|line| line.trim_start().starts_with(&format!("{verb} "))),
            "{verb}: {all}"
        );
        let help = bench.done(&[verb, "--help"]);
        assert!(help.contains("Usage"), "{verb}: {help}");
    }
}

#[test]
fn every_reading_verb_prints_one_json_document_and_nothing_else() {
    let bench = Workbench::new();
    bench.sample();
    for arguments in READING {
        bench.json(arguments);
        let answer = bench.plumb(&[arguments, &["--json"][..]].concat());
        assert!(answer.err.is_empty(), "{arguments:?} chats: {}", answer.err);
    }
}

#[test]
fn every_reading_verb_prints_something_for_people() {
    let bench = Workbench::new();
    bench.sample();
    for arguments in READING
        .iter()
        .filter(|arguments| arguments.last() != Some(&"data"))
    {
        let answer = bench.plumb(arguments);
        assert!(matches!(answer.status, 0 | 1), "{arguments:?}: {answer:?}");
        assert!(!answer.out.trim().is_empty(), "{arguments:?} is silent");
    }
}

#[test]
fn reading_changes_nothing() {
    let bench = Workbench::new();
    bench.sample();
    let before = fs::read(bench.work("sample.plumb")).expect("the case is there");
    for arguments in READING {
        bench.plumb(arguments);
    }
    let after = fs::read(bench.work("sample.plumb")).expect("the case is there");
    assert!(before == after, "reading wrote to the case");
}

#[test]
fn reworded_copies_are_found_in_a_file_and_a_senseless_similarity_is_refused() {
    let bench = Workbench::new();
    let posts = "id,account,time,text\n\
        1,one,1715761264,The harbour must stay open for all of us tonight!\n\
        2,two,1715761270,THE HARBOUR has to stay open for all of us today https://x.example/a\n\
        3,three,1715761275,Le port doit rester ouvert pour nous tous ce soir\n\
        4,four,1715761280,The harbour\n";
    fs::write(bench.work("posts.csv"), posts).expect("a file can be written");
    let asked = [
        "posts",
        "edges",
        "posts.csv",
        "--by",
        "reworded",
        "--at-least",
        "1",
    ];
    let with = |more: &[&'static str]| [&asked[..], more].concat();
    let table = "account_1,account_2,weight\none,two,1\ntwo,one,1\n";
    assert_eq!(bench.done(&with(&["--csv"])), table);
    let strict = bench.done(&with(&["--csv", "--similarity", "0.9"]));
    assert_eq!(strict, "account_1,account_2,weight\n");
    for senseless in ["1", "1.5", "-1", "NaN", "much"] {
        let given = ["--similarity", senseless];
        let answer = bench.plumb(&[&asked[..], &given].concat());
        assert_eq!(answer.status, 2, "{senseless}: {answer:?}");
    }
}

#[test]
fn the_sample_says_that_it_has_no_passphrase() {
    let bench = Workbench::new();
    let answer = bench.plumb(&["sample", "sample.plumb"]);
    assert_eq!(answer.status, 0, "{answer:?}");
    let said = format!("{}{}", answer.out, answer.err).to_lowercase();
    assert!(said.contains("passphrase"), "{said}");
}

#[test]
fn what_the_readme_shows_runs_as_it_stands() {
    let bench = Workbench::new();
    let readme = fs::read_to_string(root().join("README.md")).expect("the README is there");
    let pages = ["One", "Two", "The sum is 4,000"];
    for (name, bytes) in [
        ("invoice.pdf", plumb_tests::made::pdf(&pages)),
        ("site.jpg", plumb_tests::made::jpeg()),
        (
            "road.md",
            b"## Road\n\nThe ministry paid for a road. [@C-01; @E-001.1]\n".to_vec(),
        ),
    ] {
        fs::write(bench.work(name), bytes).expect("a file can be written");
    }
    let lines: Vec<&str> = readme
        .lines()
        .filter(|line| line.starts_with("plumb "))
        .collect();
    assert!(lines.len() > 5, "the README shows how it goes");
    let passphrase = bench.passphrase();
    for line in lines {
        let mut words = words_of(line);
        words.extend(["--passphrase-file".to_owned(), passphrase.clone()]);
        let words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
        let answer = bench.plumb(&words);
        assert!(matches!(answer.status, 0 | 1), "{line}: {answer:?}");
    }
}

/// Splits as a shell does, as far as quotes go.
fn words_of(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(n, part)| match n % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}
