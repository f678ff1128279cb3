//! Writes the display list as printpdf operations: text runs, outlines, pictures.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color as PdfColor, DictItem, FontId, Op, PdfFontHandle, Pt, Rgb, TextItem,
    TextMatrix,
};

use super::display::{Color, Item, Page, Run, Shape, Step};
use super::embedding::Embedded;
use super::pictures::Sizes;

/// The operations of one page of a given height in points.
pub(crate) fn write_page(
    page: &Page,
    height: f32,
    fonts: &BTreeMap<usize, Embedded>,
    sizes: &Sizes,
) -> Vec<Op> {
    let mut writer = Writer {
        ops: Vec::new(),
        height,
        moved: (0.0, 0.0),
        in_text: false,
        fill: None,
        font: None,
    };
    for (item, placed) in page.items() {
        writer.moved = (placed.dx, placed.dy);
        match item {
            Item::Run(run) => {
                if let Some(font) = fonts.get(&usize::from(run.face)) {
                    writer.run(run, font);
                }
            }
            Item::Shape(shape) => writer.shape(shape),
            Item::Picture {
                index,
                area: (x, y, w, h),
                ..
            } => {
                let area = (x + placed.dx, height - y - placed.dy - h, *w, *h);
                writer.picture(*index, sizes.matrix(*index, area));
            }
            Item::Link { .. } | Item::Anchor(..) | Item::Entry(..) => {}
        }
    }
    writer.leave_text();
    writer.ops
}

/// The resource name of a picture.
pub(crate) fn picture_name(index: usize) -> String {
    format!("I{index}")
}

/// The resource name of a face.
pub(crate) fn font_name(face: usize) -> String {
    format!("F{face}")
}

struct Writer {
    ops: Vec<Op>,
    height: f32,
    /// How far the items are moved, points.
    moved: (f32, f32),
    in_text: bool,
    fill: Option<Color>,
    font: Option<(usize, f32)>,
}

impl Writer {
    fn raw(&mut self, key: &str, numbers: &[f32]) {
        self.ops.push(Op::Unknown {
            key: key.to_owned(),
            value: numbers.iter().map(|n| DictItem::Real(round(*n))).collect(),
        });
    }

    fn enter_text(&mut self) {
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
        }
    }

    fn leave_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }

    fn fill(&mut self, color: Color) {
        if self.fill != Some(color) {
            let part = |value: u8| f32::from(value) / 255.0;
            let Color(r, g, b) = color;
            self.ops.push(Op::SetFillColor {
                col: PdfColor::Rgb(Rgb {
                    r: part(r),
                    g: part(g),
                    b: part(b),
                    icc_profile: None,
                }),
            });
            self.fill = Some(color);
        }
    }

    /// Glyphs are written in stretches of one height; a cluster whose glyphs
    /// do not spell its text brings the text along.
    fn run(&mut self, run: &Run, font: &Embedded) {
        self.enter_text();
        self.fill(run.color);
        let face = usize::from(run.face);
        if self.font != Some((face, run.size)) {
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(FontId(font_name(face))),
                size: Pt(run.size),
            });
            self.font = Some((face, run.size));
        }
        let mut pending: Vec<usize> = Vec::new();
        for part in run.parts() {
            let glyphs = part.first..part.first + part.glyphs.len();
            if font.spells(&part) {
                pending.extend(glyphs);
                continue;
            }
            self.show(run, &pending, font);
            pending.clear();
            self.ops.push(Op::BeginMarkedContentWithProperties {
                tag: "Span".to_owned(),
                properties: actual_text(part.text),
            });
            let own: Vec<usize> = glyphs.collect();
            self.show(run, &own, font);
            self.ops.push(Op::EndMarkedContent);
        }
        self.show(run, &pending, font);
    }

    fn show(&mut self, run: &Run, indices: &[usize], font: &Embedded) {
        let mut from = 0;
        while from < indices.len() {
            let first = &run.glyphs[indices[from]];
            let until = indices[from..]
                .iter()
                .position(|index| (run.glyphs[*index].y - first.y).abs() > 0.001)
                .map_or(indices.len(), |offset| from + offset);
            let (dx, dy) = self.moved;
            let start = (run.x + dx + first.x, self.height - run.y - dy + first.y);
            self.ops.push(Op::SetTextMatrix {
                matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, round(start.0), round(start.1)]),
            });
            let mut pen = 0.0f32;
            let mut codes = Vec::with_capacity(until - from);
            for at in from..until {
                let glyph = &run.glyphs[indices[at]];
                pen += font.width(glyph.id);
                let mut offset = 0.0;
                if at + 1 < until {
                    let next = &run.glyphs[indices[at + 1]];
                    let wanted = (next.x - first.x) * 1000.0 / run.size;
                    offset = (pen - wanted).round();
                    pen -= offset;
                }
                codes.push(Codepoint {
                    gid: font.code(glyph.id),
                    offset,
                    cid: Some(font.text(glyph.id)),
                });
            }
            self.ops.push(Op::ShowText {
                items: vec![TextItem::GlyphIds(codes)],
            });
            from = until;
        }
    }

    fn shape(&mut self, shape: &Shape) {
        self.leave_text();
        if let Some(color) = shape.fill {
            self.fill(color);
        }
        if let Some((Color(r, g, b), width)) = shape.stroke {
            let part = |value: u8| f32::from(value) / 255.0;
            self.raw("RG", &[part(r), part(g), part(b)]);
            self.raw("w", &[width]);
        }
        let (dx, dy) = self.moved;
        let top = self.height - dy;
        for step in &shape.steps {
            match *step {
                Step::Move(x, y) => self.raw("m", &[x + dx, top - y]),
                Step::Line(x, y) => self.raw("l", &[x + dx, top - y]),
                Step::Curve(a, b, c, d, e, f) => {
                    self.raw("c", &[a + dx, top - b, c + dx, top - d, e + dx, top - f]);
                }
                Step::Close => self.raw("h", &[]),
            }
        }
        let paint = match (shape.fill, shape.stroke) {
            (Some(_), Some(_)) => "B",
            (Some(_), None) => "f",
            (None, Some(_)) => "S",
            (None, None) => "n",
        };
        self.raw(paint, &[]);
    }

    fn picture(&mut self, index: usize, matrix: [f32; 6]) {
        self.leave_text();
        self.raw("q", &[]);
        self.raw("cm", &matrix);
        self.ops.push(Op::Unknown {
            key: "Do".to_owned(),
            value: vec![DictItem::Name(picture_name(index).into_bytes())],
        });
        self.raw("Q", &[]);
    }
}

fn round(number: f32) -> f32 {
    (number * 1000.0).round() / 1000.0
}

/// The text of a cluster as an inline property list.
fn actual_text(text: &str) -> DictItem {
    let mut data = vec![0xFE, 0xFF];
    for unit in super::embedding::readable(text).encode_utf16() {
        data.extend(unit.to_be_bytes());
    }
    DictItem::Dict {
        map: BTreeMap::from([(
            "ActualText".to_owned(),
            DictItem::String {
                data,
                literal: false,
            },
        )]),
    }
}
