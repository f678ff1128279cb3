//! Makes any text mean itself in HTML.

use std::fmt::Write;

/// Words as they read, in text and in quoted attributes alike.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => {}
            c if is_no_text(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// Characters that a page may not hold.
fn is_no_text(c: char) -> bool {
    c.is_control() || (u32::from(c) & 0xFFFE) == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

/// A name that an `id` can hold and a fragment can lead to, the same for the same text.
pub(crate) fn identifier(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
            out.push(c);
        } else {
            // Every other sign is spelled, so that two names stay two.
            let _ = write!(out, "_{:x}_", u32::from(c));
        }
    }
    out
}

/// The language and direction of a passage as attributes, with the space before them.
pub(crate) fn lang(tag: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let tag: String = tag.chars().filter(plain).take(35).collect();
    if tag.is_empty() {
        return String::new();
    }
    format!(" lang=\"{tag}\" dir=\"{}\"", direction(&tag))
}

/// `rtl` for the languages that are written from right to left.
pub(crate) fn direction(tag: &str) -> &'static str {
    let primary = tag.split('-').next().unwrap_or_default();
    let rtl = [
        "ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi",
    ];
    if rtl.iter().any(|one| primary.eq_ignore_ascii_case(one)) {
        "rtl"
    } else {
        "ltr"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_what_is_no_text_become_harmless() {
        assert_eq!(escape("<b>&\"'"), "&lt;b&gt;&amp;&quot;&#39;");
        assert_eq!(
            escape("a\0\u{1b}\u{fffe}b\r\n"),
            "a\u{fffd}\u{fffd}\u{fffd}b\n"
        );
    }

    #[test]
    fn identifiers_hold_no_quotes_and_stay_different() {
        assert_eq!(identifier("E-014"), "E-014");
        assert_eq!(identifier("a\" b"), "a_22__20_b");
        assert_ne!(identifier("a b"), identifier("a\"b"));
    }
}
