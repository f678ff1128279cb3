//! The faces in their fixed order, and which of them has a character.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use harfrust::Font;
use harfrust::font::Blob;
use unicode_script::{Script, UnicodeScript};

use crate::fonts::{Covers, East, FontSource, Origin, SHIPPED};

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

/// One font. Those from outside are read when a character first asks for them.
pub(crate) struct Face {
    pub(crate) name: String,
    pub(crate) origin: Origin,
    pub(crate) index: u32,
    data: Data,
}

enum Data {
    Shipped(&'static [u8], Font),
    Given(FontSource, OnceLock<Option<Font>>),
}

impl Face {
    fn given(source: &FontSource) -> Face {
        Face {
            name: source.name.clone(),
            origin: source.origin,
            index: source.index,
            data: Data::Given(source.clone(), OnceLock::new()),
        }
    }

    /// The parsed font; none when its file cannot be read or drawn with. A
    /// face that glyphs were taken from has one.
    pub(crate) fn font(&self) -> Option<&Font> {
        match &self.data {
            Data::Shipped(_, font) => Some(font),
            Data::Given(source, font) => font.get_or_init(|| open(source)).as_ref(),
        }
    }

    /// The font file; empty when it cannot be read.
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.data {
            Data::Shipped(bytes, _) => bytes,
            Data::Given(source, _) => source.bytes().map_or(&[], |bytes| bytes.as_slice()),
        }
    }

    /// Whether its glyphs are coloured pictures instead of outlines.
    pub(crate) fn is_bitmap(&self) -> bool {
        matches!(&self.data, Data::Given(source, _) if source.covers == Covers::Emoji)
    }

    /// Whether a character may be asked of it at all: a large file is not read
    /// for what it will not have.
    fn covers(&self, character: char, east: Option<East>) -> bool {
        let Data::Given(source, _) = &self.data else {
            return true;
        };
        match source.covers {
            Covers::East(own) => is_eastern(character) && east.is_none_or(|east| east == own),
            Covers::Emoji => is_emoji(character),
            Covers::Any => true,
        }
    }

    /// Why it was asked for and could not be used; a sentence.
    fn refusal(&self) -> Option<String> {
        match &self.data {
            Data::Given(_, font) if matches!(font.get(), Some(None)) => Some(format!(
                "{} has no glyphs that a page can be drawn with and was not used.",
                self.name
            )),
            _ => None,
        }
    }
}

/// Reads a font and makes sure that it can be embedded: a trial subset of one
/// glyph fails without outlines, and emoji are pictures.
fn open(source: &FontSource) -> Option<Font> {
    let bytes = source.bytes()?;
    let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = bytes.clone();
    let font = Font::new(Blob::Shared(shared), source.index)?;
    if source.covers == Covers::Emoji {
        return (!font.bitmap_strikes().is_empty()).then_some(font);
    }
    let one = subsetter::GlyphRemapper::new_from_glyphs(&[1]);
    let drawable = subsetter::subset(bytes, source.index, &one).is_ok();
    drawable.then_some(font)
}

/// All faces at hand.
pub(crate) struct Faces {
    pub(crate) list: Arc<Vec<Face>>,
    /// What each first face falls back to for a character, as far as asked.
    found: HashMap<(usize, East, char), Option<usize>>,
}

impl Faces {
    /// The shipped faces, then those the caller found.
    pub(crate) fn open(given: &[FontSource]) -> Faces {
        let shipped = SHIPPED.iter().map(|(name, bytes)| Face {
            name: (*name).to_owned(),
            origin: Origin::Shipped,
            index: 0,
            data: Data::Shipped(
                bytes,
                Font::new(*bytes, 0).expect("the shipped fonts are sound"),
            ),
        });
        Faces {
            list: Arc::new(shipped.chain(given.iter().map(Face::given)).collect()),
            found: HashMap::new(),
        }
    }

    /// Sentences about the fonts that were asked for and could not be used.
    pub(crate) fn refused(&self) -> Vec<String> {
        let mut refused: Vec<String> = self.list.iter().filter_map(Face::refusal).collect();
        refused.sort();
        refused.dedup();
        refused
    }

