//! Glyphs drawn on a page, put together into words and lines by their places.

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use hayro::kurbo::{BezPath, Point, Rect, Vec2};

use crate::contained::Stop;
use crate::pdf::PageWord;

/// Glyphs of one page beyond this are not kept.
const MAX_GLYPHS: usize = 1_000_000;
/// Units of glyph space to the em.
const EM: f64 = 1000.0;

/// A glyph with the text it stands for.
#[derive(Debug, Clone)]
pub(crate) struct PlacedGlyph {
    text: String,
    start: Point,
    /// Where the next glyph of a word would begin.
    end: Point,
    /// Height of the font on the page.
    size: f64,
}

/// A device that draws nothing and keeps the text of glyphs inside the page.
pub(crate) struct GlyphReader {
    pub(crate) glyphs: Vec<PlacedGlyph>,
    /// Glyphs no text could be found for.
    pub(crate) unread: usize,
    bounds: Rect,
    stop: Stop,
}

impl GlyphReader {
    pub(crate) fn new(bounds: Rect, stop: Stop) -> GlyphReader {
        GlyphReader {
            glyphs: Vec::new(),
            unread: 0,
            bounds,
            stop,
        }
    }
}

impl Device<'_> for GlyphReader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        self.stop.check();
        for glyph in run.glyphs() {
            if self.glyphs.len() >= MAX_GLYPHS {
                return;
            }
            let Some(text) = glyph.as_unicode() else {
                self.unread += 1;
                continue;
            };
            let place = props.transform * glyph.transform();
            let start = place * Point::ZERO;
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let advance = advance.filter(|a| *a > 0.0).map_or(EM / 2.0, f64::from);
            let end = place * Point::new(advance, 0.0);
            let size = (place * Point::new(0.0, EM) - start).hypot();
            let seen = self.bounds.inflate(size, size).contains(start);
            if !seen || !size.is_finite() || size <= 0.0 {
                continue;
            }
            let text = match text {
                BfString::Char(c) => unjoined(c),
                BfString::String(text) => text,
            };
            self.glyphs.push(PlacedGlyph {
                text,
                start,
                end,
                size,
            });
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.stop.check();
    }
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.stop.check();
    }
    fn push_clip_path(&mut self, _: &ClipPath) {
        self.stop.check();
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.stop.check();
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// The letters of a ligature, so that words can be found and quoted.
fn unjoined(c: char) -> String {
    match c {
        'ﬀ' => "ff".to_owned(),
        'ﬁ' => "fi".to_owned(),
        'ﬂ' => "fl".to_owned(),
        'ﬃ' => "ffi".to_owned(),
        'ﬄ' => "ffl".to_owned(),
        'ﬅ' | 'ﬆ' => "st".to_owned(),
        '\u{a0}' => " ".to_owned(),
        c => c.to_string(),
    }
}

/// Text under construction, line by line, in the order in which the page draws it.
#[derive(Default)]
pub(crate) struct Lines {
    text: String,
}

impl Lines {
    /// The text of a page's glyphs.
    pub(crate) fn from_glyphs(glyphs: &[PlacedGlyph]) -> String {
        let mut lines = Lines::default();
        let mut before: Option<&PlacedGlyph> = None;
        for glyph in glyphs {
            if let Some(last) = before {
                if is_overprint(last, glyph) {
                    continue;
                }
                lines.part(last, glyph);
            }
            lines.text.push_str(&glyph.text);
            before = Some(glyph);
        }
        lines.text
    }

    fn part(&mut self, last: &PlacedGlyph, next: &PlacedGlyph) {
        let size = last.size.max(next.size);
        let direction = (last.end - last.start) / (last.end - last.start).hypot().max(1e-9);
        let gap = next.start - last.end;
        let along = gap.dot(direction);
        let across = gap.cross(direction).abs();
        if across > size * 0.5 || along < -size * 1.5 {
            let soft_hyphen = self.text.ends_with('\u{ad}');
            if soft_hyphen {
                self.text.pop();
            } else {
                self.text.truncate(self.text.trim_end_matches(' ').len());
                let new_block = across > size * 2.2;
                self.text.push_str(if new_block { "\n\n" } else { "\n" });
            }
        } else if along > size * 0.15 && !self.text.ends_with(' ') && !next.text.starts_with(' ') {
            self.text.push(' ');
        }
    }
}

/// The words of a page with their boxes; what parts them is the same as in its text.
pub(crate) fn words_of(glyphs: &[PlacedGlyph]) -> Vec<PageWord> {
    let mut words: Vec<PageWord> = Vec::new();
    let mut lines = Lines::default();
    let mut before: Option<&PlacedGlyph> = None;
    for glyph in glyphs {
        if let Some(last) = before {
            if is_overprint(last, glyph) {
                continue;
            }
            lines.part(last, glyph);
        }
        let gap = lines.text.split_off(0);
        let parted = gap.ends_with(char::is_whitespace);
        if let Some(word) = words.last_mut() {
            word.text = gap;
        }
        let bounds = glyph.bounds();
        match words.last_mut() {
            Some(word) if !parted => {
                word.text.push_str(&glyph.text);
                word.widen(bounds);
            }
            _ => words.push(PageWord::of(&glyph.text, bounds)),
        }
        lines.text = words
            .last()
            .map(|word| word.text.clone())
            .unwrap_or_default();
        before = Some(glyph);
    }
    words
}

impl PlacedGlyph {
    /// The box of an upright letter, from a fifth below its line to four fifths above.
    fn bounds(&self) -> Rect {
        let along = self.end - self.start;
        let up = Vec2::new(along.y, -along.x) / along.hypot().max(1e-9) * self.size;
        let corners = [
            self.start + up * 0.85,
            self.end + up * 0.85,
            self.start - up * 0.22,
            self.end - up * 0.22,
        ];
        let first = Rect::from_points(corners[0], corners[1]);
        first.union_pt(corners[2]).union_pt(corners[3])
    }
}

impl PageWord {
    fn of(text: &str, bounds: Rect) -> Self {
        let mut word = Self {
            text: text.to_owned(),
            x: bounds.x0 as f32,
            y: bounds.y0 as f32,
            width: 0.0,
            height: 0.0,
        };
        word.widen(bounds);
        word
    }

    fn widen(&mut self, bounds: Rect) {
        let right = (self.x + self.width).max(bounds.x1 as f32);
        let bottom = (self.y + self.height).max(bounds.y1 as f32);
        self.x = self.x.min(bounds.x0 as f32);
        self.y = self.y.min(bounds.y0 as f32);
        self.width = right - self.x;
        self.height = bottom - self.y;
    }
}

/// Bold made by drawing a letter twice, a hair apart.
fn is_overprint(last: &PlacedGlyph, next: &PlacedGlyph) -> bool {
    last.text == next.text && (next.start - last.start).hypot() < last.size * 0.08
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x: f64, y: f64) -> PlacedGlyph {
        PlacedGlyph {
            text: text.into(),
            start: Point::new(x, y),
            end: Point::new(x + 5.0, y),
            size: 10.0,
        }
    }

    #[test]
    fn gaps_part_words_and_drops_part_lines() {
        let glyphs = [
            glyph("a", 0.0, 0.0),
            glyph("b", 5.2, 0.0),
            glyph("c", 13.0, 0.0),
            glyph("d", 0.0, 12.0),
            glyph("e", 0.0, 60.0),
        ];
        assert_eq!(Lines::from_glyphs(&glyphs), "ab c\nd\n\ne");
    }

    #[test]
    fn words_and_what_parts_them_make_up_the_text() {
        let glyphs = [
            glyph("a", 0.0, 0.0),
            glyph("b", 5.2, 0.0),
            glyph("c", 13.0, 0.0),
            glyph("d", 0.0, 12.0),
        ];
        let words = words_of(&glyphs);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["ab ", "c\n", "d"]);
        assert_eq!(texts.concat(), Lines::from_glyphs(&glyphs));
        assert!((words[0].width - 10.2).abs() < 0.01, "{:?}", words[0]);
    }

    #[test]
    fn a_letter_drawn_twice_is_one_letter() {
        let glyphs = [
            glyph("a", 0.0, 0.0),
            glyph("a", 0.3, 0.0),
            glyph("a", 5.0, 0.0),
        ];
        assert_eq!(Lines::from_glyphs(&glyphs), "aa");
    }

    #[test]
    fn a_word_broken_by_a_soft_hyphen_is_whole_again() {
        let glyphs = [
            glyph("co", 0.0, 0.0),
            glyph("\u{ad}", 5.0, 0.0),
            glyph("py", 0.0, 12.0),
        ];
        assert_eq!(Lines::from_glyphs(&glyphs), "copy");
    }
}
