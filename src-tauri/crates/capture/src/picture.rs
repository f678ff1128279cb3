//! Pictures: their size from the header, and small copies made in memory.

use std::io::{BufRead, BufReader, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use crate::error::{Error, Result};
use crate::sniff::{HEAD_BYTES, picture_format, sniff};

const MAX_SIDE: u32 = 16 * 1024;
pub(crate) const MAX_DECODE_BYTES: u64 = 256 * 1024 * 1024;
/// A header that needs more than this is no header.
const MAX_HEADER_BYTES: u64 = 8 * 1024 * 1024;
const JPEG_QUALITY: u8 = 85;

/// How large a picture is as it is shown, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dimensions {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// An encoded picture in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The encoded bytes.
    pub bytes: Vec<u8>,
    /// `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    /// Its size in pixels.
    pub dimensions: Dimensions,
}

/// A smaller copy of a picture, at most `max_px` on its longer side, upright, without metadata.
///
/// JPEG for a JPEG, PNG for everything else; the first frame of an animation. Refuses what is
/// larger than 16,384 pixels a side or needs more than 256 MiB.
pub fn thumbnail(bytes: &[u8], max_px: u32) -> Result<Picture> {
    let found = sniff(&bytes[..bytes.len().min(HEAD_BYTES)], "");
    let format = picture_format(found.media_type)
        .ok_or_else(|| damaged(format!("Plumb does not draw {}", found.media_type)))?;
    let max_px = max_px.clamp(1, MAX_SIDE);
    guarded(|| {
        let mut decoder = reader(Cursor::new(bytes), format, MAX_DECODE_BYTES).into_decoder()?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut picture = DynamicImage::from_decoder(decoder)?;
        if picture.width().max(picture.height()) > max_px {
            picture = picture.thumbnail(max_px, max_px);
        }
        picture.apply_orientation(orientation);
        encode(picture, format == ImageFormat::Jpeg)
    })
}

/// The picture as JPEG if it is a photograph, else as PNG.
pub(crate) fn encode(
    picture: DynamicImage,
    is_photograph: bool,
) -> std::result::Result<Picture, ImageError> {
    let dimensions = Dimensions {
        width: picture.width(),
        height: picture.height(),
    };
    let mut bytes = Vec::new();
    if is_photograph {
        let picture = picture.into_rgb8();
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY))?;
        return Ok(Picture {
            bytes,
            media_type: "image/jpeg",
            dimensions,
        });
    }
    let picture = if picture.color().has_alpha() {
        DynamicImage::ImageRgba8(picture.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    };
    let (compression, filter) = (CompressionType::Fast, FilterType::Adaptive);
    picture.write_with_encoder(PngEncoder::new_with_quality(
        &mut bytes,
        compression,
        filter,
    ))?;
    Ok(Picture {
        bytes,
        media_type: "image/png",
        dimensions,
    })
}

/// A PNG of raw RGBA pixels without the transparency. Each row is written as its difference from
/// the row above: pages are mostly paper, and trying every filter takes longer than drawing one.
pub fn png_of_rgba(width: u32, height: u32, pixels: Vec<u8>) -> Result<Picture> {
    let picture = image::RgbaImage::from_raw(width, height, pixels)
        .ok_or_else(|| damaged("its pixels do not fit its size".to_owned()))?;
    guarded(|| {
        let picture = DynamicImage::ImageRgba8(picture).into_rgb8();
        let mut bytes = Vec::new();
        let (compression, filter) = (CompressionType::Fast, FilterType::Up);
        picture.write_with_encoder(PngEncoder::new_with_quality(
            &mut bytes,
            compression,
            filter,
        ))?;
        Ok(Picture {
            bytes,
            media_type: "image/png",
            dimensions: Dimensions { width, height },
        })
    })
}

/// The size of a picture and whether it must be turned, read from its header only.
pub(crate) fn read_header(
    source: &mut (impl Read + Seek),
    media_type: &str,
) -> Result<(Dimensions, bool)> {
    let format =
        picture_format(media_type).ok_or_else(|| damaged("its kind is unknown".to_owned()))?;
    guarded(|| {
        source.rewind()?;
        if format == ImageFormat::Jpeg {
            // The JPEG decoder reads its whole source, so it gets only the beginning.
            let mut head = Vec::new();
            source.take(MAX_HEADER_BYTES).read_to_end(&mut head)?;
            return header_of(Cursor::new(head), format);
        }
        header_of(BufReader::new(source), format)
    })
}

fn header_of<R: BufRead + Seek>(
    source: R,
    format: ImageFormat,
) -> std::result::Result<(Dimensions, bool), ImageError> {
    let mut decoder = reader(source, format, 4 * MAX_HEADER_BYTES).into_decoder()?;
    let (width, height) = decoder.dimensions();
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let on_its_side = matches!(
        turned,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = if on_its_side {
        (height, width)
    } else {
        (width, height)
    };
    Ok((
        Dimensions { width, height },
        turned != Orientation::NoTransforms,
    ))
}

pub(crate) fn reader<R: BufRead + Seek>(
    source: R,
    format: ImageFormat,
    max_bytes: u64,
) -> ImageReader<R> {
    let mut reader = ImageReader::with_format(source, format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(max_bytes);
    reader.limits(limits);
    reader
}

pub(crate) fn damaged(reason: String) -> Error {
    Error::Damaged {
        what: "picture",
        reason,
    }
}

/// Turns a decoder's errors and panics into ours.
pub(crate) fn guarded<T>(decode: impl FnOnce() -> std::result::Result<T, ImageError>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(ImageError::Limits(_))) => Err(Error::TooLarge {
            what: "picture",
            limit: "16,384 pixels a side or 256 MiB of memory".to_owned(),
        }),
        Ok(Err(ImageError::Unsupported(_))) => Err(damaged(
            "it uses a variant that Plumb does not draw".to_owned(),
        )),
        Ok(Err(_)) => Err(damaged("it is incomplete or damaged".to_owned())),
        Err(_) => Err(damaged(
            "it is damaged in a way its reader did not expect".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let pixels = vec![90; (width * height * 4) as usize];
        png_of_rgba(width, height, pixels).expect("a picture").bytes
    }

    #[test]
    fn a_thumbnail_keeps_the_shape_and_a_small_picture_its_size() {
        let big = thumbnail(&png(400, 200), 100).expect("drawn");
        assert_eq!(
            big.dimensions,
            Dimensions {
                width: 100,
                height: 50
            }
        );
        assert_eq!(big.media_type, "image/png");
        let small = thumbnail(&png(40, 20), 100).expect("drawn");
        assert_eq!(
            small.dimensions,
            Dimensions {
                width: 40,
                height: 20
            }
        );
    }

    #[test]
    fn the_header_gives_the_size_and_half_a_picture_is_damaged() {
        let whole = png(300, 200);
        let (size, turned) = read_header(&mut Cursor::new(&whole), "image/png").expect("a header");
        assert_eq!(
            (size, turned),
            (
                Dimensions {
                    width: 300,
                    height: 200
                },
                false
            )
        );
        assert!(matches!(
            thumbnail(&whole[..whole.len() / 2], 50),
            Err(Error::Damaged { .. })
        ));
        assert!(matches!(
            thumbnail(b"no picture", 50),
            Err(Error::Damaged { .. })
        ));
    }

    #[test]
    fn a_picture_too_large_is_refused_before_it_is_decoded() {
        let mut huge = png(1, 1);
        huge[16..20].copy_from_slice(&30_000_u32.to_be_bytes());
        assert!(thumbnail(&huge, 50).is_err());
    }
}
