//! The clipboard on Linux, through the window's own toolkit: on Wayland that is
//! the real one, and a picture comes as the bytes that were copied.

use super::Offered;
use gtk::{gdk, glib};
use std::{path::PathBuf, sync::mpsc, time::Duration};
use tauri::AppHandle;

/// A program that does not hand over what it copied is not waited for longer.
const PATIENCE: Duration = Duration::from_secs(10);
const PICTURES: [(&str, &str); 4] = [
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/webp", "webp"),
    ("image/gif", "gif"),
];

/// Reads every form that Plumb knows.
pub(super) fn read(app: &AppHandle) -> Option<Offered> {
    let targets = ask(app, "TARGETS")?;
    let offers = |name: &str| targets.1.iter().any(|target| target == name);
    let bytes = |name: &str| {
        offers(name)
            .then(|| ask(app, name))
            .flatten()
            .map(|got| got.0)
    };
    let words = |name: &str| bytes(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let picture = || {
        PICTURES
            .iter()
            .find_map(|(media_type, ending)| Some((*ending, bytes(media_type)?)))
    };
    Some(Offered {
        files: words("text/uri-list")
            .map(|list| files(&list))
            .unwrap_or_default(),
        text: words("UTF8_STRING").or_else(|| words("text/plain;charset=utf-8")),
        html: bytes("text/html"),
        picture: picture(),
    })
}

/// Takes back what this program offers, also what is only selected. Another's stays:
/// the toolkit lets go of nothing that it does not hold.
pub(super) fn forget(app: &AppHandle) {
    // A window that is gone offers nothing.
    let _ = app.run_on_main_thread(|| {
        for selection in [&gdk::SELECTION_CLIPBOARD, &gdk::SELECTION_PRIMARY] {
            gtk::Clipboard::get(selection).clear();
        }
    });
}

/// One form of what lies there, and the names in it when it is a list of forms.
/// The toolkit is asked on the thread of the window and answers when it can.
fn ask(app: &AppHandle, form: &str) -> Option<(Vec<u8>, Vec<String>)> {
    let (answer, answered) = mpsc::channel();
    let form = form.to_owned();
    app.run_on_main_thread(move || {
        let board = gtk::Clipboard::get(&gdk::SELECTION_CLIPBOARD);
        board.request_contents(&gdk::Atom::intern(&form), move |_, given| {
            let names = given.targets().unwrap_or_default();
            let names = names.iter().map(|name| name.name().to_string()).collect();
            // Nobody listens any more when patience ended.
            let _ = answer.send((given.data(), names));
        });
    })
    .ok()?;
    answered.recv_timeout(PATIENCE).ok()
}

fn files(list: &str) -> Vec<PathBuf> {
    list.lines()
        .map(str::trim)
        .filter(|line| line.starts_with("file://"))
        .filter_map(|line| Some(glib::filename_from_uri(line).ok()?.0))
        .collect()
}
