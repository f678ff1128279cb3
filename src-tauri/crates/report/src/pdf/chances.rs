//! Finds the places where the lines of a shaped paragraph may end.

use std::iter::Peekable;

use super::breaking::{Chance, Sum};
use super::faces::{Voice, is_eastern};
use super::hanging::{hang_after, hanging_after, hanging_before};
use super::hyphens::{Hyphens, Patterns};
use super::shaping::{Piece, Shaped};
use super::text::{OBJECT, Words};

/// The line that ends at a chance, and the one that begins there.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spot {
    /// How many pieces from the paragraph's start stand before the end.
    pub(crate) until: usize,
    /// The piece the next line begins with.
    pub(crate) next: usize,
    /// Whether a hyphen is added.
    pub(crate) hyphen: bool,
    /// Where piece `until` is cut, byte position: its first part ends the
    /// line, the rest begins the next.
    pub(crate) cut: Option<usize>,
}

/// How the lines of a paragraph are to be broken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// Points.
    pub(crate) measure: f32,
    pub(crate) justified: bool,
    /// Divides words.
    pub(crate) patterns: Option<Patterns>,
    /// Lets punctuation hang into the margins.
    pub(crate) hangs: bool,
    /// The advance of a hyphen, in ems of the first span.
    pub(crate) hyphen: f32,
}

/// What breaking a word costs.
const HYPHEN: f64 = 55.0;
/// What breaking at a hyphen of the text costs.
const OWN_HYPHEN: f64 = 30.0;
/// What breaking an address costs.
const ADDRESS: f64 = 45.0;

/// All chances and their spots, the paragraph's end last.
pub(crate) fn find(
    words: &Words,
    shaped: &Shaped,
    breaks: impl Iterator<Item = usize>,
    manner: Manner,
    hyphens: &mut Hyphens,
) -> (Vec<Chance>, Vec<Spot>) {
    let divided = manner
        .patterns
        .map_or_else(Vec::new, |patterns| divisions(words, patterns, hyphens));
    let mut finder = Finder {
        words,
        shaped,
        manner,
        breaks: merge(breaks, addresses(words)).peekable(),
        divided: divided.into_iter().peekable(),
        sum: Sum::default(),
        solid: (Sum::default(), 0),
        since: 0.0,
        chances: Vec::new(),
        spots: Vec::new(),
    };
    for index in 0..shaped.pieces.len() {
        finder.piece(index);
    }
    finder.finish();
    (finder.chances, finder.spots)
}

struct Finder<'a, B: Iterator<Item = (usize, f64)>> {
    words: &'a Words,
    shaped: &'a Shaped,
    manner: Manner,
    breaks: Peekable<B>,
    divided: Peekable<std::vec::IntoIter<usize>>,
    sum: Sum,
    /// Up to the last piece that is not blank, and how many pieces that are.
    solid: (Sum, usize),
    /// The width at the last chance.
    since: f64,
    chances: Vec<Chance>,
    spots: Vec<Spot>,
}

