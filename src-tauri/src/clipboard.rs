//! What lies on the clipboard, read where the system keeps it: web views do not
//! give a page the pictures that were copied elsewhere.

use std::path::PathBuf;
use tauri::AppHandle;

#[cfg(target_os = "linux")]
#[path = "clipboard/gtk.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "clipboard/arboard.rs"]
mod system;

/// What can be pasted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Pasted {
    /// Files that were copied in another program.
    Files(Vec<PathBuf>),
    /// One address and nothing else.
    Link(String),
    /// A text, a part of a page, or a picture.
    Item {
        /// `pasted.png`
        name: String,
        bytes: Vec<u8>,
        /// The first line of a text; none of a picture.
        title: Option<String>,
    },
}

/// The forms in which something lies on the clipboard.
#[derive(Debug, Default)]
struct Offered {
    files: Vec<PathBuf>,
    text: Option<String>,
    html: Option<Vec<u8>>,
    /// A picture as it was copied, with the ending of its name.
    picture: Option<(&'static str, Vec<u8>)>,
}

/// Reads the clipboard; none when there is nothing that could be evidence.
pub(crate) fn read(app: &AppHandle) -> Option<Pasted> {
    system::read(app).and_then(choose)
}

/// Takes from the clipboard what was copied out of Plumb's window; what others put
/// there stays.
pub(crate) fn forget(app: &AppHandle) {
    system::forget(app);
}

/// Of several forms the one that says most: files, then words, then a picture.
fn choose(offered: Offered) -> Option<Pasted> {
    if !offered.files.is_empty() {
        return Some(Pasted::Files(offered.files));
    }
    let Some(text) = offered.text.filter(|text| !text.trim().is_empty()) else {
        let (ending, bytes) = offered.picture?;
        return Some(Pasted::Item {
            name: format!("pasted.{ending}"),
            bytes,
            title: None,
        });
    };
    if is_address(text.trim()) {
        return Some(Pasted::Link(text.trim().to_owned()));
    }
    let title = Some(first_line(&text));
    let (name, bytes) = match offered.html {
        Some(html) => ("pasted.html", html),
        None => ("pasted.txt", text.into_bytes()),
    };
    let name = name.to_owned();
    Some(Pasted::Item { name, bytes, title })
}

fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

/// The first line that says something, as long as a title.
fn first_line(text: &str) -> String {
    const LONGEST: usize = 90;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty());
    let line = line.unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_win_over_a_picture_and_files_over_both() {
        let picture = || Some(("png", vec![1]));
        let both = Offered {
            text: Some("They met.\nTwice.".into()),
            picture: picture(),
            ..Offered::default()
        };
        let Some(Pasted::Item { name, title, .. }) = choose(both) else {
            panic!("a text is pasted");
        };
        assert_eq!(
            (name.as_str(), title.as_deref()),
            ("pasted.txt", Some("They met."))
        );
        let files = Offered {
            files: vec!["/a".into()],
            text: Some("/a".into()),
            picture: picture(),
            ..Offered::default()
        };
        assert_eq!(choose(files), Some(Pasted::Files(vec!["/a".into()])));
        let alone = Offered {
            html: Some(b"<img>".to_vec()),
            picture: picture(),
            ..Offered::default()
        };
        assert!(matches!(choose(alone), Some(Pasted::Item { name, .. }) if name == "pasted.png"));
        assert_eq!(choose(Offered::default()), None);
    }

    #[test]
    fn a_link_is_an_address_and_nothing_else() {
        assert!(is_address("https://example.org/road?x=1"));
        assert!(!is_address("see https://example.org"));
        assert!(!is_address("https://example.org and more"));
        assert!(!is_address("javascript:alert(1)"));
    }
}
