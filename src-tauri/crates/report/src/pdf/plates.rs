//! Lays out the exhibits' plates: the picture and its marks, custody, claims, fingerprint.

use super::desk::Desk;
use super::display::{Item, ink, line, rectangle};
use super::faces::{Voice, Weight};
use super::figures::describe;
use super::fragment::{Fragment, labelled};
use super::structure::Role;
use super::styles::{body, mono, small};
use super::tables::{Extent, lay_rows};
use super::text::{Style, Words};
use super::title::split_fingerprint;
use super::{beside, blocks, marks, sides};
use crate::{Passage, Plate, PlateMark, Region, View};

/// The size and leading of a plate's words, points.
pub(crate) const SIZE: f32 = 7.4;
pub(crate) const LEADING: f32 = 10.4;
/// The greatest height of a picture, and the least before the plate is
/// continued on a second page instead.
const TALLEST: f32 = 430.0;
const SMALLEST: f32 = 230.0;

/// A plate, which begins a page; the first opens the appendix.
pub(crate) fn lay_plate(desk: &mut Desk<'_>, plate: &Plate, first: bool) -> Vec<Fragment> {
    desk.tree.open(Role::Section);
    let mut fragments = lay_plate_title(desk, plate, first);
    let view = desk.tree.add(Role::Div);
    let margin = desk.within(Role::Div, |desk| sides::lay_side(desk, plate));
    let mut below = lay_custody(desk, plate);
    below.append(&mut lay_claims(desk, plate));
    below.append(&mut lay_fingerprint(desk, plate));
    // The picture gives way when that keeps the plate on one page.
    let parts = fragments.iter().chain(&below);
    let taken: f32 = parts.map(|part| part.before + part.height).sum();
    let room = desk.sheet.bottom - desk.sheet.top - taken;
    let tallest = if room < SMALLEST {
        TALLEST
    } else {
        room.min(TALLEST)
    };
    let outer = desk.tree.enter(view);
    let mut shown = lay_view(desk, plate, tallest);
    desk.tree.enter(outer);
    desk.tree.close();
    if let Some(top) = shown.first_mut() {
        top.margin = margin;
    }
    fragments.append(&mut shown);
    fragments.append(&mut below);
    fragments
}

fn lay_plate_title(desk: &mut Desk<'_>, plate: &Plate, first: bool) -> Vec<Fragment> {
    let full = desk.sheet.full;
    let mono = Style::new(Voice::Mono, Weight::Medium, 18.0, ink::INK_1);
    let serif = Style::new(Voice::Serif, Weight::Semibold, 16.0, ink::INK_1);
    desk.tree.open(Role::Heading(2));
    let words = desk.say(&plate.tag, mono);
    let tag = desk.setter.line(&words);
    let words = desk.say(&plate.title, serif);
    desk.tree.close();
    let extent = desk.inset(full, tag.width + 11.0);
    let lines = desk.set(&words, extent, 20.0, 16.0);
    let x = desk.start(full, 0.0, tag.width);
    let mut lines = labelled(lines, 20.0, tag.items, (x, 15.3));
    lines.iter_mut().for_each(|line| line.keep = true);
    let last = lines.len() - 1;
    let head = &mut lines[0];
    head.breaks = true;
    head.section = Some(desk.labels.exhibits.to_owned());
    head.items.push(Item::Anchor(plate.tag.clone(), -20.0));
    if first {
        let title = desk.labels.exhibits.to_owned();
        head.items.push(Item::Anchor("exhibits".to_owned(), -20.0));
        head.items.push(Item::Entry(1, title, -20.0));
    }
    let entry = format!("{} {}", plate.tag, plate.title);
    head.items.push(Item::Entry(2, entry, -20.0));
    let y = lines[last].height + 6.0;
    let rule = line(full.0, y, full.1, y, ink::LINE_CONTROL, 0.7);
    lines[last].items.push(rule);
    lines[last].height += 23.0;
    lines
}

