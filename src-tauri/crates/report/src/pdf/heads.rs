//! Draws what stands at the top and the foot of every page but the first.

use super::blocks::Desk;
use super::display::{Item, Page, ink};
use super::faces::Weight;
use super::styles::{mono, small};
use super::text::{Style, Words};

/// The section and the version at the top, the fingerprint and the page at
/// the foot; all of it is what readers skip.
pub(crate) fn add_running_heads(
    desk: &mut Desk<'_>,
    page: &mut Page,
    section: &str,
    number: usize,
    count: usize,
) {
    let sheet = desk.sheet;
    let document = desk.document;
    let style = small(6.9).weighing(Weight::Medium);
    let version = desk.labels.version.to_lowercase();
    let label = if document.copy_label.is_empty() {
        format!("{} {}", desk.labels.version, document.version)
    } else {
        format!("{}, {version} {}", document.copy_label, document.version)
    };
    let right = desk.setter.line(&Words::plain(&label, style));
    let room = sheet.right - sheet.left - right.width - 24.0;
    let left = first_words(desk, section, style, room);
    page.put(left, (sheet.left, 39.5));
    page.put(right.items, (sheet.right - right.width, 39.5));

    let y = sheet.height - 36.0;
    if let Some(fingerprint) = document
        .fingerprint
        .as_deref()
        .filter(|f| f.len() >= 16 && f.is_ascii())
    {
        let (head, tail) = (&fingerprint[..8], &fingerprint[fingerprint.len() - 4..]);
        let short = format!("{} {} … {tail}", &head[..4], &head[4..]);
        let set = desk.setter.line(&Words::plain(&short, mono(6.6)));
        page.put(set.items, (sheet.left, y));
    }
    let label = (desk.labels.page)(number, count);
    let style = small(7.0).weighing(Weight::Medium).colored(ink::INK_1);
    let set = desk.setter.line(&Words::plain(&label, style));
    page.put(set.items, (sheet.right - set.width, y));
}

/// As much of a text as fits one line, with an ellipsis when there is more.
fn first_words(desk: &mut Desk<'_>, text: &str, style: Style, room: f32) -> Vec<Item> {
    let whole = desk.setter.line(&Words::plain(text, style));
    if whole.width <= room {
        return whole.items;
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut best = Vec::new();
    for word in text.split(' ').take(60) {
        kept.push(word);
        let tried = format!("{} …", kept.join(" "));
        let set = desk.setter.line(&Words::plain(&tried, style));
        if set.width > room {
            break;
        }
        best = set.items;
    }
    best
}
