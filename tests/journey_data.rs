//! From a file of posts to a finding that a claim rests on, in the real window.

use plumb_tests::posts::{busy, harbour, many, reworded};
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
    fs::write(bench.work("held").join("harbour.csv"), harbour()).expect("a file can be written");
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

/// The window on a data set of the sample case, with nothing chosen.
fn looking_at_posts(bench: &Workbench) -> (&'static str, Window) {
    let case = bench.sample();
    let file = bench.give("harbour.csv", harbour());
    bench.done(&["posts", "import", case, &file]);
    let window = Window::open(bench, case, &[]);
    window.watch_errors();
    window.click("//nav//button[@data-section='data']");
    window.wait_for("//main//*[@role='img' and @aria-label='Posts over time']");
    (case, window)
}

#[test]
fn the_posts_themselves_are_listed_under_codes_and_follow_the_period() {
    let bench = Workbench::new();
    let (_, window) = looking_at_posts(&bench);
    window.click("//*[@role='tab'][contains(., 'Posts')]");
    let list = "//main//*[@role='table' and @aria-label='Posts']";
    let cell = |words: &str| format!("{list}//*[@role='cell'][contains(., '{words}')]");
    window.wait_for(&cell("my own words number 0 about"));
    window.wait_for(&cell("account 001"));
    assert!(window.all(&cell("own000")).is_empty(), "names are hidden");
    window.press_button("Names hidden");
    window.wait_for(&cell("own000"));
    window.click("//*[@role='tab'][contains(., 'Overview')]");
    window.press_button("Largest peak");
    window.click("//*[@role='tab'][contains(., 'Posts')]");
    window.wait_for(&cell("The harbour must stay open"));
    assert!(
        window.all(&cell("number 0 about")).is_empty(),
        "only the period's posts"
    );
    assert_eq!(window.errors(), [""; 0], "nothing goes wrong in the page");
}

#[test]
fn a_curve_and_a_list_are_frozen_and_shown_with_chart_and_table() {
    let bench = Workbench::new();
    let (case, window) = looking_at_posts(&bench);
    window.press_button("Freeze this curve");
    window.wait_for("//main//article//img[@alt != '']");
    window.wait_until("the chart is drawn", |window| {
        let drawn = "return document.querySelector('main article img')?.naturalWidth ?? 0";
        window
            .script(drawn)
            .as_f64()
            .is_some_and(|width| width > 0.0)
    });
    window.wait_for("//main//article//table//td[contains(., 'posts in each')]");
    assert!(window.all("//main//article[contains(., '```')]").is_empty());
    window.press_button("Text to quote");
    window.wait_for("//main//*[contains(., '```chart series')]");
    window.click("//nav//button[@data-section='data']");
    window.press_button("Freeze this list");
    window.wait_for("//main//article//table//th[contains(., 'account 0')]");
    let text = bench.json(&["show", case, "E-021"]).to_string();
    assert!(text.contains("Most active accounts"), "{text}");
    assert_eq!(window.errors(), [""; 0], "nothing goes wrong in the page");
    drop(window);
    bench.done(&["verify", case]);
}

#[test]
fn an_import_that_is_cancelled_leaves_no_exhibit_no_data_set_and_no_entry() {
    let bench = Workbench::new();
    let case = bench.sample();
    let kept = || {
        ["exhibits", "data"]
            .map(|what| bench.json(&["list", case, what]))
            .into_iter()
            .chain([bench.json(&["journal", case])])
            .collect::<Vec<_>>()
    };
    let before = kept();
    let window = Window::open(&bench, case, &[("PLUMB_DROPS", "dropped")]);
    fs::create_dir(bench.work("held")).expect("a folder can be made");
    let file = bench.work("held").join("harbour.csv");
    fs::write(file, many()).expect("a file can be written");
    fs::rename(bench.work("held"), bench.work("dropped")).expect("the folder appears at once");
    window.wait_for("//dialog//select[option[.='user_id']]");
    window.click("//dialog//button[@type='submit']");
    window.click("//button[@aria-label='Cancel: Importing posts']");
    window.wait_until("the work has stopped", |window| {
        window
            .all("//button[@aria-label='Cancel: Importing posts']")
            .is_empty()
    });
    assert_eq!(window.all("//*[@role='alert']"), Vec::<String>::new());
    assert_eq!(kept(), before);
    drop(window);
    assert_eq!(kept(), before, "nor when the case was closed");
    bench.done(&["verify", case]);
}