impl<B: Iterator<Item = (usize, f64)>> Finder<'_, B> {
    fn piece(&mut self, index: usize) {
        let piece = &self.shaped.pieces[index];
        self.divide(index, piece);
        let text = text_of(self.words, piece);
        let advance = f64::from(piece.advance);
        if is_blank(text) {
            self.sum.width += advance;
        } else {
            if self.sum.width + advance - self.since > f64::from(self.manner.measure) + 0.01 {
                self.cut(index);
            }
            self.sum.width += advance;
            self.solid = (self.sum, index + 1);
        }
        if self.manner.justified {
            let (stretch, shrink) = give(self.words, piece, self.shaped.pieces.get(index + 1));
            self.sum.stretch += f64::from(stretch);
            self.sum.shrink += f64::from(shrink);
            if !is_blank(text) && is_fixed_blank(text) {
                self.solid.0 = self.sum;
            }
        }
        while self.breaks.peek().is_some_and(|(at, _)| *at < piece.end) {
            self.breaks.next();
        }
        if let Some((_, penalty)) = self.breaks.next_if(|(at, _)| *at == piece.end) {
            self.offer(index, text, penalty);
        }
    }

    /// A chance after a piece.
    fn offer(&mut self, index: usize, text: &str, penalty: f64) {
        let soft = text.ends_with('\u{AD}');
        let own = text.ends_with(['-', '\u{2010}']) && penalty == 0.0;
        let last = self.solid.1.checked_sub(1);
        let last = last.map(|last| &self.shaped.pieces[last]);
        let hangs = last.map_or(0.0, |piece| self.hang_right(piece));
        let added = if soft { self.hyphen(index) } else { -hangs };
        self.push(
            Chance {
                end: self.solid.0,
                start: self.sum,
                added,
                hangs: self.hang_left(index + 1),
                penalty: match (soft, own) {
                    (true, _) => HYPHEN,
                    (_, true) => OWN_HYPHEN,
                    _ => penalty,
                },
                flagged: soft || own,
            },
            Spot {
                until: self.solid.1,
                next: index + 1,
                hyphen: soft,
                cut: None,
            },
        );
    }

    /// The chances to divide the word before a piece, or inside it.
    fn divide(&mut self, index: usize, piece: &Piece) {
        while let Some(at) = self.divided.next_if(|at| *at < piece.end) {
            let inside = at > piece.start;
            let mut here = self.sum;
            if inside {
                let share = (at - piece.start) as f32 / (piece.end - piece.start) as f32;
                here.width += f64::from(piece.advance * share);
            } else if self.solid.1 != index {
                continue;
            }
            self.push(
                Chance {
                    end: here,
                    start: here,
                    added: self.hyphen(index),
                    hangs: 0.0,
                    penalty: HYPHEN,
                    flagged: true,
                },
                Spot {
                    until: index,
                    next: index,
                    hyphen: true,
                    cut: inside.then_some(at),
                },
            );
        }
    }

    /// What cannot be broken is wider than the measure: it is cut before a
    /// piece.
    fn cut(&mut self, index: usize) {
        if self.solid.1 != index || index == 0 {
            return;
        }
        self.push(
            Chance {
                end: self.solid.0,
                start: self.sum,
                ..Chance::default()
            },
            Spot {
                until: index,
                next: index,
                ..Spot::default()
            },
        );
    }

    fn push(&mut self, chance: Chance, spot: Spot) {
        self.since = chance.start.width;
        self.chances.push(chance);
        self.spots.push(spot);
    }

    fn finish(&mut self) {
        let count = self.shaped.pieces.len();
        let (end, until) = self.solid;
        let whole = self.spots.last().is_some_and(|spot| spot.next == count);
        if whole {
            self.chances.pop();
            self.spots.pop();
        }
        if until == 0 {
            return;
        }
        let hangs = self.hang_right(&self.shaped.pieces[until - 1]);
        self.chances.push(Chance {
            end,
            start: self.sum,
            added: -hangs,
            ..Chance::default()
        });
        self.spots.push(Spot {
            until,
            next: count,
            ..Spot::default()
        });
    }

    /// What a hyphen after a piece adds to a line, points.
    fn hyphen(&self, index: usize) -> f64 {
        let size = self.words.spans[self.shaped.pieces[index].span].style.size;
        let hangs = if self.manner.hangs {
            hang_after('-')
        } else {
            0.0
        };
        f64::from(self.manner.hyphen * size * (1.0 - hangs))
    }

    fn hang_right(&self, piece: &Piece) -> f64 {
        if !self.manner.hangs {
            return 0.0;
        }
        f64::from(hanging_after(self.words, piece))
    }

    fn hang_left(&self, index: usize) -> f64 {
        match self.shaped.pieces.get(index) {
            Some(piece) if self.manner.hangs => f64::from(hanging_before(self.words, piece)),
            _ => 0.0,
        }
    }
}

