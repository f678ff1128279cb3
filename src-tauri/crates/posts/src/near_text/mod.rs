//! Who posted nearly the same text within a time window: word sets with a Jaccard index of at
//! least a threshold, as in CNT's co-similarity network.

mod join;
mod sets;
mod words;

use std::sync::Arc;

use crate::DataSet;
use crate::network::{Edge, Giant, Rule, Weight, edges_of_pairs};

pub use words::Words;

/// The pairs of posts that are alike. Made once for a data set; any narrower window can then
/// be asked for, and any accounts put in place of those that posted.
#[derive(Debug, Clone)]
pub struct NearTexts {
    pairs: Vec<(u32, u32)>,
    sets: Arc<sets::Sets>,
}

impl NearTexts {
    /// The pairs of `data` within `within` milliseconds. `data` must have been read with its
    /// texts; reposts and rows with a known id are left out.
    pub fn of(
        data: &DataSet,
        words: Words,
        similarity: f64,
        within: i64,
    ) -> Result<NearTexts, Giant> {
        let sets = sets::Sets::of(data, words);
        let pairs = join::join(&sets, &data.time, within, similarity)?;
        let sets = Arc::new(sets);
        Ok(NearTexts { pairs, sets })
    }

    /// The pairs of the same texts, had they been posted at these times.
    pub fn again(&self, time: &[i64], similarity: f64, within: i64) -> Result<NearTexts, Giant> {
        let pairs = join::join(&self.sets, time, within, similarity)?;
        let sets = Arc::clone(&self.sets);
        Ok(NearTexts { pairs, sets })
    }

    /// Only the pairs of which `keep` wants both rows.
    pub fn only(&self, keep: impl Fn(u32) -> bool) -> NearTexts {
        let kept = |pair: &&(u32, u32)| keep(pair.0) && keep(pair.1);
        NearTexts {
            pairs: self.pairs.iter().filter(kept).copied().collect(),
            sets: Arc::clone(&self.sets),
        }
    }

    /// The edges that count by `rule`, ordered by `a`, then `b`. The window must not be wider
    /// than the one the pairs were found in; `time` and `account` have an entry per row.
    pub fn edges(&self, time: &[i64], account: &[u32], weight: Weight, rule: &Rule) -> Vec<Edge> {
        let near = |pair: &&(u32, u32)| {
            time[pair.1 as usize].abs_diff(time[pair.0 as usize]) <= rule.within.unsigned_abs()
        };
        let pairs = self.pairs.iter().filter(near).copied();
        edges_of_pairs(pairs, account.len(), account, weight, rule.at_least)
    }

    /// Indexes of two posts that are alike, the older one first.
    pub fn pairs(&self) -> &[(u32, u32)] {
        &self.pairs
    }
}
