//! Where words may be divided at the end of a line, by language.

use std::collections::HashMap;

use hypher::Lang;
use unicode_script::{Script, UnicodeScript};

/// The patterns of a language.
pub(crate) type Patterns = Lang;

/// Fewest letters of a word that is divided.
const SHORTEST: usize = 5;
/// Fewest letters left before a hyphen, and carried over after it.
const LEAST: (usize, usize) = (2, 3);

/// How a language fills lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// Words are divided by these patterns, lines are justified.
    Divides(Lang),
    /// Words are never divided, lines are justified at spaces or between
    /// characters: Arabic, Hebrew, Chinese, Japanese, Korean.
    Justifies,
    /// There are no patterns: lines stay ragged.
    Ragged,
}

/// The habit of a BCP 47 language.
pub(crate) fn habit(lang: &str) -> Habit {
    let primary = lang.split(['-', '_']).next().unwrap_or_default();
    let code = primary.to_ascii_lowercase();
    match code.as_str() {
        "ar" | "fa" | "ur" | "ps" | "ckb" | "he" | "yi" | "zh" | "ja" | "ko" => Habit::Justifies,
        // Patterns exist for its Latin form only under another name.
        "sr" if lang.to_ascii_lowercase().contains("latn") => {
            patterns("hr").map_or(Habit::Ragged, Habit::Divides)
        }
        _ => patterns(&code).map_or(Habit::Ragged, Habit::Divides),
    }
}

fn patterns(code: &str) -> Option<Lang> {
    let letters: [u8; 2] = code.as_bytes().try_into().ok()?;
    Lang::from_iso(letters)
}

/// The script that a language's patterns are written for.
fn script(lang: Lang) -> Script {
    match lang {
        Lang::Belarusian | Lang::Bulgarian | Lang::Russian | Lang::Serbian | Lang::Ukrainian => {
            Script::Cyrillic
        }
        Lang::Greek => Script::Greek,
        Lang::Georgian => Script::Georgian,
        Lang::Hindi => Script::Devanagari,
        _ => Script::Latin,
    }
}

/// Where words may be divided, kept for the next time they occur.
#[derive(Default)]
pub(crate) struct Hyphens {
    known: HashMap<Lang, HashMap<Box<str>, Box<[u16]>>>,
}

/// How many words are kept before all are forgotten.
const MOST: usize = 60_000;
/// Longer words are not divided, bytes.
const LONGEST: usize = 200;

impl Hyphens {
    /// The byte positions at which a word may be divided. `word` is what
    /// stands between two blanks, punctuation included. None for
    /// abbreviations in capitals, identifiers, numbers, names of accounts,
    /// addresses and words that have a hyphen already. A word of another
    /// script is divided by the language of that script.
    pub(crate) fn divide(&mut self, word: &str, lang: Lang) -> &[u16] {
        let known = self.known.entry(lang).or_default();
        if !known.contains_key(word) {
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(word.into(), places(word, lang));
        }
        known.get(word).map_or(&[], |places| places)
    }
}

fn places(word: &str, lang: Lang) -> Box<[u16]> {
    let start = word.len() - word.trim_start_matches(is_outside).len();
    let core = word[start..].trim_end_matches(is_outside);
    // What is elided before an apostrophe, or added after it, stands apart.
    let parts = core.split(is_apostrophe);
    let part = parts.max_by_key(|part| part.len()).unwrap_or_default();
    let Some(lang) = core.chars().next().and_then(|c| by_script(c, lang)) else {
        return Box::default();
    };
    let short = part.chars().count() < SHORTEST || word.len() > LONGEST;
    if short || !is_word(core, script(lang)) {
        return Box::default();
    }
    let (before, after) = lang.bounds();
    let bounds = (before.max(LEAST.0), after.max(LEAST.1));
    let mut at = word.find(part).unwrap_or(0);
    let end = at + part.len();
    hypher::hyphenate_bounded(part, lang, bounds.0, bounds.1)
        .map(|syllable| {
            at += syllable.len();
            at
        })
        .filter(|at| *at < end)
        .filter_map(|at| u16::try_from(at).ok())
        .collect()
}

