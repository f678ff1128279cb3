//! Lays out pictures and charts in the text with their captions.

use super::desk::{Column, Desk};
use super::display::{Item, Node, ink, rectangle};
use super::faces::Weight;
use super::fragment::Fragment;
use super::structure::Role;
use super::styles::{self, small};
use super::{charts, marks, tables};
use crate::chart::{self, Chart, Plot};
use crate::{Figure, Shown};

/// The greatest height of a picture in the text, points.
const TALLEST: f32 = 260.0;

/// A figure and its caption, which stay together.
pub(crate) fn lay_figure(desk: &mut Desk<'_>, figure: &Figure, column: Column) -> Vec<Fragment> {
    desk.figures += 1;
    desk.tree.open(Role::Div);
    let mut fragments = match &figure.shown {
        Shown::Chart(chart) => lay_chart(desk, figure, chart, column),
        _ => vec![lay_shown(desk, figure, column)],
    };
    let alone = fragments.len() == 1;
    if let Some(first) = fragments.first_mut() {
        first.before = 12.0;
        first.floats = alone;
        first.keep = true;
    }
    if let Some(last) = fragments.last_mut() {
        last.keep = true;
    }
    fragments.append(&mut lay_caption(desk, figure, column));
    desk.tree.close();
    fragments
}

fn lay_shown(desk: &mut Desk<'_>, figure: &Figure, column: Column) -> Fragment {
    let unreadable = desk.labels.unreadable_picture;
    match &figure.shown {
        Shown::Picture(index) => {
            let fit = desk.sizes.fit(*index, column.right - column.left, TALLEST);
            match fit {
                Some(size) => lay_picture(desk, figure, *index, size, column),
                None => lay_placeholder(desk, unreadable, column),
            }
        }
        Shown::Chart(_) => Fragment::default(),
        Shown::Absent(why) => lay_placeholder(desk, why, column),
    }
}

/// A chart as fragments that pages may part: diagrams take the whole width, and one
/// that is too large to be read is printed as its table.
fn lay_chart(desk: &mut Desk<'_>, figure: &Figure, chart: &Chart, column: Column) -> Vec<Fragment> {
    let wide = matches!(chart.plot, Plot::Links { .. }) && column.depth == 0;
    let extent = if wide {
        desk.sheet.full
    } else {
        (column.left, column.right)
    };
    if !chart::is_drawable(chart) {
        return tables::lay_table(desk, &chart.table, column);
    }
    let node = describe_chart(desk, figure);
    let width = extent.1 - extent.0;
    let parts = charts::lay(&mut desk.setter, desk.labels, chart, width, node);
    let last = parts.len().saturating_sub(1);
    let mut fragments = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        let mut fragment = Fragment {
            height: part.height + if index == last { 6.0 } else { 0.0 },
            clears: wide,
            // No row is left alone.
            keep: index == 0 || index + 1 == last,
            ..Fragment::default()
        };
        fragment.put(part.items, (extent.0, 0.0));
        fragments.push(fragment);
    }
    fragments
}

fn describe_chart(desk: &mut Desk<'_>, figure: &Figure) -> Node {
    let label = format!("{} {}", desk.labels.figure, desk.figures);
    let words = styles::plain(&figure.caption);
    describe(desk, [&figure.alt, &words, &label])
}

