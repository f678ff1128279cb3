//! Finds out in which encoding a file is and turns it into UTF-8 as it is read.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How a file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Encoded {
    pub encoding: &'static Encoding,
    /// How many bytes of a mark stand in front.
    pub mark: usize,
}

impl Encoded {
    /// The encoding that a file's beginning has: by its mark, by the zeros of UTF-16, as UTF-8
    /// when it is that, else by the statistics that browsers use.
    pub(super) fn guess(head: &[u8]) -> Encoded {
        if let Some((encoding, mark)) = Encoding::for_bom(head) {
            return Encoded { encoding, mark };
        }
        let encoding = utf_16(head).unwrap_or_else(|| match std::str::from_utf8(head) {
            Ok(_) => UTF_8,
            Err(error) if error.error_len().is_none() => UTF_8,
            Err(_) => by_statistics(head),
        });
        Encoded { encoding, mark: 0 }
    }

    /// How many bytes of the file are left out before offsets are counted.
    pub(super) fn base(self) -> u64 {
        if self.encoding == UTF_8 {
            self.mark as u64
        } else {
            0
        }
    }

    /// The file in UTF-8, without its mark.
    pub(super) fn decode<R: Read>(self, input: R) -> Decoded<R> {
        let decoder = (self.encoding != UTF_8).then(|| self.encoding.new_decoder());
        Decoded {
            input,
            decoder,
            skip: self.base() as usize,
            raw: Vec::new(),
            at: 0,
            is_over: false,
            rest: Vec::new(),
        }
    }
}

/// Texts of many languages have mostly ASCII spaces, commas and digits: in UTF-16 every
/// other byte of them is zero.
fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let tenth = head.len() / 10;
    match (even > tenth, odd > tenth) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

fn by_statistics(head: &[u8]) -> &'static Encoding {
    // One damaged byte among many letters that are UTF-8 does not make another encoding.
    let lossy = String::from_utf8_lossy(head);
    let broken = lossy.matches('\u{fffd}').count();
    let whole = lossy.chars().filter(|letter| !letter.is_ascii()).count() - broken;
    if whole > broken * 10 {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(head, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// A reader that gives UTF-8. A file that is UTF-8 passes as it is, damage included.
pub(super) struct Decoded<R> {
    input: R,
    decoder: Option<Decoder>,
    skip: usize,
    raw: Vec<u8>,
    at: usize,
    is_over: bool,
    rest: Vec<u8>,
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.skip > 0 {
            let mut mark = [0; 4];
            let count = self.input.read(&mut mark[..self.skip])?;
            if count == 0 {
                return Ok(0);
            }
            self.skip -= count;
        }
        if self.decoder.is_none() {
            return self.input.read(out);
        }
        self.decode(out)
    }
}

impl<R: Read> Decoded<R> {
    fn decode(&mut self, out: &mut [u8]) -> io::Result<usize> {
        const STRETCH: usize = 1 << 16;
        while self.rest.is_empty() && !self.is_over {
            if self.at == self.raw.len() {
                self.raw.resize(STRETCH, 0);
                let count = self.input.read(&mut self.raw)?;
                self.raw.truncate(count);
                self.at = 0;
            }
            let is_last = self.raw.is_empty();
            let decoder = self.decoder.as_mut().expect("checked by the caller");
            let mut room = vec![0; STRETCH * 4];
            let (result, read, written, _) =
                decoder.decode_to_utf8(&self.raw[self.at..], &mut room, is_last);
            self.at += read;
            room.truncate(written);
            self.rest = room;
            self.is_over = is_last && result == CoderResult::InputEmpty;
        }
        let count = self.rest.len().min(out.len());
        out[..count].copy_from_slice(&self.rest[..count]);
        self.rest.drain(..count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> String {
        let mut text = String::new();
        let encoded = Encoded::guess(bytes);
        encoded.decode(bytes).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn marks_zeros_and_letters_give_the_encoding_away() {
        let text = "id;texte\n1;Nouvelle-Calédonie, été\n";
        assert_eq!(decoded(text.as_bytes()), text);
        assert_eq!(decoded(format!("\u{feff}{text}").as_bytes()), text);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&wide), text);
        let marked = [&[0xff, 0xfe], wide.as_slice()].concat();
        assert_eq!(decoded(&marked), text);
        let (western, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(decoded(&western), text);
    }

    #[test]
    fn cyrillic_of_one_byte_a_letter_is_read() {
        let text = "id;text\n1;Новая Каледония просит о помощи\n2;Франция отвечает на вопросы\n";
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        assert_eq!(decoded(&cyrillic), text);
    }
}
