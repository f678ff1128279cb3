//! Draws what stands at the top and the foot of every page but the first.

use std::collections::HashMap;
use std::sync::Arc;

use super::desk::Desk;
use super::display::{FOOTER, HEADER, Item, Node, Page, Placed, ink};
use super::faces::Weight;
use super::styles::{mono, small};
use super::text::{Style, Words};

/// A line that was set once for all pages that carry it.
#[derive(Clone)]
struct Kept {
    items: Arc<[Item]>,
    width: f32,
}

/// Running heads and page numbers; the same words are set once.
#[derive(Default)]
pub(crate) struct Heads {
    kept: HashMap<(Kind, String), Kept>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Section,
    Version,
    Fingerprint,
    Number,
}

impl Kind {
    /// What it is part of.
    fn place(self) -> Node {
        match self {
            Kind::Section | Kind::Version => HEADER,
            Kind::Fingerprint | Kind::Number => FOOTER,
        }
    }
}

impl Heads {
    /// Forgets what was set, for another language or paper.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
    }

    /// The section and the version at the top, the fingerprint and the page
    /// at the foot; all of it is what readers skip.
    pub(crate) fn add(
        &mut self,
        desk: &mut Desk<'_>,
        page: &mut Page,
        section: Option<&str>,
        (number, count): (usize, usize),
    ) {
        let document = desk.document;
        let full = desk.sheet.full;
        let version = version(desk);
        let width = self.put(desk, page, Kind::Version, &version, true, 39.5);
        let room = full.1 - full.0 - width - 24.0;
        if let Some(section) = section {
            let section = self.shorten(desk, section, room);
            self.put(desk, page, Kind::Section, &section, false, 39.5);
        }
        let y = desk.sheet.height - 36.0;
        let fingerprint = document.fingerprint.as_deref();
        if let Some(hex) = fingerprint.filter(|hex| hex.len() >= 16 && hex.is_ascii()) {
            let (head, tail) = (&hex[..8], &hex[hex.len() - 4..]);
            let short = format!("{} {} … {tail}", &head[..4], &head[4..]);
            self.put(desk, page, Kind::Fingerprint, &short, false, y);
        }
        let label = (desk.labels.page)(number, count);
        self.put(desk, page, Kind::Number, &label, true, y);
    }

    /// Draws a line at the side where reading ends or begins; gives its width.
    fn put(
        &mut self,
        desk: &mut Desk<'_>,
        page: &mut Page,
        kind: Kind,
        text: &str,
        at_end: bool,
        y: f32,
    ) -> f32 {
        let kept = self.set(desk, kind, text);
        let full = desk.sheet.full;
        let x = match at_end {
            true => desk.end(full, kept.width),
            false => desk.start(full, 0.0, kept.width),
        };
        page.placed.push(Placed {
            items: kept.items,
            dx: x,
            dy: y,
            base: kind.place(),
        });
        kept.width
    }

    fn set(&mut self, desk: &mut Desk<'_>, kind: Kind, text: &str) -> Kept {
        let kept = self.kept.entry((kind, text.to_owned()));
        kept.or_insert_with(|| {
            let line = desk.setter.line(&Words::plain(text, style(kind)));
            Kept {
                items: line.items.into(),
                width: line.width,
            }
        })
        .clone()
    }

    /// As much of a text as fits one line, with an ellipsis when there is more.
    fn shorten(&mut self, desk: &mut Desk<'_>, text: &str, room: f32) -> String {
        if self.set(desk, Kind::Section, text).width <= room {
            return text.to_owned();
        }
        let words: Vec<&str> = text.split(' ').take(60).collect();
        let mut best = String::from("…");
        for count in 1..words.len() {
            let tried = format!("{} …", words[..count].join(" "));
            if self.set(desk, Kind::Section, &tried).width > room {
                break;
            }
            best = tried;
        }
        best
    }
}

/// The running title of each page. A section is named where it is long
/// enough to get lost in; a short one is named by its heading alone.
pub(crate) fn running<'a>(pages: &[(Page, &'a str)]) -> Vec<Option<&'a str>> {
    const FEWEST: usize = 3;
    const FEWEST_IN_ALL: usize = 5;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, section) in pages {
        *counts.entry(section).or_default() += 1;
    }
    let is_long = |section: &str| pages.len() >= FEWEST_IN_ALL && counts[section] >= FEWEST;
    let sections = pages.iter().map(|(_, section)| *section);
    sections
        .map(|section| is_long(section).then_some(section))
        .collect()
}

fn style(kind: Kind) -> Style {
    match kind {
        Kind::Section | Kind::Version => small(6.9).weighing(Weight::Medium),
        Kind::Fingerprint => mono(6.6),
        Kind::Number => small(7.0).weighing(Weight::Medium).colored(ink::INK_1),
    }
}

/// For whom the copy is, in a word or two, and its version.
fn version(desk: &Desk<'_>) -> String {
    let document = desk.document;
    let label = document.copy_label.split(',').next().unwrap_or_default();
    if label.is_empty() {
        return format!("{} {}", desk.labels.version, document.version);
    }
    let version = desk.labels.version.to_lowercase();
    format!("{label}, {version} {}", document.version)
}
