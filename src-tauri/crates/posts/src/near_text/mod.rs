//! Who posted nearly the same text within a time window: word sets with a Jaccard index of at
//! least a threshold, as in CNT's co-similarity network.

mod join;
mod sets;
mod words;

use std::sync::Arc;

use crate::DataSet;
use crate::network::{Edge, GoOn, Rule, Unanswered, Weight, edges_of_pairs};

pub use words::Words;

/// After how many posts the one who asked is asked whether to go on.
const ASKED_EVERY: usize = 1_024;

/// The texts of a data set cut into words: they are no longer needed themselves.
#[derive(Debug, Clone)]
pub struct CutTexts(Arc<sets::Sets>);

impl CutTexts {
    /// Cuts the texts of `data`, which must have been read with them; reposts and rows with a
    /// known id are left out.
    ///
    /// Errors: what `go_on` answers.
    pub fn of(data: &DataSet, words: Words, go_on: GoOn<'_>) -> Result<CutTexts, Unanswered> {
        Ok(CutTexts(Arc::new(sets::Sets::of(data, words, go_on)?)))
    }

    /// The pairs that are alike, posted within `within` milliseconds at these times.
    ///
    /// Errors: they are too many to be listed, or what `go_on` answers.
    pub fn near(
        &self,
        time: &[i64],
        similarity: f64,
        within: i64,
        go_on: GoOn<'_>,
    ) -> Result<NearTexts, Unanswered> {
        let pairs = join::join(&self.0, time, within, similarity, go_on)?;
        Ok(NearTexts {
            pairs,
            cut: self.clone(),
        })
    }
}

/// The pairs of posts that are alike. Made once for a data set; any narrower window can then
/// be asked for, and any accounts put in place of those that posted.
#[derive(Debug, Clone)]
pub struct NearTexts {
    pairs: Vec<(u32, u32)>,
    cut: CutTexts,
}

impl NearTexts {
    /// The pairs of `data` within `within` milliseconds. `data` must have been read with its
    /// texts; reposts and rows with a known id are left out.
    ///
    /// Errors: they are too many to be listed.
    pub fn of(
        data: &DataSet,
        words: Words,
        similarity: f64,
        within: i64,
    ) -> Result<NearTexts, Unanswered> {
        let go_on: GoOn<'_> = &mut || Ok(());
        CutTexts::of(data, words, go_on)?.near(&data.time, similarity, within, go_on)
    }

    /// The pairs of the same texts, had they been posted at these times.
    ///
    /// Errors: as [`CutTexts::near`].
    pub fn again(
        &self,
        time: &[i64],
        similarity: f64,
        within: i64,
        go_on: GoOn<'_>,
    ) -> Result<NearTexts, Unanswered> {
        self.cut.near(time, similarity, within, go_on)
    }

    /// Only the pairs of which `keep` wants both rows.
    pub fn only(&self, keep: impl Fn(u32) -> bool) -> NearTexts {
        let kept = |pair: &&(u32, u32)| keep(pair.0) && keep(pair.1);
        NearTexts {
            pairs: self.pairs.iter().filter(kept).copied().collect(),
            cut: self.cut.clone(),
        }
    }

    /// The edges that count by `rule`, ordered by `a`, then `b`. The window must not be wider
    /// than the one the pairs were found in; `time` and `account` have an entry per row.
    pub fn edges(&self, time: &[i64], account: &[u32], weight: Weight, rule: &Rule) -> Vec<Edge> {
        edges_of_pairs(&self.pairs, time, account, weight, rule)
    }

    /// Indexes of two posts that are alike, the older one first.
    pub fn pairs(&self) -> &[(u32, u32)] {
        &self.pairs
    }
}
