//! Where sentences end: Unicode's rules, corrected for abbreviations, initials and quotations.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::abbreviation::{BEFORE_NUMBER, MAYBE_LAST, NEVER_LAST, OPENERS};

const CLOSERS: &[char] = &['»', '”', '’', ')', ']', '"', '\''];
const OPENING_SIGNS: &[char] = &['«', '“', '‘', '(', '[', '"', '\'', '„', '—', '–', '-', '*'];

/// The sentences of `text` as byte ranges that touch each other and cover it.
pub(crate) fn split_sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.split_sentence_bound_indices().skip(1) {
        // A boundary already swallowed by one that moved past closing signs.
        if at <= start {
            continue;
        }
        if let Some(end) = true_boundary(text, start, at) {
            sentences.push(start..end);
            start = end;
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}

/// The boundary at `at` as it should be: there, after closing signs, or nowhere.
fn true_boundary(text: &str, start: usize, at: usize) -> Option<usize> {
    let at = at + closing_length(&text[at..]);
    let (before, after) = (&text[start..at], &text[at..]);
    if after.is_empty() || starts_small(after) || ends_in_abbreviation(before, after) {
        return None;
    }
    Some(at)
}

/// How many bytes of closing signs (with space after them) stand first.
fn closing_length(after: &str) -> usize {
    let signs: usize = after
        .chars()
        .take_while(|c| CLOSERS.contains(c))
        .map(char::len_utf8)
        .sum();
    let rest = &after[signs..];
    if signs == 0 || !(rest.is_empty() || rest.starts_with([' ', '\u{a0}', '\u{202f}'])) {
        return 0;
    }
    after.len() - rest.trim_start().len()
}

fn starts_small(after: &str) -> bool {
    let first = after.trim_start_matches(|c: char| c.is_whitespace() || OPENING_SIGNS.contains(&c));
    let quoted = after.trim_start().starts_with(OPENING_SIGNS);
    !quoted
        && first.starts_with(|c: char| {
            c.is_lowercase() || matches!(c, ',' | ';' | ':' | '.' | '!' | '?')
        })
}

fn ends_in_abbreviation(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    if !before.ends_with('.') {
        return false;
    }
    let word_start = |c: char| c.is_whitespace() || OPENING_SIGNS[..9].contains(&c) || c == '’';
    let word = before.rsplit(word_start).next().unwrap_or(before);
    if word.len() < 2 {
        return false;
    }
    let alone = word.len() == before.len();
    let small = word.to_lowercase();
    let next = next_word(after);
    let has = |list: &[&str]| list.contains(&small.as_str()) || list.contains(&word);
    if has(NEVER_LAST) || (has(BEFORE_NUMBER) && next.starts_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    if alone && word[..word.len() - 1].chars().all(|c| c.is_ascii_digit()) {
        return true;
    }
    (has(MAYBE_LAST) || is_initials(word)) && !OPENERS.contains(&next.as_str())
}

/// `J.`, `J.-P.`, `U.S.`: capital letters with stops.
fn is_initials(word: &str) -> bool {
    let parts = word
        .trim_end_matches('.')
        .split(['.', '-'])
        .filter(|p| !p.is_empty());
    word.chars().any(char::is_uppercase)
        && parts.into_iter().all(|p| {
            let mut letters = p.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

/// The next word in small letters, an elided article with its apostrophe (`l'`).
fn next_word(after: &str) -> String {
    let text = after.trim_start_matches(|c: char| c.is_whitespace() || OPENING_SIGNS.contains(&c));
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    let elided = text[end..].starts_with(['\'', '’']) && text[..end].chars().count() <= 2;
    let word = text[..end].to_lowercase();
    if elided { word + "'" } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences as the tests write them: parted by `|`.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = split_sentences(&text)
            .into_iter()
            .map(|r| &text[r])
            .collect();
        assert_eq!(found.join("|"), marked);
    }

    #[test]
    fn titles_and_initials_end_no_sentence() {
        check("M. Dupont a répondu. |Mme. Durand non.");
        check("He met Dr. A. B. Smith and J.-P. Roux in Nouméa. |It rained.");
        check("The U.S. Army left. |He lives in the U.S. |The rest stayed.");
        check("It was plan B. |He knew. |It was me. |Modern art. |Me. Roux left.");
    }

    #[test]
    fn words_that_point_on_end_no_sentence() {
        check("Some cities, e.g. Paris, were named. |Others, i.e. Baku, not.");
        check("Plusieurs villes, p. ex. Paris, sont citées. |D’autres non.");
        check("See No. 5 and p. 12. |Did he? |No. |He left.");
        check("Posts, pictures, etc. were kept. |Posts, pictures, etc. |The rest was not.");
    }

    #[test]
    fn decimals_dates_and_list_numbers_stay_whole() {
        check("It rose by 3.5 percent on 14.05.2024 at 10.30. |Then it fell.");
        check("1. First point.");
    }

    #[test]
    fn quotations_end_with_their_closing_sign() {
        check("He said: “It is false.” |Then he left.");
        check("« C’est faux. » |Il est parti.");
        check("« Pourquoi ? » demande-t-il. |Rien.");
        check("“Why?” he asked. |She left.");
        check("He said no. |\"Yes,\" she said.");
        check("(It was late.) |He left.");
    }

    #[test]
    fn letters_of_other_alphabets_and_emoji_are_counted_whole() {
        check("Bu, yalandır. |İlham 🙂 gəldi. |Он сказал нет. |结束了。|好。");
    }

    #[test]
    fn nothing_and_spaces_are_covered() {
        assert!(split_sentences("").is_empty());
        check("   ");
    }
}