/// The picture with its marks, or the excerpt, or why nothing is shown.
fn lay_view(desk: &mut Desk<'_>, plate: &Plate, tallest: f32) -> Vec<Fragment> {
    let (left, right) = desk.sheet.text;
    match &plate.view {
        View::Picture(index) => match desk.sizes.fit(*index, right - left, tallest) {
            Some(size) => vec![lay_picture(desk, plate, *index, size)],
            None => lay_absent(desk, desk.labels.unreadable_picture),
        },
        View::Excerpt(passages) => {
            let lang = Some(plate.source_record.lang.as_str()).filter(|lang| !lang.is_empty());
            lay_excerpt(desk, passages, lang)
        }
        View::Blocks(inner) => {
            let column = blocks::text_column(desk);
            let laid = inner.iter();
            laid.flat_map(|block| blocks::lay_block(desk, block, column))
                .collect()
        }
        View::Absent(why) => lay_absent(desk, why),
    }
}

fn lay_picture(desk: &mut Desk<'_>, plate: &Plate, index: usize, (w, h): (f32, f32)) -> Fragment {
    let left = desk.start(desk.sheet.text, 0.0, w);
    let node = describe(desk, [&plate.alt, &plate.title, &plate.tag]);
    let area = (left, 0.0, w, h);
    let mut fragment = Fragment {
        items: vec![
            Item::Picture { index, area, node },
            rectangle(area, 0.0, None, Some((ink::LINE_CONTROL, 0.6))),
        ],
        height: h,
        ..Fragment::default()
    };
    for (number, place) in &plate.covered {
        name_covered(desk, &mut fragment, *number, *place, area);
    }
    for mark in &plate.marks {
        draw_mark(desk, &mut fragment, mark, area);
    }
    fragment
}

/// The number of a redaction on what is painted over, where there is room for it.
fn name_covered(
    desk: &mut Desk<'_>,
    fragment: &mut Fragment,
    number: usize,
    place: Region,
    (left, _, w, h): (f32, f32, f32, f32),
) {
    let style = Style::new(Voice::Sans, Weight::Medium, 6.2, ink::WHITE);
    let label = Words::plain(&format!("R{number}"), style);
    let set = desk.setter.line(&label);
    if place.width * w < set.width + 5.0 || place.height * h < 8.6 {
        return;
    }
    let middle = (place.height * h).min(16.0) / 2.0;
    let at = (left + place.x * w + 3.5, place.y * h + middle + 2.2);
    fragment.put(set.items, at);
}

/// A mark's frame and number above the picture. Readers find the marks in
/// words beside it.
fn draw_mark(
    desk: &mut Desk<'_>,
    fragment: &mut Fragment,
    mark: &PlateMark,
    (left, _, w, h): (f32, f32, f32, f32),
) {
    let Some(place) = mark.place else { return };
    let x = left + place.x.clamp(0.0, 1.0) * w;
    let y = place.y.clamp(0.0, 1.0) * h;
    let mark_w = (place.width * w).clamp(2.0, (left + w - x).max(2.0));
    let mark_h = (place.height * h).clamp(2.0, (h - y).max(2.0));
    let frame = (x, y, mark_w, mark_h);
    // A white edge keeps the frame visible on any picture.
    let edge = rectangle(frame, 0.0, None, Some((ink::WHITE, 2.2)));
    let ring = rectangle(frame, 0.0, None, Some((ink::ACCENT, 1.1)));
    let style = Style::new(Voice::Sans, Weight::Semibold, 6.6, ink::WHITE);
    let label = Words::plain(&mark.number.to_string(), style);
    let set = desk.setter.line(&label);
    let side = (set.width + 5.0).max(9.6);
    // A low frame holds a line of text, which the number must not cover.
    let (x, y) = match mark_h < 40.0 {
        true if x - left >= side => (x - side, y),
        true if y >= 9.6 => (x, y - 9.6),
        _ => (x, y),
    };
    let ground = rectangle((x, y, side, 9.6), 0.0, Some(ink::ACCENT), None);
    fragment.items.extend([edge, ring, ground]);
    fragment.put(set.items, (x + (side - set.width) / 2.0, y + 7.2));
}

