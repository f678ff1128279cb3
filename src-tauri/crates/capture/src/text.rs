//! Bytes into text: encodings marked, recognised or, at last, assumed.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What a captured item says, as text to search and to quote from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExtractedText {
    /// The text; lines end with `\n`.
    pub text: String,
    /// For a paged document, the byte at which each page begins in `text`.
    pub pages: Option<Vec<usize>>,
    /// Whether there was more than the limits allow.
    pub truncated: bool,
}

impl ExtractedText {
    /// The page (from 1) on which the byte `at` of the text stands.
    pub fn page_of(&self, at: usize) -> Option<u32> {
        let pages = self.pages.as_ref()?;
        let index = pages.partition_point(|start| *start <= at);
        u32::try_from(index).ok().filter(|page| *page > 0)
    }
}

/// Text larger than this is cut; a case is no data store for tables.
pub(crate) const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;

/// Whether the text of an original of this size was read to its end.
pub fn is_read_whole(media_type: &str, size_bytes: u64, text_bytes: usize) -> bool {
    let is_markup = media_type.ends_with("html") || media_type.ends_with("html+xml");
    let most = if is_markup {
        crate::html::MAX_MARKUP_BYTES
    } else {
        MAX_TEXT_BYTES
    };
    let is_text =
        is_markup || media_type.starts_with("text/") || media_type.starts_with("application/");
    text_bytes + 8 < MAX_TEXT_BYTES
        && (!is_text || media_type == "application/pdf" || size_bytes <= most as u64)
}

/// Decodes text: by its mark, as UTF-16 without one, as UTF-8, or as windows-1252.
/// `whole` says that nothing was cut off, so that a broken last character is an error.
pub(crate) fn decode(bytes: &[u8], whole: bool) -> (String, &'static Encoding) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (decode_as(&bytes[mark..], encoding), encoding);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return (decode_as(bytes, encoding), encoding);
    }
    let encoding = if is_utf8(bytes, whole) {
        UTF_8
    } else {
        WINDOWS_1252
    };
    (decode_as(bytes, encoding), encoding)
}

/// Decodes in a known encoding; what cannot be read becomes U+FFFD.
pub(crate) fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether the bytes are UTF-8, apart from a character cut at the end.
pub(crate) fn is_utf8(bytes: &[u8], whole: bool) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => {
            !whole && error.error_len().is_none() && bytes.len() - error.valid_up_to() < 4
        }
    }
}

/// UTF-16 without a mark, told by zeros in every second byte.
pub(crate) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |first: usize| {
        sample[first..]
            .iter()
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 10 > half * 6 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 6 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Makes text fit to be kept: line ends as `\n`, no control characters, at most
/// [`MAX_TEXT_BYTES`]. Gives it with whether it was cut.
pub(crate) fn tidy(text: &str) -> (String, bool) {
    let mut tidied = String::with_capacity(text.len().min(MAX_TEXT_BYTES));
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let c = match c {
            '\r' if characters.peek() == Some(&'\n') => continue,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{c}' => '\n',
            '\0' => '\u{fffd}',
            c if c.is_control() && c != '\n' && c != '\t' => ' ',
            c => c,
        };
        if tidied.len() + c.len_utf8() > MAX_TEXT_BYTES {
            return (tidied, true);
        }
        tidied.push(c);
    }
    (tidied, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_recognised() {
        let word = "Ağdam ə";
        assert_eq!(decode(word.as_bytes(), true).0, word);
        assert_eq!(decode("\u{feff}é".as_bytes(), true).0, "é");
        let utf16 = |text: &str, big: bool| -> Vec<u8> {
            let units = text.encode_utf16();
            units
                .flat_map(|u| {
                    if big {
                        u.to_be_bytes()
                    } else {
                        u.to_le_bytes()
                    }
                })
                .collect()
        };
        assert_eq!(decode(&utf16("\u{feff}ə ğ", false), true).0, "ə ğ");
        assert_eq!(
            decode(&utf16("plain text", true), true),
            ("plain text".into(), UTF_16BE)
        );
        assert_eq!(
            decode(b"caf\xe9 \x93x\x94", true),
            ("café “x”".into(), WINDOWS_1252)
        );
    }

    #[test]
    fn a_character_cut_at_the_limit_does_not_change_the_encoding() {
        let cut = &"ééé".as_bytes()[..5];
        assert_eq!(decode(cut, false).1, UTF_8);
        assert_eq!(decode(cut, true).1, WINDOWS_1252);
    }

    #[test]
    fn control_characters_and_line_ends_are_tidied() {
        assert_eq!(
            tidy("a\r\nb\rc\0d\u{1}e\tf"),
            ("a\nb\nc\u{fffd}d e\tf".into(), false)
        );
        let (long, cut) = tidy(&"é".repeat(MAX_TEXT_BYTES));
        assert!(cut && long.len() <= MAX_TEXT_BYTES);
    }

    #[test]
    fn a_place_in_the_text_is_on_its_page() {
        let text = ExtractedText {
            text: "abcdef".into(),
            pages: Some(vec![0, 3]),
            truncated: false,
        };
        assert_eq!(
            (text.page_of(0), text.page_of(2), text.page_of(3)),
            (Some(1), Some(1), Some(2))
        );
    }
}
