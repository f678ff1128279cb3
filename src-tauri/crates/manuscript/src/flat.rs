//! A block as one line, split into sentences.

use std::ops::Range;

use crate::boundary::split_sentences;
use crate::citation::{Citation, Cite};
use crate::sentence::{SentenceKind, kind_of};
use crate::tree::Inline;

/// The text of one block as a line, with the way back to the source.
#[derive(Default)]
pub(crate) struct Flat {
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
    pub(crate) fn add(&mut self, inlines: &[Inline]) {
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
    pub(crate) fn sentences(&self) -> Vec<(Range<usize>, Range<usize>)> {
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

    pub(crate) fn words(&self, text: &Range<usize>) -> String {
        self.text[text.clone()]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(crate) fn cites_in(&self, text: &Range<usize>) -> Vec<Cite> {
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

    pub(crate) fn footnotes_in(&self, text: &Range<usize>) -> Vec<String> {
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
    pub(crate) fn tag_of(&self, text: &Range<usize>) -> Option<SentenceKind> {
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
