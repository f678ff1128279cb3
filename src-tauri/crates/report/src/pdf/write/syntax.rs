//! Objects as PDF spells them.

use std::io::Write;

use lopdf::{Object, StringFormat};

/// Appends an object that is not a stream.
pub(crate) fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => append(out, format_args!("{value}")),
        Object::Real(value) => write_real(out, *value),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, StringFormat::Literal) => write_literal(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => write_hexadecimal(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => {
            out.extend_from_slice(b"<<");
            for (key, value) in entries {
                write_name(out, key);
                out.push(b' ');
                write_object(out, value);
            }
            out.extend_from_slice(b">>");
        }
        Object::Reference((number, generation)) => {
            append(out, format_args!("{number} {generation} R"));
        }
        // A stream cannot stand inside another object.
        Object::Stream(_) => out.extend_from_slice(b"null"),
    }
}

/// Appends formatted text.
pub(crate) fn append(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text)
        .expect("writing to memory does not fail");
}

/// Three places behind the point are a sixty-thousandth of an inch; a number
/// that is none becomes 0.
fn write_real(out: &mut Vec<u8>, value: f32) {
    let rounded = (f64::from(value) * 1000.0).round() / 1000.0;
    let sound = if rounded.is_finite() {
        rounded + 0.0
    } else {
        0.0
    };
    append(out, format_args!("{sound}"));
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            append(out, format_args!("#{byte:02X}"));
        }
    }
}

fn write_literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            // A bare end of line would be read as another one.
            b'\r' => out.extend_from_slice(b"\\r"),
            other => out.push(*other),
        }
    }
    out.push(b')');
}

fn write_hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    fn written(object: impl Into<Object>) -> String {
        let mut out = Vec::new();
        write_object(&mut out, &object.into());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn objects_are_spelled_as_pdf_reads_them() {
        assert_eq!(written(841.889_77), "841.89");
        assert_eq!(written(-0.000_1), "0");
        assert_eq!(written(f32::NAN), "0");
        assert_eq!(written(1.0e9), "1000000000");
        assert_eq!(written("application/json"), "/application#2Fjson");
        assert_eq!(
            written(Object::string_literal("a(b)\\\r\n")),
            "(a\\(b\\)\\\\\\r\n)"
        );
        let bytes = Object::String(vec![0xFE, 0x0A], StringFormat::Hexadecimal);
        let nested = dictionary! { "K" => vec![1.into(), Object::Null, bytes], "P" => (7, 0) };
        assert_eq!(written(nested), "<</K [1 null <FE0A>]/P 7 0 R>>");
    }
}