fn lay_excerpt(desk: &mut Desk<'_>, passages: &[Passage], lang: Option<&str>) -> Vec<Fragment> {
    let plain = Style {
        size: 9.0,
        ..body()
    };
    desk.tree.open(Role::Quote);
    desk.tree.open(Role::Paragraph);
    let words = desk.passage(lang, |desk| {
        let mut words = desk.words();
        for passage in passages {
            if let Some(number) = passage.mark {
                let label = Style::new(Voice::Sans, Weight::Semibold, 6.4, ink::ACCENT);
                words.push(&format!("{number}\u{a0}"), label, None);
            }
            let ground = passage.mark.map(|_| ink::ACCENT_TINT);
            desk.push(&mut words, &passage.text, Style { ground, ..plain });
        }
        words
    });
    desk.tree.close();
    desk.tree.close();
    let (left, right) = desk.sheet.text;
    let mut lines = desk.set(&words, (left + 12.0, right - 12.0), 13.6, 9.0);
    frame_lines(&mut lines, (left, right));
    if lines.is_empty() {
        lines.push(Fragment::default());
    }
    lines
}

/// A frame around lines that may go on over several pages.
fn frame_lines(lines: &mut [Fragment], (left, right): (f32, f32)) {
    let pen = (ink::LINE_CONTROL, 0.6);
    let count = lines.len();
    for (index, fragment) in lines.iter_mut().enumerate() {
        fragment.keep = false;
        if index == 0 {
            fragment.items.iter_mut().for_each(|i| i.shift(0.0, 9.0));
            fragment.height += 9.0;
            fragment
                .items
                .push(line(left, 0.0, right, 0.0, pen.0, pen.1));
        }
        if index + 1 == count {
            fragment.height += 9.0;
            let y = fragment.height;
            fragment.items.push(line(left, y, right, y, pen.0, pen.1));
        }
        for x in [left, right] {
            let edge = line(x, 0.0, x, fragment.height, pen.0, pen.1);
            fragment.items.push(edge);
        }
    }
}

fn lay_absent(desk: &mut Desk<'_>, why: &str) -> Vec<Fragment> {
    let (left, right) = desk.sheet.text;
    let words = desk.within(Role::Paragraph, |desk| desk.say(why, small(8.0)));
    let lines = desk.setter.set(&words, right - left - 60.0);
    let height = 90.0 + lines.len() as f32 * 12.0;
    let area = (left, 0.0, right - left, height);
    let pen = Some((ink::LINE_CONTROL, 0.6));
    let mut fragment = Fragment {
        items: vec![rectangle(area, 0.0, Some(ink::SUNKEN), pen)],
        height,
        ..Fragment::default()
    };
    for (index, line) in lines.into_iter().enumerate() {
        let y = 52.0 + index as f32 * 12.0;
        fragment.put(line.items, (left + 30.0, y));
    }
    vec![fragment]
}

fn lay_custody(desk: &mut Desk<'_>, plate: &Plate) -> Vec<Fragment> {
    if plate.custody.is_empty() {
        return Vec::new();
    }
    let full = desk.sheet.full;
    let mut heading = desk.small_heading(desk.labels.custody, full);
    heading.clears = true;
    heading.before = 22.0;
    let style = small(SIZE).colored(ink::INK_1);
    let columns = full_columns(desk, [118.0, 82.0]);
    desk.tree.open(Role::Table);
    let labels = desk.labels;
    let head = row_of(
        desk,
        [labels.when, labels.who, labels.what],
        |desk, text| desk.within(Role::HeadCell, |desk| desk.say(text, small(SIZE))),
    );
    let rows: Vec<Vec<Words>> = plate
        .custody
        .iter()
        .map(|row| {
            row_of(desk, [&row.when, &row.who, &row.what], |desk, text| {
                desk.within(Role::Cell, |desk| desk.say(text, style))
            })
        })
        .collect();
    desk.tree.close();
    let mut fragments = vec![heading];
    fragments.append(&mut lay_rows(desk, &columns, full, &head, &rows));
    fragments
}

