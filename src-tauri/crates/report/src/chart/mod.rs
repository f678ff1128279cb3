//! Charts as plain data, and what is drawn of them; knows neither PDF nor HTML.

mod bars;
mod callouts;
pub(crate) mod drawing;
mod links;
mod series;
pub(crate) mod svg;
mod ticks;
mod timeline;

use std::hash::{Hash, Hasher};

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::Table;
use crate::words::Words;
use drawing::{Board, Drawing, Measure};

/// A chart, whatever its data were made from.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub struct Chart {
    /// The title, plain text, may be empty.
    pub title: String,
    /// What the values count, as in `posts`; may be empty.
    pub unit: String,
    /// What is drawn.
    pub plot: Plot,
    /// The same data as rows, for those who cannot see the drawing.
    pub table: Table,
}

/// What a chart draws.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub enum Plot {
    /// Values in time.
    Series(Series),
    /// Values by name, from top to bottom.
    Bars(Vec<Bar>),
    /// Dated things, the earliest first.
    Timeline(Vec<Happening>),
    /// Who is tied to whom.
    Links {
        /// The names in the boxes.
        names: Vec<String>,
        /// The ties between them.
        ties: Vec<Tie>,
    },
}

/// Values in time, on one clock.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Series {
    /// When and how much (never below 0), in the order of time.
    pub points: Vec<(NaiveDateTime, f64)>,
    /// Stretches that stand out: from, until.
    pub highlights: Vec<(NaiveDateTime, NaiveDateTime)>,
    /// Words at a moment.
    pub callouts: Vec<Callout>,
}

impl Hash for Series {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for (at, value) in &self.points {
            (at, value.to_bits()).hash(state);
        }
        (&self.highlights, &self.callouts).hash(state);
    }
}

/// Words at a moment of a series.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Callout {
    /// The moment.
    pub at: NaiveDateTime,
    /// The moment in words.
    pub title: String,
    /// What is said of it.
    pub text: String,
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// The name.
    pub label: String,
    /// How much; never below 0.
    pub value: f64,
    /// Whether it stands out.
    pub highlighted: bool,
}

impl Hash for Bar {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.label, self.value.to_bits(), self.highlighted).hash(state);
    }
}

/// A dated thing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Happening {
    /// The date in words.
    pub when: String,
    /// Whether the date is only about right.
    pub approximate: bool,
    /// Whether it went on for a while.
    pub lasting: bool,
    /// What happened.
    pub text: String,
    /// What shows it, as in `E-001·4`; may be empty.
    pub label: String,
}

/// A tie between two names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Tie {
    /// From whom: an index into the names.
    pub from: usize,
    /// To whom: an index into the names.
    pub to: usize,
    /// What ties them; may be empty.
    pub text: String,
    /// What shows it, as in `E-001·4`; may be empty.
    pub label: String,
}

/// A diagram of ties in places: what a screen draws itself, so that it lies there as it
/// does in print.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// One box a name, in the names' order.
    pub boxes: Vec<PlacedBox>,
    /// The lines of the ties, in parts where one passes a layer.
    pub lines: Vec<PlacedLine>,
    /// Points across.
    pub width: f32,
    /// Points down.
    pub height: f32,
}

/// A name in its box, in points from the top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedBox {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// The name in lines.
    pub lines: Vec<String>,
}

/// The line of a tie, or a part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLine {
    /// The tie: an index into the ties.
    pub tie: usize,
    /// As the `d` of an SVG path.
    pub path: String,
    /// Where its words begin: on the left, just above the line.
    pub label: (f32, f32),
    /// Whether it is the part that leaves a box, where the words stand.
    pub is_first: bool,
}

/// A chart as an SVG file, on white paper. What is said of it and how it was made stand in
/// its description, so that the file tells both wherever it goes.
pub fn as_svg(chart: &Chart, lang: &str, described: &str) -> String {
    svg::alone(chart, crate::words::words(lang), described)
}

/// Puts names and ties in places, `width` points across; none when there are too many to
/// be read.
pub fn lay_links(names: &[String], ties: &[Tie], width: f32) -> Option<Layout> {
    let mut measure = svg::estimate;
    let mut board = Board {
        width,
        labels: crate::words::words("en"),
        measure: &mut measure,
    };
    links::is_drawable(names, ties).then(|| links::places(names, ties, &mut board))
}

/// Whether a drawing of it can be read; a diagram that is too large is better left to
/// its table.
pub(crate) fn is_drawable(chart: &Chart) -> bool {
    match &chart.plot {
        Plot::Links { names, ties } => links::is_drawable(names, ties),
        _ => true,
    }
}

/// The chart drawn in some room across.
pub(crate) fn draw(
    chart: &Chart,
    width: f32,
    labels: &'static Words,
    measure: &mut Measure<'_>,
) -> Drawing {
    let mut board = Board {
        width,
        labels,
        measure,
    };
    let pieces = match &chart.plot {
        Plot::Series(series) => vec![series::draw(chart, series, &mut board)],
        Plot::Bars(bars) => bars::draw(bars, &chart.unit, &mut board),
        Plot::Timeline(happenings) => timeline::draw(happenings, &mut board),
        Plot::Links { names, ties } => vec![links::draw(names, ties, &mut board)],
    };
    Drawing { width, pieces }
}

#[cfg(test)]
mod tests;
