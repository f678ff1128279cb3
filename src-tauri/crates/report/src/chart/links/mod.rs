//! Draws who is tied to whom: names in boxes, in layers from left to right, each tie
//! on a line of its own out of its box, so that its words never meet another's.

mod layers;

use super::drawing::{Board, Cut, Ink, Lettering, Mark, Piece, Step, lettering, words};
use super::{Layout, PlacedBox, PlacedLine, Tie};
use layers::Edge;

const NAME: Lettering = lettering(7.4, Cut::Medium, Ink::One);
const TIE: Lettering = lettering(6.7, Cut::Regular, Ink::Two);
const LABEL: Lettering = lettering(6.2, Cut::Mono, Ink::Accent);
/// From one line of a name to the next, points.
const NAME_LEADING: f32 = 9.4;
/// From one line of a tie's words to the next, points.
const TIE_LEADING: f32 = 8.2;
/// The room in which lines bend from one height to another, points.
const BEND: f32 = 30.0;
/// Between boxes, points.
const GAP: f32 = 10.0;
/// Inside boxes, points.
const PAD: f32 = 6.0;
/// Larger diagrams cannot be read on a page.
const MOST_NAMES: usize = 40;
const MOST_LAYERS: usize = 4;

/// A box, or the place where a long tie passes a layer.
struct Knot {
    layer: usize,
    lines: Vec<String>,
    /// Indices of the links that leave and arrive, from top to bottom.
    out: Vec<usize>,
    into: Vec<usize>,
    y: f32,
    height: f32,
    passes: bool,
}

/// A tie, or the part of one, between two neighbouring layers.
struct Link {
    tie: usize,
    from: usize,
    to: usize,
    words: Vec<String>,
    label: String,
    /// An arrow where it arrives, one where it leaves.
    arrows: (bool, bool),
    start: f32,
    end: f32,
}

/// Whether the diagram is small enough to be read on a page.
pub(super) fn is_drawable(names: &[String], ties: &[Tie]) -> bool {
    let few = names.len() <= MOST_NAMES && ties.len() <= MOST_NAMES;
    few && layers::layers(names.len(), ties)
        .1
        .iter()
        .all(|layer| *layer < MOST_LAYERS)
}

/// The diagram as one piece.
pub(super) fn draw(names: &[String], ties: &[Tie], board: &mut Board<'_>) -> Piece {
    let laid = lay(names, ties, board);
    let mut marks = Vec::new();
    for link in &laid.links {
        marks.extend(draw_link(link, &laid.knots, &laid.columns));
    }
    for knot in laid.knots.iter().filter(|knot| !knot.passes) {
        marks.extend(draw_box(knot, &laid.columns));
    }
    Piece {
        height: laid.height,
        marks,
    }
}

/// Boxes and lines with their places.
struct Laid {
    knots: Vec<Knot>,
    links: Vec<Link>,
    columns: Columns,
    height: f32,
}

fn lay(names: &[String], ties: &[Tie], board: &mut Board<'_>) -> Laid {
    let (edges, layer) = layers::layers(names.len(), ties);
    let count = layer.iter().max().map_or(1, |last| last + 1);
    let share = board.width / count as f32;
    let room = if count == 1 { board.width } else { share * 0.5 };
    let mut knots: Vec<Knot> = Vec::new();
    let mut boxes = 0.0f32;
    for (name, layer) in names.iter().zip(&layer) {
        let lines = board.wrap(name, NAME, room - 2.0 * PAD);
        for line in &lines {
            boxes = boxes.max(board.width_of(line, NAME) + 2.0 * PAD);
        }
        knots.push(Knot {
            layer: *layer,
            lines,
            out: Vec::new(),
            into: Vec::new(),
            y: 0.0,
            height: 0.0,
            passes: false,
        });
    }
    let columns = Columns {
        boxes,
        zone: (board.width - boxes * count as f32) / (count.max(2) - 1) as f32,
    };
    let mut links = connect(&mut knots, &edges, ties, &columns, board);
    let height = stack(&mut knots, &mut links, count);
    Laid {
        knots,
        links,
        columns,
        height,
    }
}

/// Where the layers lie.
struct Columns {
    /// The width of a box.
    boxes: f32,
    /// The room between two layers.
    zone: f32,
}

