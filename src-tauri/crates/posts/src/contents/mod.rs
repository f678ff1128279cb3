//! What is in a data set: how many posts when, by whom, with what.
//!
//! Everything counts only the posts that a [`Filter`] lets through.

mod creations;
mod profile;
mod series;
mod tops;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::DataSet;

pub use creations::{Burst, Creations, creations};
pub use profile::{HourProfile, hour_profile};
pub use series::{Line, Series, Step, Subject, series};
pub use tops::{Count, Standing, Tops, tops};

/// Which posts are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// From this moment on, in milliseconds since 1970 UTC.
    pub from: Option<i64>,
    /// Before this moment.
    pub until: Option<i64>,
    /// With at least one of these hashtags; all posts when empty.
    pub hashtags: Vec<String>,
    /// By one of these accounts; all when empty.
    pub accounts: Vec<String>,
    /// Reposts are left out.
    pub no_reposts: bool,
    /// Rows with the id of an earlier one are left out.
    pub no_duplicates: bool,
}

impl Filter {
    /// The posts it lets through, in the order of the file.
    pub fn posts(&self, data: &DataSet) -> Vec<u32> {
        let tags: HashSet<u32> = numbers(&self.hashtags, |tag| {
            let tag = tag.trim_start_matches('#').to_lowercase();
            data.hashtags.find(&tag)
        });
        let accounts: HashSet<u32> = numbers(&self.accounts, |name| data.accounts.find(name));
        let passes = |at: &usize| {
            let time = data.time[*at];
            let is_in_time = self.from.is_none_or(|from| time >= from)
                && self.until.is_none_or(|until| time < until);
            let has_tag =
                self.hashtags.is_empty() || data.tags.get(*at).iter().any(|tag| tags.contains(tag));
            let is_by = self.accounts.is_empty() || accounts.contains(&data.account[*at]);
            let is_repeated = data.duplicate.get(*at).copied().unwrap_or(false);
            is_in_time
                && has_tag
                && is_by
                && !(self.no_reposts && data.is_repost(*at))
                && !(self.no_duplicates && is_repeated)
        };
        let all = 0..data.len();
        all.filter(passes).map(|at| at as u32).collect()
    }
}

fn numbers(names: &[String], find: impl Fn(&str) -> Option<u32>) -> HashSet<u32> {
    names.iter().filter_map(|name| find(name)).collect()
}

/// How often each number below `count` occurs.
fn tally(numbers: impl Iterator<Item = u32>, count: usize) -> Vec<u64> {
    let mut counts = vec![0; count];
    for number in numbers {
        if let Some(slot) = counts.get_mut(number as usize) {
            *slot += 1;
        }
    }
    counts
}

/// The numbers that occur most, the most frequent first; of equals the first met.
fn most(counts: &[u64], limit: usize) -> Vec<(u32, u64)> {
    let met = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let mut all: Vec<(u32, u64)> = met.map(|(at, count)| (at as u32, *count)).collect();
    all.sort_by_key(|(at, count)| (std::cmp::Reverse(*count), *at));
    all.truncate(limit);
    all
}
