//! What differs between the pages as they were sealed and a file, in sentences.

use std::collections::{BTreeMap, BTreeSet};

use super::{Seal, SealedLink, SealedPage, lines, seal, short};
use crate::pdf::read::{Annotation, PdfFile};

/// A difference from what was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The page, counted from 1, when it is about one.
    pub page: Option<usize>,
    /// What happened, in a sentence.
    pub text: String,
    /// Whether it changes what the report says; comments do not.
    pub is_problem: bool,
}

/// Comments that readers add to a file on purpose.
const COMMENTS: [&str; 15] = [
    "Text",
    "Highlight",
    "Underline",
    "Squiggly",
    "StrikeOut",
    "Caret",
    "FreeText",
    "Ink",
    "Line",
    "Square",
    "Circle",
    "Polygon",
    "PolyLine",
    "Stamp",
    "FileAttachment",
];

/// Comments that can hide what is printed below them.
const COVERING: [&str; 5] = ["FreeText", "Stamp", "Square", "Circle", "Polygon"];

/// Compares a file with the seal it carries.
pub fn compare(sealed: &Seal, file: &PdfFile) -> Vec<Difference> {
    let now = seal(file);
    let mut found = Vec::new();
    compare_attachments(sealed, &now, &mut found);
    for pair in pairs(&sealed.pages, &now.pages) {
        match pair {
            (Some(was), Some(is)) => compare_page(sealed, &now, (was, is), file, &mut found),
            (Some(was), None) => problem(
                &mut found,
                Some(was + 1),
                format!("Page {} is missing from this file.", was + 1),
            ),
            (None, Some(is)) => problem(
                &mut found,
                Some(is + 1),
                format!(
                    "Page {} of this file was not there when it was printed.",
                    is + 1
                ),
            ),
            (None, None) => {}
        }
    }
    compare_destinations(sealed, &now, &mut found);
    comments(file, &mut found);
    for what in file.actions() {
        problem(
            &mut found,
            None,
            format!("The file was given {what}, which a report never has."),
        );
    }
    found
}

fn problem(found: &mut Vec<Difference>, page: Option<usize>, text: String) {
    found.push(Difference {
        page,
        text,
        is_problem: true,
    });
}

fn compare_attachments(sealed: &Seal, now: &Seal, found: &mut Vec<Difference>) {
    for (name, digest) in &sealed.attachments {
        let text = match now.attachments.get(name) {
            Some(same) if same == digest => continue,
            Some(_) => format!("The attachment {name} was changed after printing."),
            None => format!("The attachment {name} is missing."),
        };
        problem(found, None, text);
    }
    let added = now
        .attachments
        .keys()
        .filter(|name| !sealed.attachments.contains_key(*name));
    for name in added {
        problem(
            found,
            None,
            format!("The attachment {name} was added after printing."),
        );
    }
}

/// Which page of the file stands for which sealed one. With as many pages as
/// were printed they are compared one by one; else by what they show.
fn pairs(was: &[SealedPage], is: &[SealedPage]) -> Vec<(Option<usize>, Option<usize>)> {
    if was.len() == is.len() {
        return (0..was.len()).map(|at| (Some(at), Some(at))).collect();
    }
    let contents = |pages: &[SealedPage]| -> BTreeMap<String, usize> {
        let indexed = pages.iter().enumerate();
        indexed
            .map(|(at, page)| (page.content.clone(), at))
            .collect()
    };
    let (sealed_at, file_at) = (contents(was), contents(is));
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < was.len() || j < is.len() {
        let (Some(sealed), Some(page)) = (was.get(i), is.get(j)) else {
            pairs.push(if i < was.len() {
                (Some(i), None)
            } else {
                (None, Some(j))
            });
            (i, j) = (i + 1, j + 1);
            continue;
        };
        let comes_later = |at: Option<&usize>, from: usize| at.is_some_and(|at| *at > from);
        if sealed.content != page.content && comes_later(file_at.get(&sealed.content), j) {
            pairs.push((None, Some(j)));
            j += 1;
        } else if sealed.content != page.content
            && (comes_later(sealed_at.get(&page.content), i) || is.len() - j < was.len() - i)
        {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        }
    }
    pairs
}

fn compare_page(
    sealed: &Seal,
    now: &Seal,
    (was_at, is_at): (usize, usize),
    file: &PdfFile,
    found: &mut Vec<Difference>,
) {
    let (was, is) = (&sealed.pages[was_at], &now.pages[is_at]);
    let page = was_at + 1;
    let before = found.len();
    if was.content != is.content
        && let Some(other) = sealed
            .pages
            .iter()
            .position(|other| other.content == is.content)
    {
        let text = format!(
            "Page {page} was exchanged: page {} stands in its place.",
            other + 1
        );
        return problem(found, Some(page), text);
    }
    compare_links(was, is, page, found);
    if was.content != is.content && found.len() == before {
        problem(found, Some(page), changed_words(was, is_at, page, file));
    }
    let names: BTreeSet<&String> = was.pictures.keys().chain(is.pictures.keys()).collect();
    for name in names {
        if was.pictures.get(name) != is.pictures.get(name) {
            let text =
                format!("A picture on page {page} ({name}) is not the one that was printed.");
            problem(found, Some(page), text);
        }
    }
    if was.resources != is.resources && was.content == is.content {
        problem(found, Some(page), changed_fonts(sealed, now, page));
    }
    if was.size != is.size {
        let text = format!("Page {page} was cut or enlarged after printing.");
        problem(found, Some(page), text);
    }
}

