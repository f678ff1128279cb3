//! The colour space of the page: sRGB, written as an ICC profile from its definition.

use lopdf::{Dictionary, ObjectId, dictionary};

use super::file::File;

/// The white that profiles speak in (D50), by X, Y and Z.
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];

/// The primaries of sRGB (IEC 61966-2-1) adapted to D50: each row X, Y, Z.
const PRIMARIES: [[f64; 3]; 3] = [
    [0.436_065_7, 0.222_488_4, 0.013_916_0],
    [0.385_147_1, 0.716_873_2, 0.097_076_4],
    [0.143_066_4, 0.060_607_9, 0.714_096_1],
];

/// How a white of 6500 K becomes D50 (Bradford), row by row.
const ADAPTATION: [f64; 9] = [
    1.047_882_1,
    0.022_918_7,
    -0.050_201_4,
    0.029_586_8,
    0.990_478_5,
    -0.017_059_3,
    -0.009_231_6,
    0.015_075_7,
    0.751_678_5,
];

/// The curve from stored values to light: exponent, then slope and offset of
/// its upper part, slope of its lower part, and where they meet.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// Adds the output intent: what the file's colours mean.
pub(crate) fn add_output_intent(file: &mut File) -> ObjectId {
    let profile = file.add_deflated(
        dictionary! { "N" => 3, "Alternate" => "DeviceRGB" },
        &srgb_profile(),
    );
    let intent: Dictionary = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => lopdf::Object::string_literal("sRGB IEC61966-2.1"),
        "RegistryName" => lopdf::Object::string_literal("http://www.color.org"),
        "Info" => lopdf::Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    file.add(intent)
}

/// An ICC profile of version 4.2 for a display with sRGB's primaries and curve.
pub(crate) fn srgb_profile() -> Vec<u8> {
    let curve = curve(&CURVE);
    let tags: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"desc", localized("sRGB")),
        (b"cprt", localized("No copyright, use freely")),
        (b"wtpt", xyz(&WHITE)),
        (b"chad", numbers(b"sf32", &ADAPTATION)),
        (b"rXYZ", xyz(&PRIMARIES[0])),
        (b"gXYZ", xyz(&PRIMARIES[1])),
        (b"bXYZ", xyz(&PRIMARIES[2])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    assemble(&tags)
}

/// Head, table of tags, data. Tags with the same data share it.
fn assemble(tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let begin = 128 + 4 + 12 * tags.len();
    let mut last: Option<(&[u8], usize)> = None;
    for (name, content) in tags {
        let offset = match last {
            Some((same, offset)) if same == content.as_slice() => offset,
            _ => {
                let offset = begin + data.len();
                data.extend(content);
                while !data.len().is_multiple_of(4) {
                    data.push(0);
                }
                offset
            }
        };
        last = Some((content, offset));
        table.extend(*name);
        table.extend((offset as u32).to_be_bytes());
        table.extend((content.len() as u32).to_be_bytes());
    }
    let mut profile = vec![0; 128];
    let size = (begin + data.len()) as u32;
    for (at, value) in [
        (0, size.to_be_bytes()),
        (8, [4, 0x20, 0, 0]),
        (12, *b"mntr"),
        (16, *b"RGB "),
        (20, *b"XYZ "),
        // 1 January 2024, as all numbers of the head of two bytes each.
        (24, [0x07, 0xE8, 0, 1]),
        (28, [0, 1, 0, 0]),
        (36, *b"acsp"),
    ] {
        profile[at..at + 4].copy_from_slice(&value);
    }
    for (index, part) in WHITE.iter().enumerate() {
        let at = 68 + 4 * index;
        profile[at..at + 4].copy_from_slice(&fixed(*part));
    }
    profile.extend(table);
    profile.extend(data);
    profile
}

/// A number with sixteen bits behind the point.
fn fixed(number: f64) -> [u8; 4] {
    ((number * 65_536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let mut tag = kind.to_vec();
    tag.extend([0; 4]);
    tag.extend(values.iter().flat_map(|value| fixed(*value)));
    tag
}

fn xyz(values: &[f64; 3]) -> Vec<u8> {
    numbers(b"XYZ ", values)
}

fn curve(parameters: &[f64; 5]) -> Vec<u8> {
    let mut tag = b"para".to_vec();
    // The fourth kind of curve: a power with a straight foot.
    tag.extend([0, 0, 0, 0, 0, 3, 0, 0]);
    tag.extend(parameters.iter().flat_map(|value| fixed(*value)));
    tag
}

fn localized(text: &str) -> Vec<u8> {
    let mut tag = b"mluc".to_vec();
    tag.extend([0; 4]);
    tag.extend(1u32.to_be_bytes());
    tag.extend(12u32.to_be_bytes());
    tag.extend(b"enUS");
    tag.extend((2 * text.len() as u32).to_be_bytes());
    tag.extend(28u32.to_be_bytes());
    tag.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_primaries_add_up_to_white() {
        for (part, white) in WHITE.iter().enumerate() {
            let sum: f64 = PRIMARIES.iter().map(|color| color[part]).sum();
            assert!((sum - white).abs() < 1e-3, "{sum} is not {white}");
        }
    }

    #[test]
    fn the_curve_meets_itself_and_ends_at_one() {
        let [g, a, b, c, d] = CURVE;
        assert!(((a * d + b).powf(g) - c * d).abs() < 1e-6);
        assert!(((a + b).powf(g) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_colour_engine_reads_the_profile_as_srgb() {
        let profile = moxcms::ColorProfile::new_from_slice(&srgb_profile()).unwrap();
        assert_eq!(profile.color_space, moxcms::DataColorSpace::Rgb);
        let known = moxcms::ColorProfile::new_srgb();
        let options = moxcms::TransformOptions::default();
        let transform = profile
            .create_transform_8bit(moxcms::Layout::Rgb, &known, moxcms::Layout::Rgb, options)
            .unwrap();
        let colors: Vec<u8> = (0..=255u8).flat_map(|v| [v, 255 - v, v / 2]).collect();
        let mut seen = vec![0; colors.len()];
        transform.transform(&colors, &mut seen).unwrap();
        for (own, theirs) in colors.iter().zip(&seen) {
            assert!(own.abs_diff(*theirs) <= 1, "{own} became {theirs}");
        }
    }
}
