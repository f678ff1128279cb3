//! The clipboard on Windows and macOS. Tried on neither yet.

use super::Offered;
use tauri::AppHandle;

/// Reads every form that Plumb knows.
pub(super) fn read(_: &AppHandle) -> Option<Offered> {
    let mut board = arboard::Clipboard::new().ok()?;
    Some(Offered {
        files: board.get().file_list().unwrap_or_default(),
        text: board.get_text().ok(),
        html: board.get().html().ok().map(String::into_bytes),
        picture: board.get_image().ok().and_then(|picture| png(&picture)),
    })
}

/// Nothing is taken back here: who put something there cannot be told.
pub(super) fn forget(_: &AppHandle) {}

/// These systems give pixels, not the bytes that were copied.
fn png(picture: &arboard::ImageData<'_>) -> Option<(&'static str, Vec<u8>)> {
    let size = (
        u32::try_from(picture.width).ok()?,
        u32::try_from(picture.height).ok()?,
    );
    Some(("png", case::png(&picture.bytes, size)?))
}
