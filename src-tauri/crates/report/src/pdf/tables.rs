//! Lays out tables: widths from the words, heads repeated, tall rows split.

use super::desk::{Column, Desk};
use super::display::{Color, ink, line};
use super::faces::Weight;
use super::fragment::Fragment;
use super::lines::Line;
use super::structure::Role;
use super::styles::{set_flat, small};
use super::text::{Figures, Style, Words};
use crate::{Inline, Table};

const SIZE: f32 = 7.4;
const LEADING: f32 = 10.2;
const PAD: f32 = 2.9;
const GAP: f32 = 10.0;
/// A row of more lines than this is printed in parts.
const TALLEST: usize = 40;
/// A table of more columns than this is not read by anyone on paper.
const MOST_COLUMNS: usize = 60;

/// The left edge and width of a column.
pub(crate) type Extent = (f32, f32);

/// A table of the text.
pub(crate) fn lay_table(desk: &mut Desk<'_>, table: &Table, column: Column) -> Vec<Fragment> {
    desk.tree.open(Role::Table);
    let count = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let count = count.max(table.head.len()).min(MOST_COLUMNS);
    let head_style = small(SIZE).weighing(Weight::Medium);
    let shown = table.head.iter().any(|cell| !cell.is_empty());
    let head = match shown {
        true => set_cells(desk, &table.head, count, Role::HeadCell, head_style),
        false => Vec::new(),
    };
    let style = Style {
        figures: Figures::Tabular,
        ..small(SIZE).colored(ink::INK_1)
    };
    let rows: Vec<Vec<Words>> = table
        .rows
        .iter()
        .map(|row| set_cells(desk, row, count, Role::Cell, style))
        .collect();
    desk.tree.close();
    let columns = choose_widths(desk, count, &head, &rows, column);
    let mut fragments = lay_rows(desk, &columns, (column.left, column.right), &head, &rows);
    if let Some(first) = fragments.first_mut() {
        first.before = 12.0;
    }
    if let Some(last) = fragments.last_mut() {
        last.height += 6.0;
    }
    fragments
}

/// A row's words, every cell an element, those that are missing too.
fn set_cells(
    desk: &mut Desk<'_>,
    cells: &[Vec<Inline>],
    count: usize,
    role: Role,
    style: super::text::Style,
) -> Vec<Words> {
    let none = Vec::new();
    desk.within(Role::Row, |desk| {
        (0..count)
            .map(|index| {
                let cell = cells.get(index).unwrap_or(&none);
                desk.within(role, |desk| set_flat(desk, cell, style))
            })
            .collect()
    })
}

/// Gives each column what its words want when all fits, else shares the
/// measure in proportion, but no column less than its longest word.
fn choose_widths(
    desk: &mut Desk<'_>,
    count: usize,
    head: &[Words],
    rows: &[Vec<Words>],
    column: Column,
) -> Vec<Extent> {
    if count == 0 {
        return Vec::new();
    }
    let measure = column.right - column.left;
    let gap = GAP.min(measure / count as f32 / 3.0);
    let whole = measure - gap * (count as f32 - 1.0);
    let mut wanted = vec![8.0f32; count];
    let mut least = vec![8.0f32; count];
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        for (index, cell) in row.iter().enumerate() {
            wanted[index] = wanted[index].max(desk.setter.width(cell) + 0.5);
            least[index] = least[index].max(desk.setter.narrowest(cell) + 0.5);
        }
    }
    // Words wider than a fair share are broken rather than pushing others out.
    let share = whole / count as f32;
    least.iter_mut().for_each(|width| *width = width.min(share));
    let widths = share_out(&wanted, &least, whole);
    let mut x = column.left;
    widths
        .into_iter()
        .map(|width| {
            let left = match desk.sheet.mirrored {
                true => column.left + column.right - x - width,
                false => x,
            };
            x += width + gap;
            (left, width)
        })
        .collect()
}

/// Widths between what is wanted and what is needed that fill a measure.
fn share_out(wanted: &[f32], least: &[f32], whole: f32) -> Vec<f32> {
    if wanted.iter().sum::<f32>() <= whole {
        return wanted.to_vec();
    }
    let spare = (whole - least.iter().sum::<f32>()).max(0.0);
    let wishes = wanted.iter().zip(least);
    let wish: f32 = wishes.clone().map(|(w, l)| (w - l).max(0.0)).sum();
    wishes
        .map(|(w, l)| l + spare * (w - l).max(0.0) / wish.max(1.0))
        .collect()
}

/// Rows in given columns, ruled from edge to edge, with a head that is
/// repeated on each page.
pub(crate) fn lay_rows(
    desk: &mut Desk<'_>,
    columns: &[Extent],
    edges: (f32, f32),
    head: &[Words],
    rows: &[Vec<Words>],
) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    let mut head_index = None;
    if !head.is_empty() {
        let rule = (ink::LINE_CONTROL, 0.7);
        let mut laid = lay_row(desk, columns, head, edges, rule);
        laid.iter_mut().for_each(|fragment| fragment.keep = true);
        if let [only] = laid.as_slice() {
            desk.heads.push(only.as_artifact());
            head_index = Some(desk.heads.len() - 1);
        }
        fragments.append(&mut laid);
    }
    for row in rows {
        let mut laid = lay_row(desk, columns, row, edges, (ink::LINE, 0.5));
        laid.iter_mut().for_each(|f| f.head = head_index);
        fragments.append(&mut laid);
    }
    fragments
}

fn lay_row(
    desk: &mut Desk<'_>,
    columns: &[Extent],
    cells: &[Words],
    (left, right): (f32, f32),
    (color, pen): (Color, f32),
) -> Vec<Fragment> {
    let mut set: Vec<std::vec::IntoIter<Line>> = cells
        .iter()
        .zip(columns)
        .map(|(cell, (_, width))| desk.setter.set(cell, *width).into_iter())
        .collect();
    let mut fragments = Vec::new();
    loop {
        let rest = set.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
        let count = rest.clamp(1, TALLEST);
        let mut fragment = Fragment::space(count as f32 * LEADING + 2.0 * PAD);
        for (lines, (x, _)) in set.iter_mut().zip(columns) {
            for (index, line) in lines.take(count).enumerate() {
                let y = PAD + index as f32 * LEADING + LEADING / 2.0 + SIZE * 0.33;
                fragment.notes.extend(line.notes);
                fragment.put(line.items, (*x, y));
            }
        }
        let last = rest <= TALLEST;
        if last {
            let y = fragment.height;
            fragment.items.push(line(left, y, right, y, color, pen));
        }
        fragments.push(fragment);
        if last {
            return fragments;
        }
    }
}
