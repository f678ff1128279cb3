//! Undirected weights as in CooRTweet: pairs of posts, with its rule of participation.

use super::tally::Tally;
use super::{Edge, Rule, Shares};

impl Shares {
    /// Edges weighed by pairs of posts.
    ///
    /// As in CooRTweet accounts with fewer than `participation` rows are left out first; of what
    /// then falls into the window a pair stays if either post belongs to an account with at
    /// least that many rows among them.
    pub(super) fn pair_edges(&self, rule: &Rule) -> Vec<Edge> {
        let active = self.enough(rule.participation, |_| true);
        let mut taking_part = vec![false; self.posts];
        self.each_pair(rule.within, &active, |one, other| {
            taking_part[self.post[one] as usize] = true;
            taking_part[self.post[other] as usize] = true;
        });
        let often = self.enough(rule.participation, |share| {
            active[self.account[share] as usize] && taking_part[self.post[share] as usize]
        });
        let mut kept = vec![false; self.posts];
        for share in 0..self.post.len() {
            let post = self.post[share] as usize;
            kept[post] |= taking_part[post] && often[self.account[share] as usize];
        }
        let mut tally = Tally::default();
        self.each_pair(rule.within, &active, |one, other| {
            if kept[self.post[one] as usize] || kept[self.post[other] as usize] {
                let (a, b) = (self.account[one], self.account[other]);
                tally.add(a.min(b), a.max(b));
            }
        });
        tally.edges(rule.at_least)
    }

    /// For each account whether at least `least` of its shares are `counted`.
    fn enough(&self, least: u32, counted: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut shares = vec![0u32; self.accounts];
        for share in (0..self.account.len()).filter(|share| counted(*share)) {
            shares[self.account[share] as usize] += 1;
        }
        shares.into_iter().map(|count| count >= least).collect()
    }

    /// Every pair of shares of one thing within the window, by different accounts and posts.
    fn each_pair(&self, within: i64, active: &[bool], mut see: impl FnMut(usize, usize)) {
        for group in self.groups() {
            let mut low = group.start;
            for at in group {
                while self.time[at].saturating_sub(self.time[low]) > within {
                    low += 1;
                }
                if self.itself[at] || !active[self.account[at] as usize] {
                    continue;
                }
                for before in low..at {
                    let loops = self.account[before] == self.account[at]
                        || self.post[before] == self.post[at]
                        || self.itself[before];
                    if !loops && active[self.account[before] as usize] {
                        see(before, at);
                    }
                }
            }
        }
    }
}
