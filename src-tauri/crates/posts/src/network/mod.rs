//! Who posted the same thing within a time window: edges between accounts.
//!
//! Two published definitions of an edge's weight, computed exactly. [`Weight::Messages`] is that
//! of the coordination network toolkit (CNT 1.5.2): directed, the number of different posts of
//! `a` that a post of `b` accompanies. [`Weight::Pairs`] is that of CooRTweet: undirected, the
//! number of pairs of posts. In both the window slides and includes its ends, and an account is
//! never joined with itself.

mod listed;
mod meetings;
mod messages;
mod pairs;
mod shares;
mod tally;
mod window;

use serde::{Deserialize, Serialize};

pub(crate) use listed::{edges_of_pairs, refuse_copies};
pub use meetings::{Meeting, Pairs, median_gap};
pub use shares::Shares;

/// What two posts must have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The same text after CNT's normalisation; reposts are left out.
    Text,
    /// The same link; reposts are left out.
    Link,
    /// They repeat the same post.
    Repost,
    /// They answer the same post; reposts are left out.
    Reply,
    /// The same hashtags in the same order; reposts are left out.
    Hashtags,
}

/// How an edge is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// As in CNT: directed, different posts of the first account.
    Messages,
    /// As in CooRTweet: undirected, pairs of posts.
    Pairs,
}

/// Which edges count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The window in milliseconds, both ends included.
    pub within: i64,
    /// The smallest weight of an edge.
    pub at_least: u32,
    /// CooRTweet's `min_participation`; 1 keeps everyone. CNT has no such rule.
    pub participation: u32,
}

/// Account `a` posted with account `b`. In an undirected network `a` is below `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edge {
    /// The number of an account.
    pub a: u32,
    /// The number of another account.
    pub b: u32,
    /// Posts or pairs of posts, see [`Weight`].
    pub weight: u32,
}

/// One thing was posted so often within a window that its pairs cannot be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Giant {
    /// A post (its index in the data set) that has the thing.
    pub post: u32,
    /// How many posts have it.
    pub posts: u64,
    /// How many pairs of them lie within the window.
    pub pairs: u64,
}

/// Why a question has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanswered {
    /// One thing is shared so often within the window that its pairs cannot be listed.
    Giant(Giant),
    /// More texts would have to be compared than anybody waits for.
    Work(crate::reworded::Work),
    /// It was stopped by the one who asked.
    Stopped,
}

impl From<Giant> for Unanswered {
    fn from(giant: Giant) -> Self {
        Unanswered::Giant(giant)
    }
}

/// Asked now and then by work that takes long whether to go on.
pub type GoOn<'a> = &'a mut dyn FnMut() -> Result<(), Unanswered>;

/// The most pairs of posts that one thing may have: about 14,000 posts within one window.
pub const MOST_PAIRS: u64 = 100_000_000;

impl Shares {
    /// The edges that count by `rule`, ordered by `a`, then `b`.
    ///
    /// Fails before any pair is listed when one thing has more than [`MOST_PAIRS`].
    pub fn edges(&self, rule: &Rule) -> Result<Vec<Edge>, Giant> {
        self.refuse_giants(rule.within)?;
        Ok(match self.weight {
            Weight::Messages => self.message_edges(rule),
            Weight::Pairs => self.pair_edges(rule),
        })
    }

    fn refuse_giants(&self, within: i64) -> Result<(), Giant> {
        for group in self.groups() {
            let pairs = window::pairs(&self.time[group.clone()], within);
            if pairs > MOST_PAIRS {
                let post = self.post[group.start];
                let posts = group.len() as u64;
                return Err(Giant { post, posts, pairs });
            }
        }
        Ok(())
    }
}

/// Undirected edges out of directed ones: the smaller of both directions, so that one very
/// active account does not make a pair.
pub fn mutual(directed: &[Edge]) -> Vec<Edge> {
    let back = |edge: &Edge| {
        let found = directed.binary_search_by_key(&(edge.b, edge.a), |other| (other.a, other.b));
        found.ok().map(|at| directed[at].weight)
    };
    let forward = directed.iter().filter(|edge| edge.a < edge.b);
    forward
        .filter_map(|edge| {
            let weight = edge.weight.min(back(edge)?);
            Some(Edge { weight, ..*edge })
        })
        .collect()
}

/// Accounts that have an edge.
pub fn accounts_in(edges: &[Edge]) -> usize {
    let mut ends: Vec<u32> = edges.iter().flat_map(|edge| [edge.a, edge.b]).collect();
    ends.sort_unstable();
    ends.dedup();
    ends.len()
}
