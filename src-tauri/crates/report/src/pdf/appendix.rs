//! Lays out what follows the plates: claims, open points, characters without a font.

use super::blocks::{Desk, set_stack};
use super::display::{Item, Target, ink, line};
use super::faces::Weight;
use super::flow::Fragment;
use super::marks;
use super::styles::{self, body, mono, small};
use super::tables::lay_rows;
use super::text::{Style, Words};
use crate::ClaimRow;

const SIZE: f32 = 7.4;
const LEADING: f32 = 10.4;

/// The claims appendix; nothing when there are no claims.
pub(crate) fn lay_claims(desk: &mut Desk<'_>) -> Vec<Fragment> {
    let document = desk.document;
    if document.claims.is_empty() {
        return Vec::new();
    }
    let mut fragments = lay_title(desk, desk.labels.claims);
    for claim in &document.claims {
        fragments.append(&mut lay_claim(desk, claim));
    }
    fragments
}

/// A title that begins a page and names its running head.
fn lay_title(desk: &mut Desk<'_>, title: &str) -> Vec<Fragment> {
    let (style, leading) = styles::heading(1);
    let (left, right) = (desk.sheet.left, desk.sheet.right);
    let words = [Words::plain(title, style)];
    let mut lines = set_stack(desk, &words, (left, right), leading, style.size);
    lines.iter_mut().for_each(|line| line.keep = true);
    if let Some(first) = lines.first_mut() {
        first.breaks = true;
        first.section = Some(title.to_owned());
        first.items.push(Item::Entry(1, title.to_owned(), -10.0));
    }
    if let Some(last) = lines.last_mut() {
        let y = last.height + 5.0;
        last.items
            .push(line(left, y, right, y, ink::LINE_CONTROL, 0.7));
        last.height += 10.0;
    }
    lines
}

fn lay_claim(desk: &mut Desk<'_>, claim: &ClaimRow) -> Vec<Fragment> {
    let sheet = desk.sheet;
    let text_left = sheet.left + 44.0;
    let serif = Style {
        size: 9.6,
        ..body()
    };
    let words = [Words::plain(&claim.text, serif)];
    let mut lines = set_stack(desk, &words, (text_left, sheet.right), 13.6, 9.6);
    if lines.is_empty() {
        lines.push(Fragment {
            height: 13.6,
            ..Fragment::default()
        });
    }
    let tag_style = mono(8.0).weighing(Weight::Medium).colored(ink::ACCENT);
    let tag = desk.setter.line(&Words::plain(&claim.tag, tag_style));
    for mut item in tag.items {
        item.shift(sheet.left, 10.0);
        lines[0].items.push(item);
    }
    lines[0].before = 9.0;
    lines[0].items.push(Item::Anchor(claim.tag.clone(), -8.0));
    lines.iter_mut().for_each(|line| line.keep = true);

    let mut state = Words::default();
    let quiet = small(SIZE);
    let strong = quiet.weighing(Weight::Semibold).colored(ink::INK_1);
    state.push(&claim.standing, strong, None);
    if let Some((filled, word)) = &claim.confidence {
        state.push("   ", quiet, None);
        state.push_sign(marks::bars(*filled, SIZE * 1.1), quiet);
        state.push(word, strong, None);
    }
    if !claim.reason.is_empty() {
        state.push(&format!(". {}", claim.reason.trim()), quiet, None);
    }
    let extent = (text_left, sheet.right);
    let mut below = set_stack(desk, &[state], extent, LEADING, SIZE);
    let mut evidence = Words::default();
    for (index, mark) in claim.evidence.iter().enumerate() {
        if index > 0 {
            evidence.push("   ", quiet, None);
        }
        let color = marks::color_of(mark.tone);
        evidence.push_sign(marks::icon(mark.tone, SIZE * 1.1), quiet);
        evidence.push(&mark.stance, quiet.colored(color), None);
        evidence.push("\u{a0}", quiet, None);
        let target = Target::Name(mark.target.clone());
        let link = evidence.link(target, mark.label.clone());
        let label = mono(SIZE * 0.94).weighing(Weight::Medium);
        evidence.push(&mark.label, label.colored(ink::ACCENT), Some(link));
    }
    if !claim.evidence.is_empty() {
        below.append(&mut set_stack(desk, &[evidence], extent, LEADING, SIZE));
    }
    if let Some(first) = below.first_mut() {
        first.before = 2.0;
    }
    lines.append(&mut below);
    if let Some(last) = lines.last_mut() {
        last.keep = false;
        let y = last.height + 6.0;
        last.items
            .push(line(sheet.left, y, sheet.right, y, ink::LINE, 0.5));
        last.height += 6.0;
    }
    lines
}

