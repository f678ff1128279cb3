//! Turns a paragraph's words into glyphs: direction, script, face by face, then harfrust.

use std::collections::{BTreeSet, HashMap};

use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Language, Script, ShapeOptions, ShapePlan, ShaperFont,
    Tag,
};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_script::UnicodeScript;
use unicode_segmentation::UnicodeSegmentation;

use super::display::Glyph;
use super::faces::{Faces, STAND_IN, STAND_IN_FACE, first_face};
use super::text::{OBJECT, Style, Words};

/// A cluster of glyphs or an object, in logical order.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// Glyphs of a face; `stand_in` when they stand for a character no face has.
    Glyphs {
        face: usize,
        glyphs: Vec<Glyph>,
        stand_in: bool,
    },
    /// An object by its index.
    Object(usize),
}

/// A paragraph after shaping.
pub(crate) struct Shaped {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) base: Level,
}

/// The shaper and what it remembers.
pub(crate) struct Shaper {
    pub(crate) faces: Faces,
    /// Characters that no face has.
    pub(crate) missing: BTreeSet<char>,
    plans: HashMap<(usize, Script, bool, bool), ShapePlan>,
    lang: Option<Language>,
    base: Level,
    buffer: Option<Buffer>,
}

impl Shaper {
    /// For a document of one language.
    pub(crate) fn new(faces: Faces, lang: &str) -> Shaper {
        Shaper {
            faces,
            missing: BTreeSet::new(),
            plans: HashMap::new(),
            lang: Language::new(lang),
            base: if is_right_to_left(lang) {
                Level::rtl()
            } else {
                Level::ltr()
            },
            buffer: Some(Buffer::new()),
        }
    }

    /// Shapes a paragraph. Its direction is that of its first strong
    /// character, else the document's.
    pub(crate) fn shape(&mut self, words: &Words) -> Shaped {
        let text = words.text.as_str();
        let strong = unicode_bidi::get_base_direction(text);
        let base = match strong {
            unicode_bidi::Direction::Rtl => Level::rtl(),
            unicode_bidi::Direction::Ltr => Level::ltr(),
            unicode_bidi::Direction::Mixed => self.base,
        };
        let bidi = ParagraphBidiInfo::new(text, Some(base));
        let mut shaped = Shaped {
            pieces: Vec::with_capacity(text.len()),
            base,
        };
        let mut runs = Runs::new(words);
        for (start, grapheme) in text.grapheme_indices(true) {
            let level = bidi.levels[start];
            self.add_grapheme(&mut runs, &mut shaped.pieces, start, grapheme, level);
        }
        self.close_run(&mut runs, &mut shaped.pieces);
        shaped
    }

    fn add_grapheme(
        &mut self,
        runs: &mut Runs<'_>,
        pieces: &mut Vec<Piece>,
        start: usize,
        grapheme: &str,
        level: Level,
    ) {
        let end = start + grapheme.len();
        let span = runs.span_at(start);
        if grapheme.starts_with(OBJECT) {
            self.close_run(runs, pieces);
            let object = runs.next_object;
            runs.next_object += 1;
            pieces.push(Piece {
                start,
                end,
                advance: runs.words.objects[object].1.width,
                level,
                span,
                kind: Kind::Object(object),
            });
            return;
        }
        let style = runs.words.spans[span].style;
        let first = first_face(style.voice, style.weight, style.italic);
        let Some(face) = self.face_of(first, grapheme, runs, span) else {
            self.close_run(runs, pieces);
            self.stand_in(pieces, start, grapheme, level, span, style);
            return;
        };
        let script = script_of(grapheme).or(runs.open.as_ref().map(|run| run.script));
        let script = script.unwrap_or(Script::LATIN);
        let fits = runs.open.as_ref().is_some_and(|run| {
            run.face == face && run.span == span && run.level == level && run.script == script
        });
        if fits {
            if let Some(run) = &mut runs.open {
                run.end = end;
            }
        } else {
            self.close_run(runs, pieces);
            runs.open = Some(Open {
                start,
                end,
                face,
                span,
                level,
                script,
            });
        }
    }

    /// One face for the whole grapheme; none when no face has all of it.
    fn face_of(
        &mut self,
        first: usize,
        grapheme: &str,
        runs: &Runs<'_>,
        span: usize,
    ) -> Option<usize> {
        let open = runs.open.as_ref().filter(|run| run.span == span);
        let mut drawn = grapheme.chars().filter(|c| !is_ignorable(*c)).peekable();
        match drawn.peek() {
            None => return Some(open.map_or(first, |run| run.face)),
            // A space stays with the words before it, so that a line of
            // another script is one run.
            Some(' ') if open.is_some_and(|run| self.faces.has(run.face, ' ')) => {
                return open.map(|run| run.face);
            }
            Some(_) => {}
        }
        let mut candidates: Vec<usize> = Vec::new();
        for character in drawn.clone() {
            candidates.extend(self.faces.face_for(first, character));
        }
        candidates
            .into_iter()
            .find(|face| drawn.clone().all(|c| self.faces.has(*face, c)))
    }

