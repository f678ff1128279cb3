//! Bringing evidence in and sorting it, in the real window.

use plumb_tests::made;
use plumb_tests::root;
use plumb_tests::window::{Window, key};
use plumb_tests::workbench::Workbench;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the design gives twelve screenshots from the drop to the last mark.
const JOURNEY_B: usize = 54;
const SCREENSHOTS: usize = 12;

/// Lays files into a folder and lets the window find them as dropped: one action of a person.
fn drop_files(bench: &Workbench, files: &[(String, Vec<u8>)]) {
    let hidden = bench.work("held");
    fs::create_dir(&hidden).expect("a folder can be made");
    for (name, bytes) in files {
        fs::write(hidden.join(name), bytes).expect("a file can be written");
    }
    fs::rename(&hidden, bench.work("dropped")).expect("the folder appears at once");
}

fn sample_file(name: &str) -> Vec<u8> {
    fs::read(root().join("assets/sample").join(name)).expect("the sample's files are there")
}

/// Twelve pictures that differ.
fn screenshots() -> Vec<(String, Vec<u8>)> {
    (0..SCREENSHOTS)
        .map(|one| (format!("screenshot {one:02}.png"), made::numbered_png(one)))
        .collect()
}

fn chosen(window: &Window) -> u64 {
    let script = "return document.querySelectorAll('[role=option][aria-selected=true]').length";
    window.script(script).as_u64().unwrap_or_default()
}

fn option(tag: &str) -> String {
    format!("//*[@role='option' and contains(., '{tag}')]")
}

#[test]
fn twelve_screenshots_are_dropped_described_at_once_and_marked_one_by_one() {
    let bench = Workbench::new();
    let case = bench.sample();
    let before = bench.json(&["list", case, "exhibits"]);
    let first = before.as_array().expect("a list").len() + 1;
    let window = Window::open(&bench, case, &[("PLUMB_DROPS", "dropped")]);

    let mut files = screenshots();
    files.push(("twin.png".to_owned(), sample_file("post-a-001.png")));
    drop_files(&bench, &files);
    let mut actions = 1;
    window.wait_for("//*[@role='status' and contains(., '12 added') and contains(., 'E-001')]");
    window.wait_until("all twelve are selected", |window| chosen(window) == 12);

    window.click("//button[@data-field='publisher']");
    window.write("x.com");
    window.click("//button[@data-field='tier']");
    window.wait_for("//select");
    window.settle();
    window.press(&["p"]);
    window.wait_for("//button[@data-field='publisher' and contains(., 'x.com')]");

    window.double_click(&option(&format!("E-{first:03}")));
    for at in 0..SCREENSHOTS {
        let tag = format!("E-{:03}", first + at);
        window.wait_for(&format!("//header//*[contains(., '{tag}')]"));
        window.settle();
        if at == 0 {
            window.press(&["m"]);
        }
        let (x, y) = window.middle("//main//*[@data-canvas]//img | //main//img");
        window.drag((x - 40, y - 30), (x + 40, y + 30));
        window.write(&format!("what to see {at}"));
        window.press(&[key::ENTER]);
        window.wait_for(&format!("//aside//*[contains(., '{tag}·1')] | //main//*[@aria-label and contains(@aria-label, '{tag}·1')]"));
        if at + 1 < SCREENSHOTS {
            window.press(&["j"]);
        }
    }
    actions += window.actions();

    let after = bench.json(&["list", case, "exhibits"]);
    let added = &after.as_array().expect("a list")[first - 1..];
    assert_eq!(added.len(), SCREENSHOTS, "the twin was not added again");
    for (at, exhibit) in added.iter().enumerate() {
        assert_eq!(exhibit["publisher"], "x.com", "{exhibit}");
        assert_eq!(exhibit["tier"], "primary", "{exhibit}");
        let marks = exhibit["marks"].as_array().expect("marks");
        assert_eq!(marks.len(), 1, "{exhibit}");
        assert_eq!(marks[0]["note"], format!("what to see {at}"));
    }
    bench.done(&["verify", case]);
    assert!(
        actions <= JOURNEY_B,
        "{actions} actions; the journey has {JOURNEY_B}"
    );
}

