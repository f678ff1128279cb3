//! What an open exhibit shows: pieces of its text, words on its pages, rows, differences.

use super::count;
use case::{
    CapturedText, Difference, Line as Outlined, PageWords as Words, Span as Outspan,
    view::ExhibitView,
};
use evidence::{Reading, Selector};
use serde::Serialize;
use specta::Type;
use specta_typescript::Number;
use std::ops::Range;

/// The captured text of an exhibit. Places in it are UTF-16 units, as in a string of the page.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Text {
    pub(crate) length: u32,
    /// Where each piece begins.
    pub(crate) starts: Vec<u32>,
    /// Whether it ends before the original does.
    pub(crate) cut: bool,
    /// Whether it is set out as the saved page was.
    pub(crate) set_out: bool,
    /// The names of the columns, of a table.
    pub(crate) columns: Vec<String>,
    pub(crate) rows: u32,
}

/// A piece of a captured text, of bounded length.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Piece {
    pub(crate) start: u32,
    pub(crate) lines: Vec<TextLine>,
}

/// A line of a piece; of a plain text, all its lines together.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct TextLine {
    pub(crate) start: u32,
    pub(crate) text: String,
    pub(crate) kind: LineKind,
    /// Of a heading from 1 to 6, of an item from 1.
    pub(crate) level: u8,
    pub(crate) spans: Vec<TextSpan>,
    /// The pictures that stand before it, by their place in the page.
    pub(crate) pictures: Vec<PagePicture>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LineKind {
    Plain,
    Paragraph,
    Heading,
    Item,
    Quotation,
    Preformatted,
    Row,
    Head,
}

/// What stands out in a line.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct TextSpan {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: SpanKind,
    /// Where a link led; it is shown and never followed.
    pub(crate) address: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SpanKind {
    Link,
    Strong,
    Emphasis,
    Code,
}

/// A picture of a saved page.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct PagePicture {
    pub(crate) index: u32,
    /// Whether it lies in the page itself, so that it can be shown.
    pub(crate) inside: bool,
    pub(crate) description: String,
    pub(crate) address: String,
}

/// Where a mark or a redaction stands in the text.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct QuotedPlace {
    /// `E-014·1`, or `R2`.
    pub(crate) tag: String,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A page of a document and its words, in points from its top left corner.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct PageWords {
    #[specta(type = Number)]
    pub(crate) width: f32,
    #[specta(type = Number)]
    pub(crate) height: f32,
    pub(crate) words: Vec<PageWord>,
    pub(crate) passages: Vec<QuotedPlace>,
}

/// A word of a page, with what parts it from the next.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct PageWord {
    pub(crate) text: String,
    #[specta(type = Number)]
    pub(crate) x: f32,
    #[specta(type = Number)]
    pub(crate) y: f32,
    #[specta(type = Number)]
    pub(crate) width: f32,
    #[specta(type = Number)]
    pub(crate) height: f32,
}

/// How an altered picture differs from the one it goes back to.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Compared {
    /// Share of the pixels that differ by more than recompression would explain.
    #[specta(type = Number)]
    pub(crate) share: f64,
    /// The part of the first that the second shows, in pixels of the first.
    pub(crate) x: u32,
    pub(crate) y: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Text {
    pub(crate) fn of(text: &CapturedText) -> Self {
        let table = text.table.as_ref();
        Self {
            length: text.reading.length(),
            starts: text.reading.starts().collect(),
            cut: text.is_cut,
            set_out: text.outline.is_some(),
            columns: table.map(|table| table.columns.clone()).unwrap_or_default(),
            rows: count(table.map_or(0, case::Table::rows)),
        }
    }
}

impl Piece {
    /// The piece of this index, if the text has so many.
    pub(crate) fn of(text: &CapturedText, index: usize) -> Option<Self> {
        let range = text.reading.piece(index)?;
        let start = text.reading.unit_of(range.start);
        let lines = match &text.outline {
            None => vec![TextLine::plain(start, &text.reading.text()[range])],
            Some(_) => TextLine::set_out(text, range),
        };
        Some(Self { start, lines })
    }
}

