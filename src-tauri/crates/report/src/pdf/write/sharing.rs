//! Which part of a cluster's text each of its glyphs stands for, so that
//! readers that map glyph by glyph get the text in its order.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, bidi_class};

use super::fonts::{is_private, readable};
use crate::pdf::display::Part;

/// The longest text one glyph is mapped to, bytes; longer ones are said beside it.
const LONGEST_TEXT: usize = 64;

/// The text of a cluster, as its glyphs share it.
pub(super) struct Shares<'a> {
    text: Cow<'a, str>,
    /// How many glyphs share it.
    glyphs: usize,
    /// Which of several glyphs are marks beside others, which have no share.
    marks: Vec<bool>,
}

impl<'a> Shares<'a> {
    /// Of a cluster, being told which glyphs are marks that take no place of
    /// their own. What only stands in for characters has no text to share.
    pub(super) fn of(part: &Part<'a>, is_mark: impl Fn(u16) -> bool) -> Shares<'a> {
        let mut glyphs = part.glyphs.len();
        let mut marks = Vec::new();
        if glyphs > 1 {
            marks.extend(part.glyphs.iter().map(|glyph| is_mark(glyph.id)));
            match marks.iter().filter(|mark| !**mark).count() {
                0 => marks.clear(),
                others => glyphs = others,
            }
        }
        let mut text = match part.stand_in {
            true => Cow::Borrowed(""),
            false => readable(part.text),
        };
        if text.chars().any(is_private) {
            text = text.replace(is_private, "").into();
        }
        if glyphs > 1 && text.chars().count() < glyphs && text.contains(AM) {
            text = in_two(&text).into();
        }
        // Readers turn round what runs from right to left, within glyphs too.
        if text.chars().any(runs_right_to_left) && text.chars().nth(1).is_some() {
            text = turned(&text, part.first == 0 && glyphs == 1).into();
        }
        Shares {
            text,
            glyphs,
            marks,
        }
    }

    /// What the glyph stands for that is drawn as number `at` of the cluster.
    ///
    /// Each stands for a character, in the order of the text, and the last for
    /// all that are left; empty when there are too few. None for a mark: it is
    /// drawn as an outline, because readers take the step back to it for the
    /// end of a word.
    pub(super) fn share(&self, at: usize) -> Option<&str> {
        if self.marks.get(at) == Some(&true) {
            return None;
        }
        let before = self.marks.iter().take(at);
        let at = at - before.filter(|mark| **mark).count();
        let mut characters = self.text.char_indices();
        let start = characters
            .nth(at)
            .map_or(self.text.len(), |(start, _)| start);
        let end = match characters.next() {
            Some((next, _)) if at + 1 < self.glyphs => next,
            _ => self.text.len(),
        };
        let share = &self.text[start..end];
        let fits = share.len() <= LONGEST_TEXT;
        Some(if fits { share } else { "" })
    }
}

/// Thai and Lao am, each one character drawn as two signs.
const AM: [char; 2] = ['\u{E33}', '\u{EB3}'];

/// The text with the two characters that am is compatible with.
fn in_two(text: &str) -> String {
    let text = text.replace(AM[0], "\u{E4D}\u{E32}");
    text.replace(AM[1], "\u{ECD}\u{EB2}")
}

/// The text from its end to its beginning. A mark that comes first in a run
/// would go with what another font shows before it, such as a full stop.
fn turned(text: &str, opens: bool) -> String {
    let mark = opens && text.chars().next_back().is_some_and(is_mark);
    let sign = mark.then_some(RIGHT_TO_LEFT);
    sign.into_iter().chain(text.chars().rev()).collect()
}

/// A sign of direction that is never seen.
const RIGHT_TO_LEFT: char = '\u{200F}';

fn is_mark(c: char) -> bool {
    bidi_class(c) == BidiClass::NSM
}

/// Also true of the marks of such scripts, which may stand without a letter.
fn runs_right_to_left(c: char) -> bool {
    if c < '\u{590}' {
        return false;
    }
    match bidi_class(c) {
        BidiClass::R | BidiClass::AL => true,
        BidiClass::NSM => matches!(c, '\u{591}'..='\u{8FF}' | '\u{FB1E}'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::display::Glyph;

    /// What glyphs stand for; number 0 is a mark.
    fn shares(text: &str, glyphs: &[u16], stand_in: bool) -> Vec<Option<String>> {
        let drawn = |id: &u16| Glyph {
            id: *id,
            x: 0.0,
            y: 0.0,
        };
        let glyphs: Vec<Glyph> = glyphs.iter().map(drawn).collect();
        let part = Part {
            first: 0,
            glyphs: &glyphs,
            text,
            stand_in,
        };
        let shares = Shares::of(&part, |glyph| glyph == 0);
        (0..glyphs.len())
            .map(|at| shares.share(at).map(str::to_owned))
            .collect()
    }

    fn some(texts: &[&str]) -> Vec<Option<String>> {
        texts.iter().map(|text| Some((*text).to_owned())).collect()
    }

    #[test]
    fn glyphs_share_the_text_in_its_order_whatever_they_show() {
        assert_eq!(shares("कि", &[1, 2], false), some(&["क", "\u{93F}"]));
        assert_eq!(shares("fi", &[1], false), some(&["fi"]));
        let rest = "\u{94D}ष\u{93F}";
        assert_eq!(shares("क्षि", &[1, 2], false), some(&["क", rest]));
        assert_eq!(shares("שב", &[1, 2], false), some(&["ב", "ש"]));
        let am = some(&["\u{E4D}", "\u{E32}"]);
        assert_eq!(shares("ำ", &[1, 2], false), am);
    }

    #[test]
    fn a_mark_leaves_its_text_to_the_glyph_it_stands_on() {
        let both = Some("रं".to_owned());
        assert_eq!(shares("रं", &[1, 0], false), [both, None]);
        let turned = Some("\u{200F}\u{5B8}ש".to_owned());
        assert_eq!(shares("שָ", &[0, 1], false), [None, turned]);
        let stop = Some(".\u{64C}".to_owned());
        assert_eq!(shares("\u{64C}.", &[1, 0], false), [stop, None]);
        assert_eq!(shares("ं", &[0], false), some(&["ं"]));
        let tanwin = Some("\u{200F}\u{64C}م".to_owned());
        assert_eq!(shares("م\u{64C}", &[1, 0], false), [tanwin, None]);
    }

    #[test]
    fn a_glyph_without_a_share_gets_none() {
        assert_eq!(shares("é", &[1, 2], false), some(&["é", ""]));
        assert_eq!(shares("é", &[1], true), some(&[""]));
        assert_eq!(shares("\u{E000}", &[1], false), some(&[""]));
        assert_eq!(shares(&"é".repeat(40), &[1], false), some(&[""]));
    }
}
