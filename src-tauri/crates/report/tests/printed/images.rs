//! Pictures in the PDF: nothing of them is lost.

use std::io::Write;

use image::{DynamicImage, ImageFormat};
use lopdf::{Document as Pdf, Stream};
use report::{Block, Document, Figure, Picture, Shown};

use crate::archive::get;
use crate::common::{empty, picture};
use crate::pdf::{keep, print_clean, run};

/// A document that shows pictures one after the other.
fn showing(pictures: Vec<Picture>) -> Document {
    let mut document = empty("What the pictures show");
    for index in 0..pictures.len() {
        document.body.push(Block::Figure(Figure {
            shown: Shown::Picture(index),
            exhibit: String::new(),
            alt: "A test picture".into(),
            caption: vec![],
        }));
    }
    document.pictures = pictures;
    document
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Picture {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    Picture {
        media_type: format.to_mime_type().to_owned(),
        bytes: bytes.into_inner().into(),
    }
}

/// The image objects of the pages, in the order of the pages.
fn images(pdf: &Pdf) -> Vec<Stream> {
    let mut found = Vec::new();
    for page in pdf.get_pages().into_values() {
        let page = pdf.get_dictionary(page).unwrap();
        let resources = get(pdf, page, "Resources").as_dict().unwrap();
        if let Ok(objects) = resources.get(b"XObject").and_then(|x| x.as_dict()) {
            for (_, object) in objects {
                let (_, object) = pdf.dereference(object).unwrap();
                found.push(object.as_stream().unwrap().clone());
            }
        }
    }
    found
}

fn gradient() -> DynamicImage {
    let image = image::ImageBuffer::from_fn(70, 50, |x, y| {
        image::Rgba([x as u16 * 900, y as u16 * 1300, 77, 65_535 - x as u16 * 300])
    });
    DynamicImage::ImageRgba16(image)
}

/// A PNG of four colours, two bits a pixel.
fn palette() -> Picture {
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    let mut rows = Vec::new();
    for row in 0..8u8 {
        rows.extend([0, 0b0001_1011_u8.rotate_left(u32::from(row)), 0b1110_0100]);
    }
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&rows).unwrap();
    let colors = [[0, 0, 0], [255, 0, 0], [0, 200, 9], [250, 250, 255]].concat();
    let head = [0, 0, 0, 8, 0, 0, 0, 8, 2, 3, 0, 0, 0];
    let chunks: [(&[u8; 4], &[u8]); 4] = [
        (b"IHDR", &head),
        (b"PLTE", &colors),
        (b"IDAT", &packed.finish().unwrap()),
        (b"IEND", &[]),
    ];
    for (kind, content) in chunks {
        bytes.extend((content.len() as u32).to_be_bytes());
        bytes.extend(kind);
        bytes.extend(content);
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(content);
        bytes.extend(crc.sum().to_be_bytes());
    }
    Picture {
        media_type: "image/png".into(),
        bytes: bytes.into(),
    }
}