impl TextLine {
    fn plain(start: u32, text: &str) -> Self {
        Self {
            start,
            text: text.to_owned(),
            kind: LineKind::Plain,
            level: 0,
            spans: Vec::new(),
            pictures: Vec::new(),
        }
    }

    fn set_out(text: &CapturedText, piece: Range<usize>) -> Vec<Self> {
        let mut lines = Vec::new();
        let mut at = piece.start;
        for line in text.reading.text()[piece.clone()].split_inclusive('\n') {
            let range = at..at + line.len();
            at = range.end;
            lines.push(Self::outlined(text, range));
        }
        lines
    }

    fn outlined(text: &CapturedText, range: Range<usize>) -> Self {
        let reading = &text.reading;
        let mut line = Self::plain(
            reading.unit_of(range.start),
            reading.text()[range.clone()].trim_end_matches('\n'),
        );
        let Some(outline) = &text.outline else {
            return line;
        };
        (line.kind, line.level) = kind(outline.line_at(range.start));
        line.spans = outline
            .spans_in(&range)
            .map(|(span, kind)| {
                TextSpan::of(
                    reading.unit_of(span.start.max(range.start)),
                    reading.unit_of(span.end.min(range.end)),
                    kind,
                )
            })
            .collect();
        line.pictures = outline
            .pictures_in(&range, range.end == reading.text().len())
            .map(|(index, picture)| PagePicture {
                index: count(index),
                inside: picture.is_inside(),
                description: picture.description.clone(),
                address: picture.address.clone(),
            })
            .collect();
        line
    }
}

impl TextSpan {
    fn of(start: u32, end: u32, span: &Outspan) -> Self {
        let (kind, address) = match span {
            Outspan::Link(address) => (SpanKind::Link, address.clone()),
            Outspan::Strong => (SpanKind::Strong, String::new()),
            Outspan::Emphasis => (SpanKind::Emphasis, String::new()),
            Outspan::Code => (SpanKind::Code, String::new()),
        };
        Self {
            start,
            end,
            kind,
            address,
        }
    }
}

fn kind(line: Outlined) -> (LineKind, u8) {
    match line {
        Outlined::Heading(level) => (LineKind::Heading, level),
        Outlined::Item(level) => (LineKind::Item, level),
        Outlined::Quotation => (LineKind::Quotation, 0),
        Outlined::Preformatted => (LineKind::Preformatted, 0),
        Outlined::Row => (LineKind::Row, 0),
        Outlined::Head => (LineKind::Head, 0),
        Outlined::Paragraph => (LineKind::Paragraph, 0),
    }
}

impl PageWords {
    pub(crate) fn of(words: Words, passages: Vec<QuotedPlace>) -> Self {
        let word = |word: case::PageWord| PageWord {
            text: word.text,
            x: word.x,
            y: word.y,
            width: word.width,
            height: word.height,
        };
        Self {
            width: words.width,
            height: words.height,
            words: words.words.into_iter().map(word).collect(),
            passages,
        }
    }
}

impl QuotedPlace {
    /// Where the marks and redactions of an exhibit stand in a text of it.
    pub(crate) fn all(view: &ExhibitView, reading: &Reading) -> Vec<Self> {
        let find = |tag: String, selector: &Selector| {
            let Selector::Quote(quote) = selector else {
                return None;
            };
            let place = reading.find(quote)?;
            Some(Self {
                tag,
                start: place.start,
                end: place.end,
            })
        };
        let marks = view.marks.iter();
        let redactions = view.redactions.iter();
        marks
            .filter_map(|mark| find(mark.reference.to_string(), &mark.selector))
            .chain(redactions.filter_map(|one| find(format!("R{}", one.number), &one.selector)))
            .collect()
    }
}

impl Compared {
    pub(crate) fn of(found: &Difference) -> Self {
        Self {
            share: found.share,
            x: found.part.x,
            y: found.part.y,
            width: found.part.width,
            height: found.part.height,
        }
    }
}
