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

    window.press(&[key::CONTROL, "k"]);
    window.write("the witness");
    window.press(&[key::CONTROL, "a"]);
    window.press(&[key::CONTROL, "c"]);
    window.wait_until("it is copied", |window| window.clipboard() == "the witness");
    window.press(&[key::ESCAPE]);
    window.press(&[key::CONTROL, key::SHIFT, "l"]);
    window.wait_for("//h1[.='Locked']");
    assert!(
        !window
            .script("return document.body.textContent")
            .to_string()
            .contains("The road"),
        "the lock says nothing of the case"
    );
    window.wait_until("what was copied is taken back", |window| {
        window.clipboard().is_empty()
    });
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
    let lists = || ["claims", "exhibits"].map(|list| bench.json(&["list", case, list]));
    let before = lists();
    let window = Window::open(&bench, case, &[("PLUMB_DROPS", "dropped")]);
    unlink(&window);
    window.press(&[key::CONTROL, "n"]);
    window.type_into(
        "//textarea[@aria-label='New claim']",
        "It was seen.\u{E007}",
    );
    window.wait_for("//button[@aria-label='Undo: Add claim C-09']");
    window.press(&[key::CONTROL, "1"]);
    window.click("//*[@role='option' and contains(., 'E-003')]");
    window.press(&[key::DELETE]);
    window.wait_for("//button[@aria-label='Undo: Move to bin: E-003']");
    std::fs::create_dir(bench.work("held")).expect("a folder can be made");
    std::fs::write(bench.work("held/note.txt"), "A note.").expect("a file can be written");
    std::fs::rename(bench.work("held"), bench.work("dropped")).expect("it appears at once");
    window.wait_for("//button[starts-with(@aria-label, 'Undo: Add E-019')]");
    let changed = lists();
    window.kill();

    let window = Window::open(&bench, case, &[]);
    window.press(&[key::CONTROL, "h"]);
    for (place, step) in ["Add E-019", "Move to bin", "Add claim", "Unlink"]
        .iter()
        .enumerate()
    {
        window.wait_for(&format!(
            "(//dialog//li)[{}][contains(., '{step}')]",
            place + 1
        ));
    }
    window.click("(//dialog//li//button)[4]");
    window.wait_until("four steps are undone", |window| {
        window.all("//dialog//li[contains(., 'undone')]").len() == 4
    });
    assert_eq!(lists(), before);
    window.click("(//dialog//li[contains(., 'undone')])[1]//button");
    window.wait_until("the steps are done again", |window| {
        window.all("//dialog//li[contains(., 'undone')]").is_empty()
    });
    assert_eq!(lists(), changed);
}

#[test]
fn space_looks_at_whatever_has_a_tag_and_escape_leads_back() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[]);
    window.click("//*[@role='option' and contains(., 'E-002')]");
    look(&window, "E-002");
    window.click("//button[@aria-label='List']");
    window.click("//*[@role='option' and contains(., 'E-003')]");
    look(&window, "E-003");

    window.press(&[key::CONTROL, "k"]);
    window.write("E-004");
    window.wait_for("//dialog//*[@role='option' and contains(., 'E-004')]");
    window.press(&[key::DOWN]);
    window.press(&[key::UP]);
    look(&window, "E-004");
    window.wait_for("//dialog//input");
    window.press(&[key::ESCAPE]);

    window.click("//*[@role='option' and contains(., 'E-005')]");
    window.press(&[key::ENTER]);
    window.click("//*[@role='tab' and starts-with(normalize-space(), 'Claims')]");
    focus(&window, "aside [data-card]");
    look(&window, "C-01");
    window.wait_for("//header//h1[contains(., 'car park')]");

    window.press(&[key::CONTROL, "3"]);
    window.click("(//*[@role='option'])[1]");
    window.wait_for("//article");
    look(&window, "C-01");
    focus(&window, "article [data-tag]");
    look(&window, "E-0");

    window.press(&[key::CONTROL, "4"]);
    window.wait_for("//*[@data-event]");
    focus(&window, "[data-event][data-tag]");
    look(&window, "E-0");

    window.press(&[key::CONTROL, "5"]);
    window.wait_for_supports(|supports| supports.len() > 5);
    window.press(&[key::ALT, key::DOWN]);
    let chosen =
        "return document.querySelector('.text').shadowRoot.querySelector('.cites.chosen') !== null";
    window.wait_until("a citation is chosen", |window| {
        window.press(&[key::LEFT]);
        window.script(chosen) == true
    });
    look(&window, "E-0");
    assert_eq!(
        window.script(chosen),
        true,
        "the citation has the focus again"
    );
}

/// Gives the focus to the first element that a selector finds, as Tab would.
fn focus(window: &Window, selector: &str) {
    window.wait_until(selector, |window| {
        let focused = format!(
            "const at = document.querySelector('{selector}'); at?.focus(); return at !== null && document.activeElement === at"
        );
        window.script(&focused) == true
    });
}

/// Space opens quick look of a tag that begins so; Escape leads back to what had the focus.
fn look(window: &Window, tag: &str) {
    let focused = "let at = document.activeElement;\
         while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;\
         window.had ??= at; return window.had === at";
    window.script("window.had = null");
    window.script(focused);
    window.press(&[key::SPACE]);
    window.wait_for(&format!(
        "//*[@role='document']//header[starts-with(normalize-space(), '{tag}')]"
    ));
    window.press(&[key::ESCAPE]);
    window.wait_until("quick look is closed", |window| {
        window.all("//*[@role='document']").is_empty()
    });
    window.wait_until("the focus is back", |window| window.script(focused) == true);
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
