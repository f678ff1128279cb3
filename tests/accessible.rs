//! What axe-core finds on the screens of the real window, where nothing may go wrong either. `PLUMB_SCREEN` names a
//! part of the screens to look at, all without it.

use plumb_tests::posts::harbour;
use plumb_tests::root;
use plumb_tests::window::{Look, SCREENS, Window};
use plumb_tests::workbench::Workbench;
use std::fs;
use std::thread::sleep;
use std::time::Duration;

/// What a screen is left to come to rest: a fading text has no contrast yet.
const REST: Duration = Duration::from_millis(500);

#[test]
fn axe_finds_nothing_on_any_screen_by_day() {
    nothing_is_found(&Look::LIGHT);
}

#[test]
fn axe_finds_nothing_on_any_screen_by_night() {
    nothing_is_found(&Look::DARK);
}

fn nothing_is_found(look: &Look) {
    let bench = Workbench::new();
    let part = wanted();
    let mut found = Vec::new();
    if "lock".contains(&part) {
        let window = look.open_locked(&bench);
        bring_axe(&window);
        found.extend(
            violations(&window)
                .into_iter()
                .map(|each| format!("lock: {each}")),
        );
    }
    let window = look.open(&bench);
    bring_axe(&window);
    window.watch_errors();
    for (name, go) in SCREENS.iter().filter(|(name, _)| name.contains(&part)) {
        go(&window);
        window.settle();
        sleep(REST);
        let here = violations(&window);
        found.extend(here.into_iter().map(|each| format!("{name}: {each}")));
    }
    assert_eq!(window.errors(), [""; 0], "nothing goes wrong in the page");
    assert!(found.is_empty(), "axe-core found\n{}", found.join("\n"));
}

#[test]
fn axe_finds_nothing_on_posts_and_what_is_frozen_of_them() {
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
        for tab in ["Overview", "Accounts", "Posts", "Texts"] {
            window.click(&format!("//main//*[@role='tab'][contains(., '{tab}')]"));
            window.settle();
            sleep(REST);
            let here = violations(&window).into_iter();
            found.extend(here.map(|each| format!("{} {tab}: {each}", look.name)));
        }
        window.press_button("Freeze as exhibit");
        window.wait_for("//main//article//img");
        window.settle();
        sleep(REST);
        // What stands beside an exhibit is that of every exhibit.
        let here = violations_in(&window, "main").into_iter();
        found.extend(here.map(|each| format!("{} finding: {each}", look.name)));
        assert_eq!(window.errors(), [""; 0], "nothing goes wrong in the page");
        assert!(found.is_empty(), "axe-core found\n{}", found.join("\n"));
    }
}

fn bring_axe(window: &Window) {
    let axe = fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js"))
        .expect("axe-core is installed with the interface's packages");
    window.script(&axe);
}

fn violations(window: &Window) -> Vec<String> {
    violations_in(window, ":root")
}

/// Each violation in a line: the rule, what it wants, and where.
fn violations_in(window: &Window, part: &str) -> Vec<String> {
    let said = window.script(&format!(
        "return axe.run('{part}', {{ resultTypes: ['violations'] }}).then(({{ violations }}) =>\
           violations.flatMap(({{ id, help, nodes }}) => nodes.map((node) =>\
             `${{id}} (${{help}}): ${{node.target}} ${{(node.failureSummary ?? '').replaceAll(/\\s+/g, ' ').slice(0, 200)}}`)))"
    ));
    let lines = said.as_array().expect("axe-core answers with a list");
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
