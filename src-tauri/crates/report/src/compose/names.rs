//! Finds names that must not be seen, however they are spelled.

use std::collections::BTreeMap;
use std::ops::Range;

use evidence::fold::fold;

/// Names to look for, each belonging to an entry of the caller's list.
#[derive(Debug, Default)]
pub(crate) struct Names {
    patterns: Vec<Pattern>,
    /// The patterns by their first letter, longest first.
    by_first: BTreeMap<char, Vec<usize>>,
}

/// A name as its folded letters.
#[derive(Debug)]
struct Pattern {
    letters: Vec<char>,
    /// Whether something that is no letter stands before each letter.
    parted: Vec<bool>,
    entry: usize,
}

/// A name that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where, in bytes.
    pub(crate) range: Range<usize>,
    /// The entry it belongs to.
    pub(crate) entry: usize,
}

/// How much of a word a name must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// All of it: what is replaced reads as it was meant.
    Word,
    /// Any part of it, for names of four letters and more: an inflected name is
    /// one, too. Shorter ones must be words.
    Part,
}

/// A letter of a text, folded, and where it came from.
struct Letter {
    folded: char,
    start: usize,
    end: usize,
}

impl Names {
    /// Takes names with the entry that each belongs to. A name without letters
    /// cannot be found and is left out.
    pub(crate) fn new<'a>(names: impl IntoIterator<Item = (&'a str, usize)>) -> Names {
        let mut found = Names::default();
        for (name, entry) in names {
            let letters = letters(name);
            let parted = (0..letters.len())
                .map(|at| {
                    let gap = name.get(letters[at.max(1) - 1].end..letters[at].start);
                    gap.is_some_and(|gap| !gap.chars().all(is_silent))
                })
                .collect();
            if letters.is_empty() {
                continue;
            }
            found.patterns.push(Pattern {
                letters: letters.iter().map(|letter| letter.folded).collect(),
                parted,
                entry,
            });
        }
        for (index, pattern) in found.patterns.iter().enumerate() {
            found
                .by_first
                .entry(pattern.letters[0])
                .or_default()
                .push(index);
        }
        let patterns = &found.patterns;
        for list in found.by_first.values_mut() {
            list.sort_by_key(|index| std::cmp::Reverse(patterns[*index].letters.len()));
        }
        found
    }

    /// True when there is nothing to look for.
    pub(crate) fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// The names in `text` from left to right; of those that begin at one place
    /// the longest, and none inside another.
    pub(crate) fn find(&self, text: &str, edge: Edge) -> Vec<Found> {
        if self.is_empty() {
            return Vec::new();
        }
        let letters = letters(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            let longest = self
                .by_first
                .get(&letters[at].folded)
                .into_iter()
                .flatten()
                .find(|index| self.patterns[**index].stands_at(text, &letters, at, edge));
            match longest {
                Some(index) => {
                    let pattern = &self.patterns[*index];
                    let last = at + pattern.letters.len() - 1;
                    found.push(Found {
                        range: letters[at].start..letters[last].end,
                        entry: pattern.entry,
                    });
                    at = last + 1;
                }
                None => at += 1,
            }
        }
        found
    }
}

impl Pattern {
    fn stands_at(&self, text: &str, letters: &[Letter], at: usize, edge: Edge) -> bool {
        let Some(window) = letters.get(at..at + self.letters.len()) else {
            return false;
        };
        let follows = |index: usize| {
            let gap = window[index - 1].end..window[index].start;
            // Letters that one character folds to have no gap between them.
            let gap = text.get(gap).unwrap_or_default();
            let initial = index == 1 || self.parted[index - 1];
            window[index].folded == self.letters[index] && joins(gap, self.parted[index], initial)
        };
        (1..window.len()).all(follows)
            && (edge == Edge::Part && self.letters.len() >= 4 || is_word(text, window))
    }
}

/// Whether what stands between two letters of a text may stand between two
/// letters of a name, where the name itself is `parted` or not.
fn joins(gap: &str, parted: bool, initial: bool) -> bool {
    if gap.is_empty() {
        return true;
    }
    let broken_word = gap
        .strip_prefix(['-', '\u{2010}'])
        .is_some_and(|rest| rest.contains('\n') && rest.chars().all(char::is_whitespace));
    if !parted {
        return broken_word || gap.chars().all(|c| is_silent(c) || MARKUP.contains(c));
    }
    let ends_sentence = gap.contains(". ") || gap.contains(".\n");
    gap.chars().count() <= 8
        && gap.matches('\n').count() < 2
        && (initial || !ends_sentence)
        && gap.chars().all(|c| {
            c.is_whitespace() || is_silent(c) || MARKUP.contains(c) || "_-.'’·‐‑".contains(c)
        })
}

