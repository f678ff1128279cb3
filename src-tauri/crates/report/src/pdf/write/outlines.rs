//! What a face says of its glyphs: advances, kind of outlines, and the outlines
//! of those that are drawn as shapes.

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};

use crate::pdf::display::Step;
use crate::pdf::faces::Face;

/// A glyph's outline in ems, from the baseline up; empty when it has none.
pub(super) fn outline(face: &Face, glyph: u16) -> Vec<Step> {
    let mut tracer = Tracer::default();
    let Some(font) = face.font() else {
        return tracer.steps;
    };
    tracer.scale = 1.0 / f32::from(font.units_per_em());
    if let Some(outline) = font.outline_glyphs().get(u32::from(glyph).into()) {
        let drawn = outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut tracer);
        if drawn.is_err() {
            tracer.steps.clear();
        }
    }
    tracer.steps
}

/// A glyph's advance in whole thousandths of an em.
pub(super) fn width(face: &Face, glyph: u16) -> f32 {
    let Some(font) = face.font() else { return 0.0 };
    let advance = font.glyph_metrics().h_advance(u32::from(glyph).into());
    // printpdf keeps whole thousandths, cut off: count with the same.
    (advance.max(0.0).trunc() * 1000.0 / f32::from(font.units_per_em())).trunc()
}

/// Whether a font file, or the font of a collection, has PostScript outlines.
pub(super) fn is_postscript(bytes: &[u8], index: u32) -> bool {
    let at = 12 + 4 * index as usize;
    let start = match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) if bytes.starts_with(b"ttcf") => u32::from_be_bytes([a, b, c, d]),
        _ => 0,
    };
    let font = bytes.get(start as usize..);
    font.is_some_and(|font| font.starts_with(b"OTTO"))
}

/// Notes an outline down in ems.
#[derive(Default)]
struct Tracer {
    steps: Vec<Step>,
    scale: f32,
    /// Where it is, in units of the font.
    at: (f32, f32),
}

impl PathSink for Tracer {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.steps.push(Step::Move(x * self.scale, y * self.scale));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.steps.push(Step::Line(x * self.scale, y * self.scale));
    }

    /// As the curve of third degree that runs alike.
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from_x, from_y) = self.at;
        let near = |from: f32, control: f32| from + (control - from) * 2.0 / 3.0;
        let first = (near(from_x, cx), near(from_y, cy));
        self.curve_to(first.0, first.1, near(x, cx), near(y, cy), x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.at = (x, y);
        let [ax, ay, bx, by, x, y] = [ax, ay, bx, by, x, y].map(|part| part * self.scale);
        self.steps.push(Step::Curve(ax, ay, bx, by, x, y));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}
