//! Lays out the margin: cited exhibits, confidence, remarks.

use super::desk::Desk;
use super::display::{Item, Target, circle, ink};
use super::faces::{Voice, Weight};
use super::fragment::Fragment;
use super::marks;
use super::structure::Role;
use super::styles::small;
use super::text::{Link, Style, Words};
use crate::{MarginNote, Tone};

const SIZE: f32 = 6.8;
const LEADING: f32 = 9.2;
/// A note of more lines than this is cut in parts, so that each fits a page.
const TALLEST: usize = 60;

/// The notes as fragments; the first one's baseline is that of its paragraph.
pub(crate) fn lay_margin(
    desk: &mut Desk<'_>,
    notes: &[MarginNote],
    paragraph_baseline: f32,
) -> Vec<Fragment> {
    if notes.is_empty() {
        return Vec::new();
    }
    desk.tree.open(Role::Div);
    let own_baseline = LEADING / 2.0 + SIZE * 0.33;
    let mut laid: Vec<Fragment> = Vec::new();
    for note in notes {
        let mut parts = desk.within(Role::Paragraph, |desk| lay_note(desk, note));
        if let Some(top) = parts.first_mut() {
            top.before = 5.0;
        }
        laid.append(&mut parts);
    }
    desk.tree.close();
    if let Some(first) = laid.first_mut() {
        let shift = (paragraph_baseline - own_baseline).max(0.0);
        first.items.iter_mut().for_each(|i| i.shift(0.0, shift));
        first.height += shift;
    }
    laid
}

fn lay_note(desk: &mut Desk<'_>, note: &MarginNote) -> Vec<Fragment> {
    match note {
        MarginNote::Exhibit {
            label,
            target,
            lead,
            detail,
            tone,
        } => lay_exhibit(desk, (label, target), (lead, detail), *tone),
        MarginNote::Confidence { claim, bars, word } => lay_confidence(desk, claim, *bars, word),
        MarginNote::Remark { text, tone } => lay_remark(desk, text, *tone),
    }
}

/// Lines as one fragment, so that a note is not cut unless it must be.
fn unite(lines: Vec<Fragment>) -> Vec<Fragment> {
    let mut parts: Vec<Fragment> = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        if index % TALLEST == 0 {
            parts.push(Fragment::default());
        }
        if let Some(part) = parts.last_mut() {
            part.stack(line);
        }
    }
    parts
}

fn lay_exhibit(
    desk: &mut Desk<'_>,
    (label, target): (&str, &str),
    (lead, detail): (&str, &str),
    tone: Tone,
) -> Vec<Fragment> {
    let color = marks::color_of(tone);
    let plain = tone == Tone::Plain;
    let margin = desk.sheet.margin;
    let baseline = LEADING / 2.0 + SIZE * 0.33;
    let tag_style = Style::new(Voice::Mono, Weight::Medium, 6.9, color);
    let node = desk.tree.open(Role::Link);
    let words = desk.say(label, tag_style);
    desk.tree.close();
    let tag = desk.setter.line(&words);
    let text_extent = desk.inset(margin, (tag.width + 13.0).max(45.0));
    let text = small(SIZE).colored(if plain { ink::INK_2 } else { color });
    let strong = text.weighing(Weight::Semibold);
    let strong = strong.colored(if plain { ink::INK_1 } else { color });
    let mut words = desk.words();
    if !plain {
        words.push_sign(marks::icon(tone, SIZE * 1.15), text);
    }
    if !lead.is_empty() {
        words.push(lead, strong, None);
        words.push(" ", text, None);
    }
    words.push(detail, text, None);
    let mut parts = unite(desk.set(&words, text_extent, LEADING, SIZE));
    if parts.is_empty() {
        parts.push(Fragment::default());
    }
    let fragment = &mut parts[0];
    fragment.height = fragment.height.max(LEADING);
    let dot = desk.start(margin, 2.1, 0.0);
    let ring = circle(dot, baseline - 2.4, 1.8, (color, 0.75));
    fragment.items.push(ring);
    let tag_left = desk.start(margin, 7.2, tag.width);
    let width = tag.width + 9.0;
    let area = (desk.start(margin, 0.0, width), 0.0, width, LEADING);
    fragment.put_first(tag.items, (tag_left, baseline));
    fragment.items.push(Item::Link {
        area,
        target: Target::Name(target.to_owned()),
        words: label.to_owned(),
        node,
    });
    parts
}

fn lay_confidence(desk: &mut Desk<'_>, claim: &str, bars: u8, word: &str) -> Vec<Fragment> {
    let style = small(SIZE);
    let mut words = desk.words();
    words.push_sign(marks::bars(bars, SIZE * 1.1), style);
    let strong = style.weighing(Weight::Semibold).colored(ink::INK_1);
    words.push(word, strong, None);
    if !claim.is_empty() {
        words.push(&format!(", {} ", desk.labels.claim), style, None);
        push_link(desk, &mut words, claim, claim, style);
    }
    let lines = desk.set(&words, desk.sheet.margin, LEADING, SIZE);
    unite(lines)
}

/// Adds words that lead to a place in the report.
pub(crate) fn push_link(
    desk: &mut Desk<'_>,
    words: &mut Words,
    text: &str,
    name: &str,
    style: Style,
) {
    let link = words.link(Link {
        target: Target::Name(name.to_owned()),
        words: text.to_owned(),
        node: desk.tree.add(Role::Link),
    });
    words.push(text, style, Some(link));
}

/// Adds the numbers of paragraphs, each leading to its own.
pub(crate) fn push_paragraphs(
    desk: &mut Desk<'_>,
    words: &mut Words,
    numbers: &[u32],
    style: Style,
) {
    let label = match numbers {
        [] => return,
        [_] => desk.labels.paragraph,
        _ => desk.labels.paragraphs,
    };
    words.push(&format!(" {label}\u{a0}"), style, None);
    for (index, number) in numbers.iter().enumerate() {
        if index > 0 {
            words.push(", ", style, None);
        }
        let name = format!("par-{number}");
        push_link(desk, words, &number.to_string(), &name, style);
    }
}

fn lay_remark(desk: &mut Desk<'_>, text: &str, tone: Tone) -> Vec<Fragment> {
    let style = small(SIZE).colored(marks::color_of(tone));
    let mut words = desk.words();
    words.push_sign(marks::icon(tone, SIZE * 1.15), style);
    words.push(text, style, None);
    let lines = desk.set(&words, desk.sheet.margin, LEADING, SIZE);
    unite(lines)
}
