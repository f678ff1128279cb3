//! What D3lta compares of a text: its letters and digits, small and without accents; links,
//! mentions, pictograms and the hashtags at both ends do not count.
//!
//! The steps and their order are those of `prepare_dataset` in D3lta 1.0.2, whose patterns are
//! Python's: what is white space and what is a word is Python's too.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

/// Hashtags, or words that end in `#`, at the beginning or at the end.
static HASHTAGS_AT_THE_ENDS: LazyLock<Regex> = LazyLock::new(|| {
    let solid = r"[^\t-\r\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+";
    let (before, after) = (format!("(?:#{solid} ?)+"), format!("(?:{solid}# ?)+"));
    Regex::new(&format!("^{before}|^{after}|{before}$|{after}$"))
        .expect("it is the same pattern every time")
});

/// The letters that D3lta compares.
pub fn graphemes(text: &str) -> String {
    let text = text.to_lowercase();
    let text = without_links(without_accents(&text).as_ref());
    let text = one_space_for_many(&without_pictograms(&without_mentions(&text)));
    let text = text.trim_matches(is_space);
    let text = match text.contains('#') {
        true => HASHTAGS_AT_THE_ENDS.replace_all(text, ""),
        false => Cow::Borrowed(text),
    };
    text.chars().filter(|letter| is_word(*letter)).collect()
}

/// gensim's `deaccent`.
fn without_accents(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let is_accent = |letter: &char| {
        !letter.is_ascii() && get_general_category(*letter) == GeneralCategory::NonspacingMark
    };
    Cow::Owned(
        text.nfd()
            .filter(|letter| !is_accent(letter))
            .nfc()
            .collect(),
    )
}

/// A link reaches to the next white space.
fn without_links(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['h', 'w']) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        if is_link(rest) {
            rest = &rest[rest.find(is_space).unwrap_or(rest.len())..];
        } else {
            kept.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    kept + rest
}

fn is_link(text: &str) -> bool {
    let scheme = ["https://", "http://"];
    if let Some(host) = scheme.iter().find_map(|scheme| text.strip_prefix(scheme)) {
        return match host.strip_prefix("www.") {
            Some(host) => is_host(host),
            None => !host.starts_with("www") && is_host(host),
        };
    }
    text.strip_prefix("www.").is_some_and(is_host)
}

/// It begins with a label, a dot and two more letters of whatever kind.
fn is_host(text: &str) -> bool {
    let in_label = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let length = text.bytes().take_while(in_label).count();
    let (label, rest) = text.split_at(length);
    let has_ends = !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let solid = |rest: &str| {
        rest.chars()
            .take_while(|letter| !is_space(*letter))
            .take(2)
            .count()
    };
    has_ends && rest.strip_prefix('.').is_some_and(|rest| solid(rest) == 2)
}

fn without_mentions(text: &str) -> Cow<'_, str> {
    if !text.contains('@') {
        return Cow::Borrowed(text);
    }
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut parts = text.split('@');
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let after = part.trim_start_matches(is_name);
        if after.len() == part.len() {
            kept.push('@');
        }
        kept.push_str(after);
    }
    Cow::Owned(kept)
}

fn without_pictograms(text: &str) -> Cow<'_, str> {
    match text.is_ascii() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(
            text.chars()
                .filter(|letter| !is_pictogram(*letter))
                .collect(),
        ),
    }
}

const fn is_pictogram(letter: char) -> bool {
    matches!(letter,
        '\u{20d0}'..='\u{20ff}'
        | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{249f}'
        | '\u{24b0}'..='\u{2bff}'
        | '\u{3000}'..='\u{303f}'
        | '\u{3200}'..='\u{32ff}'
        | '\u{1f000}'..='\u{1f0ff}'
        | '\u{1f100}'..='\u{1faff}'
        | '\u{1fb00}'..='\u{1fbff}'
        | '\u{e0000}'..='\u{e007f}'
        | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
}

/// Several blanks become one, and none before a new line: a hashtag may end in one blank.
fn one_space_for_many(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ' ' if kept.ends_with(' ') => continue,
            '\n' if kept.ends_with(' ') => {
                kept.pop();
            }
            _ => {}
        }
        kept.push(letter);
    }
    kept
}

/// Python's `\w`: letters and numbers of any kind and the low line, but no mark.
fn is_word(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric() || letter == '_';
    }
    use GeneralCategory as Is;
    matches!(
        get_general_category(letter),
        Is::UppercaseLetter
            | Is::LowercaseLetter
            | Is::TitlecaseLetter
            | Is::ModifierLetter
            | Is::OtherLetter
            | Is::DecimalNumber
            | Is::LetterNumber
            | Is::OtherNumber
    )
}

/// Python's `\s`.
const fn is_space(letter: char) -> bool {
    matches!(letter,
        '\t'..='\r' | '\u{1c}'..=' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}
