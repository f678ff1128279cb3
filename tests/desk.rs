//! Cases made, locked, left and found again in the real window.

use plumb_tests::window::{Window, key};
use plumb_tests::workbench::{PASSPHRASE, Workbench};

#[test]
fn a_case_made_in_the_window_opens_with_its_passphrase_and_with_its_code() {
    let bench = Workbench::new();
    let window = Window::open(&bench, "", &[("PLUMB_ANSWER_FILE_DIALOG", "road.plumb")]);
    window.press(&[key::CONTROL, "n"]);
    window.type_into("//input[@id='title']", "The road");
    window.type_into("//input[@id='passphrase']", "password1");
    window.wait_for("//*[@id='strength' and contains(., 'within hours')]");
    window.type_into("//input[@id='passphrase']", PASSPHRASE);
    window.wait_for("//*[@id='strength' and contains(., 'Strong')]");
    window.type_into("//input[@id='again']", PASSPHRASE);
    window.press(&[key::ENTER]);
    window.wait_for("//h1[contains(., 'recovery code')]");
    let code = window.script("return [...document.querySelectorAll('ol li')].map((group) => group.textContent).join('-')");
    let code = code.as_str().expect("the code is text").to_owned();
    assert_eq!(code.split('-').count(), 9, "{code}");
    let last = code.rsplit('-').next().expect("groups").to_owned();
    assert!(
        window.script("return document.querySelector('button[type=submit]').disabled") == true,
        "nobody goes on without having noted the code"
    );
    window.type_into("//input[@id='last-group']", &last.to_lowercase());
    window.press(&[key::ENTER]);
    window.wait_for("//nav//b[.='The road']");
    assert_eq!(
        window.script("return document.title"),
        "Plumb",
        "no title of a case leaves the window"
    );

    window.press(&[key::CONTROL, key::SHIFT, "l"]);
    window.wait_for("//h1[.='Locked']");
    assert!(
        !window
            .script("return document.body.textContent")
            .to_string()
            .contains("The road"),
        "the lock says nothing of the case"
    );
    bench.unlocked(&["list", "road.plumb", "exhibits"]);
    window.type_into("//input[@id='passphrase']", &code);
    window.press(&[key::ENTER]);
    window.wait_for("//nav//b[.='The road']");
}

#[test]
fn after_a_kill_one_line_names_the_last_saved_change_and_the_start_lists_the_case() {
    let bench = Workbench::new();
    let case = bench.sample();
    bench.settings(r#"{"remember_cases":true}"#);
    let window = Window::open(&bench, case, &[]);
    assert!(
        window
            .all("//*[contains(., 'closed by itself')]")
            .is_empty()
    );
    unlink(&window);
    window.kill();

    let window = Window::open(&bench, "", &[]);
    window.wait_for("//main//*[@role='status' and contains(., 'closed by itself while sample')]");
    window.click("//main//li//button[contains(., 'sample')]");
    window.wait_for("//*[@role='status' and contains(., 'Last saved change: Unlink')]");
    window.press(&[key::CONTROL, key::SHIFT, "l"]);
    window.wait_for("//main//li//button[contains(., 'sample')]");
    assert!(
        window
            .all("//main//*[contains(., 'closed by itself')]")
            .is_empty(),
        "a case that was closed was not left open"
    );
    bench.done(&["verify", case]);
}

#[test]
fn the_history_goes_back_over_restarts_and_forth_again() {
    let bench = Workbench::new();
    let case = bench.sample();
    let before = bench.json(&["list", case, "claims"]);
    let window = Window::open(&bench, case, &[]);
    unlink(&window);
    let changed = bench.json(&["list", case, "claims"]);
    assert_ne!(before, changed);
    window.kill();

    let window = Window::open(&bench, case, &[]);
    window.press(&[key::CONTROL, "h"]);
    window.wait_for("//dialog//li[contains(., 'Unlink')]");
    window.click("(//dialog//li//button)[1]");
    window.wait_for("//dialog//li[contains(., 'undone')]");
    assert_eq!(bench.json(&["list", case, "claims"]), before);
    window.click("//dialog//li[contains(., 'undone')]//button");
    window.wait_until("the step is done again", |window| {
        window.all("//dialog//li[contains(., 'undone')]").is_empty()
    });
    assert_eq!(bench.json(&["list", case, "claims"]), changed);
}

#[test]
fn the_palette_finds_things_and_sentences_and_runs_commands() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[]);
    window.press(&[key::CONTROL, "k"]);
    window.write("E-004");
    window.wait_for("//dialog//*[@role='option' and contains(., 'E-004')]");
    window.press(&[key::DOWN]);
    window.press(&[key::UP]);
    window.press(&[key::ENTER]);
    window.wait_for("//header//h1[contains(., 'car park')]");
    assert!(window.all("//dialog").is_empty(), "the palette is gone");

    window.press(&[key::CONTROL, "k"]);
    window.write(">hist");
    window.press(&[key::ENTER]);
    window.wait_for("//dialog//h2[.='History']");
    window.press(&[key::ESCAPE]);

    window.press(&[key::CONTROL, "k"]);
    window.write("hashtags");
    window.wait_for("//dialog//*[@role='group' and contains(., 'In the report')]");
    window.press(&[key::ESCAPE]);
    window.wait_until("the palette is gone", |window| {
        window.all("//dialog").is_empty()
    });
}

/// One change that the sample can bear: a mark is taken off a claim.
fn unlink(window: &Window) {
    window.click("//nav//button[@data-section='claims']");
    window.click("(//*[@role='option'])[1]");
    window.click("(//main//button[starts-with(@aria-label, 'Unlink ')])[1]");
    window.wait_for("//button[starts-with(@aria-label, 'Undo: Unlink')]");
}
