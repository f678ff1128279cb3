//! `cargo x bench posts`: the same posts through Plumb, CNT, DuckDB and RapidFuzz, in one run.

mod made;
mod peers;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::{Run, watched};
use super::{build, folder, released, shown, succeed};
use crate::{Outcome, packages, python, root};

const ANALYSE: &str = "analyse";
const IMPORT: &str = "import";
const ASK: &str = "ask";
const NEAR: &str = "near";
const CNT: &str = "CNT";
const CNT_NEAR: &str = "CNT, nearly the same text";
const REWORDED: &str = "reworded";
/// `tests/judges/reworded.py` says what it does of D3lta and what not.
const RAPIDFUZZ: &str = "RapidFuzz, reworded copies";
const DUCKDB: &str = "DuckDB";
const FLOOR: &str = "reading and splitting in Python";

/// How many times more CPU a peer takes at least.
const GOALS: &[(&str, &str, f64)] = &[
    (ANALYSE, CNT, 50.0),
    (ANALYSE, DUCKDB, 3.0),
    (IMPORT, CNT, 20.0),
    (NEAR, CNT_NEAR, 35.0),
    (REWORDED, RAPIDFUZZ, 3.0),
];
/// What asking once more with another window may take, in milliseconds of CPU.
const ANOTHER_WINDOW: f64 = 100.0;
/// What ten million posts may take of memory that is no part of a file, in MB.
const MOST_ANONYMOUS: f64 = 1_073.7;

const MILLION: u32 = 1_000_000;
/// Ten million posts are Plumb's alone: CNT would take an hour.
const MOST: u32 = 10_000_000;

/// Installs what is missing, builds for release, makes the posts, measures, prints ratios.
/// `--quick` stops at 10^5 posts.
pub(crate) fn posts(quick: bool) -> Outcome {
    packages::ensure(&[packages::COMMAND_LINE])?;
    let peers = folder().join("posts-peers");
    install(&peers)?;
    build(&["--example", "posts"])?;
    let counts: &[u32] = if quick {
        &[MILLION / 10]
    } else {
        &[MILLION / 10, MILLION, MOST]
    };
    let mut missed = String::new();
    for count in counts {
        let file = folder().join(format!("posts-{count}.csv"));
        made::make(&file, *count).map_err(|error| format!("{}: {error}.", shown(&file)))?;
        let size = fs::metadata(&file).map_or(0, |facts| facts.len());
        println!("\n{count} posts, {:.0} MB", size as f64 / 1e6);
        let runs = measure(&file, (*count < MOST).then_some(&peers))?;
        // Small sets show how the cost grows; the goals are those of a million and more.
        let missed = if *count < MILLION && !quick {
            &mut String::new()
        } else {
            &mut missed
        };
        compare(&runs, missed);
        check_copies(&runs, missed);
        if *count == MILLION {
            check_windows(&runs, missed);
        }
        if *count == MOST {
            check_memory(&runs, missed);
        }
    }
    if missed.is_empty() {
        Ok(())
    } else {
        Err(missed)
    }
}

fn install(peers: &Path) -> Outcome {
    let list = root().join("tests/judges/posts.txt");
    if python::is_stale(peers, &list) {
        fs::create_dir_all(folder()).map_err(|error| format!("target/bench: {error}."))?;
        println!("Installing the coordination network toolkit, DuckDB and RapidFuzz");
        succeed("the peers' folder", &mut python::make(peers))?;
        succeed("the peers", &mut python::install(peers, &list))?;
        python::note(peers, &list);
    }
    Ok(())
}

