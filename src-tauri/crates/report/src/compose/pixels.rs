//! Pictures as a copy may show them: redacted pixels painted over before the
//! picture goes anywhere, and nothing beside the pixels in what readers get.

use std::io::Cursor;

use evidence::Selector;
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, Rgba};

use super::decode;
use crate::Picture;
use crate::pdf::measure;

/// What is painted over redacted pixels: the ink of the text, nothing of what was there.
const PAINT: Rgba<u8> = Rgba([0x15, 0x19, 0x1A, 0xFF]);

/// A picture with regions painted over, as PNG without metadata; none when it
/// cannot be decoded, so that it must not be shown.
pub(super) fn painted(picture: &Picture, regions: &[&Selector]) -> Option<Picture> {
    let mut pixels = decode::upright(&picture.bytes)?.into_rgba8();
    for region in regions {
        let Selector::Region {
            x,
            y,
            width,
            height,
            ..
        } = region
        else {
            continue;
        };
        let right = x.saturating_add(*width).min(pixels.width());
        let bottom = y.saturating_add(*height).min(pixels.height());
        for row in *y..bottom {
            for column in *x..right {
                pixels.put_pixel(column, row, PAINT);
            }
        }
    }
    png(DynamicImage::ImageRgba8(pixels))
}

/// A picture without anything but what is needed to show it: no place, owner,
/// device, thumbnail, comment, or bytes behind its end. The pixels stay as they
/// are; a picture that must be turned, or is of a kind that no report can hold,
/// becomes a PNG. None when it cannot be shown.
pub(super) fn bare(picture: &Picture) -> Option<Picture> {
    let format = decode::format(&picture.bytes)?;
    let stripped = match format {
        ImageFormat::Png => measure(picture).and_then(|_| bare_png(&picture.bytes)),
        ImageFormat::Jpeg if decode::turn(&picture.bytes)? == Orientation::NoTransforms => {
            measure(picture).and_then(|_| bare_jpeg(&picture.bytes))
        }
        _ => None,
    };
    match stripped {
        Some(bytes) => Some(Picture {
            media_type: format.to_mime_type().to_owned(),
            bytes: bytes.into(),
        }),
        None => png(decode::upright(&picture.bytes)?),
    }
}

/// A PNG of all pixels, opaque unless one is not.
fn png(picture: DynamicImage) -> Option<Picture> {
    let is_opaque = picture
        .as_rgba8()
        .is_none_or(|pixels| pixels.pixels().all(|pixel| pixel.0[3] == 255));
    let picture = match picture {
        DynamicImage::ImageRgba8(_) if is_opaque => DynamicImage::ImageRgb8(picture.into_rgb8()),
        // PNG has no fractions.
        DynamicImage::ImageRgb32F(_) => DynamicImage::ImageRgb16(picture.into_rgb16()),
        DynamicImage::ImageRgba32F(_) => DynamicImage::ImageRgba16(picture.into_rgba16()),
        other => other,
    };
    let mut bytes = Vec::new();
    let written = picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png);
    written.ok()?;
    Some(Picture {
        media_type: "image/png".to_owned(),
        bytes: bytes.into(),
    })
}

/// The chunks of a PNG that say how its pixels look.
const PNG_CHUNKS: [&[u8]; 9] = [
    b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"IDAT", b"IEND",
];

fn bare_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..8)?.to_vec();
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes(head[..4].try_into().ok()?);
        let end = at
            .checked_add(12)?
            .checked_add(usize::try_from(length).ok()?)?;
        let chunk = bytes.get(at..end)?;
        if PNG_CHUNKS.contains(&&head[4..8]) {
            kept.extend_from_slice(chunk);
        }
        if &head[4..8] == b"IEND" {
            return Some(kept);
        }
        at = end;
    }
    None
}

/// The segments of a JPEG that say how its pixels look, the scans, and nothing
/// behind its first end.
fn bare_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes
        .get(..2)
        .filter(|start| *start == [0xFF, 0xD8])?
        .to_vec();
    let mut at = 2;
    loop {
        let (&[0xFF, marker], rest) = bytes.get(at..)?.split_first_chunk::<2>()? else {
            return None;
        };
        match marker {
            0xFF => {
                at += 1;
                continue;
            }
            0xD9 => {
                kept.extend_from_slice(&[0xFF, 0xD9]);
                return Some(kept);
            }
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(*rest.first_chunk()?));
        let segment = bytes.get(at..at + 2 + length)?;
        // Frames, tables, restart intervals, the start of a scan, and what
        // Adobe's says of the colours.
        let draws = matches!(marker, 0xC0..=0xCF | 0xDA..=0xDD | 0xEE);
        if draws && (marker != 0xEE || segment.get(4..9) == Some(b"Adobe")) {
            kept.extend_from_slice(segment);
        }
        at += 2 + length;
        if marker == 0xDA {
            let end = at + scan_length(&bytes[at..])?;
            kept.extend_from_slice(&bytes[at..end]);
            at = end;
        }
    }
}