impl Columns {
    fn left(&self, layer: usize) -> f32 {
        layer as f32 * (self.boxes + self.zone)
    }

    fn right(&self, layer: usize) -> f32 {
        self.left(layer) + self.boxes
    }
}

/// Cuts ties at every layer they pass, so that no line crosses a box.
fn connect(
    knots: &mut Vec<Knot>,
    edges: &[Edge],
    ties: &[Tie],
    columns: &Columns,
    board: &mut Board<'_>,
) -> Vec<Link> {
    let mut links = Vec::new();
    for edge in edges {
        let tie = &ties[edge.tie];
        let mut from = edge.from;
        let last = knots[edge.to].layer;
        for layer in knots[from].layer + 1..=last {
            let to = if layer == last {
                edge.to
            } else {
                knots.push(Knot {
                    layer,
                    lines: Vec::new(),
                    out: Vec::new(),
                    into: Vec::new(),
                    y: 0.0,
                    height: 0.0,
                    passes: true,
                });
                knots.len() - 1
            };
            let first = from == edge.from;
            let room = columns.zone - BEND - 8.0;
            let words = match (first, tie.text.is_empty()) {
                (true, false) => board.wrap(&tie.text, TIE, room),
                _ => Vec::new(),
            };
            knots[from].out.push(links.len());
            knots[to].into.push(links.len());
            links.push(Link {
                tie: edge.tie,
                from,
                to,
                words,
                label: if first {
                    tie.label.clone()
                } else {
                    String::new()
                },
                arrows: (layer == last && !edge.back, first && edge.back),
                start: 0.0,
                end: 0.0,
            });
            from = to;
        }
    }
    links
}

/// The room a tie's words take above its line.
fn tall(link: &Link) -> f32 {
    let lines = link.words.len() + usize::from(!link.label.is_empty());
    (lines as f32 * TIE_LEADING + 5.0).max(9.0)
}

/// The middle of the heights that a knot's ties come from; no number without ties.
fn wish(knot: &Knot, links: &[Link]) -> f32 {
    let from = knot.into.iter().map(|link| links[*link].start);
    from.sum::<f32>() / knot.into.len() as f32
}

/// Gives every box and line its height; gives the height of all.
fn stack(knots: &mut [Knot], links: &mut [Link], count: usize) -> f32 {
    for knot in knots.iter_mut() {
        let out: f32 = knot.out.iter().map(|link| tall(&links[*link])).sum();
        let into = knot.into.len() as f32 * 9.0;
        let own = match knot.passes {
            true => 8.0,
            false => knot.lines.len() as f32 * NAME_LEADING + 8.0,
        };
        knot.height = own.max(out + 4.0).max(into + 4.0);
    }
    let mut height = 0.0f32;
    for layer in 0..count {
        let mut order: Vec<usize> = (0..knots.len())
            .filter(|knot| knots[*knot].layer == layer)
            .collect();
        if layer > 0 {
            order.sort_by(|a, b| {
                let (a, b) = (wish(&knots[*a], links), wish(&knots[*b], links));
                a.total_cmp(&b)
            });
        }
        let mut y = 0.0f32;
        for index in order {
            let middle = wish(&knots[index], links);
            let knot = &mut knots[index];
            if middle.is_finite() {
                y = y.max(middle - knot.height / 2.0);
            }
            knot.y = y;
            y += knot.height + GAP;
            let mut line = knot.y + 2.0;
            for link in &knot.out {
                line += tall(&links[*link]);
                links[*link].start = line - 1.5;
            }
        }
        height = height.max(y - GAP);
    }
    for knot in knots.iter_mut() {
        knot.into
            .sort_by(|a, b| links[*a].start.total_cmp(&links[*b].start));
        let step = knot.height / (knot.into.len() + 1) as f32;
        for (index, link) in knot.into.iter().enumerate() {
            links[*link].end = knot.y + step * (index + 1) as f32;
        }
    }
    height + 2.0
}

