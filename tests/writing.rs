//! Writing the report in the real window, and letting it leave.

use plumb_tests::chance::Chance;
use plumb_tests::posts::many;
use plumb_tests::window::{Window, key};
use plumb_tests::workbench::Workbench;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

#[test]
fn from_the_first_launch_to_the_pdf_takes_no_more_actions_than_promised() {
    let bench = Workbench::new();
    let window = Window::open(&bench, "", &[("PLUMB_ANSWER_FILE_DIALOG", "sample.plumb")]);
    window.press_button("Start");
    wait_for_rail(&window);
    let open = window.script(
        "return document.querySelector('.text').shadowRoot.querySelector('.bare')?.textContent",
    );
    assert_eq!(
        open, "Everyone who passed the picture on knew that the fire was false.",
        "the report opens where something is open"
    );
    let file = leave(&window);
    assert!(window.actions() <= 5, "{} actions", window.actions());
    assert_pdf(&bench, &file);
    let receipt = window.script("return document.querySelector('.receipt').textContent");
    let receipt = receipt.as_str().expect("the receipt is shown");
    assert_eq!(receipt.split_whitespace().count(), 8, "{receipt}");
    bench.done(&["verify", "sample.plumb", "--receipt", receipt]);
}

#[test]
fn a_sentence_is_written_cited_and_printed_without_the_mouse() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[]);
    window.press_button("Report");
    wait_for_rail(&window);
    stand_behind_the_open_sentence(&window);
    let before = window.actions();
    window.write(" The name on the roof was gone. ");
    wait_for_support(&window, "The name on the roof was gone.", "none");
    window.write("@E-005.1");
    window.wait_for(
        "//*[@role='listbox']//*[@role='option'][@aria-selected='true'][contains(., 'E-005·1')]",
    );
    window.press(&[key::ENTER]);
    wait_for_support(&window, "The name on the roof was gone.", "single-origin");
    window.press(&[key::ALT, key::DOWN]);
    let file = leave(&window);
    assert!(
        window.actions() - before <= 3 + 1 + 1 + 2,
        "{} actions",
        window.actions() - before
    );
    assert_pdf(&bench, &file);
    let text = manuscript(&bench, case);
    assert!(
        text.contains("The name on the roof was gone. [@E-005, mark 1]"),
        "the case file has the sentence: {text}"
    );
}

#[test]
fn what_was_called_saved_is_there_after_a_kill() {
    let bench = Workbench::new();
    let case = bench.sample();
    let window = Window::open(&bench, case, &[]);
    window.press_button("Report");
    wait_for_rail(&window);
    stand_behind_the_open_sentence(&window);
    window.write(" This was typed before the power went.");
    wait_for_support(&window, "This was typed before the power went.", "none");
    window.wait_until("the footer says Saved", |window| {
        window
            .all("//footer//*[@role='status'][contains(., 'Saved')]")
            .len()
            == 1
    });
    window.write(" At first");
    let without_a_pause = " and then on and on until nobody was left who would have stopped";
    window.write_slowly(without_a_pause, Duration::from_millis(100));
    window.kill();
    let text = manuscript(&bench, case);
    assert!(
        text.contains("This was typed before the power went. At first"),
        "who never pauses is saved too: {text}"
    );
    bench.done(&["verify", case]);
}

#[test]
fn what_is_typed_while_a_large_file_comes_in_is_saved_before_it_is_in() {
    let bench = Workbench::new();
    let case = bench.sample();
    let exhibits = || bench.json(&["list", case, "exhibits"]);
    let writes = || {
        let journal = bench.json(&["journal", case]);
        let entries = journal.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .filter(|entry| entry["operation"] == "write report")
            .count()
    };
    let (before, written) = (exhibits(), writes());
    let window = Window::open(&bench, case, &[("PLUMB_DROPS", "dropped")]);
    window.press_button("Report");
    wait_for_rail(&window);
    stand_behind_the_open_sentence(&window);
    fs::create_dir(bench.work("held")).expect("a folder can be made");
    write_large(&bench.work("held").join("film.bin"));
    fs::rename(bench.work("held"), bench.work("dropped")).expect("the folder appears at once");
    let running = "//button[starts-with(@aria-label, 'Cancel: ')]";
    window.wait_for(running);
    window.write(" This was typed meanwhile.");
    window.wait_until("the text is in the case", |_| writes() > written);
    assert_eq!(exhibits(), before, "the file is not in yet");
    window.wait_until("the file is in", |window| window.all(running).is_empty());
    let after = exhibits().as_array().map_or(0, Vec::len);
    assert_eq!(after, before.as_array().map_or(0, Vec::len) + 1);
    assert!(manuscript(&bench, case).contains("This was typed meanwhile."));
    bench.done(&["verify", case]);
}

