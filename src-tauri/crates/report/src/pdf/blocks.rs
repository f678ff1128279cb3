//! Lays out the text: headings, numbered paragraphs, lists, quotes, code.

use super::desk::{Column, Desk, add_bar};
use super::display::{Item, ink, line, rectangle};
use super::fragment::{Fragment, labelled};
use super::structure::Role;
use super::styles::{self, BODY_LEADING, body, mono, set_inlines, small};
use super::text::Fit;
use super::{beside, figures, tables};
use crate::{Block, Inline, Paragraph};

/// The column of running text.
pub(crate) fn text_column(desk: &Desk<'_>) -> Column {
    let (left, right) = desk.sheet.text;
    Column {
        left,
        right,
        style: body(),
        leading: BODY_LEADING,
        depth: 0,
    }
}

/// Blocks one after the other.
fn lay_blocks(desk: &mut Desk<'_>, blocks: &[Block], column: Column) -> Vec<Fragment> {
    let blocks = blocks.iter();
    blocks
        .flat_map(|block| lay_block(desk, block, column))
        .collect()
}

/// One block.
pub(crate) fn lay_block(desk: &mut Desk<'_>, block: &Block, column: Column) -> Vec<Fragment> {
    match block {
        Block::Heading {
            level,
            anchor,
            text,
        } => lay_heading(desk, *level, anchor, text, column),
        Block::Paragraph(paragraph) => lay_paragraph(desk, paragraph, column),
        Block::Denial(inner) => lay_denial(desk, inner, column),
        Block::Quote(inner) => lay_quote(desk, inner, column),
        Block::List { first, items } => lay_list(desk, *first, items, column),
        Block::Table(table) => tables::lay_table(desk, table, column),
        Block::Code(text) => lay_code(desk, text, column),
        Block::Figure(figure) => figures::lay_figure(desk, figure, column),
        Block::Rule => vec![lay_rule(column)],
    }
}

fn lay_rule(column: Column) -> Fragment {
    let (from, until) = (column.left + 120.0, column.right - 120.0);
    Fragment {
        items: vec![line(from, 0.0, until, 0.0, ink::LINE_CONTROL, 0.5)],
        before: 16.0,
        height: 8.0,
        ..Fragment::default()
    }
}

fn lay_denial(desk: &mut Desk<'_>, inner: &[Block], column: Column) -> Vec<Fragment> {
    let indented = desk.indented(column, 13.6);
    let mut fragments = desk.within(Role::Quote, |desk| lay_blocks(desk, inner, indented));
    let bar = desk.start((column.left, column.right), 0.6, 0.0);
    add_bar(&mut fragments, bar, ink::DENIAL, 1.5);
    if let Some(first) = fragments.first_mut() {
        first.before = first.before.max(10.5);
    }
    fragments.push(Fragment::space(3.0));
    fragments
}

fn lay_quote(desk: &mut Desk<'_>, inner: &[Block], column: Column) -> Vec<Fragment> {
    let indented = Column {
        style: column.style.colored(ink::INK_2),
        ..desk.indented(column, 13.6)
    };
    let mut fragments = desk.within(Role::Quote, |desk| lay_blocks(desk, inner, indented));
    let bar = desk.start((column.left, column.right), 0.6, 0.0);
    add_bar(&mut fragments, bar, ink::LINE, 1.2);
    fragments
}

