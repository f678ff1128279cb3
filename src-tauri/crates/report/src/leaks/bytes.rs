//! How strings are written in files, and how what is written there is read.

use std::collections::BTreeSet;

use crate::references::character;

/// A string in every encoding in which a file may hold it.
pub(super) fn encodings(text: &str) -> BTreeSet<Vec<u8>> {
    let mut all = BTreeSet::new();
    for spelled in [text.to_owned(), text.to_lowercase(), text.to_uppercase()] {
        let wide: Vec<u16> = spelled.encode_utf16().collect();
        all.insert(wide.iter().flat_map(|unit| unit.to_be_bytes()).collect());
        all.insert(wide.iter().flat_map(|unit| unit.to_le_bytes()).collect());
        all.insert(hex(&wide));
        all.insert(escaped(&spelled, "\\u", &wide));
        all.insert(percent(&spelled));
        all.insert(octal(&wide));
        if spelled.chars().all(|c| u32::from(c) < 256) {
            all.insert(spelled.chars().map(|c| c as u8).collect());
        }
        all.insert(spelled.into_bytes());
    }
    all
}

/// As a PDF writes a string in hexadecimal.
fn hex(wide: &[u16]) -> Vec<u8> {
    wide.iter()
        .flat_map(|unit| format!("{unit:04X}").into_bytes())
        .collect()
}

/// As JSON writes what is not ASCII.
fn escaped(text: &str, lead: &str, wide: &[u16]) -> Vec<u8> {
    if text.is_ascii() {
        return text.as_bytes().to_vec();
    }
    let one = |unit: &u16| match u8::try_from(*unit) {
        Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
        _ => format!("{lead}{unit:04x}"),
    };
    wide.iter().map(one).collect::<String>().into_bytes()
}

/// As an address writes what is not plain.
fn percent(text: &str) -> Vec<u8> {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect::<String>().into_bytes()
}

/// As a PDF may write a string of two-byte characters with escapes.
fn octal(wide: &[u16]) -> Vec<u8> {
    let one = |byte: u8| match byte {
        b' '..=b'~' if !b"()\\".contains(&byte) => char::from(byte).to_string(),
        _ => format!("\\{byte:03o}"),
    };
    let bytes = wide.iter().flat_map(|unit| unit.to_be_bytes());
    bytes.map(one).collect::<String>().into_bytes()
}

/// A text in every way in which it may be meant to be read: as it stands or as
/// markup, and with the escapes of JSON or of addresses resolved.
pub(super) fn readings(text: &str) -> Vec<String> {
    let mut readings = vec![plain(text)];
    if text.contains("\\u") {
        readings.push(unescaped(text));
    }
    if text.contains('%') {
        readings.push(String::from_utf8_lossy(&from_percent(text)).into_owned());
    }
    readings
}

/// Escapes such as `\u018f` resolved.
fn unescaped(text: &str) -> String {
    let mut wide: Vec<u16> = Vec::with_capacity(text.len());
    let mut parts = text.split("\\u");
    wide.extend(parts.next().unwrap_or_default().encode_utf16());
    for part in parts {
        match part.get(..4).map(|digits| u16::from_str_radix(digits, 16)) {
            Some(Ok(unit)) => {
                wide.push(unit);
                wide.extend(part[4..].encode_utf16());
            }
            _ => wide.extend(part.encode_utf16()),
        }
    }
    String::from_utf16_lossy(&wide)
}

/// Escapes such as `%C6` resolved.
fn from_percent(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

/// A text as it reads: no tags, references to characters resolved.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = |mark| rest.char_indices().take(4000).find(|(_, c)| *c == mark);
        let read = if rest.starts_with('&') {
            end(';').and_then(|(end, _)| Some((end, character(&rest[1..end])?.to_string())))
        } else {
            let is_tag =
                rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
            // What a tag says of itself, such as a description, is read too.
            end('>').filter(|_| is_tag).map(|(end, _)| {
                let told = rest[..end].contains('=');
                (
                    end,
                    if told {
                        format!(" {} ", &rest[1..end])
                    } else {
                        String::new()
                    },
                )
            })
        };
        let (skip, read) = read.unwrap_or_else(|| (0, rest[..1].to_owned()));
        plain.push_str(&read);
        rest = &rest[skip + 1..];
    }
    plain.push_str(rest);
    plain
}

/// The bytes of everything that a text carries as `base64,`.
pub(super) fn embedded(text: &str) -> Vec<Vec<u8>> {
    text.split("base64,")
        .skip(1)
        .map(|rest| base64(rest.as_bytes()))
        .collect()
}

/// Base64 up to the first byte that is none of it.
fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'\n' | b'\r' => continue,
            _ => break,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_files_write_it() {
        let all = encodings("Əli K");
        for written in [
            "Əli K".as_bytes(),
            b"\x01\x8f\0l\0i\0 \0K",
            b"\x8f\x01l\0i\0 \0K\0",
            b"\\u018fli K",
            b"%C6%8Fli%20K",
            b"018F006C00690020004B",
            b"\\001\\217\\000l\\000i\\000 \\000K",
        ] {
            assert!(
                all.contains(written),
                "{:?}",
                String::from_utf8_lossy(written)
            );
        }
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescaped("El\\u00e7in \\u12 \\ud83e\\udd8a"), "Elçin 12 🦊");
        assert_eq!(from_percent("100% El%C3%A7in"), "100% Elçin".as_bytes());
    }

    #[test]
    fn markup_is_read_as_it_reads() {
        assert_eq!(
            plain("El<b>&#xE7;</b>in &amp; a < b, 1 &c"),
            "Elçin & a < b, 1 &c"
        );
        assert!(plain("<img alt=\"Elçin\">").contains("Elçin"));
        assert_eq!(embedded("x base64,SGVsbG8h\" y"), [b"Hello!"]);
    }
}
