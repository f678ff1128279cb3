//! The system's file dialogs. Paths come from them and from the command line,
//! never from the page.
//!
//! A test cannot reach a dialog of the system, so `PLUMB_ANSWER_FILE_DIALOG`
//! answers the next one with its value: the path that a person would have
//! chosen. Nothing else about opening or exporting differs.

use std::path::PathBuf;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// Asks which case file to open.
pub(crate) fn open_case(app: &AppHandle) -> Option<PathBuf> {
    given().or_else(|| {
        let dialog = app.dialog().file().add_filter("Plumb", &["plumb"]);
        dialog
            .blocking_pick_file()
            .and_then(|path| path.into_path().ok())
    })
}

/// Asks which files to add; none when it was cancelled.
pub(crate) fn open_files(app: &AppHandle) -> Vec<PathBuf> {
    if let Some(path) = given() {
        return vec![path];
    }
    let chosen = app.dialog().file().blocking_pick_files();
    let paths = chosen.unwrap_or_default().into_iter();
    paths.filter_map(|path| path.into_path().ok()).collect()
}

/// Asks where to put a new file that is suggested to be called `name`.
pub(crate) fn save(app: &AppHandle, name: &str) -> Option<PathBuf> {
    given().or_else(|| {
        let dialog: FileDialogBuilder<_> = app.dialog().file().set_file_name(name);
        dialog
            .blocking_save_file()
            .and_then(|path| path.into_path().ok())
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where the environment is read"
)]
fn given() -> Option<PathBuf> {
    std::env::var_os("PLUMB_ANSWER_FILE_DIALOG").map(PathBuf::from)
}