const MARKUP: &str = "*~`\\";

/// Characters that no reader sees.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Characters that no name is told apart by: unseen ones and diacritics.
fn is_silent(c: char) -> bool {
    !c.is_ascii() && (is_invisible(c) || fold(c.encode_utf8(&mut [0; 4])).is_empty())
}

/// The letters, digits and pictures of a text, folded; marks, punctuation,
/// spaces and what nobody sees are left out.
fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                let folded = c.to_ascii_lowercase();
                letters.push(Letter { folded, start, end });
            }
            continue;
        }
        if !is_letter(c) {
            continue;
        }
        let mut buffer = [0; 4];
        let folded = fold(c.encode_utf8(&mut buffer));
        let all = folded.chars().filter(|folded| is_letter(*folded));
        letters.extend(all.map(|folded| Letter { folded, start, end }));
    }
    letters
}

fn is_letter(c: char) -> bool {
    let is_sign =
        matches!(c, '\u{80}'..='\u{bf}' | '\u{2010}'..='\u{206f}' | '\u{3000}'..='\u{303f}');
    c.is_alphanumeric() || !(c.is_ascii() || is_sign || c.is_whitespace() || is_invisible(c))
}

/// True when a name is a word or words of its own.
fn is_word(text: &str, window: &[Letter]) -> bool {
    let (first, last) = (&window[0], &window[window.len() - 1]);
    let before = text[..first.start].chars().rfind(|c| !is_silent(*c));
    let after = text[last.end..].chars().find(|c| !is_silent(*c));
    let parts = |inside: char, outside: Option<char>| {
        outside.is_none_or(|c| !c.is_alphanumeric() || runs_on(inside) || runs_on(c))
    };
    parts(first.folded, before) && parts(last.folded, after)
}

/// Letters of scripts that put no spaces between words.
fn runs_on(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(name: &str, text: &str) -> String {
        let codes = ["Subject 01".to_owned()];
        let replaced = Names::new([(name, 0)]).replaced(text, &codes);
        replaced.unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn a_name_is_found_in_every_spelling_that_a_reader_would_read() {
        for text in [
            "Elçin Quliyev",
            "ELÇIN QULIYEV",
            "elcin quliyev",
            "Elc\u{327}in\nQuliyev",
            "El\u{ad}çin\u{a0}Quli\u{200b}yev",
            "elcin.quliyev",
            "Elcin_Quliyev",
            "ElçinQuliyev",
            "El*ç*in Quliyev",
            "@elcin\\_quliyev",
        ] {
            let told = format!("so {text}, twice");
            assert_eq!(coded("Elçin Quliyev", &told), "so Subject 01, twice");
        }
        assert_eq!(
            coded("Ольга Ивановна", "и ОЛЬГА ИВАНОВНА."),
            "и Subject 01."
        );
        assert_eq!(coded("王小明", "昨天王小明說"), "昨天Subject 01說");
        assert_eq!(
            coded("سعيد الحربي", "قال سعيد الحربي أمس"),
            "قال Subject 01 أمس"
        );
        assert_eq!(coded("E. Quliyev", "by E. Quliyev."), "by Subject 01.");
    }

    #[test]
    fn a_name_is_a_whole_word_where_it_is_replaced_and_a_part_where_it_is_searched() {
        assert_eq!(
            coded("Ann", "Annex, Joann, Ann’s"),
            "Annex, Joann, Subject 01’s"
        );
        assert_eq!(
            coded("Elçin Quliyev", "He met Elçin. Quliyev was away."),
            "He met Elçin. Quliyev was away."
        );
        assert_eq!(
            coded("Elçin Quliyev", "Elçin\n\nQuliyev"),
            "Elçin\n\nQuliyev"
        );
        let names = Names::new([("Quliyev", 0), ("Ann", 1)]);
        let found = names.find("Quliyevin Annex Quli-\nyev Ann", Edge::Part);
        let entries: Vec<usize> = found.iter().map(|found| found.entry).collect();
        assert_eq!(
            entries,
            [0, 0, 1],
            "an inflected and a broken name, and a short one as a word"
        );
    }
}
