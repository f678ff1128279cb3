//! The faces in their fixed order, and which of them has a character.

use std::collections::HashMap;
use std::sync::Arc;

use harfrust::Font;

use crate::fonts::{FontSource, SHIPPED};

/// Who speaks: serif is the author, sans is Plumb, mono is an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Voice {
    Serif,
    Display,
    Sans,
    Mono,
}

/// How heavy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    Regular,
    Medium,
    Semibold,
}

/// The index of the face that a voice, weight and slant ask for first.
pub(crate) fn first_face(voice: Voice, weight: Weight, italic: bool) -> usize {
    match (voice, weight, italic) {
        (Voice::Serif, Weight::Semibold, false) => 2,
        (Voice::Serif, Weight::Semibold, true) => 3,
        (Voice::Serif, _, false) => 0,
        (Voice::Serif, _, true) => 1,
        (Voice::Display, Weight::Semibold | Weight::Medium, _) => 5,
        (Voice::Display, ..) => 4,
        (Voice::Sans, Weight::Regular, _) => 6,
        (Voice::Sans, Weight::Medium, _) => 7,
        (Voice::Sans, Weight::Semibold, _) => 8,
        (Voice::Mono, Weight::Regular, _) => 9,
        (Voice::Mono, ..) => 10,
    }
}

/// The face whose empty square stands in for characters that no face has.
pub(crate) const STAND_IN_FACE: usize = 6;
/// The character drawn as the stand-in.
pub(crate) const STAND_IN: char = '\u{25A1}';
/// Where the faces for other scripts begin.
const FIRST_FALLBACK: usize = 11;

/// One font.
pub(crate) struct Face {
    pub(crate) name: String,
    pub(crate) font: Font,
    pub(crate) index: u32,
    bytes: Bytes,
}

enum Bytes {
    Shipped(&'static [u8]),
    Given(Arc<Vec<u8>>),
}

impl Face {
    /// A font from outside. One of bitmaps has the characters but nothing a
    /// page can be drawn with.
    fn given(source: &FontSource) -> Option<Face> {
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = source.bytes.clone();
        let font = Font::new(harfrust::font::Blob::Shared(shared), source.index)?;
        can_embed(source).then(|| Face {
            name: source.name.clone(),
            font,
            index: source.index,
            bytes: Bytes::Given(source.bytes.clone()),
        })
    }

    /// The font file.
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Shipped(bytes) => bytes,
            Bytes::Given(bytes) => bytes,
        }
    }
}

/// All faces at hand.
pub(crate) struct Faces {
    pub(crate) list: Arc<Vec<Face>>,
    /// What each first face falls back to for a character, as far as asked.
    found: HashMap<(usize, char), Option<usize>>,
    /// Fonts that were given and cannot be used, with the reason.
    pub(crate) refused: Vec<String>,
}

impl Faces {
    /// The shipped faces, then those the caller found.
    pub(crate) fn open(given: &[FontSource]) -> Faces {
        let mut list = Vec::new();
        let mut refused = Vec::new();
        for (name, bytes) in SHIPPED {
            let font = Font::new(*bytes, 0).expect("the shipped fonts are sound");
            list.push(Face {
                name: (*name).to_owned(),
                font,
                index: 0,
                bytes: Bytes::Shipped(bytes),
            });
        }
        for source in given {
            match Face::given(source) {
                Some(face) => list.push(face),
                None => refused.push(format!("{} has no outlines and was not used.", source.name)),
            }
        }
        Faces {
            list: Arc::new(list),
            found: HashMap::new(),
            refused,
        }
    }

    /// The face to draw a character with, the first choice first; none has some.
    pub(crate) fn face_for(&mut self, first: usize, character: char) -> Option<usize> {
        if let Some(found) = self.found.get(&(first, character)) {
            return *found;
        }
        let order = [first, 0, 6]
            .into_iter()
            .chain(FIRST_FALLBACK..self.list.len());
        let mut found = None;
        if !is_private(character) {
            for face in order {
                if self.has(face, character) {
                    found = Some(face);
                    break;
                }
            }
        }
        self.found.insert((first, character), found);
        found
    }

    /// Whether a face has a character.
    pub(crate) fn has(&self, face: usize, character: char) -> bool {
        self.list[face]
            .font
            .charmap()
            .map_unicode(character)
            .is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// Private characters mean something else in every font, so none is trusted with them.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Whether the font can be embedded: a trial subset of one glyph fails without outlines.
fn can_embed(source: &FontSource) -> bool {
    let one = subsetter::GlyphRemapper::new_from_glyphs(&[1]);
    subsetter::subset(&source.bytes, source.index, &one).is_ok()
}
