//! Directed weights as in CNT: different posts of one account that another one accompanies.

use super::tally::{Tally, edge};
use super::{Edge, Rule, Shares, window};

impl Shares {
    /// Edges weighed by the different posts of `a`.
    ///
    /// A post with a single thing meets `b` in one place only, so its edges are counted as they
    /// come. A post with several (links) may meet `b` more than once: its edges are kept with
    /// the post until the end.
    pub(super) fn message_edges(&self, rule: &Rule) -> Vec<Edge> {
        let mut tally = Tally::default();
        let mut several: Vec<(u64, u32)> = Vec::new();
        let mut met = vec![u32::MAX; self.accounts];
        for group in self.groups() {
            let times = &self.time[group.clone()];
            let accounts = &self.account[group.clone()];
            for (at, (low, high)) in window::around(times, rule.within).enumerate() {
                let share = (group.start + at) as u32;
                let (a, post) = (accounts[at], self.post[group.start + at]);
                met[a as usize] = share;
                for &b in &accounts[low..high] {
                    if std::mem::replace(&mut met[b as usize], share) == share {
                        continue;
                    }
                    if self.has_several(post) {
                        several.push((u64::from(a) << 32 | u64::from(b), post));
                    } else {
                        tally.add(a, b);
                    }
                }
            }
        }
        several.sort_unstable();
        several.dedup();
        let single = if several.is_empty() { rule.at_least } else { 1 };
        sum(tally.edges(single), &several, rule.at_least)
    }
}

fn sum(single: Vec<Edge>, several: &[(u64, u32)], at_least: u32) -> Vec<Edge> {
    if several.is_empty() {
        return single;
    }
    let runs = several.chunk_by(|one, other| one.0 == other.0);
    let mut all = single;
    all.extend(runs.map(|run| edge(run[0].0, run.len() as u32)));
    all.sort_unstable();
    let merged = all.chunk_by(|one, other| (one.a, one.b) == (other.a, other.b));
    let summed = merged.map(|same| Edge {
        weight: same.iter().map(|edge| edge.weight).sum(),
        ..same[0]
    });
    summed.filter(|edge| edge.weight >= at_least).collect()
}
