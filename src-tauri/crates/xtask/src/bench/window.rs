//! `cargo x bench window`: the window on a case of 10,000 exhibits, beside Chromium.

use std::fs;
use std::process::Command;

use super::{build, folder, released, succeed};
use crate::{Outcome, interface, packages, root};

const PASSPHRASE: &str = "nothing here is secret";

/// Installs what is missing, builds for release, makes the case, measures.
pub(crate) fn window() -> Outcome {
    packages::ensure(&[
        packages::COMMAND_LINE,
        packages::WINDOW,
        packages::TESTS,
        packages::BENCH,
    ])?;
    interface::make()?;
    build(&[
        "--bin",
        "plumb",
        "--bin",
        "plumb-desktop",
        "--bin",
        "bench_window",
        "--example",
        "many",
    ])?;
    let (case, passphrase) = (folder().join("many.plumb"), folder().join("passphrase"));
    fs::create_dir_all(folder()).map_err(|error| format!("target/bench: {error}."))?;
    fs::write(&passphrase, PASSPHRASE).map_err(|error| format!("target/bench: {error}."))?;
    fs::remove_file(&case).ok();
    println!("Making a case of 10,000 exhibits and 2,000 marks");
    let mut many = Command::new(released("examples/many"));
    succeed("the case", many.arg(&case).arg(&passphrase))?;
    let mut measure = Command::new(released("bench_window"));
    measure
        .args([&case, &passphrase])
        .env("PLUMB_BINARY", released("plumb"))
        .env("PLUMB_DESKTOP_BINARY", released("plumb-desktop"))
        .current_dir(root());
    succeed("measuring the window", &mut measure)
}
