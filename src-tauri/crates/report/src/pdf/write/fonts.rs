//! Cuts each face down to the glyphs that were drawn, says what text they
//! stand for, and has printpdf embed the result.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId, Stream, dictionary};
use printpdf::{
    Codepoint, FontId, FontMetrics, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, PdfPage, Pt, TextItem,
};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::emoji;
use super::encoding::plain_options;
use super::file::File;
use super::outlines::{is_postscript, outline, width};
use super::sharing::Shares;
use crate::pdf::display::{Item, Page, Part, Step};
use crate::pdf::faces::Face;

/// The faces the pages use, by index.
pub(crate) struct Fonts(BTreeMap<u16, Used>);

/// The glyphs of a face that the pages use.
#[derive(Default)]
pub(crate) struct Used {
    glyphs: Vec<Known>,
    /// Whether the glyphs are pictures.
    pub(crate) bitmap: bool,
    /// Whether a glyph can have one number only, as in outlines of PostScript.
    single: bool,
    /// The glyph of each number, from 1 on.
    numbers: Vec<u16>,
}

/// What is known of a glyph.
#[derive(Default, Clone)]
struct Known {
    /// What it stands for, each with the number it is drawn by then; none if
    /// it is not drawn at all.
    texts: Vec<(Box<str>, u16)>,
    /// Advance in whole thousandths of an em, as the file will say.
    width: Option<f32>,
    /// What is drawn where it is a mark, in ems from the baseline up.
    outline: Option<Vec<Step>>,
}

impl Fonts {
    /// Sees which glyphs the pages draw and gives them their numbers.
    pub(crate) fn collect(pages: &[Page], faces: &[Face]) -> Fonts {
        let mut fonts: BTreeMap<u16, Used> = BTreeMap::new();
        for page in pages {
            for (item, _) in page.items() {
                if let Item::Run(run) = item {
                    let face = &faces[usize::from(run.face)];
                    let used = fonts.entry(run.face).or_insert_with(|| Used::of(face));
                    run.parts().for_each(|part| used.see(&part, face));
                }
            }
        }
        fonts.values_mut().for_each(Used::number);
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
        let mut found = self
            .adopt(file, printed)
            .map_err(|error| error.to_string())?;
        for (index, used) in self.0.iter().filter(|(_, used)| used.bitmap) {
            let parts = emoji::embed(file, &faces[usize::from(*index)], used);
            for (part, id) in parts.into_iter().enumerate() {
                found.insert(font_name(*index, part), id);
            }
        }
        Ok(found)
    }

