//! A picture decoded once and looked at often: whole, in part, or against another.

use std::io::Cursor;

use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageDecoder, RgbImage};

use crate::error::Result;
use crate::picture::{Dimensions, Picture, damaged, encode, guarded, reader};
use crate::sniff::{HEAD_BYTES, picture_format, sniff};

/// What one decoded picture may take: 100 million pixels with their transparency.
const MAX_BITMAP_BYTES: u64 = 420 * 1024 * 1024;
const MAX_SIDE: u32 = 4_096;
/// Two pictures are compared at this size on the longer side.
const COMPARED_SIDE: u32 = 1_200;
/// Channels differ by less than this from recompression alone.
const NOISE: u8 = 24;

/// A picture in memory, upright.
pub struct Bitmap {
    pixels: DynamicImage,
    is_photograph: bool,
}

/// A part of a picture, in its own pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// How two pictures differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Dark where they are alike, bright where they are not.
    pub picture: Picture,
    /// Share of the pixels that differ by more than recompression would explain, from 0 to 1.
    pub share: f64,
    /// The part of the first that the second shows, as far as it could be found.
    pub part: Part,
}

impl Bitmap {
    /// Decodes a picture of at most 16,384 pixels a side and 420 MiB.
    pub fn decode(bytes: &[u8]) -> Result<Self> {
        let found = sniff(&bytes[..bytes.len().min(HEAD_BYTES)], "");
        let format = picture_format(found.media_type)
            .ok_or_else(|| damaged(format!("Plumb does not draw {}", found.media_type)))?;
        guarded(|| {
            let mut decoder =
                reader(Cursor::new(bytes), format, MAX_BITMAP_BYTES).into_decoder()?;
            let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
            let mut pixels = DynamicImage::from_decoder(decoder)?;
            pixels.apply_orientation(orientation);
            let pixels = if pixels.color().has_alpha() {
                DynamicImage::ImageRgba8(pixels.into_rgba8())
            } else {
                DynamicImage::ImageRgb8(pixels.into_rgb8())
            };
            Ok(Self {
                pixels,
                is_photograph: format == image::ImageFormat::Jpeg,
            })
        })
    }

    /// Its size in pixels.
    pub fn size(&self) -> Dimensions {
        let (width, height) = self.pixels.dimensions();
        Dimensions { width, height }
    }

    /// A part of it, at most `max_px` on its longer side; never enlarged.
    pub fn part(&self, part: Part, max_px: u32) -> Result<Picture> {
        let part = self.within(part);
        let max_px = max_px.clamp(1, MAX_SIDE);
        guarded(|| {
            let view = self.pixels.view(part.x, part.y, part.width, part.height);
            let longer = part.width.max(part.height);
            let drawn = if longer > max_px {
                let scaled =
                    |side: u32| (u64::from(side) * u64::from(max_px) / u64::from(longer)).max(1);
                let (width, height) = (scaled(part.width), scaled(part.height));
                let pixels = imageops::thumbnail(
                    &*view,
                    u32::try_from(width).unwrap_or(1),
                    u32::try_from(height).unwrap_or(1),
                );
                DynamicImage::ImageRgba8(pixels)
            } else {
                DynamicImage::ImageRgba8(view.to_image())
            };
            let drawn = if self.pixels.color().has_alpha() {
                drawn
            } else {
                DynamicImage::ImageRgb8(drawn.into_rgb8())
            };
            encode(drawn, self.is_photograph)
        })
    }

    /// The part inside the picture, at least one pixel of it.
    fn within(&self, part: Part) -> Part {
        let Dimensions { width, height } = self.size();
        let (x, y) = (part.x.min(width - 1), part.y.min(height - 1));
        Part {
            x,
            y,
            width: part.width.clamp(1, width - x),
            height: part.height.clamp(1, height - y),
        }
    }

    fn small(&self, part: Part, width: u32, height: u32) -> RgbImage {
        let view = self.pixels.view(part.x, part.y, part.width, part.height);
        DynamicImage::ImageRgba8(imageops::thumbnail(&*view, width, height)).into_rgb8()
    }
}

/// A part of raw RGBA pixels as PNG without the transparency.
pub(crate) fn cut(width: u32, height: u32, pixels: Vec<u8>, part: Part) -> Result<Picture> {
    let whole = image::RgbaImage::from_raw(width, height, pixels)
        .ok_or_else(|| damaged("its pixels do not fit its size".to_owned()))?;
    let pixels = DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(whole).into_rgb8());
    let bitmap = Bitmap {
        pixels,
        is_photograph: false,
    };
    bitmap.part(part, MAX_SIDE)
}

/// Compares `altered` with the part of `original` that it shows. The part is found by
/// trying sizes and places on small copies; a picture turned or stretched is not found.
pub fn difference(original: &Bitmap, altered: &Bitmap) -> Result<Difference> {
    let part = best_part(original, altered);
    let Dimensions { width, height } = altered.size();
    let scale = f64::from(COMPARED_SIDE.min(width.max(height))) / f64::from(width.max(height));
    let (width, height) = (scaled(width, scale), scaled(height, scale));
    let before = original.small(part, width, height);
    let whole = altered.within(Part {
        x: 0,
        y: 0,
        width: u32::MAX,
        height: u32::MAX,
    });
    let after = altered.small(whole, width, height);
    let mut differing = 0_u32;
    let shown = RgbImage::from_fn(width, height, |x, y| {
        let apart = apart(before.get_pixel(x, y).0, after.get_pixel(x, y).0);
        differing += u32::from(apart > NOISE);
        // What recompression changes stays dark; the rest is made plain to see.
        let bright = apart.saturating_sub(NOISE / 2).saturating_mul(3);
        image::Rgb([bright; 3])
    });
    let share = f64::from(differing) / (f64::from(width) * f64::from(height)).max(1.0);
    let picture = guarded(|| encode(DynamicImage::ImageRgb8(shown), false))?;
    Ok(Difference {
        picture,
        share,
        part,
    })
}

