//! The report as it prints, and as it leaves.

use crate::{
    desk::{Desk, OpenCase, Pages, blocking},
    dialog,
    wire::{Exported, Failure, Format, Printed, count},
};
use case::{Copy, Error};
use std::{ops::ControlFlow, path::Path, sync::Arc};
use tauri::{AppHandle, State};

/// Sets the pages of the report as it stands, to be looked at one by one.
/// What did not change since the last time is not set again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn print(desk: State<'_, Desk>) -> Result<Printed, Failure> {
    desk.work(|open| {
        let keep_on = &mut |_| ControlFlow::Continue(());
        let laid = open.case.preview(&mut open.preview, None, keep_on)?;
        let version = open
            .pages
            .as_ref()
            .map_or(1, |pages| pages.version.wrapping_add(1));
        let printed = Printed {
            pages: count(laid.count()),
            version,
            remarks: laid.remarks(),
        };
        open.pages = Some(Pages {
            laid: Arc::new(laid),
            version,
        });
        Ok(printed)
    })
    .await
}

/// Writes the report where the user wants it; answers the file's name
/// and the receipt, or nothing when the dialog was cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_report(
    app: AppHandle,
    desk: State<'_, Desk>,
    format: Format,
) -> Result<Option<Exported>, Failure> {
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

fn export(open: &mut OpenCase, format: Format, path: &Path) -> Result<Exported, Error> {
    let (pdf, markdown) = match format {
        Format::Pdf => (Some(path), None),
        Format::Markdown => (None, Some(path)),
    };
    let exported = open.case.export(Copy::Editor, pdf, markdown, None)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Exported {
        name: name.into_owned(),
        receipt: exported.receipt.to_string(),
    })
}
