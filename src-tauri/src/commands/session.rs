//! Opening, unlocking and closing a case.

use crate::{
    desk::{Desk, blocking},
    dialog,
    machine::this_machine,
    wire::{Failure, Session},
};
use tauri::{AppHandle, State};

/// What the window should show; opens the case that the command line named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session(desk: State<'_, Desk>) -> Result<Session, Failure> {
    let desk = desk.inner().clone();
    blocking(move || desk.session()).await
}

/// Lets the user choose a case file and opens it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_case(app: AppHandle, desk: State<'_, Desk>) -> Result<Session, Failure> {
    let desk = desk.inner().clone();
    blocking(move || match dialog::open_case(&app) {
        Some(path) => desk.open(&path),
        None => desk.session(),
    })
    .await
}

/// Makes the sample case where the user wants it, and opens it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_sample(
    app: AppHandle,
    desk: State<'_, Desk>,
) -> Result<Session, Failure> {
    let desk = desk.inner().clone();
    blocking(move || {
        let Some(path) = dialog::save(&app, "sample.plumb") else {
            return desk.session();
        };
        case::sample::make(&path, this_machine())?;
        desk.open(&path)
    })
    .await
}

/// Opens the locked case with its passphrase or its recovery code.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock(desk: State<'_, Desk>, passphrase: String) -> Result<Session, Failure> {
    let desk = desk.inner().clone();
    blocking(move || desk.unlock(&passphrase)).await
}

/// Closes the case and forgets its key.
#[tauri::command]
#[specta::specta]
pub(crate) async fn lock(desk: State<'_, Desk>) -> Result<Session, Failure> {
    let desk = desk.inner().clone();
    blocking(move || Ok(desk.close())).await
}