/// The chart on the title page, as wide as there is height for; gives the height where
/// it ends.
pub(crate) fn lay_cover(
    desk: &mut Desk<'_>,
    page: &mut Fragment,
    figure: &Figure,
    (top, bottom): (f32, f32),
) -> f32 {
    let chart = match &figure.shown {
        Shown::Chart(chart) if chart::is_drawable(chart) => chart,
        _ => return top,
    };
    let full = desk.sheet.full;
    desk.tree.open(Role::Div);
    let node = describe_chart(desk, figure);
    let mut y = top;
    for share in [1.0, 0.7, 0.5, 0.35] {
        let width = (full.1 - full.0) * share;
        let parts = charts::lay(&mut desk.setter, desk.labels, chart, width, node);
        let height: f32 = parts.iter().map(|part| part.height).sum();
        if share > 0.35 && top + height + COVER_CAPTION > bottom {
            continue;
        }
        let x = desk.start(full, 0.0, width);
        for part in parts {
            page.put(part.items, (x, y));
            y += part.height;
        }
        break;
    }
    for line in caption(desk, figure, None, full) {
        page.put(line.items, (0.0, y + 4.0));
        y += line.height;
    }
    desk.tree.close();
    y
}

fn lay_picture(
    desk: &mut Desk<'_>,
    figure: &Figure,
    index: usize,
    (w, h): (f32, f32),
    column: Column,
) -> Fragment {
    let label = format!("{} {}", desk.labels.figure, desk.figures);
    let words = styles::plain(&figure.caption);
    let node = describe(desk, [&figure.alt, &words, &label]);
    let x = desk.start((column.left, column.right), 0.0, w);
    let area = (x, 0.0, w, h);
    Fragment {
        items: vec![
            Item::Picture { index, area, node },
            rectangle(area, 0.0, None, Some((ink::LINE, 0.5))),
        ],
        height: h + 6.0,
        ..Fragment::default()
    }
}

/// What a caption on the title page takes, points.
const COVER_CAPTION: f32 = 34.0;

/// Adds a figure's element; what it shows is the first text that is not blank.
pub(crate) fn describe(desk: &mut Desk<'_>, texts: [&str; 3]) -> super::display::Node {
    let node = desk.tree.add(Role::Figure);
    let alt = texts.into_iter().find(|text| !text.trim().is_empty());
    if let Some(elem) = desk.tree.get(node) {
        elem.alt = alt.map(str::to_owned);
    }
    node
}

/// A frame with a sentence where a picture cannot be drawn.
fn lay_placeholder(desk: &mut Desk<'_>, why: &str, column: Column) -> Fragment {
    let width = column.right - column.left;
    let words = desk.within(Role::Paragraph, |desk| desk.say(why, small(7.6)));
    let lines = desk.setter.set(&words, width - 24.0);
    let height = 40.0 + lines.len() as f32 * 11.0;
    let frame = (column.left, 0.0, width, height);
    let mut fragment = Fragment {
        items: vec![rectangle(frame, 0.0, None, Some((ink::LINE_CONTROL, 0.5)))],
        height: height + 6.0,
        ..Fragment::default()
    };
    for (index, line) in lines.into_iter().enumerate() {
        let y = 26.0 + index as f32 * 11.0;
        fragment.put(line.items, (column.left + 12.0, y));
    }
    fragment
}

fn lay_caption(desk: &mut Desk<'_>, figure: &Figure, column: Column) -> Vec<Fragment> {
    let lead = format!("{} {}. ", desk.labels.figure, desk.figures);
    caption(desk, figure, Some(&lead), (column.left, column.right))
}

fn caption(
    desk: &mut Desk<'_>,
    figure: &Figure,
    lead: Option<&str>,
    extent: (f32, f32),
) -> Vec<Fragment> {
    let style = small(7.3);
    desk.tree.open(Role::Caption);
    let strong = style.weighing(Weight::Semibold).colored(ink::INK_1);
    let mut caption = desk.say(lead.unwrap_or_default(), strong);
    caption.append(styles::set_flat(desk, &figure.caption, style));
    if !figure.exhibit.is_empty() {
        caption.push(" ", style, None);
        let tag = marks::tag(desk, &figure.exhibit, &figure.exhibit, 9.0);
        caption.push_object(tag, style);
    }
    desk.tree.close();
    let mut lines = desk.set(&caption, extent, 10.2, style.size);
    if let Some(last) = lines.last_mut() {
        last.height += 6.0;
    }
    lines
}
