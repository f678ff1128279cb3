//! What posts cost: `posts analyse FILE` reads a file once and finds who shared the same text,
//! link and repost within a minute; `posts create CASE` makes an encrypted case, and `posts
//! import FILE CASE` opens it, seals the file in it, finds the same, and searches. Both print
//! the CPU milliseconds of asking once more with another window, and of trying the passphrase.
//! `posts ask CASE` asks there as the window does, and prints the same of what is shown before
//! chance is known.
//! `posts near FILE` reads a file and finds nearly the same texts, `posts reworded FILE` reworded
//! ones. `cargo x bench posts` runs it.

#![allow(
    clippy::print_stdout,
    reason = "an example talks to the program that started it"
)]

use std::error::Error;
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::Path;
use std::process;

use case::finding::{DraftFinding, Finding};
use case::posts::FileReading;
use case::{Case, Key, KeyCost, Lock, Machine};
use posts::DataSet;
use posts::chance::Lots;
use posts::finding::{Question, Trace};
use posts::near_text::{NearTexts, Words};
use posts::network::{By, Rule, Shares, Weight};
use posts::reading::{Options, Wanted, read};
use posts::reworded::{self, Reworded};

const WINDOW: i64 = 60_000;
const OTHER_WINDOW: i64 = 10_000;
const SIMILARITY: f64 = 0.8;
const TRACES: [By; 3] = [By::Text, By::Link, By::Repost];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["analyse", file] => analyse(file),
        ["near", file] => near(file),
        ["reworded", file] => reworded(file),
        ["create", case] => create(Path::new(case)),
        ["import", file, case] => import(Path::new(file), Path::new(case)),
        ["ask", case] => ask(Path::new(case)),
        _ => Err(
            "posts analyse, near or reworded FILE, create or ask CASE, or import FILE CASE".into(),
        ),
    }
}

fn wanted() -> Wanted {
    Wanted {
        text: true,
        links: true,
        ..Wanted::default()
    }
}

fn analyse(file: &str) -> Result<(), Box<dyn Error>> {
    let go_on = &mut |_| ControlFlow::Continue(());
    let data = read(File::open(file)?, &Options::new(wanted()), go_on)?;
    println!("{} 0", find(&data)?);
    Ok(())
}

/// As CNT's co-similarity network: its words, its window, its threshold.
fn near(file: &str) -> Result<(), Box<dyn Error>> {
    let data = with_texts(file)?;
    let found = NearTexts::of(&data, Words::Cnt, SIMILARITY, WINDOW);
    let found = found.map_err(|giant| format!("{giant:?}"))?;
    let rule = rule(WINDOW);
    let edges = found.edges(&data.time, &data.account, Weight::Messages, &rule);
    println!("{} {}", data.len(), edges.len());
    Ok(())
}

/// As D3lta's grapheme level: its letters, its threshold. Prints posts and pairs of posts.
fn reworded(file: &str) -> Result<(), Box<dyn Error>> {
    let data = with_texts(file)?;
    let go_on = &mut || Ok(());
    let found = Reworded::of(&data, |_| true, reworded::SIMILARITY, WINDOW, go_on);
    let found = found.map_err(|unfound| format!("{unfound:?}"))?;
    println!("{} {}", data.len(), found.pairs().len());
    Ok(())
}

fn with_texts(file: &str) -> Result<DataSet, Box<dyn Error>> {
    let texts = Wanted {
        texts: true,
        ..Wanted::default()
    };
    let go_on = &mut |_| ControlFlow::Continue(());
    Ok(read(File::open(file)?, &Options::new(texts), go_on)?)
}

fn rule(within: i64) -> Rule {
    Rule {
        within,
        at_least: 1,
        participation: 1,
    }
}

const PASSPHRASE: &str = "nothing here is secret";

fn create(path: &Path) -> Result<(), Box<dyn Error>> {
    let lock = Lock {
        passphrase: PASSPHRASE,
        cost: KeyCost::DEFAULT,
    };
    Case::create(path, "posts", lock, machine()).map_err(|error| error.message)?;
    Ok(())
}

