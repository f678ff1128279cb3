//! Words with their styles, before they are broken into lines.

use super::display::{ARTIFACT, Color, Item, Node, Target};
use super::faces::{Voice, Weight};

/// How figures look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Figures {
    /// As the font has them.
    #[default]
    Default,
    /// With ascenders and descenders, for running text.
    OldStyle,
    /// As high as capitals and all of one width, for columns.
    Tabular,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) voice: Voice,
    pub(crate) weight: Weight,
    pub(crate) italic: bool,
    /// Points.
    pub(crate) size: f32,
    pub(crate) color: Color,
    pub(crate) figures: Figures,
    /// Points above the baseline.
    pub(crate) rise: f32,
    /// Drawn on this ground, for quoted passages.
    pub(crate) ground: Option<Color>,
}

impl Style {
    pub(crate) fn new(voice: Voice, weight: Weight, size: f32, color: Color) -> Style {
        Style {
            voice,
            weight,
            italic: false,
            size,
            color,
            figures: Figures::Default,
            rise: 0.0,
            ground: None,
        }
    }

    pub(crate) fn colored(self, color: Color) -> Style {
        Style { color, ..self }
    }

    pub(crate) fn weighing(self, weight: Weight) -> Style {
        Style { weight, ..self }
    }
}

/// Where a style ends in the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Span {
    /// Byte position.
    pub(crate) end: usize,
    pub(crate) style: Style,
    /// Index into `Words::links`.
    pub(crate) link: Option<usize>,
    /// The element the words belong to.
    pub(crate) node: Node,
}

/// Where words lead.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    pub(crate) target: Target,
    /// What the link is called.
    pub(crate) words: String,
    /// The link's own element.
    pub(crate) node: Node,
}

/// Something that stands in a line like a word: a tag, the confidence bars.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Object {
    pub(crate) width: f32,
    /// Relative to its left end on the baseline.
    pub(crate) items: Vec<Item>,
}

/// How lines fill their measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Fit {
    /// Ragged at the side where lines end; for narrow columns.
    #[default]
    Ragged,
    /// Even at both sides, words divided, in languages that do so; else ragged.
    Justified,
}

/// A paragraph's words, styles, objects and note references.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) spans: Vec<Span>,
    pub(crate) objects: Vec<(usize, Object)>,
    pub(crate) links: Vec<Link>,
    pub(crate) fit: Fit,
    /// BCP 47 language; none is the document's.
    pub(crate) lang: Option<String>,
    /// The element that words belong to from here on.
    pub(crate) node: Node,
    /// Byte position and footnote number.
    pub(crate) notes: Vec<(usize, usize)>,
}

/// Takes the place of an object in the text.
pub(crate) const OBJECT: char = '\u{FFFC}';
/// Forbids a line break.
const JOINER: char = '\u{2060}';

impl Words {
    /// Words of one style.
    pub(crate) fn plain(text: &str, style: Style) -> Words {
        let mut words = Words::default();
        words.push(text, style, None);
        words
    }

    /// With words added.
    pub(crate) fn and(mut self, text: &str, style: Style) -> Words {
        self.push(text, style, None);
        self
    }

    /// Adds words. Every kind of line end becomes a space, and an object
    /// character that the words bring themselves a question mark, so that
    /// positions stay those of one paragraph.
    pub(crate) fn push(&mut self, text: &str, style: Style, link: Option<usize>) {
        for character in text.chars() {
            self.text.push(match character {
                '\n'
                | '\r'
                | '\t'
                | '\u{B}'
                | '\u{C}'
                | '\u{85}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{1C}'..='\u{1F}' => ' ',
                OBJECT => '\u{FFFD}',
                other => other,
            });
        }
        self.end_span(style, link);
    }

    /// Makes a space at the end one that does not break, so that what follows
    /// stays on the line of the word it belongs to. Not after another object.
    pub(crate) fn hold_space(&mut self) {
        let alone = self.text.ends_with(' ') && !self.text.ends_with(&format!("{OBJECT} "));
        if let Some(last) = self.spans.last_mut()
            && alone
            && self.text.len() > 1
        {
            self.text.pop();
            self.text.push('\u{a0}');
            last.end = self.text.len();
        }
    }

    /// Adds an object.
    pub(crate) fn push_object(&mut self, object: Object, style: Style) {
        self.objects.push((self.text.len(), object));
        self.text.push(OBJECT);
        self.end_span(style, None);
    }

    /// Adds an object that stays on the line of the words after it.
    pub(crate) fn push_sign(&mut self, object: Object, style: Style) {
        self.push_object(object, style);
        self.text.push(JOINER);
        self.end_span(style, None);
    }

    /// Adds a footnote's number, kept on the line of what it follows.
    pub(crate) fn push_note(&mut self, number: usize, style: Style, link: Option<usize>) {
        self.text.push(JOINER);
        self.notes.push((self.text.len(), number));
        self.text.push_str(&number.to_string());
        self.end_span(style, link);
    }

    /// Registers a link and gives its index.
    pub(crate) fn link(&mut self, link: Link) -> usize {
        self.links.push(link);
        self.links.len() - 1
    }

    /// Joins words to the end.
    pub(crate) fn append(&mut self, other: Words) {
        let shift = self.text.len();
        let links = self.links.len();
        self.text.push_str(&other.text);
        self.links.extend(other.links);
        let objects = other.objects.into_iter();
        self.objects
            .extend(objects.map(|(at, object)| (at + shift, object)));
        let notes = other.notes.into_iter();
        self.notes
            .extend(notes.map(|(at, number)| (at + shift, number)));
        self.spans.extend(other.spans.into_iter().map(|mut span| {
            span.end += shift;
            span.link = span.link.map(|link| link + links);
            span
        }));
    }

    fn end_span(&mut self, style: Style, link: Option<usize>) {
        let end = self.text.len();
        let own = link.map_or(ARTIFACT, |link| self.links[link].node);
        let node = if own == ARTIFACT { self.node } else { own };
        let span = Span {
            end,
            style,
            link,
            node,
        };
        match self.spans.last_mut() {
            Some(last) if (Span { end, ..*last }) == span => last.end = end,
            Some(last) if last.end == end => {}
            _ if end == 0 => {}
            _ => self.spans.push(span),
        }
    }
}
