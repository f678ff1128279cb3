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
const TEXTS: &[(&str, &str)] = &[("100 pages", "40000"), ("650 pages", "148000")];

/// Installs what is missing, builds for release, measures, prints a table and
/// writes `target/bench/report.json`. `--quick` leaves the long text out.
pub(crate) fn report(quick: bool) -> Outcome {
    packages::ensure(&[packages::COMMAND_LINE, packages::BENCH])?;
    let peers = folder().join("peers");
    install(&peers)?;
    build(&["--bin", "plumb", "--bin", "corpus", "--example", "edit"])?;
    let mut figures = Figures::default();
    let texts = if quick { &TEXTS[..1] } else { TEXTS };
    for (name, words) in texts {
        println!("\n{name} ({words} words): making the text and its case");
        let text = Text::make(name, words, &folder())?;
        figures.unlock(name, &mut text.unlock())?;
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

/// Builds programs and examples for release. Of the whole workspace, so that what
/// they share is built once for all of them.
fn build(targets: &[&str]) -> Outcome {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--workspace"]);
    succeed(
        "cargo build --release",
        cargo.args(targets).current_dir(root()),
    )
}

/// A program that was built for release.
fn released(program: &str) -> PathBuf {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    target().join("release").join(file)
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
