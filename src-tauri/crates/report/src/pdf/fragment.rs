//! The parts that pages are filled with, and the stretches they are laid in.

use std::sync::Arc;

use super::display::{ARTIFACT, Item};
use super::structure::Elem;

/// Something that is never cut: a line, a row, a picture.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fragment<Items = Vec<Item>> {
    /// Absolute from the left, relative to the fragment's top.
    pub(crate) items: Items,
    pub(crate) height: f32,
    /// Space above, dropped at the top of a page.
    pub(crate) before: f32,
    /// Whether the next fragment must be on the same page.
    pub(crate) keep: bool,
    /// Whether it begins a page.
    pub(crate) breaks: bool,
    /// Whether it begins below everything in the margin.
    pub(crate) clears: bool,
    /// Numbers of the footnotes it refers to.
    pub(crate) notes: Vec<usize>,
    /// Whether text may go before it when the page has no room for it.
    pub(crate) floats: bool,
    /// What stands beside it.
    pub(crate) margin: Vec<Fragment<Items>>,
    /// Which of its chunk's heads to repeat when a page begins here.
    pub(crate) head: Option<usize>,
    /// The words of the running head from here on.
    pub(crate) section: Option<String>,
}

/// A fragment that no longer changes, and is shared.
pub(crate) type Fixed = Fragment<Arc<[Item]>>;

impl Fragment {
    /// Space of a height.
    pub(crate) fn space(height: f32) -> Fragment {
        Fragment {
            height,
            ..Fragment::default()
        }
    }

    /// Adds items, moved.
    pub(crate) fn put(&mut self, items: Vec<Item>, (x, y): (f32, f32)) {
        self.items.extend(items.into_iter().map(|mut item| {
            item.shift(x, y);
            item
        }));
    }

    /// Adds items, moved, to be drawn and read before what is there.
    pub(crate) fn put_first(&mut self, items: Vec<Item>, at: (f32, f32)) {
        let rest = std::mem::take(&mut self.items);
        self.put(items, at);
        self.items.extend(rest);
    }

    /// Adds a fragment's items below what is there.
    pub(crate) fn stack(&mut self, below: Fragment) {
        let y = self.height;
        self.put(below.items, (0.0, y));
        self.notes.extend(below.notes);
        self.height += below.height;
    }

    /// The same to look at, but nothing that readers or links stop at.
    pub(crate) fn as_artifact(&self) -> Fragment {
        let seen = self
            .items
            .iter()
            .filter(|item| !matches!(item, Item::Link { .. } | Item::Anchor(..) | Item::Entry(..)));
        let mut items: Vec<Item> = seen.cloned().collect();
        for node in items.iter_mut().filter_map(Item::node_mut) {
            *node = ARTIFACT;
        }
        Fragment {
            items,
            height: self.height,
            ..Fragment::default()
        }
    }

    fn fix(self) -> Fixed {
        Fragment {
            items: self.items.into(),
            height: self.height,
            before: self.before,
            keep: self.keep,
            breaks: self.breaks,
            clears: self.clears,
            notes: self.notes,
            floats: self.floats,
            margin: self.margin.into_iter().map(Fragment::fix).collect(),
            head: self.head,
            section: self.section,
        }
    }
}

/// Lines with a label before the first of them, its baseline beginning at a
/// place; a line without words when there are none.
pub(crate) fn labelled(
    mut lines: Vec<Fragment>,
    leading: f32,
    label: Vec<Item>,
    at: (f32, f32),
) -> Vec<Fragment> {
    if lines.is_empty() {
        lines.push(Fragment::space(leading));
    }
    lines[0].put_first(label, at);
    lines
}

/// A stretch of the report that is laid in one go and kept as long as its
/// content stays the same: a block, a note, a plate, a claim.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    pub(crate) fragments: Vec<Fixed>,
    /// Heads of tables, repeated where a page begins inside one.
    pub(crate) heads: Vec<Fixed>,
    /// Its elements, numbered from 1.
    pub(crate) elems: Vec<Elem>,
    /// Characters in it that no font has.
    pub(crate) missing: Vec<char>,
    /// How many figures it holds.
    pub(crate) figures: usize,
}

impl Chunk {
    /// A chunk of fragments that no longer change.
    pub(crate) fn new(fragments: Vec<Fragment>, heads: Vec<Fragment>, elems: Vec<Elem>) -> Chunk {
        Chunk {
            fragments: fragments.into_iter().map(Fragment::fix).collect(),
            heads: heads.into_iter().map(Fragment::fix).collect(),
            elems,
            ..Chunk::default()
        }
    }

    /// The footnotes referred to, in order.
    pub(crate) fn notes(&self) -> impl Iterator<Item = usize> {
        self.fragments.iter().flat_map(|f| f.notes.iter().copied())
    }
}
