//! Keeps what was laid, so that a change to one paragraph lays one paragraph.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::fragment::Chunk;

/// How far from its last place content is looked for.
const NEAR: usize = 8;

/// Chunks by the content they were laid from.
pub(crate) struct Shelf<T> {
    kept: HashMap<u64, Kept<T>>,
    round: u64,
    /// The keys in the order of the last printing, how far this one has come
    /// in it, and the keys of this one: most content comes where it came before.
    order: Vec<u64>,
    next: usize,
    used: Vec<u64>,
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
            order: Vec::new(),
            next: 0,
            used: Vec::new(),
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
        if let Some(key) = self.order.get(self.next).copied()
            && let Some(chunk) = self.find(key, content, number)
        {
            self.next += 1;
            return chunk;
        }
        let key = key(content, number);
        // What was put in or taken out moves the rest by a few places.
        let from = self.next.saturating_sub(1).min(self.order.len());
        let mut near = self.order[from..].iter().take(NEAR);
        self.next = match near.position(|other| *other == key) {
            Some(at) => from + at + 1,
            None => self.next + 1,
        };
        if let Some(chunk) = self.find(key, content, number) {
            return chunk;
        }
        let chunk = Arc::new(lay());
        let kept = Kept {
            content: content.clone(),
            number,
            chunk: chunk.clone(),
            round: self.round,
        };
        self.kept.insert(key, kept);
        self.used.push(key);
        chunk
    }

    /// What is kept under a key, if it was laid from this content.
    fn find(&mut self, key: u64, content: &T, number: usize) -> Option<Arc<Chunk>> {
        let kept = self.kept.get_mut(&key)?;
        if kept.number != number || kept.content != *content {
            return None;
        }
        kept.round = self.round;
        self.used.push(key);
        Some(kept.chunk.clone())
    }

    /// Forgets what neither this printing nor the one before used.
    pub(crate) fn sweep(&mut self) {
        self.kept.retain(|_, kept| kept.round + 1 >= self.round);
        self.round += 1;
        self.order = std::mem::take(&mut self.used);
        self.next = 0;
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
        self.order.clear();
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
    fn what_is_put_in_or_taken_out_lays_nothing_else_again() {
        let mut shelf: Shelf<u32> = Shelf::default();
        let mut print = |contents: &[u32]| {
            let mut laid = Vec::new();
            for content in contents {
                shelf.get(content, 0, || {
                    laid.push(*content);
                    Chunk::default()
                });
            }
            shelf.sweep();
            laid
        };
        assert_eq!(print(&[1, 2, 3, 4, 5]), [1, 2, 3, 4, 5]);
        assert_eq!(print(&[1, 9, 2, 3, 4, 5]), [9]);
        assert_eq!(print(&[1, 9, 4, 5]), [0; 0]);
        assert_eq!(print(&[1, 9, 2, 7, 5]), [7]);
        assert_eq!(print(&[5, 7, 1, 9, 2]), [0; 0]);
    }

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
