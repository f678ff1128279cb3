//! What axe-core finds on the screens of the real window, and what is measured there: targets, edges, icons,
//! words that are cut, bars inside bars, movement. Nothing may go wrong in the page either. `PLUMB_SCREEN` names a
//! part of the screens to look at, all without it.

use plumb_tests::posts::harbour;
use plumb_tests::root;
use plumb_tests::window::{EMPTY, Look, SCREENS, Window, unlock};
use plumb_tests::workbench::Workbench;
use std::fs;
use std::thread::sleep;
use std::time::Duration;

/// What a screen is left to come to rest: a fading text has no contrast yet.
const REST: Duration = Duration::from_millis(500);

const MEASURE: &str = include_str!("support/window/measure.js");

const AXE: &str = "return axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>\
     violations.flatMap(({ id, help, nodes }) => nodes.map((node) =>\
       `${id} (${help}): ${node.target} ${(node.failureSummary ?? '').replaceAll(/\\s+/g, ' ').slice(0, 200)}`)))";

/// What no bundled font has: letters of the field's languages, signs of keys.
const FONTS: &str = "return Promise.all(['--sans', '--serif', '--mono'].flatMap((voice) => [...'əğéışñжशعא⇧↵↑⊖'].map(async (one) => {\
     const stack = getComputedStyle(document.documentElement).getPropertyValue(voice);\
     const faces = await document.fonts.load(`16px ${stack}`, one).catch(() => []);\
     return faces.some(({ status }) => status === 'loaded') ? [] : [`no font of ${voice} for ${one}`];\
   }))).then((found) => found.flat())";

#[test]
fn axe_and_measure_find_nothing_on_any_screen_by_day() {
    nothing_is_found(&Look::LIGHT, &[AXE, MEASURE]);
}

#[test]
fn axe_and_measure_find_nothing_on_any_screen_by_night_in_french() {
    let look = Look {
        settings: r#"{"theme":"dark","language":"fr"}"#,
        ..Look::DARK
    };
    nothing_is_found(&look, &[AXE, MEASURE]);
}

#[test]
fn nothing_is_cut_in_long_words_at_twice_the_size_and_nothing_moves_where_that_is_asked() {
    let look = Look {
        settings: r#"{"zoom_percent":200,"language":"fr"}"#,
        still: true,
        ..Look::LARGE
    };
    nothing_is_found(&look, &[MEASURE]);
}

fn nothing_is_found(look: &Look, scripts: &[&str]) {
    let bench = Workbench::new();
    let part = wanted();
    let mut found = Vec::new();
    let mut search = |window: &Window, name: &str| look_at(window, name, scripts, &mut found);
    if part.is_empty() {
        let window = look.open_locked(&bench);
        bring_axe(&window);
        search(&window, "lock");
        unlock(&window);
        for (name, go) in EMPTY {
            go(&window);
            search(&window, name);
        }
    }
    let window = look.open(&bench);
    bring_axe(&window);
    window.watch_errors();
    let still = "return matchMedia('(prefers-reduced-motion: reduce)').matches";
    assert_eq!(window.script(still), look.still);
    found.extend(lines(&window, FONTS));
    let mut search = |window: &Window, name: &str| look_at(window, name, scripts, &mut found);
    for (name, go) in SCREENS.iter().filter(|(name, _)| name.contains(&part)) {
        go(&window);
        search(&window, name);
    }
    assert_eq!(window.errors(), [""; 0], "nothing goes wrong in the page");
    assert!(found.is_empty(), "found\n{}", found.join("\n"));
}

/// Adds what the scripts find on a screen that has come to rest.
fn look_at(window: &Window, name: &str, scripts: &[&str], found: &mut Vec<String>) {
    window.settle();
    sleep(REST);
    for script in scripts {
        let here = lines(window, script);
        found.extend(here.into_iter().map(|each| format!("{name}: {each}")));
    }
}

#[test]
fn axe_and_measure_find_nothing_on_posts_and_what_is_frozen_of_them() {
    for look in [&Look::LIGHT, &Look::DARK] {
        let bench = Workbench::new();
        let case = bench.sample();
        let file = bench.give("harbour.csv", harbour());
        bench.done(&["posts", "import", case, &file]);
        bench.settings(look.settings);
        let window = Window::open(&bench, case, &[]);
        window.resize(look.size.0, look.size.1);
        bring_axe(&window);
        window.watch_errors();
        window.click("//nav//button[@data-section='data']");
        window.press_button("Largest peak");
        window.press_button("Look for groups");
        window.wait_for("//main//*[@role='img' and starts-with(@aria-label, 'A: ')]");
        let mut found = Vec::new();
        let mut search = |name: &str| look_at(&window, name, &[AXE, MEASURE], &mut found);
        for tab in ["Overview", "Accounts", "Posts", "Texts"] {
            window.click(&format!("//main//*[@role='tab'][contains(., '{tab}')]"));
            search(tab);
        }
        window.press_button("Freeze as exhibit");
        window.wait_for("//main//article//img");
        search("finding");
        assert_eq!(window.errors(), [""; 0], "nothing goes wrong in the page");
        assert!(
            found.is_empty(),
            "{} found\n{}",
            look.name,
            found.join("\n")
        );
    }
}

fn bring_axe(window: &Window) {
    let axe = fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js"))
        .expect("axe-core is installed with the interface's packages");
    window.script(&axe);
}

/// What a script finds, each in a line.
fn lines(window: &Window, script: &str) -> Vec<String> {
    let said = window.script(script);
    let lines = said.as_array().expect("the answer is a list");
    lines
        .iter()
        .filter_map(|line| Some(line.as_str()?.to_owned()))
        .collect()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one setting of this test, for whoever works on one screen"
)]
fn wanted() -> String {
    std::env::var("PLUMB_SCREEN").unwrap_or_default()
}
