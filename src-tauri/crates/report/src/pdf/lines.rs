//! Breaks shaped paragraphs into lines and puts each line in visual order.

use icu_segmenter::LineSegmenterBorrowed;
use icu_segmenter::options::LineBreakOptions;
use unicode_bidi::{Level, ParagraphBidiInfo};

use super::display::{Item, Run, rectangle};
use super::shaping::{Kind, Piece, Shaped, Shaper};
use super::text::{Span, Words};

/// A line: its items lie on a baseline at height 0, from left 0.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) items: Vec<Item>,
    pub(crate) width: f32,
    /// Numbers of the footnotes referred to on the line.
    pub(crate) notes: Vec<usize>,
}

/// How lines lie in their measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// At the side where the paragraph's direction begins.
    Start,
    /// At the right.
    Right,
}

/// Sets paragraphs in lines.
pub(crate) struct Setter {
    pub(crate) shaper: Shaper,
    segmenter: LineSegmenterBorrowed<'static>,
}

impl Setter {
    pub(crate) fn new(shaper: Shaper) -> Setter {
        Setter {
            shaper,
            segmenter: icu_segmenter::LineSegmenter::new_auto(LineBreakOptions::default()),
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
        let units = self.units(words, &shaped, f32::MAX);
        units.iter().map(|unit| unit.width).fold(0.0, f32::max)
    }

    /// One line, never broken.
    pub(crate) fn line(&mut self, words: &Words) -> Line {
        let lines = self.set(words, f32::MAX, Align::Start);
        lines.into_iter().next().unwrap_or_default()
    }

    /// Sets words in lines of a measure. No words give no lines.
    pub(crate) fn set(&mut self, words: &Words, measure: f32, align: Align) -> Vec<Line> {
        let shaped = self.shaper.shape(words);
        let units = self.units(words, &shaped, measure);
        break_lines(&units, measure)
            .into_iter()
            .map(|(from, until)| {
                let first = units[from].first;
                let last = units[until - 1].last;
                let mut line = draw_line(words, &shaped, first, last);
                let right = align == Align::Right || shaped.base.is_rtl();
                if right && measure < f32::MAX {
                    let gap = measure - line.width;
                    line.items.iter_mut().for_each(|item| item.shift(gap, 0.0));
                }
                line
            })
            .collect()
    }

    /// Cuts the pieces at every break that is allowed, and at graphemes
    /// where a word is wider than the measure.
    fn units(&self, words: &Words, shaped: &Shaped, measure: f32) -> Vec<Unit> {
        let mut breaks = self.segmenter.segment_str(&words.text).peekable();
        let mut units: Vec<Unit> = Vec::new();
        let mut open: Option<Unit> = None;
        for (index, piece) in shaped.pieces.iter().enumerate() {
            let blank = words.text[piece.start..piece.end]
                .chars()
                .all(|c| c == ' ' || c == '\u{3000}');
            let full = open
                .as_ref()
                .is_some_and(|unit| !blank && unit.width + unit.space + piece.advance > measure);
            if full {
                units.extend(open.take());
            }
            let unit = open.get_or_insert(Unit {
                first: index,
                last: index,
                width: 0.0,
                space: 0.0,
            });
            if blank {
                unit.space += piece.advance;
            } else {
                unit.width += unit.space + piece.advance;
                unit.space = 0.0;
                unit.last = index;
            }
            while breaks.peek().is_some_and(|at| *at < piece.end) {
                breaks.next();
            }
            if breaks.peek() == Some(&piece.end) {
                units.extend(open.take());
            }
        }
        units.extend(open);
        units
    }
}

/// Pieces that stay together, with the blank that follows them.
#[derive(Debug, Clone, Copy)]
struct Unit {
    first: usize,
    /// The last piece that is not blank.
    last: usize,
    width: f32,
    space: f32,
}

/// Chooses the breaks that leave the right edge most even: the least sum of
/// squared gaps over the whole paragraph, the last line not counted.
fn break_lines(units: &[Unit], measure: f32) -> Vec<(usize, usize)> {
    let count = units.len();
    if measure == f32::MAX && count > 0 {
        return vec![(0, count)];
    }
    let mut best = vec![(0.0f64, 0usize); count + 1];
    for until in 1..=count {
        let mut found: Option<(f64, usize)> = None;
        let mut width = 0.0f32;
        for from in (0..until).rev() {
            width += if from + 1 == until {
                units[from].width
            } else {
                units[from].width + units[from].space
            };
            if width > measure + 0.01 && from + 1 != until {
                break;
            }
            let gap = f64::from((measure.min(10_000.0) - width).max(0.0));
            let cost = if until == count {
                // A last line of one short word looks lost.
                if from > 0 && gap > f64::from(measure) * 0.88 {
                    f64::from(measure * measure) * 0.05
                } else {
                    0.0
                }
            } else {
                gap * gap
            };
            let total = best[from].0 + cost;
            if found.is_none_or(|(least, _)| total < least) {
                found = Some((total, from));
            }
        }
        best[until] = found.unwrap_or((0.0, until - 1));
    }
    let mut lines = Vec::new();
    let mut until = count;
    while until > 0 {
        let from = best[until].1;
        lines.push((from, until));
        until = from;
    }
    lines.reverse();
    lines
}

fn draw_line(words: &Words, shaped: &Shaped, first: usize, last: usize) -> Line {
    let pieces = &shaped.pieces[first..=last.max(first)];
    let levels: Vec<Level> = pieces.iter().map(|piece| piece.level).collect();
    let order = ParagraphBidiInfo::reorder_visual(&levels);
    let mut pen = Pen::default();
    for index in order {
        pen.draw(words, &pieces[index]);
    }
    let (start, end) = (pieces[0].start, pieces[pieces.len() - 1].end);
    pen.close_link(words);
    Line {
        width: pen.x,
        items: [pen.grounds, pen.items].concat(),
        notes: words
            .notes
            .iter()
            .filter(|(at, _)| *at >= start && *at < end)
            .map(|(_, number)| *number)
            .collect(),
    }
}

/// Draws pieces from left to right.
#[derive(Default)]
struct Pen {
    x: f32,
    items: Vec<Item>,
    grounds: Vec<Item>,
    /// The open link: where it began, and its index.
    link: Option<(f32, usize, f32)>,
    /// Whether the last item is a run that the next piece may join.
    span: Option<usize>,
}

impl Pen {
    fn draw(&mut self, words: &Words, piece: &Piece) {
        let span = &words.spans[piece.span];
        self.follow_link(words, span);
        if let Some(ground) = span.style.ground {
            let size = span.style.size;
            let area = (self.x, -size * 0.95, piece.advance + 0.2, size * 1.28);
            self.grounds.push(rectangle(area, 0.0, Some(ground), None));
        }
        let x = self.x;
        match &piece.kind {
            Kind::Object(index) => {
                for item in &words.objects[*index].1.items {
                    let mut item = item.clone();
                    item.shift(self.x, 0.0);
                    self.items.push(item);
                }
                self.span = None;
            }
            Kind::Glyphs {
                face,
                glyphs,
                stand_in,
            } => {
                if !glyphs.is_empty() {
                    let run = self.run(span, piece.span, *face);
                    let shift = x - run.x;
                    let text = &words.text[piece.start..piece.end];
                    run.push(glyphs, shift, text, *stand_in);
                }
            }
        }
        self.x += piece.advance;
    }

