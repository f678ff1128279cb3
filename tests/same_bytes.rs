//! The same case at the same time gives the same report, byte for byte.

use std::fs;

use plumb_tests::workbench::Workbench;

/// Prints the report of a case into a folder under other surroundings.
fn print(
    bench: &Workbench,
    case: &str,
    folder: &str,
    surroundings: &[(&str, &str)],
) -> [Vec<u8>; 2] {
    let folder = bench.work(folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let (pdf, markdown) = (folder.join("report.pdf"), folder.join("report.md"));
    let arguments = [
        "report",
        case,
        "--pdf",
        text(&pdf),
        "--markdown",
        text(&markdown),
    ];
    let output = bench
        .command(&arguments)
        .envs(surroundings.iter().copied())
        .output()
        .expect("plumb starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    [pdf, markdown].map(|path| fs::read(path).expect("the report is there"))
}

fn text(path: &std::path::Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

fn assert_same(one: &[Vec<u8>; 2], other: &[Vec<u8>; 2], why: &str) {
    assert!(one[1] == other[1], "the Markdown differs {why}");
    assert!(one[0] == other[0], "the PDF differs {why}");
}

#[test]
fn two_processes_print_the_same_bytes() {
    let bench = Workbench::new();
    let case = bench.sample();
    let first = print(&bench, case, "first", &[]);
    let second = print(&bench, case, "second", &[]);
    assert_same(&first, &second, "in a second process");
}

#[test]
fn another_zone_language_and_folder_print_the_same_bytes() {
    let bench = Workbench::new();
    let case = bench.sample();
    fs::create_dir_all(bench.work("elsewhere")).expect("a folder can be made");
    fs::copy(bench.work(case), bench.work("elsewhere/renamed.plumb"))
        .expect("a case can be copied");
    let here = print(&bench, case, "here", &[]);
    let there = print(
        &bench,
        "elsewhere/renamed.plumb",
        "there",
        &[
            ("TZ", "Pacific/Noumea"),
            ("LANG", "fr_FR.UTF-8"),
            ("LC_ALL", "fr_FR.UTF-8"),
            ("HOME", "/nonexistent"),
        ],
    );
    assert_same(&here, &there, "elsewhere");
}

#[test]
fn the_clock_that_the_report_names_is_the_one_that_was_given() {
    let bench = Workbench::new();
    let case = bench.sample();
    let now = print(&bench, case, "now", &[]);
    let later = print(
        &bench,
        case,
        "later",
        &[("SOURCE_DATE_EPOCH", "1893456000")],
    );
    assert!(
        now[0] != later[0],
        "three years make no difference to the PDF: the clock is not used"
    );
}
