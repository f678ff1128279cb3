//! Sets shaped paragraphs in lines and puts each line in visual order.

use icu_segmenter::LineSegmenterBorrowed;
use icu_segmenter::options::LineBreakOptions;
use unicode_bidi::{Level, ParagraphBidiInfo};

use super::breaking::{self, Filling, LOOSEST};
use super::chances::{self, Manner, Spot, give};
use super::display::Item;
use super::drawing::Pen;
use super::faces::first_face;
use super::hanging::{hang_after, hanging_after, hanging_before};
use super::hyphens::{Habit, Hyphens, habit};
use super::shaping::{Glyphs, Kind, Piece, Shaped, Shaper};
use super::text::{Fit, Words};

/// A line: its items lie on a baseline at height 0, from left 0. Where text
/// is justified, punctuation at its ends may lie outside 0 and the measure.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) items: Vec<Item>,
    pub(crate) width: f32,
    /// The gap before it, where it ends at the measure's right.
    pub(crate) gap: f32,
    /// Numbers of the footnotes referred to on the line.
    pub(crate) notes: Vec<usize>,
}

impl Line {
    /// Moves the line to the right by a width.
    fn shift(&mut self, by: f32) {
        self.gap += by;
        self.items.iter_mut().for_each(|item| item.shift(by, 0.0));
    }

    /// Lets the line begin at one end of a measure, whatever way it is read.
    pub(crate) fn begin(&mut self, measure: f32, at_right: bool) {
        let wanted = if at_right { measure - self.width } else { 0.0 };
        self.shift(wanted - self.gap);
    }
}

/// Sets paragraphs in lines.
pub(crate) struct Setter {
    pub(crate) shaper: Shaper,
    segmenter: LineSegmenterBorrowed<'static>,
    hyphens: Hyphens,
}

impl Setter {
    pub(crate) fn new(shaper: Shaper) -> Setter {
        Setter {
            shaper,
            segmenter: icu_segmenter::LineSegmenter::new_auto(LineBreakOptions::default()),
            hyphens: Hyphens::default(),
        }
    }

    /// The width of words set on one line, points.
    pub(crate) fn width(&mut self, words: &Words) -> f32 {
        let shaped = self.shaper.shape(words);
        shaped.pieces.iter().map(|piece| piece.advance).sum()
    }

    /// The width of the widest part that does not break, points.
    pub(crate) fn narrowest(&mut self, words: &Words) -> f32 {
        let shaped = self.shaper.shape(words);
        let manner = self.manner(words, f32::MAX, Fit::Ragged);
        let breaks = self.segmenter.segment_str(&words.text);
        let (chances, _) = chances::find(words, &shaped, breaks, manner, &mut self.hyphens);
        let mut widest = 0.0f64;
        let mut start = 0.0;
        for chance in chances {
            widest = widest.max(chance.end.width - start);
            start = chance.start.width;
        }
        widest as f32
    }

    /// One line, never broken.
    pub(crate) fn line(&mut self, words: &Words) -> Line {
        let mut shaped = self.shaper.shape(words);
        let manner = self.manner(words, f32::MAX, Fit::Ragged);
        let end = Spot {
            until: shaped.pieces.len(),
            ..Spot::default()
        };
        self.draw(words, &mut shaped, (Spot::default(), end), manner, true)
    }

    /// Sets words in lines of a measure. No words give no lines.
    pub(crate) fn set(&mut self, words: &Words, measure: f32) -> Vec<Line> {
        let mut shaped = self.shaper.shape(words);
        if shaped.pieces.is_empty() {
            return Vec::new();
        }
        let mut manner = self.manner(words, measure, words.fit);
        manner.hangs &= !shaped.base.is_rtl();
        let breaks = self.segmenter.segment_str(&words.text);
        let (chances, spots) = chances::find(words, &shaped, breaks, manner, &mut self.hyphens);
        let filling = if manner.justified {
            Filling::Justified
        } else {
            Filling::Ragged
        };
        let opening = if manner.hangs {
            hanging_before(words, &shaped.pieces[0])
        } else {
            0.0
        };
        let ends = breaking::break_lines(&chances, measure.into(), opening.into(), filling);
        let mut from = Spot::default();
        let mut lines = Vec::with_capacity(ends.len());
        for at in ends {
            let last = at + 1 == spots.len();
            lines.push(self.draw(words, &mut shaped, (from, spots[at]), manner, last));
            from = spots[at];
        }
        lines
    }

    /// How a paragraph's language and place want it broken.
    fn manner(&self, words: &Words, measure: f32, fit: Fit) -> Manner {
        let lang = words.lang.as_deref().unwrap_or(&self.shaper.lang);
        let habit = match fit {
            Fit::Justified => habit(lang),
            Fit::Ragged => Habit::Ragged,
        };
        let style = words.spans.first().map(|span| span.style);
        let hyphen = style
            .map(|style| first_face(style.voice, style.weight, style.italic))
            .and_then(|face| self.shaper.words.nominal(face, '-'))
            .map_or(0.0, |(_, advance)| advance);
        Manner {
            measure,
            justified: habit != Habit::Ragged,
            patterns: match habit {
                Habit::Divides(lang) => Some(lang),
                _ => None,
            },
            hangs: habit != Habit::Ragged,
            hyphen,
        }
    }

