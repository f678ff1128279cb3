//! Folding of case and diacritics, so that a search for `Elcin` finds `Elçin`.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The folded form of one character: lower case, without diacritics, with the
/// letters of Azerbaijani and Turkish that carry no separable mark
/// (ə ı İ ø ł đ) written as the letter a foreign keyboard would type.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(plain)
        .collect()
}

fn plain(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'ə' | 'ǝ' => ('e', None),
        'ı' => ('i', None),
        'ø' => ('o', None),
        'ł' => ('l', None),
        'đ' | 'ð' => ('d', None),
        'ħ' => ('h', None),
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        'ς' => ('σ', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

/// Text as two captures of it are compared: NFC, white space folded to single
/// spaces, none at the ends.
pub fn squeeze(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn azerbaijani_letters_fold_to_plain_ones() {
        assert_eq!(
            fold("Azərbaycan ƏLİYEV ığdır Şuşa Gəncə"),
            "azerbaycan eliyev igdir susa gence"
        );
        assert_eq!(fold("İ I ı i"), "i i i i");
    }

    #[test]
    fn diacritics_of_other_languages_fold() {
        assert_eq!(
            fold("Nouvelle-Calédonie Žluťoučký Œuvre Łódź"),
            "nouvelle-caledonie zlutoucky oeuvre lodz"
        );
        assert_eq!(fold("ДІЯ Ελλάς"), "дія ελλασ");
    }

    #[test]
    fn squeezing_keeps_the_words_and_drops_the_line_breaks() {
        assert_eq!(
            squeeze("  une\u{a0}phrase \n coupe\u{301}e "),
            "une phrase coupée"
        );
    }
}
