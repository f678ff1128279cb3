//! Changing the open case: each answer says what to read again.

use super::{claim_number, reference};
use crate::{
    desk::Desk,
    wire::{Changed, Failure, Level, Stance},
};
use tauri::State;

/// Lays a mark in one of a claim's lanes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn link(
    desk: State<'_, Desk>,
    mark: String,
    claim: u32,
    stance: Stance,
) -> Result<Changed, Failure> {
    let mark = reference(&mark)?;
    desk.work(move |open| {
        Ok(Changed::of(
            &open.case.link(mark, claim_number(claim), stance.into())?,
            None,
        ))
    })
    .await
}

/// Takes a mark off a claim.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlink(
    desk: State<'_, Desk>,
    mark: String,
    claim: u32,
) -> Result<Changed, Failure> {
    let mark = reference(&mark)?;
    desk.work(move |open| {
        Ok(Changed::of(
            &open.case.unlink(mark, claim_number(claim))?,
            None,
        ))
    })
    .await
}

/// Sets the report's Markdown.
#[tauri::command]
#[specta::specta]
pub(crate) async fn write_manuscript(
    desk: State<'_, Desk>,
    text: String,
) -> Result<Changed, Failure> {
    desk.work(move |open| Ok(Changed::of(&open.case.write_manuscript(&text)?, None)))
        .await
}

/// Says how sure the reporters are of a claim, and why.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_confidence(
    desk: State<'_, Desk>,
    claim: u32,
    level: Level,
    reason: String,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let change = open
            .case
            .set_confidence(claim_number(claim), level.into(), &reason)?;
        Ok(Changed::of(&change, None))
    })
    .await
}

/// Undoes the last `steps` steps, each in its turn.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(desk: State<'_, Desk>, steps: u32) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let undone = open.case.undo(steps as usize)?;
        Ok(Changed::all(undone.iter().map(|step| &step.stale), None))
    })
    .await
}

/// Redoes the last `steps` undone steps.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redo(desk: State<'_, Desk>, steps: u32) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let redone = open.case.redo(steps as usize)?;
        Ok(Changed::all(redone.iter().map(|step| &step.stale), None))
    })
    .await
}
