//! Pictures that PDF cannot show as they stand: decoded, and their pixels kept.

use image::{ColorType, DynamicImage, ImageDecoder};
use lopdf::{Object, ObjectId};

use super::head;
use super::profile::Profiles;
use crate::pdf::write::file::{File, deflate};

/// Decodes a picture and writes its pixels; transparency becomes a mask. None
/// when it cannot be decoded.
pub(super) fn add(file: &mut File, profiles: &mut Profiles, bytes: &[u8]) -> Option<ObjectId> {
    let reader = image::ImageReader::new(std::io::Cursor::new(bytes));
    let mut decoder = reader.with_guessed_format().ok()?.into_decoder().ok()?;
    let profile = decoder.icc_profile().ok().flatten().unwrap_or_default();
    let picture = DynamicImage::from_decoder(decoder).ok()?;
    let (width, height) = (picture.width(), picture.height());
    let planes = Planes::split(picture)?;
    let own = profiles.add(file, &profile, planes.colors);
    let device = if planes.colors == 1 {
        "DeviceGray"
    } else {
        "DeviceRGB"
    };
    let space = own.unwrap_or_else(|| device.into());
    let mut dict = head(width, height, planes.depth, space);
    dict.set("Filter", "FlateDecode");
    if let Some(mask) = planes.mask {
        let gray = Object::from("DeviceGray");
        let mut about = head(width, height, planes.depth, gray);
        about.set("Filter", "FlateDecode");
        dict.set("SMask", file.add_stream(about, &deflate(&mask)));
    }
    Some(file.add_stream(dict, &deflate(&planes.colored)))
}

/// The pixels, colours apart from transparency.
struct Planes {
    /// Bits of a component: 8 or 16.
    depth: u8,
    /// 1 (grey) or 3.
    colors: u8,
    colored: Vec<u8>,
    /// Opacity, unless all of it is full.
    mask: Option<Vec<u8>>,
}

impl Planes {
    fn split(picture: DynamicImage) -> Option<Planes> {
        let (depth, colors, alpha) = match picture.color() {
            ColorType::L8 => (8, 1, false),
            ColorType::La8 => (8, 1, true),
            ColorType::Rgb8 => (8, 3, false),
            ColorType::Rgba8 => (8, 3, true),
            ColorType::L16 => (16, 1, false),
            ColorType::La16 => (16, 1, true),
            ColorType::Rgb16 => (16, 3, false),
            ColorType::Rgba16 => (16, 3, true),
            _ => return None,
        };
        let mut bytes = picture.into_bytes();
        if depth == 16 {
            // PDF stores the high byte first.
            for pair in bytes.chunks_exact_mut(2) {
                let value = u16::from_ne_bytes([pair[0], pair[1]]);
                pair.copy_from_slice(&value.to_be_bytes());
            }
        }
        let mut planes = Planes {
            depth,
            colors,
            colored: bytes,
            mask: None,
        };
        if alpha {
            planes.take_mask();
        }
        Some(planes)
    }

    /// Moves the last component of every pixel into the mask.
    fn take_mask(&mut self) {
        let part = usize::from(self.depth / 8);
        let color = usize::from(self.colors) * part;
        let pixels = self.colored.len() / (color + part);
        let mut mask = Vec::with_capacity(pixels * part);
        for pixel in 0..pixels {
            let from = pixel * (color + part);
            mask.extend_from_slice(&self.colored[from + color..from + color + part]);
            self.colored.copy_within(from..from + color, pixel * color);
        }
        self.colored.truncate(pixels * color);
        if mask.iter().any(|value| *value != 255) {
            self.mask = Some(mask);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_and_opacity_come_apart_and_lose_nothing() {
        let pixels = vec![0x0102, 0x0304, 0x0506, 0xFFFF, 7, 8, 9, 0x8000];
        let picture = image::ImageBuffer::from_raw(2, 1, pixels).unwrap();
        let planes = Planes::split(DynamicImage::ImageRgba16(picture)).unwrap();
        assert_eq!((planes.depth, planes.colors), (16, 3));
        assert_eq!(planes.colored, [1, 2, 3, 4, 5, 6, 0, 7, 0, 8, 0, 9]);
        assert_eq!(planes.mask, Some(vec![0xFF, 0xFF, 0x80, 0]));
        let solid = image::ImageBuffer::from_raw(1, 1, vec![5u8, 255]).unwrap();
        let planes = Planes::split(DynamicImage::ImageLumaA8(solid)).unwrap();
        assert_eq!((planes.colored, planes.mask), (vec![5], None));
    }
}
