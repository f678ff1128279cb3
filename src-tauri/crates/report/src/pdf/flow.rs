//! Puts fragments on pages: keeps what belongs together, notes at the foot, references in the margin.

use std::collections::VecDeque;
use std::sync::Arc;

use super::display::{ARTIFACT, Item, Node, Page, Placed, ink, line};
use super::fragment::{Chunk, Fixed};
use super::sheet::Sheet;

/// A chunk and the number its elements count from.
#[derive(Debug, Clone)]
pub(crate) struct Numbered {
    pub(crate) chunk: Arc<Chunk>,
    pub(crate) base: Node,
}

/// A fragment and where it comes from.
#[derive(Clone, Copy)]
struct Piece<'a> {
    fixed: &'a Fixed,
    chunk: &'a Chunk,
    base: Node,
}

impl<'a> Piece<'a> {
    fn head(&self) -> Option<&'a Fixed> {
        self.chunk.heads.get(self.fixed.head?)
    }

    fn margin(self) -> impl Iterator<Item = Piece<'a>> {
        let margin = self.fixed.margin.iter();
        margin.map(move |fixed| Piece { fixed, ..self })
    }
}

/// A page and its running head.
#[derive(Debug, Default)]
pub(crate) struct Filled<'a> {
    pub(crate) page: Page,
    pub(crate) section: &'a str,
}

/// Fills pages from top to bottom.
pub(crate) struct Flow<'a> {
    sheet: Sheet,
    pub(crate) pages: Vec<Filled<'a>>,
    /// Footnotes by number less one.
    notes: &'a [Numbered],
    y: f32,
    margin_y: f32,
    empty: bool,
    section: &'a str,
    group: Vec<Piece<'a>>,
    foot: Vec<Piece<'a>>,
    carried: VecDeque<Piece<'a>>,
    beside: VecDeque<Piece<'a>>,
    floating: Vec<Vec<Piece<'a>>>,
}

/// The rule above the notes and the space around it.
const NOTE_RULE: f32 = 22.0;
/// As much of a note as must stand on the page that refers to it.
const NOTE_BEGINNING: f32 = 60.0;
/// What notes that were carried over leave of a page for the text.
const TEXT_ROOM: f32 = 260.0;

