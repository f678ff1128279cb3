//! Makes any text mean itself in pandoc's Markdown and in YAML.

/// Words inside a paragraph, every sign that could be markup escaped.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut previous = '\0';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let c = printable(c);
        let next = characters.peek().copied().unwrap_or('\0');
        let special = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '~' | '^' | '$'
            | '@' | '|' | '&' | '"' | '\'' => true,
            '-' | '.' => previous == c || next == c,
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
        previous = c;
    }
    escaped
}

/// The same at the start of a block, where lists, rules and definitions begin.
pub(crate) fn escape_start(escaped: &str) -> String {
    let text = escaped.trim_start();
    if text.starts_with(['+', '-', ':', '=', '(', '%']) {
        return format!("\\{text}");
    }
    let label = text
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric())
        .count();
    if (1..=12).contains(&label) && text[label..].starts_with(['.', ')']) {
        return format!("{}\\{}", &text[..label], &text[label..]);
    }
    text.to_owned()
}

/// Line ends as spaces; characters that no text file should hold as U+FFFD.
fn printable(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => '\u{FFFD}',
        '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        c => c,
    }
}

/// A YAML value that pandoc reads as exactly these words.
pub(crate) fn yaml(text: &str) -> String {
    let escaped = escape_start(&escape(text));
    serde_json::to_string(&escaped).expect("a string is always JSON")
}

/// Words in a code span: a fence longer than any run of back-ticks inside.
pub(crate) fn code(text: &str) -> String {
    let text: String = text.chars().map(printable).collect();
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    if text.trim().is_empty() {
        return escape(&text);
    }
    format!("{fence} {text} {fence}")
}

/// The length of the longest run of a character.
pub(crate) fn longest_run(text: &str, wanted: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// An address between angle brackets.
pub(crate) fn address(text: &str) -> String {
    let mut encoded = String::from("<");
    for c in text.chars() {
        if matches!(c, '<' | '>' | '\\' | ' ' | '"' | '`') || c.is_control() {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        } else {
            encoded.push(c);
        }
    }
    encoded.push('>');
    encoded
}

/// Emphasis around words, with the space at their ends outside it.
pub(crate) fn wrapped(words: &str, delimiter: &str) -> String {
    let inner = words.trim();
    if inner.is_empty() {
        return words.to_owned();
    }
    let start = &words[..words.len() - words.trim_start().len()];
    let end = &words[words.trim_end().len()..];
    format!("{start}{delimiter}{inner}{delimiter}{end}")
}

/// Lines with a prefix: one before the first, another before the rest.
pub(crate) fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut prefixed = String::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            prefixed.push('\n');
        }
        prefixed.push_str(if index == 0 { first } else { rest });
        prefixed.push_str(line);
    }
    if text.is_empty() {
        prefixed.push_str(first);
    }
    prefixed
}

/// A name that an attribute can hold.
pub(crate) fn identifier(name: &str) -> String {
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '-'
            }
        })
        .collect();
    if safe.starts_with(char::is_alphabetic) {
        safe
    } else {
        format!("x{safe}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_prose_stays_as_it_is() {
        let prose = "In 2024, an account (A-001) posted 5,187 pictures; nobody knows why.";
        assert_eq!(escape_start(&escape(prose)), prose);
    }

    #[test]
    fn what_would_begin_a_list_is_escaped_only_at_the_start() {
        assert_eq!(escape_start("1. one"), "1\\. one");
        assert_eq!(escape_start("- one"), "\\- one");
        assert_eq!(escape_start("one - two 1. three"), "one - two 1. three");
    }

    #[test]
    fn a_code_fence_is_longer_than_the_ticks_inside() {
        assert_eq!(code("a``b"), "``` a``b ```");
    }
}
