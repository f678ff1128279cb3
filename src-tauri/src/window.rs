//! The window itself.

use crate::{desk::Desk, settings::Settings};
use std::{
    path::{Path, PathBuf},
    thread,
    time::Duration,
};
use tauri::{App, AppHandle, Manager, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent};

/// How long a page may take to save what is being written before the window goes.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// Opens the window that `tauri.conf.json` describes. Its browser keeps nothing
/// on a disk.
///
/// WebKit lets no automation into such a browser, so under a WebDriver, which
/// sets `TAURI_WEBVIEW_AUTOMATION`, it is an ordinary one: a test that finds
/// nothing of a case on the disk then has looked where more could lie.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    for config in &app.config().app.windows {
        let window = WebviewWindowBuilder::from_config(app.handle(), config)?
            .incognito(config.incognito && !is_automated())
            .build()?;
        size(&window, &Settings::read(app.handle()));
    }
    Ok(())
}

/// A second start of Plumb: the running window comes forward and is told which
/// case was asked for.
pub(crate) fn second_start(app: &AppHandle, arguments: Vec<String>, folder: String) {
    if let Some(window) = app.get_webview_window("main") {
        // Whether a window can be brought forward is up to the system.
        let _ = window.unminimize();
        let _ = window.set_focus();
        ask(
            &window,
            arguments.get(1).map(|asked| Path::new(&folder).join(asked)),
        );
    }
}

/// Tells the page that somebody asked for the case at `path`.
pub(crate) fn ask(window: &WebviewWindow, path: Option<PathBuf>) {
    if let Some(path) = path {
        window.state::<Desk>().ask(path);
    }
    tell(window, "plumb-asked");
}

/// Lets the page save what is being written before its window closes.
pub(crate) fn closing(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else {
        return;
    };
    let Some(page) = window.get_webview_window(window.label()) else {
        return;
    };
    api.prevent_close();
    tell(&page, "plumb-closing");
    thread::spawn(move || {
        thread::sleep(LAST_WORDS);
        // By now it is gone, unless the page hangs.
        let _ = page.destroy();
    });
}

/// Raises an event of this name in the page. It says that something happened and
/// carries nothing.
fn tell(page: &WebviewWindow, event: &str) {
    // A page that is gone needs no telling.
    let _ = page.eval(format!("window.dispatchEvent(new Event('{event}'))"));
}

/// Shows everything as large as the settings say.
pub(crate) fn size(window: &WebviewWindow, settings: &Settings) {
    let zoom = f64::from(settings.zoom_percent.clamp(50, 300)) / 100.0;
    // A web view that cannot be enlarged still shows everything.
    let _ = window.set_zoom(zoom);
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where the environment is read"
)]
fn is_automated() -> bool {
    std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|value| value == "true")
}
