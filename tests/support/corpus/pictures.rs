//! Pictures with enough grain that they weigh what a photograph weighs.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, Rgb, RgbImage};

use super::Exhibit;
use crate::chance::Chance;

/// Pictures of about 115 kB, every fourth of them a PNG, no two alike.
///
/// # Panics
/// If a picture cannot be written to memory.
pub fn pictures(count: usize) -> Vec<Exhibit> {
    (0..count).map(picture).collect()
}

fn picture(index: usize) -> Exhibit {
    let mut bytes = Cursor::new(Vec::new());
    let ending = if index % 4 == 3 {
        drawing(index, 310, 215, 10)
            .write_to(&mut bytes, ImageFormat::Png)
            .expect("a picture can be written to memory");
        "png"
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, 80);
        drawing(index, 660, 440, 72)
            .write_with_encoder(encoder)
            .expect("a picture can be written to memory");
        "jpg"
    };
    Exhibit {
        file: format!("picture-{:03}.{ending}", index + 1),
        bytes: bytes.into_inner(),
    }
}

/// Fields in two colours, a circle, and grain of so many steps.
fn drawing(index: usize, width: u32, height: u32, grain: u64) -> RgbImage {
    let mut chance = Chance::seeded(1 + 2 * index as u64);
    let tint = (index * 37 % 120) as i64;
    let (middle_x, middle_y) = (i64::from(width / 2), i64::from(height / 2));
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (i64::from(x), i64::from(y));
        let far = (x - middle_x).pow(2) + (y - middle_y).pow(2);
        let light = if far < (middle_y * 2 / 3).pow(2) {
            50
        } else {
            0
        };
        let noise = chance.below(grain) as i64;
        let tone = |base: i64| (base + light + noise).clamp(0, 255) as u8;
        let field = (x * 4 / i64::from(width)) * 18;
        Rgb([
            tone(60 + tint),
            tone(70 + field),
            tone(150 - field + y / 16),
        ])
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_picture_weighs_what_a_small_photograph_weighs() {
        for exhibit in super::pictures(4) {
            let weight = exhibit.bytes.len();
            assert!(
                (90_000..140_000).contains(&weight),
                "{}: {weight} bytes",
                exhibit.file
            );
        }
    }
}
