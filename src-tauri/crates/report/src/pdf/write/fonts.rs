//! Cuts each face down to the glyphs that were drawn, says what text they
//! stand for, and has printpdf embed the result.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId};
use printpdf::{
    Codepoint, FontId, FontMetrics, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, PdfPage, Pt, TextItem,
};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::content::plain_options;
use super::emoji;
use super::file::File;
use crate::pdf::display::{Item, Page, Part};
use crate::pdf::faces::Face;

/// The longest text one glyph is mapped to; longer ones are said beside it.
const LONGEST_TEXT: usize = 64;

/// The faces the pages use, by index.
pub(crate) struct Fonts(BTreeMap<u16, Used>);

/// The glyphs of a face that the pages use.
#[derive(Default)]
pub(crate) struct Used {
    glyphs: Vec<Known>,
    /// Whether the glyphs are pictures.
    pub(crate) bitmap: bool,
}

/// What is known of a glyph.
#[derive(Default, Clone)]
struct Known {
    /// Whether it is drawn at all.
    drawn: bool,
    /// The number it is drawn by.
    code: u16,
    /// Advance in whole thousandths of an em, as the file will say.
    width: f32,
    /// What it stands for when it stands alone.
    text: Option<Box<str>>,
    /// A part of what it stands for among others.
    part: Option<char>,
}

impl Fonts {
    /// Sees which glyphs the pages draw and gives them their numbers.
    pub(crate) fn collect(pages: &[Page], faces: &[Face]) -> Fonts {
        let mut fonts: BTreeMap<u16, Used> = BTreeMap::new();
        for page in pages {
            for (item, _) in page.items() {
                if let Item::Run(run) = item {
                    let used = fonts.entry(run.face).or_default();
                    run.parts().for_each(|part| used.see(&part));
                }
            }
        }
        for (face, used) in &mut fonts {
            let face = &faces[usize::from(*face)];
            used.bitmap = face.is_bitmap();
            used.number(face);
        }
        Fonts(fonts)
    }

    /// The glyphs of a face.
    pub(crate) fn get(&self, face: u16) -> Option<&Used> {
        self.0.get(&face)
    }

    /// The indices of the faces used.
    pub(crate) fn faces(&self) -> impl Iterator<Item = u16> {
        self.0.keys().copied()
    }

    /// Embeds the faces and gives the font objects by their resource names.
    pub(crate) fn embed(
        &self,
        file: &mut File,
        faces: &[Face],
    ) -> Result<BTreeMap<String, ObjectId>, String> {
        let mut pdf = PdfDocument::new("");
        let mut ops = vec![Op::StartTextSection];
        for (index, used) in self.0.iter().filter(|(_, used)| !used.bitmap) {
            let font = used.subset(&faces[usize::from(*index)])?;
            let id = FontId(font_name(*index, 0));
            pdf.resources.fonts.map.insert(id.clone(), font);
            ops.push(Op::SetFont {
                font: PdfFontHandle::External(id),
                size: Pt(1.0),
            });
            ops.push(Op::ShowText {
                items: vec![TextItem::GlyphIds(used.codepoints())],
            });
        }
        ops.push(Op::EndTextSection);
        pdf.pages.push(PdfPage::new(Mm(1.0), Mm(1.0), ops));
        let printed = pdf.to_lopdf_document(&plain_options(), &mut Vec::new());
        let mut found = adopt_fonts(file, printed).map_err(|error| error.to_string())?;
        for (index, used) in self.0.iter().filter(|(_, used)| used.bitmap) {
            let parts = emoji::embed(file, &faces[usize::from(*index)], used);
            for (part, id) in parts.into_iter().enumerate() {
                found.insert(font_name(*index, part), id);
            }
        }
        Ok(found)
    }
}

