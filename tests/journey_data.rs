//! From a file of posts to a finding that a claim rests on, in the real window.

use plumb_tests::window::Window;
use plumb_tests::workbench::Workbench;
use std::fmt::Write;
use std::fs;

/// What the design gives the way from the file to the claim.
const JOURNEY_C: usize = 8;
/// Enough that reading them takes longer than a click.
const MANY: usize = 1_000_000;
/// Accounts that post the same words a few seconds after one another.
const TOGETHER: usize = 30;

/// Posts of three days: many accounts that say their own, and some that say the
/// same within seconds, three times in one hour.
fn posts() -> String {
    let mut file = String::from("id,user_id,created_at,text\n");
    let mut id = 0;
    let mut post = |account: String, second: usize, text: String| {
        id += 1;
        let (day, rest) = (13 + second / 86_400, second % 86_400);
        let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
        let at = format!("2024-05-{day}T{hour:02}:{minute:02}:{second:02}Z");
        let _ = writeln!(file, "{id},{account},{at},{text}");
    };
    for one in 0..1_500 {
        let text = format!("my own words number {one} about the harbour");
        post(format!("own{:03}", one % 200), one * 173 % 259_200, text);
    }
    for (round, start) in [(0, 130_000), (1, 130_900), (2, 131_800)] {
        for account in 0..TOGETHER {
            let text = format!("The harbour must stay open round {round} #harbour");
            post(format!("same{account:02}"), start + account, text);
        }
    }
    file
}

/// More posts than can be read before somebody clicks.
fn many_posts() -> String {
    let mut file = String::from("id,user_id,created_at,text\n");
    for id in 0..MANY {
        let (hour, minute, second) = (id / 3_600 % 24, id / 60 % 60, id % 60);
        let at = format!("2024-05-13T{hour:02}:{minute:02}:{second:02}Z");
        let words = "what this account has to say of the harbour in its own words";
        let _ = writeln!(file, "{id},account{},{at},{words} {id}", id % 5_000);
    }
    file
}

#[test]
fn a_file_of_posts_becomes_a_finding_that_supports_a_claim() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[("PLUMB_DROPS", "dropped")]);
    fs::create_dir(bench.work("held")).expect("a folder can be made");
    fs::write(bench.work("held").join("harbour.csv"), posts()).expect("a file can be written");
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
    fs::write(file, many_posts()).expect("a file can be written");
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