fn compare_links(was: &SealedPage, is: &SealedPage, page: usize, found: &mut Vec<Difference>) {
    let at = |link: &SealedLink| link.area;
    for link in &was.links {
        let mut same_place = is.links.iter().filter(|other| at(other) == at(link));
        let Some(now) = same_place
            .clone()
            .find(|other| *other == link)
            .or(same_place.next())
        else {
            let text = format!(
                "On page {page} the link “{}” to {} is gone.",
                link.text, link.to
            );
            problem(found, Some(page), text);
            continue;
        };
        if now.to != link.to {
            let text = format!(
                "On page {page} the link “{}” now leads to {}; it was printed leading to {}.",
                link.text, now.to, link.to
            );
            problem(found, Some(page), text);
        }
        // Words below an unchanged page cannot have changed.
        if now.text != link.text && was.content != is.content {
            problem(found, Some(page), changed_citation(link, &now.text, page));
        }
    }
    let added = is
        .links
        .iter()
        .filter(|now| !was.links.iter().any(|link| at(link) == at(now)));
    for link in added {
        let text = format!(
            "On page {page} a link to {} was added after printing.",
            link.to
        );
        problem(found, Some(page), text);
    }
}

fn changed_citation(link: &SealedLink, now: &str, page: usize) -> String {
    let what = match link.paragraph {
        Some(paragraph) => format!("paragraph {paragraph} cites {}", link.text),
        None => format!("it says “{}”", link.text),
    };
    format!("Page {page} was changed after printing: {what}, and the page now reads “{now}”.")
}

fn changed_words(was: &SealedPage, is_at: usize, page: usize, file: &PdfFile) -> String {
    let sealed: BTreeSet<&str> = was
        .lines
        .as_bytes()
        .chunks(6)
        .filter_map(|digits| std::str::from_utf8(digits).ok())
        .collect();
    let now = lines(&file.page(is_at));
    let new: Vec<&String> = now
        .iter()
        .filter(|line| !sealed.contains(&*short(line)))
        .collect();
    match new.as_slice() {
        [] if now.len() * 6 < was.lines.len() => {
            format!("Page {page} was changed after printing: words are missing from it.")
        }
        [] => {
            format!("Page {page} was changed after printing: its drawing is not what was printed.")
        }
        [line, ..] => {
            let start: String = line.chars().take(120).collect();
            format!("Page {page} was changed after printing: it now reads “{start}”.")
        }
    }
}

fn changed_fonts(sealed: &Seal, now: &Seal, page: usize) -> String {
    let is_changed = |(name, digest): &(&String, &String)| now.fonts.get(*name) != Some(digest);
    match sealed.fonts.iter().find(is_changed) {
        Some((name, _)) => format!(
            "Page {page} is drawn with a font that was changed after printing, {name}: it may show other letters than were printed."
        ),
        None => format!("Page {page} is drawn with parts that were changed after printing."),
    }
}

fn compare_destinations(sealed: &Seal, now: &Seal, found: &mut Vec<Difference>) {
    // With pages missing or added every later place has moved.
    if sealed.pages.len() != now.pages.len() {
        return;
    }
    for (name, page) in &sealed.destinations {
        let text = match now.destinations.get(name) {
            Some(same) if same == page => continue,
            Some(other) => {
                format!(
                    "Links to {name} now lead to page {other}; they were printed leading to page {page}."
                )
            }
            None => format!("Links to {name} lead nowhere now; they led to page {page}."),
        };
        problem(found, None, text);
    }
}

/// Comments are counted; anything else that was laid over a page is named.
fn comments(file: &PdfFile, found: &mut Vec<Difference>) {
    let mut count = 0;
    let mut covered = BTreeSet::new();
    for page in 0..file.pages() {
        for Annotation { kind, .. } in file.annotations(page) {
            match kind.as_str() {
                "Link" | "Popup" => {}
                kind if COMMENTS.contains(&kind) => {
                    count += 1;
                    if COVERING.contains(&kind) {
                        covered.insert(page + 1);
                    }
                }
                kind => {
                    let page = page + 1;
                    let text =
                        format!("On page {page} something was added that is no comment ({kind}).");
                    problem(found, Some(page), text);
                }
            }
        }
    }
    let mut note = |text: String| {
        found.push(Difference {
            page: None,
            text,
            is_problem: false,
        });
    };
    match count {
        0 => {}
        1 => note("1 comment was added.".to_owned()),
        _ => note(format!("{count} comments were added.")),
    }
    for page in covered {
        note(format!(
            "A comment on page {page} may cover printed words; move it to see them."
        ));
    }
}

/// What a file's seal says; none when the bytes are no seal.
pub fn read_seal(bytes: &[u8]) -> Option<Seal> {
    let seal: Seal = serde_json::from_slice(bytes).ok()?;
    (seal.schema == super::SCHEMA).then_some(seal)
}
