//! Charts in a manuscript: fenced code whose first word is `chart`.
//!
//! ```text
//! chart series          chart bars        chart timeline             chart links
//! title: Posts an hour  unit: posts       2024-05-15 12:21, A post   A -> B: owns [@E-002]
//! unit: posts           A-001, 12         about 2024-06, A reply     B -> C: pays
//! highlight: 2024-05-15 12:00 to 2024-05-15 18:00
//! note: 2024-05-15 12:21, first post
//! source: Baku time.
//! exhibit: E-034
//! cover: yes
//!
//! 2024-05-15 12:00, 34
//! ```
//!
//! Options come first, one a line; then the rows. A timeline or a link diagram without
//! rows is drawn from the case.

mod reading;

use evidence::Moment;
use serde::Serialize;

use crate::citation::Cite;
pub(crate) use reading::read;

/// A chart as its author wrote it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// The title, or an empty text.
    pub title: String,
    /// What the values count, as in `posts`, or an empty text.
    pub unit: String,
    /// Where the data come from, a sentence, or an empty text.
    pub source: String,
    /// The exhibit that holds the data.
    pub exhibit: Option<Cite>,
    /// Whether it belongs on the title page.
    pub cover: bool,
    /// What is drawn.
    pub data: ChartData,
}

/// The rows of a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum ChartData {
    /// Values in time.
    Series {
        /// When and how much, in the order of time.
        points: Vec<(Moment, f64)>,
        /// Stretches of time that stand out: from, to.
        highlights: Vec<(Moment, Moment)>,
        /// Words at a moment.
        notes: Vec<(Moment, String)>,
    },
    /// Values by name, in the order written.
    Bars(Vec<ChartBar>),
    /// Dated things; none means those of the case.
    Timeline(Vec<ChartEvent>),
    /// Ties between two; none means the affiliations of the case.
    Links(Vec<ChartLink>),
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartBar {
    /// Its name.
    pub label: String,
    /// How much; never below 0.
    pub value: f64,
    /// Whether it stands out.
    pub highlighted: bool,
}

/// A dated thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartEvent {
    /// When, or when it began.
    pub on: Moment,
    /// When it ended.
    pub until: Option<Moment>,
    /// Whether the date is only about right.
    pub approximate: bool,
    /// What happened.
    pub text: String,
    /// What shows it.
    pub cite: Option<Cite>,
}

/// A tie between two.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartLink {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// What ties them, or an empty text.
    pub label: String,
    /// What shows it.
    pub cite: Option<Cite>,
}

impl Chart {
    /// Everything the chart cites, its own exhibit first.
    pub fn cites(&self) -> Vec<&Cite> {
        let rows: Vec<&Cite> = match &self.data {
            ChartData::Timeline(events) => events.iter().filter_map(|e| e.cite.as_ref()).collect(),
            ChartData::Links(links) => links.iter().filter_map(|l| l.cite.as_ref()).collect(),
            ChartData::Series { .. } | ChartData::Bars(_) => Vec::new(),
        };
        self.exhibit.iter().chain(rows).collect()
    }
}