/// The diagram in places, for a screen that draws it itself.
pub(super) fn places(names: &[String], ties: &[Tie], board: &mut Board<'_>) -> Layout {
    let laid = lay(names, ties, board);
    let Laid { knots, columns, .. } = &laid;
    let boxes = knots.iter().take(names.len()).map(|knot| PlacedBox {
        x: columns.left(knot.layer),
        y: knot.y,
        width: columns.boxes,
        height: knot.height,
        lines: knot.lines.clone(),
    });
    let lines = laid.links.iter().map(|link| {
        let steps = line_steps(link, knots, columns);
        PlacedLine {
            tie: link.tie,
            path: path_of(&steps),
            label: (
                columns.right(knots[link.from].layer) + 6.0,
                link.start - 2.6,
            ),
            is_first: !knots[link.from].passes,
        }
    });
    Layout {
        boxes: boxes.collect(),
        lines: lines.collect(),
        width: board.width,
        height: laid.height,
    }
}

fn path_of(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        path.push_str(&match step {
            Step::Move(x, y) => format!("M{x:.1} {y:.1}"),
            Step::Line(x, y) => format!("L{x:.1} {y:.1}"),
            Step::Curve(a, b, c, d, x, y) => {
                format!("C{a:.1} {b:.1} {c:.1} {d:.1} {x:.1} {y:.1}")
            }
            Step::Close => "Z".to_owned(),
        });
    }
    path
}

fn line_steps(link: &Link, knots: &[Knot], columns: &Columns) -> Vec<Step> {
    let (from, to) = (&knots[link.from], &knots[link.to]);
    let right = columns.left(to.layer);
    // A tie that only passes a layer goes straight across it.
    let (begin, start) = match from.passes {
        true => (columns.left(from.layer), from.y + from.height / 2.0),
        false => (columns.right(from.layer), link.start),
    };
    let bend = right - BEND;
    let tip = right - if link.arrows.0 { 4.0 } else { 0.0 };
    let reach = BEND * 0.5;
    vec![
        Step::Move(begin + if link.arrows.1 { 4.0 } else { 0.0 }, start),
        Step::Line(bend, start),
        Step::Curve(bend + reach, start, right - reach, link.end, tip, link.end),
    ]
}

fn draw_link(link: &Link, knots: &[Knot], columns: &Columns) -> Vec<Mark> {
    let (from, to) = (&knots[link.from], &knots[link.to]);
    let (left, right) = (columns.right(from.layer), columns.left(to.layer));
    // A tie that only passes a layer goes straight across it.
    let begin = if from.passes {
        columns.left(from.layer)
    } else {
        left
    };
    let start = if from.passes {
        from.y + from.height / 2.0
    } else {
        link.start
    };
    let mut marks = vec![Mark::Path {
        steps: line_steps(link, knots, columns),
        fill: None,
        stroke: Some((Ink::Two, 0.6)),
    }];
    if link.arrows.0 {
        marks.push(arrow(right, link.end, -4.5));
    }
    if link.arrows.1 {
        marks.push(arrow(begin, start, 4.5));
    }
    let lines = link.words.len() + usize::from(!link.label.is_empty());
    let mut y = start - 2.6 - lines.saturating_sub(1) as f32 * TIE_LEADING;
    for part in &link.words {
        marks.push(words((left + 6.0, y), TIE, part));
        y += TIE_LEADING;
    }
    if !link.label.is_empty() {
        marks.push(words((left + 6.0, y), LABEL, &link.label));
    }
    marks
}

/// A small filled arrow whose point is given; `length` says which way it comes from.
fn arrow(x: f32, y: f32, length: f32) -> Mark {
    Mark::Path {
        steps: vec![
            Step::Move(x, y),
            Step::Line(x + length, y - 2.2),
            Step::Line(x + length, y + 2.2),
            Step::Close,
        ],
        fill: Some(Ink::Two),
        stroke: None,
    }
}

fn draw_box(knot: &Knot, columns: &Columns) -> Vec<Mark> {
    let left = columns.left(knot.layer);
    let mut marks = vec![Mark::Box {
        area: (left, knot.y, columns.boxes, knot.height),
        radius: 2.5,
        fill: Some(Ink::Ground),
        stroke: Some((Ink::One, 0.7)),
    }];
    let text = knot.lines.len() as f32 * NAME_LEADING;
    let mut y = knot.y + (knot.height - text) / 2.0 + 7.2;
    for part in &knot.lines {
        marks.push(words((left + PAD, y), NAME, part));
        y += NAME_LEADING;
    }
    marks
}
