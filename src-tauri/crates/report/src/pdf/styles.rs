//! The type scale of the page and how inline markup changes it.

use super::desk::Desk;
use super::display::{Target, ink};
use super::faces::{Voice, Weight};
use super::marks;
use super::structure::Role;
use super::text::{Figures, Link, Style, Words};
use crate::{Citation, Inline};

/// Running text: 10.2 on 15 points.
pub(crate) const BODY: f32 = 10.2;
/// Leading of running text.
pub(crate) const BODY_LEADING: f32 = 15.0;

/// The author's words.
pub(crate) fn body() -> Style {
    Style {
        figures: Figures::OldStyle,
        ..Style::new(Voice::Serif, Weight::Regular, BODY, ink::INK_1)
    }
}

/// Footnotes.
pub(crate) fn note() -> Style {
    Style {
        size: 8.1,
        ..body()
    }
}

/// Captions, tables, the margin: Plumb's words.
pub(crate) fn small(size: f32) -> Style {
    Style::new(Voice::Sans, Weight::Regular, size, ink::INK_2)
}

/// Identifiers.
pub(crate) fn mono(size: f32) -> Style {
    Style::new(Voice::Mono, Weight::Regular, size, ink::INK_2)
}

/// A heading and its leading.
pub(crate) fn heading(level: u8) -> (Style, f32) {
    let (voice, size, leading) = match level {
        0 | 1 => (Voice::Display, 20.2, 24.0),
        2 => (Voice::Serif, 14.5, 19.0),
        3 => (Voice::Serif, 12.2, 16.5),
        _ => (Voice::Serif, 10.6, 15.0),
    };
    (
        Style::new(voice, Weight::Semibold, size, ink::INK_1),
        leading,
    )
}

/// Addresses may lead to the web or to a mail program; anything else stays text.
pub(crate) fn allowed(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    let known = ["http", "https", "mailto"]
        .iter()
        .any(|allowed| scheme.eq_ignore_ascii_case(allowed));
    known && address.contains(':') && !address.chars().any(|c| c.is_control() || c == ' ')
}

/// How deep inline markup may be nested before it is printed as plain words.
const DEEPEST: usize = 40;

/// Sets inline markup in words; a line break becomes the start of a new entry.
pub(crate) fn set_inlines(desk: &mut Desk<'_>, inlines: &[Inline], style: Style) -> Vec<Words> {
    let mut lines = vec![desk.words()];
    add_inlines(desk, &mut lines, inlines, style, None, 0);
    lines
}

/// Like `set_inlines`, with line breaks as spaces.
pub(crate) fn set_flat(desk: &mut Desk<'_>, inlines: &[Inline], style: Style) -> Words {
    let flat: Vec<Inline> = inlines
        .iter()
        .map(|inline| match inline {
            Inline::Break => Inline::Text(" ".into()),
            other => other.clone(),
        })
        .collect();
    set_inlines(desk, &flat, style).swap_remove(0)
}

fn add_inlines(
    desk: &mut Desk<'_>,
    lines: &mut Vec<Words>,
    inlines: &[Inline],
    style: Style,
    link: Option<&Link>,
    depth: usize,
) {
    if depth > DEEPEST {
        return;
    }
    for inline in inlines {
        let last = lines.len() - 1;
        let words = &mut lines[last];
        match inline {
            Inline::Text(text) if link.is_none() => desk.push(words, text, style),
            Inline::Text(text) => push(words, text, style, link),
            Inline::Code(text) => push(words, text, typewriter(style), link),
            Inline::Emphasis(inner) => {
                let style = Style {
                    italic: !style.italic,
                    ..style
                };
                add_inlines(desk, lines, inner, style, link, depth + 1);
            }
            Inline::Strong(inner) => {
                let style = style.weighing(Weight::Semibold);
                add_inlines(desk, lines, inner, style, link, depth + 1);
            }
            Inline::Link { address, text } if allowed(address) => {
                let link = Link {
                    target: Target::Address(address.clone()),
                    words: plain(text),
                    node: desk.tree.add(Role::Link),
                };
                let style = style.colored(ink::ACCENT);
                add_inlines(desk, lines, text, style, Some(&link), depth + 1);
            }
            Inline::Link { address, text } => {
                add_inlines(desk, lines, text, style, link, depth + 1);
                let last = lines.len() - 1;
                push(&mut lines[last], &format!(" ({address})"), style, link);
            }
            Inline::Citation(citation) => add_citation(desk, words, citation, style),
            Inline::Note(number) => add_note(desk, words, *number, style),
            Inline::Break => lines.push(desk.words()),
        }
    }
}

fn typewriter(style: Style) -> Style {
    Style {
        voice: Voice::Mono,
        weight: Weight::Regular,
        italic: false,
        figures: Figures::Default,
        size: style.size * 0.9,
        ..style
    }
}

fn add_citation(desk: &mut Desk<'_>, words: &mut Words, citation: &Citation, style: Style) {
    let Citation {
        label,
        target,
        locator,
        ..
    } = citation;
    let place = if locator.is_empty() { "" } else { ", " };
    let label = format!("{label}{place}{locator}");
    let object = marks::tag(desk, &label, target, style.size);
    words.hold_space();
    words.push_object(object, style);
}

/// A footnote's raised number.
fn add_note(desk: &mut Desk<'_>, words: &mut Words, number: usize, style: Style) {
    let raised = Style {
        voice: Voice::Sans,
        weight: Weight::Semibold,
        size: style.size * 0.62,
        rise: style.size * 0.36,
        figures: Figures::Default,
        italic: false,
        ..style
    };
    desk.tree.open(Role::Reference);
    let link = words.link(Link {
        target: Target::Name(format!("note-{number}")),
        words: number.to_string(),
        node: desk.tree.add(Role::Link),
    });
    desk.tree.close();
    words.push_note(number, raised, Some(link));
}

fn push(words: &mut Words, text: &str, style: Style, link: Option<&Link>) {
    let link = link.map(|link| match words.links.last() {
        Some(last) if last.node == link.node => words.links.len() - 1,
        _ => words.link(link.clone()),
    });
    words.push(text, style, link);
}

/// The plain words of inline markup.
pub(crate) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    add_plain(&mut text, inlines, 0);
    text
}

fn add_plain(text: &mut String, inlines: &[Inline], depth: usize) {
    if depth > DEEPEST {
        return;
    }
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) => add_plain(text, inner, depth + 1),
            Inline::Link { text: inner, .. } => add_plain(text, inner, depth + 1),
            Inline::Citation(_) | Inline::Note(_) => {}
            Inline::Break => text.push(' '),
        }
    }
}