/// The language itself for a letter of its script, else the one that divides
/// most words of the letter's script.
fn by_script(letter: char, lang: Lang) -> Option<Lang> {
    match letter.script() {
        own if own == script(lang) => Some(lang),
        Script::Cyrillic => Some(Lang::Russian),
        Script::Greek => Some(Lang::Greek),
        Script::Georgian => Some(Lang::Georgian),
        Script::Devanagari => Some(Lang::Hindi),
        _ => None,
    }
}

/// Punctuation around a word. Signs of addresses and accounts are none.
fn is_outside(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '('
            | ')'
            | '['
            | ']'
            | '\''
            | '"'
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '–'
            | '—'
            | '-'
            | '¿'
            | '¡'
            | '*'
            | '†'
            | '\u{a0}'
            | '\u{202f}'
            | '\u{2060}'
            | '\u{37e}'
            | '·'
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Whether all are letters of a script, with no capital after the first.
fn is_word(core: &str, script: Script) -> bool {
    core.chars().enumerate().all(|(index, c)| {
        let own = matches!(c.script(), found if found == script || found == Script::Inherited);
        let letter = c.is_alphabetic() && own && (index == 0 || !c.is_uppercase());
        let mark = index > 0 && (c.script() == Script::Inherited || is_apostrophe(c));
        letter || mark || (own && script == Script::Devanagari)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, lang: &str) -> String {
        let Habit::Divides(lang) = habit(lang) else {
            return word.to_owned();
        };
        let mut text = word.to_owned();
        for at in Hyphens::default().divide(word, lang).iter().rev() {
            text.insert(usize::from(*at), '-');
        }
        text
    }

    #[test]
    fn words_are_divided_by_the_patterns_of_their_language() {
        for (lang, word, expected) in [
            ("en", "hyphenation,", "hy-phen-ation,"),
            ("en-GB", "“photograph”", "“pho-to-graph”"),
            ("fr", "l’évènement", "l’évè-ne-ment"),
            ("de", "Schifffahrt", "Schiff-fahrt"),
            ("de", "Bundesregierung", "Bun-des-re-gie-rung"),
            ("ru", "фотография", "фо-то-гра-фия"),
            ("uk", "доказів", "до-ка-зів"),
            ("tr", "fotoğraflar", "fo-toğ-raf-lar"),
            ("el", "φωτογραφία", "φω-το-γρα-φία"),
            ("ka", "ფოტოგრაფია", "ფო-ტოგ-რა-ფია"),
            ("es", "fotografía", "fo-to-gra-fía"),
            ("it", "fotografia", "fo-to-gra-fia"),
            ("pt", "fotografia", "fo-to-gra-fia"),
            ("nl", "fotografie", "fo-to-gra-fie"),
            ("pl", "fotografia", "fo-to-gra-fia"),
            // A word of another script goes by its own.
            ("en", "фотография", "фо-то-гра-фия"),
            ("ru", "photograph", "photograph"),
        ] {
            assert_eq!(divided(word, lang), expected, "{lang}");
        }
    }

    #[test]
    fn azerbaijani_and_armenian_have_no_patterns_and_stay_ragged() {
        assert_eq!(habit("az"), Habit::Ragged);
        assert_eq!(habit("hy"), Habit::Ragged);
        assert_eq!(habit("ar"), Habit::Justifies);
        assert_eq!(divided("fotoşəkillər", "az"), "fotoşəkillər");
    }

    #[test]
    fn what_is_not_a_plain_word_is_never_divided() {
        for word in [
            "VIGINUM",
            "NoFrance",
            "@accountname",
            "#hashtagword",
            "https://example.org/photographs",
            "example.org",
            "IMG_photograph.jpg",
            "photograph2024",
            "self-explanatory",
            "word",
        ] {
            assert_eq!(divided(word, "en"), word);
        }
    }
}
