//! Where files may lie.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::sources::Source;

/// What may stand at the top beside dotfiles and what cargo builds.
const TOP: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "assets",
    "src-tauri",
    "target",
    "tests",
    "ui",
];

/// The top level holds what it holds, and nothing grows beside it.
pub fn strangers_at_the_top(names: &[String]) -> Vec<String> {
    names
        .iter()
        .filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()))
        .map(|name| format!("{name} may not stand at the top level"))
        .collect()
}

/// A second settings file for clippy would replace the first without a word.
pub fn second_clippy_settings(paths: &[PathBuf]) -> Vec<String> {
    paths
        .iter()
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| name == ".clippy.toml" || name == "clippy.toml")
        })
        .filter(|path| *path != Path::new(".clippy.toml"))
        .map(|path| format!("{} replaces the root's .clippy.toml", path.display()))
        .collect()
}

/// Every crate takes the workspace's lints.
pub fn unlinted(manifests: &[Source]) -> Vec<String> {
    manifests
        .iter()
        .filter(|manifest| !manifest.text.contains("[lints]\nworkspace = true"))
        .map(|manifest| {
            format!(
                "{} leaves out the workspace's lints",
                manifest.path.display()
            )
        })
        .collect()
}

/// Every file below a folder, by its path from the root; what tools make is left out.
///
/// # Errors
/// If a folder cannot be read.
pub fn files(root: &Path, folder: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if !path.is_dir() {
                found.push(
                    path.strip_prefix(root)
                        .expect("found below the root")
                        .to_path_buf(),
                );
            } else if !is_made(&entry.file_name().to_string_lossy()) {
                folders.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_made(name: &str) -> bool {
    matches!(name, "target" | "node_modules" | "dist" | ".git")
}

/// The files of a folder that fulfil a condition, with their text.
///
/// # Errors
/// If a folder or a file cannot be read as UTF-8.
pub fn sources(root: &Path, folder: &str, wanted: fn(&Path) -> bool) -> io::Result<Vec<Source>> {
    files(root, folder)?
        .into_iter()
        .filter(|path| wanted(path))
        .map(|path| {
            let text = fs::read_to_string(root.join(&path))?;
            Ok(Source { path, text })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_at_the_top_level_is_found() {
        let names = ["README.md", ".gitignore", "PLAN.md"].map(str::to_owned);
        assert_eq!(
            strangers_at_the_top(&names),
            ["PLAN.md may not stand at the top level"]
        );
    }

    #[test]
    fn clippy_settings_inside_a_crate_are_found() {
        let paths = [".clippy.toml", "src-tauri/crates/store/clippy.toml"].map(PathBuf::from);
        assert_eq!(
            second_clippy_settings(&paths),
            ["src-tauri/crates/store/clippy.toml replaces the root's .clippy.toml"]
        );
    }

    #[test]
    fn a_crate_without_the_lints_is_found() {
        let manifest = |text: &str| Source {
            path: "Cargo.toml".into(),
            text: text.to_owned(),
        };
        assert_eq!(unlinted(&[manifest("[package]\nname = \"a\"\n")]).len(), 1);
        assert_eq!(
            unlinted(&[manifest("[lints]\nworkspace = true\n")]),
            [""; 0]
        );
    }
}
