//! `cargo x bench report`: the same text through Plumb and its peers, in one run.

mod engines;
mod figures;
mod measure;
mod posts;
mod text;
mod window;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::{Outcome, packages, python, root, target};
use engines::Engine;
use figures::Figures;
use measure::{Cost, cost};
pub(crate) use posts::posts;
use text::Text;
pub(crate) use window::window;

/// The texts by the pages they make, with their words.
const TEXTS: &[(&str, &str)] = &[("100 pages", "40000"), ("500 pages", "181000")];

/// Installs what is missing, builds for release, measures, prints a table and
/// writes `target/bench/report.json`. `--quick` leaves the long text out.
pub(crate) fn report(quick: bool) -> Outcome {
    packages::ensure(&[packages::COMMAND_LINE, packages::BENCH])?;
    let peers = folder().join("peers");
    install(&peers)?;
    build()?;
    let mut figures = Figures::default();
    let texts = if quick { &TEXTS[..1] } else { TEXTS };
    for (name, words) in texts {
        println!("\n{name} ({words} words): making the text and its case");
        let text = Text::make(name, words, &folder())?;
        for engine in Engine::all() {
            let mut command = engine.command(&text, &peers);
            print!("  {:<24}", engine.name());
            let cost = cost(&mut command, &text.pdf(&engine))?;
            println!("{}", cost.line());
            figures.add(name, engine, cost);
        }
        figures.check(&mut text.verify())?;
    }
    figures.edit(&mut text::edit(&folder(), TEXTS[0].0))?;
    print!("{}", figures.table());
    let file = folder().join("report.json");
    fs::write(&file, figures.json()).map_err(|error| format!("{}: {error}", file.display()))?;
    println!("\nThe figures are in {}.", shown(&file));
    figures.outcome()
}

/// Where everything of the benchmark lies.
fn folder() -> PathBuf {
    target().join("bench")
}

fn install(peers: &std::path::Path) -> Outcome {
    let list = root().join("tests/judges/peers.txt");
    if python::is_stale(peers, &list) {
        fs::create_dir_all(folder()).map_err(|error| format!("target/bench: {error}."))?;
        println!("Installing typst and WeasyPrint");
        succeed("the peers' folder", &mut python::make(peers))?;
        succeed("the peers", &mut python::install(peers, &list))?;
        python::note(peers, &list);
    }
    Ok(())
}

fn build() -> Outcome {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "build",
        "--release",
        "-p",
        "cli",
        "-p",
        "case",
        "--bins",
        "--examples",
    ]);
    succeed("cargo build --release", cargo.current_dir(root()))?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "-p", "plumb-tests", "--bin", "corpus"]);
    succeed("cargo build", cargo.current_dir(root()))
}

/// Runs a command whose words a person may read.
fn succeed(what: &str, command: &mut Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{what} failed: {status}.")),
        Err(error) => Err(format!("{what} could not be started: {error}.")),
    }
}

fn shown(path: &std::path::Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}