/// Takes the font objects out of printpdf's file.
fn adopt_fonts(
    file: &mut File,
    mut pdf: lopdf::Document,
) -> Result<BTreeMap<String, ObjectId>, lopdf::Error> {
    let page = *pdf
        .get_pages()
        .get(&1)
        .ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let page = pdf.get_dictionary(page)?;
    let resources = page.get_deref(b"Resources", &pdf)?.as_dict()?;
    let fonts = resources.get(b"Font")?.clone();
    pdf.trailer.set("Root", fonts);
    pdf.trailer.remove(b"Info");
    pdf.prune_objects();
    pdf.renumber_objects_with(file.next());
    let root = pdf.trailer.get(b"Root")?.as_reference()?;
    let names = pdf.get_dictionary(root)?.clone();
    pdf.objects.remove(&root);
    file.adopt(pdf.objects);
    let mut found = BTreeMap::new();
    for (name, font) in &names {
        if let Object::Reference(id) = font {
            found.insert(String::from_utf8_lossy(name).into_owned(), *id);
        }
    }
    Ok(found)
}

/// The resource name of a part of a face; only faces of pictures have more
/// than one.
pub(crate) fn font_name(face: u16, part: usize) -> String {
    if part == 0 {
        format!("F{face}")
    } else {
        format!("F{face}.{part}")
    }
}

impl Used {
    fn at(&mut self, glyph: u16) -> &mut Known {
        let index = usize::from(glyph);
        if self.glyphs.len() <= index {
            self.glyphs.resize(index + 1, Known::default());
        }
        &mut self.glyphs[index]
    }

    fn see(&mut self, part: &Part<'_>) {
        if let ([glyph], false) = (part.glyphs, part.stand_in) {
            let known = self.at(glyph.id);
            known.drawn = true;
            if part.text == SOFT_HYPHEN {
                known.part.get_or_insert('-');
            } else if known.text.is_none() {
                let text = readable(part.text);
                let sound = !text.is_empty() && !text.chars().any(is_private);
                if sound && text.len() <= LONGEST_TEXT {
                    known.text = Some(text.into());
                }
            }
            return;
        }
        let mut text = readable(part.text);
        if text.chars().any(is_private) {
            text = text.replace(is_private, "").into();
        }
        let even = text.chars().count() == part.glyphs.len();
        for (at, glyph) in part.glyphs.iter().enumerate() {
            let known = self.at(glyph.id);
            known.drawn = true;
            if known.part.is_none() && !part.stand_in {
                known.part = text.chars().nth(if even { at } else { 0 });
            }
        }
    }

    fn number(&mut self, face: &Face) {
        let Some(font) = face.font() else { return };
        let units = f32::from(font.units_per_em());
        let metrics = font.glyph_metrics();
        let mut code = 0;
        for (glyph, known) in self.glyphs.iter_mut().enumerate() {
            if known.drawn {
                code += 1;
                known.code = code;
                let advance = metrics.h_advance((glyph as u32).into()).max(0.0);
                // printpdf keeps whole thousandths, cut off: count with the same.
                known.width = (advance.trunc() * 1000.0 / units).trunc();
            }
        }
    }

    /// The glyphs drawn, in the order of their numbers, with their advances in
    /// thousandths of an em and what they stand for.
    pub(super) fn spelled(&self) -> impl Iterator<Item = (u16, f32, String)> {
        let drawn = self.drawn();
        drawn.map(|(glyph, known)| (glyph, known.width, known.spelling()))
    }

    fn drawn(&self) -> impl Iterator<Item = (u16, &Known)> {
        let numbered = self.glyphs.iter().enumerate();
        numbered
            .filter(|(_, known)| known.drawn)
            .map(|(glyph, known)| (glyph as u16, known))
    }

    fn codepoints(&self) -> Vec<Codepoint> {
        self.drawn()
            .map(|(_, known)| Codepoint {
                gid: known.code,
                offset: 0.0,
                cid: Some(known.spelling()),
            })
            .collect()
    }

    /// The number a glyph is drawn by, and its advance in thousandths of an em.
    pub(crate) fn glyph(&self, glyph: u16) -> (u16, f32) {
        let known = self.glyphs.get(usize::from(glyph));
        known.map_or((0, 0.0), |known| (known.code, known.width))
    }

