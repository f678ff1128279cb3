//! Puts fragments on pages: keeps what belongs together, notes at the foot, references in the margin.

use std::collections::VecDeque;

use super::display::{Item, Page, ink, line};

/// The measures of a page, points from its top left corner.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet {
    pub(crate) height: f32,
    /// The text column.
    pub(crate) left: f32,
    pub(crate) text_right: f32,
    /// The right margin column, which ends where full-width matter ends.
    pub(crate) margin_left: f32,
    pub(crate) right: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
}

impl Sheet {
    pub(crate) fn new(width: f32, height: f32) -> Sheet {
        let right = width - 48.0;
        Sheet {
            height,
            left: 63.0,
            text_right: right - 162.0,
            margin_left: right - 136.0,
            right,
            top: 74.0,
            bottom: height - 62.0,
        }
    }
}

/// Something that is never cut: a line, a row, a picture.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fragment {
    /// Absolute from the left, relative to the fragment's top.
    pub(crate) items: Vec<Item>,
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
    pub(crate) margin: Vec<Fragment>,
    /// The head to repeat when a page begins here.
    pub(crate) head: Option<usize>,
    /// The words of the running head from here on.
    pub(crate) section: Option<String>,
}

/// A page and its running head.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    pub(crate) page: Page,
    pub(crate) section: String,
}

/// Fills pages from top to bottom.
pub(crate) struct Flow {
    sheet: Sheet,
    pub(crate) pages: Vec<Filled>,
    /// Footnotes as lines, by number less one.
    notes: Vec<Vec<Fragment>>,
    heads: Vec<Fragment>,
    y: f32,
    margin_y: f32,
    empty: bool,
    section: String,
    foot: Vec<Fragment>,
    carried: VecDeque<Fragment>,
    beside: VecDeque<Fragment>,
    floating: Vec<Vec<Fragment>>,
}

/// The rule above the notes and the space around it.
const NOTE_RULE: f32 = 22.0;
/// As much of a note as must stand on the page that refers to it.
const NOTE_BEGINNING: f32 = 60.0;
/// What notes that were carried over leave of a page for the text.
const TEXT_ROOM: f32 = 260.0;

impl Flow {
    pub(crate) fn new(sheet: Sheet, notes: Vec<Vec<Fragment>>, heads: Vec<Fragment>) -> Flow {
        Flow {
            sheet,
            pages: Vec::new(),
            notes,
            heads,
            y: sheet.bottom,
            margin_y: sheet.bottom,
            empty: false,
            section: String::new(),
            foot: Vec::new(),
            carried: VecDeque::new(),
            beside: VecDeque::new(),
            floating: Vec::new(),
        }
    }

    /// Places all fragments and finishes the last page.
    pub(crate) fn fill(&mut self, fragments: Vec<Fragment>) {
        let mut group: Vec<Fragment> = Vec::new();
        for fragment in fragments {
            let keep = fragment.keep;
            group.push(fragment);
            if !keep {
                self.place_group(std::mem::take(&mut group));
            }
        }
        self.place_group(group);
        self.settle();
        while !self.carried.is_empty() {
            self.next_page();
        }
        self.finish_page();
    }

    fn place_group(&mut self, group: Vec<Fragment>) {
        let Some(first) = group.first() else { return };
        if let Some(section) = &first.section {
            self.section.clone_from(section);
        }
        if self.pages.is_empty() || (first.breaks && !self.empty) {
            self.settle();
            self.next_page();
        }
        if first.clears {
            self.settle();
            self.y = self.y.max(self.margin_y);
        }
        if first.floats && !self.fits(&group) && !self.empty {
            self.floating.push(group);
            return;
        }
        let head = first.head;
        if !self.fits(&group) && !self.empty {
            self.next_page();
            if let Some(head) = head.and_then(|head| self.heads.get(head).cloned()) {
                self.place(head);
            }
        }
        if self.fits(&group) {
            group.into_iter().for_each(|fragment| self.place(fragment));
            return;
        }
        for fragment in group {
            if !self.fits(std::slice::from_ref(&fragment)) && !self.empty {
                self.next_page();
            }
            self.place(fragment);
        }
    }

    /// Begins pages until nothing waits that belongs to the text so far.
    fn settle(&mut self) {
        while !self.beside.is_empty() || !self.floating.is_empty() {
            self.next_page();
        }
    }