#[test]
fn what_is_typed_while_posts_come_in_and_are_asked_is_saved_before_they_are() {
    let bench = Workbench::new();
    let case = bench.sample();
    let operations = || {
        let journal = bench.json(&["journal", case]);
        let entries = journal.as_array().cloned().unwrap_or_default();
        let names = entries.iter().map(|entry| entry["operation"].to_string());
        names.collect::<Vec<_>>()
    };
    let writes = || {
        let names = operations();
        let is_write = |name: &&String| **name == "\"write report\"";
        names.iter().filter(is_write).count()
    };
    let import = "\"import posts\"".to_owned();
    let window = Window::open(&bench, case, &[("PLUMB_DROPS", "dropped")]);
    window.press_button("Report");
    wait_for_rail(&window);
    let written = writes();
    fs::create_dir(bench.work("held")).expect("a folder can be made");
    fs::write(bench.work("held").join("posts.csv"), many()).expect("a file can be written");
    fs::rename(bench.work("held"), bench.work("dropped")).expect("the folder appears at once");
    window.wait_for("//dialog//select[option[.='user_id']]");
    window.click("//dialog//button[@type='submit']");
    let running = |work: &str| format!("//button[@aria-label='Cancel: {work}']");
    let write = |words: &str, before: usize| {
        stand_behind_the_open_sentence(&window);
        window.write(words);
        window.wait_until("the text is in the case", |_| writes() > before);
    };
    let importing = running("Importing posts");
    window.wait_for(&importing);
    write(" Typed while they came in.", written);
    let so_far = operations();
    assert!(!so_far.contains(&import), "{so_far:?}");
    window.wait_until("they are in", |window| window.all(&importing).is_empty());
    assert!(operations().contains(&import));

    let written = writes();
    window.click("//nav//button[@data-section='data']");
    window.click("//aside//option[.='post nearly the same text']");
    window.press_button("Look for groups");
    let asking = running("Looking for accounts that act together");
    window.wait_for(&asking);
    window.press_button("Report");
    wait_for_rail(&window);
    write(" Typed while they were asked.", written);
    assert_eq!(window.all(&asking).len(), 1, "the question goes on");
    window.click(&asking);
    window.wait_until("it has stopped", |window| window.all(&asking).is_empty());
    let text = manuscript(&bench, case);
    for typed in ["Typed while they came in.", "Typed while they were asked."] {
        assert!(text.contains(typed), "{text}");
    }
    bench.done(&["verify", case]);
}

/// A file that takes long to be read; no two of its chunks are alike.
fn write_large(path: &Path) {
    let mut block = Chance::seeded(41).bytes(1 << 20);
    let mut file = File::create(path).expect("a file can be made");
    for number in 0_u64..512 {
        block[..8].copy_from_slice(&number.to_le_bytes());
        file.write_all(&block).expect("the disk has room for it");
    }
}

/// Ctrl E, Enter; answers the name of the PDF.
fn leave(window: &Window) -> String {
    window.press(&[key::CONTROL, "e"]);
    window.wait_for(
        "//*[@role='dialog' or self::dialog]//button[starts-with(normalize-space(), 'Export PDF')]",
    );
    window.press(&[key::ENTER]);
    window.wait_for("//*[@class and contains(@class, 'receipt')]");
    let said = window.script("return document.querySelector('p.left').textContent");
    let said = said.as_str().expect("the file is named");
    said.trim_start_matches("Exported as ").to_owned()
}

fn assert_pdf(bench: &Workbench, file: &str) {
    let pdf = bench.work(file);
    let checked = Command::new("qpdf").arg("--check").arg(&pdf).output();
    let checked = checked.expect("qpdf runs");
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
    bench.done(&["verify", file]);
}

fn wait_for_rail(window: &Window) {
    window.wait_for_supports(|supports| supports.len() > 5);
}

/// Alt ↓ and then → put the caret behind a sentence that is open.
fn stand_behind_the_open_sentence(window: &Window) {
    window.press(&[key::ALT, key::DOWN]);
    window.press(&[key::RIGHT]);
}

/// Waits until the rail says that of a sentence.
fn wait_for_support(window: &Window, sentence: &str, support: &str) {
    window.wait_for(&format!(
        "//ol//button[@data-support='{support}'][contains(@aria-label, '{sentence}')]"
    ));
}

/// The report's text as the case file has it.
fn manuscript(bench: &Workbench, case: &str) -> String {
    bench.done(&["report", case, "--markdown", "text.md"]);
    fs::read_to_string(bench.work("text.md")).expect("the Markdown was written")
}
