//! Keeps what was laid, so that a change to one paragraph lays one paragraph.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::fragment::Chunk;

/// Chunks by the content they were laid from.
pub(crate) struct Shelf<T> {
    kept: HashMap<u64, Kept<T>>,
    round: u64,
}

struct Kept<T> {
    content: T,
    number: usize,
    chunk: Arc<Chunk>,
    round: u64,
}

impl<T> Default for Shelf<T> {
    fn default() -> Shelf<T> {
        Shelf {
            kept: HashMap::new(),
            round: 0,
        }
    }
}

impl<T: Hash + PartialEq + Clone> Shelf<T> {
    /// What was laid from the same content with the same number in it, such
    /// as a figure's; laid now when it was not.
    pub(crate) fn get(
        &mut self,
        content: &T,
        number: usize,
        lay: impl FnOnce() -> Chunk,
    ) -> Arc<Chunk> {
        let key = key(content, number);
        if let Some(kept) = self.kept.get_mut(&key)
            && kept.number == number
            && kept.content == *content
        {
            kept.round = self.round;
            return kept.chunk.clone();
        }
        let chunk = Arc::new(lay());
        let kept = Kept {
            content: content.clone(),
            number,
            chunk: chunk.clone(),
            round: self.round,
        };
        self.kept.insert(key, kept);
        chunk
    }

    /// Forgets what neither this printing nor the one before used.
    pub(crate) fn sweep(&mut self) {
        self.kept.retain(|_, kept| kept.round + 1 >= self.round);
        self.round += 1;
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
    }
}

fn key(content: &impl Hash, number: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    (content, number).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_is_laid_once_and_forgotten_when_it_is_gone() {
        let mut shelf: Shelf<String> = Shelf::default();
        let text = "one".to_owned();
        let first = shelf.get(&text, 1, Chunk::default);
        let again = shelf.get(&text, 1, || panic!("it was laid before"));
        assert!(Arc::ptr_eq(&first, &again));
        let other = shelf.get(&text, 2, Chunk::default);
        assert!(
            !Arc::ptr_eq(&first, &other),
            "another number prints differently"
        );
        for _ in 0..3 {
            shelf.sweep();
        }
        let anew = shelf.get(&text, 1, Chunk::default);
        assert!(!Arc::ptr_eq(&first, &anew));
    }
}
