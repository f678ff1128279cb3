//! The window's interface: Node, its packages, and the build in `ui/dist`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::run::succeed;
use crate::{Outcome, root};

/// The oldest Node that the interface builds with.
const NODE: (u32, u32) = (20, 19);

/// The folder of the interface's sources.
pub(crate) fn folder() -> PathBuf {
    root().join("ui")
}

/// Says what to do if Node is absent or too old.
pub(crate) fn check_node() -> Outcome {
    let answer = Command::new("node").arg("--version").output();
    let found = answer.map(|answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned());
    match found {
        Ok(version) if version_of(&version) >= Some(NODE) => Ok(()),
        Ok(version) => Err(format!(
            "Node {version} is too old for the interface: {}.{} or newer is needed.",
            NODE.0, NODE.1
        )),
        Err(_) => Err(format!(
            "Node is not installed. The interface needs Node {}.{} or newer with npm: \
             install it from nodejs.org or with your system's packages.",
            NODE.0, NODE.1
        )),
    }
}

/// Installs and builds what is older than its sources.
pub(crate) fn make() -> Outcome {
    check_node()?;
    if packages_are_stale() {
        succeed("npm ci", &mut install())?;
    }
    if build_is_stale() {
        succeed("the build of the interface", &mut script("build"))?;
    }
    Ok(())
}

/// Major and minor of an answer such as `v20.19.2`.
fn version_of(answer: &str) -> Option<(u32, u32)> {
    let mut parts = answer.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Whether `npm ci` has something to do: the lock is newer than what stands installed.
pub(crate) fn packages_are_stale() -> bool {
    let installed = modified(&folder().join("node_modules/.package-lock.json"));
    let wanted = modified(&folder().join("package-lock.json"));
    is_older(installed, wanted)
}

/// Whether a source of the interface is newer than what was built from it.
fn build_is_stale() -> bool {
    let built = modified(&folder().join("dist/index.html"));
    is_older(built, newest(&folder()))
}

/// Something that does not exist is older than anything.
fn is_older(made: Option<SystemTime>, source: Option<SystemTime>) -> bool {
    made.is_none() || made < source
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|facts| facts.modified()).ok()
}

/// When the newest source below a folder was written.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).ok()?;
    entries
        .filter_map(Result::ok)
        .filter(|entry| !is_made(&entry.file_name().to_string_lossy()))
        .filter_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                newest(&path)
            } else {
                modified(&path)
            }
        })
        .max()
}

/// Whether a folder's name says that tools made what is in it.
fn is_made(name: &str) -> bool {
    matches!(name, "node_modules" | "dist" | "coverage") || name.starts_with('.')
}

/// The command that installs exactly the packages of the lock, running none of
/// their scripts.
pub(crate) fn install() -> Command {
    npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
}

/// The command that runs one of the scripts in `ui/package.json`.
pub(crate) fn script(name: &str) -> Command {
    npm(&["run", "--silent", name])
}

fn npm(arguments: &[&str]) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder());
    command
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_node_version_is_read_and_compared_by_number() {
        assert_eq!(version_of("v20.19.2"), Some((20, 19)));
        assert!(version_of("v20.9.0") < Some(NODE));
        assert!(version_of("v22.1.0") > Some(NODE));
        assert!(version_of("command not found") < Some(NODE));
    }

    #[test]
    fn what_was_never_built_is_stale() {
        assert!(is_older(None, Some(SystemTime::UNIX_EPOCH)));
    }

    #[test]
    fn what_was_built_after_its_sources_is_fresh() {
        let source = SystemTime::UNIX_EPOCH;
        let built = source + Duration::from_secs(1);
        assert!(!is_older(Some(built), Some(source)));
        assert!(is_older(Some(source), Some(built)));
    }
}