fn import(file: &Path, path: &Path) -> Result<(), Box<dyn Error>> {
    let before = cpu_ms()?;
    let mut case =
        Case::open(path, Key::Passphrase(PASSPHRASE), machine()).map_err(|error| error.message)?;
    let opened = cpu_ms()? - before;
    let go_on = &mut |_| ControlFlow::Continue(());
    let imported = case.import_posts(file, &FileReading::default(), go_on);
    let number = imported.map_err(|error| error.message)?.value.number;
    let found = case.search("post").map_err(|error| error.message)?;
    assert!(!found.is_empty(), "the posts made for this hold the word");
    // As a question loads them: what it does not ask for stays in the case.
    let data = case.data(number, wanted());
    let data = data.map_err(|error| error.message)?;
    println!("{} {opened:.0}", find(&data)?);
    Ok(())
}

fn ask(path: &Path) -> Result<(), Box<dyn Error>> {
    let before = cpu_ms()?;
    let case =
        Case::open(path, Key::Passphrase(PASSPHRASE), machine()).map_err(|error| error.message)?;
    let opened = cpu_ms()? - before;
    let source = case.posts_source("D-1".parse()?);
    let source = source.map_err(|error| error.message)?;
    // Posts, pairs, and when they were shown.
    let asked = |within: i64| -> Result<(u64, usize, f64), Box<dyn Error>> {
        let before = cpu_ms()?;
        let mut shown = Ok(before);
        let show = &mut |_: &Finding| shown = cpu_ms();
        let told = &mut |_| ControlFlow::Continue(());
        let to = question(within);
        let draft = DraftFinding::in_two_stages(&mut &case, &source, &to, None, told, show);
        let answer = draft.map_err(|error| error.message)?.finding.answer;
        Ok((answer.posts, answer.pairs.len(), shown? - before))
    };
    let (posts, found, _) = asked(WINDOW)?;
    let (_, again, cost) = asked(OTHER_WINDOW)?;
    println!("{posts} {found} {again} {cost:.0} {opened:.0}");
    Ok(())
}

/// As the window asks, for every pair.
fn question(within: i64) -> Question {
    Question {
        by: Trace::Text,
        within,
        at_least: 1,
        weight: Weight::Messages,
        participation: 1,
        words: Words::Strict,
        similarity: 1.0,
        from: None,
        until: None,
        hashtags: Vec::new(),
        without: Vec::new(),
        distance: 0,
        lots: Lots {
            seed: 20_240_515,
            repetitions: 100,
        },
    }
}

/// Posts, edges, edges with another window, and the CPU milliseconds of finding those.
fn find(data: &DataSet) -> Result<String, Box<dyn Error>> {
    let shares = TRACES.map(|by| Shares::of_repeated(data, by, Weight::Messages, &[]));
    let edges = |within: i64| -> Result<usize, String> {
        let rule = rule(within);
        let mut all = 0;
        for shares in &shares {
            all += shares
                .edges(&rule)
                .map_err(|giant| format!("{giant:?}"))?
                .len();
        }
        Ok(all)
    };
    let found = edges(WINDOW)?;
    let before = cpu_ms()?;
    let again = edges(OTHER_WINDOW)?;
    let cost = cpu_ms()? - before;
    Ok(format!("{} {found} {again} {cost:.0}", data.len()))
}

fn cpu_ms() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string(format!("/proc/{}/schedstat", process::id()))?;
    let nanoseconds = stat.split_whitespace().next().ok_or("no time")?;
    Ok(nanoseconds.parse::<f64>()? / 1e6)
}

/// A machine whose clock stands and whose ids count.
fn machine() -> Machine {
    let mut last = 0;
    let ids = move || {
        last += 1;
        case::Id::new(uuid::Uuid::from_u128(last))
    };
    Machine::new(chrono::DateTime::default, ids, "UTC", "a measure")
}
