//! Turns a paragraph's words into glyphs in logical order: direction, then
//! word by word.

use unicode_bidi::{Level, ParagraphBidiInfo};

use super::display::Glyph;
use super::faces::{Faces, first_face};
use super::text::{OBJECT, Span, Words};
use super::wordcache::{Look, WordCache};
use crate::fonts::East;
use crate::lang::is_right_to_left;

/// A cluster of glyphs or an object, in logical order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// Byte range in the words.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Points.
    pub(crate) advance: f32,
    pub(crate) level: Level,
    /// Index into the spans of the words.
    pub(crate) span: usize,
    pub(crate) kind: Kind,
}

/// What a piece draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Glyphs of a face.
    Glyphs(Glyphs),
    /// An object by its index.
    Object(usize),
}

/// Some glyphs of a shaped paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyphs {
    pub(crate) face: u16,
    /// Index of the first in the paragraph's glyphs, and how many.
    pub(crate) first: usize,
    pub(crate) count: usize,
    /// Whether they stand in for characters no face has.
    pub(crate) stand_in: bool,
    /// Whether they are a hyphen that the text does not have.
    pub(crate) hyphen: bool,
}

/// A paragraph after shaping.
pub(crate) struct Shaped {
    pub(crate) pieces: Vec<Piece>,
    /// In points, from the start of their piece.
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) base: Level,
}

/// The shaper of paragraphs.
pub(crate) struct Shaper {
    pub(crate) words: WordCache,
    /// The document's language.
    pub(crate) lang: String,
    base: Level,
}

impl Shaper {
    /// For a document of one language.
    pub(crate) fn new(faces: Faces, lang: &str) -> Shaper {
        Shaper {
            words: WordCache::new(faces),
            lang: lang.to_owned(),
            base: if is_right_to_left(lang) {
                Level::rtl()
            } else {
                Level::ltr()
            },
        }
    }

    /// Shapes a paragraph. Its direction is that of its first strong
    /// character, else the document's.
    pub(crate) fn shape(&mut self, words: &Words) -> Shaped {
        let text = words.text.as_str();
        let (base, levels) = self.levels(text);
        let lang = words.lang.as_deref().unwrap_or(&self.lang);
        let east = East::of(lang)
            .or_else(|| East::in_text(text))
            .or_else(|| East::of(&self.lang))
            .unwrap_or_default();
        let lang = self.words.lang(lang);
        let mut line = Walk {
            words: &mut self.words,
            text,
            lang,
            east,
            shaped: Shaped {
                pieces: Vec::with_capacity(text.len()),
                glyphs: Vec::with_capacity(text.len()),
                base,
            },
            objects: 0,
        };
        let mut start = 0;
        for (index, span) in words.spans.iter().enumerate() {
            line.span(words, (start, span.end), index, levels.as_deref());
            start = span.end;
        }
        line.shaped
    }

    /// The paragraph's base direction and the level of each byte; no levels
    /// when all run from left to right.
    fn levels(&self, text: &str) -> (Level, Option<Vec<Level>>) {
        let neutral = !self.base.is_rtl() || text.chars().any(char::is_alphabetic);
        if neutral && text.chars().all(runs_left_to_right) {
            return (Level::ltr(), None);
        }
        let base = match unicode_bidi::get_base_direction(text) {
            unicode_bidi::Direction::Rtl => Level::rtl(),
            unicode_bidi::Direction::Ltr => Level::ltr(),
            unicode_bidi::Direction::Mixed => self.base,
        };
        let levels = ParagraphBidiInfo::new(text, Some(base)).levels;
        (base, Some(levels))
    }

    /// A piece of one character on its own, for parts of words that are cut.
    pub(crate) fn letter(
        &self,
        shaped: &mut Shaped,
        like: &Piece,
        span: &Span,
        (start, character): (usize, char),
    ) -> Option<Piece> {
        let Kind::Glyphs(own) = like.kind else {
            return None;
        };
        let (id, advance) = self.words.nominal(usize::from(own.face), character)?;
        shaped.glyphs.push(Glyph { id, x: 0.0, y: 0.0 });
        Some(Piece {
            start,
            end: start + character.len_utf8(),
            advance: advance * span.style.size,
            kind: Kind::Glyphs(Glyphs {
                first: shaped.glyphs.len() - 1,
                count: 1,
                ..own
            }),
            ..*like
        })
    }
}

