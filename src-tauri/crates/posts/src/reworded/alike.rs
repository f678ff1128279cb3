//! How alike two texts are: D3lta's grapheme measure and its decision.

use rapidfuzz::distance::levenshtein::{Args, BatchComparator};

/// One text against many.
pub(super) struct Against {
    compared: BatchComparator<u32>,
    length: usize,
}

impl Against {
    pub(super) fn new(letters: &[u32]) -> Against {
        Against {
            compared: BatchComparator::new(letters.iter().copied()),
            length: letters.len(),
        }
    }

    /// The Levenshtein distance when it is no more than `most`.
    pub(super) fn distance_up_to(&self, most: usize, other: &[u32]) -> Option<usize> {
        // With the bound as its hint the search does not try smaller bounds first.
        let bound = Args::default().score_cutoff(most).score_hint(most);
        self.compared
            .distance_with_args(other.iter().copied(), &bound)
    }

    /// D3lta's `similarity_levenshtein`.
    pub(super) fn similarity(&self, other: &[u32]) -> f64 {
        let distance = self.compared.distance(other.iter().copied());
        similarity(distance, self.length.max(other.len()))
    }
}

/// 1 for the same letters; in the order of D3lta's own steps, so that no rounding differs.
pub(super) fn similarity(distance: usize, longer: usize) -> f64 {
    1.0 - distance as f64 / longer as f64
}

/// The largest distance at which two texts, the longer of this length, are more alike than
/// `threshold`, as D3lta decides it; `None` when not even the same letters are.
pub(super) fn most_distance(threshold: f64, longer: usize) -> Option<usize> {
    let is_alike = |distance: &usize| similarity(*distance, longer) > threshold;
    let about = ((1.0 - threshold) * longer as f64)
        .ceil()
        .clamp(0.0, longer as f64) as usize;
    (0..=about).rev().find(is_alike)
}