    /// Whether fragments and the notes they bring find room on this page.
    fn fits(&self, group: &[Fragment]) -> bool {
        let mut needed = 0.0;
        let mut notes = 0.0;
        for (index, fragment) in group.iter().enumerate() {
            if index > 0 || !self.empty {
                needed += fragment.before;
            }
            needed += fragment.height;
            for note in &fragment.notes {
                let whole: f32 = self.note_lines(*note).iter().map(room).sum();
                notes += whole.min(NOTE_BEGINNING);
            }
        }
        if notes > 0.0 && self.foot.is_empty() {
            notes += NOTE_RULE;
        }
        self.y + needed + notes <= self.floor() + 0.01
    }

    fn note_lines(&self, number: usize) -> &[Fragment] {
        let lines = number.checked_sub(1).and_then(|at| self.notes.get(at));
        lines.map_or(&[], Vec::as_slice)
    }

    /// Where the text must end, above the notes.
    fn floor(&self) -> f32 {
        let notes: f32 = self.foot.iter().map(room).sum();
        let rule = if self.foot.is_empty() { 0.0 } else { NOTE_RULE };
        self.sheet.bottom - notes - rule
    }

    fn place(&mut self, mut fragment: Fragment) {
        if !self.empty {
            self.y += fragment.before;
        }
        let notes: Vec<Fragment> = fragment
            .notes
            .iter()
            .flat_map(|note| self.note_lines(*note).to_vec())
            .collect();
        // The first note stands at the height of what it belongs to, if those
        // before it leave that free.
        let mut wanted = self.y;
        for note in std::mem::take(&mut fragment.margin) {
            let free = if self.margin_y > self.sheet.top {
                self.margin_y + note.before
            } else {
                self.margin_y
            };
            let top = wanted.max(free);
            if self.beside.is_empty() && top + note.height <= self.sheet.bottom {
                self.put(note.items, top);
                self.margin_y = top + note.height;
                wanted = self.margin_y;
            } else {
                self.beside.push_back(note);
            }
        }
        self.put(fragment.items, self.y);
        self.y += fragment.height;
        self.empty = false;
        for note in notes {
            self.add_note(note);
        }
    }

    /// Adds a line of a note at the foot, or to the next page when there is no room.
    fn add_note(&mut self, note: Fragment) {
        let rule = if self.foot.is_empty() { NOTE_RULE } else { 0.0 };
        if self.carried.is_empty() && self.y + rule + room(&note) <= self.floor() + 0.01 {
            self.foot.push(note);
        } else {
            self.carried.push_back(note);
        }
    }

    /// Draws items at a height of the page at hand.
    fn put(&mut self, items: Vec<Item>, y: f32) {
        let last = self.pages.last_mut();
        let last = last.expect("a page was begun before placing");
        last.page.put(items, (0.0, y));
    }

    fn next_page(&mut self) {
        self.finish_page();
        self.pages.push(Filled {
            page: Page::default(),
            section: self.section.clone(),
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
                group.into_iter().for_each(|fragment| self.place(fragment));
            }
        }
        let waiting = std::mem::take(&mut self.beside);
        for note in waiting {
            let before = if self.margin_y > self.sheet.top {
                note.before
            } else {
                0.0
            };
            let fresh = self.margin_y <= self.sheet.top;
            let room = self.margin_y + before + note.height <= self.sheet.bottom;
            if self.beside.is_empty() && (room || fresh) {
                let y = self.margin_y + before;
                self.put(note.items, y);
                self.margin_y = y + note.height;
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
        let (left, right) = (self.sheet.left, self.sheet.text_right);
        let rule = line(left, 0.0, right, 0.0, ink::LINE_CONTROL, 0.5);
        self.put(vec![rule], y);
        y += NOTE_RULE * 0.55;
        for note in std::mem::take(&mut self.foot) {
            y += note.before;
            self.put(note.items, y);
            y += note.height;
        }
    }
}

fn room(fragment: &Fragment) -> f32 {
    fragment.before + fragment.height
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(height: f32) -> Fragment {
        Fragment {
            height,
            items: vec![Item::Anchor(format!("{height}"), 0.0)],
            ..Fragment::default()
        }
    }

    fn fill(fragments: Vec<Fragment>, notes: Vec<Vec<Fragment>>) -> Vec<Vec<String>> {
        let mut flow = Flow::new(Sheet::new(595.0, 842.0), notes, Vec::new());
        flow.fill(fragments);
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