type Runs = Vec<(&'static str, Run)>;

fn measure(file: &Path, peers: Option<&PathBuf>) -> Result<Runs, String> {
    let (case, database) = (fresh("posts.plumb"), fresh("posts.cnt"));
    let plumb = |mode: &str| {
        let mut command = Command::new(released("examples/posts"));
        command.arg(mode).arg(file);
        command
    };
    let mut create = Command::new(released("examples/posts"));
    succeed("a case", create.arg("create").arg(&case))?;
    let mut import = plumb("import");
    import.arg(&case);
    let mut runs = vec![(ANALYSE, plumb("analyse")), (IMPORT, import)];
    if let Some(peers) = peers {
        let script = |text: &str| {
            let mut command = Command::new(peers.join("bin/python"));
            command.args(["-c", text]).arg(file).arg(&database);
            command
        };
        let mut reworded = Command::new(peers.join("bin/python"));
        reworded.arg(root().join("tests/judges/reworded.py"));
        reworded.arg(file).arg("60");
        let mut ask = Command::new(released("examples/posts"));
        ask.arg(ASK).arg(&case);
        runs.push((ASK, ask));
        runs.push((NEAR, plumb("near")));
        runs.push((REWORDED, plumb("reworded")));
        runs.push((DUCKDB, script(peers::DUCKDB)));
        runs.push((CNT, script(peers::CNT)));
        runs.push((CNT_NEAR, script(peers::CNT_NEAR)));
        runs.push((RAPIDFUZZ, reworded));
        runs.push((FLOOR, script(peers::FLOOR)));
    }
    let mut done = Vec::new();
    for (name, mut command) in runs {
        let run = watched(&mut command)?;
        println!(
            "  {name:<32} {:8.2} CPU-s {:8.1} MB, {:8.1} of them anonymous {:8.1} s wall",
            run.cpu_seconds, run.peak_mb, run.anonymous_mb, run.wall_seconds
        );
        done.push((name, run));
    }
    Ok(done)
}

fn fresh(name: &str) -> PathBuf {
    let path = folder().join(name);
    for ending in ["", "-wal", "-shm", "-journal"] {
        fs::remove_file(folder().join(format!("{name}{ending}"))).ok();
    }
    path
}

fn of<'a>(runs: &'a Runs, name: &str) -> Option<&'a Run> {
    let found = runs.iter().find(|(found, _)| *found == name);
    found.map(|(_, run)| run)
}

/// Which of the words that Plumb's program says: milliseconds of CPU.
const AGAIN: usize = 3;
const OPENING: usize = 4;

/// What Plumb said at this place; 0 where it says nothing of the kind.
fn said(run: &Run, at: usize) -> f64 {
    let word = run.said.split_whitespace().nth(at);
    word.map_or(0.0, |word| word.parse().unwrap_or(f64::INFINITY))
}

fn compare(runs: &Runs, missed: &mut String) {
    for (own, peer, goal) in GOALS {
        let (Some(ours), Some(theirs)) = (of(runs, own), of(runs, peer)) else {
            continue;
        };
        // A case is opened once and imported into many times; no peer has one to open.
        let opening = said(ours, OPENING) / 1_000.0;
        let ratio = theirs.cpu_seconds / (ours.cpu_seconds - opening).max(0.01);
        println!("  {peer} takes {ratio:.1} times the CPU of {own} (goal: {goal:.0})");
        if opening > 0.0 {
            let ratio = theirs.cpu_seconds / ours.cpu_seconds;
            println!("    {ratio:.1} times with the {opening:.2} CPU-s of opening the case");
        }
        if ratio < *goal {
            let _ = writeln!(
                missed,
                "{peer} takes only {ratio:.1} times the CPU of {own}."
            );
        }
    }
}

/// Both say how many posts there are, and how many pairs of them are copies.
fn check_copies(runs: &Runs, missed: &mut String) {
    let (Some(ours), Some(theirs)) = (of(runs, REWORDED), of(runs, RAPIDFUZZ)) else {
        return;
    };
    let (ours, theirs) = (ours.said.trim(), theirs.said.trim());
    println!("  reworded copies: {ours} in Plumb, {theirs} in RapidFuzz (posts, pairs)");
    if ours != theirs {
        let _ = writeln!(missed, "Reworded copies differ: {ours} and {theirs}.");
    }
}

fn check_windows(runs: &Runs, missed: &mut String) {
    for own in [ANALYSE, IMPORT, ASK] {
        let cost = of(runs, own).map_or(f64::INFINITY, |run| said(run, AGAIN));
        println!("  {own}: another window takes {cost:.0} ms of CPU (goal: {ANOTHER_WINDOW:.0})");
        if cost > ANOTHER_WINDOW {
            let _ = writeln!(missed, "{own}: another window takes {cost:.0} ms of CPU.");
        }
    }
}

fn check_memory(runs: &Runs, missed: &mut String) {
    for own in [ANALYSE, IMPORT] {
        let most = of(runs, own).map_or(f64::INFINITY, |run| run.anonymous_mb);
        println!("  {own}: {most:.0} MB of anonymous memory (goal: {MOST_ANONYMOUS:.0})");
        if most > MOST_ANONYMOUS {
            let _ = writeln!(missed, "{own} takes {most:.0} MB of anonymous memory.");
        }
    }
}
