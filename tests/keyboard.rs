//! The whole main job by keyboard alone: mark, link, write, cite, export. What is
//! usually dragged, by clicks alone. Where the focus goes.

use plumb_tests::window::{Look, Window, key};
use plumb_tests::workbench::Workbench;
use serde_json::{Value, json};

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
    window.wait_for("//button[span[starts-with(., 'Supports')] and @aria-pressed='true']");

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

#[test]
fn a_mark_is_drawn_and_sized_and_a_period_chosen_by_clicks_alone() {
    let bench = Workbench::new();
    let window = Look::LIGHT.open(&bench);
    let case = "sample.plumb";
    let click = |at: (i32, i32)| window.drag(at, at);

    run(&window, "E-004", "E-004");
    window.wait_for("//header//h1[contains(., 'car park')]");
    window.settle();
    window.press_button("Mark");
    let (x, y) = window.middle("//main//*[@data-letters]//img");
    click((x - 60, y - 40));
    click((x + 20, y + 10));
    window.wait_for("//form[@aria-label]//input");
    window.write("The door");
    window.press(&[key::ENTER]);
    window.wait_for("//aside//*[contains(., 'E-004·4')]");
    let drawn = bench.json(&["show", case, "E-004.4"]);

    window.press_button("Select");
    let corner = "(//main//button[contains(@aria-label, 'Size of E-004·4')])[4]";
    click(window.middle(corner));
    click((x + 80, y + 70));
    window.wait_until("the corner is where the second click was", |_| {
        bench.json(&["show", case, "E-004.4"])["selector"] != drawn["selector"]
    });

    window.press(&[key::CONTROL, "2"]);
    let (x, y) = window.middle("//main//*[@role='img' and @aria-label='Posts over time']");
    click((x - 100, y));
    window.wait_for("//main//button[@aria-pressed='true' and contains(., ' to ')]");
    let length = "const [from, until] = [...document.querySelectorAll('[role=slider]')]\
         .map((handle) => Number(handle.ariaValueNow)); return until - from";
    let one = window.script(length).as_i64();
    click((x + 100, y));
    window.wait_until("the second click ends the period", |window| {
        window.script(length).as_i64() > one.map(|one| 5 * one)
    });
}

#[test]
fn panes_are_walked_by_f6_what_is_closed_gives_the_focus_back_and_each_section_keeps_its_companion()
{
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[]);
    window.click("//*[@role='option' and contains(., 'E-004')]");
    window.settle();
    let focused = "return document.activeElement.textContent.slice(0, 40)";
    let before = window.script(focused);
    for opened in [
        &[key::CONTROL, "k"][..],
        &[key::CONTROL, ","],
        &[key::CONTROL, "h"],
        &[" "],
    ] {
        window.press(opened);
        window.wait_for("//dialog");
        window.press(&[key::ESCAPE]);
        window.wait_until("the dialog is gone", |window| {
            window.all("//dialog").is_empty()
        });
        window.wait_until("the focus is back", |window| {
            window.script(focused) == before
        });
    }
    let told = "const chosen = document.querySelector('[role=option][aria-selected=true]');\
         return [chosen.ariaPosInSet, chosen.ariaSetSize, String(chosen.textContent.includes('E-004'))]";
    assert_eq!(
        window.script(told),
        json!(["4", "18", "true"]),
        "what a screen reader says"
    );

    let pane = "return document.activeElement.closest('[data-pane]').tagName";
    let walked: Vec<Value> = (0..3)
        .map(|_| {
            window.press(&[key::F6]);
            window.script(pane)
        })
        .collect();
    for one in ["MAIN", "ASIDE", "NAV"] {
        assert!(
            walked.contains(&json!(one)),
            "{one} is not among {walked:?}"
        );
    }

    let trailing = "return document.querySelector('main + aside')?.getBoundingClientRect().right === innerWidth";
    for section in ["1", "2", "3", "4", "5"] {
        window.press(&[key::CONTROL, section]);
        window.wait_until("the companion is at the trailing edge", |window| {
            window.script(trailing) == true
        });
    }
    window.click("//header//button[@aria-label='Companion']");
    window.wait_until("it is hidden", |window| window.script(trailing) != true);
    window.press(&[key::CONTROL, "1"]);
    window.wait_until("the evidence has its own", |window| {
        window.script(trailing) == true
    });
    window.kill();
    let window = Window::open(&bench, case, &[]);
    assert_eq!(window.script(trailing), true, "the evidence kept it");
    window.press(&[key::CONTROL, "5"]);
    window.wait_for("//nav//button[@data-section='report' and @aria-current]");
    assert_ne!(window.script(trailing), true, "the report is without it");
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
