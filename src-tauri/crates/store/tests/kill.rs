//! A process is killed at any moment while it takes in originals or changes the passphrase; nothing acknowledged is lost.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
#![allow(
    clippy::print_stdout,
    reason = "the child process acknowledges on standard output"
)]

use std::io::{BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use rusqlite::Connection;
use sha2::{Digest, Sha256};
use store::originals::{Verdict, seal, stage, sweep, verify_all};
use store::vault::{self, Key, KeyCost, Lock};

const ROUNDS: usize = 20;
const CASE: &str = "a.plumb";

/// Runs one of the ignored tests below in a process of its own, kills it after
/// `patience`, and gives the lines it acknowledged.
fn run_and_kill(child: &str, folder: &Path, patience: Duration) -> Vec<String> {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            child,
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(process.stdout.take().unwrap());
    let listening = std::thread::spawn(move || {
        let lines = output.lines().map_while(Result::ok);
        lines
            .filter_map(|line| line.split_once("ack ").map(|(_, rest)| rest.to_owned()))
            .collect()
    });
    std::thread::sleep(patience);
    process.kill().unwrap();
    process.wait().unwrap();
    listening.join().unwrap()
}

fn patience() -> Duration {
    Duration::from_micros(20_000 + u64::from(getrandom::u32().unwrap()) % 250_000)
}

fn acknowledge(what: &str) {
    println!("\nack {what}");
    std::io::stdout().flush().unwrap();
}

fn new_case(folder: &Path) -> Connection {
    let lock = Lock::Passphrase {
        passphrase: "0",
        cost: KeyCost::TEST,
    };
    let connection = vault::create(&folder.join(CASE), lock).unwrap().connection;
    connection
        .execute_batch(include_str!("../src/originals/schema.sql"))
        .unwrap();
    connection
}

#[test]
#[ignore = "the child process of the test below"]
fn child_takes_in_originals() {
    let connection = vault::open(Path::new(CASE), Key::Passphrase("0"))
        .unwrap()
        .connection;
    sweep(&connection).unwrap();
    for round in 0_u32.. {
        let mut content = vec![0; 700_000 + round as usize % 5 * 600_000];
        getrandom::fill(&mut content).unwrap();
        let go_on = &mut |_| ControlFlow::Continue(());
        let staged = stage(&connection, "import", content.as_slice(), go_on).unwrap();
        let transaction = connection.unchecked_transaction().unwrap();
        seal(&transaction, &staged).unwrap();
        transaction.commit().unwrap();
        acknowledge(&format!("{:x?}", &Sha256::digest(&content)[..4]));
    }
}

#[test]
fn no_acknowledged_original_is_lost_and_no_half_one_stays() {
    let folder = tempfile::tempdir().unwrap();
    new_case(folder.path()).close().unwrap();
    let mut acknowledged = Vec::new();
    for round in 0..ROUNDS {
        acknowledged.extend(run_and_kill(
            "child_takes_in_originals",
            folder.path(),
            patience(),
        ));
        let path = folder.path().join(CASE);
        let connection = vault::open(&path, Key::Passphrase("0")).unwrap().connection;
        sweep(&connection).unwrap();
        let verdicts = verify_all(&connection, &mut |_, _| ControlFlow::Continue(())).unwrap();
        assert!(verdicts.iter().all(Verdict::is_intact), "round {round}");
        let held: Vec<String> = verdicts
            .iter()
            .map(|v| format!("{:x?}", &v.original.as_bytes()[..4]))
            .collect();
        for ack in &acknowledged {
            assert!(
                held.contains(ack),
                "round {round}: {ack} was acknowledged and is lost"
            );
        }
        // One more may be sealed whose acknowledgement the kill cut off.
        assert!(held.len() <= acknowledged.len() + round + 1);
        let orphans: i64 = connection
            .query_row(
                "SELECT count(*) FROM chunk WHERE hash NOT IN (SELECT chunk FROM original_chunk)",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(orphans, 0, "round {round}");
    }
    assert!(acknowledged.len() > ROUNDS / 2, "the children came to work");
}

#[test]
#[ignore = "the child process of the test below"]
fn child_changes_the_passphrase() {
    let path = Path::new(CASE);
    let first = (0..).find(|n: &u32| vault::open(path, Key::Passphrase(&n.to_string())).is_ok());
    for number in first.unwrap().. {
        let (old, new) = (number.to_string(), (number + 1).to_string());
        vault::change_passphrase(path, Key::Passphrase(&old), &new, KeyCost::TEST).unwrap();
        acknowledge(&new);
    }
}

#[test]
fn after_a_kill_the_old_or_the_new_passphrase_opens_the_case() {
    let folder = tempfile::tempdir().unwrap();
    new_case(folder.path()).close().unwrap();
    let path = folder.path().join(CASE);
    let mut known = 0_u32;
    for round in 0..ROUNDS {
        let lines = run_and_kill("child_changes_the_passphrase", folder.path(), patience());
        let acknowledged = lines.last().map_or(known, |last| last.parse().unwrap());
        let opens = |number: u32| vault::open(&path, Key::Passphrase(&number.to_string()));
        known = [acknowledged, acknowledged + 1]
            .into_iter()
            .find(|number| opens(*number).is_ok())
            .unwrap_or_else(|| panic!("round {round}: neither passphrase opens the case"));
    }
    assert!(known > ROUNDS as u32 / 2, "the children came to work");
}
