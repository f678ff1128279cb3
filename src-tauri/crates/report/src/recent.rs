//! Answers kept by the text they were found for.

use std::collections::HashMap;

/// How many answers are kept before all are forgotten.
const MOST: usize = 20_000;

/// Answers by text.
pub(crate) struct Recent<T> {
    kept: HashMap<Box<str>, T>,
}

impl<T> Default for Recent<T> {
    fn default() -> Recent<T> {
        Recent {
            kept: HashMap::new(),
        }
    }
}

impl<T> Recent<T> {
    pub(crate) fn get(&self, text: &str) -> Option<&T> {
        self.kept.get(text)
    }

    pub(crate) fn keep(&mut self, text: &str, answer: T) {
        if self.kept.len() >= MOST {
            self.kept.clear();
        }
        self.kept.insert(text.into(), answer);
    }
}
