//! The real `plumb`, as cargo builds it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::root;

/// The path of `plumb`, built now unless `PLUMB_BINARY` names one.
///
/// # Panics
/// If it does not build: then no test from outside means anything.
pub fn plumb() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| named("PLUMB_BINARY").unwrap_or_else(build))
}

/// What an environment variable says, for the one that runs the tests.
pub fn named(variable: &str) -> Option<PathBuf> {
    #[allow(
        clippy::disallowed_methods,
        reason = "whoever runs the tests may say where things are"
    )]
    env::var_os(variable).map(PathBuf::from)
}

/// Cargo builds tests without the programs of other packages, so it is asked again.
fn build() -> PathBuf {
    let folder = target_folder();
    let status = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--package",
            "cli",
            "--bin",
            "plumb",
            "--target-dir",
        ])
        .arg(&folder)
        .current_dir(root())
        .status()
        .expect("cargo runs, for it runs this test");
    assert!(status.success(), "`cargo build -p cli --bin plumb` failed");
    folder
        .join("debug")
        .join(format!("plumb{}", env::consts::EXE_SUFFIX))
}

/// Tests run from `TARGET/debug/deps`.
fn target_folder() -> PathBuf {
    let test = env::current_exe().expect("a test knows its own program");
    test.ancestors()
        .nth(3)
        .expect("cargo nests tests three folders deep")
        .to_path_buf()
}
