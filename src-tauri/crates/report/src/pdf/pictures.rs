//! What pictures measure, and which can be put in a file as they are.

use crate::Picture;

/// The width and height of every picture that can be drawn, pixels.
#[derive(Debug, Default)]
pub(crate) struct Sizes(Vec<Option<(u32, u32)>>);

/// The largest picture that is decoded: more pixels than this are a bomb.
pub(crate) const MOST_PIXELS: u64 = 100_000_000;

impl Sizes {
    /// Reads the heads of the pictures.
    pub(crate) fn read(pictures: &[Picture]) -> Sizes {
        Sizes(pictures.iter().map(measure).collect())
    }

    /// The width and height in points of a picture that fits an area.
    pub(crate) fn fit(&self, index: usize, width: f32, height: f32) -> Option<(f32, f32)> {
        let (w, h) = (*self.0.get(index)?)?;
        let (w, h) = (w as f32, h as f32);
        // A screen's pixel is three quarters of a point; small pictures are not blown up.
        let scale = (width / w).min(height / h).min(0.75);
        Some((w * scale, h * scale))
    }
}

/// The size of a picture that will be drawn; none for anything else.
pub(crate) fn measure(picture: &Picture) -> Option<(u32, u32)> {
    let reader = image::ImageReader::new(std::io::Cursor::new(&picture.bytes))
        .with_guessed_format()
        .ok()?;
    let known = matches!(
        reader.format(),
        Some(image::ImageFormat::Png | image::ImageFormat::Jpeg)
    );
    let (w, h) = reader.into_dimensions().ok().filter(|_| known)?;
    let pixels = u64::from(w) * u64::from(h);
    (w > 0 && h > 0 && pixels <= MOST_PIXELS).then_some((w, h))
}
