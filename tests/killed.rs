//! Three hundred sudden ends: whatever was reported done is there afterwards.
//!
//! The sample case is used because it has no passphrase, so that a round costs
//! no key derivation. `PLUMB_KILLS` sets another number of rounds.

#![allow(
    clippy::print_stdout,
    reason = "how many kills came in time is read by people"
)]

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use plumb_tests::binary::named;
use plumb_tests::chance::Chance;
use plumb_tests::reading::{number_of, says};
use plumb_tests::workbench::Workbench;
use serde_json::Value;

/// Kills of one verb; three verbs make the three hundred.
fn rounds() -> u64 {
    let asked = named("PLUMB_KILLS").map(|count| count.to_string_lossy().into_owned());
    asked.map_or(100, |count| count.parse().expect("PLUMB_KILLS is a number"))
}

/// How a round ended.
struct Round {
    /// It ended by itself, saying that all was done.
    done: bool,
    /// The whole lines that it printed before its end: each reports something done.
    printed: String,
    /// The kill came before its own end.
    killed: bool,
    /// How long it lived.
    lived: Duration,
}

/// Starts `plumb` and kills it after a while; standard output goes to a file,
/// which outlives the process that wrote to it.
fn kill_after(bench: &Workbench, arguments: &[&str], moment: Duration) -> Round {
    let printed = bench.given("printed");
    let out = fs::File::create(&printed).expect("a file can be made");
    let start = Instant::now();
    let mut run = bench
        .command(arguments)
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
        .expect("plumb starts");
    while start.elapsed() < moment && run.try_wait().expect("plumb can be waited for").is_none() {
        thread::sleep(Duration::from_micros(300));
    }
    run.kill().ok();
    let status = run.wait().expect("plumb ends");
    let text = fs::read_to_string(&printed).expect("what it printed is there");
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    Round {
        done: status.success(),
        printed: text[..whole].to_owned(),
        killed: status.code().is_none(),
        lived: start.elapsed(),
    }
}

/// Kills a verb at random moments of its life, and checks the case each time.
/// Answers what was printed in the rounds that reported something done.
fn kill_at_random(
    bench: &Workbench,
    case: &str,
    arguments: &dyn Fn(u64) -> Vec<String>,
) -> BTreeMap<u64, String> {
    let mut chance = Chance::printed();
    let mut whole_life = Duration::from_millis(300);
    let (mut reported, mut killed) = (BTreeMap::new(), 0);
    for round in 0..rounds() {
        // The first rounds are let live, to learn how long a life is here.
        let limit = if round < 2 {
            60_000_000
        } else {
            chance.below(1_300 * whole_life.as_millis() as u64)
        };
        let arguments = arguments(round);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let ended = kill_after(bench, &arguments, Duration::from_micros(limit));
        killed += u64::from(ended.killed);
        if !ended.killed {
            whole_life = ended.lived;
        }
        if ended.done || !ended.printed.is_empty() {
            reported.insert(round, ended.printed);
        }
        let verified = bench.plumb(&["verify", case]);
        assert_eq!(
            verified.status, 0,
            "after kill {round} at {limit} µs: {verified:?}"
        );
    }
    println!(
        "{killed} of {} rounds killed, {} reported done",
        rounds(),
        reported.len()
    );
    assert!(
        killed * 2 > rounds(),
        "too few kills came in time to show anything"
    );
    reported
}

#[test]
fn an_import_that_was_reported_done_survives_every_kill() {
    let bench = Workbench::new();
    let case = bench.sample();
    let mut chance = Chance::seeded(5);
    let files: Vec<String> = (0..rounds())
        .map(|round| {
            let length = 1000 + chance.below(3_000_000) as usize;
            bench.give(&format!("round-{round}.bin"), chance.bytes(length))
        })
        .collect();
    let title = |round: u64| format!("Round {round}");
    let reported = kill_at_random(&bench, case, &|round| {
        [
            "add",
            case,
            &files[round as usize],
            "--title",
            &title(round),
        ]
        .map(str::to_owned)
        .to_vec()
    });
    let exhibits = bench.json(&["list", case, "exhibits"]);
    let lost: Vec<_> = reported
        .keys()
        .filter(|round| !says(&exhibits, &title(**round)))
        .collect();
    assert!(lost.is_empty(), "reported done and gone: rounds {lost:?}");
}

#[test]
fn a_link_that_was_reported_done_survives_every_kill() {
    let bench = Workbench::new();
    let case = bench.sample();
    let anchor = bench.give("anchor.txt", "This sentence holds the mark.\n");
    bench.done(&["add", case, &anchor, "--title", "Anchor"]);
    let exhibit = number(&bench.json(&["list", case, "exhibits"]), "Anchor");
    bench.done(&["mark", case, &exhibit, "--quote", "holds the mark"]);
    let text = |round: u64| format!("Round {round} has a claim.");
    for round in 0..rounds() {
        bench.done(&["claim", case, &text(round)]);
    }
    let claims = bench.json(&["list", case, "claims"]);
    let claim = |round: u64| number(&claims, &text(round));
    let mark = format!("{exhibit}.1");
    let reported = kill_at_random(&bench, case, &|round| {
        ["link", case, &mark, &claim(round), "supports"]
            .map(str::to_owned)
            .to_vec()
    });
    let linked = |round: u64| says(&bench.json(&["show", case, &claim(round)]), "supports");
    let lost: Vec<_> = reported.keys().filter(|round| !linked(**round)).collect();
    assert!(lost.is_empty(), "reported done and gone: rounds {lost:?}");
}

#[test]
fn an_export_that_was_reported_done_is_whole_after_every_kill() {
    let bench = Workbench::new();
    let case = bench.sample();
    // A short report, so that a hundred of them are printed in a minute.
    let manuscript = bench.give(
        "short.md",
        "# Findings\n\nTwo accounts posted one picture. [@E-001.1; @E-002.1]\n",
    );
    bench.done(&["write", case, &manuscript]);
    let names = |round: u64| [format!("round-{round}.pdf"), format!("round-{round}.md")];
    let reported = kill_at_random(&bench, case, &|round| {
        let [pdf, markdown] = names(round);
        ["report", case, "--pdf", &pdf, "--markdown", &markdown]
            .map(str::to_owned)
            .to_vec()
    });
    let mut newest_receipt = None;
    for round in 0..rounds() {
        let printed = reported.get(&round).map_or("", String::as_str);
        let [pdf, markdown] = names(round);
        let is_whole = fs::read(bench.work(&pdf))
            .ok()
            .map(|bytes| bytes.trim_ascii_end().ends_with(b"%%EOF"));
        let expected = if printed.contains(&pdf) {
            Some(true)
        } else {
            is_whole.and(Some(true))
        };
        assert_eq!(
            is_whole, expected,
            "round {round}: the PDF is not whole, after {printed:?}"
        );
        if printed.contains(&markdown) {
            let text = fs::read_to_string(bench.work(&markdown)).expect("the Markdown is there");
            assert!(
                text.contains("Two accounts posted one picture"),
                "round {round}: {text}"
            );
        }
        newest_receipt = printed
            .lines()
            .find_map(|line| line.strip_prefix("Receipt: "))
            .map(str::to_owned)
            .or(newest_receipt);
    }
    let receipt = newest_receipt.expect("the first rounds are let live, and print one");
    bench.done(&["verify", case, "--receipt", &receipt]);
}

fn number(document: &Value, text: &str) -> String {
    number_of(document, text).unwrap_or_else(|| panic!("`{text}` is not in {document}"))
}
