//! What chance alone would give: the same count on data in which nobody acts together.
//!
//! Three models. Two are run: accounts permuted among the posts of the same hour (is it more than
//! accounts this active would meet by chance?), and every post moved by up to half an hour (is it
//! tighter in time than the same accounts' interests?). The third is computed for each pair.
//! A finding stands against the larger expectation of the first two.

mod nulls;
mod pairwise;
mod sensitivity;

use serde::{Deserialize, Serialize};

use crate::network::{Edge, accounts_in};

pub(crate) use nulls::NEARER;
pub use nulls::Post;
pub use pairwise::{Surprise, benjamini_hochberg, surprises};
pub use sensitivity::{Cell, THRESHOLDS, WINDOWS, sensitivity};

/// How data without coordination are made from the real ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Null {
    /// A: the accounts of all posts in the same hour change places.
    AccountsWithinHour,
    /// B: each post is moved by up to 30 minutes either way.
    PostsMoved,
}

/// The seed and the number of runs; with them anyone gets the same figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lots {
    /// Any number.
    pub seed: u64,
    /// How often the data are drawn again.
    pub repetitions: u32,
}

/// One count beside what chance gives.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// What was counted in the real data.
    pub observed: u64,
    /// The mean over all runs.
    pub mean: f64,
    /// The standard deviation over all runs.
    pub deviation: f64,
    /// The most that any run gave.
    pub most: u64,
}

impl Expected {
    /// More was found than in any run.
    pub fn is_above_chance(&self) -> bool {
        self.observed > self.most
    }

    fn of(observed: u64, runs: &[u64]) -> Expected {
        let count = runs.len().max(1) as f64;
        let mean = runs.iter().sum::<u64>() as f64 / count;
        let squares: f64 = runs.iter().map(|run| (*run as f64 - mean).powi(2)).sum();
        Expected {
            observed,
            mean,
            deviation: (squares / (count - 1.0).max(1.0)).sqrt(),
            most: runs.iter().copied().max().unwrap_or(0),
        }
    }
}

/// Pairs and accounts at one threshold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AtLeast {
    /// The smallest weight.
    pub at_least: u32,
    /// Pairs of accounts.
    pub pairs: Expected,
    /// Accounts in such a pair.
    pub accounts: Expected,
}

/// What one model gives at several thresholds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// The model.
    pub null: Null,
    /// Seed and runs.
    pub lots: Lots,
    /// One entry per threshold asked for.
    pub at: Vec<AtLeast>,
}

/// Compares the edges of `posts` with those of data in which chance alone acts.
///
/// `pairs` gives the undirected edges, of weight 1 and more, when the posts with these accounts
/// and times were posted; both columns have an entry per row of the data set. `rows` is the
/// length of those columns. Of directed edges give [`crate::network::mutual`].
///
/// Errors: what `pairs` answers.
pub fn baseline<E>(
    null: Null,
    lots: Lots,
    thresholds: &[u32],
    posts: &[Post],
    rows: usize,
    mut pairs: impl FnMut(&[u32], &[i64]) -> Result<Vec<Edge>, E>,
) -> Result<Baseline, E> {
    let (accounts, times) = nulls::columns(posts, rows);
    let observed = counts(&pairs(&accounts, &times)?, thresholds);
    let hours = nulls::by_hour(posts);
    let runs: Result<Vec<Vec<(u64, u64)>>, E> = (0..lots.repetitions)
        .map(|run| {
            let (accounts, times) = nulls::drawn(null, lots.seed, run, (posts, &hours), rows);
            Ok(counts(&pairs(&accounts, &times)?, thresholds))
        })
        .collect();
    let runs = runs?;
    let at = thresholds.iter().enumerate().map(|(at, least)| {
        let pairs: Vec<u64> = runs.iter().map(|run| run[at].0).collect();
        let accounts: Vec<u64> = runs.iter().map(|run| run[at].1).collect();
        AtLeast {
            at_least: *least,
            pairs: Expected::of(observed[at].0, &pairs),
            accounts: Expected::of(observed[at].1, &accounts),
        }
    });
    let at = at.collect();
    Ok(Baseline { null, lots, at })
}

/// Pairs and accounts in them, at each threshold.
fn counts(pairs: &[Edge], thresholds: &[u32]) -> Vec<(u64, u64)> {
    let count = |least: &u32| {
        let strong = pairs.iter().filter(|pair| pair.weight >= *least);
        let strong: Vec<Edge> = strong.copied().collect();
        (strong.len() as u64, accounts_in(&strong) as u64)
    };
    thresholds.iter().map(count).collect()
}
