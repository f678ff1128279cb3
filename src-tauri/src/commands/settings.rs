//! Settings, and the jobs that run.

use crate::{desk::Desk, jobs::Jobs, recent::Recent, settings::Settings, window, wire::Failure};
use tauri::{AppHandle, State, WebviewWindow};

/// How this person likes the window.
#[tauri::command]
#[specta::specta]
pub(crate) fn settings(app: AppHandle) -> Settings {
    Settings::read(&app)
}

/// Keeps how this person likes the window.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_settings(
    app: AppHandle,
    desk: State<'_, Desk>,
    window: WebviewWindow,
    settings: Settings,
) -> Result<(), Failure> {
    window::size(&window, &settings);
    let remembered = Settings::read(&app).remember_cases;
    settings.keep(&app)?;
    match (remembered, settings.remember_cases) {
        (true, false) => Recent::read(&app).clear(),
        // The case that is open was opened before anybody asked for a list.
        (false, true) => {
            if let Some(path) = desk.path() {
                Recent::note(&app, &path);
            }
        }
        _ => (),
    }
    Ok(())
}

/// Asks a job to stop. What it did so far is taken back by the job itself.
#[tauri::command]
#[specta::specta]
pub(crate) fn cancel(jobs: State<'_, Jobs>, job: u32) {
    jobs.cancel(job);
}
