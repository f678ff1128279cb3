//! Strings, dates and addresses in the syntax of PDF.

use chrono::{DateTime, FixedOffset};
use lopdf::{Object, StringFormat};

/// The most bytes PDF/A allows a string to have.
const LONGEST: usize = 32_767;

/// A text string: ASCII as it is, anything else as UTF-16. Longer ones than
/// PDF/A allows are cut.
pub(crate) fn text_string(text: &str) -> Object {
    if text.len() <= LONGEST && text.bytes().all(|c| matches!(c, b' '..=b'~')) {
        return Object::string_literal(text);
    }
    let mut bytes = vec![0xFE, 0xFF];
    for c in text.chars() {
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units);
        if bytes.len() + 2 * units.len() > LONGEST {
            break;
        }
        for unit in units {
            bytes.extend(unit.to_be_bytes());
        }
    }
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Bytes that are not text.
pub(crate) fn bytes_string(bytes: &[u8]) -> Object {
    Object::String(bytes.to_vec(), StringFormat::Hexadecimal)
}

/// An address as a URI action wants it: every byte beyond ASCII escaped.
pub(crate) fn ascii_address(address: &str) -> String {
    address.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_graphic() {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}

/// A moment as the document information and attachments give it.
pub(crate) fn date_string(date: &DateTime<FixedOffset>) -> Object {
    let seconds = date.offset().local_minus_utc();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    let (hours, rest) = (minutes / 60, minutes % 60);
    let text = format!(
        "D:{}{sign}{hours:02}'{rest:02}'",
        date.format("%Y%m%d%H%M%S")
    );
    Object::string_literal(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(object: Object) -> Vec<u8> {
        match object {
            Object::String(bytes, _) => bytes,
            other => panic!("{other:?} is no string"),
        }
    }

    #[test]
    fn a_string_is_never_longer_than_pdf_a_allows() {
        assert_eq!(bytes(text_string("plain (text)")), b"plain (text)");
        for text in ["x".repeat(40_000), "я".repeat(40_000), "🙂".repeat(40_000)] {
            let cut = bytes(text_string(&text));
            assert!(cut.len() <= LONGEST, "{} bytes", cut.len());
            assert!(cut.len() > LONGEST - 4, "{} bytes", cut.len());
            let units: Vec<u16> = cut[2..]
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            assert!(text.starts_with(&String::from_utf16(&units).unwrap()));
        }
    }

    #[test]
    fn dates_carry_their_offset() {
        let date = DateTime::parse_from_rfc3339("2024-05-15T08:21:07.25-03:30").unwrap();
        assert_eq!(bytes(date_string(&date)), b"D:20240515082107-03'30'");
    }
}
