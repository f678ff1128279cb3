//! References to characters, as HTML and Markdown write them: `&#65;`, `&nbsp;`.

/// The character that a reference names, without its `&` and `;`; of names only
/// those that files of ours hold.
pub(crate) fn character(name: &str) -> Option<char> {
    let number = match name.strip_prefix('#') {
        Some(number) => number,
        None => {
            let known = [
                ("amp", '&'),
                ("lt", '<'),
                ("gt", '>'),
                ("quot", '"'),
                ("apos", '\''),
                ("nbsp", '\u{a0}'),
                ("shy", '\u{ad}'),
            ];
            return known
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, c)| *c);
        }
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

/// A text with the references in it to letters, digits and spaces written out:
/// in Markdown it reads the same, and names in it can be found.
pub(crate) fn written_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let read = part
            .split_once(';')
            .and_then(|(name, rest)| Some((character(name)?, rest)))
            .filter(|(c, _)| c.is_alphanumeric() || matches!(c, '\u{a0}' | '\u{ad}'));
        match read {
            Some((c, rest)) => {
                out.push(c);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_spaces_are_written_out_and_signs_stay_as_they_mean() {
        let text = "&#65;nn&#x61;&nbsp;B &amp; &#42; & &; &#xFFFFFFFF; &lt;b&gt; a&shy;b";
        let wanted = "Anna\u{a0}B &amp; &#42; & &; &#xFFFFFFFF; &lt;b&gt; a\u{ad}b";
        assert_eq!(written_out(text), wanted);
    }
}
