//! Writing the report: what carries it, what it can cite, what is decided about it.

use super::reference;
use crate::{
    desk::Desk,
    wire::{Changed, Citable, Failure, Weighed},
};
use tauri::State;

/// What the checks and the rail say of a text that need not be saved.
#[tauri::command]
#[specta::specta]
pub(crate) async fn weigh(desk: State<'_, Desk>, text: String) -> Result<Weighed, Failure> {
    desk.work(move |open| {
        let weighed = open.case.weigh(&mut open.preview, &text)?;
        Ok(Weighed::of(&weighed, &text))
    })
    .await
}

/// What a sentence can cite, for what was typed behind its `@`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn citable(desk: State<'_, Desk>, typed: String) -> Result<Vec<Citable>, Failure> {
    desk.work(move |open| {
        let found = open.case.citable(&mut open.preview, &typed)?;
        Ok(found.iter().map(Citable::from).collect())
    })
    .await
}

/// Decides to live with a finding of the checks.
#[tauri::command]
#[specta::specta]
pub(crate) async fn waive(
    desk: State<'_, Desk>,
    rule: String,
    objects: Vec<String>,
    sentence: Option<String>,
    reason: String,
) -> Result<Changed, Failure> {
    let objects = objects
        .iter()
        .map(|tag| reference(tag))
        .collect::<Result<Vec<_>, _>>()?;
    desk.work(move |open| {
        let change = open.case.waive(&rule, objects, sentence, &reason)?;
        Ok(Changed::of(&change, None))
    })
    .await
}