    /// Whether a reader that maps glyph by glyph gets the cluster's text.
    pub(crate) fn spells(&self, part: &Part<'_>) -> bool {
        if part.stand_in {
            return false;
        }
        let mut rest: &str = &readable(part.text);
        for glyph in part.glyphs {
            let known = self.glyphs.get(usize::from(glyph.id));
            let text = known.and_then(|known| known.text.as_deref());
            match text.and_then(|text| rest.strip_prefix(text)) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        rest.is_empty()
    }

    fn subset(&self, face: &Face) -> Result<PdfFont, String> {
        let mut remapper = GlyphRemapper::new();
        let unread = || format!("{} could not be embedded: it cannot be read", face.name);
        let font = face.font().ok_or_else(unread)?;
        let metrics = font.glyph_metrics();
        let mut widths = BTreeMap::new();
        for (glyph, known) in self.drawn() {
            remapper.remap(glyph);
            let advance = metrics.h_advance(u32::from(glyph).into()).max(0.0);
            widths.insert(known.code, advance as u16);
        }
        let subset = subsetter::subset(face.bytes(), face.index, &remapper)
            .map_err(|error| format!("{} could not be embedded: {error}", face.name))?;
        let stem = stem(&face.name);
        let units = font.units_per_em();
        let global = font.metrics();
        let line = global.hhea_line.map(|line| line.extents());
        let vertical = |value: Option<f32>, fallback: f32| value.unwrap_or(fallback) as i16;
        let ascent = vertical(line.map(|l| l.ascender.to_f32()), f32::from(units) * 0.8);
        let descent = vertical(line.map(|l| l.descender.to_f32()), f32::from(units) * -0.2);
        let mut parsed = ParsedFont::with_glyph_data(
            subset.clone(),
            0,
            Some(format!("{}+{stem}", subset_tag(&subset))),
            BTreeMap::new(),
            widths,
            units,
            FontMetrics { ascent, descent },
        );
        let bounds = global.bounds;
        parsed.pdf_font_metrics = PdfFontMetricsStub {
            units_per_em: units,
            x_min: bounds.x_min.to_f32() as i16,
            y_min: bounds.y_min.to_f32() as i16,
            x_max: bounds.x_max.to_f32() as i16,
            y_max: bounds.y_max.to_f32() as i16,
            caret_slope_rise: 1000,
            caret_slope_run: if stem.ends_with("It") { 190 } else { 0 },
            us_weight_class: if stem.contains("Semi") { 600 } else { 400 },
        };
        Ok(PdfFont::new(parsed))
    }
}

impl Known {
    /// What a reader that maps glyph by glyph gets for the glyph.
    fn spelling(&self) -> String {
        match (&self.text, self.part) {
            (Some(text), _) => text.to_string(),
            (None, Some(part)) => part.to_string(),
            // Drawn for nothing that can be read, such as a stand-in.
            (None, None) => "\u{FFFD}".to_owned(),
        }
    }
}

/// What a hyphen that was added at the end of a line stands for.
const SOFT_HYPHEN: &str = "\u{AD}";

/// Text as a reader should get it: without the characters that only steer
/// layout or that no text may hold.
pub(crate) fn readable(text: &str) -> std::borrow::Cow<'_, str> {
    if text != SOFT_HYPHEN && text.chars().any(steers) {
        text.chars()
            .filter(|c| !steers(*c))
            .collect::<String>()
            .into()
    } else {
        text.into()
    }
}

/// Private characters mean nothing outside their font, so PDF/A wants none.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

fn steers(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}' => true,
        other => other.is_control(),
    }
}

/// A face's name as PDF wants it: letters, digits and hyphens.
pub(super) fn stem(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or_default();
    stem.chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}

/// The six letters that mark a subset, taken from its bytes.
fn subset_tag(subset: &[u8]) -> String {
    Sha256::digest(subset)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}
