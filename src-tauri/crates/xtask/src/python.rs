//! Other people's programs from PyPI, each set in a folder of its own below `target`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::root;

/// The list of the programs that judge a PDF: versions with their hashes.
pub(crate) fn judges() -> PathBuf {
    root().join("tests/judges/requirements.txt")
}

/// Whether a folder holds anything but what a list asks for.
pub(crate) fn is_stale(folder: &Path, list: &Path) -> bool {
    let installed = fs::read(stamp(folder)).ok();
    installed.is_none() || installed != fs::read(list).ok()
}

/// The command that makes the folder anew.
pub(crate) fn make(folder: &Path) -> Command {
    let mut command = Command::new("python3");
    command.args(["-m", "venv", "--clear"]).arg(folder);
    command
}

/// The command that installs exactly what the list names; a file whose hash
/// differs from the list's is refused.
pub(crate) fn install(folder: &Path, list: &Path) -> Command {
    let mut command = Command::new(folder.join("bin/python"));
    command
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args([
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--requirement",
        ])
        .arg(list);
    command
}

/// Notes what was installed; without the note it is installed again.
pub(crate) fn note(folder: &Path, list: &Path) {
    fs::copy(list, stamp(folder)).ok();
}

fn stamp(folder: &Path) -> PathBuf {
    folder.join("installed.txt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_stale_until_it_holds_what_the_list_asks_for() {
        let folder = std::env::temp_dir().join(format!("plumb-python-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        let list = folder.join("list");
        fs::write(&list, "one==1").expect("a file can be written");
        assert!(is_stale(&folder, &list), "nothing was ever installed");
        note(&folder, &list);
        assert!(!is_stale(&folder, &list), "it was installed just now");
        fs::write(&list, "one==2").expect("a file can be written");
        assert!(
            is_stale(&folder, &list),
            "the list asks for another version"
        );
        fs::remove_dir_all(&folder).expect("the folder can be removed");
    }
}
