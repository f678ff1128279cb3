//! The whole main job by keyboard alone: mark, link, write, cite, export.

use plumb_tests::window::{Window, key};
use plumb_tests::workbench::Workbench;

#[test]
fn a_mark_is_drawn_linked_cited_and_printed_without_the_mouse() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[("PLUMB_ANSWER_FILE_DIALOG", "report.pdf")]);

    run(&window, "E-005", "E-005");
    window.wait_for("//header//h1[contains(., 'car park')]");
    focus_canvas(&window);
    window.press(&["m"]);
    for _ in 0..3 {
        window.press(&[key::DOWN]);
    }
    window.press(&[key::ENTER]);
    window.wait_for("//form[@aria-label]//input");
    window.write("The tree beside the door");
    window.press(&[key::ENTER]);
    window.wait_for("//aside//*[contains(., 'E-005·4')]");

    run(&window, ">link", "Link");
    window.wait_until("a claim has the focus", |window| {
        window.script("return document.activeElement.matches('[data-card]')") == true
    });
    window.press(&["1"]);
    window.wait_for("//button[starts-with(@aria-label, 'Supports') and @aria-pressed='true']");

    window.press(&[key::CONTROL, "5"]);
    window.wait_for_supports(|supports| supports.len() > 5);
    window.press(&[key::CONTROL, key::END]);
    window.write("\u{E007}\u{E007}A tree stood beside the door. @E-005.4");
    window.wait_for("//*[@role='option'][@aria-selected='true'][contains(., 'E-005·4')]");
    window.press(&[key::ENTER]);
    window.wait_until("the sentence has its glyph", |window| {
        let glyph = "//ol//button[contains(@aria-label, 'A tree stood')]";
        let rests = "[@data-support='single-origin' or @data-support='backed']";
        !window.all(&format!("{glyph}{rests}")).is_empty()
    });

    window.press(&[key::CONTROL, "e"]);
    window.wait_for("//button[starts-with(normalize-space(), 'Export PDF')]");
    window.press(&[key::ENTER]);
    window.wait_for("//*[contains(@class, 'receipt')]");
    let said = window.script("return document.querySelector('p.left').textContent");
    let said = said.as_str().expect("the file is named");
    let file = said.trim_start_matches("Exported as ");

    let mark = bench.json(&["show", case, "E-005.4"]).to_string();
    assert!(mark.contains("The tree beside the door"), "{mark}");
    assert!(mark.contains("supports"), "the mark lies in a lane: {mark}");
    bench.done(&["verify", file]);
}

/// Types into the palette and runs what it then offers first.
fn run(window: &Window, words: &str, wanted: &str) {
    window.press(&[key::CONTROL, "k"]);
    window.write(words);
    window.wait_for(&format!(
        "//dialog//*[@role='option'][@aria-selected='true'][contains(., '{wanted}')]"
    ));
    window.press(&[key::ENTER]);
}

/// Walks by F6 and Tab until the picture has the focus.
fn focus_canvas(window: &Window) {
    for step in 0..24 {
        let here = "return document.activeElement.closest('main [data-letters]') !== null";
        if window.script(here) == true {
            return;
        }
        window.press(&[if step < 3 { key::F6 } else { key::TAB }]);
    }
    panic!("no way to the picture by keys alone");
}
