//! Shapes words with harfrust, face by face, and keeps the shape of each for
//! the next time it occurs.

use std::collections::{BTreeSet, HashMap};

use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Language, Script, ShapeOptions, ShapePlan, ShaperFont,
    Tag,
};
use unicode_properties::UnicodeEmoji;
use unicode_script::UnicodeScript;
use unicode_segmentation::UnicodeSegmentation;

use super::display::Glyph;
use super::faces::{Faces, STAND_IN, STAND_IN_FACE};
use super::text::Figures;
use crate::fonts::East;

/// What a word's shape depends on besides its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Look {
    /// The face that is tried first.
    pub(crate) first: u16,
    pub(crate) figures: Figures,
    pub(crate) rtl: bool,
    /// The language, as `WordCache::lang` numbers them.
    pub(crate) lang: u16,
    /// Whose forms of ideographs.
    pub(crate) east: East,
}

/// Glyphs that belong together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cluster {
    /// Byte range in the word.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// How many glyphs.
    pub(crate) glyphs: u32,
    pub(crate) face: u16,
    /// Whether they stand in for characters no face has.
    pub(crate) stand_in: bool,
    /// In ems.
    pub(crate) advance: f32,
}

/// A word's clusters in logical order, and their glyphs one after the other,
/// placed in ems from the start of their cluster.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) glyphs: Vec<Glyph>,
    /// Whether some character has no face.
    missing: bool,
}

/// Longer words are not kept, bytes.
const LONGEST: usize = 48;
/// How many words are kept before all are forgotten.
const MOST: usize = 60_000;

/// The shaper of words and what it remembers.
pub(crate) struct WordCache {
    pub(crate) faces: Faces,
    /// Characters that no face has.
    pub(crate) missing: BTreeSet<char>,
    langs: Vec<(String, Option<Language>)>,
    plans: HashMap<(u16, Script, bool, Figures, u16), ShapePlan>,
    known: HashMap<Look, HashMap<Box<str>, usize>>,
    shapes: Vec<Shape>,
    /// The last word that is too long to be kept.
    long: Shape,
    buffer: Option<Buffer>,
}

impl WordCache {
    pub(crate) fn new(faces: Faces) -> WordCache {
        WordCache {
            faces,
            missing: BTreeSet::new(),
            langs: Vec::new(),
            plans: HashMap::new(),
            known: HashMap::new(),
            shapes: Vec::new(),
            long: Shape::default(),
            buffer: Some(Buffer::new()),
        }
    }

    /// The number of a BCP 47 language in looks.
    pub(crate) fn lang(&mut self, lang: &str) -> u16 {
        let known = self.langs.iter().position(|(name, _)| name == lang);
        let index = known.unwrap_or_else(|| {
            self.langs.push((lang.to_owned(), Language::new(lang)));
            self.langs.len() - 1
        });
        u16::try_from(index).unwrap_or(0)
    }

    /// The shape of a word of one look and direction.
    pub(crate) fn shape(&mut self, look: Look, word: &str) -> &Shape {
        let known = self.known.get(&look).and_then(|words| words.get(word));
        if let Some(index) = known {
            let index = *index;
            if self.shapes[index].missing {
                self.note_missing(look, word);
            }
            return &self.shapes[index];
        }
        let shape = self.make(look, word);
        if word.len() > LONGEST {
            self.long = shape;
            return &self.long;
        }
        if self.shapes.len() >= MOST {
            self.shapes.clear();
            self.known.clear();
        }
        self.shapes.push(shape);
        let index = self.shapes.len() - 1;
        let words = self.known.entry(look).or_default();
        words.insert(word.into(), index);
        &self.shapes[index]
    }

    fn note_missing(&mut self, look: Look, word: &str) {
        for character in word.chars().filter(|c| !is_ignorable(*c)) {
            let first = usize::from(look.first);
            if self.faces.face_for(first, look.east, character).is_none() {
                self.missing.insert(character);
            }
        }
    }

