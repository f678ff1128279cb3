//! Lays out what stands beside a plate's picture: source, marks, changes.

use super::beside::push_paragraphs;
use super::desk::Desk;
use super::display::ink;
use super::faces::{Voice, Weight};
use super::fragment::{Fragment, labelled};
use super::lines::Line;
use super::plates::{LEADING, SIZE};
use super::structure::Role;
use super::styles::{mono, small};
use super::text::Style;
use crate::{Plate, PlateMark, Row};

/// Source, marks, changes.
pub(crate) fn lay_side(desk: &mut Desk<'_>, plate: &Plate) -> Vec<Fragment> {
    let mut side = Vec::new();
    if !plate.source.is_empty() {
        side.push(side_heading(desk, desk.labels.source));
        desk.tree.open(Role::Table);
        for row in &plate.source {
            side.append(&mut lay_row(desk, row));
        }
        desk.tree.close();
    }
    if !plate.marks.is_empty() {
        side.push(side_heading(desk, desk.labels.marks));
        desk.tree.open(Role::List { numbered: true });
        for mark in &plate.marks {
            let mut laid = desk.within(Role::ListItem, |desk| lay_mark(desk, mark));
            side.append(&mut laid);
        }
        desk.tree.close();
    }
    if !plate.changes.is_empty() {
        side.push(side_heading(desk, desk.labels.changes));
        let style = small(SIZE).colored(ink::INK_1);
        for change in &plate.changes {
            let words = desk.within(Role::Paragraph, |desk| desk.say(change, style));
            side.append(&mut desk.set(&words, desk.sheet.margin, LEADING, SIZE));
        }
    }
    side
}

fn side_heading(desk: &mut Desk<'_>, text: &str) -> Fragment {
    let heading = desk.small_heading(text, desk.sheet.margin);
    Fragment {
        before: 10.0,
        height: 13.0,
        ..heading
    }
}

fn lay_row(desk: &mut Desk<'_>, row: &Row) -> Vec<Fragment> {
    let margin = desk.sheet.margin;
    let value_style = if row.identifier {
        mono(SIZE * 0.93).colored(ink::INK_1)
    } else {
        small(SIZE).colored(ink::INK_1)
    };
    desk.tree.open(Role::Row);
    let name = desk.line_of(Role::RowHeadCell, &row.name, small(SIZE));
    let value = desk.within(Role::Cell, |desk| desk.say(&row.value, value_style));
    desk.tree.close();
    let by = 43.0f32.max((name.width + 6.0).min(70.0));
    let extent = desk.inset(margin, by);
    let lines = desk.set(&value, extent, LEADING, SIZE);
    labelled_side(desk, lines, name, 2.6)
}

fn lay_mark(desk: &mut Desk<'_>, mark: &PlateMark) -> Vec<Fragment> {
    let margin = desk.sheet.margin;
    let style = small(SIZE).colored(ink::INK_1);
    let quiet = small(SIZE).colored(ink::INK_3);
    let strong = Style::new(Voice::Sans, Weight::Semibold, SIZE, ink::ACCENT);
    let number = desk.line_of(Role::Label, &mark.number.to_string(), strong);
    desk.tree.open(Role::ListBody);
    let mut words = desk.words();
    if !mark.place_words.is_empty() {
        words.push(&format!("{}. ", mark.place_words), quiet, None);
    }
    words.push(&mark.note, style, None);
    if mark.note.ends_with(char::is_alphanumeric) {
        words.push(".", style, None);
    }
    push_paragraphs(desk, &mut words, &mark.paragraphs, quiet);
    desk.tree.close();
    let extent = desk.inset(margin, 14.0);
    let lines = desk.set(&words, extent, LEADING, SIZE);
    labelled_side(desk, lines, number, 3.6)
}

/// Lines with what they are called before them and some space above.
fn labelled_side(desk: &Desk<'_>, lines: Vec<Fragment>, label: Line, before: f32) -> Vec<Fragment> {
    let x = desk.start(desk.sheet.margin, 0.0, label.width);
    let at = (x, LEADING / 2.0 + SIZE * 0.33);
    let mut lines = labelled(lines, LEADING, label.items, at);
    lines[0].before = before;
    lines
}
