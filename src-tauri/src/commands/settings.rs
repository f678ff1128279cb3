//! Settings, and the jobs that run.

use crate::{jobs::Jobs, recent::Recent, settings::Settings, window, wire::Failure};
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
pub(crate) fn keep_settings(
    app: AppHandle,
    window: WebviewWindow,
    settings: Settings,
) -> Result<(), Failure> {
    window::size(&window, &settings);
    if !settings.remember_cases {
        Recent::read(&app).clear();
    }
    settings.keep(&app)
}

/// Asks a job to stop. What it did so far is taken back by the job itself.
#[tauri::command]
#[specta::specta]
pub(crate) fn cancel(jobs: State<'_, Jobs>, job: u32) {
    jobs.cancel(job);
}
