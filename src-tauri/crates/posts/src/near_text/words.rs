//! Texts cut into words: as CNT cuts them, and more strictly.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// How texts are cut into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Words {
    /// As CNT 1.5.2: punctuation and the parts of a link count, and a single word is enough.
    Cnt,
    /// Links, mentions and punctuation do not count, and a text with fewer than five different
    /// words is like no other.
    Strict,
}

impl Words {
    /// The fewest different words a text must have to be like another one.
    pub fn fewest(self) -> usize {
        match self {
            Words::Cnt => 1,
            Words::Strict => 5,
        }
    }

    /// Calls `see` with each word of `text`, in order, in small letters; words may recur.
    pub fn cut(self, text: &str, see: impl FnMut(&str)) {
        let small = text.to_lowercase();
        match self {
            Words::Cnt => cut_as_cnt(&without_mentions(small), see),
            Words::Strict => cut_strictly(&small, see),
        }
    }
}

fn cut_strictly(small: &str, mut see: impl FnMut(&str)) {
    let is_left_out =
        |part: &&str| part.starts_with('@') || part.contains("://") || part.starts_with("www.");
    for part in small.split_whitespace().filter(|part| !is_left_out(part)) {
        part.unicode_words().for_each(&mut see);
    }
}

/// CNT splits at every default word boundary, and takes the spaces and the apostrophe that
/// follow a boundary away. White space left inside a piece splits it later.
fn cut_as_cnt(text: &str, mut see: impl FnMut(&str)) {
    let mut taken = 0;
    for (at, piece) in text.split_word_bound_indices() {
        // Only what follows the apostrophe that was taken with the spaces before it.
        if at >= taken {
            let rest = &text[at..];
            let spaces = rest.len() - rest.trim_start_matches(is_spacing).len();
            let quote = usize::from(rest[spaces..].starts_with('\''));
            taken = at + spaces + quote;
        }
        let kept = piece.get(taken - at..).unwrap_or_default();
        let words = kept.split(is_space_in_python);
        words.filter(|word| !word.is_empty()).for_each(&mut see);
    }
}

/// From each `@` to the next white space.
fn without_mentions(small: String) -> String {
    if !small.contains('@') {
        return small;
    }
    let mut kept = String::with_capacity(small.len());
    let mut rest = small.as_str();
    while let Some(at) = rest.find('@') {
        kept.push_str(&rest[..at]);
        let mention = &rest[at..];
        rest = &mention[mention.find(char::is_whitespace).unwrap_or(mention.len())..];
    }
    kept.push_str(rest);
    kept
}

/// Unicode's `WSegSpace`.
fn is_spacing(letter: char) -> bool {
    matches!(letter, ' ' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

fn is_space_in_python(letter: char) -> bool {
    letter.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, words: Words) -> Vec<String> {
        let mut cut = Vec::new();
        words.cut(text, |word| cut.push(word.to_owned()));
        cut.sort();
        cut.dedup();
        cut
    }

    #[test]
    fn cnt_counts_punctuation_and_the_parts_of_a_link() {
        let text = "#RecognizeNewCaledonia now! https://t.co/abc @someone";
        let expected = [
            "!",
            "#",
            "/",
            ":",
            "abc",
            "https",
            "now",
            "recognizenewcaledonia",
            "t.co",
        ];
        assert_eq!(cut(text, Words::Cnt), expected);
    }

    #[test]
    fn words_are_cut_where_cnts_tokenizer_cuts_them() {
        // What coordination_network_toolkit.similarity.tokenize gives for each text.
        let cases: [(&str, &[&str]); 8] = [
            ("'orange' l'été can't", &["can't", "l'été", "orange"]),
            ("''a 'b", &["a", "b"]),
            ("3.5 1,000 a.b a:b", &["1,000", "3.5", "a.b", "a:b"]),
            ("ô\u{a0}x\u{1f}y", &["x", "y", "ô"]),
            ("😀😀 ❤\u{fe0f}🇫🇷🇩", &["❤\u{fe0f}", "🇩", "🇫🇷", "😀"]),
            (
                "b·\u{200d}hello \u{200d}:",
                &["\u{200d}", ":", "b·\u{200d}hello"],
            ),
            ("@a\u{1f}b c", &["c"]),
            ("İ ΣΑΣ", &["i\u{307}", "σας"]),
        ];
        for (text, expected) in cases {
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(cut(text, Words::Cnt), expected, "{text:?}");
        }
    }

    #[test]
    fn strict_words_are_words_only() {
        let text = "#RecognizeNewCaledonia now! https://t.co/abc @someone l'été 3.5";
        assert_eq!(
            cut(text, Words::Strict),
            ["3.5", "l'été", "now", "recognizenewcaledonia"]
        );
    }
}
