//! `cargo x screens`: a picture of every screen of the real window.

use std::process::Command;

use crate::run::succeed;
use crate::{Outcome, built, interface, packages, root, target};

/// Builds the window and takes the screens whose names contain `part`.
pub(crate) fn take(part: &str) -> Outcome {
    packages::ensure(&[packages::COMMAND_LINE, packages::WINDOW, packages::TESTS])?;
    interface::make()?;
    let mut build = Command::new(env!("CARGO"));
    build
        .args([
            "build",
            "-p",
            "cli",
            "-p",
            "plumb-desktop",
            "-p",
            "plumb-tests",
            "--bins",
        ])
        .current_dir(root());
    succeed("cargo build", &mut build)?;
    let mut screens = Command::new(built("screens"));
    screens
        .arg(target().join("screens"))
        .arg(part)
        .env("PLUMB_BINARY", built("plumb"))
        .env("PLUMB_DESKTOP_BINARY", built("plumb-desktop"))
        .current_dir(root());
    succeed("taking the screens", &mut screens)
}
