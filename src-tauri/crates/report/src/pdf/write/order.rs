//! The order of painting: that of reading, so that programs which go by the
//! content stream read the page as those do which go by the structure.

use crate::pdf::display::{Area, Item, Node, Page, Placed, Step};
use crate::pdf::structure::{Elem, Role};

/// Where each element's content comes in the order of reading. What stands
/// inside a line comes with its paragraph, a label before it.
pub(crate) fn ranks(elems: &[Elem]) -> Vec<Node> {
    let mut ranks: Vec<Node> = Vec::with_capacity(elems.len());
    for (index, elem) in elems.iter().enumerate() {
        let parent = (elem.parent as usize).checked_sub(1);
        let parent = parent.and_then(|parent| ranks.get(parent)).copied();
        let own = 2 * (index as Node + 1);
        ranks.push(match elem.role {
            Role::Link | Role::Reference | Role::Span | Role::Code => parent.unwrap_or(own),
            Role::Label => parent.map_or(own, |parent| (parent - 1).max(1)),
            _ => own,
        });
    }
    ranks
}

/// The items of a page in the order of painting. What is no content comes
/// first; nothing goes under a picture or a filled outline that it lay on.
pub(crate) fn in_order<'a>(page: &'a Page, ranks: &[Node]) -> Vec<(&'a Item, &'a Placed)> {
    let mut items: Vec<(Node, (&Item, &Placed))> = Vec::new();
    let mut covers: Vec<(Area, Node)> = Vec::new();
    for (item, placed) in page.items() {
        let Some((node, area)) = extent(item, placed) else {
            continue;
        };
        let own = (placed.node(node) as usize).checked_sub(1);
        let own = own.and_then(|at| ranks.get(at)).copied().unwrap_or(0);
        let under = covers.iter().filter(|(cover, _)| meet(*cover, area));
        let rank = under.map(|(_, rank)| *rank).fold(own, Node::max);
        if rank > 0 && hides(item) {
            covers.push((area, rank));
        }
        items.push((rank, (item, placed)));
    }
    items.sort_by_key(|(rank, _)| *rank);
    items.into_iter().map(|(_, item)| item).collect()
}

fn hides(item: &Item) -> bool {
    match item {
        Item::Shape(shape) => shape.fill.is_some(),
        Item::Picture { .. } => true,
        _ => false,
    }
}

/// The element of something drawn and the area it lies in.
fn extent(item: &Item, placed: &Placed) -> Option<(Node, Area)> {
    let (node, (x, y, w, h)) = match item {
        Item::Run(run) => {
            let end = run.glyphs.last().map_or(0.0, |glyph| glyph.x);
            let area = (run.x, run.y - run.size, end + run.size, 1.4 * run.size);
            (run.node, area)
        }
        Item::Shape(shape) => (shape.node, bounds(&shape.steps)),
        Item::Picture { area, node, .. } => (*node, *area),
        Item::Link { .. } | Item::Anchor(..) | Item::Entry(..) => return None,
    };
    Some((node, (x + placed.dx, y + placed.dy, w, h)))
}

fn bounds(steps: &[Step]) -> Area {
    let mut corners = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    let mut cover = |x: f32, y: f32| {
        let [left, top, right, bottom] = corners;
        corners = [left.min(x), top.min(y), right.max(x), bottom.max(y)];
    };
    for step in steps {
        match *step {
            Step::Move(x, y) | Step::Line(x, y) => cover(x, y),
            Step::Curve(a, b, c, d, e, f) => {
                cover(a, b);
                cover(c, d);
                cover(e, f);
            }
            Step::Close => {}
        }
    }
    let [left, top, right, bottom] = corners;
    (left, top, right - left, bottom - top)
}

fn meet(a: Area, b: Area) -> bool {
    a.0 <= b.0 + b.2 && b.0 <= a.0 + a.2 && a.1 <= b.1 + b.3 && b.1 <= a.1 + a.3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::display::{ARTIFACT, ink, line, rectangle};

    #[test]
    fn what_stands_in_a_line_comes_with_its_paragraph_and_a_label_before_it() {
        let elems = [
            Elem::new(0, Role::Section),
            Elem::new(1, Role::Paragraph),
            Elem::new(2, Role::Link),
            Elem::new(3, Role::Reference),
            Elem::new(1, Role::Paragraph),
            Elem::new(5, Role::Label),
        ];
        assert_eq!(ranks(&elems), [2, 4, 4, 4, 10, 9]);
    }

    #[test]
    fn content_is_painted_as_it_is_read_and_marks_stay_on_their_picture() {
        let picture = |index, x| Item::Picture {
            index,
            area: (x, 0.0, 10.0, 10.0),
            node: 1 + index as Node,
        };
        let mark = line(12.0, 2.0, 18.0, 2.0, ink::WARN, 1.0);
        let ground = rectangle((0.0, 0.0, 40.0, 40.0), 0.0, Some(ink::SUNKEN), None);
        let rule = line(0.0, 50.0, 9.0, 50.0, ink::LINE, 1.0);
        let items = vec![ground, picture(1, 11.0), mark, picture(0, 0.0), rule];
        let page = Page {
            placed: vec![Placed {
                items: items.clone().into(),
                dx: 0.0,
                dy: 0.0,
                base: ARTIFACT,
            }],
        };
        let order: Vec<&Item> = in_order(&page, &[1, 2])
            .into_iter()
            .map(|(i, _)| i)
            .collect();
        let wanted: Vec<&Item> = [0, 4, 3, 1, 2].map(|at| &items[at]).to_vec();
        assert_eq!(order, wanted);
    }
}
