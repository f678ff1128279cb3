//! When the accounts were made, and days on which more were made than the others suggest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::DataSet;

/// Accounts by the day they were made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Creations {
    /// Accounts among the posts looked at.
    pub accounts: u64,
    /// Accounts of which the day is known.
    pub known: u64,
    /// The first instant of each day in milliseconds since 1970 UTC, and how many were made.
    pub days: Vec<(i64, u64)>,
    /// Days that stand out, the most surprising first.
    pub bursts: Vec<Burst>,
}

/// A day on which many of the accounts were made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Burst {
    /// The day, in milliseconds since 1970 UTC.
    pub day: i64,
    /// How many of the accounts were made on it.
    pub accounts: u64,
    /// How many the 120 days around it would let expect. It says nothing of how many accounts
    /// the platform made in all on that day.
    pub expected: f64,
    /// The chance of so many on any one of all days, were they spread evenly around it.
    pub chance: f64,
}

/// When the accounts of `posts` were made.
pub fn creations(data: &DataSet, posts: &[u32]) -> Creations {
    const DAY: i64 = 86_400_000;
    let mut accounts: Vec<u32> = posts.iter().map(|at| data.account[*at as usize]).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let made = |account: &u32| data.profiles.get(*account as usize)?.created;
    let mut days: BTreeMap<i64, u64> = BTreeMap::new();
    for moment in accounts.iter().filter_map(made) {
        *days.entry(moment.div_euclid(DAY) * DAY).or_default() += 1;
    }
    Creations {
        accounts: accounts.len() as u64,
        known: days.values().sum(),
        bursts: bursts(&days, DAY),
        days: days.into_iter().collect(),
    }
}

fn bursts(days: &BTreeMap<i64, u64>, day: i64) -> Vec<Burst> {
    const AROUND: i64 = 60;
    const RARE: f64 = 0.01;
    let (Some(first), Some(last)) = (days.keys().next(), days.keys().next_back()) else {
        return Vec::new();
    };
    let span = ((last - first) / day + 1) as f64;
    let mut bursts: Vec<Burst> = Vec::new();
    for (at, accounts) in days {
        let around = days.range(at - AROUND * day..=at + AROUND * day);
        let others: u64 = around.map(|(_, count)| count).sum::<u64>() - accounts;
        let expected = (others as f64 / (2 * AROUND) as f64).max(1.0 / span);
        let chance = (at_least(*accounts, expected) * span).min(1.0);
        if *accounts >= 3 && chance < RARE {
            bursts.push(Burst {
                day: *at,
                accounts: *accounts,
                expected,
                chance,
            });
        }
    }
    bursts.sort_by(|one, other| {
        one.chance
            .total_cmp(&other.chance)
            .then(other.accounts.cmp(&one.accounts))
    });
    bursts
}

/// The chance that a Poisson count of this mean is `count` or more.
fn at_least(count: u64, mean: f64) -> f64 {
    let mut term = (-mean).exp();
    let mut below = 0.0;
    for number in 0..count {
        below += term;
        term *= mean / (number + 1) as f64;
    }
    if below < 0.999 {
        return 1.0 - below;
    }
    // The tail summed by itself, where the difference from one has no digits left.
    let mut tail = 0.0;
    for number in count..count + 200 {
        tail += term;
        term *= mean / (number + 1) as f64;
    }
    tail
}
