//! Writes the display list of a page as a content stream, through printpdf.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use printpdf::{Color as PdfColor, DictItem, FontId, Op, PdfFontHandle, Pt, Rgb, TextMatrix};

use super::emoji::PART_GLYPHS;
use super::encoding::encode;
use super::file::deflate;
use super::fonts::{Fonts, Used, font_name};
use super::images::picture_name;
use super::operands::{actual_text, begin_artifact, glyph_string, round};
use super::order::in_order;
use crate::pdf::display::{
    ARTIFACT, Area, Color, FOOTER, HEADER, Item, Node, Page, Placed, Run, Shape, Step,
};
use crate::pdf::pictures::Sizes;
use crate::pdf::structure::Elem;

/// What is needed to draw any page.
pub(crate) struct Tools<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) sizes: &'a Sizes,
    /// The pictures that could be put in the file.
    pub(crate) pictures: &'a BTreeSet<usize>,
    /// The structure; without one nothing is tagged.
    pub(crate) elems: &'a [Elem],
    /// Where each element's content comes in the order of reading.
    pub(crate) ranks: &'a [Node],
    /// Height of the page, points.
    pub(crate) height: f32,
}

/// A drawn page.
#[derive(Default)]
pub(crate) struct Drawn {
    /// The compressed content stream.
    pub(crate) stream: Vec<u8>,
    /// The stretches of tagged content; the index is the MCID.
    pub(crate) marks: Vec<Mark>,
    /// The resource names of the fonts used.
    pub(crate) fonts: BTreeSet<String>,
    /// The pictures used.
    pub(crate) pictures: BTreeSet<usize>,
}

/// A stretch of content that belongs to one element.
pub(crate) struct Mark {
    pub(crate) node: Node,
    /// The area of its pictures and outlines: left, bottom, right, top.
    pub(crate) area: Option<[f32; 4]>,
}

/// Draws a page.
pub(crate) fn draw(page: &Page, tools: &Tools<'_>) -> Drawn {
    let mut pen = Pen {
        ops: Vec::new(),
        tools,
        moved: (0.0, 0.0),
        tag: None,
        in_text: false,
        fill: None,
        font: None,
        drawn: Drawn::default(),
    };
    for (item, placed) in in_order(page, tools.ranks) {
        pen.item(item, placed);
    }
    pen.close_tag();
    let mut drawn = pen.drawn;
    drawn.stream = deflate(&encode(pen.ops));
    drawn
}

struct Pen<'a> {
    ops: Vec<Op>,
    tools: &'a Tools<'a>,
    /// How far the items are moved, points.
    moved: (f32, f32),
    /// The element whose content is being drawn, or what it is instead.
    tag: Option<Node>,
    in_text: bool,
    fill: Option<Color>,
    /// Face, part of it, and size.
    font: Option<(u16, usize, f32)>,
    drawn: Drawn,
}

