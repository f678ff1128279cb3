//! Lays out pictures in the text with their captions.

use super::desk::{Column, Desk};
use super::display::{Item, ink, rectangle};
use super::faces::Weight;
use super::fragment::Fragment;
use super::marks;
use super::structure::Role;
use super::styles::{self, small};
use crate::{Figure, Shown};

/// The greatest height of a picture in the text, points.
const TALLEST: f32 = 260.0;

/// A figure and its caption, which stay together.
pub(crate) fn lay_figure(desk: &mut Desk<'_>, figure: &Figure, column: Column) -> Vec<Fragment> {
    desk.figures += 1;
    desk.tree.open(Role::Div);
    let mut picture = lay_shown(desk, figure, column);
    picture.before = 12.0;
    picture.keep = true;
    picture.floats = true;
    let mut fragments = vec![picture];
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
        Shown::Chart(_) => lay_placeholder(desk, unreadable, column),
        Shown::Absent(why) => lay_placeholder(desk, why, column),
    }
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
    let style = small(7.3);
    desk.tree.open(Role::Caption);
    let strong = style.weighing(Weight::Semibold).colored(ink::INK_1);
    let mut caption = desk.say(&lead, strong);
    caption.append(styles::set_flat(desk, &figure.caption, style));
    if !figure.exhibit.is_empty() {
        caption.push(" ", style, None);
        let tag = marks::tag(desk, &figure.exhibit, &figure.exhibit, 9.0);
        caption.push_object(tag, style);
    }
    desk.tree.close();
    let extent = (column.left, column.right);
    let mut lines = desk.set(&caption, extent, 10.2, style.size);
    if let Some(last) = lines.last_mut() {
        last.height += 6.0;
    }
    lines
}
