//! Puts pictures in the file: JPEG bytes untouched, PNG as its pixels.

use std::collections::BTreeMap;

use image::DynamicImage;
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject};

use super::pictures::measure;
use super::write::deflate;
use crate::Picture;

/// A picture as an object of the file; none when it cannot be read.
pub(crate) fn picture_object(picture: &Picture) -> Option<XObject> {
    measure(picture)?;
    if let Some((components, width, height)) = jpeg_frame(&picture.bytes) {
        let mut dict = head(
            width,
            height,
            if components == 1 {
                "DeviceGray"
            } else {
                "DeviceRGB"
            },
        );
        dict.insert("Filter".into(), name("DCTDecode"));
        return Some(object(dict, picture.bytes.clone()));
    }
    let decoded = image::load_from_memory(&picture.bytes).ok()?;
    Some(pixels(&decoded))
}

/// The number of colours and the size of a baseline or progressive JPEG that
/// every reader can show as it stands: one or three colours. Four (CMYK) are
/// decoded instead.
fn jpeg_frame(bytes: &[u8]) -> Option<(u8, u32, u32)> {
    if bytes.get(..3) != Some(&[0xFF, 0xD8, 0xFF]) || !bytes.ends_with(&[0xFF, 0xD9]) {
        return None;
    }
    let mut at = 2;
    while let Some([0xFF, marker]) = bytes.get(at..at + 2) {
        if *marker == 0xFF {
            at += 1;
            continue;
        }
        let length = usize::from(u16::from_be_bytes([
            *bytes.get(at + 2)?,
            *bytes.get(at + 3)?,
        ]));
        if matches!(marker, 0xC0..=0xC2) {
            let precision = *bytes.get(at + 4)?;
            let components = *bytes.get(at + 9)?;
            let side = |at: usize| {
                let pair = bytes.get(at..at + 2)?;
                Some(u32::from(u16::from_be_bytes([pair[0], pair[1]])))
            };
            let (height, width) = (side(at + 5)?, side(at + 7)?);
            let plain = precision == 8 && matches!(components, 1 | 3);
            return plain.then_some((components, width, height));
        }
        if matches!(marker, 0xDA | 0xD9) {
            return None;
        }
        at += 2 + length.max(2);
    }
    None
}

fn pixels(image: &DynamicImage) -> XObject {
    let (width, height) = (image.width(), image.height());
    let grey = matches!(
        image.color(),
        image::ColorType::L8
            | image::ColorType::L16
            | image::ColorType::La8
            | image::ColorType::La16
    );
    let (space, data) = if grey {
        ("DeviceGray", image.to_luma8().into_raw())
    } else {
        ("DeviceRGB", image.to_rgb8().into_raw())
    };
    let mut dict = head(width, height, space);
    dict.insert("Filter".into(), name("FlateDecode"));
    if image.color().has_alpha() {
        let alpha: Vec<u8> = image.to_rgba8().pixels().map(|pixel| pixel.0[3]).collect();
        if alpha.iter().any(|value| *value != 255) {
            let mut mask = head(width, height, "DeviceGray");
            mask.insert("Filter".into(), name("FlateDecode"));
            let stream = ExternalStream {
                dict: mask,
                content: deflate(&alpha),
                compress: false,
            };
            dict.insert("SMask".into(), DictItem::Stream { stream });
        }
    }
    object(dict, deflate(&data))
}

fn head(width: u32, height: u32, space: &str) -> BTreeMap<String, DictItem> {
    BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(width))),
        ("Height".to_owned(), DictItem::Int(i64::from(height))),
        ("ColorSpace".to_owned(), name(space)),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
    ])
}

fn name(text: &str) -> DictItem {
    DictItem::Name(text.as_bytes().to_vec())
}

fn object(dict: BTreeMap<String, DictItem>, content: Vec<u8>) -> XObject {
    XObject::External(ExternalXObject {
        stream: ExternalStream {
            dict,
            content,
            compress: false,
        },
        width: None,
        height: None,
        dpi: None,
    })
}
