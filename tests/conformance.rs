//! What other people's judges say of printed reports.

use std::path::PathBuf;

use plumb_tests::judges;
use plumb_tests::workbench::Workbench;

/// Both copies of a case's report, by the name of the copy.
fn both_copies(bench: &Workbench, case: &str) -> Vec<PathBuf> {
    let print = |copy: &&str| {
        let file = format!("{copy}.pdf");
        bench.done(&["report", case, "--pdf", &file, "--copy", copy]);
        bench.work(&file)
    };
    ["editor", "public"].iter().map(print).collect()
}

fn assert_conforms(bench: &Workbench, case: &str, excused: &[&str]) {
    for pdf in both_copies(bench, case) {
        let findings = judges::conformance(&pdf, excused);
        assert!(
            findings.is_empty(),
            "{}:\n{}",
            pdf.display(),
            findings.join("\n")
        );
    }
}

#[test]
fn nothing_is_found_in_the_sample() {
    let bench = Workbench::new();
    let case = bench.sample();
    assert_conforms(&bench, case, &[]);
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
