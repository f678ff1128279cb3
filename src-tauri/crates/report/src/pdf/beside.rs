//! Lays out the right margin: cited exhibits, confidence, remarks.

use super::blocks::{Desk, append, set_stack};
use super::display::{ARTIFACT, Item, Target, circle, ink};
use super::faces::{Voice, Weight};
use super::flow::Fragment;
use super::marks;
use super::styles::small;
use super::text::{Style, Words};
use crate::{MarginNote, Tone};

const SIZE: f32 = 6.8;
const LEADING: f32 = 9.2;

/// The notes as fragments; the first one's baseline is that of its paragraph.
pub(crate) fn lay_margin(
    desk: &mut Desk<'_>,
    notes: &[MarginNote],
    paragraph_baseline: f32,
) -> Vec<Fragment> {
    let own_baseline = LEADING / 2.0 + SIZE * 0.33;
    let mut laid: Vec<Fragment> = Vec::new();
    for note in notes {
        let mut fragment = match note {
            MarginNote::Exhibit {
                label,
                target,
                lead,
                detail,
                tone,
            } => lay_exhibit(desk, (label, target), lead, detail, *tone),
            MarginNote::Confidence { claim, bars, word } => {
                lay_confidence(desk, claim, *bars, word)
            }
            MarginNote::Remark { text, tone } => lay_remark(desk, text, *tone),
        };
        if laid.is_empty() {
            let shift = (paragraph_baseline - own_baseline).max(0.0);
            fragment.items.iter_mut().for_each(|i| i.shift(0.0, shift));
            fragment.height += shift;
        }
        fragment.before = 5.0;
        laid.push(fragment);
    }
    laid
}

/// One fragment of all lines, so that a note is never cut.
fn unite(lines: Vec<Fragment>) -> Fragment {
    let mut united = Fragment::default();
    for mut line in lines {
        let y = united.height;
        line.items.iter_mut().for_each(|item| item.shift(0.0, y));
        united.items.append(&mut line.items);
        united.height += line.height;
    }
    united
}

fn lay_exhibit(
    desk: &mut Desk<'_>,
    (label, target): (&str, &str),
    lead: &str,
    detail: &str,
    tone: Tone,
) -> Fragment {
    let color = marks::color_of(tone);
    let left = desk.sheet.margin_left;
    let baseline = LEADING / 2.0 + SIZE * 0.33;
    let tag_style = Style::new(Voice::Mono, Weight::Medium, 6.9, color);
    let tag = desk.setter.line(&Words::plain(label, tag_style));
    let text_left = left + (tag.width + 13.0).max(45.0);
    let mut words = Words::default();
    let text = small(SIZE).colored(if tone == Tone::Plain {
        ink::INK_2
    } else {
        color
    });
    let strong = text
        .weighing(Weight::Semibold)
        .colored(if tone == Tone::Plain {
            ink::INK_1
        } else {
            color
        });
    if tone != Tone::Plain {
        words.push_sign(marks::icon(tone, SIZE * 1.15), text);
    }
    if !lead.is_empty() {
        words.push(lead, strong, None);
        words.push(" ", text, None);
    }
    words.push(detail, text, None);
    let lines = set_stack(desk, &[words], (text_left, desk.sheet.right), LEADING, SIZE);
    let mut fragment = unite(lines);
    fragment.height = fragment.height.max(LEADING);
    fragment
        .items
        .push(circle(left + 2.1, baseline - 2.4, 1.8, (color, 0.75)));
    for mut item in tag.items {
        item.shift(left + 7.2, baseline);
        fragment.items.push(item);
    }
    fragment.items.push(Item::Link {
        area: (left, 0.0, tag.width + 9.0, LEADING),
        target: Target::Name(target.to_owned()),
        words: label.to_owned(),
        node: ARTIFACT,
    });
    fragment
}

fn lay_confidence(desk: &mut Desk<'_>, claim: &str, bars: u8, word: &str) -> Fragment {
    let style = small(SIZE);
    let mut words = Words::default();
    words.push_sign(marks::bars(bars, SIZE * 1.1), style);
    words.push(
        word,
        style.weighing(Weight::Semibold).colored(ink::INK_1),
        None,
    );
    if !claim.is_empty() {
        words.push(&format!(", {} ", desk.labels.claim), style, None);
        let link = words.link(Target::Name(claim.to_owned()), claim.to_owned());
        words.push(claim, style, Some(link));
    }
    let extent = (desk.sheet.margin_left, desk.sheet.right);
    unite(set_stack(desk, &[words], extent, LEADING, SIZE))
}

fn lay_remark(desk: &mut Desk<'_>, text: &str, tone: Tone) -> Fragment {
    let style = small(SIZE).colored(marks::color_of(tone));
    let mut words = Words::default();
    words.push_sign(marks::icon(tone, SIZE * 1.15), style);
    append(&mut words, Words::plain(text, style));
    let extent = (desk.sheet.margin_left, desk.sheet.right);
    unite(set_stack(desk, &[words], extent, LEADING, SIZE))
}
