//! Lays out the table of contents: titles, leaders, page numbers.

use super::desk::Desk;
use super::display::{ARTIFACT, Item, Page, Shape, Step, Target, ink};
use super::faces::Weight;
use super::fragment::Fragment;
use super::structure::Role;
use super::styles::{self, body, small};
use super::text::{Link, Style};
use crate::{Block, Document};

/// A report of fewer headings and fewer exhibits than these is found through
/// without a table of contents.
const FEWEST_HEADINGS: usize = 4;
const FEWEST_PLATES: usize = 4;
/// Headings of deeper levels are in the outline alone.
const DEEPEST: u8 = 3;
/// Room for a page number, points.
const NUMBER: f32 = 28.0;

/// A line of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Row {
    level: u8,
    title: String,
    /// The destination it leads to.
    name: String,
    /// The page counted from 0 among the pages after the table.
    page: usize,
}

/// Whether a report is long enough for a table of contents.
pub(crate) fn is_wanted(document: &Document) -> bool {
    let headings = document
        .body
        .iter()
        .filter(|block| matches!(block, Block::Heading { level, .. } if *level <= DEEPEST));
    headings.count() >= FEWEST_HEADINGS || document.plates.len() >= FEWEST_PLATES
}

/// The rows of pages, from what stands on them.
pub(crate) fn collect_rows<'a>(pages: impl Iterator<Item = &'a Page>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (page, laid) in pages.enumerate() {
        for placed in &laid.placed {
            let mut name = "";
            for item in placed.items.iter() {
                match item {
                    Item::Anchor(anchor, _) => name = anchor,
                    Item::Entry(level, title, _) if *level <= DEEPEST => rows.push(Row {
                        level: *level,
                        title: title.clone(),
                        name: name.to_owned(),
                        page,
                    }),
                    _ => {}
                }
            }
        }
    }
    rows
}

/// The table; `offset` is the number of the page that rows count from.
pub(crate) fn lay_toc(desk: &mut Desk<'_>, rows: &[Row], offset: usize) -> Vec<Fragment> {
    let text = desk.sheet.text;
    let (style, leading) = styles::heading(1);
    let title = desk.labels.contents;
    let words = desk.within(Role::Heading(2), |desk| desk.say(title, style));
    let mut fragments = desk.set(&words, text, leading, style.size);
    if let Some(last) = fragments.last_mut() {
        last.height += 12.0;
    }
    fragments.iter_mut().for_each(|line| line.keep = true);
    if let Some(first) = fragments.first_mut() {
        first.section = Some(title.to_owned());
        first.items.push(Item::Anchor("contents".to_owned(), 0.0));
    }
    let top = rows.iter().map(|row| row.level).min().unwrap_or(1);
    desk.tree.open(Role::Toc);
    for row in rows {
        let depth = row.level.saturating_sub(top);
        let mut laid = desk.within(Role::TocItem, |desk| {
            desk.within(Role::Reference, |desk| lay_row(desk, row, depth, offset))
        });
        fragments.append(&mut laid);
    }
    desk.tree.close();
    fragments
}

/// Style, leading and space above of a depth.
fn look(depth: u8) -> (Style, f32, f32) {
    match depth {
        0 => (body().weighing(Weight::Semibold), 15.0, 8.0),
        1 => (
            Style {
                size: 9.4,
                ..body()
            },
            13.6,
            0.0,
        ),
        _ => (small(7.8), 12.0, 0.0),
    }
}

fn lay_row(desk: &mut Desk<'_>, row: &Row, depth: u8, offset: usize) -> Vec<Fragment> {
    let text = desk.sheet.text;
    let by = f32::from(depth) * 14.0;
    let (style, leading, before) = look(depth);
    let node = desk.tree.open(Role::Link);
    let target = Target::Name(row.name.clone());
    let link = Link {
        target: target.clone(),
        words: row.title.clone(),
        node,
    };
    let mut words = desk.words();
    let index = words.link(link);
    words.push(&row.title, style, Some(index));
    let number = (row.page + offset).to_string();
    let number = desk.say(
        &number,
        Style {
            figures: super::text::Figures::OldStyle,
            ..small(7.8)
        }
        .colored(ink::INK_1),
    );
    desk.tree.close();
    let number = desk.setter.line(&number);
    let (left, right) = desk.inset(text, by);
    let extent = match desk.sheet.mirrored {
        true => (left + NUMBER, right),
        false => (left, right - NUMBER),
    };
    let measure = extent.1 - extent.0;
    let mut lines = desk.setter.set(&words, measure);
    // All titles begin where the table begins, so that leaders go on from them.
    lines
        .iter_mut()
        .for_each(|line| line.begin(measure, desk.sheet.mirrored));
    let width = lines.last().map_or(0.0, |line| line.width);
    let mut fragments = super::desk::stack(lines, extent.0, leading, style.size);
    if let Some(first) = fragments.first_mut() {
        first.before = before;
    }
    let Some(last) = fragments.last_mut() else {
        return fragments;
    };
    let baseline = leading / 2.0 + style.size * 0.33;
    let x = desk.end(text, number.width);
    let area = (x, baseline - 8.0, number.width, 10.0);
    let number_edge = (x, x + number.width);
    last.put(number.items, (x, baseline));
    last.items.push(Item::Link {
        area,
        target,
        words: row.title.clone(),
        node,
    });
    let dots = match desk.sheet.mirrored {
        true => (number_edge.1 + 5.0, extent.1 - width - 5.0),
        false => (extent.0 + width + 5.0, number_edge.0 - 5.0),
    };
    last.items.extend(leader(dots, baseline));
    keep_together(&mut fragments);
    fragments
}

/// A row is not torn, and a title's lines not parted from its number.
fn keep_together(fragments: &mut [Fragment]) {
    let count = fragments.len();
    for (index, fragment) in fragments.iter_mut().enumerate() {
        fragment.keep = index + 1 < count;
    }
}

/// A row of dots, on a grid so that those of all rows stand above each other.
fn leader((from, until): (f32, f32), baseline: f32) -> Option<Item> {
    const STEP: f32 = 4.5;
    const DOT: f32 = 0.7;
    let mut steps = Vec::new();
    let mut x = (from / STEP).ceil() * STEP;
    while x + DOT < until {
        let y = baseline - DOT;
        steps.extend([
            Step::Move(x, y),
            Step::Line(x + DOT, y),
            Step::Line(x + DOT, baseline),
            Step::Line(x, baseline),
            Step::Close,
        ]);
        x += STEP;
    }
    let some = !steps.is_empty();
    some.then_some(Item::Shape(Shape {
        steps,
        fill: Some(ink::INK_3),
        stroke: None,
        node: ARTIFACT,
    }))
}
