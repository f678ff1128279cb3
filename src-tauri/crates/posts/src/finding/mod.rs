//! A question put to a data set, and everything that stands beside its answer: counts, what chance
//! would give, other windows and thresholds, groups, the posts behind it, and what else it could be.

mod answer;
mod chance;
mod count;
mod pictured;
mod traces;

use serde::{Deserialize, Serialize};

use crate::caveats::Caveat;
use crate::chance::{Baseline, Cell, Lots};
use crate::communities::Stability;
use crate::near_text::Words;
use crate::network::{By, Rule, Weight};
use crate::reading::Wanted;
use crate::reworded::Likeness;

pub use crate::network::Unanswered;
pub use answer::{Found, answer};
pub use chance::Tell;
pub use count::{CountQuestion, Counted, Counting, Figures, Ranked, count};
pub use traces::Made;

/// What two posts must have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trace {
    /// The same text.
    Text,
    /// The same link.
    Link,
    /// The same repeated post.
    Repost,
    /// The same answered post.
    Reply,
    /// The same hashtags in the same order.
    Hashtags,
    /// Nearly the same words.
    NearText,
    /// Nearly the same letters.
    Reworded,
    /// The same picture, by PDQ.
    Picture,
}

impl Trace {
    /// The kind of thing, where posts have one thing in common.
    pub const fn by(self) -> Option<By> {
        match self {
            Trace::Text => Some(By::Text),
            Trace::Link => Some(By::Link),
            Trace::Repost => Some(By::Repost),
            Trace::Reply => Some(By::Reply),
            Trace::Hashtags => Some(By::Hashtags),
            Trace::NearText | Trace::Reworded | Trace::Picture => None,
        }
    }

    /// What accounts did, as in “212 accounts posted the same text”.
    pub const fn deed(self) -> &'static str {
        match self {
            Trace::Text => "posted the same text",
            Trace::Link => "shared the same link",
            Trace::Repost => "reposted the same post",
            Trace::Reply => "replied to the same post",
            Trace::Hashtags => "used the same hashtags in the same order",
            Trace::NearText => "posted nearly the same text",
            Trace::Reworded => "posted the same text, reworded or not,",
            Trace::Picture => "posted the same picture",
        }
    }

    /// How alike two posts have to be where nobody says otherwise; `None` where the same is the
    /// same.
    pub const fn usual_similarity(self) -> Option<f64> {
        match self {
            Trace::NearText => Some(0.8),
            Trace::Reworded => Some(crate::reworded::SIMILARITY),
            Trace::Text
            | Trace::Link
            | Trace::Repost
            | Trace::Reply
            | Trace::Hashtags
            | Trace::Picture => None,
        }
    }

    /// The words of posts are compared, which the columns do not hold.
    pub const fn needs_texts(self) -> bool {
        matches!(self, Trace::NearText | Trace::Reworded)
    }
}

/// Who acted together, by what measure. Everything that decides the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What two posts must have in common.
    pub by: Trace,
    /// The window in milliseconds, both ends included.
    pub within: i64,
    /// The smallest weight of a pair; of directed edges in both directions.
    pub at_least: u32,
    /// Which published definition of a weight.
    pub weight: Weight,
    /// CooRTweet's `min_participation`; 1 is no rule.
    pub participation: u32,
    /// For nearly the same words: how they are cut, and the smallest Jaccard index.
    pub words: Words,
    /// See [`Question::words`]. For reworded texts the similarity that must be exceeded.
    pub similarity: f64,
    /// Only posts from this moment on, in milliseconds.
    pub from: Option<i64>,
    /// Only posts before this moment.
    pub until: Option<i64>,
    /// Only posts with one of these hashtags, folded; all when empty.
    pub hashtags: Vec<String>,
    /// Hashtags, links and so on that do not count.
    pub without: Vec<String>,
    /// For the same picture: in how many bits two hashes may differ.
    #[serde(default = "usual_distance")]
    pub distance: u32,
    /// Seed and runs of what chance gives.
    pub lots: Lots,
}