fn lay_heading(
    desk: &mut Desk<'_>,
    level: u8,
    anchor: &str,
    text: &[Inline],
    column: Column,
) -> Vec<Fragment> {
    let (style, leading) = styles::heading(level);
    // The report's title is the heading above all others.
    let role = Role::Heading(level.saturating_add(1));
    let words = desk.within(role, |desk| set_inlines(desk, text, style));
    let extent = (column.left, column.right);
    let mut fragments = desk.set_all(&words, extent, leading, style.size);
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
    desk.tree.open(Role::Paragraph);
    let number = paragraph.number.map(|number| {
        let line = desk.line_of(Role::Label, &number.to_string(), small(7.2));
        (number, line)
    });
    let lang = paragraph.lang.as_deref();
    let mut words = desk.passage(lang, |desk| {
        set_inlines(desk, &paragraph.text, column.style)
    });
    words.iter_mut().for_each(|part| part.fit = Fit::Justified);
    desk.tree.close();
    let extent = (column.left, column.right);
    let mut fragments = desk.set_all(&words, extent, column.leading, column.style.size);
    let margin = beside::lay_margin(desk, &paragraph.margin, column.baseline());
    let Some(first) = fragments.first_mut() else {
        return fragments;
    };
    first.before = 7.5;
    first.margin = margin;
    if let Some((number, line)) = number {
        let x = hanging(desk, desk.sheet.text, 10.5, line.width);
        first.put_first(line.items, (x, column.baseline()));
        first.items.push(Item::Anchor(format!("par-{number}"), 0.0));
    }
    fragments
}

/// Where something of a width hangs before an extent, `gap` points away.
fn hanging(desk: &Desk<'_>, (left, right): (f32, f32), gap: f32, width: f32) -> f32 {
    if desk.sheet.mirrored {
        right + gap
    } else {
        left - gap - width
    }
}

fn lay_list(
    desk: &mut Desk<'_>,
    first: Option<u64>,
    items: &[Vec<Block>],
    column: Column,
) -> Vec<Fragment> {
    let numbered = first.is_some();
    desk.tree.open(Role::List { numbered });
    let mut fragments = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let label = match first {
            Some(first) => format!("{}.", first.saturating_add(index as u64)),
            None => "•".to_owned(),
        };
        let mut laid = desk.within(Role::ListItem, |desk| lay_item(desk, &label, item, column));
        if let Some(top) = laid.first_mut() {
            top.before = if index == 0 { 7.5 } else { 2.5 };
        }
        fragments.append(&mut laid);
    }
    desk.tree.close();
    fragments
}

fn lay_item(desk: &mut Desk<'_>, label: &str, item: &[Block], column: Column) -> Vec<Fragment> {
    let inner = desk.indented(column, 15.0);
    let set = desk.line_of(Role::Label, label, column.style.colored(ink::INK_3));
    let laid = desk.within(Role::ListBody, |desk| lay_blocks(desk, item, inner));
    let x = hanging(desk, (inner.left, inner.right), 4.5, set.width);
    labelled(laid, column.leading, set.items, (x, column.baseline()))
}

/// The number of columns a tab advances to in code.
const TAB: &str = "    ";

fn lay_code(desk: &mut Desk<'_>, text: &str, column: Column) -> Vec<Fragment> {
    let style = mono(7.8).colored(ink::INK_1);
    let extent = (column.left + 8.0, column.right - 8.0);
    desk.tree.open(Role::Paragraph);
    desk.tree.open(Role::Code);
    let mut fragments = Vec::new();
    for source in text.trim_end_matches('\n').split('\n') {
        let source = source.trim_end_matches('\r').replace('\t', TAB);
        let source = if source.is_empty() { " " } else { &source };
        let words = desk.say(source, style);
        fragments.extend(desk.set(&words, extent, 11.5, style.size));
    }
    desk.tree.close();
    desk.tree.close();
    let count = fragments.len();
    for (index, fragment) in fragments.iter_mut().enumerate() {
        fragment.keep = false;
        let top = if index == 0 { -5.0 } else { 0.0 };
        let bottom = if index + 1 == count { 16.5 } else { 11.6 };
        let ground = (column.left, top, column.right - column.left, bottom - top);
        let ground = rectangle(ground, 0.0, Some(ink::SUNKEN), None);
        fragment.items.insert(0, ground);
    }
    if let Some(first) = fragments.first_mut() {
        first.before = 13.0;
    }
    if let Some(last) = fragments.last_mut() {
        last.height += 5.0;
    }
    fragments
}
