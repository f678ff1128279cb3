//! What stands open while a manuscript is read: one frame per block or inline.

use std::ops::Range;

use pulldown_cmark as md;

use crate::citation::{Cite, CiteForm};
use crate::inline::Token;
use crate::tree::{Alignment, Block, Cell, Tag};

/// An open block or inline and what was read into it.
pub(crate) struct Frame {
    pub(crate) holder: Holder,
    pub(crate) range: Range<usize>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) tokens: Vec<Token>,
}

/// What is open.
pub(crate) enum Holder {
    Root,
    Division(Tag),
    Quote,
    List(Option<u64>, Vec<Vec<Block>>),
    Item,
    Footnote(String),
    Table {
        alignments: Vec<Alignment>,
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
    },
    Row(Vec<Cell>, bool),
    /// The words after the fence, and the code.
    Code(String, String),
    Paragraph {
        implied: bool,
    },
    Heading {
        level: u8,
        id: Option<String>,
        tag: Option<Tag>,
    },
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    Link(String),
    Image {
        target: Cite,
        title: String,
    },
}

impl Frame {
    pub(crate) fn new(holder: Holder, range: Range<usize>) -> Frame {
        Frame {
            holder,
            range,
            blocks: Vec::new(),
            tokens: Vec::new(),
        }
    }
}

impl Holder {
    /// Whether it holds blocks, so that text in it needs a paragraph.
    pub(crate) fn holds_blocks(&self) -> bool {
        matches!(
            self,
            Holder::Root | Holder::Division(_) | Holder::Quote | Holder::Item | Holder::Footnote(_)
        )
    }

    /// Whether one can stand in another without end.
    pub(crate) fn nests(&self) -> bool {
        matches!(
            self,
            Holder::Quote
                | Holder::List(..)
                | Holder::Item
                | Holder::Emphasis
                | Holder::Strong
                | Holder::Strikethrough
                | Holder::Link(_)
                | Holder::Image { .. }
        )
    }
}

/// What a tag of the parser opens; nothing for what no option of ours makes it send.
pub(crate) fn holder_of(tag: md::Tag<'_>, range: Range<usize>) -> Option<Holder> {
    Some(match tag {
        md::Tag::Paragraph | md::Tag::HtmlBlock => Holder::Paragraph { implied: false },
        md::Tag::Heading {
            level, id, classes, ..
        } => Holder::Heading {
            level: level as u8,
            id: id.map(md::CowStr::into_string),
            tag: classes.first().map(|c| Tag::named(c)),
        },
        md::Tag::BlockQuote(_) => Holder::Quote,
        md::Tag::CodeBlock(kind) => Holder::Code(code_words(kind), String::new()),
        md::Tag::List(start) => Holder::List(start, Vec::new()),
        md::Tag::Item => Holder::Item,
        md::Tag::FootnoteDefinition(label) => Holder::Footnote(label.into_string()),
        md::Tag::Table(columns) => Holder::Table {
            alignments: columns.into_iter().map(alignment).collect(),
            head: Vec::new(),
            rows: Vec::new(),
        },
        md::Tag::TableHead => Holder::Row(Vec::new(), true),
        md::Tag::TableRow => Holder::Row(Vec::new(), false),
        md::Tag::TableCell => Holder::Cell,
        md::Tag::Emphasis => Holder::Emphasis,
        md::Tag::Strong => Holder::Strong,
        md::Tag::Strikethrough => Holder::Strikethrough,
        md::Tag::Link { dest_url, .. } => Holder::Link(dest_url.into_string()),
        md::Tag::Image {
            dest_url, title, ..
        } => Holder::Image {
            target: Cite::plain(dest_url.into_string(), range, CiteForm::Figure),
            title: title.into_string(),
        },
        _ => return None,
    })
}

/// The words after the fence.
fn code_words(kind: md::CodeBlockKind<'_>) -> String {
    match kind {
        md::CodeBlockKind::Indented => String::new(),
        md::CodeBlockKind::Fenced(words) => words.into_string(),
    }
}

fn alignment(alignment: md::Alignment) -> Alignment {
    match alignment {
        md::Alignment::None => Alignment::None,
        md::Alignment::Left => Alignment::Left,
        md::Alignment::Center => Alignment::Center,
        md::Alignment::Right => Alignment::Right,
    }
}
