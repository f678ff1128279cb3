//! How far punctuation hangs into the margins of justified text, so that the
//! edges look straight.

use super::chances::text_of;
use super::shaping::{Kind, Piece};
use super::text::Words;

/// How far the end of a piece may hang into the right margin, points.
pub(crate) fn hanging_after(words: &Words, piece: &Piece) -> f32 {
    match (piece.kind, text_of(words, piece).chars().next_back()) {
        (Kind::Glyphs(_), Some(last)) => hang_after(last) * piece.advance,
        _ => 0.0,
    }
}

/// How far the beginning of a piece may hang into the left margin, points.
pub(crate) fn hanging_before(words: &Words, piece: &Piece) -> f32 {
    let share = match text_of(words, piece).chars().next() {
        Some('“' | '”' | '„' | '‘' | '’' | '‚' | '"' | '\'') => 0.55,
        Some('«' | '»' | '‹' | '›') => 0.4,
        Some('–' | '—' | '-') => 0.3,
        Some('(' | '[') => 0.15,
        Some('A' | 'T' | 'V' | 'W' | 'Y' | 'А' | 'Т' | 'У' | 'Α' | 'Τ' | 'Υ') => 0.05,
        _ => 0.0,
    };
    match piece.kind {
        Kind::Glyphs(_) => share * piece.advance,
        Kind::Object(_) => 0.0,
    }
}

/// The share of a character's width that hangs into the right margin.
pub(crate) fn hang_after(c: char) -> f32 {
    match c {
        '.' | ',' => 0.7,
        '-' | '\u{2010}' | '“' | '”' | '‘' | '’' | '"' | '\'' => 0.55,
        '、' | '。' | '，' | '．' => 0.5,
        ';' | ':' | '«' | '»' | '‹' | '›' => 0.4,
        '–' | '—' => 0.3,
        '!' | '?' | ')' | ']' => 0.15,
        _ => 0.0,
    }
}
