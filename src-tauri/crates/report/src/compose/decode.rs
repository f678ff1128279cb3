//! Reads pictures of every kind that is printed. They come from strangers: what
//! is larger than a picture is refused before it is decoded, and what upsets
//! its reader cannot be read.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{AnimationDecoder, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::pdf::MOST_PIXELS;

/// The kinds that are read.
const FORMATS: [ImageFormat; 6] = [
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::Gif,
    ImageFormat::WebP,
    ImageFormat::Tiff,
    ImageFormat::Bmp,
];

/// Bytes that decoding may take.
const MOST_BYTES: u64 = 8 * MOST_PIXELS;

/// The kind of a picture by what it begins with; none for one that is not read.
pub(super) fn format(bytes: &[u8]) -> Option<ImageFormat> {
    let format = image::guess_format(bytes).ok()?;
    FORMATS.contains(&format).then_some(format)
}

/// The pixels as a reader sees them, of an animation the first; none when they
/// cannot be read.
pub(super) fn upright(bytes: &[u8]) -> Option<DynamicImage> {
    guarded(|| {
        let mut decoder = reader(bytes)?;
        let (width, height) = decoder.dimensions();
        let pixels = u64::from(width) * u64::from(height);
        if pixels == 0 || pixels > MOST_PIXELS {
            return None;
        }
        let turn = orientation(&mut decoder);
        let mut picture = DynamicImage::from_decoder(decoder).ok()?;
        picture.apply_orientation(turn);
        Some(picture)
    })
}

/// How a picture must be turned; none when its head cannot be read.
pub(super) fn turn(bytes: &[u8]) -> Option<Orientation> {
    guarded(|| Some(orientation(&mut reader(bytes)?)))
}

/// Whether a file holds more pictures than the one that is shown: an animation,
/// pages.
pub(super) fn is_first_of_several(bytes: &[u8]) -> bool {
    let several = guarded(|| {
        let file = Cursor::new(bytes);
        Some(match format(bytes)? {
            ImageFormat::Gif => {
                let mut decoder = GifDecoder::new(file).ok()?;
                decoder.set_limits(limits()).ok()?;
                decoder.into_frames().nth(1).is_some()
            }
            ImageFormat::WebP => WebPDecoder::new(file).ok()?.has_animation(),
            ImageFormat::Png => PngDecoder::new(file).ok()?.is_apng().ok()?,
            ImageFormat::Tiff => next_page(bytes)? != 0,
            _ => false,
        })
    });
    several.unwrap_or(false)
}

fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    decoder.orientation().unwrap_or(Orientation::NoTransforms)
}

fn reader(bytes: &[u8]) -> Option<impl ImageDecoder> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format(bytes)?);
    reader.limits(limits());
    reader.into_decoder().ok()
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    limits
}

/// Where a TIFF's second page is described; 0 when it has one page.
fn next_page(bytes: &[u8]) -> Option<u64> {
    let is_little = bytes.starts_with(b"II");
    let number = |at: u64, length: usize| {
        let at = usize::try_from(at).ok()?;
        let field = bytes.get(at..at.checked_add(length)?)?;
        let joined = |value: u64, byte: &u8| value << 8 | u64::from(*byte);
        Some(if is_little {
            field.iter().rev().fold(0, joined)
        } else {
            field.iter().fold(0, joined)
        })
    };
    // BigTIFF has longer fields: where the page is, how many entries, each entry.
    let (first, long, count, entry) = match number(2, 2)? {
        42 => (4, 4, 2, 12),
        _ => (8, 8, 8, 20),
    };
    let page = number(first, long)?;
    let entries = number(page, count)?.checked_mul(entry)?;
    let end = page.checked_add(count as u64)?.checked_add(entries)?;
    number(end, long)
}

/// Nothing instead of a panic.
fn guarded<T>(read: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::codecs::gif::GifEncoder;
    use image::{Frame, Rgba, RgbaImage};

    fn pixels(seed: u8) -> RgbaImage {
        RgbaImage::from_fn(20, 10, |x, y| Rgba([x as u8 * 9, y as u8 * 20, seed, 255]))
    }

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        pixels(7)
            .write_to(&mut Cursor::new(&mut bytes), format)
            .expect("a picture can be encoded");
        bytes
    }

    fn gif(frames: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = GifEncoder::new(&mut bytes);
        for seed in 0..frames {
            encoder
                .encode_frame(Frame::new(pixels(seed)))
                .expect("a frame can be encoded");
        }
        drop(encoder);
        bytes
    }

    #[test]
    fn every_kind_is_read_to_the_pixel() {
        for format in [
            ImageFormat::Png,
            ImageFormat::WebP,
            ImageFormat::Tiff,
            ImageFormat::Bmp,
        ] {
            let read = upright(&encoded(format)).expect("it can be read");
            assert!(read.into_rgba8() == pixels(7), "{format:?}");
            assert!(!is_first_of_several(&encoded(format)), "{format:?}");
        }
    }

    #[test]
    fn what_moves_is_known_by_its_second_picture() {
        assert!(is_first_of_several(&gif(2)));
        assert!(!is_first_of_several(&gif(1)));
        let read = upright(&gif(2)).expect("it can be read");
        assert_eq!((read.width(), read.height()), (20, 10));
    }

    #[test]
    fn half_a_picture_and_one_of_immense_size_are_not_read() {
        for format in FORMATS {
            let bytes = match format {
                ImageFormat::Gif => gif(1),
                ImageFormat::Jpeg => continue,
                _ => encoded(format),
            };
            for end in [8, 20, bytes.len() / 2] {
                assert!(upright(&bytes[..end]).is_none(), "{format:?}, {end} bytes");
            }
        }
        let mut bomb = gif(1);
        bomb[6..10].copy_from_slice(&[0xFF; 4]);
        assert!(upright(&bomb).is_none());
    }
}