/// Two lists of break places with their penalties as one, in order.
fn merge(
    breaks: impl Iterator<Item = usize>,
    addresses: Vec<usize>,
) -> impl Iterator<Item = (usize, f64)> {
    let mut breaks = breaks.map(|at| (at, 0.0)).peekable();
    let mut addresses = addresses.into_iter().map(|at| (at, ADDRESS)).peekable();
    std::iter::from_fn(move || match (breaks.peek(), addresses.peek()) {
        (Some(a), Some(b)) if a.0 == b.0 => {
            breaks.next();
            addresses.next()
        }
        (Some(a), Some(b)) if a.0 > b.0 => addresses.next(),
        (Some(_), _) => breaks.next(),
        (None, _) => addresses.next(),
    })
}

/// The words of a paragraph with their byte position.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split([' ', '\u{3000}', OBJECT]).map(move |token| {
        let start = at;
        let separator = text[at + token.len()..].chars().next();
        at += token.len() + separator.map_or(0, char::len_utf8);
        (start, token)
    })
}

/// Where words may be divided, byte positions. Never in code, and never in
/// the last word of a paragraph.
fn divisions(words: &Words, patterns: Patterns, hyphens: &mut Hyphens) -> Vec<usize> {
    let mut places = Vec::new();
    let mut spans = words.spans.iter().peekable();
    let end = words.text.trim_end().len();
    for (start, token) in tokens(&words.text) {
        while spans.next_if(|span| span.end <= start).is_some() {}
        let code = spans
            .peek()
            .is_some_and(|span| span.style.voice == Voice::Mono);
        if code || start + token.len() >= end || token.len() < 5 {
            continue;
        }
        let own = hyphens.divide(token, patterns);
        places.extend(own.iter().map(|at| start + usize::from(*at)));
    }
    places
}

/// Where addresses and identifiers may be broken without a hyphen: after the
/// signs between their parts.
fn addresses(words: &Words) -> Vec<usize> {
    const SIGNS: [char; 8] = ['/', '.', '?', '&', '=', '_', '#', '@'];
    let text = &words.text;
    let mut places = Vec::new();
    if !text.contains(SIGNS) {
        return places;
    }
    for (start, token) in tokens(text) {
        if token.len() < 8 || !is_address(token) {
            continue;
        }
        for (at, sign) in token.match_indices(SIGNS) {
            let after = token[at + sign.len()..].chars().next();
            let before = token[..at].chars().next_back();
            let between = [before, after]
                .iter()
                .all(|c| c.is_some_and(char::is_alphanumeric));
            let slash = sign == "/" && after.is_some_and(char::is_alphanumeric);
            if between || slash {
                places.push(start + at + sign.len());
            }
        }
    }
    places
}

fn is_address(token: &str) -> bool {
    let has = |sign: &str| token.contains(sign);
    let parts = token.matches(['/', '_', '=', '&']).count();
    has("://") || has("www.") || (has("@") && has(".")) || parts > 1
}

/// The words of a piece.
pub(crate) fn text_of<'a>(words: &'a Words, piece: &Piece) -> &'a str {
    &words.text[piece.start..piece.end]
}

/// Blanks vanish at the end of a line.
pub(crate) fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ' ' || c == '\u{3000}')
}

fn is_fixed_blank(text: &str) -> bool {
    text == "\u{a0}"
}

/// By how much the space at or after a piece may be stretched and shrunk in
/// justified text, points. Spaces give way, and ideographs move apart from
/// the next.
pub(crate) fn give(words: &Words, piece: &Piece, next: Option<&Piece>) -> (f32, f32) {
    let text = text_of(words, piece);
    if text == " " || is_fixed_blank(text) {
        return (piece.advance * 0.55, piece.advance * 0.3);
    }
    let size = words.spans[piece.span].style.size;
    let eastern = |text: &str| text.chars().next().is_some_and(is_eastern);
    if eastern(text) && next.is_some_and(|next| eastern(text_of(words, next))) {
        return (size * 0.09, 0.0);
    }
    (0.0, 0.0)
}
