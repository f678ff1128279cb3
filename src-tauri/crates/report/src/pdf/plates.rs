//! Lays out the exhibits' plates: the picture and its marks, source, custody, claims, fingerprint.

use super::blocks::{Desk, append, set_stack, small_heading};
use super::display::{ARTIFACT, Item, Target, ink, line, rectangle};
use super::faces::{Voice, Weight};
use super::flow::Fragment;
use super::lines::Align;
use super::styles::{body, mono, small};
use super::tables::lay_rows;
use super::text::{Style, Words};
use super::title::split_fingerprint;
use super::{marks, styles};
use crate::{Passage, Plate, PlateMark, View};

const SIZE: f32 = 7.4;
const LEADING: f32 = 10.4;
/// The greatest height of a picture, and the least before the plate is
/// continued on a second page instead.
const TALLEST: f32 = 430.0;
const SMALLEST: f32 = 230.0;

/// All plates, each beginning a page.
pub(crate) fn lay_plates(desk: &mut Desk<'_>) -> Vec<Fragment> {
    let document = desk.document;
    let mut fragments = Vec::new();
    for (index, plate) in document.plates.iter().enumerate() {
        fragments.append(&mut lay_plate(desk, plate, index == 0));
    }
    fragments
}

fn lay_plate(desk: &mut Desk<'_>, plate: &Plate, first: bool) -> Vec<Fragment> {
    let mut fragments = lay_plate_title(desk, plate, first);
    let margin = lay_side(desk, plate);
    let mut below = lay_custody(desk, plate);
    below.append(&mut lay_claims(desk, plate));
    below.append(&mut lay_fingerprint(desk, plate));
    // The picture gives way when that keeps the plate on one page.
    let taken: f32 = fragments
        .iter()
        .chain(&below)
        .map(|fragment| fragment.before + fragment.height)
        .sum();
    let room = desk.sheet.bottom - desk.sheet.top - taken;
    let tallest = if room < SMALLEST {
        TALLEST
    } else {
        room.min(TALLEST)
    };
    let mut shown = lay_view(desk, plate, tallest);
    if let Some(top) = shown.first_mut() {
        top.margin = margin;
    }
    fragments.append(&mut shown);
    fragments.append(&mut below);
    fragments
}

fn lay_plate_title(desk: &mut Desk<'_>, plate: &Plate, first: bool) -> Vec<Fragment> {
    let sheet = desk.sheet;
    let mono = Style::new(Voice::Mono, Weight::Medium, 18.0, ink::INK_1);
    let tag = desk.setter.line(&Words::plain(&plate.tag, mono));
    let serif = Style::new(Voice::Serif, Weight::Semibold, 16.0, ink::INK_1);
    let words = [Words::plain(&plate.title, serif)];
    let extent = (sheet.left + tag.width + 11.0, sheet.right);
    let mut lines = set_stack(desk, &words, extent, 20.0, 16.0);
    if lines.is_empty() {
        lines.push(Fragment {
            height: 20.0,
            ..Fragment::default()
        });
    }
    lines.iter_mut().for_each(|line| line.keep = true);
    let head = &mut lines[0];
    for mut item in tag.items {
        item.shift(sheet.left, 15.3);
        head.items.push(item);
    }
    head.breaks = true;
    head.section = Some(desk.labels.exhibits.to_owned());
    head.items.push(Item::Anchor(plate.tag.clone(), -20.0));
    if first {
        let title = desk.labels.exhibits.to_owned();
        head.items.push(Item::Entry(1, title, -20.0));
    }
    let entry = format!("{} {}", plate.tag, plate.title);
    head.items.push(Item::Entry(2, entry, -20.0));
    let last = lines.len() - 1;
    let y = lines[last].height + 6.0;
    let rule = line(sheet.left, y, sheet.right, y, ink::LINE_CONTROL, 0.7);
    lines[last].items.push(rule);
    lines[last].height += 23.0;
    lines
}

/// The picture with its marks, or the excerpt, or why nothing is shown.
fn lay_view(desk: &mut Desk<'_>, plate: &Plate, tallest: f32) -> Vec<Fragment> {
    let sheet = desk.sheet;
    let width = sheet.text_right - sheet.left;
    match &plate.view {
        View::Picture(index) => match desk.sizes.fit(*index, width, tallest) {
            Some(size) => vec![lay_picture(desk, *index, size, &plate.marks)],
            None => lay_absent(desk, desk.labels.unreadable_picture),
        },
        View::Excerpt(passages) => lay_excerpt(desk, passages),
        View::Absent(why) => lay_absent(desk, why),
    }
}

