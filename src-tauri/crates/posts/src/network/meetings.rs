//! The posts behind edges: who met whom over what, and how far apart.

use std::collections::HashSet;

use super::{Edge, Shares};

/// Two posts of one thing within the window, by accounts that have an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    /// Numbers the thing they have in common, within one answer.
    pub thing: u32,
    /// The row of the older post.
    pub older: u32,
    /// The row of the younger post.
    pub younger: u32,
    /// Milliseconds between them.
    pub gap: i64,
}

/// Pairs of accounts in either order.
pub struct Pairs(HashSet<(u32, u32)>);

impl Pairs {
    /// The pairs that have an edge in one direction or both.
    pub fn of(edges: &[Edge]) -> Pairs {
        Pairs(
            edges
                .iter()
                .map(|edge| (edge.a.min(edge.b), edge.a.max(edge.b)))
                .collect(),
        )
    }

    /// The two accounts have an edge.
    pub fn has(&self, one: u32, other: u32) -> bool {
        one != other && self.0.contains(&(one.min(other), one.max(other)))
    }
}

impl Shares {
    /// Every meeting of `pairs` within `within` milliseconds, thing by thing.
    pub fn meetings(&self, within: i64, pairs: &Pairs) -> Vec<Meeting> {
        let mut meetings = Vec::new();
        for (thing, group) in self.groups().enumerate() {
            let mut low = group.start;
            for at in group {
                while self.time[at].saturating_sub(self.time[low]) > within {
                    low += 1;
                }
                let met = (low..at).filter(|before| {
                    pairs.has(self.account[*before], self.account[at])
                        && self.post[*before] != self.post[at]
                });
                meetings.extend(met.map(|before| Meeting {
                    thing: thing as u32,
                    older: self.post[before],
                    younger: self.post[at],
                    gap: self.time[at] - self.time[before],
                }));
            }
        }
        meetings
    }
}

/// The median gap of some meetings, in milliseconds; `None` when there are none.
pub fn median_gap(meetings: &[Meeting]) -> Option<i64> {
    let mut gaps: Vec<i64> = meetings.iter().map(|meeting| meeting.gap).collect();
    let middle = gaps.len() / 2;
    (!gaps.is_empty()).then(|| *gaps.select_nth_unstable(middle).1)
}
