//! The small drawn things: tags, stance icons, confidence bars.

use super::desk::Desk;
use super::display::{ARTIFACT, Color, Item, Shape, Step, Target, circle, ink, line, rectangle};
use super::faces::{Voice, Weight};
use super::structure::Role;
use super::text::{Object, Style, Words};
use crate::Tone;

/// The colour of a stance.
pub(crate) fn color_of(tone: Tone) -> Color {
    match tone {
        Tone::Plain => ink::ACCENT,
        Tone::Supports => ink::SUPPORT,
        Tone::Contradicts => ink::CONTRA,
        Tone::Denial => ink::DENIAL,
        Tone::Context => ink::CONTEXT,
        Tone::Warning => ink::WARN,
    }
}

/// A citation's tag: its label in a rounded frame that leads to its plate.
pub(crate) fn tag(desk: &mut Desk<'_>, label: &str, target: &str, size: f32) -> Object {
    let style = Style::new(Voice::Mono, Weight::Medium, size * 0.63, ink::ACCENT);
    let node = if target.is_empty() {
        desk.tree.current()
    } else {
        desk.tree.add(Role::Link)
    };
    let words = Words {
        node,
        ..Words::default()
    };
    let label_line = desk.setter.line(&words.and(label, style));
    let pad = size * 0.3;
    let width = label_line.width + 2.0 * pad;
    let (top, height) = (-size * 0.8, size * 0.96);
    let frame = rectangle(
        (0.0, top, width, height),
        size * 0.25,
        Some(ink::WHITE),
        Some((ink::ACCENT_LINE, 0.55)),
    );
    let mut items = vec![frame];
    for mut item in label_line.items {
        item.shift(pad, -size * 0.1);
        items.push(item);
    }
    if !target.is_empty() {
        items.push(Item::Link {
            area: (0.0, top, width, height),
            target: Target::Name(target.to_owned()),
            words: label.to_owned(),
            node,
        });
    }
    Object {
        // Some air before a note's number or the next sign.
        width: width + size * 0.1,
        items,
    }
}

/// A stance's icon, as tall as capitals of this size.
pub(crate) fn icon(tone: Tone, size: f32) -> Object {
    let color = color_of(tone);
    let (r, cy, pen) = (size * 0.42, -size * 0.36, size * 0.1);
    let (cx, arm) = (r + pen, r * 0.5);
    let mut items = Vec::new();
    let horizontal = line(cx - arm, cy, cx + arm, cy, color, pen);
    let vertical = line(cx, cy - arm, cx, cy + arm, color, pen);
    match tone {
        Tone::Plain => items.push(circle(cx, cy, r * 0.85, (color, pen))),
        Tone::Supports => items.extend([circle(cx, cy, r, (color, pen)), horizontal, vertical]),
        Tone::Contradicts => items.extend([circle(cx, cy, r, (color, pen)), horizontal]),
        Tone::Context => {
            items.push(circle(cx, cy, r, (color, pen)));
            let dot = (cx - pen, cy - pen, 2.0 * pen, 2.0 * pen);
            items.push(rectangle(dot, pen, Some(color), None));
        }
        Tone::Denial => {
            for shift in [0.0, r * 1.05] {
                items.push(quote_mark(shift + pen, cy - r, r * 0.85, color));
            }
        }
        Tone::Warning => {
            items.push(Item::Shape(Shape {
                steps: vec![
                    Step::Move(cx, cy - r),
                    Step::Line(cx + r * 1.05, cy + r * 0.9),
                    Step::Line(cx - r * 1.05, cy + r * 0.9),
                    Step::Close,
                ],
                fill: None,
                stroke: Some((color, pen)),
                node: ARTIFACT,
            }));
            items.push(line(cx, cy - r * 0.35, cx, cy + r * 0.3, color, pen));
        }
    }
    Object {
        width: 2.0 * r + 2.0 * pen + size * 0.32,
        items,
    }
}

/// A closing quotation mark, drawn so that it needs no font.
fn quote_mark(x: f32, y: f32, w: f32, color: Color) -> Item {
    Item::Shape(Shape {
        steps: vec![
            Step::Move(x, y),
            Step::Line(x + w, y),
            Step::Line(x + w, y + w * 1.1),
            Step::Curve(
                x + w,
                y + w * 1.8,
                x + w * 0.6,
                y + w * 2.2,
                x + w * 0.1,
                y + w * 2.3,
            ),
            Step::Line(x, y + w * 1.9),
            Step::Curve(
                x + w * 0.35,
                y + w * 1.8,
                x + w * 0.5,
                y + w * 1.5,
                x + w * 0.5,
                y + w * 1.1,
            ),
            Step::Line(x, y + w * 1.1),
            Step::Close,
        ],
        fill: Some(color),
        stroke: None,
        node: ARTIFACT,
    })
}

/// Three bars, as many filled as the confidence has; ink, never a stance's colour.
pub(crate) fn bars(filled: u8, size: f32) -> Object {
    let width = size * 0.27;
    let step = size * 0.38;
    let mut items = Vec::new();
    for bar in 0..3u8 {
        let height = size * (0.45 + 0.15 * f32::from(bar));
        let area = (f32::from(bar) * step, -height, width, height);
        let full = bar < filled;
        let pen = size * 0.07;
        items.push(if full {
            rectangle(area, 0.0, Some(ink::INK_1), None)
        } else {
            let (x, y, w, h) = area;
            let inner = (x + pen / 2.0, y + pen / 2.0, w - pen, h - pen);
            rectangle(inner, 0.0, None, Some((ink::INK_3, pen)))
        });
    }
    Object {
        width: step * 3.0 + size * 0.34,
        items,
    }
}
