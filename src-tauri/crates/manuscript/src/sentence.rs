//! The sentences of a manuscript, each with its place, its citations and what it is.

use std::ops::Range;

use serde::Serialize;

use crate::chart::Chart;
use crate::citation::Cite;
use crate::flat::Flat;
use crate::tree::{Block, BlockKind, Footnote, Inline, Tag, plain_text};

/// One sentence of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sentence {
    /// Bytes of the source, from its first to its last sign, its citations included.
    pub range: Range<usize>,
    /// What it says: plain text without bracketed citations and footnote marks.
    pub text: String,
    /// What it cites, in order; `[@…]` after the full stop belongs to the sentence before it.
    pub cites: Vec<Cite>,
    /// The labels of the footnotes it carries.
    pub footnotes: Vec<String>,
    /// The number of its paragraph; none in headings, captions, tables and footnotes.
    pub paragraph: Option<u32>,
    /// The headings it stands under, outermost first.
    pub section: Vec<String>,
    /// What it is.
    pub kind: SentenceKind,
}

impl Sentence {
    /// Whether it states something (a question does not).
    pub fn is_statement(&self) -> bool {
        let end = self
            .text
            .trim_end_matches(|c: char| c.is_whitespace() || "»”’)]\"'".contains(c));
        !end.ends_with(['?', '؟', '？'])
    }
}

/// What a sentence is, by its place and its tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SentenceKind {
    /// It states a fact, as far as its place says.
    Factual,
    /// Tagged as opinion.
    Opinion,
    /// Tagged as method.
    Method,
    /// Tagged as background.
    Background,
    /// In a denial block.
    Denial,
    /// In a block quotation.
    Quote,
    /// A heading.
    Heading,
    /// The caption of a figure.
    Caption,
    /// A cell of a table.
    Cell,
    /// In a footnote.
    Footnote,
}

/// Sentences, and how many of them each block or footnote has.
#[derive(Default)]
pub(crate) struct Collected {
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) counts: Vec<usize>,
}

/// The sentences of blocks in reading order. `sections` is what they stand
/// under, and then what follows them stands under.
pub(crate) fn collect(blocks: &[Block], sections: &mut Sections) -> Collected {
    let mut collector = Collector {
        sentences: Vec::new(),
        headings: std::mem::take(&mut sections.0),
    };
    let count = |block| {
        let before = collector.sentences.len();
        collector.block(block, SentenceKind::Factual);
        collector.sentences.len() - before
    };
    let counts = blocks.iter().map(count).collect();
    sections.0 = collector.headings;
    Collected {
        sentences: collector.sentences,
        counts,
    }
}

/// The sentences of footnotes, each in a section of its own.
pub(crate) fn collect_notes(footnotes: &[Footnote]) -> Collected {
    let mut collector = Collector::default();
    let count = |footnote: &Footnote| {
        let before = collector.sentences.len();
        collector.headings.clear();
        collector.blocks(&footnote.blocks, SentenceKind::Footnote);
        collector.sentences.len() - before
    };
    let counts = footnotes.iter().map(count).collect();
    Collected {
        sentences: collector.sentences,
        counts,
    }
}

/// The headings that a place of the text stands under.
#[derive(Default, PartialEq)]
pub(crate) struct Sections(Vec<Section>);

impl Sections {
    /// Goes on to what stands behind some blocks.
    pub(crate) fn pass(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading {
                    level,
                    inlines,
                    tag,
                    ..
                } => enter(&mut self.0, *level, inlines, tag.as_ref()),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.pass(item)),
                BlockKind::Quote(inner) | BlockKind::Division { blocks: inner, .. } => {
                    self.pass(inner);
                }
                _ => {}
            }
        }
    }
}

fn enter(headings: &mut Vec<Section>, level: u8, inlines: &[Inline], tag: Option<&Tag>) {
    headings.retain(|heading| heading.level < level);
    headings.push(Section {
        level,
        title: plain_text(inlines),
        kind: tag.and_then(kind_of),
    });
}