#[test]
fn a_batch_is_changed_in_one_step_and_one_undo_takes_it_back() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[]);
    window.click(&option("E-002"));
    window.wait_until("one is selected", |window| chosen(window) == 1);
    window.press(&[key::SHIFT, key::RIGHT]);
    window.press(&[key::SHIFT, key::RIGHT]);
    window.wait_until("three are selected", |window| chosen(window) == 3);
    window.click("//button[@data-field='publisher']");
    window.write("y.example");
    window.press(&[key::ENTER]);
    window.wait_for("//button[@data-field='publisher' and contains(., 'y.example')]");
    let publishers = || {
        let list = bench.json(&["list", case, "exhibits"]);
        let rows = list.as_array().cloned().unwrap_or_default();
        rows.iter()
            .filter(|row| row["publisher"] == "y.example")
            .count()
    };
    assert_eq!(publishers(), 3);
    window.click("//button[@aria-label='List']");
    window.wait_until("the list shows the same selection", |window| {
        chosen(window) == 3
    });
    window.press(&[key::CONTROL, "z"]);
    window.wait_until("the batch is taken back", |window| {
        window
            .all("//button[@data-field='publisher' and contains(., 'y.example')]")
            .is_empty()
    });
    assert_eq!(publishers(), 0, "one undo takes back all three");
}

#[test]
fn what_is_thrown_away_lies_in_the_bin_and_comes_back() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[]);
    window.click(&option("E-003"));
    window.press(&[key::DELETE]);
    window.wait_until("it is gone from the library", |window| {
        window.all(&option("E-003")).is_empty()
    });
    let list = bench.json(&["list", case, "exhibits"]).to_string();
    assert!(!list.contains("E-003"), "checks and lists do not see it");
    window.press_button("Bin");
    window.click(&option("E-003"));
    window.press_button("Put back");
    window.wait_until("it left the bin", |window| {
        window.all(&option("E-003")).is_empty()
    });
    let list = bench.json(&["list", case, "exhibits"]).to_string();
    assert!(list.contains("E-003"), "it is back: {list}");
}

#[test]
fn a_sensitive_exhibit_shows_no_pixel_of_itself_in_the_library() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[]);
    window.click(&option("E-001"));
    let drawn =
        "return [...document.images].filter((image) => /exhibit\\/1\\//.test(image.src)).length";
    window.wait_until("it is drawn", |window| {
        window.script(drawn).as_u64() > Some(0)
    });
    window.press(&["s"]);
    window.wait_until("nothing of it is drawn", |window| {
        window.script(drawn).as_u64() == Some(0)
    });
    let shown = bench.json(&["show", case, "E-001"]);
    assert_eq!(shown["sensitivity"], "sensitive");

    let hidden = |window: &Window, place: &str| {
        window.settle();
        assert_eq!(window.script(ANY), 0, "{place} draws a sensitive picture");
    };
    window.press(&[key::CONTROL, "k"]);
    window.write("E-001");
    window.wait_for("//dialog//*[@role='option' and contains(., 'E-001')]");
    hidden(&window, "the palette");
    window.press(&[key::ESCAPE]);
    window.press(&[key::SPACE]);
    window.wait_for("//*[@role='document' and contains(., 'not shown')]");
    hidden(&window, "quick look");
    window.hold(key::SPACE, |window| {
        window.wait_until("it is shown while Space is held", |window| {
            window.script(ANY) == 1
        });
    });
    window.wait_until("it is hidden again", |window| window.script(ANY) == 0);
    window.press(&[key::ESCAPE]);
    window.press(&[key::ENTER]);
    window.wait_for("//main//*[contains(., 'Sensitive, not shown')]");
    hidden(&window, "the exhibit");
    window.click("//*[@role='tab' and starts-with(normalize-space(), 'Claims')]");
    window.wait_for("//aside//*[@data-card]");
    let number = window.middle("//main//*[@title and .='1']");
    let claim = window.middle("(//aside//*[@data-card])[1]");
    window.carry(number, claim);
    window.wait_for("//*[contains(@class, 'ghost') and contains(., 'E-001·1')]");
    hidden(&window, "the ghost");
    window.wait_until("the lanes of the claim unfold", |window| {
        !window
            .all("//aside//li[contains(@class, 'unfolded')]")
            .is_empty()
    });
    let before = bench.json(&["show", case, "E-001.1"]);
    window.press(&[key::ESCAPE]);
    window.wait_until("Escape cancels the drag", |window| {
        window.all("//*[contains(@class, 'ghost')]").is_empty()
    });
    window.let_go();
    assert_eq!(bench.json(&["show", case, "E-001.1"]), before);
    window.press(&[key::CONTROL, "5"]);
    window.wait_for_supports(|supports| supports.len() > 5);
    hidden(&window, "the report");
}