#[test]
fn reworded_copies_are_found_and_frozen_with_how_alike_they_are() {
    let bench = Workbench::new();
    let case = bench.sample();
    let file = bench.give("harbour.csv", reworded());
    bench.done(&["posts", "import", case, &file]);
    let window = Window::open(&bench, case, &[]);
    window.watch_errors();
    window.click("//nav//button[@data-section='data']");
    window.wait_for("//main//*[@role='img' and @aria-label='Posts over time']");
    let chosen = |label: &str, option: &str| {
        format!("//aside//label[span[.='{label}']]//option[.='{option}']")
    };
    window.click(&chosen("In common", "post reworded copies"));
    window.press_button("Look for groups");
    window.wait_for("//main//*[@role='img' and starts-with(@aria-label, 'A: 30 accounts')]");
    window
        .wait_for("//main//tr[contains(., 'find the harbour closed')]/td[starts-with(., '≥ 0.9')]");
    window.click(&chosen("Letters alike, more than", "0.9"));
    window.wait_for("//aside//*[contains(., 'posted the same text, reworded or not, within 60')]");
    window.press_button("Freeze as exhibit");
    window.wait_for("//main//article//*[contains(., 'more than 0.9 by letters')]");
    assert_eq!(window.errors(), [""; 0], "nothing goes wrong in the page");
    bench.done(&["verify", case]);
}

/// Notes what the panel of the finding says whenever the page changes.
const NOTE: &str = r#"
    window.noted = [];
    const note = () => {
        const drawn = document.querySelector("main [role=img][aria-label^='A: ']") !== null;
        const text = (path) => document.querySelector(path)?.textContent ?? "";
        window.noted.push([drawn, text("aside [role=status]"), text("aside .figures")].join("|"));
    };
    const changes = { subtree: true, childList: true, characterData: true };
    new MutationObserver(note).observe(document.body, changes);
"#;

#[test]
fn who_acted_together_is_seen_before_chance_and_frozen_with_it() {
    let bench = Workbench::new();
    let case = bench.sample();
    let file = bench.give("harbour.csv", busy());
    bench.done(&["posts", "import", case, &file]);
    let window = Window::open(&bench, case, &[]);
    window.watch_errors();
    window.click("//nav//button[@data-section='data']");
    window.wait_for("//main//*[@role='img' and @aria-label='Posts over time']");
    window.script(NOTE);
    window.press_button("Look for groups");
    window.wait_for("//main//*[@role='img' and starts-with(@aria-label, 'A: ')]");
    let noted = window.script("return window.noted").to_string();
    let between = "true|What chance would give is being computed.|";
    assert!(noted.contains(between), "{noted}");
    assert!(noted.contains("…expected, not known yet"), "{noted}");
    let choose = |within: &str| {
        let gap = "//aside//label[span[.='Time gap']]";
        window.click(&format!("{gap}//option[.='{within}']"));
    };
    // Each takes the place of the question before it, whose chance is still being computed.
    choose("1 s");
    choose("10 s");
    choose("300 s");
    window.press_button("Freeze as exhibit");
    window.wait_for("//main//article//img");
    let text = bench.json(&["show", case, "E-020"]).to_string();
    assert!(text.contains("within 300 seconds"), "{text}");
    assert!(text.contains("expected by chance: "), "{text}");

    window.click("//nav//button[@data-section='data']");
    window.wait_for("//main//h2[contains(., 'within 300 s')]");
    window.wait_for(
        "//aside//p[starts-with(., 'More than chance') or starts-with(., 'Chance gives')]",
    );
    let rows = |posts: &str| format!("//aside//div[span[.='Rows used']]/span[{posts}]");
    window.wait_for(&rows("contains(., '/ 31590')"));
    window.press_button("Largest peak");
    window.wait_for(&rows("contains(., '/') and not(contains(., '/ 31590'))"));
    assert_eq!(window.all("//*[@role='alert']"), Vec::<String>::new());
    assert_eq!(window.errors(), [""; 0], "nothing goes wrong in the page");
    drop(window);
    bench.done(&["verify", case]);
}
