//! What a run costs: processor seconds and memory of a program and all it starts.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often the processes are looked at.
const LOOK: Duration = Duration::from_millis(10);
/// Ticks of the kernel in a second, the same on every Linux.
const TICKS: f64 = 100.0;
/// Bytes in the kernel's unit of memory.
const KIB: f64 = 1024.0;

/// What one run took and gave.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    /// User and system seconds of the program and all that was waited for.
    pub(super) cpu_seconds: f64,
    /// The most memory that the processes held together, in MB; what they share
    /// is counted once.
    pub(super) peak_mb: f64,
    /// Seconds on the clock.
    pub(super) wall_seconds: f64,
    pub(super) pages: u32,
    /// Size of the file in MB.
    pub(super) size_mb: f64,
}

impl Cost {
    pub(super) fn line(&self) -> String {
        format!(
            "{:4} pages {:8.2} CPU-s {:8.1} MB {:8.1} s wall {:7.2} MB on disk",
            self.pages, self.cpu_seconds, self.peak_mb, self.wall_seconds, self.size_mb
        )
    }
}

/// Runs a command that prints `pdf`.
pub(super) fn cost(command: &mut Command, pdf: &Path) -> Result<Cost, String> {
    fs::remove_file(pdf).ok();
    let run = watched(command)?;
    let size =
        fs::metadata(pdf).map_err(|error| format!("{} is not there: {error}", pdf.display()))?;
    Ok(Cost {
        cpu_seconds: run.cpu_seconds,
        peak_mb: run.peak_mb,
        wall_seconds: run.wall_seconds,
        pages: pages(pdf)?,
        size_mb: size.len() as f64 / 1e6,
    })
}

/// What a program took that was run to its end, and what it said.
pub(super) struct Run {
    /// User and system seconds of the program and all that was waited for.
    pub(super) cpu_seconds: f64,
    /// The most memory that the processes held together, in MB; what they share
    /// is counted once.
    pub(super) peak_mb: f64,
    /// The most of it that is no part of a file, in MB.
    pub(super) anonymous_mb: f64,
    /// Seconds on the clock.
    pub(super) wall_seconds: f64,
    /// Its standard output.
    pub(super) said: String,
}

/// Runs a command to its end.
pub(super) fn watched(command: &mut Command) -> Result<Run, String> {
    let before = children_ticks();
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{command:?} could not be started: {error}."))?;
    let said = child.stdout.take().map(read_aside);
    let complaint = child.stderr.take().map(read_aside);
    let mut watch = Watch::default();
    let status = loop {
        watch.look(&child);
        match child.try_wait() {
            Ok(None) => thread::sleep(LOOK),
            Ok(Some(status)) => break status,
            Err(error) => return Err(format!("{command:?} cannot be waited for: {error}.")),
        }
    };
    let wall = start.elapsed().as_secs_f64();
    let end = |reader: Option<JoinHandle<String>>| {
        let text = reader.and_then(|reader| reader.join().ok());
        text.unwrap_or_default()
    };
    let (said, complaint) = (end(said), end(complaint));
    if !status.success() {
        return Err(format!("{command:?} ended with {status}: {complaint}"));
    }
    Ok(Run {
        cpu_seconds: (children_ticks() - before) / TICKS,
        peak_mb: watch.peak_kb * KIB / 1e6,
        anonymous_mb: watch.anonymous_kb * KIB / 1e6,
        wall_seconds: wall,
        said,
    })
}

fn read_aside(pipe: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || std::io::read_to_string(pipe).unwrap_or_default())
}

/// What was seen of the processes of a run.
#[derive(Default)]
struct Watch {
    peak_kb: f64,
    anonymous_kb: f64,
}

impl Watch {
    fn look(&mut self, child: &Child) {
        let (mut memory, mut anonymous) = (0.0, 0.0);
        for process in family(child.id()) {
            let held = held(process).unwrap_or_default();
            memory += held.proportional_kb;
            anonymous += held.anonymous_kb;
        }
        self.peak_kb = self.peak_kb.max(memory);
        self.anonymous_kb = self.anonymous_kb.max(anonymous);
    }
}

/// A process and all below it.
fn family(first: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten();
    let ids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let parents: Vec<(u32, u32)> = ids.filter_map(|id| Some((id, parent(id)?))).collect();
    let mut family = vec![first];
    let mut at = 0;
    while at < family.len() {
        let parent = family[at];
        family.extend(
            parents
                .iter()
                .filter(|(_, of)| *of == parent)
                .map(|(id, _)| *id),
        );
        at += 1;
    }
    family
}

fn parent(process: u32) -> Option<u32> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets and may hold anything.
    let fields = text.rsplit_once(')')?.1;
    fields.split_whitespace().nth(1)?.parse().ok()
}

/// The ticks of all children that this process has waited for.
fn children_ticks() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields = fields.split_whitespace().skip(13).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum()
}

/// Memory as the kernel counts it, in KiB.
#[derive(Default)]
struct Held {
    /// What the process has with others is divided among them.
    proportional_kb: f64,
    anonymous_kb: f64,
}

fn held(process: u32) -> Option<Held> {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let figure = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    Some(Held {
        proportional_kb: figure("Pss:")?,
        anonymous_kb: figure("Anonymous:")?,
    })
}

fn pages(pdf: &Path) -> Result<u32, String> {
    let answer = Command::new("pdfinfo")
        .arg(pdf)
        .output()
        .map_err(|error| format!("pdfinfo could not be started: {error}."))?;
    let text = String::from_utf8_lossy(&answer.stdout).into_owned();
    let line = text.lines().find_map(|line| line.strip_prefix("Pages:"));
    line.and_then(|pages| pages.trim().parse().ok())
        .ok_or_else(|| format!("pdfinfo does not count the pages of {}", pdf.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_and_its_children_are_counted() {
        let spin = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
        let mut command = Command::new("sh");
        command.args(["-c", &format!("sh -c '{spin}'; {spin}; echo done")]);
        let run = watched(&mut command).expect("sh runs");
        let (cpu, peak, own) = (run.cpu_seconds, run.peak_mb, run.anonymous_mb);
        assert!(cpu > 0.0 && peak > own && own > 0.0, "{cpu} {peak} {own}");
        assert_eq!(run.said.trim(), "done");
    }

    #[test]
    fn a_run_that_fails_is_told_with_its_words() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo no paper >&2; exit 3"]);
        let sentence = watched(&mut command).err().expect("it fails");
        assert!(sentence.contains("no paper"), "{sentence}");
    }
}
