//! Marks and redactions: made, moved, noted and taken away.

use super::{exhibit_number, reference};
use crate::{
    desk::Desk,
    wire::{Changed, Failure, RedactionReason, Selector},
};
use evidence::Reference;
use tauri::State;

/// Marks a place in an exhibit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mark(
    desk: State<'_, Desk>,
    exhibit: u32,
    selector: Selector,
    note: String,
) -> Result<Changed, Failure> {
    let exhibit = exhibit_number(exhibit);
    let note = Some(note).filter(|note| !note.trim().is_empty());
    desk.work(move |open| {
        let place = selector.place(open.case.exhibit_text(exhibit)?.as_deref());
        let change = open.case.mark(exhibit, place, note)?;
        Ok(Changed::of(&change, Some(change.value.to_string())))
    })
    .await
}

/// Lays a mark elsewhere in its exhibit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn move_mark(
    desk: State<'_, Desk>,
    mark: String,
    selector: Selector,
) -> Result<Changed, Failure> {
    let mark = reference(&mark)?;
    desk.work(move |open| {
        let text = match mark {
            Reference::Mark { exhibit, .. } => open.case.exhibit_text(exhibit_number(exhibit))?,
            Reference::Thing(_) => None,
        };
        let place = selector.place(text.as_deref());
        Ok(Changed::of(&open.case.move_mark(mark, place)?, None))
    })
    .await
}

/// Says what a reader should see at a mark.
#[tauri::command]
#[specta::specta]
pub(crate) async fn note_mark(
    desk: State<'_, Desk>,
    mark: String,
    note: String,
) -> Result<Changed, Failure> {
    let mark = reference(&mark)?;
    desk.work(move |open| Ok(Changed::of(&open.case.note_mark(mark, &note)?, None)))
        .await
}

/// Takes a mark away, and off every claim.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_mark(desk: State<'_, Desk>, mark: String) -> Result<Changed, Failure> {
    let mark = reference(&mark)?;
    desk.work(move |open| Ok(Changed::of(&open.case.remove_mark(mark)?, None)))
        .await
}

/// Decides that a place of an exhibit is never printed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redact(
    desk: State<'_, Desk>,
    exhibit: u32,
    selector: Selector,
    reason: RedactionReason,
    label: String,
) -> Result<Changed, Failure> {
    let exhibit = exhibit_number(exhibit);
    desk.work(move |open| {
        let place = selector.place(open.case.exhibit_text(exhibit)?.as_deref());
        let change = open
            .case
            .redact(exhibit, place, reason.into(), Some(label))?;
        Ok(Changed::of(&change, Some(format!("R{}", change.value))))
    })
    .await
}

/// Takes a redaction away, so that copies show the place again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_redaction(
    desk: State<'_, Desk>,
    exhibit: u32,
    number: u32,
) -> Result<Changed, Failure> {
    let exhibit = exhibit_number(exhibit);
    desk.work(move |open| {
        Ok(Changed::of(
            &open.case.remove_redaction(exhibit, number)?,
            None,
        ))
    })
    .await
}
