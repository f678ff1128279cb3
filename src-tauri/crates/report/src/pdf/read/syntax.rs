//! Reads the operators of a content stream and the tokens of a character map, whatever the bytes are.

use std::borrow::Cow;

/// Arrays and dictionaries nested deeper than this are skipped.
const DEEPEST: usize = 32;

/// An operand, or the operator that ends a list of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token<'a> {
    /// A number.
    Number(f32),
    /// A string, its escapes resolved.
    Text(Cow<'a, [u8]>),
    /// A name without its slash.
    Name(Cow<'a, [u8]>),
    /// `[ … ]`
    Array(Vec<Token<'a>>),
    /// `<< … >>`, keys and values in turn.
    Dictionary(Vec<Token<'a>>),
    /// A bare word: an operator, `true`, `null`.
    Word(&'a [u8]),
}

impl<'a> Token<'a> {
    pub(crate) fn number(&self) -> Option<f32> {
        match self {
            Token::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The value of a key, when this is a dictionary.
    pub(crate) fn value(&self, key: &[u8]) -> Option<&Token<'a>> {
        let Token::Dictionary(parts) = self else {
            return None;
        };
        let mut pairs = parts.chunks_exact(2);
        pairs
            .find(|pair| matches!(&pair[0], Token::Name(name) if **name == *key))
            .map(|pair| &pair[1])
    }
}

/// Goes through bytes token by token. Damage is skipped, never an error.
pub(crate) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next operator with its operands; none at the end. The pixels of an
    /// inline picture are skipped.
    pub(crate) fn operation(&mut self, operands: &mut Vec<Token<'a>>) -> Option<&'a [u8]> {
        operands.clear();
        loop {
            match self.token(0)? {
                Token::Word(word) => {
                    if word == b"ID" {
                        self.skip_inline_picture();
                    }
                    return Some(word);
                }
                // More operands than any operator takes mean damage.
                operand if operands.len() < 4096 => operands.push(operand),
                _ => {}
            }
        }
    }

    fn token(&mut self, depth: usize) -> Option<Token<'a>> {
        loop {
            self.skip_space();
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'/' => return Some(Token::Name(self.name())),
                b'(' => return Some(Token::Text(self.literal())),
                b'<' if self.bytes.get(self.at) == Some(&b'<') => {
                    self.at += 1;
                    return Some(Token::Dictionary(self.list(depth)));
                }
                b'<' => return Some(Token::Text(self.hexadecimal())),
                b'[' => return Some(Token::Array(self.list(depth))),
                // Ends of lists are taken by `list`; a stray one means nothing.
                b']' | b'>' | b')' | b'{' | b'}' => {}
                _ => {
                    self.at -= 1;
                    return Some(self.word());
                }
            }
        }
    }

    /// Tokens up to the closing bracket.
    fn list(&mut self, depth: usize) -> Vec<Token<'a>> {
        let mut found = Vec::with_capacity(8);
        loop {
            self.skip_space();
            match self.bytes.get(self.at) {
                None => return found,
                Some(b']') => {
                    self.at += 1;
                    return found;
                }
                Some(b'>') => {
                    self.at += 1;
                    if self.bytes.get(self.at) == Some(&b'>') {
                        self.at += 1;
                    }
                    return found;
                }
                Some(_) if depth >= DEEPEST => self.at += 1,
                Some(_) => found.extend(self.token(depth + 1)),
            }
        }
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            if *byte == b'%' {
                let rest = &self.bytes[self.at..];
                let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
                self.at += end.unwrap_or(rest.len());
            } else if is_space(*byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|b| is_space(*b) || is_delimiter(*b));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    fn word(&mut self) -> Token<'a> {
        let word = self.regular();
        let looks_like_number = word
            .iter()
            .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.'));
        let number = std::str::from_utf8(word)
            .ok()
            .filter(|_| looks_like_number)
            .and_then(|text| text.parse().ok());
        number.map_or_else(|| Token::Word(word), Token::Number)
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        let raw = self.regular();
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(byte) = raw.get(at) {
            let pair = raw.get(at + 1).zip(raw.get(at + 2));
            let escaped = pair.and_then(|(a, b)| Some(digit(*a)? << 4 | digit(*b)?));
            match escaped {
                Some(escaped) if *byte == b'#' => {
                    name.push(escaped);
                    at += 3;
                }
                _ => {
                    name.push(*byte);
                    at += 1;
                }
            }
        }
        Cow::Owned(name)
    }

    /// A string up to its closing bracket; without escapes it is not copied.
    fn literal(&mut self) -> Cow<'a, [u8]> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let plain = rest.iter().position(|b| matches!(b, b'(' | b')' | b'\\'));
        if let Some(end) = plain.filter(|end| rest[*end] == b')') {
            self.at += end + 1;
            return Cow::Borrowed(&rest[..end]);
        }
        let mut text = Vec::with_capacity(32);
        let mut open = 1;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(*byte);
        }
        Cow::Owned(text)
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.bytes.get(self.at) else {
            return;
        };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' if self.bytes.get(self.at) == Some(&b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.bytes.get(self.at) {
                        Some(next @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(next - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                text.push((value & 0xFF) as u8);
            }
            other => text.push(*other),
        }
    }

    fn hexadecimal(&mut self) -> Cow<'a, [u8]> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        let digits: Vec<u8> = rest[..end].iter().filter_map(|b| digit(*b)).collect();
        let pairs = digits.chunks(2);
        Cow::Owned(
            pairs
                .map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0))
                .collect(),
        )
    }

    /// Leaves the data of an inline picture behind: up to `EI` between spaces.
    fn skip_inline_picture(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest
            .windows(4)
            .position(|w| is_space(w[0]) && &w[1..3] == b"EI" && is_space(w[3]));
        self.at += end.map_or(rest.len(), |end| end + 3);
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operations(content: &[u8]) -> Vec<(Vec<Token<'_>>, String)> {
        let mut tokens = Tokens::new(content);
        let mut found = Vec::new();
        let mut operands = Vec::new();
        while let Some(operator) = tokens.operation(&mut operands) {
            let operator = String::from_utf8_lossy(operator).into_owned();
            found.push((operands.clone(), operator));
        }
        found
    }

    #[test]
    fn operators_come_with_their_operands() {
        let found = operations(b"BT /F1 10.5 Tf [<0041> -20 (a\\)\\101)] TJ ET % end");
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["BT", "Tf", "TJ", "ET"]);
        assert_eq!(found[1].0, [Token::Name(b"F1".into()), Token::Number(10.5)]);
        let expected = vec![
            Token::Text(vec![0, 0x41].into()),
            Token::Number(-20.0),
            Token::Text(b"a)A".into()),
        ];
        assert_eq!(found[2].0, [Token::Array(expected)]);
    }

    #[test]
    fn the_pixels_of_an_inline_picture_are_no_operators() {
        let found = operations(b"BI /W 1 ID \x01 Tj Tj\x00 EI\nq");
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["BI", "ID", "q"]);
    }

    #[test]
    fn damage_ends_and_nests_no_deeper_than_allowed() {
        let deep = vec![b'['; 100_000];
        assert!(operations(&deep).is_empty(), "no operator stands in it");
        assert!(operations(b"(never closed").is_empty());
        assert!(operations(b"<< /A [ (x").is_empty());
        assert_eq!(operations(b">> ] ) q").len(), 1);
    }
}
