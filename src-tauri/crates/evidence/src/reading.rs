//! Captured text as it is read: in pieces of bounded length, with places in it
//! that lead to a quotation and back.

use crate::mark::Quote;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A piece ends after so many characters at the latest.
const PIECE_CHARS: usize = 2_000;
/// A piece ends after so many lines at the latest.
const PIECE_LINES: usize = 40;
/// A word longer than this is not searched letter by letter.
const MAX_WORD_BYTES: usize = 512;

/// A text of any length. Places in it are counted in UTF-16 units, as a page counts them.
#[derive(Clone, Debug)]
pub struct Reading {
    text: String,
    pieces: Vec<Place>,
    units: u32,
    squeezed: String,
    words: Vec<Word>,
}

/// The same place in bytes and in UTF-16 units.
#[derive(Clone, Copy, Debug)]
struct Place {
    byte: usize,
    unit: u32,
}

/// A word of the text, in bytes of it and of its squeezed form.
#[derive(Clone, Copy, Debug)]
struct Word {
    text: u32,
    text_end: u32,
    squeezed: u32,
    squeezed_end: u32,
}

impl Reading {
    /// Takes a text of at most 4 GiB.
    pub fn new(text: String) -> Self {
        let mut pieces = Vec::new();
        let (mut byte, mut unit) = (0, 0);
        while byte < text.len() {
            pieces.push(Place { byte, unit });
            let length = piece_length(&text[byte..]);
            unit += units(&text[byte..byte + length]);
            byte += length;
        }
        let (squeezed, words) = squeeze_words(&text);
        Self {
            text,
            pieces,
            units: unit,
            squeezed,
            words,
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its length in UTF-16 units.
    pub fn length(&self) -> u32 {
        self.units
    }

    /// Where each piece begins, in UTF-16 units.
    pub fn starts(&self) -> impl Iterator<Item = u32> {
        self.pieces.iter().map(|piece| piece.unit)
    }

    /// Where a piece lies, in bytes of the text.
    pub fn piece(&self, index: usize) -> Option<Range<usize>> {
        let start = self.pieces.get(index)?.byte;
        let end = self
            .pieces
            .get(index + 1)
            .map_or(self.text.len(), |next| next.byte);
        Some(start..end)
    }

    /// A place in bytes as UTF-16 units; one inside a character counts as its beginning.
    pub fn unit_of(&self, byte: usize) -> u32 {
        let byte = self.text.floor_char_boundary(byte);
        let piece = self.pieces.partition_point(|piece| piece.byte <= byte);
        let Some(place) = piece.checked_sub(1).map(|at| self.pieces[at]) else {
            return 0;
        };
        place.unit + units(&self.text[place.byte..byte])
    }

    /// A place in UTF-16 units as bytes.
    pub fn byte_of(&self, unit: u32) -> usize {
        let piece = self.pieces.partition_point(|piece| piece.unit <= unit);
        let Some(place) = piece.checked_sub(1).map(|at| self.pieces[at]) else {
            return 0;
        };
        let mut at = place.unit;
        for (offset, letter) in self.text[place.byte..].char_indices() {
            if at >= unit {
                return place.byte + offset;
            }
            at += u32::from(letter.len_utf16() == 2) + 1;
        }
        self.text.len()
    }

    /// What stands between two places in UTF-16 units, with its surroundings; none if only white space does.
    pub fn quote(&self, range: Range<u32>) -> Option<Quote> {
        let (start, end) = (self.byte_of(range.start), self.byte_of(range.end));
        let first = self
            .words
            .partition_point(|word| (word.text_end as usize) <= start);
        let last = self
            .words
            .partition_point(|word| (word.text as usize) < end)
            .checked_sub(1)?;
        let (first, last) = (self.words.get(first)?, self.words.get(last)?);
        let from = first.squeezed_at(start);
        let to = last.squeezed_at(end);
        let from = self.squeezed.floor_char_boundary(from);
        let to = self.squeezed.ceil_char_boundary(to);
        (from < to).then(|| Quote::around(&self.squeezed, from..to))
    }

    /// Where a quotation stands, in UTF-16 units; none when it is not there, or not once.
    pub fn find(&self, quote: &Quote) -> Option<Range<u32>> {
        let found = quote.find_squeezed(&self.squeezed).ok()?;
        let word = |at: usize| {
            let index = self
                .words
                .partition_point(|word| (word.squeezed_end as usize) < at);
            self.words.get(index)
        };
        let first = self.words.get(
            self.words
                .partition_point(|word| (word.squeezed_end as usize) <= found.start),
        )?;
        let start = first.text_at(&self.text, found.start);
        let end = word(found.end)?.text_at(&self.text, found.end);
        Some(self.unit_of(start)..self.unit_of(end))
    }
}

impl Word {
    /// Whether folding left it as it is, so that places in it are the same.
    fn is_same(self) -> bool {
        self.text_end - self.text == self.squeezed_end - self.squeezed
    }

    fn squeezed_at(self, text: usize) -> usize {
        let inside = text.clamp(self.text as usize, self.text_end as usize) - self.text as usize;
        if self.is_same() || inside == 0 {
            return self.squeezed as usize + inside;
        }
        // Inside a word whose letters were composed, the whole word is meant.
        self.squeezed_end as usize
    }

    fn text_at(self, text: &str, squeezed: usize) -> usize {
        let (start, end) = (self.text as usize, self.text_end as usize);
        let inside = squeezed.saturating_sub(self.squeezed as usize);
        if self.is_same() || inside == 0 {
            return start + inside.min(end - start);
        }
        if end - start > MAX_WORD_BYTES {
            return end;
        }
        let word = &text[start..end];
        let reached = |at: usize| word[..at].nfc().map(char::len_utf8).sum::<usize>() >= inside;
        let places = word.char_indices().map(|(at, _)| at);
        start + places.skip(1).find(|at| reached(*at)).unwrap_or(word.len())
    }
}

/// The length of the first piece in bytes: whole lines where they are short enough, else up to a gap.
fn piece_length(text: &str) -> usize {
    let (mut lines, mut line_end, mut gap) = (0, 0, 0);
    for (count, (at, letter)) in text.char_indices().enumerate() {
        if count >= PIECE_CHARS {
            return [line_end, gap]
                .into_iter()
                .find(|end| *end > 0)
                .unwrap_or(at);
        }
        let after = at + letter.len_utf8();
        if letter == '\n' {
            (lines, line_end) = (lines + 1, after);
        } else if letter.is_whitespace() {
            gap = after;
        }
        if lines >= PIECE_LINES {
            return after;
        }
    }
    text.len()
}

fn units(text: &str) -> u32 {
    place(text.encode_utf16().count())
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What [`crate::fold::squeeze`] gives, word by word.
fn squeeze_words(text: &str) -> (String, Vec<Word>) {
    let mut squeezed = String::with_capacity(text.len());
    let mut words = Vec::new();
    let origin = text.as_ptr() as usize;
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        let (start, from) = (word.as_ptr() as usize - origin, squeezed.len());
        if word.is_ascii() {
            squeezed.push_str(word);
        } else {
            squeezed.extend(word.nfc());
        }
        words.push(Word {
            text: place(start),
            text_end: place(start + word.len()),
            squeezed: place(from),
            squeezed_end: place(squeezed.len()),
        });
    }
    (squeezed, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::squeeze;

    const TEXT: &str = "He said no.\n\nShe  said\tcoupe\u{301}e 😀 no.\nƏli said no. Adını";

    fn text_at(reading: &Reading, range: Range<u32>) -> String {
        reading.text()[reading.byte_of(range.start)..reading.byte_of(range.end)].to_owned()
    }

    #[test]
    fn what_is_selected_is_quoted_and_found_again_at_the_same_place() {
        let reading = Reading::new(TEXT.to_owned());
        for words in [
            "no",
            "She  said",
            "said\tcoupe\u{301}e 😀 no",
            "😀",
            "Adını",
            "Əli",
        ] {
            let at = TEXT.find(words).expect("it is there");
            let range = reading.unit_of(at)..reading.unit_of(at + words.len());
            let quote = reading.quote(range.clone()).expect("words");
            assert_eq!(quote.exact, squeeze(words));
            assert_eq!(
                text_at(&reading, reading.find(&quote).expect("found")),
                words
            );
        }
        assert_eq!(reading.quote(11..13), None, "white space is no passage");
    }

    #[test]
    fn the_squeezed_text_is_the_one_that_quotations_are_anchored_in() {
        let reading = Reading::new(TEXT.to_owned());
        assert_eq!(reading.squeezed, squeeze(TEXT));
    }

    #[test]
    fn pieces_are_short_and_make_up_the_text_whatever_its_lines() {
        let lines = "a\n".repeat(1_000);
        let wall = "ə".repeat(50_000);
        let words = "word ".repeat(20_000);
        for text in [lines, wall, words, String::new(), "x".to_owned()] {
            let reading = Reading::new(text.clone());
            let pieces: Vec<&str> = (0..)
                .map_while(|index| reading.piece(index))
                .map(|range| &reading.text()[range])
                .collect();
            assert_eq!(pieces.concat(), text);
            assert!(
                pieces
                    .iter()
                    .all(|piece| piece.chars().count() <= PIECE_CHARS)
            );
            assert!(
                pieces
                    .iter()
                    .all(|piece| piece.lines().count() <= PIECE_LINES)
            );
            assert_eq!(reading.starts().count(), pieces.len());
        }
    }
}
