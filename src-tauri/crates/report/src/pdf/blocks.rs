//! Lays out the text: headings, numbered paragraphs, lists, quotes, code, figures.

use super::display::{ARTIFACT, Item, ink, line, rectangle};
use super::faces::{Voice, Weight};
use super::flow::{Fragment, Sheet};
use super::lines::{Align, Line, Setter};
use super::pictures::Sizes;
use super::styles::{self, BODY_LEADING, body, mono, set_inlines, small};
use super::text::{Style, Words};
use super::{beside, marks, tables};
use crate::words::Words as Labels;
use crate::{Block, Document, Figure, Paragraph, Shown};

/// What laying out needs to know everywhere.
pub(crate) struct Desk<'a> {
    pub(crate) setter: Setter,
    pub(crate) sheet: Sheet,
    pub(crate) labels: &'static Labels,
    pub(crate) document: &'a Document,
    pub(crate) sizes: Sizes,
    /// Heads of tables, repeated where a page begins inside one.
    pub(crate) heads: Vec<Fragment>,
    pub(crate) figures: usize,
}

/// How deep quotes and lists may be nested before they stop being indented.
const DEEPEST: usize = 12;

/// The column and look that blocks are set in.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) style: Style,
    pub(crate) leading: f32,
    pub(crate) depth: usize,
}

/// The text of the report as fragments.
pub(crate) fn lay_body(desk: &mut Desk<'_>) -> Vec<Fragment> {
    let column = Column {
        left: desk.sheet.left,
        right: desk.sheet.text_right,
        style: body(),
        leading: BODY_LEADING,
        depth: 0,
    };
    let document = desk.document;
    lay_blocks(desk, &document.body, column)
}

/// Blocks one after the other.
pub(crate) fn lay_blocks(desk: &mut Desk<'_>, blocks: &[Block], column: Column) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    for block in blocks {
        let mut laid = lay_block(desk, block, column);
        fragments.append(&mut laid);
    }
    fragments
}

fn lay_block(desk: &mut Desk<'_>, block: &Block, column: Column) -> Vec<Fragment> {
    match block {
        Block::Heading {
            level,
            anchor,
            text,
        } => lay_heading(desk, *level, anchor, text, column),
        Block::Paragraph(paragraph) => lay_paragraph(desk, paragraph, column),
        Block::Denial(inner) => {
            let indented = Column {
                left: column.left + 13.6,
                ..column
            };
            let mut fragments = lay_blocks(desk, inner, indented);
            add_bar(&mut fragments, column.left + 0.6, ink::DENIAL, 1.5);
            add_space(&mut fragments, 10.5);
            fragments
        }
        Block::Quote(inner) => {
            let indented = Column {
                left: column.left + indent(column, 13.6),
                style: column.style.colored(ink::INK_2),
                depth: column.depth + 1,
                ..column
            };
            let mut fragments = lay_blocks(desk, inner, indented);
            add_bar(&mut fragments, column.left + 0.6, ink::LINE, 1.2);
            fragments
        }
        Block::List { first, items } => lay_list(desk, *first, items, column),
        Block::Table(table) => tables::lay_table(desk, table, column),
        Block::Code(text) => lay_code(desk, text, column),
        Block::Figure(figure) => lay_figure(desk, figure, column),
        Block::Rule => vec![Fragment {
            items: vec![line(
                column.left + 120.0,
                0.0,
                column.right - 120.0,
                0.0,
                ink::LINE_CONTROL,
                0.5,
            )],
            before: 16.0,
            height: 8.0,
            ..Fragment::default()
        }],
    }
}

fn indent(column: Column, by: f32) -> f32 {
    if column.depth < DEEPEST { by } else { 0.0 }
}

/// Lines as fragments of one leading; at least two lines stay together at
/// either end of a page.
pub(crate) fn stack(lines: Vec<Line>, left: f32, leading: f32, size: f32) -> Vec<Fragment> {
    let count = lines.len();
    let baseline = leading / 2.0 + size * 0.33;
    lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| {
            let mut items = line.items;
            items.iter_mut().for_each(|i| i.shift(left, baseline));
            Fragment {
                items,
                height: leading,
                notes: line.notes,
                keep: count > 1 && (index == 0 || index + 2 == count),
                ..Fragment::default()
            }
        })
        .collect()
}

