//! A frozen finding as the window shows it: its words with tables and charts drawn.

use evidence::Number;
use report::{Block, Inline, Shown, chart::as_svg};

use super::written;
use crate::{Case, Error};

/// A part of a finding, in the order of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingPart {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// A table; its heads may be empty.
    Table {
        /// The heads of the columns.
        head: Vec<String>,
        /// The cells, row by row.
        rows: Vec<Vec<String>>,
    },
    /// A chart.
    Chart {
        /// What it shows, in words.
        alt: String,
        /// The drawing.
        svg: String,
    },
}

impl Case {
    /// The parts of a frozen finding.
    ///
    /// # Errors
    /// When the exhibit is no finding, or its record cannot be read.
    pub fn finding_parts(&self, number: Number) -> Result<Vec<FindingPart>, Error> {
        let frozen = self.frozen(number)?;
        let lang = frozen.tongue().code();
        let text = format!("---\nlang: {lang}\n---\n\n{}", written::written(&frozen));
        let document = self.draw(&text)?;
        let parts = document.body.iter();
        Ok(parts
            .filter_map(|block| part(block, &document.lang))
            .collect())
    }
}

fn part(block: &Block, lang: &str) -> Option<FindingPart> {
    Some(match block {
        Block::Heading { text, .. } => FindingPart::Heading(plain(text)),
        Block::Paragraph(paragraph) => FindingPart::Paragraph(plain(&paragraph.text)),
        Block::List { items, .. } => {
            let item = |item: &Vec<Block>| {
                let words: Vec<String> = item.iter().filter_map(words).collect();
                words.join(" ")
            };
            FindingPart::List(items.iter().map(item).collect())
        }
        Block::Table(table) => {
            let cells = |cells: &Vec<Vec<Inline>>| cells.iter().map(|cell| plain(cell)).collect();
            FindingPart::Table {
                head: cells(&table.head),
                rows: table.rows.iter().map(cells).collect(),
            }
        }
        Block::Figure(figure) => match &figure.shown {
            Shown::Chart(chart) => FindingPart::Chart {
                alt: figure.alt.clone(),
                svg: as_svg(chart, lang, &figure.alt),
            },
            _ => return None,
        },
        _ => return None,
    })
}

fn words(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph(paragraph) => Some(plain(&paragraph.text)),
        _ => None,
    }
}

fn plain(inlines: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => {
            plain(inner)
        }
        Inline::Citation(citation) => citation.label.clone(),
        Inline::Note(_) => String::new(),
        Inline::Break => " ".to_owned(),
    };
    inlines.iter().map(word).collect()
}
