//! The same case at the same time gives the same report, byte for byte.

use std::fs;
use std::process::Command;

use plumb_tests::workbench::Workbench;

/// Prints the report of a case into a folder under other surroundings.
fn print(
    bench: &Workbench,
    case: &str,
    folder: &str,
    surroundings: &[(&str, &str)],
) -> [Vec<u8>; 2] {
    print_with(bench, case, folder, |command| {
        command.envs(surroundings.iter().copied());
    })
}

/// Prints the report of a case into a folder by a command that was changed first.
fn print_with(
    bench: &Workbench,
    case: &str,
    folder: &str,
    change: impl FnOnce(&mut Command),
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
    let mut command = bench.command(&arguments);
    change(&mut command);
    let output = command.output().expect("plumb starts");
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
fn two_days_later_the_same_clock_value_prints_the_same_bytes() {
    let bench = Workbench::new();
    let case = bench.sample();
    let today = print(&bench, case, "today", &[]);
    let later = print_with(&bench, case, "later", |command| {
        // `faketime` moves every clock the process can read.
        let program = command.get_program().to_owned();
        let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
        let set: Vec<_> = command
            .get_envs()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
            .collect();
        let folder = command.get_current_dir().map(ToOwned::to_owned);
        *command = Command::new("faketime");
        command.args(["-f", "+2d"]).arg(program).args(arguments);
        command.env_clear().envs(set);
        if let Some(folder) = folder {
            command.current_dir(folder);
        }
    });
    assert_same(&today, &later, "two days later");
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
