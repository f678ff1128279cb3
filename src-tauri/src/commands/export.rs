//! The report leaves: where to, what stays behind, what was checked.

use crate::{
    desk::{Desk, OpenCase, blocking},
    dialog,
    jobs::{Job, Jobs},
    machine::now,
    wire::{Departure, Edition, Exported, Failure, Format, Progress, count},
};
use case::{Error, Outlet};
use evidence::said;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, State, ipc::Channel};

/// What a copy would be called, where it would go and what it keeps back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn departure(desk: State<'_, Desk>, copy: Edition) -> Result<Departure, Failure> {
    desk.work(move |open| depart(open, copy)).await
}

/// Lets the user say where the report goes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_way_out(
    app: AppHandle,
    desk: State<'_, Desk>,
    copy: Edition,
) -> Result<Departure, Failure> {
    let desk = desk.inner().clone();
    blocking(move || {
        let stem = desk.with(|open| depart(open, copy))?.stem;
        let chosen = dialog::save(&app, &format!("{stem}.pdf"));
        desk.with(|open| {
            if let Some(chosen) = chosen {
                open.way_out = Some(chosen.with_extension(""));
            }
            depart(open, copy)
        })
    })
    .await
}

fn depart(open: &OpenCase, copy: Edition) -> Result<Departure, Error> {
    let departure = open.case.departure(copy.into())?;
    let way_out = way_out(open, &departure.stem);
    let part =
        |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let kept_back = departure.withholding;
    Ok(Departure {
        stem: part(way_out.file_name()),
        folder: part(way_out.parent().map(Path::as_os_str)),
        codes: count(kept_back.codes),
        redacted: count(kept_back.redacted),
        withheld: count(kept_back.withheld),
        covered: count(kept_back.covered),
    })
}

/// Where the files go, without the ends of their names: where the user said,
/// or beside the case under a name that nothing there has yet.
fn way_out(open: &OpenCase, stem: &str) -> PathBuf {
    if let Some(chosen) = &open.way_out {
        return chosen.clone();
    }
    let folder = open.path.parent().unwrap_or(Path::new(""));
    let is_free = |stem: &String| {
        Format::ALL
            .iter()
            .all(|format| !format.at(&folder.join(stem)).exists())
    };
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let mut names = std::iter::once(stem.to_owned()).chain(numbered);
    folder.join(names.find(is_free).unwrap_or_default())
}

/// Writes the report, searched before it is written and read back after; tells
/// where it is and what the receipt is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_report(
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
    copy: Edition,
    formats: Vec<Format>,
    job: u32,
    progress: Channel<Progress>,
) -> Result<Exported, Failure> {
    let mut job = jobs.begin(job, progress);
    let desk = desk.inner().clone();
    blocking(move || {
        let (mut exported, pdf) = desk.with(|open| export(open, copy, &formats, &mut job))?;
        // What has left needs no case to be read back.
        exported.sealed = pdf.as_deref().map(read_back).transpose()?;
        exported.checked_at = now();
        Ok(exported)
    })
    .await
}

fn export(
    open: &mut OpenCase,
    copy: Edition,
    formats: &[Format],
    job: &mut Job,
) -> Result<(Exported, Option<PathBuf>), Error> {
    let stem = open.case.departure(copy.into())?.stem;
    let way_out = way_out(open, &stem);
    let place = |format: Format| formats.contains(&format).then(|| format.at(&way_out));
    let (pdf, markdown, html) = (
        place(Format::Pdf),
        place(Format::Markdown),
        place(Format::Html),
    );
    let outlet = Outlet {
        pdf: pdf.as_deref(),
        markdown: markdown.as_deref(),
        html: html.as_deref(),
    };
    let watch = &mut |now: case::Printing| job.at(steps(now.done), steps(now.of));
    let exported = open.case.export(copy.into(), outlet, watch)?;
    let files = [&pdf, &markdown, &html].into_iter().flatten();
    let name = |file: &PathBuf| {
        file.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let exported = Exported {
        files: files.map(name).collect(),
        folder: way_out
            .parent()
            .unwrap_or(Path::new(""))
            .to_string_lossy()
            .into_owned(),
        receipt: exported.receipt.to_string(),
        pages: exported.pages.map(count),
        files_searched: count(exported.searched.files),
        strings_searched: count(exported.searched.strings),
        pictures_searched: count(exported.searched.pictures),
        sealed: None,
        checked_at: now(),
    };
    Ok((exported, pdf))
}

/// Reads the PDF where it lies now and verifies its seal, as whoever gets it can.
fn read_back(pdf: &Path) -> Result<bool, Error> {
    let bytes = std::fs::read(pdf).map_err(|error| {
        Error::user(said!(
            "not-read-back",
            "{} was written but cannot be read back: {}",
            pdf.display(),
            error
        ))
        .hint("Export it again to another place. The case is as it was.")
    })?;
    Ok(case::verify_pdf(&bytes)?.is_sound())
}

fn steps(many: usize) -> u64 {
    u64::try_from(many).unwrap_or(u64::MAX)
}