fn lay_picture(
    desk: &mut Desk<'_>,
    index: usize,
    (w, h): (f32, f32),
    plate_marks: &[PlateMark],
) -> Fragment {
    let left = desk.sheet.left;
    let mut items = vec![
        Item::Picture {
            index,
            area: (left, 0.0, w, h),
            node: ARTIFACT,
        },
        rectangle((left, 0.0, w, h), 0.0, None, Some((ink::LINE_CONTROL, 0.6))),
    ];
    for mark in plate_marks {
        let Some(place) = mark.place else { continue };
        let x = left + place.x.clamp(0.0, 1.0) * w;
        let y = place.y.clamp(0.0, 1.0) * h;
        let mark_w = (place.width * w).clamp(2.0, (left + w - x).max(2.0));
        let mark_h = (place.height * h).clamp(2.0, (h - y).max(2.0));
        let frame = (x, y, mark_w, mark_h);
        // A white edge keeps the frame visible on any picture.
        items.push(rectangle(frame, 0.0, None, Some((ink::WHITE, 2.2))));
        items.push(rectangle(frame, 0.0, None, Some((ink::ACCENT, 1.1))));
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
        items.push(rectangle((x, y, side, 9.6), 0.0, Some(ink::ACCENT), None));
        for mut item in set.items {
            item.shift(x + (side - set.width) / 2.0, y + 7.2);
            items.push(item);
        }
    }
    Fragment {
        items,
        height: h,
        ..Fragment::default()
    }
}

fn lay_excerpt(desk: &mut Desk<'_>, passages: &[Passage]) -> Vec<Fragment> {
    let mut words = Words::default();
    let plain = Style {
        size: 9.0,
        ..body()
    };
    for passage in passages {
        if let Some(number) = passage.mark {
            let label = Style::new(Voice::Sans, Weight::Semibold, 6.4, ink::ACCENT);
            words.push(&format!("{number}\u{a0}"), label, None);
        }
        let ground = passage.mark.map(|_| ink::ACCENT_TINT);
        words.push(&passage.text, Style { ground, ..plain }, None);
    }
    let sheet = desk.sheet;
    let extent = (sheet.left + 12.0, sheet.text_right - 12.0);
    let mut lines = set_stack(desk, &[words], extent, 13.6, 9.0);
    let count = lines.len();
    for (index, fragment) in lines.iter_mut().enumerate() {
        fragment.keep = false;
        let last = index + 1 == count;
        if index == 0 {
            fragment.items.iter_mut().for_each(|i| i.shift(0.0, 9.0));
            fragment.height += 9.0;
            let (a, b) = (sheet.left, sheet.text_right);
            fragment
                .items
                .push(line(a, 0.0, b, 0.0, ink::LINE_CONTROL, 0.6));
        }
        if last {
            fragment.height += 9.0;
            let (a, b, y) = (sheet.left, sheet.text_right, fragment.height);
            fragment
                .items
                .push(line(a, y, b, y, ink::LINE_CONTROL, 0.6));
        }
        for x in [sheet.left, sheet.text_right] {
            let edge = line(x, 0.0, x, fragment.height, ink::LINE_CONTROL, 0.6);
            fragment.items.push(edge);
        }
    }
    if lines.is_empty() {
        lines.push(Fragment::default());
    }
    lines
}

fn lay_absent(desk: &mut Desk<'_>, why: &str) -> Vec<Fragment> {
    let sheet = desk.sheet;
    let width = sheet.text_right - sheet.left;
    let words = Words::plain(why, small(8.0));
    let lines = desk.setter.set(&words, width - 60.0, Align::Start);
    let height = 90.0 + lines.len() as f32 * 12.0;
    let area = (sheet.left, 0.0, width, height);
    let mut items = vec![rectangle(
        area,
        0.0,
        Some(ink::SUNKEN),
        Some((ink::LINE_CONTROL, 0.6)),
    )];
    for (index, line) in lines.into_iter().enumerate() {
        for mut item in line.items {
            item.shift(sheet.left + 30.0, 52.0 + index as f32 * 12.0);
            items.push(item);
        }
    }
    vec![Fragment {
        items,
        height,
        ..Fragment::default()
    }]
}