    /// Draws the line between two spots.
    fn draw(
        &self,
        words: &Words,
        shaped: &mut Shaped,
        (from, to): (Spot, Spot),
        manner: Manner,
        last: bool,
    ) -> Line {
        let mut pieces = self.pieces_between(words, shaped, from, to);
        let Some((first, end)) = pieces.first().zip(pieces.last()) else {
            return Line::default();
        };
        let (start, stop) = (first.start, end.end);
        let mut left = 0.0;
        if manner.hangs {
            left = hanging_before(words, first);
        }
        if manner.justified {
            let right = match end.kind {
                Kind::Glyphs(glyphs) if glyphs.hyphen => hang_after('-') * end.advance,
                _ => hanging_after(words, end),
            };
            let hangs = if manner.hangs { left + right } else { 0.0 };
            fill(words, &mut pieces, manner.measure + hangs, last);
        }
        let mut pen = Pen::at(-left);
        if pieces.iter().all(|piece| piece.level == Level::ltr()) {
            for piece in &pieces {
                pen.draw(words, shaped, piece);
            }
        } else {
            let levels: Vec<Level> = pieces.iter().map(|piece| piece.level).collect();
            for index in ParagraphBidiInfo::reorder_visual(&levels) {
                pen.draw(words, shaped, &pieces[index]);
            }
        }
        let (items, width) = pen.finish(words);
        let mut line = Line {
            width,
            gap: 0.0,
            items,
            notes: words
                .notes
                .iter()
                .filter(|(at, _)| *at >= start && *at < stop)
                .map(|(_, number)| *number)
                .collect(),
        };
        if shaped.base.is_rtl() && manner.measure < f32::MAX {
            line.shift(manner.measure - line.width);
        }
        line
    }

    /// The pieces of a line, with the parts of those that are cut and the
    /// hyphen that is added.
    fn pieces_between(
        &self,
        words: &Words,
        shaped: &mut Shaped,
        from: Spot,
        to: Spot,
    ) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(to.until.saturating_sub(from.next) + 2);
        let mut next = from.next;
        if let Some(at) = from.cut {
            let cut = shaped.pieces[next];
            let end = to.cut.filter(|_| to.until == next).unwrap_or(cut.end);
            self.letters(words, shaped, &cut, (at, end), &mut pieces);
            next += 1;
        }
        pieces.extend(shaped.pieces.get(next..to.until).unwrap_or_default());
        if let Some(at) = to.cut.filter(|_| to.until >= next) {
            let cut = shaped.pieces[to.until];
            self.letters(words, shaped, &cut, (cut.start, at), &mut pieces);
        }
        if let Some(end) = pieces.last().copied().filter(|_| to.hyphen) {
            let span = &words.spans[end.span];
            let hyphen = self.shaper.letter(shaped, &end, span, (end.end, '-'));
            pieces.extend(hyphen.map(|piece| Piece {
                end: end.end,
                kind: match piece.kind {
                    Kind::Glyphs(own) => Kind::Glyphs(Glyphs {
                        hyphen: true,
                        ..own
                    }),
                    object => object,
                },
                ..piece
            }));
        }
        pieces
    }

    /// The characters of a piece between two byte positions, each on its own.
    fn letters(
        &self,
        words: &Words,
        shaped: &mut Shaped,
        cut: &Piece,
        (from, until): (usize, usize),
        pieces: &mut Vec<Piece>,
    ) {
        let span = &words.spans[cut.span];
        for (offset, character) in words.text[from..until].char_indices() {
            let place = (from + offset, character);
            pieces.extend(self.shaper.letter(shaped, cut, span, place));
        }
    }
}

/// Stretches or shrinks the spaces of a line to a width. Left alone are the
/// last line of a paragraph, unless it is too wide, and lines that would have
/// gaps instead of spaces.
fn fill(words: &Words, pieces: &mut [Piece], width: f32, last: bool) {
    let natural: f32 = pieces.iter().map(|piece| piece.advance).sum();
    let gap = width - natural;
    if last && gap >= 0.0 {
        return;
    }
    let count = pieces.len() - 1;
    let gives: Vec<f32> = (0..count)
        .map(|index| {
            let (stretch, shrink) = give(words, &pieces[index], pieces.get(index + 1));
            if gap > 0.0 { stretch } else { shrink }
        })
        .collect();
    let total: f32 = gives.iter().sum();
    if total <= 0.0 || gap / total > LOOSEST as f32 {
        return;
    }
    let ratio = (gap / total).max(-1.0);
    for (piece, give) in pieces.iter_mut().zip(gives) {
        piece.advance += give * ratio;
    }
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
