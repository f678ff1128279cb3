//! Everything the window does, at a prompt.
//!
//! Exit status: 0 done, 1 the work found a problem it reports, 2 wrong usage,
//! 3 the case cannot be opened.

mod machine;
mod open;
mod terminal;
mod text;
mod verbs;

use clap::{Parser, error::ErrorKind};
use std::{ffi::OsString, path::PathBuf, process::ExitCode};
use terminal::Terminal;

/// Plumb keeps evidence, ties it to claims, and prints a report that can be checked line by line.
#[derive(Parser)]
#[command(name = "plumb", version, arg_required_else_help = true)]
struct Arguments {
    /// Read the passphrase from FILE (its first line); - is standard input.
    #[arg(long, global = true, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    verb: verbs::Verb,
}

/// How a verb ended when nothing failed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Done, and all is well.
    Done,
    /// Done, and the work found a problem, which it has reported.
    Problem,
}

/// Why a verb failed.
#[derive(Debug)]
struct Failure {
    status: u8,
    message: String,
    hint: Option<String>,
}

impl Failure {
    /// Wrong usage.
    fn usage(message: impl Into<String>) -> Self {
        Self {
            status: 2,
            message: message.into(),
            hint: None,
        }
    }
}

impl From<case::Error> for Failure {
    fn from(error: case::Error) -> Self {
        let status = match error.kind {
            case::Kind::User | case::Kind::NotFound | case::Kind::Leak => 2,
            case::Kind::Damaged | case::Kind::Stopped | case::Kind::Internal => 1,
            case::Kind::Locked | case::Kind::Newer | case::Kind::Unreachable => 3,
        };
        Self {
            status,
            message: error.message.text,
            hint: match (error.hint, error.at_prompt) {
                (Some(hint), Some(more)) => Some(format!("{hint} {more}")),
                (hint, more) => hint.or(more),
            },
        }
    }
}

/// Runs one command line and answers its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    case::keep_readers_quiet();
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nothing is left to tell when the terminal itself is gone.
            let _ = error.print();
            return match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => ExitCode::SUCCESS,
                _ => ExitCode::from(2),
            };
        }
    };
    let mut terminal = Terminal::new();
    let opener = open::Opener {
        passphrase_file: arguments.passphrase_file,
    };
    match arguments.verb.run(&opener, &mut terminal) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Problem) => ExitCode::from(1),
        Err(failure) => {
            terminal.complain(&failure);
            ExitCode::from(failure.status)
        }
    }
}
