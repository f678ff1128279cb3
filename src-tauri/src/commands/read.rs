//! Reading the open case.

use super::{claim_number, exhibit_number};
use crate::{
    desk::{Desk, blocking},
    jobs::Jobs,
    machine::now,
    wire::{
        self, Claim, ClaimRow, ClaimSeen, Exhibit, ExhibitRow, Failure, Finding, Found, History,
        Integrity, MarkRow, Overview, Problem, Progress, RailSentence, Relative, Seen, Step, count,
    },
};
use case::{Case, Error};
use evidence::Number;
use tauri::{State, ipc::Channel};

/// The case at a glance.
#[tauri::command]
#[specta::specta]
pub(crate) async fn overview(desk: State<'_, Desk>) -> Result<Overview, Failure> {
    desk.work(|open| {
        let seen = open.case.overview()?;
        let (undo, redo) = open.case.next_steps()?;
        Ok(Overview {
            title: seen.title,
            sample: seen.is_sample,
            encrypted: !open.case.is_unlocked_for_all(),
            exhibits: count(seen.exhibits),
            claims: count(seen.claims),
            sentences: count(open.case.rail()?.len()),
            saved_at: seen.saved_at,
            undo: undo.as_ref().map(Step::from),
            redo: redo.as_ref().map(Step::from),
        })
    })
    .await
}

/// Finds by the beginnings of words, while somebody types.
#[tauri::command]
#[specta::specta]
pub(crate) async fn find(
    desk: State<'_, Desk>,
    words: String,
    most: u32,
) -> Result<Found, Failure> {
    desk.work(move |open| Ok(Found::from(open.case.find(&words, most)?)))
        .await
}

/// Every step that can be undone or redone.
#[tauri::command]
#[specta::specta]
pub(crate) async fn history(desk: State<'_, Desk>) -> Result<History, Failure> {
    desk.work(|open| Ok(History::from(&open.case.history()?)))
        .await
}

/// Every exhibit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn exhibits(desk: State<'_, Desk>) -> Result<Vec<ExhibitRow>, Failure> {
    desk.work(|open| Ok(open.case.library()?.iter().map(ExhibitRow::from).collect()))
        .await
}

/// One exhibit with its text, marks and custody.
#[tauri::command]
#[specta::specta]
pub(crate) async fn exhibit(desk: State<'_, Desk>, number: u32) -> Result<Exhibit, Failure> {
    let (desk, number) = (desk.inner().clone(), exhibit_number(number));
    blocking(move || {
        let mut seen = desk.with(|open| read(&open.case, number))?;
        if seen.media_type.as_deref() == Some("application/pdf") {
            // A document can take long to read, and nobody but its readers waits for it.
            seen.pages = desk.shown()?.pages(&desk, number)?;
        }
        Ok(seen)
    })
    .await
}

/// What the case knows of an exhibit without reading a document through.
fn read(case: &Case, number: Number) -> Result<Exhibit, Error> {
    let view = case.exhibit(number)?;
    let book = case.casebook()?;
    let held = book
        .exhibits
        .iter()
        .find(|exhibit| exhibit.number == number);
    let size = match held {
        Some(held) => case.picture_size(held)?,
        None => None,
    };
    Ok(Exhibit::of(
        &view,
        Seen {
            size,
            journal: case.journal_of(number)?,
            relatives: held
                .map(|held| Relative::all(held, &book.exhibits))
                .unwrap_or_default(),
        },
    ))
}

/// Every mark, by exhibit and number.
#[tauri::command]
#[specta::specta]
pub(crate) async fn marks(desk: State<'_, Desk>) -> Result<Vec<MarkRow>, Failure> {
    desk.work(|open| {
        Ok(open
            .case
            .exhibits()?
            .iter()
            .flat_map(MarkRow::all)
            .collect())
    })
    .await
}

/// Every claim.
#[tauri::command]
#[specta::specta]
pub(crate) async fn claims(desk: State<'_, Desk>) -> Result<Vec<ClaimRow>, Failure> {
    desk.work(|open| Ok(open.case.claims()?.iter().map(ClaimRow::from).collect()))
        .await
}

/// One claim with its lanes, and what report and checks say of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn claim(desk: State<'_, Desk>, number: u32) -> Result<Claim, Failure> {
    desk.work(move |open| {
        let case = &mut open.case;
        let view = case.claim(claim_number(number))?;
        let rail = wire::rail(case)?;
        let findings = wire::findings(&case.check()?, &case.manuscript()?);
        let seen = ClaimSeen {
            rail,
            findings,
            questions: case.questions(view.number)?,
            falls: case.falls_with(view.number)?,
            journal: case.journal()?,
        };
        Ok(Claim::of(&view, seen))
    })
    .await
}

/// The report's Markdown.
#[tauri::command]
#[specta::specta]
pub(crate) async fn manuscript(desk: State<'_, Desk>) -> Result<String, Failure> {
    desk.work(|open| open.case.manuscript()).await
}

/// One glyph for each sentence of the report.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rail(desk: State<'_, Desk>) -> Result<Vec<RailSentence>, Failure> {
    desk.work(|open| wire::rail(&open.case)).await
}

/// What the checks find.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check(desk: State<'_, Desk>) -> Result<Vec<Finding>, Failure> {
    desk.work(|open| {
        Ok(wire::findings(
            &open.case.check()?,
            &open.case.manuscript()?,
        ))
    })
    .await
}

/// Reads and hashes every original and walks the journal.
#[tauri::command]
#[specta::specta]
pub(crate) async fn verify(
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
    job: u32,
    progress: Channel<Progress>,
) -> Result<Integrity, Failure> {
    let mut job = jobs.begin(job, progress);
    desk.work(move |open| {
        let verified = open
            .case
            .verify(None, &mut |done, total| job.at(done, total))?;
        Ok(Integrity {
            checked_at: now(),
            intact: verified.is_sound(),
            problems: verified.problems.iter().map(Problem::from).collect(),
        })
    })
    .await
}
