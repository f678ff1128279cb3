//! Moves what was read to another place of the source.

use std::ops::Range;

use crate::chart::{Chart, ChartData};
use crate::citation::Cite;
use crate::sentence::Sentence;
use crate::tree::{Block, BlockKind, Cell, Footnote, Inline};

/// What stands at places of the source that can move by some bytes, on or back.
pub(crate) trait Shift {
    fn shift(&mut self, by: isize);
}

impl Shift for Range<usize> {
    fn shift(&mut self, by: isize) {
        self.start = self.start.saturating_add_signed(by);
        self.end = self.end.saturating_add_signed(by);
    }
}

impl<T: Shift> Shift for Vec<T> {
    fn shift(&mut self, by: isize) {
        self.iter_mut().for_each(|one| one.shift(by));
    }
}

impl<T: Shift> Shift for Option<T> {
    fn shift(&mut self, by: isize) {
        self.iter_mut().for_each(|one| one.shift(by));
    }
}

impl Shift for Cite {
    fn shift(&mut self, by: isize) {
        self.range.shift(by);
    }
}

impl Shift for Sentence {
    fn shift(&mut self, by: isize) {
        self.range.shift(by);
        self.cites.shift(by);
    }
}

impl Shift for Footnote {
    fn shift(&mut self, by: isize) {
        self.range.shift(by);
        self.blocks.shift(by);
    }
}

impl Shift for Cell {
    fn shift(&mut self, by: isize) {
        self.range.shift(by);
        self.inlines.shift(by);
    }
}

impl Shift for Chart {
    fn shift(&mut self, by: isize) {
        self.exhibit.shift(by);
        match &mut self.data {
            ChartData::Timeline(events) => events.iter_mut().for_each(|e| e.cite.shift(by)),
            ChartData::Links(links) => links.iter_mut().for_each(|link| link.cite.shift(by)),
            ChartData::Series { .. } | ChartData::Bars(_) => {}
        }
    }
}

impl Shift for Block {
    fn shift(&mut self, by: isize) {
        self.range.shift(by);
        match &mut self.kind {
            BlockKind::Heading { inlines, .. } | BlockKind::Paragraph { inlines, .. } => {
                inlines.shift(by);
            }
            BlockKind::Figure {
                target, caption, ..
            } => {
                target.shift(by);
                caption.shift(by);
            }
            BlockKind::List { items, .. } => items.shift(by),
            BlockKind::Quote(blocks) | BlockKind::Division { blocks, .. } => blocks.shift(by),
            BlockKind::Chart(chart) => chart.shift(by),
            BlockKind::Table { head, rows, .. } => {
                head.shift(by);
                rows.shift(by);
            }
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

impl Shift for Inline {
    fn shift(&mut self, by: isize) {
        match self {
            Inline::Text { range, .. }
            | Inline::Code { range, .. }
            | Inline::FootnoteReference { range, .. }
            | Inline::SoftBreak(range)
            | Inline::HardBreak(range) => range.shift(by),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                inner.shift(by);
            }
            Inline::Link { inlines, range, .. } | Inline::Span { inlines, range, .. } => {
                range.shift(by);
                inlines.shift(by);
            }
            Inline::Image {
                target,
                inlines,
                range,
            } => {
                range.shift(by);
                target.shift(by);
                inlines.shift(by);
            }
            Inline::Citation(citation) => {
                citation.range.shift(by);
                citation.cites.shift(by);
            }
        }
    }
}