/// What the checks found, in the editor's copy.
pub(crate) fn lay_open_points(desk: &mut Desk<'_>) -> Vec<Fragment> {
    let document = desk.document;
    if document.open_points.is_empty() {
        return Vec::new();
    }
    let mut fragments = lay_title(desk, desk.labels.open_points);
    let left = desk.sheet.left;
    let columns = [
        (left, 34.0),
        (left + 44.0, 52.0),
        (left + 106.0, desk.sheet.right - left - 106.0),
    ];
    let style = small(SIZE).colored(ink::INK_1);
    let mut rows = Vec::new();
    for point in &document.open_points {
        let rule = Words::plain(&point.rule, mono(SIZE).colored(ink::INK_1));
        let mut place = Words::default();
        if let Some(number) = point.paragraph {
            let text = format!("{} {number}", desk.labels.paragraph);
            let link = place.link(Target::Name(format!("par-{number}")), text.clone());
            place.push(&text, small(SIZE), Some(link));
        }
        let mut text = Words::plain(&point.text, style);
        if let Some(waiver) = &point.waiver {
            let quiet = small(SIZE).colored(ink::INK_3);
            text.push(&format!("  {}: {waiver}", desk.labels.waived), quiet, None);
        }
        rows.push(vec![rule, place, text]);
    }
    fragments.append(&mut lay_rows(desk, &columns, &[], &rows));
    fragments
}

/// The characters that had to be replaced, so that nobody takes a box for text.
pub(crate) fn lay_missing(desk: &mut Desk<'_>) -> Vec<Fragment> {
    /// More than this many are counted, not listed.
    const LISTED: usize = 200;
    let missing: Vec<String> = desk
        .setter
        .shaper
        .missing
        .iter()
        .map(|character| format!("U+{:04X}", u32::from(*character)))
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let mut list = missing[..missing.len().min(LISTED)].join(" ");
    if missing.len() > LISTED {
        list.push_str(&format!(" … ({})", missing.len()));
    }
    let mut fragments = vec![super::blocks::small_heading(
        desk,
        desk.labels.missing_title,
        desk.sheet.left,
    )];
    fragments[0].clears = true;
    let extent = (desk.sheet.left, desk.sheet.right);
    for (text, style) in [
        (desk.labels.missing, small(SIZE).colored(ink::INK_1)),
        (list.as_str(), mono(SIZE * 0.93)),
    ] {
        let words = [Words::plain(text, style)];
        fragments.append(&mut set_stack(desk, &words, extent, LEADING, SIZE));
    }
    fragments
}

/// Footnotes as lines, each beginning with its number.
pub(crate) fn lay_notes(desk: &mut Desk<'_>) -> Vec<Vec<Fragment>> {
    let document = desk.document;
    let (left, right) = (desk.sheet.left, desk.sheet.text_right);
    let style = styles::note();
    let mut notes = Vec::new();
    for (index, note) in document.notes.iter().enumerate() {
        let number = index + 1;
        let words = styles::set_inlines(&mut desk.setter, note, style);
        let mut lines = set_stack(desk, &words, (left + 12.0, right), 11.2, style.size);
        if lines.is_empty() {
            lines.push(Fragment {
                height: 11.2,
                ..Fragment::default()
            });
        }
        let label = small(6.0).weighing(Weight::Semibold).colored(ink::INK_1);
        let set = desk.setter.line(&Words::plain(&number.to_string(), label));
        for mut item in set.items {
            item.shift(left, 8.0);
            lines[0].items.push(item);
        }
        lines[0].before = 2.2;
        lines[0]
            .items
            .push(Item::Anchor(format!("note-{number}"), 0.0));
        // A note inside a note has no place of its own on the page.
        lines.iter_mut().for_each(|line| line.notes.clear());
        notes.push(lines);
    }
    notes
}
