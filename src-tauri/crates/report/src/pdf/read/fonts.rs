//! What the codes of a font mean, and how far each moves the pen.

use lopdf::{Dictionary, Object};

use super::syntax::{Token, Tokens};
use super::{PdfFile, number};

/// A font as a reader of text needs it.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Bytes of a code: 2 for composite fonts, else 1.
    pub(super) code_bytes: usize,
    texts: Codes<Box<str>>,
    /// Thousandths of an em.
    widths: Codes<f32>,
    default_width: f32,
}

/// What codes of up to two bytes mean; none are longer in the fonts that are read.
#[derive(Debug)]
struct Codes<T>(Vec<Option<T>>);

impl<T> Default for Codes<T> {
    fn default() -> Self {
        Codes(Vec::new())
    }
}

impl<T> Codes<T> {
    fn get(&self, code: u32) -> Option<&T> {
        self.0.get(code as usize)?.as_ref()
    }

    fn insert(&mut self, code: u32, meaning: T) {
        if code > 0xFFFF {
            return;
        }
        let code = code as usize;
        if self.0.len() <= code {
            self.0.resize_with(code + 1, || None);
        }
        self.0[code] = Some(meaning);
    }
}

impl Font {
    pub(super) fn read(file: &PdfFile, dict: &Dictionary) -> Font {
        let composite = file.entry(dict, b"Subtype").and_then(name) == Some(b"Type0");
        let texts = file
            .entry(dict, b"ToUnicode")
            .and_then(|map| map.as_stream().ok())
            .and_then(|map| file.decoded(map))
            .map(|map| read_map(&map))
            .unwrap_or_default();
        let mut font = Font {
            code_bytes: if composite { 2 } else { 1 },
            texts,
            widths: Codes::default(),
            default_width: if composite { 1000.0 } else { 500.0 },
        };
        if composite {
            font.read_composite_widths(file, dict);
        } else {
            font.read_simple_widths(file, dict);
        }
        font
    }

    fn read_simple_widths(&mut self, file: &PdfFile, dict: &Dictionary) {
        let first = file.entry(dict, b"FirstChar").and_then(number);
        let widths = file.entry(dict, b"Widths").and_then(|w| w.as_array().ok());
        let first = first.unwrap_or(0.0).max(0.0) as u32;
        for (code, width) in (first..).zip(widths.into_iter().flatten().take(256)) {
            if let Some(width) = number(file.resolve(width)) {
                self.widths.insert(code, width);
            }
        }
    }

    fn read_composite_widths(&mut self, file: &PdfFile, dict: &Dictionary) {
        let descendant = file
            .entry(dict, b"DescendantFonts")
            .and_then(|list| list.as_array().ok()?.first())
            .and_then(|font| file.resolve(font).as_dict().ok());
        let Some(descendant) = descendant else {
            return;
        };
        if let Some(width) = file.entry(descendant, b"DW").and_then(number) {
            self.default_width = width;
        }
        let list = file
            .entry(descendant, b"W")
            .and_then(|w| w.as_array().ok())
            .map_or(&[][..], Vec::as_slice);
        let mut at = 0;
        while let (Some(first), Some(next)) = (list.get(at).and_then(number), list.get(at + 1)) {
            let first = first.max(0.0) as u32;
            if let Ok(widths) = file.resolve(next).as_array() {
                for (code, width) in (first..).zip(widths.iter().take(65_536)) {
                    if let Some(width) = number(width) {
                        self.widths.insert(code, width);
                    }
                }
                at += 2;
            } else {
                let last = number(next).unwrap_or(0.0).clamp(0.0, 65_535.0) as u32;
                if let Some(width) = list.get(at + 2).and_then(number) {
                    (first..=last).for_each(|code| self.widths.insert(code, width));
                }
                at += 3;
            }
        }
    }

    /// The text a code stands for; `buffer` holds what stands nowhere else.
    /// Without a map a byte is taken for Latin-1.
    pub(super) fn text<'a>(&'a self, code: u32, buffer: &'a mut [u8; 4]) -> &'a str {
        match self.texts.get(code) {
            Some(text) => text,
            None if self.code_bytes < 2 => char::from(code as u8).encode_utf8(buffer),
            None => "\u{FFFD}",
        }
    }

    /// Thousandths of an em.
    pub(super) fn width(&self, code: u32) -> f32 {
        let width = self.widths.get(code);
        width.copied().unwrap_or(self.default_width)
    }
}

fn name(object: &Object) -> Option<&[u8]> {
    object.as_name().ok()
}

/// Reads the `bfchar` and `bfrange` sections of a ToUnicode map.
fn read_map(bytes: &[u8]) -> Codes<Box<str>> {
    let mut tokens = Tokens::new(bytes);
    let mut texts = Codes::default();
    let mut operands = Vec::new();
    while let Some(operator) = tokens.operation(&mut operands) {
        match operator {
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let (Token::Text(code), Token::Text(text)) = (&pair[0], &pair[1]) {
                        texts.insert(code_of(code), utf16(text).into());
                    }
                }
            }
            b"endbfrange" => operands
                .chunks_exact(3)
                .for_each(|range| read_range(range, &mut texts)),
            _ => {}
        }
    }
    texts
}

fn read_range(range: &[Token<'_>], texts: &mut Codes<Box<str>>) {
    let (Token::Text(first), Token::Text(last)) = (&range[0], &range[1]) else {
        return;
    };
    let codes = code_of(first)..=code_of(last).min(code_of(first).saturating_add(65_535));
    match &range[2] {
        Token::Array(list) => {
            for (code, text) in codes.zip(list) {
                if let Token::Text(text) = text {
                    texts.insert(code, utf16(text).into());
                }
            }
        }
        Token::Text(start) => {
            let mut units = units(start);
            for code in codes {
                texts.insert(code, String::from_utf16_lossy(&units).into());
                if let Some(unit) = units.last_mut() {
                    *unit = unit.wrapping_add(1);
                }
            }
        }
        _ => {}
    }
}

fn code_of(bytes: &[u8]) -> u32 {
    let bytes = &bytes[bytes.len().saturating_sub(4)..];
    bytes
        .iter()
        .fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect()
}

/// UTF-16, big end first, without a mark.
pub(super) fn utf16(bytes: &[u8]) -> String {
    String::from_utf16_lossy(&units(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_codes_ranges_and_lists_are_read() {
        let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
            2 beginbfchar <0001> <00660069> <0002> <D83DDE00> endbfchar\n\
            2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0078> <0079>] endbfrange";
        let texts = read_map(map);
        let text = |code: u32| texts.get(code).map(|text| &**text);
        assert_eq!(text(1), Some("fi"), "a ligature is two letters");
        assert_eq!(text(2), Some("😀"), "surrogates are one character");
        assert_eq!([text(0x10), text(0x12)], [Some("A"), Some("C")]);
        assert_eq!([text(0x20), text(0x21)], [Some("x"), Some("y")]);
    }

    #[test]
    fn a_hostile_range_is_bounded() {
        let texts = read_map(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange");
        assert_eq!(texts.0.len(), 65_536);
    }
}
