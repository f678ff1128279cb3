//! Lays out tables: widths from the words, heads repeated, tall rows split.

use super::blocks::{Column, Desk};
use super::display::{ink, line};
use super::faces::Weight;
use super::flow::Fragment;
use super::lines::{Align, Line};
use super::styles::{set_flat, small};
use super::text::Words;
use crate::Table;

const SIZE: f32 = 7.4;
const LEADING: f32 = 10.2;
const PAD: f32 = 2.9;
const GAP: f32 = 10.0;
/// A row of more lines than this is printed in parts.
const TALLEST: usize = 40;

/// The left edge and width of a column.
pub(crate) type Extent = (f32, f32);

/// A table of the text.
pub(crate) fn lay_table(desk: &mut Desk<'_>, table: &Table, column: Column) -> Vec<Fragment> {
    let style = small(SIZE).colored(ink::INK_1);
    let rows: Vec<Vec<Words>> = table
        .rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| set_flat(&mut desk.setter, cell, style))
                .collect()
        })
        .collect();
    let head_style = small(SIZE).weighing(Weight::Medium);
    let head: Vec<Words> = table
        .head
        .iter()
        .map(|cell| set_flat(&mut desk.setter, cell, head_style))
        .collect();
    let columns = choose_widths(desk, &head, &rows, column);
    let mut fragments = lay_rows(desk, &columns, &head, &rows);
    if let Some(first) = fragments.first_mut() {
        first.before = 12.0;
    }
    if let Some(last) = fragments.last_mut() {
        last.height += 6.0;
    }
    fragments
}

/// Gives each column what its words want when all fits, else shares the
/// measure in proportion, but no column less than its longest word.
fn choose_widths(
    desk: &mut Desk<'_>,
    head: &[Words],
    rows: &[Vec<Words>],
    column: Column,
) -> Vec<Extent> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0).max(head.len());
    if count == 0 {
        return Vec::new();
    }
    let whole = column.right - column.left - GAP * (count as f32 - 1.0);
    let mut wanted = vec![8.0f32; count];
    let mut least = vec![8.0f32; count];
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        for (index, cell) in row.iter().enumerate() {
            wanted[index] = wanted[index].max(desk.setter.width(cell) + 0.5);
            least[index] = least[index].max(desk.setter.narrowest(cell) + 0.5);
        }
    }
    // Words wider than a fair share are broken rather than pushing others out.
    let share = (whole / count as f32).max(12.0);
    least.iter_mut().for_each(|width| *width = width.min(share));
    let total: f32 = wanted.iter().sum();
    let widths: Vec<f32> = if total <= whole {
        wanted
    } else {
        let fixed: f32 = least.iter().sum();
        let spare = (whole - fixed).max(0.0);
        let wish: f32 = wanted
            .iter()
            .zip(&least)
            .map(|(w, l)| (w - l).max(0.0))
            .sum();
        wanted
            .iter()
            .zip(&least)
            .map(|(w, l)| l + spare * (w - l).max(0.0) / wish.max(1.0))
            .collect()
    };
    let mut x = column.left;
    widths
        .into_iter()
        .map(|width| {
            let extent = (x, width.max(6.0));
            x += width + GAP;
            extent
        })
        .collect()
}

/// Rows in given columns, ruled, with a head that is repeated on each page.
pub(crate) fn lay_rows(
    desk: &mut Desk<'_>,
    columns: &[Extent],
    head: &[Words],
    rows: &[Vec<Words>],
) -> Vec<Fragment> {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else {
        return Vec::new();
    };
    let (left, right) = (first.0, (last.0 + last.1).max(desk_right(desk, first.0)));
    let mut fragments = Vec::new();
    let mut head_index = None;
    if head.iter().any(|cell| !cell.text.is_empty()) {
        let mut laid = lay_row(desk, columns, head, (left, right), (ink::LINE_CONTROL, 0.7));
        if let Some(fragment) = laid.first_mut() {
            fragment.keep = true;
            desk.heads.push(fragment.clone());
            head_index = Some(desk.heads.len() - 1);
        }
        fragments.append(&mut laid);
    }
    for row in rows {
        let mut laid = lay_row(desk, columns, row, (left, right), (ink::LINE, 0.5));
        laid.iter_mut().for_each(|f| f.head = head_index);
        fragments.append(&mut laid);
    }
    fragments
}

/// Tables in the text column end with it, those of the appendix with the page.
fn desk_right(desk: &Desk<'_>, left: f32) -> f32 {
    if left >= desk.sheet.left {
        desk.sheet.text_right
    } else {
        desk.sheet.right
    }
}

fn lay_row(
    desk: &mut Desk<'_>,
    columns: &[Extent],
    cells: &[Words],
    (left, right): (f32, f32),
    (color, pen): (super::display::Color, f32),
) -> Vec<Fragment> {
    let mut set: Vec<Vec<Line>> = cells
        .iter()
        .zip(columns)
        .map(|(cell, (_, width))| desk.setter.set(cell, *width, Align::Start))
        .collect();
    let mut fragments = Vec::new();
    loop {
        let tallest = set.iter().map(Vec::len).max().unwrap_or(0);
        let count = tallest.clamp(1, TALLEST);
        let more = tallest > TALLEST;
        let mut fragment = Fragment {
            height: count as f32 * LEADING + 2.0 * PAD,
            ..Fragment::default()
        };
        for (lines, (x, _)) in set.iter_mut().zip(columns) {
            let rest = lines.split_off(lines.len().min(count));
            for (index, line) in std::mem::replace(lines, rest).into_iter().enumerate() {
                let y = PAD + index as f32 * LEADING + LEADING / 2.0 + SIZE * 0.33;
                fragment.notes.extend(line.notes);
                for mut item in line.items {
                    item.shift(*x, y);
                    fragment.items.push(item);
                }
            }
        }
        if !more {
            let y = fragment.height;
            fragment.items.push(line(left, y, right, y, color, pen));
        }
        fragments.push(fragment);
        if !more {
            return fragments;
        }
    }
}
