//! Opening, making, unlocking and closing a case.

use crate::{
    clipboard,
    desk::{Desk, blocking},
    dialog,
    drops::{self, Drops},
    jobs::Jobs,
    machine::this_machine,
    recent::Recent,
    strength,
    wire::{CreatedCase, Failure, RecentCase, Session, Strength},
};
use case::{Case, KeyCost, Lock};
use tauri::{AppHandle, Manager, State, WebviewWindow};

/// What the window should show; opens the case that the command line named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session(app: AppHandle, desk: State<'_, Desk>) -> Result<Session, Failure> {
    entering(app, &desk, |_, desk| desk.session()).await
}

/// Lets the user choose a case file and opens it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_case(app: AppHandle, desk: State<'_, Desk>) -> Result<Session, Failure> {
    entering(app, &desk, |app, desk| match dialog::open_case(app) {
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
    entering(app, &desk, |app, desk| {
        let Some(path) = dialog::save(app, "sample.plumb") else {
            return desk.session();
        };
        case::sample::make(&path, this_machine())?;
        desk.open(&path)
    })
    .await
}

/// Makes a case where the user wants it; nothing if they did not say where.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_case(
    app: AppHandle,
    desk: State<'_, Desk>,
    title: String,
    passphrase: String,
) -> Result<Option<CreatedCase>, Failure> {
    let desk = desk.inner().clone();
    blocking(move || {
        let Some(path) = dialog::save(&app, "case.plumb") else {
            return Ok(None);
        };
        let lock = Lock {
            passphrase: &passphrase,
            cost: KeyCost::DEFAULT,
        };
        let opening = Case::create(&path, title.trim(), lock, this_machine())?;
        let code = opening.recovery_code.as_ref();
        let recovery_code = code.map(|code| code.printed().to_string());
        Recent::note(&app, &path);
        Ok(Some(CreatedCase {
            session: desk.lay(opening.case, &path),
            recovery_code: recovery_code.unwrap_or_default(),
        }))
    })
    .await
}

/// For how long a passphrase would last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn judge_passphrase(passphrase: String) -> Strength {
    strength::of(&passphrase)
}

/// The cases that were opened here, if they are remembered.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recent_cases(app: AppHandle) -> Vec<RecentCase> {
    Recent::read(&app).cases()
}

/// Opens the case at a place of the list of recent ones.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_recent(
    app: AppHandle,
    desk: State<'_, Desk>,
    place: u32,
) -> Result<Session, Failure> {
    entering(app, &desk, move |app, desk| {
        match Recent::read(app).path(place as usize) {
            Some(path) => desk.open(path),
            None => desk.session(),
        }
    })
    .await
}

/// Opens the case file that was dropped on the start; none when it was no case file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_dropped(
    app: AppHandle,
    desk: State<'_, Desk>,
    drops: State<'_, Drops>,
) -> Result<Option<Session>, Failure> {
    let case = drops.take().into_iter().find(|path| drops::is_case(path));
    let Some(path) = case else {
        return Ok(None);
    };
    entering(app, &desk, move |_, desk| desk.open(&path))
        .await
        .map(Some)
}

/// Takes a case off the list of recent ones; the file stays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_recent(app: AppHandle, place: u32) -> Vec<RecentCase> {
    Recent::read(&app).forget(place as usize);
    Recent::read(&app).cases()
}

/// The name of a case that a second start of Plumb was asked for.
#[tauri::command]
#[specta::specta]
pub(crate) async fn asked_case(desk: State<'_, Desk>) -> Result<Option<String>, Failure> {
    Ok(desk.asked_name())
}

/// Opens it instead of the case on the desk, or leaves it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_asked_case(
    app: AppHandle,
    desk: State<'_, Desk>,
    open: bool,
) -> Result<Session, Failure> {
    entering(app, &desk, move |_, desk| {
        if open {
            return desk.open_asked();
        }
        desk.dismiss_asked();
        desk.session()
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
pub(crate) async fn lock(
    app: AppHandle,
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
) -> Result<Session, Failure> {
    jobs.cancel_all();
    clipboard::forget(&app);
    let desk = desk.inner().clone();
    blocking(move || Ok(desk.close())).await
}

/// Leaves a case, locked or open, for the start.
#[tauri::command]
#[specta::specta]
pub(crate) async fn go_home(
    app: AppHandle,
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
) -> Result<Session, Failure> {
    jobs.cancel_all();
    clipboard::forget(&app);
    let desk = desk.inner().clone();
    blocking(move || Ok(desk.clear())).await
}

/// Closes the case and the window, now that what was being written is saved.
#[tauri::command]
#[specta::specta]
pub(crate) async fn leave(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
) -> Result<(), Failure> {
    jobs.cancel_all();
    clipboard::forget(window.app_handle());
    let desk = desk.inner().clone();
    blocking(move || Ok(desk.clear())).await?;
    // A window that is gone already needs no closing.
    let _ = window.destroy();
    Ok(())
}

/// Comes to a case and keeps that it was opened.
async fn entering(
    app: AppHandle,
    desk: &Desk,
    enter: impl FnOnce(&AppHandle, &Desk) -> Result<Session, Failure> + Send + 'static,
) -> Result<Session, Failure> {
    let desk = desk.clone();
    blocking(move || {
        let session = enter(&app, &desk)?;
        if let Some(path) = desk.path() {
            Recent::note(&app, &path);
        }
        Ok(session)
    })
    .await
}
