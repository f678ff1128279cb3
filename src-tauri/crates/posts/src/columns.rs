//! The shapes that columns are made of: names, lists and texts, each in one piece of memory.

use std::collections::HashMap;

use crate::hash::KeyBuilder;
use crate::key::{Key, key_of};

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
        self.numbers.get(&key_of(name.as_bytes())).copied()
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

/// One list per post in one piece of memory.
#[derive(Debug, Clone)]
pub struct Lists<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Lists {
            items: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl<T> Lists<T> {
    /// Adds the list of the next post.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len() as u32);
    }

    /// The list of post `at`; empty where nothing was recorded.
    pub fn get(&self, at: usize) -> &[T] {
        let Some(end) = self.ends.get(at) else {
            return &[];
        };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..*end as usize]
    }

    /// How many posts have a list, an empty one counting too.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// No post has a list.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds the lists of the posts that follow.
    pub fn append(&mut self, other: &mut Lists<T>) {
        let before = self.items.len() as u32;
        self.items.append(&mut other.items);
        self.ends
            .extend(other.ends.drain(..).map(|end| before + end));
    }

    /// The items of all posts one after another.
    pub fn items(&self) -> &[T] {
        &self.items
    }
}