    /// The run that glyphs of a span and face go to.
    fn run(&mut self, span: &Span, span_index: usize, face: usize) -> &mut Run {
        let face = u16::try_from(face).unwrap_or(u16::MAX);
        let joins = self.span == Some(span_index)
            && matches!(self.items.last(), Some(Item::Run(run)) if run.face == face);
        if !joins {
            self.items.push(Item::Run(Run {
                face,
                size: span.style.size,
                color: span.style.color,
                x: self.x,
                y: -span.style.rise,
                node: span.node,
                glyphs: Vec::new(),
                text: String::new(),
                clusters: Vec::new(),
            }));
            self.span = Some(span_index);
        }
        match self.items.last_mut() {
            Some(Item::Run(run)) => run,
            _ => unreachable!("a run was just seen or added"),
        }
    }

    fn follow_link(&mut self, words: &Words, span: &Span) {
        if self.link.map(|(_, link, _)| link) == span.link {
            return;
        }
        self.close_link(words);
        self.link = span.link.map(|link| (self.x, link, span.style.size));
    }

    fn close_link(&mut self, words: &Words) {
        let Some((from, link, size)) = self.link.take() else {
            return;
        };
        let link = &words.links[link];
        self.items.push(Item::Link {
            area: (from, -size, self.x - from, size * 1.3),
            target: link.target.clone(),
            words: link.words.clone(),
            node: link.node,
        });
        // A link ends the run, so that the next words start a new one.
        self.span = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::display::ink;
    use crate::pdf::faces::{Faces, Voice, Weight};
    use crate::pdf::text::Style;

    fn setter() -> Setter {
        Setter::new(Shaper::new(Faces::open(&[]), "en"))
    }

    fn words(text: &str) -> Words {
        let style = Style::new(Voice::Serif, Weight::Regular, 10.0, ink::INK_1);
        Words::plain(text, style)
    }

    fn read(line: &Line) -> String {
        let mut text = String::new();
        for item in &line.items {
            if let Item::Run(run) = item {
                text.push_str(&run.text);
            }
        }
        text
    }

    #[test]
    fn no_line_is_wider_than_its_measure_and_no_word_is_lost() {
        let text = "One picture was posted by many accounts within a single day. ".repeat(12);
        let lines = setter().set(&words(&text), 180.0, Align::Start);
        assert!(lines.iter().all(|line| line.width <= 180.01));
        let joined: Vec<String> = lines.iter().map(read).collect();
        let joined = joined.join(" ");
        let read: Vec<&str> = joined.split_whitespace().collect();
        let written: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(read, written);
    }

    #[test]
    fn a_word_wider_than_the_measure_is_cut_between_letters() {
        let lines = setter().set(&words(&"abcdefghij".repeat(40)), 100.0, Align::Start);
        assert!(lines.len() > 10, "{} lines", lines.len());
        assert!(lines.iter().all(|line| line.width <= 100.01));
        let joined: String = lines.iter().map(read).collect();
        assert_eq!(joined, "abcdefghij".repeat(40));
    }

    #[test]
    fn hebrew_runs_from_right_to_left_and_starts_at_the_right() {
        let lines = setter().set(&words("שלום עולם"), 300.0, Align::Start);
        let Some(Item::Run(run)) = lines[0].items.first() else {
            panic!("a line has a run");
        };
        assert!(run.x > 200.0, "it starts at {}", run.x);
        let first_drawn = run.parts().next().expect("a run has clusters");
        assert_eq!(first_drawn.text, "ם", "the last letter is drawn first");
    }
}
