//! What a report's text is: Markdown read into blocks, sentences and citations.
//!
//! ```
//! let manuscript = manuscript::Manuscript::parse("He denied it. [@E-014.1] Why?\n");
//! let first = &manuscript.sentences()[0];
//! assert_eq!(first.text, "He denied it.");
//! assert_eq!(manuscript.text(&first.range), "He denied it. [@E-014.1]");
//! assert_eq!(first.cites[0].reference.unwrap().to_string(), "E-014·1");
//! ```
//!
//! * [`Manuscript::parse`] takes any text and never fails. Every range it gives is in bytes
//!   of that text, on character boundaries.
//! * [`Draft`] is a manuscript that is being written: it reads only what changed.
//! * [`Manuscript::front_matter`]: title, subtitle, authors, language, date … of the YAML head.
//! * [`Manuscript::blocks`]: the tree a report is composed from ([`Block`], [`Inline`]).
//!   Paragraphs outside footnotes are numbered from 1 in reading order. Raw HTML is plain
//!   text. A bare `@word` that is no number of a case is plain text too; a Markdown writer
//!   must escape its `@` for pandoc.
//! * [`Manuscript::sentences`]: the same text by sentence, with citations, section and kind;
//!   footnotes come last. [`Manuscript::cites_of`] adds what a sentence cites in its footnotes.
//! * ```` ```chart series ```` and its kin are charts ([`Chart`]); one that cannot be read
//!   stays code, and [`Manuscript::remarks`] says why.
//! * Tags: `::: denial` … `:::`, `# Heading {.method}`, `[words]{.opinion}` ([`Tag`]).
//!
//! This crate alone knows pulldown-cmark.

mod abbreviation;
mod boundary;
mod chart;
mod citation;
mod draft;
#[cfg(test)]
mod draft_tests;
mod fence;
mod flat;
mod frame;
mod front_matter;
mod inline;
mod reader;
mod sentence;
mod shift;
mod tree;

use std::collections::BTreeMap;
use std::ops::Range;

pub use chart::{Chart, ChartBar, ChartData, ChartEvent, ChartLink};
pub use citation::{Citation, Cite, CiteForm, Locator};
pub use draft::Draft;
pub use front_matter::FrontMatter;
pub use sentence::{Sentence, SentenceKind};
pub use tree::{Alignment, Block, BlockKind, Cell, Footnote, Inline, Remark, Tag, plain_text};

/// A report's text, read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Manuscript {
    source: String,
    front_matter: FrontMatter,
    blocks: Vec<Block>,
    footnotes: Vec<Footnote>,
    remarks: Vec<Remark>,
    sentences: Vec<Sentence>,
    /// Which sentences stand in each footnote, by its label.
    noted: BTreeMap<String, Vec<usize>>,
}

impl Manuscript {
    /// Reads Markdown with pandoc's citations. Any text is a manuscript.
    pub fn parse(source: &str) -> Manuscript {
        let mut draft = Draft::default();
        draft.read(source);
        draft.into_manuscript()
    }

    /// The text it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The source at `range`, or an empty text when the range is not of this manuscript.
    pub fn text(&self, range: &Range<usize>) -> &str {
        self.source.get(range.clone()).unwrap_or_default()
    }

    /// What stands in the head between `---` lines.
    pub fn front_matter(&self) -> &FrontMatter {
        &self.front_matter
    }

    /// The blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks as they print, in order: divisions that only say what their blocks are
    /// stand opened, denials stand whole.
    pub fn printed_blocks(&self) -> Vec<&Block> {
        let mut printed = Vec::new();
        open_divisions(&self.blocks, &mut printed);
        printed
    }

    /// The footnotes, in the order in which their texts stand in the source.
    pub fn footnotes(&self) -> &[Footnote] {
        &self.footnotes
    }

    /// What could not be read as it was meant, in the order of the source.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The sentences in reading order, those of footnotes last.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Everything that is cited, with the sentence that cites it; figures too.
    pub fn cites(&self) -> impl Iterator<Item = (&Sentence, &Cite)> {
        self.sentences
            .iter()
            .flat_map(|s| s.cites.iter().map(move |c| (s, c)))
    }

    /// What a sentence cites itself and in its footnotes.
    pub fn cites_of<'a>(&'a self, sentence: &'a Sentence) -> Vec<&'a Cite> {
        let mut cites: Vec<&Cite> = sentence.cites.iter().collect();
        for label in &sentence.footnotes {
            let inside = self.noted.get(label).into_iter().flatten();
            cites.extend(inside.flat_map(|at| &self.sentences[*at].cites));
        }
        cites
    }

    /// A byte range as UTF-16 code units, as a browser counts.
    pub fn utf16_range(&self, range: &Range<usize>) -> Range<usize> {
        let units = |text: Option<&str>| text.unwrap_or_default().encode_utf16().count();
        let start = units(self.source.get(..range.start));
        start..start + units(self.source.get(range.clone()))
    }
}

/// The sentences of each footnote; of two with one label the first counts.
fn noted(footnotes: &[Footnote], sentences: &[Sentence]) -> BTreeMap<String, Vec<usize>> {
    let start = |at: &usize| sentences[*at].range.start;
    let mut all: Vec<usize> = (0..sentences.len())
        .filter(|at| sentences[*at].kind == SentenceKind::Footnote)
        .collect();
    all.sort_by_key(start);
    let mut noted = BTreeMap::new();
    for note in footnotes {
        noted.entry(note.label.clone()).or_insert_with(|| {
            let first = all.partition_point(|at| start(at) < note.range.start);
            let rest = all[first..].iter().copied();
            let within = rest.take_while(|at| start(at) < note.range.end);
            within
                .filter(|at| sentences[*at].range.end <= note.range.end)
                .collect()
        });
    }
    noted
}

fn open_divisions<'a>(blocks: &'a [Block], printed: &mut Vec<&'a Block>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Division { tag, blocks } if *tag != Tag::Denial => {
                open_divisions(blocks, printed);
            }
            _ => printed.push(block),
        }
    }
}

fn number_paragraphs(blocks: &mut [Block], last: &mut u32) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph { number, .. } => {
                *last += 1;
                *number = Some(*last);
            }
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|i| number_paragraphs(i, last))
            }
            BlockKind::Quote(inner) | BlockKind::Division { blocks: inner, .. } => {
                number_paragraphs(inner, last);
            }
            _ => {}
        }
    }
}