fn apart(one: [u8; 3], other: [u8; 3]) -> u8 {
    let each = one.iter().zip(other).map(|(a, b)| a.abs_diff(b));
    each.max().unwrap_or_default()
}

fn scaled(side: u32, scale: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size of pixels"
    )]
    let side = (f64::from(side) * scale).round() as u32;
    side.max(1)
}

/// The part of `original` with the shape of `altered` that looks most like it.
fn best_part(original: &Bitmap, altered: &Bitmap) -> Part {
    const SMALL: u32 = 32;
    let (from, to) = (original.size(), altered.size());
    let whole = original.within(Part {
        x: 0,
        y: 0,
        width: u32::MAX,
        height: u32::MAX,
    });
    // Small copies of the original, from the size at which the whole fits to three times that.
    let shape = SMALL as f64 / f64::from(to.width.max(to.height));
    let (width, height) = (scaled(to.width, shape), scaled(to.height, shape));
    let wanted = imageops::resize(
        &altered.small(altered.within(whole_of(to)), width * 2, height * 2),
        width,
        height,
        FilterType::Triangle,
    );
    let fit =
        (f64::from(width) / f64::from(from.width)).max(f64::from(height) / f64::from(from.height));
    let mut best = (u64::MAX, whole);
    for step in 0..24 {
        let scale = fit * 1.05_f64.powi(step);
        let (across, down) = (
            scaled(from.width, scale).max(width),
            scaled(from.height, scale).max(height),
        );
        let copy = original.small(whole, across, down);
        for y in 0..=down - height {
            for x in 0..=across - width {
                let apart = distance(&copy, &wanted, x, y, best.0);
                if apart < best.0 {
                    let full = |side: u32| scaled(side, 1.0 / scale);
                    let part = Part {
                        x: scaled_from(x, scale),
                        y: scaled_from(y, scale),
                        width: full(width),
                        height: full(height),
                    };
                    best = (apart, original.within(part));
                }
            }
        }
    }
    best.1
}

fn whole_of(size: Dimensions) -> Part {
    Part {
        x: 0,
        y: 0,
        width: size.width,
        height: size.height,
    }
}

fn scaled_from(at: u32, scale: f64) -> u32 {
    if at == 0 { 0 } else { scaled(at, 1.0 / scale) }
}

/// How far `wanted` is from `copy` at a place; more than `enough` is not counted out. Each pixel
/// counts for little, so that a part painted over does not outweigh what is alike.
fn distance(copy: &RgbImage, wanted: &RgbImage, x: u32, y: u32, enough: u64) -> u64 {
    let mut sum = 0;
    for row in 0..wanted.height() {
        for column in 0..wanted.width() {
            let pixel = apart(
                copy.get_pixel(x + column, y + row).0,
                wanted.get_pixel(column, row).0,
            );
            sum += u64::from(pixel.min(64));
        }
        if sum > enough {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// Something without repetition.
    fn scene(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let wave = |n: u32, by: f64| ((f64::from(n) * by).sin() * 90.0 + 128.0) as u8;
            Rgb([wave(x, 0.021), wave(y, 0.037), wave(x + 2 * y, 0.013)])
        })
    }

    fn bitmap(pixels: RgbImage) -> Bitmap {
        Bitmap {
            pixels: DynamicImage::ImageRgb8(pixels),
            is_photograph: false,
        }
    }

    #[test]
    fn a_part_is_what_lies_there_and_no_larger_than_asked() {
        let mut pixels = RgbImage::new(300, 200);
        pixels.put_pixel(150, 100, Rgb([255, 0, 0]));
        let bitmap = bitmap(pixels);
        let part = Part {
            x: 150,
            y: 100,
            width: 1,
            height: 1,
        };
        let drawn = bitmap.part(part, 100).expect("drawn");
        let seen = image::load_from_memory(&drawn.bytes)
            .expect("a PNG")
            .into_rgb8();
        assert_eq!(seen.get_pixel(0, 0), &Rgb([255, 0, 0]));
        let all = bitmap
            .part(
                Part {
                    x: 0,
                    y: 0,
                    width: 9_000,
                    height: 9_000,
                },
                60,
            )
            .expect("drawn");
        assert_eq!(
            all.dimensions,
            Dimensions {
                width: 60,
                height: 40
            }
        );
    }

    #[test]
    fn a_crop_is_found_in_its_original_and_what_was_painted_over_differs() {
        let original = scene(400, 300);
        let mut altered = imageops::crop_imm(&original, 60, 40, 240, 180).to_image();
        for (x, y) in (0..60).flat_map(|x| (0..45).map(move |y| (x, y))) {
            altered.put_pixel(x, y, Rgb([255, 255, 255]));
        }
        let found = difference(&bitmap(original), &bitmap(altered)).expect("compared");
        let near = |is: u32, should: u32| is.abs_diff(should) <= 12;
        let Part {
            x,
            y,
            width,
            height,
        } = found.part;
        assert!(
            near(x, 60) && near(y, 40) && near(width, 240) && near(height, 180),
            "{:?}",
            found.part
        );
        assert!(found.share > 0.04 && found.share < 0.4, "{}", found.share);
        let same =
            difference(&bitmap(scene(200, 150)), &bitmap(scene(200, 150))).expect("compared");
        assert!(same.share < 0.001, "{}", same.share);
    }
}
