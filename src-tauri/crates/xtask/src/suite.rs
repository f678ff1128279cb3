//! `cargo x test`: every check and every test, cheapest first.

use std::path::PathBuf;
use std::process::Command;

use crate::steps::Steps;
use crate::{Outcome, built, interface, packages, python, root, target};

/// Installs what is missing, takes every step, and closes with `N passed, N failed`.
pub(crate) fn test() -> Outcome {
    packages::ensure(&[packages::COMMAND_LINE, packages::WINDOW, packages::TESTS])?;
    interface::check_node()?;
    let mut steps = Steps::new();
    let outcome = take_all(&mut steps);
    if let Err(sentence) = &outcome {
        println!("{sentence}");
    }
    println!("{}", steps.closing_line());
    outcome.map_err(|_| String::new())
}

/// The interface comes before clippy because the desktop crate embeds `ui/dist`
/// while it compiles.
fn take_all(steps: &mut Steps) -> Outcome {
    steps.take("format", &mut cargo(&["fmt", "--all", "--check"]))?;
    if interface::packages_are_stale() {
        steps.take("interface: packages", &mut interface::install())?;
    }
    for (name, script) in [
        ("interface: lint", "lint"),
        ("interface: types", "check"),
        ("interface: tests", "test"),
        ("interface: build", "build"),
    ] {
        steps.take(name, &mut interface::script(script))?;
    }
    steps.take(
        "lint",
        &mut cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    )?;
    if python::is_stale(&judges(), &python::judges()) {
        steps.take("judges of PDF", &mut python::make(&judges()))?;
        steps.take(
            "judges: packages",
            &mut python::install(&judges(), &python::judges()),
        )?;
        python::note(&judges(), &python::judges());
    }
    steps.take("build", &mut cargo(&["build", "--workspace"]))?;
    steps.take(
        "build tests",
        &mut cargo(&["test", "--workspace", "--no-run"]),
    )?;
    steps.take(
        "tests",
        // The programs were built a step ago; the tests need not ask cargo again.
        cargo(&["test", "--workspace", "--no-fail-fast"])
            .env("PLUMB_BINARY", built("plumb"))
            .env("PLUMB_DESKTOP_BINARY", built("plumb-desktop"))
            .env("PLUMB_JUDGES", judges()),
    )
}

/// The folder of the programs that judge a printed PDF.
fn judges() -> PathBuf {
    target().join("judges")
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(root());
    command
}
