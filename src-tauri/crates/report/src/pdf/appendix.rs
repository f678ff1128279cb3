//! Lays out what follows the plates: claims, open points, characters without a font.

use std::collections::BTreeSet;

use super::beside::{push_link, push_paragraphs};
use super::desk::Desk;
use super::display::Target;
use super::display::{Item, ink, line, rectangle};
use super::faces::Weight;
use super::fragment::{Fragment, labelled};
use super::marks;
use super::plates::{LEADING, SIZE};
use super::structure::Role;
use super::styles::{self, BODY_LEADING, body, mono, set_inlines, small};
use super::tables::lay_rows;
use super::text::{Figures, Fit, Link, Style, Words};
use crate::{Checking, ClaimEvidence, ClaimRow, Inline, OpenPoint};

/// A title that begins a page and names its running head.
pub(crate) fn lay_title(desk: &mut Desk<'_>, title: &str, name: &str) -> Vec<Fragment> {
    let (style, leading) = styles::heading(1);
    let full = desk.sheet.full;
    let words = desk.within(Role::Heading(2), |desk| desk.say(title, style));
    let mut lines = desk.set(&words, full, leading, style.size);
    lines.iter_mut().for_each(|line| line.keep = true);
    if let Some(first) = lines.first_mut() {
        first.breaks = true;
        first.section = Some(title.to_owned());
        first.items.push(Item::Anchor(name.to_owned(), -10.0));
        first.items.push(Item::Entry(1, title.to_owned(), -10.0));
    }
    if let Some(last) = lines.last_mut() {
        let y = last.height + 5.0;
        let rule = line(full.0, y, full.1, y, ink::LINE_CONTROL, 0.7);
        last.items.push(rule);
        last.height += 10.0;
    }
    lines
}

/// A claim of the claims appendix.
pub(crate) fn lay_claim(desk: &mut Desk<'_>, claim: &ClaimRow) -> Vec<Fragment> {
    let full = desk.sheet.full;
    let extent = desk.inset(full, 44.0);
    let serif = Style {
        size: 9.6,
        ..body()
    };
    desk.tree.open(Role::Div);
    desk.tree.open(Role::Paragraph);
    let tag_style = mono(8.0).weighing(Weight::Medium).colored(ink::ACCENT);
    let tag = desk.line_of(Role::Label, &claim.tag, tag_style);
    let words = desk.say(&claim.text, serif);
    desk.tree.close();
    let lines = desk.set(&words, extent, 13.6, 9.6);
    let x = desk.start(full, 0.0, tag.width);
    let mut lines = labelled(lines, 13.6, tag.items, (x, 10.0));
    lines[0].before = 9.0;
    lines[0].items.push(Item::Anchor(claim.tag.clone(), -8.0));
    lines.iter_mut().for_each(|line| line.keep = true);
    let state = desk.within(Role::Paragraph, |desk| set_state(desk, claim));
    let mut below = desk.set(&state, extent, LEADING, SIZE);
    if !claim.evidence.is_empty() {
        let evidence = desk.within(Role::Paragraph, |desk| set_evidence(desk, &claim.evidence));
        below.append(&mut desk.set(&evidence, extent, LEADING, SIZE));
    }
    desk.tree.close();
    if let Some(first) = below.first_mut() {
        first.before = 2.0;
    }
    lines.append(&mut below);
    if let Some(last) = lines.last_mut() {
        last.keep = false;
        let y = last.height + 6.0;
        let rule = line(full.0, y, full.1, y, ink::LINE, 0.5);
        last.items.push(rule);
        last.height += 6.0;
    }
    lines
}

fn set_state(desk: &mut Desk<'_>, claim: &ClaimRow) -> Words {
    let quiet = small(SIZE);
    let strong = quiet.weighing(Weight::Semibold).colored(ink::INK_1);
    let mut state = desk.say(&claim.standing, strong);
    if let Some((filled, word)) = &claim.confidence {
        state.push("   ", quiet, None);
        state.push_sign(marks::bars(*filled, SIZE * 1.1), quiet);
        state.push(word, strong, None);
    }
    if !claim.reason.is_empty() {
        state.push(&format!(". {}", claim.reason.trim()), quiet, None);
    }
    push_paragraphs(
        desk,
        &mut state,
        &claim.paragraphs,
        quiet.colored(ink::INK_3),
    );
    state
}

fn set_evidence(desk: &mut Desk<'_>, evidence: &[ClaimEvidence]) -> Words {
    let quiet = small(SIZE);
    let mut words = desk.words();
    for (index, mark) in evidence.iter().enumerate() {
        if index > 0 {
            words.push("   ", quiet, None);
        }
        let color = marks::color_of(mark.tone);
        words.push_sign(marks::icon(mark.tone, SIZE * 1.1), quiet);
        words.push(&mark.stance, quiet.colored(color), None);
        words.push("\u{a0}", quiet, None);
        let label = mono(SIZE * 0.94).weighing(Weight::Medium);
        let label = label.colored(ink::ACCENT);
        push_link(desk, &mut words, &mark.label, &mark.target, label);
    }
    words
}

/// What the checks found, in the editor's copy.
pub(crate) fn lay_open_points(desk: &mut Desk<'_>, points: &[OpenPoint]) -> Vec<Fragment> {
    let mut fragments = lay_title(desk, desk.labels.open_points, "open-points");
    let full = desk.sheet.full;
    let wide = full.1 - full.0 - 106.0;
    let columns = [(0.0, 34.0), (44.0, 52.0), (106.0, wide)]
        .map(|(by, width)| (desk.start(full, by, width), width));
    desk.tree.open(Role::Table);
    let points = points.iter();
    let rows: Vec<Vec<Words>> = points
        .map(|point| desk.within(Role::Row, |desk| set_point(desk, point)))
        .collect();
    desk.tree.close();
    fragments.append(&mut lay_rows(desk, &columns, full, &[], &rows));
    fragments
}