    /// Takes the font objects out of printpdf's file.
    fn adopt(
        &self,
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
        for (index, used) in &self.0 {
            if let Some(outlines) = used.outlines().filter(|_| !used.bitmap) {
                let map = Stream::new(dictionary! {}, outlines);
                let map = pdf.add_object(map);
                let fonts = pdf.dereference(&fonts)?.1.as_dict()?;
                let font = fonts.get(font_name(*index, 0).as_bytes());
                let font = font?.as_reference()?;
                set_outlines(&mut pdf, font, map)?;
            }
        }
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
}

/// Says which outlines the numbers of a font are drawn as.
fn set_outlines(
    pdf: &mut lopdf::Document,
    font: ObjectId,
    map: ObjectId,
) -> Result<(), lopdf::Error> {
    let font = pdf.get_dictionary_mut(font)?;
    for font in font.get_mut(b"DescendantFonts")?.as_array_mut()? {
        font.as_dict_mut()?.set("CIDToGIDMap", map);
    }
    Ok(())
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

    fn of(face: &Face) -> Used {
        Used {
            bitmap: face.is_bitmap(),
            single: is_postscript(face.bytes(), face.index),
            ..Used::default()
        }
    }

    fn see(&mut self, part: &Part<'_>, face: &Face) {
        for glyph in part.glyphs {
            self.at(glyph.id)
                .width
                .get_or_insert_with(|| width(face, glyph.id));
        }
        let shares = Shares::of(part, |glyph| self.is_mark(glyph));
        let single = self.single;
        for (at, glyph) in part.glyphs.iter().enumerate() {
            let known = self.at(glyph.id);
            let Some(share) = shares.share(at) else {
                known.outline.get_or_insert_with(|| outline(face, glyph.id));
                continue;
            };
            let told = known.texts.iter().any(|(text, _)| **text == *share);
            if known.texts.is_empty() || !told && !single {
                known.texts.push((share.into(), 0));
            }
        }
    }

    fn is_mark(&self, glyph: u16) -> bool {
        !self.bitmap && self.width(glyph) == 0.0
    }

    fn width(&self, glyph: u16) -> f32 {
        let known = self.glyphs.get(usize::from(glyph));
        known.and_then(|known| known.width).unwrap_or(0.0)
    }

    /// What is drawn for a glyph without a number, in ems from the baseline up.
    pub(crate) fn outline(&self, glyph: u16) -> &[Step] {
        let known = self.glyphs.get(usize::from(glyph));
        known
            .and_then(|known| known.outline.as_deref())
            .unwrap_or(&[])
    }

    fn number(&mut self) {
        for (glyph, known) in self.glyphs.iter_mut().enumerate() {
            for (_, code) in &mut known.texts {
                self.numbers.push(glyph as u16);
                *code = u16::try_from(self.numbers.len()).unwrap_or(0);
            }
        }
    }

    /// The glyphs drawn, in the order of their numbers, with their advances in
    /// thousandths of an em and what they stand for.
    pub(super) fn spelled(&self) -> impl Iterator<Item = (u16, f32, String)> {
        self.numbers.iter().enumerate().map(|(at, glyph)| {
            let known = &self.glyphs[usize::from(*glyph)];
            let text = known
                .texts
                .iter()
                .find(|(_, code)| usize::from(*code) == at + 1);
            let text = text.map_or("", |(text, _)| text);
            // Drawn for nothing that can be read, such as a stand-in.
            let text = if text.is_empty() { "\u{FFFD}" } else { text };
            (*glyph, self.width(*glyph), text.replace(SOFT_HYPHEN, "-"))
        })
    }

    fn codepoints(&self) -> Vec<Codepoint> {
        let numbered = (1..).zip(self.spelled());
        numbered
            .map(|(gid, (_, _, text))| Codepoint {
                gid,
                offset: 0.0,
                cid: Some(text),
            })
            .collect()
    }

    /// Adds the numbers a cluster's glyphs are drawn by, with their advances in
    /// thousandths of an em; 0 for marks, which are drawn as outlines. Tells whether a reader that maps glyph by
    /// glyph gets its text from them.
    pub(crate) fn number_glyphs(&self, part: &Part<'_>, numbers: &mut Vec<(u16, f32)>) -> bool {
        let shares = Shares::of(part, |glyph| self.is_mark(glyph));
        let mut spelled = !part.stand_in && part.text != SOFT_HYPHEN;
        for (at, glyph) in part.glyphs.iter().enumerate() {
            let width = self.width(glyph.id);
            let Some(share) = shares.share(at) else {
                numbers.push((0, width));
                continue;
            };
            let known = self.glyphs.get(usize::from(glyph.id));
            let texts = known.map_or(&[][..], |known| &known.texts);
            let own = texts.iter().find(|(text, _)| **text == *share);
            spelled &= own.is_some() && !share.is_empty();
            let code = own.or(texts.first()).map_or(0, |(_, code)| *code);
            numbers.push((code, width));
        }
        spelled && !readable(part.text).chars().any(is_private)
    }

    /// The glyph of each number in the subset, two bytes each; none when that
    /// is the number itself.
    fn outlines(&self) -> Option<Vec<u8>> {
        let mut remapper = GlyphRemapper::new();
        let own: Vec<u16> = self
            .numbers
            .iter()
            .map(|glyph| remapper.remap(*glyph))
            .collect();
        let same = (1..)
            .zip(&own)
            .all(|(code, glyph): (u16, _)| code == *glyph);
        let bytes = || {
            [0].iter()
                .chain(&own)
                .flat_map(|glyph| glyph.to_be_bytes())
                .collect()
        };
        (!same).then(bytes)
    }

    fn subset(&self, face: &Face) -> Result<PdfFont, String> {
        let mut remapper = GlyphRemapper::new();
        let unread = || format!("{} could not be embedded: it cannot be read", face.name);
        let font = face.font().ok_or_else(unread)?;
        let metrics = font.glyph_metrics();
        let mut widths = BTreeMap::new();
        for (code, glyph) in (1..).zip(&self.numbers) {
            remapper.remap(*glyph);
            let advance = metrics.h_advance(u32::from(*glyph).into()).max(0.0);
            widths.insert(code, advance as u16);
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
