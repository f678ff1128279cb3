//! The different texts of a data set as D3lta compares them, and which one each post has.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_128;

use super::graphemes;
use crate::hash::KeyBuilder;
use crate::{DataSet, columns};

/// D3lta compares no text of which fewer letters are left.
pub const FEWEST_LETTERS: usize = 30;

/// A post that repeats another, came before, is not asked about, or has too few letters.
pub(super) const NO_TEXT: u32 = u32::MAX;

/// Texts that differ in a letter at least.
#[derive(Debug, Default)]
pub(super) struct Texts {
    letters: columns::Texts,
    /// How many letters each has.
    lengths: Vec<u32>,
    /// For each row the number of its text, or [`NO_TEXT`].
    pub(super) of_post: Vec<u32>,
    /// Letters by how often they are used, most first: a distance stays what it is when letters
    /// are numbered, and the first 256 numbers are compared fastest.
    ranks: Vec<u32>,
    /// Posts with too few letters.
    pub(super) short: u64,
}

impl Texts {
    /// The texts of the rows that `keep` wants; `data` must have been read with its texts.
    pub(super) fn of(data: &DataSet, keep: impl Fn(usize) -> bool) -> Texts {
        let mut texts = Texts::default();
        let mut found = Found::default();
        for row in 0..data.len().min(data.texts.len()) {
            let known = data.duplicate.get(row).copied().unwrap_or(false);
            let number = match keep(row) && !known && !data.is_repost(row) {
                true => found.number(data.texts.get(row), &mut texts),
                false => None,
            };
            texts.of_post.push(number.unwrap_or(NO_TEXT));
        }
        texts.rank_letters();
        texts
    }

    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    pub(super) fn length(&self, text: u32) -> usize {
        self.lengths[text as usize] as usize
    }

    /// A text as the ranks of its letters.
    pub(super) fn ranked(&self, text: u32) -> Box<[u32]> {
        let letters = self.letters.get(text as usize).chars();
        letters.map(|letter| self.ranks[letter as usize]).collect()
    }

    fn rank_letters(&mut self) {
        let mut used: Vec<(u64, u32)> = (0..=u32::from(char::MAX))
            .map(|letter| (0, letter))
            .collect();
        for text in 0..self.len() {
            let letters = self.letters.get(text).chars();
            letters.for_each(|letter| used[letter as usize].0 += 1);
        }
        used.retain(|(times, _)| *times > 0);
        let all = used.last().map_or(0, |(_, letter)| *letter as usize + 1);
        used.sort_unstable_by_key(|(times, letter)| (std::cmp::Reverse(*times), *letter));
        self.ranks = vec![0; all];
        for (rank, (_, letter)) in (0..).zip(used) {
            self.ranks[letter as usize] = rank;
        }
    }
}

/// Texts by their letters, and as they stand, which need not be read twice.
#[derive(Default)]
struct Found {
    by_letters: HashMap<u128, u32, KeyBuilder>,
    as_they_stand: HashMap<u128, Option<u32>, KeyBuilder>,
}

impl Found {
    fn number(&mut self, text: &str, texts: &mut Texts) -> Option<u32> {
        let whole = xxh3_128(text.as_bytes());
        let known = self.as_they_stand.get(&whole).copied();
        let number = known.unwrap_or_else(|| self.number_of_new(text, texts));
        self.as_they_stand.insert(whole, number);
        texts.short += u64::from(number.is_none());
        number
    }

    fn number_of_new(&mut self, text: &str, texts: &mut Texts) -> Option<u32> {
        let letters = graphemes(text);
        let length = letters.chars().count();
        if length < FEWEST_LETTERS {
            return None;
        }
        let next = texts.len() as u32;
        let number = *self
            .by_letters
            .entry(xxh3_128(letters.as_bytes()))
            .or_insert(next);
        if number == next {
            texts.letters.push(&letters);
            texts.lengths.push(length as u32);
        }
        Some(number)
    }
}
