//! What a chart comes to: boxes, paths and words at their places, in points.

use crate::words::Words;

/// The colours a chart draws with, as the design's tokens name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Black in print.
    One,
    /// Plumb's own words.
    Two,
    /// What is said in passing.
    Three,
    /// Hairlines.
    Line,
    /// What stands out.
    Accent,
    /// The ground under what stands out.
    Tint,
    /// The paper.
    Ground,
}

/// The cut that words are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    Regular,
    Medium,
    Semibold,
    /// For identifiers.
    Mono,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Lettering {
    /// Points.
    pub(crate) size: f32,
    pub(crate) cut: Cut,
    pub(crate) ink: Ink,
}

/// Which end of words stands at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    End,
}

/// A step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    /// Two control points and the end.
    Curve(f32, f32, f32, f32, f32, f32),
    Close,
}

/// Something drawn; heights grow downwards from the piece's top.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// Left, top, width, height, the radius of the corners.
    Box {
        area: (f32, f32, f32, f32),
        radius: f32,
        fill: Option<Ink>,
        stroke: Option<(Ink, f32)>,
    },
    Path {
        steps: Vec<Step>,
        fill: Option<Ink>,
        stroke: Option<(Ink, f32)>,
    },
    Words {
        /// One end of the baseline.
        at: (f32, f32),
        anchor: Anchor,
        lettering: Lettering,
        words: String,
    },
}

/// A part of a drawing that is never cut.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Piece {
    pub(crate) height: f32,
    pub(crate) marks: Vec<Mark>,
}

/// A drawn chart: pieces from top to bottom, between which a page may end.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawing {
    pub(crate) width: f32,
    pub(crate) pieces: Vec<Piece>,
}

/// Gives the width of words on one line.
pub(crate) type Measure<'a> = dyn FnMut(&str, Lettering) -> f32 + 'a;

/// What every kind of chart draws on.
pub(crate) struct Board<'a> {
    /// The room across, points.
    pub(crate) width: f32,
    /// The words of the report's language.
    pub(crate) labels: &'static Words,
    pub(crate) measure: &'a mut Measure<'a>,
}

impl Board<'_> {
    /// The width of words on one line, points.
    pub(crate) fn width_of(&mut self, words: &str, lettering: Lettering) -> f32 {
        (self.measure)(words, lettering)
    }

    /// Words in lines no wider than a measure; a longer word is cut.
    pub(crate) fn wrap(&mut self, words: &str, lettering: Lettering, measure: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in words.split_whitespace() {
            let tried = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width_of(&tried, lettering) <= measure {
                line = tried;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = self.cut(word, lettering, measure, &mut lines);
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Puts the full lines of one word aside and gives the rest of it.
    fn cut(
        &mut self,
        word: &str,
        lettering: Lettering,
        measure: f32,
        lines: &mut Vec<String>,
    ) -> String {
        let mut rest = word;
        while !rest.is_empty() && self.width_of(rest, lettering) > measure {
            // Halving finds the longest beginning that fits.
            let ends: Vec<usize> = rest.char_indices().map(|(at, _)| at).skip(1).collect();
            let fits =
                ends.partition_point(|end| self.width_of(&rest[..*end], lettering) <= measure);
            let Some(end) = ends.get(fits.saturating_sub(1)).copied() else {
                break;
            };
            lines.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
        rest.to_owned()
    }
}

/// A straight line.
pub(crate) fn line(from: (f32, f32), to: (f32, f32), ink: Ink, width: f32) -> Mark {
    Mark::Path {
        steps: vec![Step::Move(from.0, from.1), Step::Line(to.0, to.1)],
        fill: None,
        stroke: Some((ink, width)),
    }
}

/// Words that begin at a place.
pub(crate) fn words(at: (f32, f32), lettering: Lettering, words: &str) -> Mark {
    Mark::Words {
        at,
        anchor: Anchor::Start,
        lettering,
        words: words.to_owned(),
    }
}

/// Words that end at a place.
pub(crate) fn words_until(at: (f32, f32), lettering: Lettering, words: &str) -> Mark {
    Mark::Words {
        at,
        anchor: Anchor::End,
        lettering,
        words: words.to_owned(),
    }
}

/// Lettering in one call.
pub(crate) const fn lettering(size: f32, cut: Cut, ink: Ink) -> Lettering {
    Lettering { size, cut, ink }
}
