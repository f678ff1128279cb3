//! `cargo x run`: the sample case in a window, or printed where there is no screen.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use crate::{Outcome, built, has_display, interface, packages, root, target};

/// Builds Plumb and shows the sample case, whichever way this machine allows.
pub(crate) fn run() -> Outcome {
    if has_display() {
        open_window()
    } else {
        print_report()
    }
}

fn open_window() -> Outcome {
    packages::ensure(&[packages::COMMAND_LINE, packages::WINDOW])?;
    interface::make()?;
    build(&["-p", "cli", "-p", "plumb-desktop"])?;
    let case = sample()?;
    println!("Opening {}", shown(&case));
    let mut window = Command::new(built("plumb-desktop"));
    window.arg(&case).current_dir(root());
    if cfg!(target_os = "linux") && !Path::new("/dev/dri").exists() {
        // Without a graphics card WebKit shows an empty window unless Mesa is
        // told to draw in software.
        window.env("LIBGL_ALWAYS_SOFTWARE", "1");
    }
    succeed("the window", &mut window)
}

fn print_report() -> Outcome {
    println!("No display here, so the sample's report is printed instead of shown.");
    packages::ensure(&[packages::COMMAND_LINE])?;
    build(&["-p", "cli"])?;
    let case = sample()?;
    let (pdf, markdown) = (
        case.with_file_name("report.pdf"),
        case.with_file_name("report.md"),
    );
    succeed(
        "plumb report",
        plumb("report", &case)
            .args(["--pdf", &shown(&pdf)])
            .args(["--markdown", &shown(&markdown)]),
    )?;
    // Status 1 means that the checks found something, and the sample is made to
    // have something to find.
    let status = start("plumb check", &mut plumb("check", &case))?;
    if !matches!(status.code(), Some(0 | 1)) {
        return Err(format!("plumb check failed: {status}."));
    }
    println!(
        "Report   {}\nMarkdown {}\nCase     {}",
        shown(&pdf),
        shown(&markdown),
        shown(&case)
    );
    Ok(())
}

fn build(packages: &[&str]) -> Outcome {
    let mut command = Command::new(env!("CARGO"));
    succeed(
        "cargo build",
        command.arg("build").args(packages).current_dir(root()),
    )
}

/// The sample case, made if it is not there: a person may have worked on it.
fn sample() -> Result<PathBuf, String> {
    let folder = target().join("sample");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("{} cannot be made: {error}.", shown(&folder)))?;
    let case = folder.join("sample.plumb");
    if !case.exists() {
        succeed("plumb sample", &mut plumb("sample", &case))?;
    }
    Ok(case)
}

fn plumb(verb: &str, case: &Path) -> Command {
    let mut command = Command::new(built("plumb"));
    command.args([verb, &shown(case)]).current_dir(root());
    command
}

fn start(what: &str, command: &mut Command) -> Result<ExitStatus, String> {
    command
        .status()
        .map_err(|error| format!("{what} could not be started: {error}."))
}

/// Runs a command to its end and wants it to succeed.
pub(crate) fn succeed(what: &str, command: &mut Command) -> Outcome {
    match start(what, command)? {
        status if status.success() => Ok(()),
        status => Err(format!("{what} failed: {status}.")),
    }
}

/// A path as a person at the workspace's root would type it.
fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}
