//! Where the blocks of the text lie on the pages, for a window that shows both.

use std::ops::Range;

use super::Layout;
use super::display::{Item, Placed, Step};

/// Where something lies on a page, each measure as a share of the page's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The page, counted from 0.
    pub page: usize,
    /// The left edge.
    pub left: f32,
    /// The upper edge.
    pub top: f32,
    /// The width.
    pub width: f32,
    /// The height.
    pub height: f32,
}

/// How far from a block a pointer still means it, points.
const NEAR: f32 = 24.0;

impl Layout {
    /// Where a block of the body, counted from 0, lies: one spot for each page
    /// that it touches.
    pub fn spots_of(&self, block: usize) -> Vec<Spot> {
        let Some(base) = self.laid.blocks.get(block) else {
            return Vec::new();
        };
        let pages = 0..self.laid.pages.len();
        let spots = pages.filter_map(|page| {
            let lines = self.placed(page).filter(|placed| placed.base == *base);
            let heights = lines
                .filter_map(|placed| self.heights(placed))
                .reduce(join)?;
            Some(self.spot(page, &heights))
        });
        spots.collect()
    }

    /// The block of the body at a height of a page, or the nearest to it.
    pub fn block_at(&self, page: usize, height: f32) -> Option<usize> {
        let y = height * self.size.1;
        let away = |heights: &Range<f32>| (heights.start - y).max(y - heights.end).max(0.0);
        let blocks = &self.laid.blocks;
        let found = self.placed(page).filter_map(|placed| {
            let block = blocks.iter().rposition(|base| *base == placed.base)?;
            Some((away(&self.heights(placed)?), block))
        });
        let near = found.filter(|(away, _)| *away <= NEAR);
        near.min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, block)| block)
    }

    fn placed(&self, page: usize) -> impl Iterator<Item = &Placed> {
        let page = self.laid.pages.get(page);
        page.into_iter().flat_map(|page| &page.placed)
    }

    /// Where the part of it that stands in the text column begins and ends, points.
    fn heights(&self, placed: &Placed) -> Option<Range<f32>> {
        let (left, right) = self.column;
        let column = left - 1.0..right;
        let items = placed.items.iter().filter_map(extent);
        let inside = items.filter(|(x, _)| column.contains(&(x + placed.dx)));
        let heights = inside.map(|(_, heights)| heights).reduce(join)?;
        Some(heights.start + placed.dy..heights.end + placed.dy)
    }

    fn spot(&self, page: usize, heights: &Range<f32>) -> Spot {
        let (width, height) = self.size;
        let (left, right) = self.column;
        Spot {
            page,
            left: left / width,
            top: heights.start / height,
            width: (right - left) / width,
            height: (heights.end - heights.start) / height,
        }
    }
}

fn join(one: Range<f32>, other: Range<f32>) -> Range<f32> {
    one.start.min(other.start)..one.end.max(other.end)
}

/// Where an item begins, and its heights; places that nobody sees have none.
fn extent(item: &Item) -> Option<(f32, Range<f32>)> {
    match item {
        Item::Run(run) => Some((run.x, run.y - 0.8 * run.size..run.y + 0.25 * run.size)),
        Item::Picture { area, .. } | Item::Link { area, .. } => {
            Some((area.0, area.1..area.1 + area.3))
        }
        Item::Shape(shape) => {
            let points = shape.steps.iter().filter_map(|step| match *step {
                Step::Move(x, y) | Step::Line(x, y) | Step::Curve(.., x, y) => Some((x, y..y)),
                Step::Close => None,
            });
            points.reduce(|(x, heights), (other, more)| (x.min(other), join(heights, more)))
        }
        Item::Anchor(..) | Item::Entry(..) => None,
    }
}