    fn make(&mut self, look: Look, word: &str) -> Shape {
        let mut shape = Shape::default();
        let mut open: Option<Open> = None;
        for (start, grapheme) in word.grapheme_indices(true) {
            let end = start + grapheme.len();
            let face = self.face_of(look, grapheme, open.as_ref());
            let Some(face) = face else {
                self.close(look, word, &mut open, &mut shape);
                self.stand_in(look, start, grapheme, &mut shape);
                continue;
            };
            let script = script_of(grapheme)
                .or(open.as_ref().map(|run| run.script))
                .unwrap_or(Script::LATIN);
            match &mut open {
                Some(run) if run.face == face && run.script == script => run.end = end,
                _ => {
                    self.close(look, word, &mut open, &mut shape);
                    open = Some(Open {
                        start,
                        end,
                        face,
                        script,
                    });
                }
            }
        }
        self.close(look, word, &mut open, &mut shape);
        shape
    }

    /// One face for the whole grapheme; none when no face has all of it.
    fn face_of(&mut self, look: Look, grapheme: &str, open: Option<&Open>) -> Option<u16> {
        let first = usize::from(look.first);
        let drawn = || grapheme.chars().filter(|c| !is_ignorable(*c));
        if drawn().next().is_none() {
            return Some(open.map_or(look.first, |run| run.face));
        }
        let emoji = wants_emoji(grapheme)
            .then(|| self.faces.emoji())
            .flatten()
            .filter(|face| drawn().all(|c| self.faces.has(*face, c)));
        let face = emoji.or_else(|| {
            let candidates: Vec<usize> = drawn()
                .filter_map(|c| self.faces.face_for(first, look.east, c))
                .collect();
            let all = |face: &usize| drawn().all(|c| self.faces.has(*face, c));
            candidates.into_iter().find(all)
        })?;
        u16::try_from(face).ok()
    }

    /// Draws each character of a grapheme that no single face has on its own:
    /// with whatever face has it, else as the empty square.
    fn stand_in(&mut self, look: Look, start: usize, grapheme: &str, shape: &mut Shape) {
        for (offset, character) in grapheme.char_indices() {
            if is_ignorable(character) {
                continue;
            }
            let first = usize::from(look.first);
            let face = self.faces.face_for(first, look.east, character);
            if face.is_none() {
                self.missing.insert(character);
                shape.missing = true;
            }
            let drawn = if face.is_some() { character } else { STAND_IN };
            let Some((id, advance)) = self.nominal(face.unwrap_or(STAND_IN_FACE), drawn) else {
                continue;
            };
            let begin = start + offset;
            shape.glyphs.push(Glyph { id, x: 0.0, y: 0.0 });
            shape.clusters.push(Cluster {
                start: short(begin),
                end: short(begin + character.len_utf8()),
                glyphs: 1,
                face: u16::try_from(face.unwrap_or(STAND_IN_FACE)).unwrap_or(0),
                stand_in: face.is_none(),
                advance,
            });
        }
    }

    /// The glyph of one character on its own and its advance in ems.
    pub(crate) fn nominal(&self, face: usize, character: char) -> Option<(u16, f32)> {
        let font = self.faces.list[face].font()?;
        let glyph = font.charmap().map_unicode(character)?;
        let id = u16::try_from(glyph.to_u32()).ok().filter(|id| *id != 0)?;
        let advance = font.glyph_metrics().h_advance(glyph) / f32::from(font.units_per_em());
        Some((id, advance))
    }

    fn close(&mut self, look: Look, word: &str, open: &mut Option<Open>, shape: &mut Shape) {
        let Some(run) = open.take() else { return };
        let text = &word[run.start..run.end];
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.clear();
        buffer.set_flags(
            BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE,
        );
        buffer.push_str(text);
        let direction = if look.rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        buffer.set_direction(direction);
        buffer.set_script(Some(run.script));
        let lang = self.langs.get(usize::from(look.lang));
        let lang = lang.and_then(|(_, lang)| lang.clone());
        buffer.set_language(lang.clone());
        let features = features(look.figures);
        let list = self.faces.list.clone();
        if let Some(font) = list[usize::from(run.face)].font() {
            let key = (run.face, run.script, look.rtl, look.figures, look.lang);
            let plan = self.plans.entry(key).or_insert_with(|| {
                ShapePlan::new(font, direction, Some(run.script), lang.as_ref(), &features)
            });
            let shaper = ShaperFont::new(font);
            let options = ShapeOptions::new().plan(Some(plan)).features(&features);
            if harfrust::shape(&shaper, &mut buffer, options).is_ok() {
                let em = f32::from(font.units_per_em());
                self.read(look, &buffer, &run, text, em, shape);
            }
        }
        self.buffer = Some(buffer);
    }

