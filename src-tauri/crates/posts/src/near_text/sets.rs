//! Each text as the set of its words, numbered so that rare words come first.

use std::collections::HashMap;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed, xxh3_128};

use super::{ASKED_EVERY, Words};
use crate::hash::KeyBuilder;
use crate::network::{GoOn, Unanswered};
use crate::{DataSet, Lists};

/// The different word sets of a data set, and which one each post has.
#[derive(Debug)]
pub(super) struct Sets {
    /// Words in ascending order of number; a word with a low number is rare.
    pub(super) words: Lists<u32>,
    /// For each row the number of its set; [`NO_SET`] where it has none to compare.
    pub(super) of_post: Vec<u32>,
}

/// A post that repeats another, came before, or has too few words.
pub(super) const NO_SET: u32 = u32::MAX;

impl Sets {
    /// Cuts the texts of `data`, which must have been read with its texts.
    ///
    /// Fails when `go_on` does.
    pub(super) fn of(data: &DataSet, words: Words, go_on: GoOn<'_>) -> Result<Sets, Unanswered> {
        let mut found = Found::default();
        let compared =
            |at: &usize| !data.is_repost(*at) && !data.duplicate.get(*at).copied().unwrap_or(false);
        let number = |at: usize| {
            if at.is_multiple_of(ASKED_EVERY) {
                go_on()?;
            }
            Ok(match compared(&at) {
                true => found.number(data.texts.get(at), words),
                false => NO_SET,
            })
        };
        let of_post = (0..data.len().min(data.texts.len())).map(number);
        let of_post = of_post.collect::<Result<_, Unanswered>>()?;
        Ok(found.rare_first(of_post))
    }
}

#[derive(Default)]
struct Found {
    words: HashMap<u64, u32, KeyBuilder>,
    /// In how many different sets each word stands.
    sets_with: Vec<u32>,
    /// Word sets by what they hold, and texts as they stand, which need not be cut twice.
    numbers: HashMap<u128, u32, KeyBuilder>,
    texts: HashMap<u128, u32, KeyBuilder>,
    sets: Lists<u32>,
    /// What stands between two spaces, and its words in `words_between`: most of it recurs, and
    /// no rule of cutting looks beyond a space.
    between: HashMap<u64, (u32, u32), KeyBuilder>,
    words_between: Vec<u32>,
}

impl Found {
    fn number(&mut self, text: &str, words: Words) -> u32 {
        let whole = xxh3_128(text.as_bytes());
        if let Some(known) = self.texts.get(&whole) {
            return *known;
        }
        let mut set = Vec::with_capacity(32);
        for (at, token) in text.split(' ').enumerate() {
            if !token.is_empty() {
                let (start, end) = self.words_of(token, at > 0, words);
                set.extend_from_slice(&self.words_between[start as usize..end as usize]);
            }
        }
        set.sort_unstable();
        set.dedup();
        let number = match set.len() < words.fewest() {
            true => NO_SET,
            false => self.number_of_set(&set),
        };
        self.texts.insert(whole, number);
        number
    }

    /// The words of what follows a space, or begins a text. What joins the letter before it
    /// joins that space.
    fn words_of(&mut self, token: &str, follows_space: bool, words: Words) -> (u32, u32) {
        let key = xxh3_64_with_seed(token.as_bytes(), u64::from(follows_space));
        if let Some(known) = self.between.get(&key) {
            return *known;
        }
        let start = self.words_between.len() as u32;
        let spaced = if follows_space {
            format!(" {token}")
        } else {
            token.to_owned()
        };
        words.cut(&spaced, |word| {
            let next = self.words.len() as u32;
            let word = self.words.entry(xxh3_64(word.as_bytes())).or_insert(next);
            self.words_between.push(*word);
        });
        let found = (start, self.words_between.len() as u32);
        self.between.insert(key, found);
        found
    }

    fn number_of_set(&mut self, set: &[u32]) -> u32 {
        let bytes: Vec<u8> = set.iter().flat_map(|word| word.to_le_bytes()).collect();
        let next = self.sets.len() as u32;
        let number = *self.numbers.entry(xxh3_128(&bytes)).or_insert(next);
        if number == next {
            self.sets_with.resize(self.words.len(), 0);
            set.iter()
                .for_each(|word| self.sets_with[*word as usize] += 1);
            self.sets.push(set.iter().copied());
        }
        number
    }

    fn rare_first(mut self, of_post: Vec<u32>) -> Sets {
        self.sets_with.resize(self.words.len(), 0);
        let mut order: Vec<u32> = (0..self.sets_with.len() as u32).collect();
        order.sort_unstable_by_key(|word| (self.sets_with[*word as usize], *word));
        let mut rank = vec![0; order.len()];
        (0..)
            .zip(&order)
            .for_each(|(at, word)| rank[*word as usize] = at);
        let mut words = Lists::default();
        for at in 0..self.sets.len() {
            let mut set: Vec<u32> = self
                .sets
                .get(at)
                .iter()
                .map(|word| rank[*word as usize])
                .collect();
            set.sort_unstable();
            words.push(set);
        }
        Sets { words, of_post }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands between spaces, cut by itself and remembered, gives the words that the whole
    /// text gives.
    #[test]
    fn cutting_between_spaces_is_cutting_the_whole() {
        let pieces = [
            "a",
            "'b",
            "''c'",
            "can't",
            "3.5",
            "@d",
            "e@f",
            "#g",
            "\u{300}h",
            "\u{200d}i",
            "j\u{3000}",
            "\u{2003}'k",
            "🇫🇷",
            "🇩",
            "ΣΑΣ",
            "l\u{a0}m",
            "\u{1f}n",
            "o\tp",
            "http://q.example/r",
            "",
            "'",
            "\u{ad}s",
        ];
        for words in [Words::Cnt, Words::Strict] {
            let mut found = Found::default();
            for first in pieces {
                for second in pieces {
                    for third in ["t", "\u{300}", "'"] {
                        let text = format!("{first} {second} {third}");
                        let mut whole = Vec::new();
                        words.cut(&text, |word| whole.push(xxh3_64(word.as_bytes())));
                        let mut cut: Vec<u32> = Vec::new();
                        for (at, token) in text.split(' ').enumerate() {
                            let (start, end) = found.words_of(token, at > 0, words);
                            cut.extend(&found.words_between[start as usize..end as usize]);
                        }
                        let whole: Vec<u32> = whole.iter().map(|word| found.words[word]).collect();
                        assert_eq!(cut, whole, "{text:?} {words:?}");
                    }
                }
            }
        }
    }
}
