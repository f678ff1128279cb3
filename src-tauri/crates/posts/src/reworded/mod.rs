//! Who posted copies of a text within a time window, word for word or reworded: the grapheme level
//! of VIGINUM's D3lta 1.0.2, which calls such pairs copy-pasta.
//!
//! Two texts are alike when one minus their Levenshtein distance, divided by the length of the
//! longer one, is above a threshold. D3lta only measures pairs that a language model finds alike
//! before, and only texts in the same language; here every pair within the window is measured. What
//! D3lta calls rewording and translation needs that model and is not offered.

mod alike;
mod caveats;
mod graphemes;
mod join;
mod outline;
mod texts;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::DataSet;
use crate::network::{Edge, GoOn, Meeting, Rule, Unanswered, Weight, edges_of_pairs};

pub(crate) use caveats::look;
pub use graphemes::graphemes;
pub use texts::FEWEST_LETTERS;

/// Which rules texts are read and compared by, for a finding's parameters.
pub const NORMALISATION: &str = "d3lta-1.0.2 grapheme";

/// D3lta's threshold; two texts must be more alike than this.
pub const SIMILARITY: f64 = 0.693;

/// The most work that is begun, in steps of 64 letters: a minute or two of one core.
pub const MOST_WORK: u64 = 60_000_000_000;

/// What would have to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Pairs of different texts within the window whose lengths fit.
    pub pairs: u64,
}

/// How alike the posts behind a thing are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Likeness {
    /// Pairs of posts.
    pub pairs: u64,
    /// Those of them whose letters are the same.
    pub same: u64,
    /// The similarity of the pair that is least alike.
    pub least: f64,
}

/// The pairs of posts that are alike. Made once for a data set; any narrower window can then
/// be asked for, and any accounts put in place of those that posted.
#[derive(Debug, Clone)]
pub struct Reworded {
    pairs: Vec<(u32, u32)>,
    texts: Arc<texts::Texts>,
    threshold: f64,
    known: Option<Arc<Known>>,
}

/// Which texts are alike among those that were posted within so many milliseconds.
#[derive(Debug)]
struct Known {
    alike: join::Alike,
    time: Vec<i64>,
    within: i64,
}

impl Reworded {
    /// The pairs of `data` within `within` milliseconds that are more alike than `threshold`, of
    /// the rows that `keep` wants. `data` must have been read with its texts; reposts and rows with
    /// a known id are left out. `go_on` can stop it.
    pub fn of(
        data: &DataSet,
        keep: impl Fn(usize) -> bool,
        threshold: f64,
        within: i64,
        go_on: GoOn<'_>,
    ) -> Result<Reworded, Unanswered> {
        let none = Reworded {
            pairs: Vec::new(),
            texts: Arc::new(texts::Texts::of(data, keep)),
            threshold,
            known: None,
        };
        none.again(&data.time, within, go_on)
    }

    /// Remembers which texts are alike among those that `time` has within `within` of each other,
    /// so that asking again compares none. Where that is too much to do or to remember, asking
    /// again does it.
    pub fn remember(
        self,
        time: &[i64],
        within: i64,
        go_on: GoOn<'_>,
    ) -> Result<Reworded, Unanswered> {
        let alike = match self.search(time, within).alike(go_on) {
            Ok(alike) => alike,
            Err(Unanswered::Work(_)) => None,
            Err(unfound) => return Err(unfound),
        };
        let time = time.to_vec();
        let known = alike.map(|alike| {
            Arc::new(Known {
                alike,
                time,
                within,
            })
        });
        Ok(Reworded { known, ..self })
    }

    /// The pairs of the same texts, had they been posted at these times.
    pub fn again(
        &self,
        time: &[i64],
        within: i64,
        go_on: GoOn<'_>,
    ) -> Result<Reworded, Unanswered> {
        let pairs = self
            .search(time, within)
            .pairs(self.known(time, within), go_on)?;
        Ok(Reworded {
            pairs,
            ..self.clone_without_pairs()
        })
    }

    fn clone_without_pairs(&self) -> Reworded {
        Reworded {
            pairs: Vec::new(),
            texts: Arc::clone(&self.texts),
            threshold: self.threshold,
            known: self.known.clone(),
        }
    }

    fn search<'a>(&'a self, time: &'a [i64], within: i64) -> join::Search<'a> {
        join::Search {
            texts: &self.texts,
            time,
            within,
            threshold: self.threshold,
            most_work: MOST_WORK,
        }
    }

    /// What is known, when no two texts can come nearer at these times than it was looked for.
    fn known(&self, time: &[i64], within: i64) -> Option<&join::Alike> {
        let known = self.known.as_deref()?;
        let moved = (0..time.len()).filter(|row| self.compares(*row));
        let moved = moved.map(|row| time[row].abs_diff(known.time[row])).max();
        let apart = within
            .unsigned_abs()
            .saturating_add(moved.unwrap_or(0).saturating_mul(2));
        (apart <= known.within.unsigned_abs()).then_some(&known.alike)
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

    /// The row has a text that is compared.
    pub(crate) fn compares(&self, row: usize) -> bool {
        self.texts
            .of_post
            .get(row)
            .is_some_and(|text| *text != texts::NO_TEXT)
    }

    /// How alike the posts of some meetings are, of which there is one at least.
    pub(crate) fn likeness(&self, meetings: &[Meeting]) -> Likeness {
        let text = |row: u32| self.texts.of_post[row as usize];
        let (mut same, mut differ) = (0, Vec::new());
        for met in meetings {
            let (one, other) = (text(met.older), text(met.younger));
            match one == other {
                true => same += 1,
                false => differ.push((one.min(other), one.max(other))),
            }
        }
        differ.sort_unstable();
        differ.dedup();
        let least = differ
            .chunk_by(|one, other| one.0 == other.0)
            .flat_map(|group| {
                let against = alike::Against::new(&self.texts.ranked(group[0].0));
                group
                    .iter()
                    .map(move |pair| against.similarity(&self.texts.ranked(pair.1)))
            });
        Likeness {
            pairs: meetings.len() as u64,
            same,
            least: least.fold(1.0, f64::min),
        }
    }

    /// Posts that were not compared because too few letters are left of them.
    pub(crate) fn short(&self) -> u64 {
        self.texts.short
    }
}

/// What D3lta's grapheme level says of two texts: how alike they are, 0 to 1; `None` when one of
/// them has no letter to compare, which D3lta refuses.
pub fn similarity(one: &str, other: &str) -> Option<f64> {
    let letters = |text: &str| -> Vec<u32> { graphemes(text).chars().map(u32::from).collect() };
    let (one, other) = (letters(one), letters(other));
    let has_letters = !one.is_empty() && !other.is_empty();
    has_letters.then(|| alike::Against::new(&one).similarity(&other))
}
