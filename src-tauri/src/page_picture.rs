//! A page of the printed report as a picture, in memory only.

use hayro::{
    PixmapSettings, RenderCache, RenderSettings, hayro_interpret::InterpreterSettings,
    hayro_syntax::Pdf, vello_cpu::color::palette::css::WHITE, vello_cpu::peniko::ImageAlphaType,
};
use std::sync::Arc;

/// Draws `page` (from 1) of a PDF that Plumb printed, `width_px` wide, as PNG.
/// None when there is no such page.
pub(crate) fn draw(pdf: &Arc<Vec<u8>>, page: u32, width_px: u16) -> Option<Vec<u8>> {
    let pdf = Pdf::new(Arc::clone(pdf)).ok()?;
    let index = usize::try_from(page).ok()?.checked_sub(1)?;
    let shown = pdf.pages().get(index)?;
    let (width, _) = shown.render_dimensions();
    let scale = f32::from(width_px) / width.max(1.0);
    let pixmap = hayro::render(
        shown,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        },
    );
    let (width, height) = (pixmap.width(), pixmap.height());
    png(width, height, &pixmap.take_rgba8(ImageAlphaType::Alpha)).ok()
}

fn png(width: u16, height: u16, rgba: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width.into(), height.into());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header()?.write_image_data(rgba)?;
    Ok(bytes)
}
