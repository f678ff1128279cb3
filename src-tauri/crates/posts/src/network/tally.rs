//! Counts edges as they come, in bounded memory: what was listed is counted before it is too much.

use super::Edge;

/// Edges listed before they are counted: 128 MiB.
const LISTED: usize = 1 << 24;

/// Directed edges, each counted once per time it is listed.
#[derive(Default)]
pub(super) struct Tally {
    listed: Vec<u64>,
    counted: Vec<(u64, u32)>,
}

impl Tally {
    /// Lists one edge.
    pub(super) fn add(&mut self, a: u32, b: u32) {
        if self.listed.len() == LISTED {
            self.count();
        }
        self.listed.push(u64::from(a) << 32 | u64::from(b));
    }

    /// The edges counted at least `at_least` times, in order.
    pub(super) fn edges(mut self, at_least: u32) -> Vec<Edge> {
        self.count();
        let counted = self.counted.into_iter();
        let enough = counted.filter(|(_, weight)| *weight >= at_least);
        enough.map(|(ends, weight)| edge(ends, weight)).collect()
    }

    fn count(&mut self) {
        self.listed.sort_unstable();
        let runs = self.listed.chunk_by(|one, other| one == other);
        let fresh = runs.map(|run| (run[0], run.len() as u32));
        if self.counted.is_empty() {
            self.counted = fresh.collect();
        } else {
            self.counted = merge(&self.counted, fresh);
        }
        self.listed.clear();
    }
}

/// The edge whose ends are packed into one number.
pub(super) fn edge(ends: u64, weight: u32) -> Edge {
    Edge {
        a: (ends >> 32) as u32,
        b: ends as u32,
        weight,
    }
}

fn merge(old: &[(u64, u32)], fresh: impl Iterator<Item = (u64, u32)>) -> Vec<(u64, u32)> {
    let mut merged = Vec::with_capacity(old.len());
    let mut old = old.iter().copied().peekable();
    for (ends, weight) in fresh {
        while let Some(before) = old.next_if(|(other, _)| *other < ends) {
            merged.push(before);
        }
        let known = old.next_if(|(other, _)| *other == ends);
        merged.push((ends, weight + known.map_or(0, |(_, weight)| weight)));
    }
    merged.extend(old);
    merged
}
