//! Keeps what was laid, so that a change to one paragraph lays one paragraph.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::io;
use std::sync::Arc;

use serde::Serialize;

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

impl<T: Serialize + PartialEq + Clone> Shelf<T> {
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

fn key(content: &impl Serialize, number: usize) -> u64 {
    let mut feed = Feed(DefaultHasher::new());
    feed.0.write_usize(number);
    // Content that cannot be written out is only looked up in vain: what is
    // found is compared anyway.
    let _ = serde_json::to_writer(&mut feed, content);
    feed.0.finish()
}

/// Feeds a hasher with what is written.
struct Feed(DefaultHasher);

impl io::Write for Feed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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
