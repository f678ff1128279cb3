//! One step after another: a line with its time for each, the whole output of
//! the one that failed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::{Outcome, target};

/// A series of steps that stops at the first failure.
pub(crate) struct Steps {
    passed: usize,
    failed: usize,
}

impl Steps {
    /// No step taken yet.
    pub(crate) fn new() -> Self {
        Self {
            passed: 0,
            failed: 0,
        }
    }

    /// Takes one step; its output stays in a file and is shown only if it fails.
    pub(crate) fn take(&mut self, name: &str, command: &mut Command) -> Outcome {
        print!("{name:<28}");
        io::stdout().flush().ok();
        let log = log_of(name);
        let start = Instant::now();
        let status = run_into(command, &log);
        let output = fs::read(&log).unwrap_or_default();
        let output = String::from_utf8_lossy(&output);
        let time = seconds(start.elapsed());
        match status {
            Ok(status) if status.success() => {
                self.passed += 1;
                println!("ok      {time}{}", tests_in(&output));
                Ok(())
            }
            Ok(status) => {
                self.failed += 1;
                println!("FAILED  {time}\n{output}");
                Err(format!("The step `{name}` failed: {status}."))
            }
            Err(error) => {
                self.failed += 1;
                println!("FAILED  {time}");
                Err(format!("The step `{name}` could not be started: {error}."))
            }
        }
    }

    /// The line that closes a run, for people and for the machine that counts.
    pub(crate) fn closing_line(&self) -> String {
        format!("{} passed, {} failed", self.passed, self.failed)
    }
}

/// Both streams go into one file, so that they stay in order and cannot block
/// each other.
fn run_into(command: &mut Command, log: &PathBuf) -> io::Result<ExitStatus> {
    let out = File::create(log)?;
    let err = out.try_clone()?;
    command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .status()
}

fn log_of(name: &str) -> PathBuf {
    let folder = target().join("steps");
    fs::create_dir_all(&folder).ok();
    folder.join(format!("{}.log", name.replace(": ", "-").replace(' ', "-")))
}

fn seconds(time: Duration) -> String {
    format!("{:7.1} s", time.as_secs_f64())
}

/// How many tests cargo says passed, as the end of a step's line.
fn tests_in(output: &str) -> String {
    let passed: usize = output
        .lines()
        .filter_map(|line| {
            line.strip_prefix("test result: ok. ")?
                .split_once(" passed")
        })
        .filter_map(|(count, _)| count.parse::<usize>().ok())
        .sum();
    if passed == 0 {
        String::new()
    } else {
        format!("  ({passed} tests)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_is_counted_and_named() {
        let mut steps = Steps::new();
        steps
            .take("true", &mut Command::new("true"))
            .expect("true succeeds");
        let sentence = steps
            .take("false", &mut Command::new("false"))
            .expect_err("false fails");
        assert!(sentence.contains("`false` failed"), "{sentence}");
        assert_eq!(steps.closing_line(), "1 passed, 1 failed");
    }

    #[test]
    fn a_program_that_is_absent_fails_its_step() {
        let mut steps = Steps::new();
        let outcome = steps.take("absent", &mut Command::new("no-such-program-anywhere"));
        assert!(outcome.is_err());
        assert_eq!(steps.closing_line(), "0 passed, 1 failed");
    }

    #[test]
    fn the_tests_of_all_crates_are_summed() {
        let output =
            "test result: ok. 12 passed; 0 failed\nnoise\ntest result: ok. 3 passed; 0 failed";
        assert_eq!(tests_in(output), "  (15 tests)");
        assert_eq!(tests_in("nothing"), "");
    }
}
