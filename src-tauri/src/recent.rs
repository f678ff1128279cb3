//! The cases that were opened here, by their paths and only if the person wants
//! that: one small file beside the settings. Nothing of a case is in it.

use crate::{settings::Settings, wire::RecentCase};
use chrono::{DateTime, Utc};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tauri::{AppHandle, Manager};

const FILE: &str = "cases.json";

/// More than this nobody looks through.
const MOST: usize = 20;

/// The paths, the case opened last first.
pub(crate) struct Recent {
    folder: Option<PathBuf>,
    paths: Vec<PathBuf>,
}

impl Recent {
    /// What was kept; a list that cannot be read is an empty one.
    pub(crate) fn read(app: &AppHandle) -> Self {
        Self::read_from(app.path().app_config_dir().ok())
    }

    /// Keeps that this case was opened, if the settings allow it.
    pub(crate) fn note(app: &AppHandle, path: &Path) {
        if Settings::read(app).remember_cases {
            Self::read(app).with(path);
        }
    }

    /// What stands in the list and what the disk says of it.
    pub(crate) fn cases(&self) -> Vec<RecentCase> {
        self.paths.iter().map(|path| described(path)).collect()
    }

    /// The path at a place of the list, from 0.
    pub(crate) fn path(&self, place: usize) -> Option<&Path> {
        self.paths.get(place).map(PathBuf::as_path)
    }

    /// Takes one off the list.
    pub(crate) fn forget(mut self, place: usize) {
        if place < self.paths.len() {
            self.paths.remove(place);
        }
        self.keep();
    }

    /// Takes the list away.
    pub(crate) fn clear(mut self) {
        self.paths.clear();
        self.keep();
    }

    fn with(mut self, path: &Path) {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.paths.retain(|each| *each != path);
        self.paths.insert(0, path);
        self.paths.truncate(MOST);
        self.keep();
    }

    fn read_from(folder: Option<PathBuf>) -> Self {
        let kept = folder
            .as_ref()
            .and_then(|folder| fs::read(folder.join(FILE)).ok());
        let paths = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self {
            folder,
            paths: paths.unwrap_or_default(),
        }
    }

    // A list that cannot be kept is no reason to keep a case closed.
    fn keep(&self) {
        if let Some(folder) = &self.folder {
            let _ = self.keep_in(folder);
        }
    }

    fn keep_in(&self, folder: &Path) -> io::Result<()> {
        let file = folder.join(FILE);
        if self.paths.is_empty() {
            return fs::remove_file(file);
        }
        fs::create_dir_all(folder)?;
        let new = folder.join("cases.json.new");
        fs::write(&new, serde_json::to_vec_pretty(&self.paths)?)?;
        fs::rename(new, file)
    }
}

/// Whether the last session with this case ended without closing it: its
/// write-ahead log is still there, or the journal of a large file that came in,
/// and closing takes both away.
pub(crate) fn was_left_open(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
        || beside(path, "-journal").exists()
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn described(path: &Path) -> RecentCase {
    let name = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let written = |path: &Path| fs::metadata(path).and_then(|facts| facts.modified()).ok();
    let changed = written(path).max(written(&beside(path, "-wal")));
    RecentCase {
        name: name(path.file_stem()),
        folder: path
            .parent()
            .map(|folder| folder.display().to_string())
            .unwrap_or_default(),
        changed_at: changed.map(|time| DateTime::<Utc>::from(time).to_rfc3339()),
        left_open: was_left_open(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_opened_last_comes_first_once_and_an_empty_list_leaves_no_file() {
        let folder = std::env::temp_dir().join(format!("plumb-recent-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        for name in ["a.plumb", "b.plumb", "a.plumb"] {
            Recent::read_from(Some(folder.clone())).with(&folder.join(name));
        }
        let recent = Recent::read_from(Some(folder.clone()));
        let names: Vec<_> = recent.cases().into_iter().map(|case| case.name).collect();
        assert_eq!(names, ["a", "b"]);
        assert!(recent.cases()[0].changed_at.is_none(), "it is not there");
        let case = folder.join("a.plumb");
        assert!(!was_left_open(&case));
        fs::write(beside(&case, "-wal"), "").expect("a file can be made");
        assert!(!was_left_open(&case), "nothing is in the log");
        fs::write(beside(&case, "-wal"), "pages").expect("a file can be made");
        assert!(was_left_open(&case));
        fs::rename(beside(&case, "-wal"), beside(&case, "-journal")).expect("both are here");
        assert!(was_left_open(&case));
        recent.forget(0);
        Recent::read_from(Some(folder.clone())).clear();
        assert!(!folder.join(FILE).exists());
        fs::remove_dir_all(folder).expect("the folder can go");
    }
}
