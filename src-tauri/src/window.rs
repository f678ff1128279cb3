//! The window itself.

use crate::settings::Settings;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};

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