/// Words set in lines and stacked.
pub(crate) fn set_stack(
    desk: &mut Desk<'_>,
    words: &[Words],
    (left, right): (f32, f32),
    leading: f32,
    size: f32,
) -> Vec<Fragment> {
    let mut lines = Vec::new();
    for part in words {
        lines.extend(desk.setter.set(part, right - left, Align::Start));
    }
    stack(lines, left, leading, size)
}

fn lay_heading(
    desk: &mut Desk<'_>,
    level: u8,
    anchor: &str,
    text: &[crate::Inline],
    column: Column,
) -> Vec<Fragment> {
    let (style, leading) = styles::heading(level);
    let words = set_inlines(&mut desk.setter, text, style);
    let mut fragments = set_stack(
        desk,
        &words,
        (column.left, desk.sheet.text_right),
        leading,
        style.size,
    );
    let title = styles::plain(text);
    if let Some(first) = fragments.first_mut() {
        first.before = if level <= 1 { 30.0 } else { 20.0 };
        first.items.push(Item::Anchor(anchor.to_owned(), 0.0));
        first.items.push(Item::Entry(level, title, 0.0));
    }
    if let Some(last) = fragments.last_mut() {
        last.height += if level <= 1 { 6.0 } else { 1.0 };
    }
    fragments.iter_mut().for_each(|f| f.keep = true);
    fragments
}

fn lay_paragraph(desk: &mut Desk<'_>, paragraph: &Paragraph, column: Column) -> Vec<Fragment> {
    let words = set_inlines(&mut desk.setter, &paragraph.text, column.style);
    let extent = (column.left, column.right);
    let mut fragments = set_stack(desk, &words, extent, column.leading, column.style.size);
    let baseline = column.leading / 2.0 + column.style.size * 0.33;
    if let Some(first) = fragments.first_mut() {
        first.before = 7.5;
        if let Some(number) = paragraph.number {
            let label = Words::plain(&number.to_string(), small(7.2));
            let set = desk.setter.line(&label);
            let right = desk.sheet.left - 10.5;
            for mut item in set.items {
                item.shift(right - set.width, baseline);
                first.items.push(item);
            }
            first.items.push(Item::Anchor(format!("par-{number}"), 0.0));
        }
        first.margin = beside::lay_margin(desk, &paragraph.margin, baseline);
    }
    fragments
}

fn lay_list(
    desk: &mut Desk<'_>,
    first: Option<u64>,
    items: &[Vec<Block>],
    column: Column,
) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    let baseline = column.leading / 2.0 + column.style.size * 0.33;
    let inner = Column {
        left: column.left + indent(column, 15.0),
        depth: column.depth + 1,
        ..column
    };
    for (index, item) in items.iter().enumerate() {
        let mut laid = lay_blocks(desk, item, inner);
        let label = match first {
            Some(first) => format!("{}.", first.saturating_add(index as u64)),
            None => "•".to_owned(),
        };
        let set = desk
            .setter
            .line(&Words::plain(&label, column.style.colored(ink::INK_3)));
        if laid.is_empty() {
            laid.push(Fragment {
                height: column.leading,
                ..Fragment::default()
            });
        }
        laid[0].before = if index == 0 { 7.5 } else { 2.5 };
        for mut glyphs in set.items {
            glyphs.shift(inner.left - 4.5 - set.width, baseline);
            laid[0].items.push(glyphs);
        }
        fragments.extend(laid);
    }
    fragments
}

/// The number of columns a tab advances to in code.
const TAB: &str = "    ";

fn lay_code(desk: &mut Desk<'_>, text: &str, column: Column) -> Vec<Fragment> {
    let style = mono(7.8);
    let extent = (column.left + 8.0, column.right - 8.0);
    let mut fragments = Vec::new();
    for source in text.trim_end_matches('\n').split('\n') {
        let source = source.trim_end_matches('\r').replace('\t', TAB);
        let source = if source.is_empty() { " " } else { &source };
        let words = [Words::plain(source, style.colored(ink::INK_1))];
        fragments.extend(set_stack(desk, &words, extent, 11.5, style.size));
    }
    let count = fragments.len();
    for (index, fragment) in fragments.iter_mut().enumerate() {
        fragment.keep = false;
        let top = if index == 0 { -5.0 } else { 0.0 };
        let bottom = if index + 1 == count { 16.5 } else { 11.6 };
        let width = column.right - column.left;
        let ground = (column.left, top, width, bottom - top);
        fragment
            .items
            .insert(0, rectangle(ground, 0.0, Some(ink::SUNKEN), None));
    }
    if let Some(first) = fragments.first_mut() {
        first.before = 13.0;
    }
    if let Some(last) = fragments.last_mut() {
        last.height += 5.0;
    }
    fragments
}