    /// Draws each character of a grapheme that no single face has on its
    /// own: with whatever face has it, else as the empty square.
    fn stand_in(
        &mut self,
        pieces: &mut Vec<Piece>,
        start: usize,
        grapheme: &str,
        level: Level,
        span: usize,
        style: Style,
    ) {
        for (offset, character) in grapheme.char_indices() {
            if is_ignorable(character) {
                continue;
            }
            let first = first_face(style.voice, style.weight, style.italic);
            let face = self.faces.face_for(first, character);
            if face.is_none() {
                self.missing.insert(character);
            }
            let drawn = if face.is_some() { character } else { STAND_IN };
            let face_index = face.unwrap_or(STAND_IN_FACE);
            let font = &self.faces.list[face_index].font;
            let Some(glyph) = font.charmap().map_unicode(drawn) else {
                continue;
            };
            let scale = style.size / f32::from(font.units_per_em());
            let advance = font.glyph_metrics().h_advance(glyph) * scale;
            let begin = start + offset;
            pieces.push(Piece {
                start: begin,
                end: begin + character.len_utf8(),
                advance,
                level,
                span,
                kind: Kind::Glyphs {
                    face: face_index,
                    glyphs: vec![Glyph {
                        id: u16::try_from(glyph.to_u32()).unwrap_or(1),
                        x: 0.0,
                        y: 0.0,
                    }],
                    stand_in: face.is_none(),
                },
            });
        }
    }

    fn close_run(&mut self, runs: &mut Runs<'_>, pieces: &mut Vec<Piece>) {
        let Some(run) = runs.open.take() else { return };
        let style = runs.words.spans[run.span].style;
        let text = &runs.words.text[run.start..run.end];
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.clear();
        buffer.set_flags(
            BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE,
        );
        buffer.push_str(text);
        let rtl = run.level.is_rtl();
        let direction = if rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        buffer.set_direction(direction);
        buffer.set_script(Some(run.script));
        buffer.set_language(self.lang.clone());
        let features: &[Feature] = if style.old_figures {
            &[Feature {
                tag: Tag::new(b"onum"),
                value: 1,
                start: 0,
                end: u32::MAX,
            }]
        } else {
            &[]
        };
        let font = &self.faces.list[run.face].font;
        let lang = self.lang.as_ref();
        let plan = self
            .plans
            .entry((run.face, run.script, rtl, style.old_figures))
            .or_insert_with(|| ShapePlan::new(font, direction, Some(run.script), lang, features));
        let shaper = ShaperFont::new(font);
        let options = ShapeOptions::new().plan(Some(plan)).features(features);
        let shaped = harfrust::shape(&shaper, &mut buffer, options).is_ok();
        let scale = style.size / f32::from(font.units_per_em());
        if shaped {
            self.read_clusters(&buffer, &run, text, scale, style, pieces);
        }
        self.buffer = Some(buffer);
    }

    /// Cuts the shaped buffer into pieces, one per cluster, in logical order.
    fn read_clusters(
        &mut self,
        buffer: &Buffer,
        run: &Open,
        text: &str,
        scale: f32,
        style: Style,
        pieces: &mut Vec<Piece>,
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
        if run.level.is_rtl() {
            groups.reverse();
        }
        for (at, (cluster, from, until)) in groups.iter().copied().enumerate() {
            let next = groups.get(at + 1).map_or(text.len(), |group| group.0);
            let (start, end) = (run.start + cluster, run.start + next.max(cluster));
            if infos[from..until].iter().any(|info| info.glyph_id == 0) {
                let words = &text[cluster..next.max(cluster)];
                self.stand_in(pieces, start, words, run.level, run.span, style);
                continue;
            }
            let mut glyphs = Vec::with_capacity(until - from);
            let mut pen = 0.0;
            for (info, position) in infos[from..until].iter().zip(&positions[from..until]) {
                glyphs.push(Glyph {
                    id: u16::try_from(info.glyph_id).unwrap_or(1),
                    x: pen + position.x_offset as f32 * scale,
                    y: position.y_offset as f32 * scale,
                });
                pen += position.x_advance as f32 * scale;
            }
            pieces.push(Piece {
                start,
                end,
                advance: pen,
                level: run.level,
                span: run.span,
                kind: Kind::Glyphs {
                    face: run.face,
                    glyphs,
                    stand_in: false,
                },
            });
        }
    }
}

/// A stretch of text that will be shaped at once.
struct Open {
    start: usize,
    end: usize,
    face: usize,
    span: usize,
    level: Level,
    script: Script,
}

/// Walks along the spans and objects of a paragraph.
struct Runs<'a> {
    words: &'a Words,
    span: usize,
    next_object: usize,
    open: Option<Open>,
}

impl<'a> Runs<'a> {
    fn new(words: &'a Words) -> Runs<'a> {
        Runs {
            words,
            span: 0,
            next_object: 0,
            open: None,
        }
    }

    fn span_at(&mut self, position: usize) -> usize {
        while self.span + 1 < self.words.spans.len() && self.words.spans[self.span].end <= position
        {
            self.span += 1;
        }
        self.span
    }
}

/// The script of a grapheme's first character that has one.
fn script_of(grapheme: &str) -> Option<Script> {
    grapheme.chars().find_map(|c| {
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

pub(crate) fn is_right_to_left(lang: &str) -> bool {
    let primary = lang.split(['-', '_']).next().unwrap_or_default();
    matches!(
        primary,
        "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "ckb" | "dv" | "syr"
    )
}