/// The right column: source, marks, changes.
fn lay_side(desk: &mut Desk<'_>, plate: &Plate) -> Vec<Fragment> {
    let (left, right) = (desk.sheet.margin_left, desk.sheet.right);
    let mut side = Vec::new();
    if !plate.source.is_empty() {
        side.push(side_heading(desk, desk.labels.source));
        for row in &plate.source {
            let name = Words::plain(&row.name, small(SIZE));
            let set = desk.setter.line(&name);
            let value_style = if row.identifier {
                mono(SIZE * 0.93).colored(ink::INK_1)
            } else {
                small(SIZE).colored(ink::INK_1)
            };
            let value = [Words::plain(&row.value, value_style)];
            let value_left = left + 43.0f32.max((set.width + 6.0).min(70.0));
            let mut lines = set_stack(desk, &value, (value_left, right), LEADING, SIZE);
            if let Some(first) = lines.first_mut() {
                first.before = 2.6;
                for mut item in set.items {
                    item.shift(left, LEADING / 2.0 + SIZE * 0.33);
                    first.items.push(item);
                }
            }
            side.append(&mut lines);
        }
    }
    if !plate.marks.is_empty() {
        side.push(side_heading(desk, desk.labels.marks));
        for mark in &plate.marks {
            side.append(&mut lay_mark(desk, mark, (left, right)));
        }
    }
    if !plate.changes.is_empty() {
        side.push(side_heading(desk, desk.labels.changes));
        for change in &plate.changes {
            let words = [Words::plain(change, small(SIZE).colored(ink::INK_1))];
            side.append(&mut set_stack(desk, &words, (left, right), LEADING, SIZE));
        }
    }
    side
}

fn side_heading(desk: &mut Desk<'_>, text: &str) -> Fragment {
    let left = desk.sheet.margin_left;
    let mut heading = small_heading(desk, text, left);
    heading.before = 10.0;
    heading.height = 13.0;
    heading
}

fn lay_mark(desk: &mut Desk<'_>, mark: &PlateMark, (left, right): (f32, f32)) -> Vec<Fragment> {
    let style = small(SIZE).colored(ink::INK_1);
    let quiet = small(SIZE).colored(ink::INK_3);
    let mut words = Words::default();
    if !mark.place_words.is_empty() {
        words.push(&format!("{}. ", mark.place_words), quiet, None);
    }
    words.push(&mark.note, style, None);
    if mark.note.ends_with(char::is_alphanumeric) {
        words.push(".", style, None);
    }
    if !mark.paragraphs.is_empty() {
        let label = if mark.paragraphs.len() == 1 {
            desk.labels.paragraph
        } else {
            desk.labels.paragraphs
        };
        words.push(&format!(" {label}\u{a0}"), quiet, None);
        for (index, number) in mark.paragraphs.iter().enumerate() {
            if index > 0 {
                words.push(", ", quiet, None);
            }
            let link = words.link(Target::Name(format!("par-{number}")), number.to_string());
            words.push(&number.to_string(), quiet, Some(link));
        }
    }
    let number_style = Style::new(Voice::Sans, Weight::Semibold, SIZE, ink::ACCENT);
    let number = desk
        .setter
        .line(&Words::plain(&mark.number.to_string(), number_style));
    let mut lines = set_stack(desk, &[words], (left + 14.0, right), LEADING, SIZE);
    if lines.is_empty() {
        lines.push(Fragment {
            height: LEADING,
            ..Fragment::default()
        });
    }
    lines[0].before = 3.6;
    for mut item in number.items {
        item.shift(left, LEADING / 2.0 + SIZE * 0.33);
        lines[0].items.push(item);
    }
    lines
}

