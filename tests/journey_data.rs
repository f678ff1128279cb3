//! From a file of posts to a finding that a claim rests on, in the real window.

use plumb_tests::made;
use plumb_tests::window::Window;
use plumb_tests::workbench::Workbench;
use std::fs;

/// What the design gives the way from the file to the claim.
const JOURNEY_C: usize = 8;
#[test]
fn a_file_of_posts_becomes_a_finding_that_supports_a_claim() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[("PLUMB_DROPS", "dropped")]);
    fs::create_dir(bench.work("held")).expect("a folder can be made");
    fs::write(bench.work("held").join("harbour.csv"), made::posts())
        .expect("a file can be written");
    fs::rename(bench.work("held"), bench.work("dropped")).expect("the folder appears at once");
    let dropped = 1;

    window.wait_for("//dialog//select[option[.='user_id']]");
    window.click("//dialog//button[@type='submit']");
    window.press_button("Largest peak");
    window.press_button("Look for groups");
    window.wait_for("//main//*[@role='img' and starts-with(@aria-label, 'A: 30 accounts')]");
    let title = "//aside//textarea[@aria-label='Title of the finding']";
    window.type_into(title, "Thirty accounts said the same about the harbour");
    window.press_button("Freeze as exhibit");
    window.wait_for("//aside//*[@data-card]");
    window.press(&["l"]);
    window.press(&["1"]);
    window.wait_until("the link is kept", |_| {
        let claim = bench.json(&["show", case, "C-01"]);
        claim.to_string().contains("E-020")
    });
    let actions = window.actions() + dropped;
    assert!(actions <= JOURNEY_C, "{actions} actions");

    let sets = bench.json(&["list", case, "data"]);
    assert_eq!(sets[0]["reading"]["posts"], 1_590, "{sets}");
    let found = bench.json(&["show", case, "E-020"]).to_string();
    assert!(found.contains("Thirty accounts said the same"), "{found}");
    assert!(found.contains("expected by chance"), "{found}");
    bench.done(&["verify", case]);
}