#[test]
fn every_kind_of_png_comes_out_with_the_pixels_it_went_in_with() {
    let whole = gradient();
    let kinds = [
        whole.to_rgba8().into(),
        whole.to_rgb8().into(),
        whole.to_luma8().into(),
        whole.to_luma_alpha8().into(),
        whole.to_luma16().into(),
        whole.to_rgb16().into(),
        whole,
    ];
    let mut pictures: Vec<Picture> = kinds
        .iter()
        .map(|image: &DynamicImage| encoded(image, ImageFormat::Png))
        .collect();
    pictures.push(palette());
    for (number, picture) in pictures.into_iter().enumerate() {
        let shown = image::load_from_memory(&picture.bytes).unwrap();
        let (printed, path) = print_clean("kinds.pdf", &showing(vec![picture]));
        let pdf = Pdf::load_mem(&printed.bytes).unwrap();
        let [image] = images(&pdf).try_into().unwrap();
        let deep = matches!(number, 4..=6);
        let depth = get(&pdf, &image.dict, "BitsPerComponent").as_i64().unwrap();
        assert_eq!(
            depth,
            if deep {
                16
            } else if number == 7 {
                2
            } else {
                8
            }
        );
        let root = path.with_file_name("kinds");
        let arguments = ["-png", path.to_str().unwrap(), root.to_str().unwrap()];
        if run("pdfimages", &arguments).is_none() {
            continue;
        }
        let out = image::open(path.with_file_name("kinds-000.png")).unwrap();
        let colors = (out.to_rgb8().into_raw(), shown.to_rgb8().into_raw());
        assert!(alike(&colors.0, &colors.1, deep), "picture {number}");
        if shown.color().has_alpha() {
            let mask = image::open(path.with_file_name("kinds-001.png")).unwrap();
            let opacity: Vec<u8> = shown.to_rgba8().pixels().map(|p| p.0[3]).collect();
            let mask = mask.to_luma8().into_raw();
            assert!(alike(&mask, &opacity, deep), "picture {number}");
        }
    }
}

/// Whether pixels are the same; pdfimages cuts sixteen bits down to eight.
fn alike(one: &[u8], other: &[u8], cut: bool) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(|(a, b)| a.abs_diff(*b) <= u8::from(cut))
}

#[test]
fn the_rows_of_a_plain_png_are_not_packed_anew() {
    let picture = palette();
    let (printed, _) = print_clean("rows.pdf", &showing(vec![picture.clone()]));
    let pdf = Pdf::load_mem(&printed.bytes).unwrap();
    let [image] = images(&pdf).try_into().unwrap();
    let whole = picture.bytes;
    let found = whole
        .windows(image.content.len())
        .any(|part| part == image.content);
    assert!(found, "the file holds other bytes than the PNG");
    // Rows that do not unpack are not passed on: the picture is left out.
    let mut cut = palette();
    let at = cut
        .bytes
        .windows(4)
        .position(|kind| kind == b"IDAT")
        .unwrap();
    let mut bytes = cut.bytes.to_vec();
    bytes[at + 8] ^= 0x55;
    cut.bytes = bytes.into();
    let (printed, _) = print_clean("rows-cut.pdf", &showing(vec![cut]));
    assert!(images(&Pdf::load_mem(&printed.bytes).unwrap()).is_empty());
}

#[test]
fn the_same_picture_is_stored_once() {
    let one = picture(ImageFormat::Jpeg);
    let twice = showing(vec![one.clone(), one.clone()]);
    let (printed, _) = print_clean("twice.pdf", &twice);
    let count = printed
        .bytes
        .windows(one.bytes.len())
        .filter(|part| *part == &one.bytes[..])
        .count();
    assert_eq!(count, 1);
}

#[test]
fn pdfimages_takes_the_jpeg_out_as_it_was() {
    let one = picture(ImageFormat::Jpeg);
    let (_, path) = print_clean("jpeg-out.pdf", &showing(vec![one.clone()]));
    let root = path.with_file_name("jpeg-out");
    let arguments = ["-j", path.to_str().unwrap(), root.to_str().unwrap()];
    if run("pdfimages", &arguments).is_some() {
        let out = std::fs::read(path.with_file_name("jpeg-out-000.jpg")).unwrap();
        assert_eq!(out, &one.bytes[..]);
    }
    // The bytes may end with more than the picture, as cameras make them.
    let mut more = one;
    more.bytes = [&more.bytes, &b"maker's own data"[..]].concat().into();
    let (printed, _) = print_clean("jpeg-more.pdf", &showing(vec![more.clone()]));
    let whole = &printed.bytes;
    assert!(
        whole
            .windows(more.bytes.len())
            .any(|part| part == &more.bytes[..])
    );
    keep("jpeg-more.jpg", &more.bytes);
}
