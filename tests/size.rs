//! A file larger than memory should ever hold.
//!
//! Measured on a case with a passphrase: opening it takes 128 MiB for a moment,
//! on purpose, so that guessing the passphrase is dear.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use plumb_tests::chance::Chance;
use plumb_tests::workbench::Workbench;

const MIB: usize = 1 << 20;

/// A gibibyte that neither compresses nor repeats.
fn write_gibibyte(path: &std::path::Path) {
    let mut block = Chance::seeded(41).bytes(MIB);
    let mut file = BufWriter::new(File::create(path).expect("a file can be made"));
    for number in 0_u64..1024 {
        block[..8].copy_from_slice(&number.to_le_bytes());
        file.write_all(&block)
            .expect("the disk has a gibibyte left");
    }
    file.flush().expect("the disk has a gibibyte left");
}

/// The most memory that a process ever held, in KiB, watched until it ended.
fn peak_of(run: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", run.id());
    let mut peak = 0;
    while run.try_wait().expect("plumb can be waited for").is_none() {
        peak = peak.max(
            fs::read_to_string(&status)
                .ok()
                .and_then(|text| high_water(&text))
                .unwrap_or(0),
        );
        thread::sleep(Duration::from_millis(5));
    }
    peak
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
#[cfg(target_os = "linux")]
fn a_gibibyte_is_added_within_200_mebibytes_of_memory() {
    let bench = Workbench::new();
    let case = bench.new_case("Large");
    let passphrase = bench.passphrase();
    write_gibibyte(&bench.given("large.bin"));
    let large = bench.given("large.bin");
    let mut run = bench
        .command(&[
            "add",
            case,
            large.to_str().expect("temporary paths are UTF-8"),
            "--title",
            "A large recording",
            "--passphrase-file",
            &passphrase,
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("plumb starts");
    let peak = peak_of(&mut run);
    let output = run.wait_with_output().expect("plumb ends");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    println!("peak {} MiB", peak / 1024);
    assert!(peak > 1024, "the watch saw nothing: {peak} KiB");
    assert!(peak < 200 * 1024, "{} MiB is too much", peak / 1024);
    let case_bytes = fs::metadata(bench.work(case))
        .expect("the case is there")
        .len();
    assert!(
        case_bytes > 1 << 30,
        "the original is inside: {case_bytes} bytes"
    );
}
