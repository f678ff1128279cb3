//! What a document cites, and where.

use crate::{Block, Citation, Document, Inline};

/// A citation as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cited<'a> {
    /// The number of the paragraph; none in a heading, a caption, a table or a footnote.
    pub paragraph: Option<u32>,
    /// What is cited.
    pub citation: &'a Citation,
}

impl Document {
    /// Every citation of the text and its footnotes, in reading order.
    pub fn citations(&self) -> Vec<Cited<'_>> {
        let mut found = Vec::new();
        for block in &self.body {
            in_block(block, &mut found);
        }
        for note in &self.notes {
            in_words(note, None, &mut found);
        }
        found
    }
}

fn in_block<'a>(block: &'a Block, found: &mut Vec<Cited<'a>>) {
    match block {
        Block::Heading { text, .. } => in_words(text, None, found),
        Block::Paragraph(paragraph) => in_words(&paragraph.text, paragraph.number, found),
        Block::Denial(blocks) | Block::Quote(blocks) => {
            blocks.iter().for_each(|block| in_block(block, found));
        }
        Block::List { items, .. } => {
            items
                .iter()
                .flatten()
                .for_each(|block| in_block(block, found));
        }
        Block::Table(table) => {
            let cells = table.head.iter().chain(table.rows.iter().flatten());
            cells.for_each(|cell| in_words(cell, None, found));
        }
        Block::Figure(figure) => in_words(&figure.caption, None, found),
        Block::Code(_) | Block::Rule => {}
    }
}

fn in_words<'a>(words: &'a [Inline], paragraph: Option<u32>, found: &mut Vec<Cited<'a>>) {
    for inline in words {
        match inline {
            Inline::Citation(citation) => found.push(Cited {
                paragraph,
                citation,
            }),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => {
                in_words(inner, paragraph, found);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Note(_) | Inline::Break => {}
        }
    }
}
