//! Other people's judges of a PDF and of data sets, as `cargo x test` installs them.
//!
//! None of them is ever left out: a judge that is absent fails the test.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::binary::named;
use crate::root;

/// What a judge said about a file, line by line; nothing if it found nothing.
pub type Findings = Vec<String>;

/// What every judge of conformance says, each line behind the judge's name.
/// `excused` are rules of outloud that a text breaks by what it says, not by how
/// it was printed.
///
/// # Panics
/// If a judge is absent or cannot read the file.
pub fn conformance(pdf: &Path, excused: &[&str]) -> Findings {
    let said = [
        ("qpdf", qpdf(pdf)),
        ("pdfua", pdfua(pdf)),
        ("outloud", outloud(pdf, excused)),
        ("strict", strict(pdf)),
    ];
    said.into_iter()
        .flat_map(|(judge, lines)| {
            lines
                .into_iter()
                .map(move |line| format!("{judge}: {line}"))
        })
        .collect()
}

/// `qpdf --check`: the file's syntax and streams.
///
/// # Panics
/// If qpdf is not installed.
pub fn qpdf(pdf: &Path) -> Findings {
    let mut command = Command::new("qpdf");
    command.arg("--check").arg(pdf);
    said_unless_sound(&run(&mut command))
}

/// PyPI `pdfua`: rules of PDF/UA-1.
///
/// # Panics
/// If it is not installed.
pub fn pdfua(pdf: &Path) -> Findings {
    let mut command = script("pdfua");
    command.arg("check").arg(pdf);
    said_unless_sound(&run(&mut command))
}

/// PyPI `outloud`: PDF/UA-1, and whether what is read aloud is what is printed.
/// Its warnings count; the `excused` rules are not asked.
///
/// # Panics
/// If it is not installed.
pub fn outloud(pdf: &Path, excused: &[&str]) -> Findings {
    let mut command = script("outloud");
    command.args(["--fail-on", "warning", "--no-info"]);
    for rule in excused {
        command.args(["--skip", rule]);
    }
    said_unless_sound(&run(command.arg(pdf)))
}

/// Our own judge in `tests/judges/strict`: rules that the others leave out.
///
/// # Panics
/// If its Python is not installed.
pub fn strict(pdf: &Path) -> Findings {
    let mut command = Command::new(program("python"));
    command
        .args(["-m", "strict"])
        .arg(pdf)
        .current_dir(root().join("tests/judges"))
        .env("PYTHONDONTWRITEBYTECODE", "1");
    said_unless_sound(&run(&mut command))
}

/// The words of sentences that pdftotext or PDFium does not find in a file.
///
/// # Panics
/// If a reader is absent or the list cannot be written beside the file.
pub fn lost_words(pdf: &Path, sentences: &[&str]) -> Findings {
    let list = pdf.with_extension("sentences");
    fs::write(&list, sentences.join("\n")).expect("a list can be written beside the file");
    said_unless_sound(&run(judge("words.py").arg(pdf).arg(&list)))
}

/// What Chromium and axe-core find in a web page: faults for readers who cannot
/// see it, requests that leave it, scripts that it runs.
///
/// # Panics
/// If either is not installed.
pub fn page(page: &Path) -> Findings {
    let axe = root().join("ui/node_modules/axe-core/axe.min.js");
    assert!(
        axe.exists(),
        "axe-core is not installed; `cargo x test` installs every judge"
    );
    let mut command = judge("page.py");
    said_unless_sound(&run(command.arg(page).arg(axe)))
}

/// Writes pictures of many kinds into a folder, with Pillow.
///
/// # Panics
/// If it cannot.
pub fn make_pictures(folder: &Path) {
    let mut command = judge("pictures.py");
    let said = said_unless_sound(&run(command.arg("make").arg(folder)));
    assert!(said.is_empty(), "{}", said.join("\n"));
}

/// Those of the pictures of [`make_pictures`] that a folder does not show, and
/// `covered.webp` unless a region (left,top,right,bottom) of it is painted over.
///
/// # Panics
/// If they cannot be compared.
pub fn lost_pictures(made: &Path, shown: &Path, region: &str) -> Findings {
    let mut command = judge("pictures.py");
    command.arg("compare").args([made, shown]).arg(region);
    said_unless_sound(&run(&mut command))
}

/// The edges that the coordination network toolkit finds in posts in its columns: network,
/// both accounts, weight.
///
/// # Panics
/// If it cannot read them.
pub fn cnt(posts: &Path, window: &str) -> Vec<(String, String, String, u64)> {
    let answer = run(judge("cnt.py").arg(posts).arg(window));
    serde_json::from_slice(&answer.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", said_unless_sound(&answer).join("\n")))
}

/// A judge of our own, in Python.
fn judge(name: &str) -> Command {
    let mut command = Command::new(program("python"));
    command
        .arg(root().join("tests/judges").join(name))
        .env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| {
        panic!("{command:?} does not start ({error}); `cargo x test` installs every judge")
    })
}

/// What a judge printed, unless its status says that all is well.
fn said_unless_sound(answer: &Output) -> Findings {
    if answer.status.success() {
        return Vec::new();
    }
    let text = [&answer.stdout[..], &answer.stderr[..]].concat();
    let text = String::from_utf8_lossy(&text);
    let lines: Findings = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(str::to_owned)
        .collect();
    assert!(
        !lines.is_empty(),
        "a judge ended with {} in silence",
        answer.status
    );
    lines
}

/// A judge's script, run by the Python beside it: its first line may name a
/// folder that was moved since.
fn script(name: &str) -> Command {
    let mut command = Command::new(program("python"));
    command.arg(program(name));
    command
}

/// A program of the folder into which `cargo x test` installs judges.
fn program(name: &str) -> PathBuf {
    let folder = named("PLUMB_JUDGES").unwrap_or_else(|| target().join("judges"));
    folder.join("bin").join(name)
}

/// Tests run from `TARGET/debug/deps`.
fn target() -> PathBuf {
    let test = env::current_exe().expect("a test knows its own program");
    let target = test.ancestors().nth(3);
    target
        .expect("cargo nests tests three folders deep")
        .to_path_buf()
}