fn lay_figure(desk: &mut Desk<'_>, figure: &Figure, column: Column) -> Vec<Fragment> {
    desk.figures += 1;
    let (width, tallest) = (column.right - column.left, 260.0);
    let mut picture = Fragment {
        before: 12.0,
        keep: true,
        floats: true,
        ..Fragment::default()
    };
    let placed = match figure.shown {
        Shown::Picture(index) => {
            let fit = desk.sizes.fit(index, width, tallest);
            fit.map(|fit| (index, fit))
        }
        _ => None,
    };
    if let Some((index, (w, h))) = placed {
        let frame = (column.left, 0.0, w, h);
        picture.items.push(Item::Picture {
            index,
            area: frame,
            node: ARTIFACT,
        });
        picture
            .items
            .push(rectangle(frame, 0.0, None, Some((ink::LINE, 0.5))));
        picture.height = h + 6.0;
    } else {
        let why = match &figure.shown {
            Shown::Absent(why) => why,
            _ => desk.labels.unreadable_picture,
        };
        let words = Words::plain(why, small(7.6));
        let lines = desk.setter.set(&words, width - 24.0, Align::Start);
        let height = 40.0 + lines.len() as f32 * 11.0;
        let frame = (column.left, 0.0, width, height);
        picture
            .items
            .push(rectangle(frame, 0.0, None, Some((ink::LINE_CONTROL, 0.5))));
        for (index, line) in lines.into_iter().enumerate() {
            for mut item in line.items {
                item.shift(column.left + 12.0, 26.0 + index as f32 * 11.0);
                picture.items.push(item);
            }
        }
        picture.height = height + 6.0;
    }
    let lead = format!("{} {}. ", desk.labels.figure, desk.figures);
    let style = small(7.3);
    let mut caption = Words::plain(&lead, style.weighing(Weight::Semibold).colored(ink::INK_1));
    let rest = styles::set_flat(&mut desk.setter, &figure.caption, style);
    append(&mut caption, rest);
    if !figure.exhibit.is_empty() {
        caption.push(" ", style, None);
        let tag = marks::tag(&mut desk.setter, &figure.exhibit, &figure.exhibit, 9.0);
        caption.push_object(tag, style);
    }
    let mut lines = set_stack(
        desk,
        &[caption],
        (column.left, column.right),
        10.2,
        style.size,
    );
    if let Some(last) = lines.last_mut() {
        last.height += 6.0;
    }
    let mut fragments = vec![picture];
    fragments.append(&mut lines);
    fragments
}

/// Joins words to the end of others.
pub(crate) fn append(words: &mut Words, other: Words) {
    let shift = words.text.len();
    let links = words.links.len();
    words.text.push_str(&other.text);
    words.links.extend(other.links);
    words.objects.extend(
        other
            .objects
            .into_iter()
            .map(|(at, object)| (at + shift, object)),
    );
    words.notes.extend(
        other
            .notes
            .into_iter()
            .map(|(at, number)| (at + shift, number)),
    );
    words.spans.extend(other.spans.into_iter().map(|mut span| {
        span.end += shift;
        span.link = span.link.map(|link| link + links);
        span
    }));
}

/// A vertical bar along fragments, closed over the space between them.
fn add_bar(fragments: &mut [Fragment], x: f32, color: super::display::Color, width: f32) {
    for (index, fragment) in fragments.iter_mut().enumerate() {
        let top = if index == 0 { 0.0 } else { -fragment.before };
        let bar = line(x, top, x, fragment.height, color, width);
        fragment.items.push(bar);
    }
}

fn add_space(fragments: &mut Vec<Fragment>, space: f32) {
    if let Some(first) = fragments.first_mut() {
        first.before = first.before.max(space);
    }
    fragments.push(Fragment {
        height: space - 7.5,
        ..Fragment::default()
    });
}

/// A small heading inside the appendix.
pub(crate) fn small_heading(desk: &mut Desk<'_>, text: &str, x: f32) -> Fragment {
    let style = Style::new(Voice::Sans, Weight::Semibold, 7.8, ink::INK_1);
    let mut items = desk.setter.line(&Words::plain(text, style)).items;
    items.iter_mut().for_each(|item| item.shift(x, 8.4));
    Fragment {
        items,
        height: 14.0,
        before: 15.5,
        keep: true,
        ..Fragment::default()
    }
}
