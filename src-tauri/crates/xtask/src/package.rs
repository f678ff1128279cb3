//! `cargo x package`: Plumb as the system's own packages.

use std::process::Command;

use crate::run::succeed;
use crate::{Outcome, interface, packages, root};

/// Builds Plumb for this system and packs it, offline.
///
/// A package carries the OpenSSL it was built with, so that it asks nothing of
/// the machine it is installed on; `quick` takes the development build instead,
/// which uses the system's.
pub(crate) fn make(quick: bool) -> Outcome {
    packages::ensure(&[packages::COMMAND_LINE, packages::WINDOW])?;
    interface::make()?;
    let mut tauri = Command::new(interface::folder().join("node_modules/.bin/tauri"));
    tauri
        .args(["build", "--ci", "--bundles", bundles()])
        .current_dir(root().join("src-tauri"));
    if quick {
        tauri.arg("--debug");
    } else {
        tauri.env("OPENSSL_NO_VENDOR", "0");
    }
    succeed("packing", &mut tauri)
}

/// What the bundler makes here without fetching tools from elsewhere.
fn bundles() -> &'static str {
    if cfg!(target_os = "macos") {
        "app"
    } else if cfg!(windows) {
        "nsis"
    } else {
        "deb,rpm"
    }
}
