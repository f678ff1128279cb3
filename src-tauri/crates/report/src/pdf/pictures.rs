//! What pictures measure, and how they are turned to stand upright.

use image::ImageDecoder;
use image::metadata::Orientation;

use crate::Picture;

/// The size and turn of every picture that can be drawn.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Sizes(Vec<Option<Size>>);

/// A picture's size as it should be seen, and how to get there from its pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Size {
    /// Pixels, after turning.
    pub(crate) width: u32,
    /// Pixels, after turning.
    pub(crate) height: u32,
    turn: Orientation,
}

/// The largest picture that is decoded: more pixels than this are a bomb.
pub(crate) const MOST_PIXELS: u64 = 64_000_000;

impl Sizes {
    /// Reads the heads of the pictures.
    pub(crate) fn read(pictures: &[Picture]) -> Sizes {
        Sizes(pictures.iter().map(measure).collect())
    }

    /// The width and height in points of a picture that fits an area.
    pub(crate) fn fit(&self, index: usize, width: f32, height: f32) -> Option<(f32, f32)> {
        let size = (*self.0.get(index)?)?;
        let (w, h) = (size.width as f32, size.height as f32);
        // A screen's pixel is three quarters of a point; small pictures are not blown up.
        let scale = (width / w).min(height / h).min(0.75);
        Some((w * scale, h * scale))
    }

    /// The matrix that draws a picture upright in an area whose lower left
    /// corner is given.
    pub(crate) fn matrix(&self, index: usize, area: (f32, f32, f32, f32)) -> [f32; 6] {
        let size = self.0.get(index).copied().flatten();
        let turn = size.map_or(Orientation::NoTransforms, |size| size.turn);
        upright(turn, area)
    }
}

/// Maps the unit square of the picture's pixels onto an area of the page.
fn upright(turn: Orientation, (x, y, w, h): (f32, f32, f32, f32)) -> [f32; 6] {
    // Whether the sides change places, and whether either is mirrored then.
    let (swapped, across, down) = match turn {
        Orientation::NoTransforms => (false, false, false),
        Orientation::FlipHorizontal => (false, true, false),
        Orientation::FlipVertical => (false, false, true),
        Orientation::Rotate180 => (false, true, true),
        Orientation::Rotate90 => (true, false, true),
        Orientation::Rotate270 => (true, true, false),
        Orientation::Rotate90FlipH => (true, true, true),
        Orientation::Rotate270FlipH => (true, false, false),
    };
    let (width, left) = if across { (-w, x + w) } else { (w, x) };
    let (height, bottom) = if down { (-h, y + h) } else { (h, y) };
    if swapped {
        [0.0, height, width, 0.0, left, bottom]
    } else {
        [width, 0.0, 0.0, height, left, bottom]
    }
}

/// The size of a picture that will be drawn; none for anything else.
pub(crate) fn measure(picture: &Picture) -> Option<Size> {
    let reader = image::ImageReader::new(std::io::Cursor::new(&picture.bytes))
        .with_guessed_format()
        .ok()?;
    let known = matches!(
        reader.format(),
        Some(image::ImageFormat::Png | image::ImageFormat::Jpeg)
    );
    if !known {
        return None;
    }
    let mut decoder = reader.into_decoder().ok()?;
    let (w, h) = decoder.dimensions();
    let pixels = u64::from(w) * u64::from(h);
    if w == 0 || h == 0 || pixels > MOST_PIXELS {
        return None;
    }
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let [a, ..] = upright(turn, (0.0, 0.0, 1.0, 1.0));
    let (width, height) = if a == 0.0 { (h, w) } else { (w, h) };
    Some(Size {
        width,
        height,
        turn,
    })
}