/// How far a scan goes: to the next marker that is neither stuffing nor a restart.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(2)
        .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noisy(format: ImageFormat) -> Picture {
        let pixels = image::RgbImage::from_fn(64, 48, |x, y| {
            image::Rgb([(x * 31 + y * 17) as u8, (x * y) as u8, (255 - x * 3) as u8])
        });
        let mut bytes = Vec::new();
        DynamicImage::ImageRgb8(pixels)
            .write_to(&mut Cursor::new(&mut bytes), format)
            .expect("a picture can be encoded");
        Picture {
            media_type: format.to_mime_type().to_owned(),
            bytes: bytes.into(),
        }
    }

    /// Puts a segment with a secret behind the start of a JPEG, and bytes behind its end.
    fn told(mut jpeg: Picture, marker: u8, lead: &[u8]) -> Picture {
        let mut segment = vec![0xFF, marker];
        let body = [lead, b"SECRET"].concat();
        segment.extend(u16::try_from(body.len() + 2).expect("short").to_be_bytes());
        segment.extend(body);
        jpeg.bytes = [&jpeg.bytes[..2], &segment, &jpeg.bytes[2..], b"SECRET"]
            .concat()
            .into();
        jpeg
    }

    fn holds_secret(picture: &Picture) -> bool {
        picture.bytes.windows(6).any(|window| window == b"SECRET")
    }

    #[test]
    fn painted_pixels_are_gone_and_the_others_are_as_they_were() {
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::WebP,
            ImageFormat::Tiff,
            ImageFormat::Bmp,
        ] {
            let picture = noisy(format);
            let before = image::load_from_memory(&picture.bytes)
                .expect("readable")
                .into_rgb8();
            let region = Selector::region("10,8,20,100").expect("a region");
            let shown = painted(&picture, &[&region]).expect("it can be painted");
            let after = image::load_from_memory(&shown.bytes)
                .expect("readable")
                .into_rgb8();
            for (x, y, pixel) in after.enumerate_pixels() {
                if (10..30).contains(&x) && y >= 8 {
                    assert_eq!(pixel.0, PAINT.0[..3], "{x},{y} can still be seen");
                } else {
                    assert_eq!(pixel, before.get_pixel(x, y), "{x},{y} was changed");
                }
            }
        }
    }

    #[test]
    fn what_is_no_picture_is_not_shown() {
        let region = Selector::region("0,0,1,1").expect("a region");
        let broken = Picture {
            media_type: "image/png".into(),
            bytes: noisy(ImageFormat::Png).bytes[..60].into(),
        };
        assert!(painted(&broken, &[&region]).is_none());
        assert!(bare(&broken).is_none());
    }

    #[test]
    fn a_jpeg_keeps_its_pixels_and_loses_what_it_tells() {
        let plain = noisy(ImageFormat::Jpeg);
        for (marker, lead) in [
            (0xE1, &b"Exif\0\0"[..]),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0"),
            (0xED, b"Photoshop 3.0\0"),
            (0xE0, b"JFXX\0\x10"),
            (0xE2, b"ICC_PROFILE\0\x01\x01"),
            (0xEE, b"Ducky"),
            (0xFE, b""),
        ] {
            let picture = told(plain.clone(), marker, lead);
            let shown = bare(&picture).expect("it can be shown");
            assert!(!holds_secret(&shown), "marker {marker:x} is left");
            let pixels = |picture: &Picture| {
                image::load_from_memory(&picture.bytes)
                    .expect("readable")
                    .into_rgb8()
            };
            assert!(
                pixels(&plain) == pixels(&shown),
                "marker {marker:x}: pixels changed"
            );
            assert_eq!(shown.media_type, "image/jpeg");
        }
    }

    #[test]
    fn a_jpeg_that_lies_on_its_side_is_turned_and_tells_nothing() {
        // Orientation 6: one entry in a big-endian directory.
        let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let picture = told(noisy(ImageFormat::Jpeg), 0xE1, exif);
        let shown = bare(&picture).expect("it can be shown");
        let size = measure(&shown).expect("it has a size");
        assert_eq!((size.width, size.height), (48, 64));
        assert!(!holds_secret(&shown));
    }

    #[test]
    fn a_png_keeps_its_pixels_and_loses_what_it_tells() {
        let plain = noisy(ImageFormat::Png);
        let mut told = plain.clone();
        let chunk = b"\0\0\0\x0etEXtAuthor\0SECRETx0000";
        told.bytes = [&told.bytes[..33], chunk, &told.bytes[33..], b"SECRET"]
            .concat()
            .into();
        let shown = bare(&told).expect("it can be shown");
        assert_eq!(shown.bytes, plain.bytes);
    }
}