fn lay_custody(desk: &mut Desk<'_>, plate: &Plate) -> Vec<Fragment> {
    if plate.custody.is_empty() {
        return Vec::new();
    }
    let sheet = desk.sheet;
    let mut heading = small_heading(desk, desk.labels.custody, sheet.left);
    heading.clears = true;
    heading.before = 22.0;
    let style = small(SIZE).colored(ink::INK_1);
    let columns = full_columns(sheet.left, sheet.right, [118.0, 82.0]);
    let head: Vec<Words> = [desk.labels.when, desk.labels.who, desk.labels.what]
        .iter()
        .map(|text| Words::plain(text, small(SIZE)))
        .collect();
    let rows: Vec<Vec<Words>> = plate
        .custody
        .iter()
        .map(|row| {
            [&row.when, &row.who, &row.what]
                .iter()
                .map(|text| Words::plain(text, style))
                .collect()
        })
        .collect();
    let mut fragments = vec![heading];
    fragments.append(&mut lay_rows(desk, &columns, &head, &rows));
    fragments
}

/// Three columns over the whole width, the first two of given widths.
fn full_columns(left: f32, right: f32, [first, second]: [f32; 2]) -> Vec<(f32, f32)> {
    let gap = 10.0;
    let third = left + first + second + 2.0 * gap;
    vec![
        (left, first),
        (left + first + gap, second),
        (third, right - third),
    ]
}

fn lay_claims(desk: &mut Desk<'_>, plate: &Plate) -> Vec<Fragment> {
    if plate.claims.is_empty() {
        return Vec::new();
    }
    let sheet = desk.sheet;
    let mut heading = small_heading(desk, desk.labels.claims_on_exhibit, sheet.left);
    heading.clears = true;
    let style = small(SIZE).colored(ink::INK_1);
    let columns = full_columns(sheet.left, sheet.right, [50.0, 90.0]);
    let mut rows = Vec::new();
    for claim in &plate.claims {
        let mut tag = Words::default();
        let link = tag.link(Target::Name(claim.claim.clone()), claim.claim.clone());
        tag.push(&claim.claim, mono(SIZE).colored(ink::INK_1), Some(link));
        let color = marks::color_of(claim.tone);
        let mut stance = Words::default();
        let strong = small(SIZE).weighing(Weight::Semibold).colored(color);
        stance.push_sign(marks::icon(claim.tone, SIZE * 1.15), strong);
        stance.push(&claim.stance, strong, None);
        let mut text = Words::plain(&claim.text, style);
        if let Some((filled, word)) = &claim.confidence {
            text.push(" ", style, None);
            text.push_sign(marks::bars(*filled, SIZE * 1.1), style);
            text.push(word, small(SIZE), None);
        }
        rows.push(vec![tag, stance, text]);
    }
    let mut fragments = vec![heading];
    fragments.append(&mut lay_rows(desk, &columns, &[], &rows));
    fragments
}

/// The fingerprint at the left, how to check it at the right.
fn lay_fingerprint(desk: &mut Desk<'_>, plate: &Plate) -> Vec<Fragment> {
    let sheet = desk.sheet;
    let middle = sheet.left + 253.0;
    let mut heading = small_heading(desk, desk.labels.fingerprint, sheet.left);
    heading.clears = true;
    let mut beside = small_heading(desk, desk.labels.check, middle);
    heading.items.append(&mut beside.items);
    let mut left: Vec<Fragment> = Vec::new();
    match &plate.fingerprint {
        Some(hex) => {
            for text in split_fingerprint(hex) {
                let words = [Words::plain(&text, mono(7.2).colored(ink::INK_1))];
                left.append(&mut set_stack(
                    desk,
                    &words,
                    (sheet.left, middle - 12.0),
                    11.4,
                    7.2,
                ));
            }
        }
        None => {
            let words = [Words::plain(desk.labels.not_held, small(SIZE))];
            let extent = (sheet.left, middle - 12.0);
            left.append(&mut set_stack(desk, &words, extent, LEADING, SIZE));
        }
    }
    let check = styles::set_flat(
        &mut desk.setter,
        &[crate::Inline::Text(plate.check.clone())],
        small(SIZE).colored(ink::INK_1),
    );
    let mut words = Words::default();
    append(&mut words, check);
    let right = set_stack(desk, &[words], (middle, sheet.right), LEADING, SIZE);
    let mut block = Fragment::default();
    for column in [left, right] {
        let mut y = 0.0;
        for mut fragment in column {
            fragment.items.iter_mut().for_each(|i| i.shift(0.0, y));
            block.items.append(&mut fragment.items);
            y += fragment.height;
        }
        block.height = block.height.max(y);
    }
    vec![heading, block]
}