/// Walks along a paragraph.
struct Walk<'a> {
    words: &'a mut WordCache,
    text: &'a str,
    lang: u16,
    east: East,
    shaped: Shaped,
    /// Objects passed.
    objects: usize,
}

impl Walk<'_> {
    /// Shapes a span: words, the spaces between them, objects.
    fn span(
        &mut self,
        words: &Words,
        (start, end): (usize, usize),
        index: usize,
        levels: Option<&[Level]>,
    ) {
        let style = words.spans[index].style;
        let first = first_face(style.voice, style.weight, style.italic);
        let mut at = start;
        while at < end {
            let level = levels.map_or(Level::ltr(), |levels| levels[at]);
            let rest = &self.text[at..end];
            let piece = |length: usize, advance: f32, kind: Kind| Piece {
                start: at,
                end: at + length,
                advance,
                level,
                span: index,
                kind,
            };
            if rest.starts_with(OBJECT) {
                let width = words.objects[self.objects].1.width;
                let object = Kind::Object(self.objects);
                let object = piece(OBJECT.len_utf8(), width, object);
                self.shaped.pieces.push(object);
                self.objects += 1;
                at = object.end;
            } else if rest.starts_with(' ') {
                if let Some((glyphs, advance)) = self.space(first, index) {
                    let space = piece(1, advance * style.size, Kind::Glyphs(glyphs));
                    self.shaped.pieces.push(space);
                }
                at += 1;
            } else {
                let mut length = rest.find([' ', OBJECT]).unwrap_or(rest.len());
                if let Some(levels) = levels {
                    let same = levels[at..at + length].iter();
                    length = same.take_while(|other| **other == level).count();
                }
                let look = Look {
                    first: u16::try_from(first).unwrap_or(0),
                    figures: style.figures,
                    rtl: level.is_rtl(),
                    lang: self.lang,
                    east: self.east,
                };
                self.word(look, piece(length, 0.0, Kind::Object(0)), style.size);
                at += length;
            }
        }
    }

    /// A space in the face of the word before it, so that both are one run.
    fn space(&mut self, first: usize, span: usize) -> Option<(Glyphs, f32)> {
        let before = self.shaped.pieces.last().filter(|piece| piece.span == span);
        let face = match before.map(|piece| piece.kind) {
            Some(Kind::Glyphs(glyphs)) if !glyphs.stand_in => usize::from(glyphs.face),
            _ => first,
        };
        let bitmap = self.words.faces.list[face].is_bitmap();
        let own = (!bitmap).then(|| self.words.nominal(face, ' ')).flatten();
        let (face, (id, advance)) = match own {
            Some(found) => (face, found),
            None => (first, self.words.nominal(first, ' ')?),
        };
        self.shaped.glyphs.push(Glyph { id, x: 0.0, y: 0.0 });
        let glyphs = Glyphs {
            face: u16::try_from(face).unwrap_or(0),
            first: self.shaped.glyphs.len() - 1,
            count: 1,
            stand_in: false,
            hyphen: false,
        };
        Some((glyphs, advance))
    }

    /// A word's clusters at a size in points.
    fn word(&mut self, look: Look, like: Piece, size: f32) {
        let shape = self.words.shape(look, &self.text[like.start..like.end]);
        let mut first = self.shaped.glyphs.len();
        self.shaped
            .glyphs
            .extend(shape.glyphs.iter().map(|glyph| Glyph {
                id: glyph.id,
                x: glyph.x * size,
                y: glyph.y * size,
            }));
        for cluster in &shape.clusters {
            let count = cluster.glyphs as usize;
            self.shaped.pieces.push(Piece {
                start: like.start + cluster.start as usize,
                end: like.start + cluster.end as usize,
                advance: cluster.advance * size,
                kind: Kind::Glyphs(Glyphs {
                    face: cluster.face,
                    first,
                    count,
                    stand_in: cluster.stand_in,
                    hyphen: false,
                }),
                ..like
            });
            first += count;
        }
    }
}

/// Characters that can only run from left to right, or follow those beside them.
fn runs_left_to_right(c: char) -> bool {
    if c < '\u{590}' {
        return true;
    }
    let steers =
        matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let high = matches!(c, '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}');
    let middle =
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}');
    !steers && !high && !middle
}