impl<'a> Flow<'a> {
    pub(crate) fn new(sheet: Sheet, notes: &'a [Numbered], section: &'a str) -> Flow<'a> {
        Flow {
            sheet,
            pages: Vec::new(),
            notes,
            y: sheet.bottom,
            margin_y: sheet.bottom,
            empty: false,
            section,
            group: Vec::new(),
            foot: Vec::new(),
            carried: VecDeque::new(),
            beside: VecDeque::new(),
            floating: Vec::new(),
        }
    }

    /// Places all chunks and finishes the last page.
    pub(crate) fn fill(&mut self, chunks: &'a [Numbered]) {
        for Numbered { chunk, base } in chunks {
            for fixed in &chunk.fragments {
                self.group.push(Piece {
                    fixed,
                    chunk,
                    base: *base,
                });
                if !fixed.keep {
                    self.place_group();
                }
            }
        }
        self.place_group();
        self.settle();
        while !self.carried.is_empty() {
            self.next_page();
        }
        self.finish_page();
    }

    fn place_group(&mut self) {
        let group = std::mem::take(&mut self.group);
        let Some(first) = group.first() else { return };
        if let Some(section) = &first.fixed.section {
            self.section = section;
        }
        if self.pages.is_empty() || (first.fixed.breaks && !self.empty) {
            self.settle();
            self.next_page();
        }
        if first.fixed.clears {
            self.settle();
            self.y = self.y.max(self.margin_y);
        }
        if first.fixed.floats && !self.fits(&group) && !self.empty {
            self.floating.push(group);
            return;
        }
        if !self.fits(&group) && !self.empty {
            self.next_page();
            self.repeat_head(first);
        }
        if self.fits(&group) {
            group.into_iter().for_each(|piece| self.place(piece));
            return;
        }
        for piece in group {
            if !self.fits(&[piece]) && !self.empty {
                self.next_page();
                self.repeat_head(&piece);
            }
            self.place(piece);
        }
    }

    /// Draws the head of a table again where a page begins inside it.
    fn repeat_head(&mut self, piece: &Piece<'a>) {
        if let Some(fixed) = piece.head() {
            self.place(Piece { fixed, ..*piece });
        }
    }

    /// Begins pages until nothing waits that belongs to the text so far.
    fn settle(&mut self) {
        while !self.beside.is_empty() || !self.floating.is_empty() {
            self.next_page();
        }
    }

    /// Whether fragments and the notes they bring find room on this page.
    fn fits(&self, group: &[Piece<'_>]) -> bool {
        let mut needed = 0.0;
        let mut notes = 0.0;
        for (index, Piece { fixed, .. }) in group.iter().enumerate() {
            if index > 0 || !self.empty {
                needed += fixed.before;
            }
            needed += fixed.height;
            for note in &fixed.notes {
                let whole: f32 = self.note_lines(*note).map(|line| room(&line)).sum();
                notes += whole.min(NOTE_BEGINNING);
            }
        }
        if notes > 0.0 && self.foot.is_empty() {
            notes += NOTE_RULE;
        }
        self.y + needed + notes <= self.floor() + 0.01
    }

    fn note_lines(&self, number: usize) -> impl Iterator<Item = Piece<'a>> + use<'a> {
        let note = number.checked_sub(1).and_then(|at| self.notes.get(at));
        note.into_iter().flat_map(|Numbered { chunk, base }| {
            chunk.fragments.iter().map(move |fixed| Piece {
                fixed,
                chunk,
                base: *base,
            })
        })
    }

    /// Where the text must end, above the notes.
    fn floor(&self) -> f32 {
        let notes: f32 = self.foot.iter().map(room).sum();
        let rule = if self.foot.is_empty() { 0.0 } else { NOTE_RULE };
        self.sheet.bottom - notes - rule
    }

    fn place(&mut self, piece: Piece<'a>) {
        if !self.empty {
            self.y += piece.fixed.before;
        }
        // The first note stands at the height of what it belongs to, if those
        // before it leave that free.
        let mut wanted = self.y;
        for note in piece.margin() {
            let free = if self.margin_y > self.sheet.top {
                self.margin_y + note.fixed.before
            } else {
                self.margin_y
            };
            let top = wanted.max(free);
            if self.beside.is_empty() && top + note.fixed.height <= self.sheet.bottom {
                self.put(note, top);
                self.margin_y = top + note.fixed.height;
                wanted = self.margin_y;
            } else {
                self.beside.push_back(note);
            }
        }
        self.put(piece, self.y);
        self.y += piece.fixed.height;
        self.empty = false;
        for number in &piece.fixed.notes {
            for line in self.note_lines(*number) {
                self.add_note(line);
            }
        }
    }

    /// Adds a line of a note at the foot, or to the next page when there is no room.
    fn add_note(&mut self, note: Piece<'a>) {
        let rule = if self.foot.is_empty() { NOTE_RULE } else { 0.0 };
        if self.carried.is_empty() && self.y + rule + room(&note) <= self.floor() + 0.01 {
            self.foot.push(note);
        } else {
            self.carried.push_back(note);
        }
    }

    /// Draws a fragment at a height of the page at hand.
    fn put(&mut self, piece: Piece<'a>, y: f32) {
        self.put_items(piece.fixed.items.clone(), y, piece.base);
    }

    fn put_items(&mut self, items: Arc<[Item]>, dy: f32, base: Node) {
        let last = self.pages.last_mut();
        let last = last.expect("a page was begun before placing");
        last.page.placed.push(Placed {
            items,
            dx: 0.0,
            dy,
            base,
        });
    }

    fn next_page(&mut self) {
        self.finish_page();
        self.pages.push(Filled {
            page: Page::default(),
            section: self.section,
        });
        self.y = self.sheet.top;
        self.margin_y = self.sheet.top;
        self.empty = true;
        for note in std::mem::take(&mut self.carried) {
            let crowded = self.floor() - room(&note) < self.sheet.top + TEXT_ROOM;
            if self.carried.is_empty() && !crowded {
                self.foot.push(note);
            } else {
                self.carried.push_back(note);
            }
        }
        for group in std::mem::take(&mut self.floating) {
            let waits = !self.floating.is_empty();
            if waits || (!self.empty && !self.fits(&group)) {
                self.floating.push(group);
            } else {
                group.into_iter().for_each(|piece| self.place(piece));
            }
        }
        self.place_waiting();
    }

    /// What found no room in the margin of the page before.
    fn place_waiting(&mut self) {
        for note in std::mem::take(&mut self.beside) {
            let fresh = self.margin_y <= self.sheet.top;
            let before = if fresh { 0.0 } else { note.fixed.before };
            let y = self.margin_y + before;
            let fits = y + note.fixed.height <= self.sheet.bottom;
            if self.beside.is_empty() && (fits || fresh) {
                self.put(note, y);
                self.margin_y = y + note.fixed.height;
            } else {
                self.beside.push_back(note);
            }
        }
    }

    /// Draws the notes at the foot of the page that ends.
    fn finish_page(&mut self) {
        if self.foot.is_empty() {
            return;
        }
        let mut y = self.floor() + NOTE_RULE * 0.45;
        let (left, right) = self.sheet.text;
        let rule = line(left, 0.0, right, 0.0, ink::LINE_CONTROL, 0.5);
        self.put_items(Arc::new([rule]), y, ARTIFACT);
        y += NOTE_RULE * 0.55;
        for note in std::mem::take(&mut self.foot) {
            y += note.fixed.before;
            self.put(note, y);
            y += note.fixed.height;
        }
    }
}