/// How many pictures of exhibit 1 are in the page, however they were asked for.
const ANY: &str = "return [...document.images].filter((image) => /(exhibit|part|inside|difference)\\/1\\//.test(image.src)).length";

/// Puts something on the clipboard of the window's display, as another program would.
fn copy(window: &Window, form: &str, file: &Path) {
    let status = Command::new("xclip")
        .args(["-selection", "clipboard", "-t", form, "-i"])
        .arg(file)
        .env("DISPLAY", window.display())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("xclip runs");
    assert!(status.success(), "xclip refused {form}");
    // It may end before the display knows that it owns the clipboard.
    let given = fs::read(file).expect("the file is there");
    let held = || {
        Command::new("xclip")
            .args(["-selection", "clipboard", "-t", form, "-o"])
            .env("DISPLAY", window.display())
            .output()
            .is_ok_and(|said| said.stdout == given)
    };
    window.wait_until("the clipboard has it", |_| held());
}

#[test]
fn a_picture_a_text_a_link_and_a_file_are_pasted_and_a_twin_is_named() {
    let bench = Workbench::new();
    let case = bench.sample();
    let before = bench
        .json(&["list", case, "exhibits"])
        .as_array()
        .map_or(0, Vec::len);
    let window = Window::open(&bench, case, &[]);
    let picture = bench.give("copied.png", made::png());
    let file = bench.give("paper.txt", "What the paper says.");
    window.click("//nav//button[contains(., 'Originals not checked')]");
    window.press_button("Check now");
    window.wait_for("//dialog//*[contains(., 'All originals and the journal unchanged')]");
    window.press(&[key::ESCAPE]);
    window.wait_for("//nav//button[contains(., 'Originals intact')]");
    let list = bench.give("list", format!("file://{file}\r\n"));
    let text = bench.give("words", "They met in May.\nTwice.");
    let link = bench.give("link", "https://example.org/road");
    let mut added = before;
    for (form, given) in [
        ("image/png", &picture),
        ("UTF8_STRING", &text),
        ("UTF8_STRING", &link),
        ("text/uri-list", &list),
    ] {
        copy(&window, form, Path::new(given));
        window.press(&[key::CONTROL, "v"]);
        added += 1;
        window.wait_for(&option(&format!("E-{added:03}")));
    }
    // What came after the check is not called checked.
    window.wait_for("//nav//button[contains(., 'Originals not checked')]");
    copy(&window, "image/png", Path::new(&picture));
    window.press(&[key::CONTROL, "v"]);
    window.wait_for(&format!(
        "//*[@role='status' and contains(., 'already in the case') and contains(., 'E-{:03}')]",
        before + 1
    ));
    let list = bench.json(&["list", case, "exhibits"]);
    let rows = list.as_array().expect("a list");
    assert_eq!(rows.len(), before + 4);
    let pasted = &rows[before];
    let bytes = pasted["original"]["size_bytes"].as_u64();
    assert_eq!(
        bytes,
        Some(made::png().len() as u64),
        "the bytes as they were copied"
    );
    assert!(pasted["captured_at"].is_object() || pasted["captured_at"].is_string());
    assert_eq!(rows[before + 1]["title"], "They met in May.");
    assert_eq!(rows[before + 2]["held"], "cited_not_held");
    assert_eq!(rows[before + 3]["original"]["file_name"], "paper.txt");
}

#[test]
fn files_dropped_where_no_case_is_open_are_refused_with_a_sentence() {
    let bench = Workbench::new();
    let window = Window::open(&bench, "", &[("PLUMB_DROPS", "dropped")]);
    drop_files(&bench, &screenshots());
    window.wait_for("//*[@role='alert' and contains(., 'Open a case first')]");
}
