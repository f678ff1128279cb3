//! The sample case as it is when somebody opens it.

use super::make;
use crate::{Case, Key, Machine};
use ::claims::{Standing, standing::assess};
use evidence::{Id, Reference};
use manuscript::Manuscript;
use std::{collections::BTreeSet, path::Path};

/// A machine whose ids are 1, 2, 3 …
fn machine() -> Machine {
    let mut last = 0;
    let ids = move || {
        last += 1;
        Id::new(uuid::Uuid::from_u128(last))
    };
    Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
}

fn sample(folder: &Path) -> Case {
    let path = folder.join("sample.plumb");
    make(&path, machine()).expect("the tables are sound");
    Case::open(&path, Key::None, machine()).expect("the sample has no lock")
}

#[test]
fn the_sample_carries_the_whole_investigation() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = sample(folder.path()).casebook().expect("a casebook");
    let kinds: BTreeSet<&str> = book.exhibits.iter().map(|one| one.kind.word()).collect();
    assert_eq!(book.exhibits.len(), 18);
    assert!(kinds.len() >= 5, "{kinds:?}");
    assert_eq!(
        (book.marks.len(), book.claims.len(), book.links.len()),
        (38, 8, 26)
    );
    assert_eq!(
        (
            book.people.len(),
            book.organisations.len(),
            book.accounts.len()
        ),
        (3, 8, 3)
    );
    assert_eq!(
        (
            book.affiliations.len(),
            book.events.len(),
            book.replies.len()
        ),
        (5, 9, 3)
    );
    assert_eq!((book.redactions.len(), book.codes.len()), (1, 1));
    let unexplained = book
        .exhibits
        .iter()
        .filter(|one| one.record.description.is_none());
    assert_eq!(
        unexplained.count(),
        0,
        "a picture without a description cannot be printed"
    );
}

#[test]
fn each_claim_stands_as_its_evidence_lets_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = sample(folder.path()).casebook().expect("a casebook");
    let standings: Vec<Standing> = book
        .claims
        .iter()
        .map(|claim| assess(&book, claim).standing)
        .collect();
    use Standing::{Backed, Disputed, SingleOrigin};
    assert_eq!(
        standings,
        [
            SingleOrigin,
            Backed,
            Disputed,
            SingleOrigin,
            SingleOrigin,
            // Two newspapers printed one agency's story.
            SingleOrigin,
            SingleOrigin,
            SingleOrigin,
        ]
    );
    let denied: Vec<u32> = book
        .claims
        .iter()
        .filter(|claim| assess(&book, claim).denials > 0)
        .map(|claim| claim.number.value)
        .collect();
    assert_eq!(denied, [1, 3, 8]);
}

#[test]
fn everything_that_the_sample_s_report_cites_is_in_the_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = sample(folder.path());
    let book = case.casebook().expect("a casebook");
    let report = Manuscript::parse(&case.manuscript().expect("a manuscript"));
    let lost: Vec<&str> = report
        .cites()
        .filter(|(_, cite)| cite.reference.is_none_or(|it| book.find(it).is_none()))
        .map(|(_, cite)| cite.key.as_str())
        .collect();
    assert_eq!(lost, [""; 0]);
    let cited: BTreeSet<Reference> = report
        .cites()
        .filter_map(|(_, cite)| cite.reference)
        .collect();
    let claims = book
        .claims
        .iter()
        .map(|claim| Reference::Thing(claim.number));
    assert_eq!(
        claims.filter(|claim| !cited.contains(claim)).count(),
        0,
        "every claim is used"
    );
}

#[test]
fn the_same_ids_give_the_same_case() {
    let folders =
        [tempfile::tempdir(), tempfile::tempdir()].map(|folder| folder.expect("a folder"));
    let cases = folders.each_ref().map(|folder| sample(folder.path()));
    let books = cases
        .each_ref()
        .map(|case| case.casebook().expect("a casebook"));
    assert_eq!(books[0], books[1]);
    let journals = cases
        .each_ref()
        .map(|case| case.journal().expect("a journal"));
    let heads = journals
        .each_ref()
        .map(|journal| format!("{:?}", journal.last()));
    assert_eq!(heads[0], heads[1], "no clock but the sample's own");
}

#[test]
fn the_checks_find_what_the_manifest_lists() {
    let folder = tempfile::tempdir().expect("a folder");
    let checked = sample(folder.path()).check().expect("a check");
    let found: Vec<serde_json::Value> = checked
        .findings
        .iter()
        .map(|finding| {
            let objects: Vec<String> = finding.objects.iter().map(ToString::to_string).collect();
            serde_json::json!({
                "rule": finding.rule.code(),
                "severity": finding.severity,
                "objects": objects,
                "paragraph": finding.paragraph,
            })
        })
        .collect();
    let manifest = include_str!("../../../../../assets/sample/findings.json");
    let listed: Vec<serde_json::Value> = serde_json::from_str(manifest).expect("JSON");
    assert_eq!(found, listed);
}
