//! A claim from its first word to what a lawyer asks, in the real window.

use plumb_tests::window::{Window, key};
use plumb_tests::workbench::Workbench;

/// What design and promise allow for it.
const ACTIONS: usize = 15;

#[test]
fn a_claim_is_written_weighed_and_answered_in_fifteen_actions() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[]);
    window.click("//nav//button[@data-section='claims']");
    window.wait_for("//*[@role='option']");
    let begun = window.actions();

    window.press(&[key::CONTROL, "n"]);
    window.type_into(
        "//textarea[@aria-label='New claim']",
        "Subject 01 left the branch before the picture was posted.\u{E007}",
    );
    let mark = |tag: &str| {
        format!("//*[@role='listbox']//button[@role='option' and contains(., '{tag}')]")
    };
    window.click(&mark("E-008·1"));
    window.click(&mark("E-006·1"));
    lay(&window, "Supports");
    window.click(&mark("E-009·1"));
    lay(&window, "Contradicts");
    window.click(&mark("E-014·1"));
    lay(&window, "Denial");

    window.click("//section[@aria-label='Right of reply']//button[.='Record a request']");
    window.type_into("//dialog//input[1]", "2024-06-10T18:00+02:00\u{E007}");
    window.click("//*[@role='radiogroup']//label[contains(., 'Moderate')]");
    window.type_into(
        "//textarea[@aria-label='Reason']",
        "Two records agree; one list does not.",
    );
    window.click("//button[@aria-label='Explain E-009·1']");
    window.type_into(
        "//textarea[@aria-label='Explanation of E-009·1']",
        "The list is of June, after the post ended.\u{E007}",
    );
    window.wait_for("//*[contains(., 'Explained by')]");
    let taken = window.actions() - begun;

    let claim = bench.json(&["show", case, "C-09"]);
    let lanes = |stance: &str| {
        let marks = claim["marks"].as_array().expect("a claim has lanes");
        marks.iter().filter(|one| one["stance"] == stance).count()
    };
    assert_eq!(
        [lanes("supports"), lanes("contradicts"), lanes("denial")],
        [2, 1, 1],
        "{claim}"
    );
    assert_eq!(claim["confidence"]["level"], "moderate", "{claim}");
    assert_eq!(
        claim["replies"].as_array().map(Vec::len),
        Some(1),
        "{claim}"
    );
    let explained = claim["marks"]
        .as_array()
        .into_iter()
        .flatten()
        .any(|one| one["explanation"]["text"].is_string());
    assert!(explained, "the explanation is in the case file: {claim}");
    assert!(taken <= ACTIONS, "{taken} actions");
}

/// Lays the chosen marks in a lane of the claim.
fn lay(window: &Window, lane: &str) {
    window.click(&format!(
        "//button[starts-with(@aria-label, '{lane}: link')]"
    ));
    window.wait_for(&format!(
        "//article//section[@aria-label='{lane}']//*[contains(., 'E-0')]"
    ));
}