    /// The face to draw a character with, the first choice first; none has
    /// some. `east` says whose forms of an ideograph are wanted.
    pub(crate) fn face_for(&mut self, first: usize, east: East, character: char) -> Option<usize> {
        let key = (first, east, character);
        if let Some(found) = self.found.get(&key) {
            return *found;
        }
        let found = self.search(first, east, character);
        self.found.insert(key, found);
        found
    }

    fn search(&self, first: usize, east: East, character: char) -> Option<usize> {
        // Some fonts draw controls as signs that nobody can read again.
        if is_private(character) || character.is_control() {
            return None;
        }
        let fallbacks = FIRST_FALLBACK..self.list.len();
        let own = |face: &usize| self.list[*face].covers(character, Some(east));
        let other = |face: &usize| self.list[*face].covers(character, None);
        [first, 0, 6]
            .into_iter()
            .chain(fallbacks.clone().filter(own))
            .chain(fallbacks.filter(other))
            .find(|face| self.has(*face, character))
    }

    /// The face of coloured emoji, when there is one.
    pub(crate) fn emoji(&self) -> Option<usize> {
        let last = self.list.len().checked_sub(1)?;
        (self.list[last].is_bitmap() && self.list[last].font().is_some()).then_some(last)
    }

    /// Whether a face has a character.
    pub(crate) fn has(&self, face: usize, character: char) -> bool {
        let font = self.list[face].font();
        font.and_then(|font| font.charmap().map_unicode(character))
            .is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// A sentence about those of some faces that do not ship with Plumb; none
/// when all do.
pub(crate) fn describe<'a>(used: impl Iterator<Item = &'a Face>) -> Option<String> {
    let mut names: Vec<(Origin, String)> = used
        .filter(|face| face.origin != Origin::Shipped)
        .map(|face| (face.origin, family(&face.name)))
        .collect();
    names.sort();
    names.dedup();
    let parts: Vec<String> = names
        .into_iter()
        .map(|(origin, name)| match origin {
            Origin::System => format!("{name} (from this computer)"),
            Origin::Package | Origin::Shipped => format!("{name} (from Plumb’s package of fonts)"),
        })
        .collect();
    (!parts.is_empty()).then(|| {
        let list = parts.join(", ");
        format!("Beside the fonts that are part of Plumb, the report is set in {list}.")
    })
}

/// `SourceSerif4-SemiboldIt` and `NotoSerifCJK-Regular.ttc` without style and ending.
fn family(name: &str) -> String {
    name.split(['-', '.']).next().unwrap_or_default().to_owned()
}

/// Private characters mean something else in every font, so none is trusted with them.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Characters that fonts for Chinese, Japanese and Korean are made for.
pub(crate) fn is_eastern(c: char) -> bool {
    // Nothing before the letters of Hangul is; most text ends here.
    if c < '\u{1100}' {
        return false;
    }
    let script = matches!(
        c.script(),
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo
    );
    script
        || matches!(c, '\u{3000}'..='\u{33FF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}')
}

/// Characters that occur in emoji sequences.
fn is_emoji(c: char) -> bool {
    matches!(c, '#' | '*' | '0'..='9' | '©' | '®' | '\u{200D}' | '\u{203C}'..='\u{3299}'
        | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}' | '\u{E0020}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_about_fonts_names_families_and_no_folder() {
        let faces = Faces::open(&[FontSource::at(
            std::path::Path::new("/somewhere/NotoSerifCJK-Regular.ttc"),
            Origin::System,
        )]);
        let used = |indices: [usize; 2]| describe(indices.iter().map(|index| &faces.list[*index]));
        assert_eq!(used([0, 6]), None);
        let said = used([0, faces.list.len() - 1]).expect("one is from the computer");
        assert!(said.contains("NotoSerifCJK (from this computer)"), "{said}");
        assert!(!said.contains("somewhere"), "{said}");
    }

    #[test]
    fn a_font_that_cannot_be_read_is_refused_once_asked_and_not_before() {
        let absent = std::path::Path::new("/nowhere/absent.ttf");
        let mut faces = Faces::open(&[FontSource::at(absent, Origin::System)]);
        assert_eq!(faces.face_for(0, East::default(), 'a'), Some(0));
        assert!(faces.refused().is_empty());
        assert_eq!(faces.face_for(0, East::default(), '\u{4e00}'), None);
        assert_eq!(faces.refused().len(), 1);
    }
}
