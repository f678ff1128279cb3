//! Charts through the display list: the drawing's boxes and paths as shapes, its words
//! as set lines.

use super::display::{Area, Color, Item, Node, Shape, ink, rectangle};
use super::faces::{Voice, Weight};
use super::lines::Setter;
use super::text::{Style, Words};
use crate::chart::drawing::{Anchor, Cut, Ink, Lettering, Mark};
use crate::chart::{Chart, draw};
use crate::words::Words as Labels;

/// A part of a chart that stays on one page.
pub(crate) struct Part {
    /// Measured from the left of the chart and the top of the part.
    pub(crate) items: Vec<Item>,
    /// Points.
    pub(crate) height: f32,
}

/// The chart in some room across, all of it content of one element.
pub(crate) fn lay(
    setter: &mut Setter,
    labels: &'static Labels,
    chart: &Chart,
    width: f32,
    node: Node,
) -> Vec<Part> {
    let drawing = draw(chart, width, labels, &mut |words, lettering| {
        setter.width(&Words::plain(words, style(lettering)))
    });
    let pieces = drawing.pieces.into_iter();
    let parts = pieces.map(|piece| {
        let marks = piece.marks.into_iter();
        let mut items: Vec<Item> = marks.flat_map(|mark| items(setter, mark)).collect();
        for item in &mut items {
            if let Some(of) = item.node_mut() {
                *of = node;
            }
        }
        Part {
            items,
            height: piece.height,
        }
    });
    parts.collect()
}

fn items(setter: &mut Setter, mark: Mark) -> Vec<Item> {
    match mark {
        Mark::Box {
            area,
            radius,
            fill,
            stroke,
        } => {
            let area: Area = area;
            let stroke = stroke.map(|(ink, width)| (color(ink), width));
            vec![rectangle(area, radius, fill.map(color), stroke)]
        }
        Mark::Path {
            steps,
            fill,
            stroke,
        } => {
            let mut shape = rectangle((0.0, 0.0, 0.0, 0.0), 0.0, None, None);
            if let Item::Shape(Shape {
                steps: of,
                fill: filled,
                stroke: stroked,
                ..
            }) = &mut shape
            {
                *of = steps;
                *filled = fill.map(color);
                *stroked = stroke.map(|(ink, width)| (color(ink), width));
            }
            vec![shape]
        }
        Mark::Words {
            at,
            anchor,
            lettering,
            words,
        } => {
            let line = setter.line(&Words::plain(&words, style(lettering)));
            let left = match anchor {
                Anchor::Start => at.0,
                Anchor::End => at.0 - line.width,
            };
            let mut items = line.items;
            items.iter_mut().for_each(|item| item.shift(left, at.1));
            items
        }
    }
}

fn color(of: Ink) -> Color {
    match of {
        Ink::One => ink::INK_1,
        Ink::Two => ink::INK_2,
        Ink::Three => ink::INK_3,
        Ink::Line => ink::LINE,
        Ink::Accent => ink::ACCENT,
        Ink::Tint => ink::ACCENT_TINT,
        Ink::Ground => ink::WHITE,
    }
}

fn style(lettering: Lettering) -> Style {
    let (voice, weight) = match lettering.cut {
        Cut::Regular => (Voice::Sans, Weight::Regular),
        Cut::Medium => (Voice::Sans, Weight::Medium),
        Cut::Semibold => (Voice::Sans, Weight::Semibold),
        Cut::Mono => (Voice::Mono, Weight::Regular),
    };
    Style::new(voice, weight, lettering.size, color(lettering.ink))
}