/// The words of a row of three texts.
fn row_of(
    desk: &mut Desk<'_>,
    texts: [&str; 3],
    cell: impl Fn(&mut Desk<'_>, &str) -> Words,
) -> Vec<Words> {
    desk.within(Role::Row, |desk| {
        texts.iter().map(|text| cell(desk, text)).collect()
    })
}

/// Three columns over the whole width, the first two of given widths.
pub(crate) fn full_columns(desk: &Desk<'_>, [first, second]: [f32; 2]) -> Vec<Extent> {
    let gap = 10.0;
    let (left, right) = desk.sheet.full;
    let third = right - left - first - second - 2.0 * gap;
    [
        (0.0, first),
        (first + gap, second),
        (first + second + 2.0 * gap, third),
    ]
    .map(|(by, width)| (desk.start((left, right), by, width), width))
    .to_vec()
}

fn lay_claims(desk: &mut Desk<'_>, plate: &Plate) -> Vec<Fragment> {
    if plate.claims.is_empty() {
        return Vec::new();
    }
    let full = desk.sheet.full;
    let mut heading = desk.small_heading(desk.labels.claims_on_exhibit, full);
    heading.clears = true;
    let columns = full_columns(desk, [50.0, 90.0]);
    desk.tree.open(Role::Table);
    let claims = plate.claims.iter();
    let rows: Vec<Vec<Words>> = claims.map(|claim| set_claim(desk, claim)).collect();
    desk.tree.close();
    let mut fragments = vec![heading];
    fragments.append(&mut lay_rows(desk, &columns, full, &[], &rows));
    fragments
}

fn set_claim(desk: &mut Desk<'_>, claim: &crate::PlateClaim) -> Vec<Words> {
    let style = small(SIZE).colored(ink::INK_1);
    desk.tree.open(Role::Row);
    let tag = desk.within(Role::RowHeadCell, |desk| {
        let mut words = desk.words();
        let style = mono(SIZE).colored(ink::INK_1);
        beside::push_link(desk, &mut words, &claim.claim, &claim.claim, style);
        words
    });
    let color = marks::color_of(claim.tone);
    let strong = small(SIZE).weighing(Weight::Semibold).colored(color);
    let stance = desk.within(Role::Cell, |desk| {
        let mut words = desk.words();
        words.push_sign(marks::icon(claim.tone, SIZE * 1.15), strong);
        words.and(&claim.stance, strong)
    });
    let text = desk.within(Role::Cell, |desk| {
        let mut words = desk.say(&claim.text, style);
        if let Some((filled, word)) = &claim.confidence {
            words.push(" ", style, None);
            words.push_sign(marks::bars(*filled, SIZE * 1.1), style);
            words.push(word, small(SIZE), None);
        }
        words
    });
    desk.tree.close();
    vec![tag, stance, text]
}

/// The fingerprint where reading begins, how to check it beside it.
fn lay_fingerprint(desk: &mut Desk<'_>, plate: &Plate) -> Vec<Fragment> {
    let full = desk.sheet.full;
    let half = 253.0;
    let first = desk.start(full, 0.0, half - 12.0);
    let first = (first, first + half - 12.0);
    let second = desk.inset(full, half);
    let mut heading = desk.small_heading(desk.labels.fingerprint, first);
    heading.clears = true;
    let mut block = Fragment::default();
    desk.tree.open(Role::Paragraph);
    match &plate.fingerprint {
        Some(hex) => {
            for text in split_fingerprint(hex) {
                let words = desk.say(&text, mono(7.2).colored(ink::INK_1));
                for line in desk.set(&words, first, 11.4, 7.2) {
                    block.stack(line);
                }
            }
        }
        None => {
            let words = desk.say(desk.labels.not_held, small(SIZE));
            for line in desk.set(&words, first, LEADING, SIZE) {
                block.stack(line);
            }
        }
    }
    desk.tree.close();
    let beside = desk.small_heading(desk.labels.check, second);
    heading.put(beside.items, (0.0, 0.0));
    let style = small(SIZE).colored(ink::INK_1);
    let words = desk.within(Role::Paragraph, |desk| desk.say(&plate.check, style));
    let mut right = Fragment::default();
    for line in desk.set(&words, second, LEADING, SIZE) {
        right.stack(line);
    }
    block.height = block.height.max(right.height);
    block.put(right.items, (0.0, 0.0));
    vec![heading, block]
}
