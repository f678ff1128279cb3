//! What is drawn on a page, in points from its top left corner; knows no PDF.

use std::sync::Arc;

use super::structure::Elem;
pub(crate) use crate::chart::drawing::Step;

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

/// A structure element by its number, counted from 1; `ARTIFACT` is what is
/// not content.
pub(crate) type Node = u32;

/// What readers skip: rules, frames, heads of tables that are repeated.
pub(crate) const ARTIFACT: Node = 0;
/// What readers skip at the top of every page.
pub(crate) const HEADER: Node = Node::MAX;
/// What readers skip at the foot of every page.
pub(crate) const FOOTER: Node = Node::MAX - 1;

/// A glyph placed on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// The glyph in its face; never 0.
    pub(crate) id: u16,
    /// Distance from the run's start, points.
    pub(crate) x: f32,
    /// Height above the baseline, points.
    pub(crate) y: f32,
}

/// Some neighbouring glyphs of a run and the text they stand for together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cluster {
    /// How many glyphs.
    pub(crate) glyphs: u8,
    /// How many bytes of the run's text.
    pub(crate) bytes: u16,
    /// Whether the glyphs only stand in for characters no font has.
    pub(crate) stand_in: bool,
}

/// Glyphs of one face and size on one baseline, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// Index of the face.
    pub(crate) face: u16,
    /// Size, points.
    pub(crate) size: f32,
    /// Colour.
    pub(crate) color: Color,
    /// Start.
    pub(crate) x: f32,
    /// Baseline.
    pub(crate) y: f32,
    /// The element whose content it is.
    pub(crate) node: Node,
    /// The glyphs.
    pub(crate) glyphs: Vec<Glyph>,
    /// The text of the clusters, in the order they are drawn, each in
    /// logical order.
    pub(crate) text: String,
    /// The clusters, in the order they are drawn.
    pub(crate) clusters: Vec<Cluster>,
}

/// A cluster with what it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Part<'a> {
    /// Where its glyphs begin in the run's.
    pub(crate) first: usize,
    /// Its glyphs.
    pub(crate) glyphs: &'a [Glyph],
    /// Its characters in logical order.
    pub(crate) text: &'a str,
    /// Whether the glyphs only stand in for characters no font has.
    pub(crate) stand_in: bool,
}

impl Run {
    /// Adds a cluster whose glyphs lie `shift` points from the run's start.
    /// One of more glyphs or text than a cluster counts is kept as several.
    pub(crate) fn push(&mut self, glyphs: &[Glyph], shift: f32, text: &str, stand_in: bool) {
        const MOST_BYTES: usize = 65_000;
        let mut rest = text;
        for group in glyphs.chunks(usize::from(u8::MAX)) {
            let mut end = rest.len().min(MOST_BYTES);
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            self.glyphs.extend(group.iter().map(|glyph| Glyph {
                x: glyph.x + shift,
                ..*glyph
            }));
            self.text.push_str(&rest[..end]);
            self.clusters.push(Cluster {
                glyphs: u8::try_from(group.len()).unwrap_or(u8::MAX),
                bytes: u16::try_from(end).unwrap_or(0),
                stand_in,
            });
            rest = &rest[end..];
        }
    }

    /// The clusters with their glyphs and text.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let (mut glyph, mut byte) = (0, 0);
        self.clusters.iter().map(move |cluster| {
            let (first, from) = (glyph, byte);
            glyph += usize::from(cluster.glyphs);
            byte += usize::from(cluster.bytes);
            Part {
                first,
                glyphs: &self.glyphs[first..glyph],
                text: &self.text[from..byte],
                stand_in: cluster.stand_in,
            }
        })
    }
}

/// A filled or stroked outline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    pub(crate) steps: Vec<Step>,
    pub(crate) fill: Option<Color>,
    /// Colour and width in points.
    pub(crate) stroke: Option<(Color, f32)>,
    /// The element whose content it is.
    pub(crate) node: Node,
}

/// Left, top, width and height, points.
pub(crate) type Area = (f32, f32, f32, f32);

