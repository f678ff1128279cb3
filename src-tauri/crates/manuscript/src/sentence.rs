//! The sentences of a manuscript, each with its place, its citations and what it is.

use std::ops::Range;

use serde::Serialize;

use crate::boundary::split_sentences;
use crate::chart::Chart;
use crate::citation::{Citation, Cite};
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

/// Collects all sentences in reading order, those of footnotes last.
pub(crate) fn collect(blocks: &[Block], footnotes: &[Footnote]) -> Vec<Sentence> {
    let mut collector = Collector::default();
    collector.blocks(blocks, SentenceKind::Factual);
    collector.headings.clear();
    for footnote in footnotes {
        collector.blocks(&footnote.blocks, SentenceKind::Footnote);
    }
    collector.sentences
}

#[derive(Default)]
struct Collector {
    sentences: Vec<Sentence>,
    headings: Vec<Section>,
}

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
                self.headings.retain(|h| h.level < *level);
                self.headings.push(Section {
                    level: *level,
                    title: plain_text(inlines),
                    kind: tag.as_ref().and_then(kind_of),
                });
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

fn kind_of(tag: &Tag) -> Option<SentenceKind> {
    match tag {
        Tag::Opinion => Some(SentenceKind::Opinion),
        Tag::Method => Some(SentenceKind::Method),
        Tag::Background => Some(SentenceKind::Background),
        Tag::Denial => Some(SentenceKind::Denial),
        Tag::Other(_) => None,
    }
}

/// The text of one block as a line, with the way back to the source.
#[derive(Default)]
struct Flat {
    text: String,
    /// For every byte of `text`, the source bytes it stands for.
    places: Vec<(usize, usize)>,
    /// For every byte of `text`, the tag of the span it stands in.
    tags: Vec<Option<SentenceKind>>,
    tag: Option<SentenceKind>,
    /// Bracketed citations by their place in `text`; bare ones are words of it.
    citations: Vec<(usize, Citation)>,
    footnotes: Vec<(usize, String, Range<usize>)>,
    /// A citation was taken out, so a space before a full stop goes too.
    gap: bool,
}

impl Flat {
    fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text, range } => self.push(text, range),
                Inline::Code { text, range } => self.push(text, range),
                Inline::SoftBreak(range) | Inline::HardBreak(range) => self.push(" ", range),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                    self.add(inner);
                }
                Inline::Link { inlines, .. } => self.add(inlines),
                Inline::Image {
                    target,
                    inlines,
                    range,
                } => {
                    self.add(inlines);
                    self.citations
                        .push((self.text.len(), citation_of(target, range)));
                }
                Inline::Span {
                    tag: name, inlines, ..
                } => {
                    let outer = self.tag;
                    self.tag = kind_of(name).or(outer);
                    self.add(inlines);
                    self.tag = outer;
                }
                Inline::Citation(citation) => {
                    self.citations.push((self.text.len(), citation.clone()));
                    if citation.bracketed {
                        self.gap = true;
                    } else {
                        self.push(&citation.cites[0].key, &citation.range);
                    }
                }
                Inline::FootnoteReference { label, range } => {
                    self.footnotes
                        .push((self.text.len(), label.clone(), range.clone()));
                    self.gap = true;
                }
            }
        }
    }

    fn push(&mut self, text: &str, range: &Range<usize>) {
        let exact = text.len() == range.len();
        let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
        if exact && !self.gap && text.bytes().all(is_plain) {
            self.text.push_str(text);
            self.places.extend(range.clone().map(|at| (at, at + 1)));
            self.tags.resize(self.text.len(), self.tag);
            return;
        }
        for (at, c) in text.char_indices() {
            if std::mem::take(&mut self.gap) && ".,;:!?)”»".contains(c) && self.text.ends_with(' ')
            {
                self.text.pop();
                self.places.pop();
                self.tags.pop();
            }
            let length = c.len_utf8();
            let c = if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            };
            let place = if exact {
                (range.start + at, range.start + at + length)
            } else {
                (range.start, range.end)
            };
            self.text.push(c);
            self.places.resize(self.text.len(), place);
            self.tags.resize(self.text.len(), self.tag);
        }
    }

    /// The sentences as ranges of `text` with their place in the source.
    fn sentences(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for text in split_sentences(&self.text) {
            let words = &self.text[text.clone()];
            let first = text.start + words.len() - words.trim_start().len();
            let last = text.start + words.trim_end().len();
            if first >= last {
                // Only spaces: they (and what is cited there) go with the sentence before.
                if let Some((before, _)) = found.last_mut() {
                    before.end = text.end;
                }
                continue;
            }
            let start = if found.is_empty() { 0 } else { text.start };
            let source = self.places[first].0..self.places[last - 1].1;
            found.push((start..text.end, source));
        }
        for (text, source) in &mut found {
            let cited = self.citations_in(text).map(|c| &c.range);
            let noted = self.notes_in(text).iter().map(|(.., range)| range);
            for range in cited.chain(noted) {
                source.start = source.start.min(range.start);
                source.end = source.end.max(range.end);
            }
        }
        found
    }

    fn words(&self, text: &Range<usize>) -> String {
        self.text[text.clone()]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn cites_in(&self, text: &Range<usize>) -> Vec<Cite> {
        self.citations_in(text)
            .flat_map(|c| c.cites.clone())
            .collect()
    }

    /// A bracketed citation at a boundary goes with the sentence before, a bare one is a word.
    fn citations_in(&self, text: &Range<usize>) -> impl Iterator<Item = &Citation> {
        let from = self.citations.partition_point(|(at, _)| *at < text.start);
        let to = self.citations.partition_point(|(at, _)| *at <= text.end);
        let here = self.citations[from..to.max(from)].iter();
        let text = text.clone();
        here.filter(move |(at, citation)| match citation.bracketed {
            true => *at > text.start || text.start == 0,
            false => *at < text.end,
        })
        .map(|(_, citation)| citation)
    }

    fn footnotes_in(&self, text: &Range<usize>) -> Vec<String> {
        self.notes_in(text)
            .iter()
            .map(|(_, label, _)| label.clone())
            .collect()
    }

    /// A footnote mark at a boundary goes with the sentence before.
    fn notes_in(&self, text: &Range<usize>) -> &[(usize, String, Range<usize>)] {
        let first = |at: usize| at > text.start || text.start == 0;
        let from = self.footnotes.partition_point(|(at, ..)| !first(*at));
        let to = self.footnotes.partition_point(|(at, ..)| *at <= text.end);
        &self.footnotes[from..to.max(from)]
    }

    /// The tag of the whole sentence, from its first to its last letter.
    fn tag_of(&self, text: &Range<usize>) -> Option<SentenceKind> {
        let letters = || {
            self.text[text.clone()]
                .char_indices()
                .filter(|(_, c)| c.is_alphanumeric())
        };
        let first = self.tags[text.start + letters().next()?.0];
        let last = self.tags[text.start + letters().next_back()?.0];
        first.filter(|_| first == last)
    }
}

fn citation_of(target: &Cite, range: &Range<usize>) -> Citation {
    Citation {
        range: range.clone(),
        bracketed: true,
        cites: vec![target.clone()],
    }
}
