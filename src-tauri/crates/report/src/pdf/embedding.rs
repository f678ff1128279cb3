//! Cuts each face down to the glyphs that were drawn and says what text they stand for.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{FontMetrics, ParsedFont, PdfFont, PdfFontMetricsStub};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::display::{Item, Page, Part, Run};
use super::faces::Face;

/// A face as it is embedded.
pub(crate) struct Embedded {
    pub(crate) font: PdfFont,
    codes: BTreeMap<u16, u16>,
    /// Advances in whole thousandths of an em, as the file will say.
    widths: BTreeMap<u16, f32>,
    texts: BTreeMap<u16, String>,
}

impl Embedded {
    pub(crate) fn code(&self, glyph: u16) -> u16 {
        self.codes.get(&glyph).copied().unwrap_or(0)
    }

    pub(crate) fn width(&self, glyph: u16) -> f32 {
        self.widths.get(&glyph).copied().unwrap_or(0.0)
    }

    pub(crate) fn text(&self, glyph: u16) -> String {
        self.texts
            .get(&glyph)
            .cloned()
            .unwrap_or_else(|| "\u{FFFD}".into())
    }

    /// Whether a reader that maps glyph by glyph gets the cluster's text.
    pub(crate) fn spells(&self, part: &Part<'_>) -> bool {
        part.glyphs.len() == 1
            && !part.stand_in
            && self.texts.get(&part.glyphs[0].id) == Some(&readable(part.text))
    }
}

/// Text as a reader should get it: without the characters that only steer layout.
pub(crate) fn readable(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !matches!(c, '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}'
                | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        })
        .collect()
}

/// The faces that the pages use, by index.
pub(crate) fn embed(pages: &[Page], faces: &[Face]) -> Result<BTreeMap<usize, Embedded>, String> {
    let mut used: BTreeMap<usize, (BTreeSet<u16>, BTreeMap<u16, String>)> = BTreeMap::new();
    for run in runs(pages) {
        let (glyphs, texts) = used.entry(usize::from(run.face)).or_default();
        glyphs.extend(run.glyphs.iter().map(|glyph| glyph.id));
        for part in run.parts() {
            if part.glyphs.len() == 1 && !part.stand_in {
                let text = readable(part.text);
                if !text.is_empty() {
                    texts.entry(part.glyphs[0].id).or_insert(text);
                }
            }
        }
    }
    // Glyphs that only occur in groups still need some text each.
    for run in runs(pages) {
        let Some((_, texts)) = used.get_mut(&usize::from(run.face)) else {
            continue;
        };
        for part in run.parts() {
            for glyph in part.glyphs {
                let first = readable(part.text).chars().next().unwrap_or(' ');
                texts.entry(glyph.id).or_insert_with(|| first.to_string());
            }
        }
    }
    used.into_iter()
        .map(|(face, (glyphs, texts))| {
            let embedded = embed_face(&faces[face], &glyphs, texts)?;
            Ok((face, embedded))
        })
        .collect()
}

fn runs(pages: &[Page]) -> impl Iterator<Item = &Run> {
    pages
        .iter()
        .flat_map(Page::items)
        .filter_map(|(item, _)| match item {
            Item::Run(run) => Some(run),
            _ => None,
        })
}

fn embed_face(
    face: &Face,
    glyphs: &BTreeSet<u16>,
    texts: BTreeMap<u16, String>,
) -> Result<Embedded, String> {
    let mut remapper = GlyphRemapper::new();
    let codes: BTreeMap<u16, u16> = glyphs
        .iter()
        .map(|glyph| (*glyph, remapper.remap(*glyph)))
        .collect();
    let subset = subsetter::subset(face.bytes(), face.index, &remapper)
        .map_err(|error| format!("{} could not be embedded: {error}", face.name))?;
    let font = &face.font;
    let units = font.units_per_em();
    let metrics = font.glyph_metrics();
    let mut raw_widths = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for (glyph, code) in &codes {
        let advance = metrics.h_advance(u32::from(*glyph).into()).max(0.0);
        // The file holds whole thousandths, cut off: count with the same.
        let cut = (advance.trunc() * 1000.0 / f32::from(units)) as i64;
        widths.insert(*glyph, cut as f32);
        raw_widths.insert(*code, advance as u16);
    }
    let tag = subset_tag(&subset);
    let stem: String = face
        .name
        .split('.')
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    let global = font.metrics();
    let line = global.hhea_line.map(|line| line.extents());
    let vertical = |value: Option<f32>, fallback: f32| value.unwrap_or(fallback) as i16;
    let ascent = vertical(line.map(|l| l.ascender.to_f32()), f32::from(units) * 0.8);
    let descent = vertical(line.map(|l| l.descender.to_f32()), f32::from(units) * -0.2);
    let mut parsed = ParsedFont::with_glyph_data(
        subset,
        0,
        Some(format!("{tag}+{stem}")),
        BTreeMap::new(),
        raw_widths,
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
    Ok(Embedded {
        font: PdfFont::new(parsed),
        codes,
        widths,
        texts,
    })
}

/// The six letters that mark a subset, taken from its bytes.
fn subset_tag(subset: &[u8]) -> String {
    Sha256::digest(subset)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}
