//! The block tree of a manuscript, with the place of everything in the source.

use std::ops::Range;

use serde::Serialize;

use crate::chart::Chart;
use crate::citation::{Citation, Cite};

/// One block and where it stands in the source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    /// Bytes of the source that the block was read from.
    pub range: Range<usize>,
    /// What the block is.
    pub kind: BlockKind,
}

/// What a block is, with its contents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum BlockKind {
    /// A heading, level 1 to 6.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        inlines: Vec<Inline>,
        /// The identifier of `{#id}`, if one was written.
        id: Option<String>,
        /// The tag of `{.method}`; it holds for the whole section.
        tag: Option<Tag>,
    },
    /// A paragraph; outside footnotes it has a number.
    Paragraph {
        /// 1, 2, 3 … in reading order; none inside a footnote.
        number: Option<u32>,
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// A picture that stands alone in its paragraph.
    Figure {
        /// What it shows; `reference` is none when it is no exhibit of a case.
        target: Cite,
        /// The caption (also the alternative text).
        caption: Vec<Inline>,
        /// The quoted title after the target, or an empty text.
        title: String,
    },
    /// A list; every item is a run of blocks.
    List {
        /// The first number of a numbered list, none for bullets.
        start: Option<u64>,
        /// The items in order.
        items: Vec<Vec<Block>>,
    },
    /// A quotation set as a block.
    Quote(Vec<Block>),
    /// A block of code; nothing in it is a citation.
    Code {
        /// The word after the fence, or an empty text.
        language: String,
        /// The code as written.
        text: String,
    },
    /// A chart, written as fenced code.
    Chart(Box<Chart>),
    /// A table.
    Table {
        /// One per column.
        alignments: Vec<Alignment>,
        /// The cells of the head row.
        head: Vec<Cell>,
        /// The rows below it.
        rows: Vec<Vec<Cell>>,
    },
    /// A fenced division, such as `::: denial`.
    Division {
        /// What its first class says it is.
        tag: Tag,
        /// What stands in it.
        blocks: Vec<Block>,
    },
    /// A rule across the page.
    Rule,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// Bytes of the source that the cell was read from.
    pub range: Range<usize>,
    /// Its text.
    pub inlines: Vec<Inline>,
}

/// How a table column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Alignment {
    /// Not said.
    None,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// What an author says a passage is, so that it need not carry evidence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// An opinion or inference of the author.
    Opinion,
    /// How the work was done.
    Method,
    /// What readers know already.
    Background,
    /// What somebody who is accused answers.
    Denial,
    /// Any other class; it changes nothing.
    Other(String),
}

impl Tag {
    /// Reads a class name; English and French words are known.
    pub fn named(class: &str) -> Tag {
        match class.to_lowercase().as_str() {
            "opinion" | "analysis" | "analyse" => Tag::Opinion,
            "method" | "methods" | "méthode" | "methode" => Tag::Method,
            "background" | "contexte" => Tag::Background,
            "denial" | "démenti" | "dementi" => Tag::Denial,
            _ => Tag::Other(class.to_owned()),
        }
    }
}

/// A run of text inside a block. Raw HTML arrives here as plain text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Inline {
    /// Plain text. Where `text` and `range` have the same length they agree
    /// byte for byte; otherwise (`&amp;`) the text stands for the whole range.
    Text {
        /// The text as it reads.
        text: String,
        /// Its bytes in the source.
        range: Range<usize>,
    },
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Text struck through.
    Strikethrough(Vec<Inline>),
    /// Code in a line; nothing in it is a citation.
    Code {
        /// The code.
        text: String,
        /// Its bytes in the source, back-ticks included.
        range: Range<usize>,
    },
    /// A link. Its address is text to show, never something to open unasked.
    Link {
        /// The address as written.
        url: String,
        /// The words of the link.
        inlines: Vec<Inline>,
        /// Its bytes in the source.
        range: Range<usize>,
    },
    /// A picture among words.
    Image {
        /// What it shows.
        target: Cite,
        /// The alternative text.
        inlines: Vec<Inline>,
        /// Its bytes in the source.
        range: Range<usize>,
    },
    /// A citation of exhibits, marks or claims.
    Citation(Citation),
    /// A reference to a footnote.
    FootnoteReference {
        /// The label between `[^` and `]`.
        label: String,
        /// Its bytes in the source.
        range: Range<usize>,
    },
    /// `[words]{.opinion}`.
    Span {
        /// What its first class says it is.
        tag: Tag,
        /// The words.
        inlines: Vec<Inline>,
        /// Its bytes in the source, attributes included.
        range: Range<usize>,
    },
    /// A line end that reads as a space.
    SoftBreak(Range<usize>),
    /// A line end that stays one.
    HardBreak(Range<usize>),
}

impl Inline {
    /// The bytes it takes; for emphasis those of what it holds.
    pub fn range(&self) -> Range<usize> {
        match self {
            Inline::Text { range, .. }
            | Inline::Code { range, .. }
            | Inline::Link { range, .. }
            | Inline::Image { range, .. }
            | Inline::FootnoteReference { range, .. }
            | Inline::Span { range, .. }
            | Inline::SoftBreak(range)
            | Inline::HardBreak(range) => range.clone(),
            Inline::Citation(citation) => citation.range.clone(),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                match (inner.first(), inner.last()) {
                    (Some(first), Some(last)) => first.range().start..last.range().end,
                    _ => 0..0,
                }
            }
        }
    }
}

/// Something in the source that could not be taken for what it says it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Its bytes in the source.
    pub range: Range<usize>,
    /// What happened, what was done instead and how to write it: a sentence.
    pub text: String,
}

/// A footnote's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Footnote {
    /// The label between `[^` and `]`.
    pub label: String,
    /// Its bytes in the source.
    pub range: Range<usize>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The words of a run of inlines, without citations and footnote marks.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    collect_text(inlines, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text: words, .. } | Inline::Code { text: words, .. } => {
                text.push_str(words);
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Link { inlines: inner, .. }
            | Inline::Image { inlines: inner, .. }
            | Inline::Span { inlines: inner, .. } => collect_text(inner, text),
            Inline::Citation(citation) if !citation.bracketed => {
                text.push_str(&citation.cites[0].key);
            }
            Inline::Citation(_) | Inline::FootnoteReference { .. } => {}
            Inline::SoftBreak(_) | Inline::HardBreak(_) => text.push(' '),
        }
    }
}
