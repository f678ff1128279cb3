//! The report as it prints, and as it leaves.

use crate::{
    desk::{Desk, OpenCase, Pages, blocking},
    dialog,
    wire::{Failure, Format, Printed, count},
};
use case::{Copy, Error};
use std::{fs, path::Path, sync::Arc};
use tauri::{AppHandle, State};

/// Sets the pages of the report as it stands, to be looked at one by one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn print(desk: State<'_, Desk>) -> Result<Printed, Failure> {
    desk.work(|open| {
        let printed = open.case.print(Copy::Editor)?;
        let version = open
            .pages
            .as_ref()
            .map_or(1, |pages| pages.version.wrapping_add(1));
        open.pages = Some(Pages {
            pdf: Arc::new(printed.bytes),
            version,
        });
        Ok(Printed {
            pages: count(printed.pages),
            version,
            remarks: printed.remarks,
        })
    })
    .await
}

/// Writes the report where the user wants it; answers the file's name, or
/// nothing when the dialog was cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_report(
    app: AppHandle,
    desk: State<'_, Desk>,
    format: Format,
) -> Result<Option<String>, Failure> {
    let desk = desk.inner().clone();
    blocking(move || {
        let name = match format {
            Format::Pdf => "report.pdf",
            Format::Markdown => "report.md",
        };
        let Some(path) = dialog::save(&app, name) else {
            return Ok(None);
        };
        desk.with(|open| export(open, format, &path)).map(Some)
    })
    .await
}

fn export(open: &mut OpenCase, format: Format, path: &Path) -> Result<String, Error> {
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let (bytes, beside) = match format {
        Format::Pdf => (open.case.print(Copy::Editor)?.bytes, Vec::new()),
        Format::Markdown => {
            let files = open.case.markdown(Copy::Editor, &stem)?;
            (files.text.into_bytes(), files.beside)
        }
    };
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    for (name, bytes) in &beside {
        write(&folder.join(name), bytes)?;
    }
    write(path, &bytes)?;
    // The name alone: where a file lay on this laptop is nobody's business.
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    open.case.record_export(&[(&name, &bytes)])?;
    Ok(name)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let parent = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    parent
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|error| {
            Error::user(format!("{} could not be written: {error}", path.display()))
                .hint("The case is as it was. Choose another place.")
        })
}
