//! The report as exporters see it: words, pictures and numbers, no claim, no evidence, no store.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use crate::chart::Chart;
use crate::pdf::Paper;
use crate::{ClaimRow, OpenPoint, Plate};

/// Everything that is printed. Invariant: an exporter sees this and nothing else.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Document {
    /// BCP 47 language of the text, such as `en` or `az`.
    pub lang: String,
    /// The paper the text asks for; none leaves it to whoever prints.
    #[serde(skip)]
    pub paper: Option<Paper>,
    /// The small line above the title: what kind of text this is.
    pub kicker: String,
    /// The title, plain text.
    pub title: String,
    /// The subtitle, plain text, may be empty.
    pub subtitle: String,
    /// Names as they should be printed.
    pub authors: Vec<String>,
    /// The moment the report carries; the only time in the file.
    pub printed_at: DateTime<FixedOffset>,
    /// The version as a person says it, such as `0.9`.
    pub version: String,
    /// For whom the copy is, such as "For legal review, not for publication".
    pub copy_label: String,
    /// SHA-256 of the evidence package in lower-case hex, when one was made.
    pub fingerprint: Option<String>,
    /// Up to three short columns on the title page.
    pub summary: Vec<Summary>,
    /// Facts at the foot of the title page, such as counts; lines of plain text.
    pub facts: Vec<Fact>,
    /// The chart on the title page.
    pub cover: Option<Figure>,
    /// The text itself.
    pub body: Vec<Block>,
    /// Which of the manuscript's printed blocks each block of the body is, counted from 0.
    #[serde(skip)]
    pub sources: Vec<usize>,
    /// Footnotes in the order of their numbers; the first is number 1.
    pub notes: Vec<Vec<Inline>>,
    /// One plate per exhibit, in the order of the appendix.
    pub plates: Vec<Plate>,
    /// The claims appendix.
    pub claims: Vec<ClaimRow>,
    /// What the checks found, in the editor's copy only.
    pub open_points: Vec<OpenPoint>,
    /// The pictures that figures and plates point at.
    #[serde(skip)]
    pub pictures: Vec<Picture>,
    /// The files that go along inside the PDF.
    #[serde(skip)]
    pub attachments: Vec<Attachment>,
    /// The last page: how to check the report.
    #[serde(skip)]
    pub checking: Option<Checking>,
    /// What whoever exports should know about the text, in sentences; not printed.
    #[serde(skip)]
    pub remarks: Vec<String>,
}

/// A file inside the PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name, without folders.
    pub name: String,
    /// Its media type, such as `application/json`.
    pub media_type: String,
    /// What it is, in a sentence.
    pub description: String,
    /// What it is to the report.
    pub relation: Relation,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// What an attached file is to the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The data behind it.
    Data,
    /// What it was made from.
    Source,
    /// The same in another form.
    Alternative,
    /// Something beside it.
    Supplement,
}

/// How to check the report without Plumb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checking {
    /// Paragraphs of plain text.
    pub text: Vec<String>,
    /// Lines for a shell, printed one a line and never broken.
    pub commands: Vec<String>,
}

/// One of the short columns on the title page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// The words in bold that open the column.
    pub title: String,
    /// The column's text.
    pub text: Vec<Inline>,
}

/// A heading and some lines at the foot of the title page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// What the lines are about.
    pub title: String,
    /// Plain lines.
    pub lines: Vec<String>,
}

/// A picture's bytes as they were sealed.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// `image/png` or `image/jpeg`; others are printed as a placeholder.
    pub media_type: String,
    /// The file's bytes, shared by all versions of a document that show it.
    pub bytes: Arc<[u8]>,
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The stable name it can be linked by.
        anchor: String,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A paragraph, numbered in the left margin when it has a number.
    Paragraph(Paragraph),
    /// What the accused answer: set apart by a rule, never smaller.
    Denial(Vec<Block>),
    /// Words quoted from elsewhere.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The first number of a numbered list; none means bullets.
        first: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// Text printed exactly as it stands.
    Code(String),
    /// A picture or a chart with a caption.
    Figure(Figure),
    /// A break between parts.
    Rule,
}

/// A paragraph and what stands beside it.
#[derive(Debug, Clone, PartialEq, Default, Hash, Serialize)]
pub struct Paragraph {
    /// The number reviewers use; destination `par-12`.
    pub number: Option<u32>,
    /// BCP 47 language when it is not the document's.
    pub lang: Option<String>,
    /// Its words.
    pub text: Vec<Inline>,
    /// The references in the right margin.
    pub margin: Vec<MarginNote>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default, Hash, Serialize)]
pub struct Table {
    /// The heads of the columns; may be empty.
    pub head: Vec<Vec<Inline>>,
    /// The rows; short rows are filled with empty cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A picture or a chart in the text.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub struct Figure {
    /// What is shown.
    pub shown: Shown,
    /// The tag of the exhibit shown, which the caption links to; may be empty.
    pub exhibit: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// The caption.
    pub caption: Vec<Inline>,
}

/// What a figure shows.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub enum Shown {
    /// A picture: an index into `Document::pictures`.
    Picture(usize),
    /// A chart.
    Chart(Box<Chart>),
    /// Nothing, and why, in a sentence.
    Absent(String),
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Stressed words (italic).
    Emphasis(Vec<Inline>),
    /// Strong words (semibold).
    Strong(Vec<Inline>),
    /// Words printed in the typewriter face.
    Code(String),
    /// Words that lead somewhere.
    Link {
        /// The address as written; only http, https and mailto become links.
        address: String,
        /// The words shown.
        text: Vec<Inline>,
    },
    /// A reference to a mark, an exhibit or a claim, drawn as a small tag.
    Citation(Citation),
    /// A reference to a footnote: its number, counted from 1.
    Note(usize),
    /// A line break.
    Break,
}

/// A reference to a mark, an exhibit or a claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Citation {
    /// What is printed: `E-014·1` or `C-03`.
    pub label: String,
    /// The plate or claim it leads to: `E-014` or `C-03`.
    pub target: String,
    /// The key in the citation file: `E-014.1`; empty for a claim.
    pub key: String,
    /// The place inside it, as in `p. 3`; may be empty.
    pub locator: String,
}

/// How a reference bears on the text, told by icon, word and colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Tone {
    /// Supports, or merely stands behind it.
    Plain,
    /// Speaks for a claim (used in tables).
    Supports,
    /// Speaks against it.
    Contradicts,
    /// A denial.
    Denial,
    /// Background.
    Context,
    /// Needs attention.
    Warning,
}

/// A line in the right margin.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub enum MarginNote {
    /// A cited exhibit.
    Exhibit {
        /// `E-014` or `E-014·1`.
        label: String,
        /// The plate it leads to.
        target: String,
        /// The words in bold: a title, or what it does ("Speaks against it.").
        lead: String,
        /// The rest: source, date.
        detail: String,
        /// How it bears on the text.
        tone: Tone,
    },
    /// How sure the authors are of a claim.
    Confidence {
        /// `C-03`.
        claim: String,
        /// How many of the three bars are filled.
        bars: u8,
        /// The word, such as "Moderate confidence".
        word: String,
    },
    /// A remark, such as an open point, in the editor's copy.
    Remark {
        /// The sentence.
        text: String,
        /// Its colour and icon.
        tone: Tone,
    },
}
