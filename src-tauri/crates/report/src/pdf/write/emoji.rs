//! Faces whose glyphs are coloured pictures, as fonts of type 3.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::file::File;
use super::fonts::{Used, stem};
use super::images::Images;
use super::syntax::append;
use crate::pdf::faces::Face;

/// How many glyphs a font of type 3 has at most, its numbers being bytes.
pub(super) const PART_GLYPHS: u16 = 255;

/// A glyph of a face.
struct Glyph {
    /// Advance in thousandths of an em.
    width: f32,
    /// What it stands for.
    text: String,
    /// Its picture, and left, bottom, width and height of that in thousandths
    /// of an em.
    picture: Option<(ObjectId, [f32; 4])>,
}

/// Embeds the glyphs of a face in parts of as many as a font holds.
pub(super) fn embed(file: &mut File, face: &Face, used: &Used) -> Vec<ObjectId> {
    let mut images = Images::default();
    let glyphs: Vec<Glyph> = used
        .spelled()
        .map(|(glyph, width, text)| Glyph {
            width,
            text,
            picture: picture(file, &mut images, face, glyph),
        })
        .collect();
    let parts = glyphs.chunks(usize::from(PART_GLYPHS));
    parts
        .map(|glyphs| add_font(file, &stem(&face.name), glyphs))
        .collect()
}

/// The picture of a glyph and where it lies.
fn picture(
    file: &mut File,
    images: &mut Images,
    face: &Face,
    glyph: u16,
) -> Option<(ObjectId, [f32; 4])> {
    let font = face.font()?;
    let strikes = font.bitmap_strikes();
    let bitmap = strikes.select_bitmap(u32::from(glyph).into(), None)?;
    let harfrust::font::glyph::bitmap::Pixels::Png(bytes) = bitmap.pixels() else {
        return None;
    };
    let id = images.add(file, bytes)?;
    let area = bitmap.extents();
    let scale = 1000.0 / f32::from(font.units_per_em());
    let left = area.x_bearing + bitmap.x_bearing() as f32;
    let top = area.y_bearing + bitmap.y_bearing() as f32;
    let (width, height) = (area.width.abs(), area.height.abs());
    Some((
        id,
        [left, top - height, width, height].map(|part| part * scale),
    ))
}

fn add_font(file: &mut File, name: &str, glyphs: &[Glyph]) -> ObjectId {
    let mut procedures = Dictionary::new();
    let mut pictures = Dictionary::new();
    let mut names: Vec<Object> = vec![1.into()];
    let mut bounds = [0.0f32; 4];
    for (index, glyph) in glyphs.iter().enumerate() {
        let own = format!("g{}", index + 1);
        let mut drawing = Vec::new();
        append(&mut drawing, format_args!("{} 0 d0", glyph.width));
        if let Some((picture, [x, y, w, h])) = glyph.picture {
            append(
                &mut drawing,
                format_args!("\nq {w:.2} 0 0 {h:.2} {x:.2} {y:.2} cm /{own} Do Q"),
            );
            pictures.set(own.as_str(), picture);
            bounds = [
                bounds[0].min(x),
                bounds[1].min(y),
                bounds[2].max(x + w),
                bounds[3].max(y + h),
            ];
        }
        procedures.set(own.as_str(), file.add_deflated(Dictionary::new(), &drawing));
        names.push(own.as_str().into());
    }
    let widths: Vec<Object> = glyphs.iter().map(|glyph| glyph.width.into()).collect();
    let bounds: Vec<Object> = bounds.into_iter().map(Object::from).collect();
    let descriptor = dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        // Symbols of no alphabet.
        "Flags" => 4,
        "ItalicAngle" => 0,
        "FontBBox" => bounds.clone(),
    };
    let font = dictionary! {
        "Type" => "Font",
        "Subtype" => "Type3",
        "FontBBox" => bounds,
        "FontMatrix" => vec![0.001.into(), 0.into(), 0.into(), 0.001.into(), 0.into(), 0.into()],
        "CharProcs" => procedures,
        "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => names },
        "FirstChar" => 1,
        "LastChar" => glyphs.len() as i64,
        "Widths" => widths,
        "Resources" => dictionary! { "XObject" => pictures },
        "FontDescriptor" => file.add(descriptor),
        "ToUnicode" => file.add_deflated(Dictionary::new(), &to_unicode(glyphs)),
    };
    file.add(font)
}

/// What text the numbers stand for.
fn to_unicode(glyphs: &[Glyph]) -> Vec<u8> {
    let mut map = b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        .to_vec();
    let numbered: Vec<(usize, &Glyph)> = glyphs.iter().enumerate().collect();
    for block in numbered.chunks(100) {
        append(&mut map, format_args!("{} beginbfchar\n", block.len()));
        for (index, glyph) in block {
            append(&mut map, format_args!("<{:02X}> <", index + 1));
            for unit in glyph.text.encode_utf16() {
                append(&mut map, format_args!("{unit:04X}"));
            }
            map.extend_from_slice(b">\n");
        }
        map.extend_from_slice(b"endbfchar\n");
    }
    map.extend_from_slice(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