#[derive(Default)]
struct Collector {
    sentences: Vec<Sentence>,
    headings: Vec<Section>,
}

#[derive(PartialEq)]
struct Section {
    level: u8,
    title: String,
    kind: Option<SentenceKind>,
}

impl Collector {
    fn blocks(&mut self, blocks: &[Block], kind: SentenceKind) {
        for block in blocks {
            self.block(block, kind);
        }
    }

    fn block(&mut self, block: &Block, kind: SentenceKind) {
        use SentenceKind as Kind;
        match &block.kind {
            BlockKind::Heading {
                level,
                inlines,
                tag,
                ..
            } => {
                enter(&mut self.headings, *level, inlines, tag.as_ref());
                self.text(inlines, Kind::Heading, None);
            }
            BlockKind::Paragraph { number, inlines } => self.text(inlines, kind, *number),
            BlockKind::Figure {
                target, caption, ..
            } => self.caption(target, caption, &block.range),
            BlockKind::Chart(chart) => self.chart(chart, &block.range),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item, kind)),
            BlockKind::Quote(inner) => {
                let kind = if kind == Kind::Factual {
                    Kind::Quote
                } else {
                    kind
                };
                self.blocks(inner, kind);
            }
            BlockKind::Division { tag, blocks } => {
                self.blocks(blocks, kind_of(tag).unwrap_or(kind))
            }
            BlockKind::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    self.text(&cell.inlines, Kind::Cell, None);
                }
            }
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }

    /// A chart is one sentence: its title, with everything it cites.
    fn chart(&mut self, chart: &Chart, range: &Range<usize>) {
        let section = self.section_path();
        self.sentences.push(Sentence {
            range: range.clone(),
            text: chart.title.clone(),
            cites: chart.cites().into_iter().cloned().collect(),
            footnotes: Vec::new(),
            paragraph: None,
            section,
            kind: SentenceKind::Caption,
        });
    }

    /// A caption is one sentence or more; the exhibit shown is cited by the first.
    fn caption(&mut self, target: &Cite, caption: &[Inline], range: &Range<usize>) {
        let first = self.sentences.len();
        self.text(caption, SentenceKind::Caption, None);
        if self.sentences.len() == first {
            let section = self.section_path();
            self.sentences.push(Sentence {
                range: range.clone(),
                text: String::new(),
                cites: Vec::new(),
                footnotes: Vec::new(),
                paragraph: None,
                section,
                kind: SentenceKind::Caption,
            });
        }
        self.sentences[first].cites.insert(0, target.clone());
    }

    fn section_path(&self) -> Vec<String> {
        self.headings.iter().map(|h| h.title.clone()).collect()
    }

    fn text(&mut self, inlines: &[Inline], kind: SentenceKind, paragraph: Option<u32>) {
        let mut flat = Flat::default();
        flat.add(inlines);
        let section_kind = self.headings.iter().rev().find_map(|h| h.kind);
        let base = match (kind, section_kind) {
            (SentenceKind::Factual, Some(tagged)) => tagged,
            _ => kind,
        };
        let section = self.section_path();
        for (text, range) in flat.sentences() {
            let kind = match kind {
                SentenceKind::Heading | SentenceKind::Denial => base,
                _ => flat.tag_of(&text).unwrap_or(base),
            };
            self.sentences.push(Sentence {
                range,
                text: flat.words(&text),
                cites: flat.cites_in(&text),
                footnotes: flat.footnotes_in(&text),
                paragraph,
                section: section.clone(),
                kind,
            });
        }
    }
}

pub(crate) fn kind_of(tag: &Tag) -> Option<SentenceKind> {
    match tag {
        Tag::Opinion => Some(SentenceKind::Opinion),
        Tag::Method => Some(SentenceKind::Method),
        Tag::Background => Some(SentenceKind::Background),
        Tag::Denial => Some(SentenceKind::Denial),
        Tag::Other(_) => None,
    }
}
