//! Sets up a fresh machine, then runs or tests Plumb: `cargo x run`, `cargo x test`.
//!
//! Only the standard library, so that it compiles in a second on a machine
//! that has nothing but Rust.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "xtask talks to a person at a prompt"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "xtask is a shell: it reads the environment"
)]

mod bench;
mod interface;
mod package;
mod packages;
mod python;
mod run;
mod screens;
mod steps;
mod suite;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
cargo x run     install what is missing, build Plumb, open the sample case;
                without a display: print the sample's report into target/sample
cargo x test    install what is missing, run every check and every test
cargo x screens [PART OF A NAME]
                install what is missing, take a picture of every screen of the
                window into target/screens
cargo x package [--quick]
                install what is missing, make the packages of this system in
                target/release/bundle; --quick: with the programs as they are
                built for development, in target/debug/bundle
cargo x bench report [--quick]
                install what is missing, print the same long texts with Plumb,
                typst, WeasyPrint and Chromium, and compare what each takes
cargo x bench posts [--quick]
                install what is missing, find who posted the same things with Plumb,
                the coordination network toolkit and DuckDB, and compare what each takes
cargo x bench window
                install what is missing, open a case of 10,000 exhibits in the window
                and the same page in Chromium, and compare what each takes";

/// What ended a command early, as a sentence for the person who typed it; empty
/// if they have read it already.
type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run"] => exit_code(run::run()),
        ["test"] => exit_code(suite::test()),
        ["screens"] => exit_code(screens::take("")),
        ["screens", part] => exit_code(screens::take(part)),
        ["package"] => exit_code(package::make(false)),
        ["package", "--quick"] => exit_code(package::make(true)),
        ["bench", "report"] => exit_code(bench::report(false)),
        ["bench", "report", "--quick"] => exit_code(bench::report(true)),
        ["bench", "posts"] => exit_code(bench::posts(false)),
        ["bench", "posts", "--quick"] => exit_code(bench::posts(true)),
        ["bench", "window"] => exit_code(bench::window()),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn exit_code(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            if !sentence.is_empty() {
                eprintln!("{sentence}");
            }
            ExitCode::FAILURE
        }
    }
}

/// The folder that holds the workspace's Cargo.toml.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(3)
        .expect("xtask lives three folders below the workspace")
        .to_path_buf()
}

/// Where cargo puts what it builds.
fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program that cargo built for development, by its file name.
fn built(program: &str) -> PathBuf {
    target()
        .join("debug")
        .join(format!("{program}{}", env::consts::EXE_SUFFIX))
}

/// Whether nobody is there to answer a question.
fn unattended() -> bool {
    env::var_os("CI").is_some_and(|value| value == "true" || value == "1")
}

/// Whether a window could be opened at all.
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
        || cfg!(any(target_os = "macos", target_os = "windows"))
}