fn room(piece: &Piece<'_>) -> f32 {
    piece.fixed.before + piece.fixed.height
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::fragment::Fragment;

    fn block(height: f32) -> Fragment {
        Fragment {
            height,
            items: vec![Item::Anchor(format!("{height}"), 0.0)],
            ..Fragment::default()
        }
    }

    fn numbered(fragments: Vec<Fragment>) -> Numbered {
        Numbered {
            chunk: Arc::new(Chunk::new(fragments, Vec::new(), Vec::new())),
            base: 0,
        }
    }

    fn fill(fragments: Vec<Fragment>, notes: Vec<Vec<Fragment>>) -> Vec<Vec<String>> {
        let notes: Vec<Numbered> = notes.into_iter().map(numbered).collect();
        let chunks = [numbered(fragments)];
        let mut flow = Flow::new(Sheet::new((595.0, 842.0), false), &notes, "");
        flow.fill(&chunks);
        let pages = flow.pages.iter();
        pages
            .map(|filled| {
                let names = filled.page.items().filter_map(|(item, _)| match item {
                    Item::Anchor(name, _) => Some(name.clone()),
                    _ => None,
                });
                names.collect()
            })
            .collect()
    }

    #[test]
    fn a_heading_at_the_foot_of_a_page_moves_with_what_it_heads() {
        let heading = Fragment {
            keep: true,
            ..block(20.0)
        };
        let pages = fill(vec![block(650.0), heading, block(60.0)], Vec::new());
        assert_eq!(pages, [vec!["650"], vec!["20", "60"]]);
    }

    #[test]
    fn a_note_stands_on_the_page_of_the_line_that_refers_to_it() {
        let line = Fragment {
            notes: vec![1],
            ..block(15.0)
        };
        let pages = fill(vec![block(660.0), line], vec![vec![block(40.0)]]);
        assert_eq!(pages, [vec!["660"], vec!["15", "40"]]);
    }

    #[test]
    fn text_goes_before_a_figure_that_has_no_room() {
        let figure = Fragment {
            floats: true,
            ..block(300.0)
        };
        let pages = fill(vec![block(500.0), figure, block(90.0)], Vec::new());
        assert_eq!(pages, [vec!["500", "90"], vec!["300"]]);
    }
}
