//! What other people's judges say of printed reports: the sample, a document of
//! 144 pages and more in twelve scripts, a manuscript made to break printing, and
//! sentences whose every word must be found again.

use std::path::{Path, PathBuf};

use plumb_tests::corpus::languages::LANGUAGES;
use plumb_tests::corpus::{self, Content};
use plumb_tests::judges;
use plumb_tests::workbench::Workbench;

/// A letter of Arabic has a form for each place in a word, and where a reader
/// goes glyph by glyph, a vowel that is drawn before its consonant is what the
/// first sign of that syllable stands for: many codes of one character, rightly.
const FORMS: &[&str] = &["TXT-004"];
/// A list of sixty levels: outloud looks sixty elements deep, which ends inside it.
/// Our own judge looks at every item.
const DEPTH: &[&str] = &["LST-002"];
/// Addresses that lead nowhere safe are printed as words, on purpose.
const BARE_ADDRESSES: &[&str] = &["LNK-010"];

/// Prints a copy of a case's report; its file and how many pages it has.
fn print(bench: &Workbench, case: &str, copy: &str) -> (PathBuf, usize) {
    let file = format!("{copy}.pdf");
    let said = bench.done(&["report", case, "--pdf", &file, "--copy", copy]);
    let pages = said
        .split_once(&format!("{file}: "))
        .and_then(|(_, rest)| rest.split_once(" pages"))
        .and_then(|(pages, _)| pages.parse().ok());
    (bench.work(&file), pages.expect("the pages are counted"))
}

/// The sample case with another text, and the pictures it shows.
///
/// The sample has exhibits of its own, so the new ones are numbered behind them.
fn case_of(bench: &Workbench, mut content: Content) -> &'static str {
    let case = bench.sample();
    let mut add = vec!["add".to_owned(), case.to_owned()];
    for exhibit in &content.exhibits {
        add.push(bench.give(&exhibit.file, &exhibit.bytes));
    }
    add.extend(["--description".to_owned(), corpus::DESCRIPTION.to_owned()]);
    let add: Vec<&str> = add.iter().map(String::as_str).collect();
    let added = bench.done(&add);
    let first = added
        .split_whitespace()
        .next()
        .and_then(|number| number.strip_prefix("E-"));
    content.first = first
        .and_then(|digits| digits.parse().ok())
        .expect("a number is given");
    write(bench, case, &corpus::markdown::markdown(&content));
    case
}

fn write(bench: &Workbench, case: &str, manuscript: &str) {
    let file = bench.give("report.md", manuscript);
    bench.done(&["write", case, &file]);
}

fn assert_conforms(pdf: &Path, excused: &[&str]) {
    let findings = judges::conformance(pdf, excused);
    assert!(
        findings.is_empty(),
        "{}:\n{}",
        pdf.display(),
        findings.join("\n")
    );
}

#[test]
fn nothing_is_found_in_the_sample() {
    let bench = Workbench::new();
    let case = bench.sample();
    for copy in ["editor", "public"] {
        assert_conforms(&print(&bench, case, copy).0, &[]);
    }
}

#[test]
fn nothing_is_found_in_a_document_of_twelve_scripts() {
    let bench = Workbench::new();
    let case = case_of(&bench, corpus::scripts::scripts());
    let (pdf, pages) = print(&bench, case, "editor");
    assert!(pages >= 144, "{pages} pages");
    assert_conforms(&pdf, FORMS);
}

#[test]
fn nothing_is_found_in_a_hostile_manuscript() {
    let bench = Workbench::new();
    let case = bench.sample();
    write(&bench, case, &corpus::hostile::hostile());
    let (pdf, _) = print(&bench, case, "editor");
    assert_conforms(&pdf, &[FORMS, BARE_ADDRESSES, DEPTH].concat());
}

#[test]
fn every_word_of_fourteen_languages_is_found_again() {
    let bench = Workbench::new();
    let case = bench.sample();
    let mut manuscript = String::from("# Sentences {.background}\n\n");
    let mut sentences = Vec::new();
    for language in LANGUAGES {
        manuscript.push_str(&language.sentences.join("\n\n"));
        manuscript.push_str("\n\n");
        sentences.extend_from_slice(language.sentences);
    }
    write(&bench, case, &manuscript);
    let (pdf, _) = print(&bench, case, "editor");
    let lost = judges::lost_words(&pdf, &sentences);
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// A judge that never finds anything would let everything pass.
#[test]
fn the_judges_find_what_is_wrong_with_a_plain_file() {
    let bench = Workbench::new();
    let path = PathBuf::from(bench.give("plain.pdf", plumb_tests::made::pdf(&["One word"])));
    for (name, findings) in [
        ("pdfua", judges::pdfua(&path)),
        ("outloud", judges::outloud(&path, &[])),
        ("strict", judges::strict(&path)),
        ("words", judges::lost_words(&path, &["absent"])),
    ] {
        assert!(
            !findings.is_empty(),
            "{name} found nothing in an untagged file"
        );
    }
    let found = judges::lost_words(&path, &["One word"]);
    assert!(found.is_empty(), "what is there is found: {found:?}");
}