/// Something on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    Run(Run),
    Shape(Shape),
    /// A picture of the document by its index.
    Picture {
        index: usize,
        area: Area,
        node: Node,
    },
    /// An area that leads somewhere, and the words that say where.
    Link {
        area: Area,
        target: Target,
        words: String,
        node: Node,
    },
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
            Item::Picture { area, .. } | Item::Link { area, .. } => {
                area.0 += dx;
                area.1 += dy;
            }
            Item::Anchor(_, y) | Item::Entry(_, _, y) => *y += dy,
        }
    }

    /// The element whose content the item is; places belong to none.
    pub(crate) fn node_mut(&mut self) -> Option<&mut Node> {
        match self {
            Item::Run(run) => Some(&mut run.node),
            Item::Shape(shape) => Some(&mut shape.node),
            Item::Picture { node, .. } | Item::Link { node, .. } => Some(node),
            Item::Anchor(..) | Item::Entry(..) => None,
        }
    }
}

/// A straight line.
pub(crate) fn line(x1: f32, y1: f32, x2: f32, y2: f32, color: Color, width: f32) -> Item {
    Item::Shape(Shape {
        steps: vec![Step::Move(x1, y1), Step::Line(x2, y2)],
        fill: None,
        stroke: Some((color, width)),
        node: ARTIFACT,
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
        node: ARTIFACT,
    })
}

/// A circle around a point.
pub(crate) fn circle(x: f32, y: f32, r: f32, stroke: (Color, f32)) -> Item {
    rectangle((x - r, y - r, 2.0 * r, 2.0 * r), r, None, Some(stroke))
}

/// Items that were laid once and are drawn here; shared with what is kept
/// between printings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    pub(crate) items: Arc<[Item]>,
    /// How far the items are moved, points.
    pub(crate) dx: f32,
    pub(crate) dy: f32,
    /// What is added to the items' nodes, but for `ARTIFACT`; `HEADER` and
    /// `FOOTER` are what items without an element are part of.
    pub(crate) base: Node,
}

impl Placed {
    /// The number of an item's element in the whole report.
    pub(crate) fn node(&self, local: Node) -> Node {
        match (local, self.base) {
            (ARTIFACT, HEADER | FOOTER) => self.base,
            (ARTIFACT, _) => ARTIFACT,
            (local, base) => base.saturating_add(local),
        }
    }
}

/// A page ready to be written.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Page {
    pub(crate) placed: Vec<Placed>,
}

impl Page {
    /// The items with what they are moved by and the base of their nodes.
    pub(crate) fn items(&self) -> impl Iterator<Item = (&Item, &Placed)> {
        let placed = self.placed.iter();
        placed.flat_map(|placed| placed.items.iter().map(move |item| (item, placed)))
    }
}

/// All pages and the structure; element number k is `elems[k - 1]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Laid {
    pub(crate) pages: Vec<Page>,
    pub(crate) elems: Vec<Elem>,
    /// The base of each block of the body, by which its items are found again.
    pub(crate) blocks: Vec<Node>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_too_long_for_its_counts_is_kept_as_several_and_loses_nothing() {
        let mut run = Run {
            face: 0,
            size: 10.0,
            color: ink::INK_1,
            x: 0.0,
            y: 0.0,
            node: ARTIFACT,
            glyphs: Vec::new(),
            text: String::new(),
            clusters: Vec::new(),
        };
        let glyph = Glyph {
            id: 1,
            x: 0.0,
            y: 0.0,
        };
        let text = format!("e{}", "\u{301}".repeat(35_000));
        run.push(&[glyph; 600], 2.0, &text, false);
        run.push(&[glyph], 9.0, "b", false);
        let parts: Vec<Part<'_>> = run.parts().collect();
        assert!(parts.len() > 2, "{} clusters", parts.len());
        assert_eq!(
            parts.iter().map(|part| part.glyphs.len()).sum::<usize>(),
            601
        );
        let read: String = parts.iter().map(|part| part.text).collect();
        assert_eq!(read, format!("{text}b"));
        let last = parts.last().expect("there are clusters");
        assert_eq!((last.text, last.glyphs[0].x), ("b", 9.0));
    }
}
