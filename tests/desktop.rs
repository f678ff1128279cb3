//! The real window, driven through WebDriver as a person would drive it.

use plumb_tests::canary::leaks_below;
use plumb_tests::chance::Chance;
use plumb_tests::window::{Shown, Window};
use plumb_tests::workbench::{PASSPHRASE, Workbench};
use std::process::Command;

#[test]
fn a_mark_linked_in_the_window_changes_the_rail_and_the_report_that_leaves() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[("PLUMB_ANSWER_FILE_DIALOG", "report.pdf")]);

    window.press_button("Report");
    let before = window.wait_for_supports(|supports| !supports.is_empty());

    open_mark(&window, LINK.exhibit, LINK.mark);
    window.click(&format!("//button[span[.='Supports: {}']]", LINK.claim));
    window.wait_for(&format!(
        "//button[span[.='Supports: {}'] and @aria-pressed='true']",
        LINK.claim
    ));
    window.press_button("Report");
    let after =
        window.wait_for_supports(|supports| supports.len() == before.len() && supports != before);
    let changed: Vec<_> = before
        .iter()
        .zip(&after)
        .filter(|(old, new)| old != new)
        .collect();
    assert_eq!(before.len(), after.len(), "a link adds no sentence");
    assert!(
        changed
            .iter()
            .all(|(old, new)| (old.as_str(), new.as_str()) == LINK.turns),
        "only what the link bears on changes, and as it should: {changed:?}"
    );

    let linked = bench.json(&["show", case, LINK.claim]);
    assert!(
        linked.to_string().contains(LINK.mark),
        "the case file has the link: {linked}"
    );

    window.press_button("Export");
    window.press_button("Choose place");
    window.wait_for("//dialog//*[contains(@class, 'names') and contains(., 'report.pdf')]");
    window.press_button("Export PDF");
    window.wait_for("//dialog//*[@role='status' and contains(., 'report.pdf')]");
    let pdf = bench.work("report.pdf");
    let checked = Command::new("qpdf")
        .arg("--check")
        .arg(&pdf)
        .output()
        .expect("qpdf runs");
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
}

#[test]
fn what_the_window_shows_is_what_the_case_file_holds() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[]);
    let exhibits = bench.json(&["list", case, "exhibits"]);
    let titles = exhibits.as_array().expect("a list of exhibits").len();
    assert_eq!(
        window.all("//*[@role='option']").len(),
        titles,
        "one card for each exhibit"
    );
    // A picture that came through Plumb's own protocol has pixels.
    window.wait_until("a picture is drawn", |window| {
        window.script(
            "return [...document.images].some((image) => image.complete && image.naturalWidth > 0)",
        ) == true
    });
    let refused = "return window.__TAURI_INTERNALS__.invoke('plugin:window|set_title', { value: 'x' })\
         .then(() => 'allowed', () => 'refused')";
    assert_eq!(
        window.script(refused),
        "refused",
        "the page may call Plumb's commands only"
    );
    let frozen = window.script("return Object.isFrozen(Object.prototype)");
    assert_eq!(
        frozen, true,
        "captured material cannot change what objects are"
    );
}

#[test]
fn nothing_of_a_case_that_was_open_in_the_window_lies_in_clear_after_a_kill() {
    let bench = Workbench::new();
    let mut chance = Chance::printed();
    let words: Vec<String> = (0..5).map(|_| chance.word()).collect();
    let case = bench.new_case(&words[0]);
    let text = bench.give(
        &format!("{}.txt", words[1]),
        format!("The witness said {} twice.", words[2]),
    );
    bench.unlocked(&["add", case, &text, "--title", &words[3]]);
    bench.unlocked(&["mark", case, "E-001", "--quote", &words[2]]);
    bench.unlocked(&["claim", case, &format!("They met {}.", words[4])]);
    let manuscript = bench.give("text.md", format!("They met {} [@C-01].\n", words[4]));
    bench.unlocked(&["write", case, &manuscript]);

    let window = Window::open(&bench, case, &[]);
    window.type_into("//input[@id='passphrase']", "not the passphrase");
    window.press_button("Unlock");
    window.wait_for("//*[@role='alert']");
    window.type_into("//input[@id='passphrase']", PASSPHRASE);
    window.press_button("Unlock");
    window.wait_for(&format!(
        "//*[@role='option' and contains(., '{}')]",
        words[3]
    ));
    open_mark(&window, "E-001", "E-001·1");
    window.press_button("Claims");
    window.wait_for(&format!("//h2[contains(., '{}')]", words[4]));
    window.press_button("Report");
    window.wait_until("the page is printed", |window| {
        window.script("return [...document.images].some((image) => image.naturalWidth > 0)") == true
    });
    window.kill();

    for part in ["work", "home", "tmp"] {
        let leaks =
            leaks_below(&bench.folder().join(part), &words).expect("the folder can be searched");
        assert!(leaks.is_empty(), "in clear: {leaks:?}");
    }
    bench.unlocked(&["verify", case]);
}

#[test]
fn the_window_as_it_ships_leaves_nothing_of_a_case_in_clear_after_a_kill() {
    let bench = Workbench::new();
    let mut chance = Chance::printed();
    let words: Vec<String> = (0..10).map(|_| chance.word()).collect();
    // The sample opens without a passphrase, so that nobody has to type.
    let case = bench.sample();
    for word in &words[..5] {
        let text = bench.give(&format!("{word}.txt"), format!("Seen: {word}."));
        bench.done(&["add", case, &text, "--title", word]);
    }
    for word in &words[5..] {
        bench.done(&["claim", case, &format!("They met {word}.")]);
    }
    Shown::open(&bench, case).kill();
    for part in ["work", "home", "tmp"] {
        let leaks =
            leaks_below(&bench.folder().join(part), &words).expect("the folder can be searched");
        assert!(leaks.is_empty(), "in clear: {leaks:?}");
    }
    bench.done(&["verify", case]);
}

/// A link that the sample case does not have, and what it does to the rail.
struct Link {
    exhibit: &'static str,
    mark: &'static str,
    claim: &'static str,
    turns: (&'static str, &'static str),
}

const LINK: Link = Link {
    exhibit: "E-006",
    mark: "E-006·2",
    claim: "C-05",
    turns: ("single-origin", "backed"),
};

fn open_mark(window: &Window, exhibit: &str, mark: &str) {
    window.press_button("Evidence");
    let card = format!("//*[@role='option' and contains(., '{exhibit}')]");
    window.click(&card);
    window.click(&format!("//button[@aria-label='Open {exhibit}']"));
    window.click("//*[@role='tab' and starts-with(normalize-space(), 'Marks')]");
    window.click(&format!(
        "//*[@role='tabpanel']//button[contains(., '{mark}')]"
    ));
}
