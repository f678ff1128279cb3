//! Edges out of pairs of posts that were found by other means.

use super::tally::Tally;
use super::{Edge, Giant, MOST_PAIRS, Rule, Weight, window};

/// One and the same thing in too many posts is refused before any pair is listed. `things` says
/// by row what a post has; `order` are the rows that are compared.
pub(crate) fn refuse_copies(
    things: &[u32],
    order: &[u32],
    time: &[i64],
    within: i64,
) -> Result<(), Giant> {
    let mut copies: Vec<(u32, i64, u32)> = order
        .iter()
        .map(|at| (things[*at as usize], time[*at as usize], *at))
        .collect();
    copies.sort_unstable();
    for group in copies.chunk_by(|one, other| one.0 == other.0) {
        let times: Vec<i64> = group.iter().map(|copy| copy.1).collect();
        let pairs = window::pairs(&times, within);
        if pairs > MOST_PAIRS / 2 {
            return Err(Giant {
                post: group[0].2,
                posts: group.len() as u64,
                pairs,
            });
        }
    }
    Ok(())
}

/// The edges that count by `rule` of `pairs`, which are indexes of posts; `time` and `account`
/// say when and by whom each was posted.
pub(crate) fn edges_of_pairs(
    pairs: &[(u32, u32)],
    time: &[i64],
    account: &[u32],
    weight: Weight,
    rule: &Rule,
) -> Vec<Edge> {
    let posts = account.len();
    let of = |post: u32| account[post as usize];
    let gap = |one: u32, other: u32| time[other as usize].abs_diff(time[one as usize]);
    let pairs = pairs.iter().copied().filter(|(one, other)| {
        of(*one) != of(*other) && gap(*one, *other) <= rule.within.unsigned_abs()
    });
    let mut tally = Tally::default();
    match weight {
        Weight::Pairs => pairs.for_each(|(one, other)| {
            let (a, b) = (of(one), of(other));
            tally.add(a.min(b), a.max(b));
        }),
        Weight::Messages => {
            let (starts, beside) = by_post(pairs, posts);
            let mut met = Vec::new();
            for post in 0..posts {
                met.clear();
                let beside = &beside[starts[post] as usize..starts[post + 1] as usize];
                met.extend(beside.iter().map(|other| of(*other)));
                met.sort_unstable();
                met.dedup();
                met.iter().for_each(|b| tally.add(account[post], *b));
            }
        }
    }
    tally.edges(rule.at_least)
}

/// For each post the posts it is paired with: where its list starts, and all lists.
fn by_post(pairs: impl Iterator<Item = (u32, u32)> + Clone, posts: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; posts + 1];
    for (one, other) in pairs.clone() {
        starts[one as usize + 1] += 1;
        starts[other as usize + 1] += 1;
    }
    for post in 0..posts {
        starts[post + 1] += starts[post];
    }
    let mut next = starts.clone();
    let mut beside = vec![0; starts[posts] as usize];
    let mut put = |post: u32, other: u32| {
        let slot = &mut next[post as usize];
        beside[*slot as usize] = other;
        *slot += 1;
    };
    for (one, other) in pairs {
        put(one, other);
        put(other, one);
    }
    (starts, beside)
}