impl Pen<'_> {
    fn item(&mut self, item: &Item, placed: &Placed) {
        self.moved = (placed.dx, placed.dy);
        match item {
            Item::Run(run) => {
                if let Some(font) = self.tools.fonts.get(run.face) {
                    self.open_tag(placed.node(run.node));
                    self.run(run, font);
                }
            }
            Item::Shape(shape) => {
                self.open_tag(placed.node(shape.node));
                self.shape(shape);
            }
            Item::Picture { index, area, node } if self.tools.pictures.contains(index) => {
                self.open_tag(placed.node(*node));
                self.drawn.pictures.insert(*index);
                self.picture(*index, *area);
            }
            Item::Picture { .. } | Item::Link { .. } | Item::Anchor(..) | Item::Entry(..) => {}
        }
    }

    /// Begins the content of an element, unless it is being drawn already.
    fn open_tag(&mut self, node: Node) {
        let elems = self.tools.elems;
        if elems.is_empty() {
            return;
        }
        let elem = (node as usize).checked_sub(1).and_then(|at| elems.get(at));
        let skipped = matches!(node, HEADER | FOOTER);
        let node = if elem.is_some() || skipped {
            node
        } else {
            ARTIFACT
        };
        if self.tag == Some(node) {
            return;
        }
        self.close_tag();
        self.tag = Some(node);
        self.ops.push(match elem {
            None => begin_artifact(node),
            Some(elem) => {
                let number = self.drawn.marks.len() as i64;
                self.drawn.marks.push(Mark { node, area: None });
                Op::BeginMarkedContentWithProperties {
                    tag: super::tags::name(elem.role).to_owned(),
                    properties: DictItem::Dict {
                        map: BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]),
                    },
                }
            }
        });
    }

    fn close_tag(&mut self) {
        self.leave_text();
        if self.tag.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Widens the area of what is being drawn by a point of the page.
    fn cover(&mut self, x: f32, y: f32) {
        if !matches!(self.tag, None | Some(ARTIFACT | HEADER | FOOTER))
            && let Some(mark) = self.drawn.marks.last_mut()
        {
            let [left, bottom, right, top] = mark.area.unwrap_or([x, y, x, y]);
            mark.area = Some([left.min(x), bottom.min(y), right.max(x), top.max(y)]);
        }
    }

    fn operator(&mut self, key: &str, value: Vec<DictItem>) {
        let key = key.to_owned();
        self.ops.push(Op::Unknown { key, value });
    }

    fn raw(&mut self, key: &str, numbers: &[f32]) {
        let numbers = numbers.iter().map(|n| DictItem::Real(round(*n))).collect();
        self.operator(key, numbers);
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
            let part = |value: u8| round(f32::from(value) / 255.0);
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

    /// A cluster whose glyphs do not spell its text brings the text along.
    fn run(&mut self, run: &Run, font: &Used) {
        self.enter_text();
        self.fill(run.color);
        let mut numbers = Vec::with_capacity(run.glyphs.len());
        let mut from = 0;
        for part in run.parts() {
            if font.number_glyphs(&part, &mut numbers) {
                continue;
            }
            self.show(run, from..part.first, &numbers, font);
            from = numbers.len();
            self.ops.push(Op::BeginMarkedContentWithProperties {
                tag: "Span".to_owned(),
                properties: actual_text(part.text),
            });
            self.show(run, part.first..from, &numbers, font);
            self.ops.push(Op::EndMarkedContent);
        }
        self.show(run, from..numbers.len(), &numbers, font);
        for (glyph, (code, _)) in run.glyphs.iter().zip(&numbers) {
            if *code == 0 {
                let (x, y) = self.place(run.x + glyph.x, run.y - glyph.y);
                self.outline(font.outline(glyph.id), (x, y), run.size);
            }
        }
    }

    /// Fills the outline of a glyph at a point of the page.
    fn outline(&mut self, steps: &[Step], (x, y): (f32, f32), size: f32) {
        self.leave_text();
        let at = |h: f32, v: f32| [x + h * size, y + v * size];
        for step in steps {
            match *step {
                Step::Move(h, v) => self.raw("m", &at(h, v)),
                Step::Line(h, v) => self.raw("l", &at(h, v)),
                Step::Curve(a, b, c, d, e, f) => {
                    self.raw("c", &[at(a, b), at(c, d), at(e, f)].concat());
                }
                Step::Close => self.raw("h", &[]),
            }
        }
        if !steps.is_empty() {
            self.raw("f", &[]);
        }
    }

    fn choose(&mut self, face: u16, part: usize, size: f32) {
        if self.font != Some((face, part, size)) {
            let name = font_name(face, part);
            self.drawn.fonts.insert(name.clone());
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(FontId(name)),
                size: Pt(size),
            });
            self.font = Some((face, part, size));
        }
    }

    /// Shows glyphs that are pictures one by one, each from its part of the face.
    fn show_bitmaps(&mut self, run: &Run, glyphs: Range<usize>, numbers: &[(u16, f32)]) {
        let numbers = &numbers[glyphs.clone()];
        for (glyph, (code, _)) in run.glyphs[glyphs].iter().zip(numbers) {
            let Some(code) = code.checked_sub(1) else {
                continue;
            };
            self.choose(run.face, usize::from(code / PART_GLYPHS), run.size);
            self.go_to(run.x + glyph.x, run.y - glyph.y);
            let code = (code % PART_GLYPHS + 1) as u8;
            self.operator("TJ", vec![DictItem::Array(vec![glyph_string(vec![code])])]);
        }
    }

    fn go_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, round(x), round(y)]),
        });
    }

    /// Shows glyphs in stretches of one height.
    fn show(&mut self, run: &Run, glyphs: Range<usize>, numbers: &[(u16, f32)], font: &Used) {
        if font.bitmap {
            return self.show_bitmaps(run, glyphs, numbers);
        }
        if glyphs.is_empty() {
            return;
        }
        self.choose(run.face, 0, run.size);
        let shown = run.glyphs[glyphs.clone()].iter().zip(&numbers[glyphs]);
        let shown: Vec<_> = shown.filter(|(_, (code, _))| *code > 0).collect();
        for line in shown.chunk_by(|(a, _), (b, _)| (a.y - b.y).abs() <= 0.001) {
            let first = line[0].0;
            self.go_to(run.x + first.x, run.y - first.y);
            let mut pen = 0.0f32;
            let mut shown = Vec::new();
            let mut codes: Vec<u8> = Vec::with_capacity(2 * line.len());
            for (at, (_, (code, width))) in line.iter().enumerate() {
                codes.extend(code.to_be_bytes());
                pen += width;
                let Some((next, _)) = line.get(at + 1) else {
                    break;
                };
                let wanted = (next.x - first.x) * 1000.0 / run.size;
                let offset = (pen - wanted).round();
                if offset != 0.0 {
                    pen -= offset;
                    shown.push(glyph_string(std::mem::take(&mut codes)));
                    shown.push(DictItem::Int(offset as i64));
                }
            }
            shown.push(glyph_string(codes));
            self.operator("TJ", vec![DictItem::Array(shown)]);
        }
    }

    /// A point of the page, counted from below, of one of the items.
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        (x + self.moved.0, self.tools.height - y - self.moved.1)
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
        for step in &shape.steps {
            match *step {
                Step::Move(x, y) => self.step("m", &[(x, y)]),
                Step::Line(x, y) => self.step("l", &[(x, y)]),
                Step::Curve(a, b, c, d, e, f) => self.step("c", &[(a, b), (c, d), (e, f)]),
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

    fn step(&mut self, key: &str, points: &[(f32, f32)]) {
        let mut numbers = Vec::with_capacity(6);
        for (x, y) in points {
            let (x, y) = self.place(*x, *y);
            self.cover(x, y);
            numbers.extend([x, y]);
        }
        self.raw(key, &numbers);
    }

    fn picture(&mut self, index: usize, (x, y, w, h): Area) {
        self.leave_text();
        let (left, bottom) = self.place(x, y + h);
        self.cover(left, bottom);
        self.cover(left + w, bottom + h);
        let matrix = self.tools.sizes.matrix(index, (left, bottom, w, h));
        self.raw("q", &[]);
        self.raw("cm", &matrix);
        let name = DictItem::Name(picture_name(index).into_bytes());
        self.operator("Do", vec![name]);
        self.raw("Q", &[]);
    }
}