fn set_point(desk: &mut Desk<'_>, point: &OpenPoint) -> Vec<Words> {
    let style = small(SIZE).colored(ink::INK_1);
    let identifier = mono(SIZE).colored(ink::INK_1);
    let rule = desk.within(Role::RowHeadCell, |desk| desk.say(&point.rule, identifier));
    let place = desk.within(Role::Cell, |desk| {
        let mut place = desk.words();
        if let Some(number) = point.paragraph {
            let text = format!("{} {number}", desk.labels.paragraph);
            let name = format!("par-{number}");
            push_link(desk, &mut place, &text, &name, small(SIZE));
        }
        place
    });
    let text = desk.within(Role::Cell, |desk| {
        let mut text = desk.say(&point.text, style);
        if let Some(waiver) = &point.waiver {
            let quiet = small(SIZE).colored(ink::INK_3);
            text.push(&format!("  {}: {waiver}", desk.labels.waived), quiet, None);
        }
        text
    });
    vec![rule, place, text]
}

/// How to check the report, on a page of its own: sentences, then commands
/// that are typed as they stand, so that none is broken.
pub(crate) fn lay_checking(desk: &mut Desk<'_>, checking: &Checking) -> Vec<Fragment> {
    let full = desk.sheet.full;
    let mut fragments = lay_title(desk, desk.labels.checking, "checking");
    let style = Style {
        figures: Figures::Default,
        ..body()
    };
    for text in &checking.text {
        let words = desk.within(Role::Paragraph, |desk| desk.say(text, style));
        let mut lines = desk.set(&words, desk.sheet.text, BODY_LEADING, style.size);
        if let Some(first) = lines.first_mut() {
            first.before = 7.5;
        }
        fragments.append(&mut lines);
    }
    let size = command_size(desk, &checking.commands, full.1 - full.0 - 16.0);
    for (index, command) in checking.commands.iter().enumerate() {
        let style = mono(size).colored(ink::INK_1);
        let words = desk.within(Role::Paragraph, |desk| {
            desk.within(Role::Code, |desk| desk.say(command, style))
        });
        let line = desk.setter.line(&words);
        let ground = (full.0, 0.0, full.1 - full.0, 14.1);
        let mut fragment = Fragment {
            items: vec![rectangle(ground, 0.0, Some(ink::SUNKEN), None)],
            height: 14.0,
            before: if index == 0 { 12.0 } else { 0.0 },
            ..Fragment::default()
        };
        fragment.put(line.items, (full.0 + 8.0, 9.6));
        fragments.push(fragment);
    }
    fragments
}

/// The size at which the widest command stands on one line.
fn command_size(desk: &mut Desk<'_>, commands: &[String], room: f32) -> f32 {
    const LARGEST: f32 = 7.8;
    let widths = commands.iter().map(|command| {
        let words = Words::plain(command, mono(LARGEST));
        desk.setter.line(&words).width
    });
    let widest = widths.fold(room, f32::max);
    LARGEST * room / widest
}

/// The characters that had to be replaced, so that nobody takes a box for text.
pub(crate) fn lay_missing(desk: &mut Desk<'_>, missing: &BTreeSet<char>) -> Vec<Fragment> {
    /// More than this many are counted, not listed.
    const LISTED: usize = 200;
    let codes = missing.iter().take(LISTED);
    let codes: Vec<String> = codes.map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let mut list = codes.join(" ");
    if missing.len() > LISTED {
        list.push_str(&format!(" … ({})", missing.len()));
    }
    let full = desk.sheet.full;
    let mut heading = desk.small_heading(desk.labels.missing_title, full);
    heading.clears = true;
    let mut fragments = vec![heading];
    for (text, style) in [
        (desk.labels.missing, small(SIZE).colored(ink::INK_1)),
        (list.as_str(), mono(SIZE * 0.93)),
    ] {
        let words = desk.within(Role::Paragraph, |desk| desk.say(text, style));
        fragments.append(&mut desk.set(&words, full, LEADING, SIZE));
    }
    fragments
}

/// A footnote as lines; its number leads back to what refers to it.
pub(crate) fn lay_note(desk: &mut Desk<'_>, note: &[Inline], number: usize) -> Vec<Fragment> {
    let column = desk.sheet.text;
    let style = styles::note();
    desk.tree.open(Role::Note);
    let label_style = small(6.0).weighing(Weight::Semibold).colored(ink::INK_1);
    let label = desk.within(Role::Label, |desk| {
        let mut words = desk.words();
        let text = number.to_string();
        let link = words.link(Link {
            target: Target::Name(format!("note-{number}-ref")),
            words: text.clone(),
            node: desk.tree.add(Role::Link),
        });
        words.push(&text, label_style, Some(link));
        words
    });
    let label = desk.setter.line(&label);
    let mut words = desk.within(Role::Paragraph, |desk| set_inlines(desk, note, style));
    words.iter_mut().for_each(|part| part.fit = Fit::Justified);
    desk.tree.close();
    let extent = desk.inset(column, 12.0);
    let lines = desk.set_all(&words, extent, 11.2, style.size);
    let x = desk.start(column, 0.0, label.width);
    let mut lines = labelled(lines, 11.2, label.items, (x, 8.0));
    lines[0].before = 2.2;
    let anchor = Item::Anchor(format!("note-{number}"), 0.0);
    lines[0].items.push(anchor);
    // A note inside a note has no place of its own on the page.
    lines.iter_mut().for_each(|line| line.notes.clear());
    lines
}