    /// Reads the clusters of a shaped run in logical order.
    fn read(
        &mut self,
        look: Look,
        buffer: &Buffer,
        run: &Open,
        text: &str,
        em: f32,
        shape: &mut Shape,
    ) {
        let infos = buffer.glyph_infos();
        let positions = buffer.glyph_positions();
        let mut groups: Vec<(usize, usize, usize)> = Vec::new();
        for (index, info) in infos.iter().enumerate() {
            let cluster = info.cluster as usize;
            match groups.last_mut() {
                Some((last, _, until)) if *last == cluster => *until = index + 1,
                _ => groups.push((cluster, index, index + 1)),
            }
        }
        if look.rtl {
            groups.reverse();
        }
        for (at, (cluster, from, until)) in groups.iter().copied().enumerate() {
            let next = groups.get(at + 1).map_or(text.len(), |group| group.0);
            let next = next.max(cluster);
            if infos[from..until].iter().any(|info| info.glyph_id == 0) {
                self.stand_in(look, run.start + cluster, &text[cluster..next], shape);
                continue;
            }
            let mut pen = 0.0;
            for (info, position) in infos[from..until].iter().zip(&positions[from..until]) {
                shape.glyphs.push(Glyph {
                    id: u16::try_from(info.glyph_id).unwrap_or(1),
                    x: pen + position.x_offset as f32 / em,
                    y: position.y_offset as f32 / em,
                });
                pen += position.x_advance as f32 / em;
            }
            shape.clusters.push(Cluster {
                start: short(run.start + cluster),
                end: short(run.start + next),
                glyphs: short(until - from),
                face: run.face,
                stand_in: false,
                advance: pen,
            });
        }
    }
}

/// A stretch of a word that is shaped at once.
struct Open {
    start: usize,
    end: usize,
    face: u16,
    script: Script,
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn features(figures: Figures) -> Vec<Feature> {
    let tags: &[&[u8; 4]] = match figures {
        Figures::Default => &[],
        Figures::OldStyle => &[b"onum"],
        Figures::Tabular => &[b"lnum", b"tnum"],
    };
    let on = |tag: &&[u8; 4]| Feature {
        tag: Tag::new(tag),
        value: 1,
        start: 0,
        end: u32::MAX,
    };
    tags.iter().map(on).collect()
}

/// Whether a grapheme is to be drawn as a coloured picture: it asks for that
/// itself, or its characters do by default.
fn wants_emoji(grapheme: &str) -> bool {
    use unicode_properties::EmojiStatus as Status;
    if grapheme.is_ascii() {
        return false;
    }
    let pictured = |c: char| {
        matches!(
            c.emoji_status(),
            Status::EmojiPresentation
                | Status::EmojiPresentationAndModifierBase
                | Status::EmojiPresentationAndModifierAndEmojiComponent
                | Status::EmojiPresentationAndEmojiComponent
        )
    };
    if grapheme.contains('\u{FE0E}') {
        return false;
    }
    grapheme.contains('\u{FE0F}') || grapheme.chars().any(pictured)
}

/// The script of a grapheme's first character that has one.
fn script_of(grapheme: &str) -> Option<Script> {
    grapheme.chars().find_map(|c| {
        if c.is_ascii() {
            return c.is_ascii_alphabetic().then_some(Script::LATIN);
        }
        let script = c.script();
        let shared = matches!(
            script,
            unicode_script::Script::Common
                | unicode_script::Script::Inherited
                | unicode_script::Script::Unknown
        );
        if shared {
            return None;
        }
        let tag: [u8; 4] = script.short_name().as_bytes().try_into().ok()?;
        Script::from_iso15924_tag(Tag::new(&tag))
    })
}

/// Characters that shape the text around them and are never drawn themselves.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}