const fn usual_distance() -> u32 {
    crate::pictures::DISTANCE
}

impl Question {
    /// Which pairs of posts count; their weight is looked at later.
    const fn rule(&self) -> Rule {
        Rule {
            within: self.within,
            at_least: 1,
            participation: self.participation,
        }
    }

    /// The columns that it needs.
    pub fn wanted(&self) -> Wanted {
        Wanted {
            rows: true,
            text: self.by == Trace::Text,
            texts: self.by.needs_texts(),
            reply: self.by == Trace::Reply,
            links: self.by == Trace::Link,
            hashtags: true,
            language: false,
            profiles: true,
            sieves: false,
            pictures: self.by == Trace::Picture,
        }
    }
}

/// What a data set answers. Accounts are numbers of the data set, rows are indexes of posts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Posts that were looked at, and by how many accounts.
    pub posts: u64,
    /// See [`Answer::posts`].
    pub accounts: u64,
    /// The first and the last of them, in milliseconds.
    pub period: Option<(i64, i64)>,
    /// Pairs of accounts with their weight.
    pub pairs: Vec<Pair>,
    /// The accounts in them, the most connected first.
    pub members: Vec<Member>,
    /// Groups of accounts by Leiden, the largest first.
    pub groups: Vec<Group>,
    /// How far the groups depend on the seed.
    pub stability: Stability,
    /// Posts behind the pairs, in the order of the file.
    pub rows: Vec<u32>,
    /// What was shared, the most often shared first.
    pub things: Vec<Thing>,
    /// The median time between two such posts, in milliseconds.
    pub median_gap: Option<i64>,
    /// What chance gives, by both models.
    pub chance: Vec<Baseline>,
    /// Pairs that chance does not explain one by one, at a rate of false discoveries of 0.05;
    /// only for directed weights of one thing.
    pub surprising_pairs: Option<u64>,
    /// Other windows and thresholds.
    pub sensitivity: Vec<Cell>,
    /// What else it could be.
    pub caveats: Vec<Caveat>,
    /// Posts over time: the start of each step, all posts in it, and those behind the pairs.
    pub series: Vec<(i64, u32, u32)>,
}

/// A pair of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// One account.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Posts in the weaker direction, or pairs of posts.
    pub weight: u32,
}

/// An account in a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The account.
    pub account: u32,
    /// Its group, from 0.
    pub group: u32,
    /// How many others it is paired with.
    pub partners: u32,
    /// All its posts that were looked at.
    pub posts: u32,
    /// Those behind the pairs.
    pub shared: u32,
}

/// A group of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its accounts.
    pub accounts: u32,
    /// Pairs inside it.
    pub pairs: u32,
    /// The median time between two posts inside it, in milliseconds.
    pub median_gap: Option<i64>,
}

/// One thing that was shared.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Thing {
    /// The earliest post that has it.
    pub row: u32,
    /// Posts behind the pairs that have it, and by how many accounts.
    pub posts: u32,
    /// See [`Thing::posts`].
    pub accounts: u32,
    /// When it was first posted, in milliseconds.
    pub first: i64,
    /// The median time between two posts of it, in milliseconds.
    pub median_gap: i64,
    /// How alike those posts are, where texts may be reworded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likeness: Option<Likeness>,
}

impl Answer {
    /// Accounts found, beside the larger expectation of both models at the question's threshold:
    /// the mean, and the most that any run gave.
    pub fn accounts_against_chance(&self, at_least: u32) -> (u64, f64, u64) {
        let at = self.chance.iter().flat_map(|base| base.at.iter());
        let at = at.filter(|at| at.at_least == at_least);
        let (mean, most) = at.fold((0.0f64, 0), |(mean, most), at| {
            (mean.max(at.accounts.mean), most.max(at.accounts.most))
        });
        (self.members.len() as u64, mean, most)
    }

    /// More accounts than any run of either model gave.
    pub fn is_above_chance(&self, at_least: u32) -> bool {
        let (found, _, most) = self.accounts_against_chance(at_least);
        found > most
    }
}
