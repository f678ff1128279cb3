//! Nothing of a case lies in clear in any file that Plumb writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use plumb_tests::canary::leaks_below;
use plumb_tests::chance::Chance;
use plumb_tests::made;
use plumb_tests::workbench::Workbench;

/// Ten words, one for each place where a journalist writes something.
fn canaries() -> Vec<String> {
    let mut chance = Chance::printed();
    (0..10).map(|_| chance.word()).collect()
}

/// Uses every one of the ten words, and prints a report that holds them.
fn fill(bench: &Workbench, words: &[String]) -> &'static str {
    let case = bench.new_case(&words[0]);
    let text = bench.give(
        &format!("{}.txt", words[1]),
        format!("The witness said {} twice.", words[2]),
    );
    let page = bench.give("page.html", made::html(&words[3], &words[4]));
    bench.unlocked(&[
        "add",
        case,
        &text,
        "--title",
        &words[5],
        "--url",
        &format!("https://{}.example/", words[6]),
    ]);
    bench.unlocked(&["add", case, &page]);
    bench.unlocked(&[
        "mark", case, "E-001", "--quote", &words[2], "--note", &words[7],
    ]);
    bench.unlocked(&["claim", case, &format!("They met {}.", words[8])]);
    bench.unlocked(&["link", case, "E-001.1", "C-01", "supports"]);
    let manuscript = bench.give(
        "text.md",
        format!("## Findings\n\nThey met {} [@C-01; @E-001.1].\n", words[9]),
    );
    bench.unlocked(&["write", case, &manuscript]);
    bench.unlocked(&["search", case, &words[2]]);
    case
}

/// The bench's own folders where Plumb may write, and the machine's shared
/// ones where it might have written.
fn assert_no_leak(bench: &Workbench, words: &[String]) {
    for part in ["work", "home", "tmp"] {
        let leaks =
            leaks_below(&bench.folder().join(part), words).expect("the folder can be searched");
        assert!(leaks.is_empty(), "in clear: {leaks:?}");
    }
    for folder in ["/dev/shm", "/var/tmp"]
        .map(Path::new)
        .iter()
        .filter(|folder| folder.is_dir())
    {
        let leaks = leaks_below(folder, words).unwrap_or_default();
        assert!(leaks.is_empty(), "in clear: {leaks:?}");
    }
}

#[test]
fn no_file_of_a_finished_session_holds_a_canary() {
    let bench = Workbench::new();
    let words = canaries();
    fill(&bench, &words);
    assert_no_leak(&bench, &words);
}

#[test]
fn the_search_for_canaries_finds_them_in_an_exported_report() {
    let bench = Workbench::new();
    let words = canaries();
    let case = fill(&bench, &words);
    bench.unlocked(&[
        "report",
        case,
        "--pdf",
        "report.pdf",
        "--markdown",
        "report.md",
    ]);
    let leaks =
        leaks_below(&bench.folder().join("work"), &words).expect("the folder can be searched");
    assert!(
        leaks.iter().any(|leak| leak.path.ends_with("report.md")),
        "{leaks:?}"
    );

    // What was exported on purpose goes; nothing else may hold one.
    for entry in fs::read_dir(bench.folder().join("work")).expect("the folder can be read") {
        let path = entry.expect("an entry can be read").path();
        if is_export(&path) {
            fs::remove_file(path).expect("an export can be removed");
        }
    }
    assert_no_leak(&bench, &words);
}

fn is_export(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ["pdf", "md", "json"].iter().any(|known| ending == *known))
}

#[test]
fn no_file_holds_a_canary_after_a_kill_in_the_middle_of_an_import() {
    let bench = Workbench::new();
    let words = canaries();
    let case = fill(&bench, &words);
    let large = large_file(&bench, &words[2]);
    let passphrase = bench.passphrase();
    let mut interrupted = 0;
    for milliseconds in (0..16).map(|n| 300 + 150 * n) {
        let mut run = bench
            .command(&[
                "add",
                case,
                &large,
                "--title",
                &words[5],
                "--passphrase-file",
                &passphrase,
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("plumb starts");
        watch_open_files(&bench, &mut run, Duration::from_millis(milliseconds));
        run.kill().ok();
        let status = run.wait().expect("plumb ends");
        interrupted += usize::from(status.code().is_none());
        assert_no_leak(&bench, &words);
        if status.success() {
            break;
        }
    }
    assert!(
        interrupted > 0,
        "no import was interrupted, so nothing was shown"
    );
}

/// Until the moment comes, the run may hold open nothing but what was brought
/// and what lies beside the case: a file that was unlinked while it is open
/// reaches the disk too, and no later search would find it.
fn watch_open_files(bench: &Workbench, run: &mut Child, moment: Duration) {
    let start = Instant::now();
    while start.elapsed() < moment && run.try_wait().expect("plumb can be waited for").is_none() {
        for path in open_files(run.id()) {
            let is_known =
                path.starts_with(bench.folder()) && !path.to_string_lossy().ends_with("(deleted)");
            assert!(is_known, "{} is open", path.display());
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// The regular files that a process holds open for writing; empty where there
/// is no `/proc`.
fn open_files(process: u32) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(format!("/proc/{process}/fd")) else {
        return Vec::new();
    };
    entries
        .filter_map(Result::ok)
        .filter(|entry| fs::metadata(entry.path()).is_ok_and(|facts| facts.is_file()))
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let facts = fs::read_to_string(format!("/proc/{process}/fdinfo/{name}"));
            facts.is_ok_and(|facts| is_written(&facts))
        })
        .filter_map(|entry| fs::read_link(entry.path()).ok())
        .collect()
}

/// The lowest two bits of a file's flags tell reading, writing or both.
fn is_written(facts: &str) -> bool {
    let flags = facts.lines().find_map(|line| line.strip_prefix("flags:"));
    flags
        .and_then(|flags| u32::from_str_radix(flags.trim(), 8).ok())
        .is_some_and(|flags| flags & 3 != 0)
}

/// Every line of it holds the canary, so any clear page of it would show.
fn large_file(bench: &Workbench, word: &str) -> String {
    let mut text = String::new();
    for line in 0..400_000 {
        text.push_str(&format!("line {line}: the witness said {word} once more\n"));
    }
    bench.give("large.txt", text)
}

#[test]
fn an_error_about_a_case_does_not_print_what_is_in_it() {
    let bench = Workbench::new();
    let words = canaries();
    let case = fill(&bench, &words);
    let wrong = bench.give("wrong", "not the passphrase at all");
    let answer = bench.plumb(&["show", case, "E-001", "--passphrase-file", &wrong]);
    assert_eq!(answer.status, 3, "{answer:?}");
    for word in &words {
        assert!(!answer.err.contains(word.as_str()) && !answer.out.contains(word.as_str()));
    }
}
