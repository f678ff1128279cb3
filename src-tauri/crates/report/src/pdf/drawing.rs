//! Draws the pieces of a line in visual order.

use super::display::{Item, Run, rectangle};
use super::shaping::{Kind, Piece, Shaped};
use super::text::{Span, Words};

/// Draws pieces from left to right.
#[derive(Default)]
pub(super) struct Pen {
    x: f32,
    items: Vec<Item>,
    /// Where the text of each item begins, byte of the words.
    starts: Vec<usize>,
    grounds: Vec<Item>,
    /// The open link: where it began, and its index.
    link: Option<(f32, usize, f32)>,
    /// Whether the last item is a run that the next piece may join.
    span: Option<usize>,
}

impl Pen {
    /// At a distance from the line's left end, points.
    pub(super) fn at(x: f32) -> Pen {
        Pen {
            x,
            ..Pen::default()
        }
    }

    /// What was drawn, in the order it is read, and where it ends. A screen
    /// reader goes by this order, and so do readers of the content stream.
    pub(super) fn finish(mut self, words: &Words) -> (Vec<Item>, f32) {
        self.close_link(words);
        let mut drawn: Vec<(usize, Item)> = self.starts.into_iter().zip(self.items).collect();
        drawn.sort_by_key(|(start, _)| *start);
        let grounds = self.grounds.into_iter();
        let items = grounds.chain(drawn.into_iter().map(|(_, item)| item));
        (items.collect(), self.x)
    }

    /// Draws a piece at the right of what was drawn.
    pub(super) fn draw(&mut self, words: &Words, shaped: &Shaped, piece: &Piece) {
        let span = &words.spans[piece.span];
        self.follow_link(words, span);
        if let Some(ground) = span.style.ground {
            let size = span.style.size;
            let area = (self.x, -size * 0.95, piece.advance + 0.2, size * 1.28);
            self.grounds.push(rectangle(area, 0.0, Some(ground), None));
        }
        let x = self.x;
        match &piece.kind {
            Kind::Object(index) => {
                for item in &words.objects[*index].1.items {
                    let mut item = item.clone();
                    item.shift(self.x, 0.0);
                    self.add(item, piece.start);
                }
                self.span = None;
            }
            Kind::Glyphs(own) => {
                if own.count > 0 {
                    let glyphs = &shaped.glyphs[own.first..own.first + own.count];
                    let run = self.run(span, piece, own.face);
                    let shift = x - run.x;
                    let text = if own.hyphen {
                        "\u{AD}"
                    } else {
                        &words.text[piece.start..piece.end]
                    };
                    run.push(glyphs, shift, text, own.stand_in);
                }
            }
        }
        self.x += piece.advance;
    }

    /// The run that glyphs of a span and face go to.
    fn run(&mut self, span: &Span, piece: &Piece, face: u16) -> &mut Run {
        let joins = self.span == Some(piece.span)
            && matches!(self.items.last(), Some(Item::Run(run)) if run.face == face);
        if !joins {
            let run = Run {
                face,
                size: span.style.size,
                color: span.style.color,
                x: self.x,
                y: -span.style.rise,
                node: span.node,
                glyphs: Vec::new(),
                text: String::new(),
                clusters: Vec::new(),
            };
            self.add(Item::Run(run), piece.start);
            self.span = Some(piece.span);
        } else if let Some(start) = self.starts.last_mut() {
            *start = piece.start.min(*start);
        }
        match self.items.last_mut() {
            Some(Item::Run(run)) => run,
            _ => unreachable!("a run was just seen or added"),
        }
    }

    fn add(&mut self, item: Item, start: usize) {
        self.items.push(item);
        self.starts.push(start);
    }

    fn follow_link(&mut self, words: &Words, span: &Span) {
        if self.link.map(|(_, link, _)| link) == span.link {
            return;
        }
        self.close_link(words);
        self.link = span.link.map(|link| (self.x, link, span.style.size));
    }

    fn close_link(&mut self, words: &Words) {
        let Some((from, link, size)) = self.link.take() else {
            return;
        };
        let link = &words.links[link];
        let area = (from, -size, self.x - from, size * 1.3);
        let link = Item::Link {
            area,
            target: link.target.clone(),
            words: link.words.clone(),
            node: link.node,
        };
        let start = self.starts.last().copied().unwrap_or_default();
        self.add(link, start);
        // A link ends the run, so that the next words start a new one.
        self.span = None;
    }
}
