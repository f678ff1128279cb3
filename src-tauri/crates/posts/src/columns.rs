//! The shapes that columns are made of: names, lists and texts, each in one piece of memory.

use std::collections::HashMap;

use crate::hash::KeyBuilder;
use crate::key::{Key, NONE, key_of};

/// Different words, numbered from 0 in the order they were first met.
#[derive(Debug, Clone, Default)]
pub struct Names {
    texts: Texts,
    numbers: HashMap<Key, u32, KeyBuilder>,
}

impl Names {
    /// The number of `name`; a new one if it was not met before.
    pub fn number(&mut self, name: &str) -> u32 {
        let next = self.texts.len() as u32;
        let number = *self.numbers.entry(key_of(name.as_bytes())).or_insert(next);
        if number == next {
            self.texts.push(name);
        }
        number
    }

    /// The number of `name`, if it was met.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.with_key(key_of(name.as_bytes()))
    }

    /// The number of the name with this key, if it was met.
    pub(crate) fn with_key(&self, key: Key) -> Option<u32> {
        self.numbers.get(&key).copied()
    }

    /// The name with this number. Panics where there is none.
    pub fn name(&self, number: u32) -> &str {
        self.texts.get(number as usize)
    }

    /// How many different names there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// No name was met.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every name, in the order of the numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.texts.get(at))
    }
}

/// Which posts have something: a bit each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Present {
    bits: Vec<u64>,
    /// How many have it before each word of bits.
    before: Vec<u32>,
    posts: usize,
    having: u32,
}

impl Present {
    const BITS: usize = 64;

    fn push(&mut self, has: bool) {
        let bit = self.posts % Self::BITS;
        if bit == 0 {
            self.bits.push(0);
            self.before.push(self.having);
        }
        self.posts += 1;
        self.having += u32::from(has);
        if let Some(word) = self.bits.last_mut() {
            *word |= u64::from(has) << bit;
        }
    }

    /// How many before the post at `at` have it, if that one does.
    fn place(&self, at: usize) -> Option<usize> {
        let (word, bit) = (at / Self::BITS, at % Self::BITS);
        let bits = self.bits.get(word).filter(|bits| *bits >> bit & 1 == 1)?;
        let below = bits & ((1 << bit) - 1);
        Some(self.before[word] as usize + below.count_ones() as usize)
    }

    fn append(&mut self, other: &Present) {
        if self.posts.is_multiple_of(Self::BITS) {
            let having = self.having;
            self.bits.extend_from_slice(&other.bits);
            self.before
                .extend(other.before.iter().map(|before| having + before));
            self.posts += other.posts;
            self.having += other.having;
        } else {
            (0..other.posts).for_each(|at| self.push(other.place(at).is_some()));
        }
    }
}

/// One key per post, most often none: only those that are there take memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    present: Present,
    keys: Vec<Key>,
}

impl Keys {
    /// Adds the key of the next post, or [`NONE`].
    pub fn push(&mut self, key: Key) {
        self.present.push(key != NONE);
        if key != NONE {
            self.keys.push(key);
        }
    }

    /// The key of the post at `at`; [`NONE`] where it has none.
    pub fn get(&self, at: usize) -> Key {
        self.present
            .place(at)
            .map_or(NONE, |place| self.keys[place])
    }

    /// Adds the keys of the posts that follow.
    pub fn append(&mut self, other: &mut Keys) {
        let mut other = std::mem::take(other);
        if self.is_empty() {
            *self = other;
        } else {
            self.present.append(&other.present);
            self.keys.append(&mut other.keys);
        }
    }

    /// Which posts have a key: a bit each, from the lowest of the first byte on.
    pub(crate) fn presence(&self) -> impl Iterator<Item = u8> {
        let bytes = self.present.bits.iter().flat_map(|word| word.to_le_bytes());
        bytes.take(self.len().div_ceil(8))
    }

    /// The keys that are there, in the order of the posts.
    pub fn present(&self) -> &[Key] {
        &self.keys
    }

    /// Every post's key.
    pub fn iter(&self) -> impl Iterator<Item = Key> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// How many posts there are, those without a key counting too.
    pub fn len(&self) -> usize {
        self.present.posts
    }

    /// There is no post.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One text after another in one piece of memory.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    all: String,
    ends: Vec<u64>,
}

impl Texts {
    /// Adds a text at the end.
    pub fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len() as u64);
    }

    /// Adds the texts of the posts that follow.
    pub fn append(&mut self, other: &mut Texts) {
        if self.ends.is_empty() {
            std::mem::swap(self, other);
            return;
        }
        let before = self.all.len() as u64;
        self.all.push_str(&other.all);
        other.all.clear();
        self.ends
            .extend(other.ends.drain(..).map(|end| before + end));
    }

    /// The text at `at`. Panics where there is none.
    pub fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[at] as usize]
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// There is no text.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// One list per post in one piece of memory; an empty one takes none.
#[derive(Debug, Clone)]
pub struct Lists<T> {
    present: Present,
    items: Vec<T>,
    /// Where each list that is not empty ends.
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Lists {
            present: Present::default(),
            items: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl<T> Lists<T> {
    /// Adds the list of the next post.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        let before = self.items.len();
        self.items.extend(list);
        let has = self.items.len() > before;
        self.present.push(has);
        if has {
            self.ends.push(self.items.len() as u32);
        }
    }

    /// The list of post `at`; empty where nothing was recorded.
    pub fn get(&self, at: usize) -> &[T] {
        let Some(place) = self.present.place(at) else {
            return &[];
        };
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[place] as usize]
    }

    /// How many posts have a list, an empty one counting too.
    pub fn len(&self) -> usize {
        self.present.posts
    }

    /// No post has a list.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the lists of the posts that follow.
    pub fn append(&mut self, other: &mut Lists<T>) {
        let mut other = std::mem::take(other);
        if self.is_empty() {
            *self = other;
            return;
        }
        let before = self.items.len() as u32;
        self.present.append(&other.present);
        self.items.append(&mut other.items);
        self.ends
            .extend(other.ends.into_iter().map(|end| before + end));
    }

    /// The items of all posts one after another.
    pub fn items(&self) -> &[T] {
        &self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Appended where a word of bits ends, and within one.
    const SPLITS: [usize; 3] = [0, 128, 150];

    #[test]
    fn keys_are_found_where_they_were_put() {
        let key = |at: usize| if at % 3 == 1 { at as Key + 7 } else { NONE };
        for split in SPLITS {
            let (mut all, mut more) = (Keys::default(), Keys::default());
            (0..split).for_each(|at| all.push(key(at)));
            (split..333).for_each(|at| more.push(key(at)));
            all.append(&mut more);
            all.push(8);
            assert!(all.iter().eq((0..333).map(key).chain([8])));
            assert_eq!((all.len(), all.present().len()), (334, 112));
            assert_eq!(all.get(1_000), NONE);
        }
    }

    #[test]
    fn lists_are_found_where_they_were_put() {
        let list = |at: usize| (0..at % 4).map(move |one| one + at);
        for split in SPLITS {
            let (mut all, mut more) = (Lists::default(), Lists::default());
            (0..split).for_each(|at| all.push(list(at)));
            (split..333).for_each(|at| more.push(list(at)));
            all.append(&mut more);
            all.push([5]);
            for at in 0..333 {
                assert_eq!(all.get(at), list(at).collect::<Vec<_>>());
            }
            assert_eq!((all.get(333), all.len()), (&[5][..], 334));
            assert_eq!((all.get(1_000), more.len()), (&[][..], 0));
        }
    }
}
