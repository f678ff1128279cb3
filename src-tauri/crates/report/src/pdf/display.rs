//! What is drawn on a page, in points from its top left corner; knows no PDF.

/// A colour by its red, green and blue parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Color(pub(crate) u8, pub(crate) u8, pub(crate) u8);

/// The design's tokens that print.
pub(crate) mod ink {
    use super::Color;
    pub(crate) const INK_1: Color = Color(0x15, 0x19, 0x1A);
    pub(crate) const INK_2: Color = Color(0x43, 0x4D, 0x51);
    pub(crate) const INK_3: Color = Color(0x5A, 0x65, 0x69);
    pub(crate) const LINE: Color = Color(0xC8, 0xCE, 0xCA);
    pub(crate) const LINE_CONTROL: Color = Color(0x7A, 0x84, 0x80);
    pub(crate) const SUNKEN: Color = Color(0xF0, 0xF2, 0xF0);
    pub(crate) const WHITE: Color = Color(0xFF, 0xFF, 0xFF);
    pub(crate) const ACCENT: Color = Color(0x23, 0x47, 0x9B);
    pub(crate) const ACCENT_LINE: Color = Color(0xA9, 0xBB, 0xE2);
    pub(crate) const ACCENT_TINT: Color = Color(0xE3, 0xEA, 0xF9);
    pub(crate) const SUPPORT: Color = Color(0x0A, 0x66, 0x4B);
    pub(crate) const CONTRA: Color = Color(0xA6, 0x32, 0x10);
    pub(crate) const DENIAL: Color = Color(0x71, 0x37, 0x8C);
    pub(crate) const CONTEXT: Color = Color(0x4A, 0x58, 0x63);
    pub(crate) const WARN: Color = Color(0x7D, 0x4D, 0x00);
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A named destination in the same file.
    Name(String),
    /// An address outside; already on the allow-list.
    Address(String),
}

/// A glyph placed on a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    /// The glyph in its face; never 0.
    pub(crate) id: u16,
    /// Distance from the run's start, points.
    pub(crate) x: f32,
    /// Height above the baseline, points.
    pub(crate) y: f32,
}

/// The text that some neighbouring glyphs stand for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cluster {
    /// How many glyphs.
    pub(crate) glyphs: usize,
    /// The characters in logical order.
    pub(crate) text: String,
    /// Whether the glyphs only stand in for characters no font has.
    pub(crate) stand_in: bool,
}

/// Glyphs of one face and size on one baseline, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// Index of the face.
    pub(crate) face: usize,
    /// Size, points.
    pub(crate) size: f32,
    /// Colour.
    pub(crate) color: Color,
    /// Start.
    pub(crate) x: f32,
    /// Baseline.
    pub(crate) y: f32,
    /// The glyphs.
    pub(crate) glyphs: Vec<Glyph>,
    /// The text of the glyphs, in the same order.
    pub(crate) clusters: Vec<Cluster>,
}

/// A step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Curve(f32, f32, f32, f32, f32, f32),
    Close,
}

/// A filled or stroked outline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    pub(crate) steps: Vec<Step>,
    pub(crate) fill: Option<Color>,
    /// Colour and width in points.
    pub(crate) stroke: Option<(Color, f32)>,
}

/// Something on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    Run(Run),
    Shape(Shape),
    /// A picture: index, left, top, width, height.
    Picture(usize, f32, f32, f32, f32),
    /// An area that leads somewhere: left, top, width, height, target, words.
    Link(f32, f32, f32, f32, Target, String),
    /// A named destination at a height.
    Anchor(String, f32),
    /// An entry of the outline: level, title, height.
    Entry(u8, String, f32),
}

impl Item {
    /// Moves the item.
    pub(crate) fn shift(&mut self, dx: f32, dy: f32) {
        match self {
            Item::Run(run) => {
                run.x += dx;
                run.y += dy;
            }
            Item::Shape(shape) => {
                for step in &mut shape.steps {
                    match step {
                        Step::Move(x, y) | Step::Line(x, y) => {
                            *x += dx;
                            *y += dy;
                        }
                        Step::Curve(a, b, c, d, e, f) => {
                            for x in [a, c, e] {
                                *x += dx;
                            }
                            for y in [b, d, f] {
                                *y += dy;
                            }
                        }
                        Step::Close => {}
                    }
                }
            }
            Item::Picture(_, x, y, ..) | Item::Link(x, y, ..) => {
                *x += dx;
                *y += dy;
            }
            Item::Anchor(_, y) | Item::Entry(_, _, y) => *y += dy,
        }
    }
}

/// A straight line.
pub(crate) fn line(x1: f32, y1: f32, x2: f32, y2: f32, color: Color, width: f32) -> Item {
    Item::Shape(Shape {
        steps: vec![Step::Move(x1, y1), Step::Line(x2, y2)],
        fill: None,
        stroke: Some((color, width)),
    })
}

/// A rectangle with rounded corners (radius 0 for square ones).
pub(crate) fn rectangle(
    (x, y, w, h): (f32, f32, f32, f32),
    radius: f32,
    fill: Option<Color>,
    stroke: Option<(Color, f32)>,
) -> Item {
    let r = radius.min(w / 2.0).min(h / 2.0);
    // The distance of control points that makes a curve look like a quarter circle.
    let k = r * (1.0 - 0.552_284_8);
    let steps = if r <= 0.0 {
        vec![
            Step::Move(x, y),
            Step::Line(x + w, y),
            Step::Line(x + w, y + h),
            Step::Line(x, y + h),
            Step::Close,
        ]
    } else {
        vec![
            Step::Move(x + r, y),
            Step::Line(x + w - r, y),
            Step::Curve(x + w - k, y, x + w, y + k, x + w, y + r),
            Step::Line(x + w, y + h - r),
            Step::Curve(x + w, y + h - k, x + w - k, y + h, x + w - r, y + h),
            Step::Line(x + r, y + h),
            Step::Curve(x + k, y + h, x, y + h - k, x, y + h - r),
            Step::Line(x, y + r),
            Step::Curve(x, y + k, x + k, y, x + r, y),
            Step::Close,
        ]
    };
    Item::Shape(Shape {
        steps,
        fill,
        stroke,
    })
}

/// A circle around a point.
pub(crate) fn circle(x: f32, y: f32, r: f32, stroke: (Color, f32)) -> Item {
    rectangle((x - r, y - r, 2.0 * r, 2.0 * r), r, None, Some(stroke))
}

/// A page ready to be written.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Page {
    pub(crate) items: Vec<Item>,
}
