//! For each pair of accounts, how unlikely its weight is when who posts is left to chance.
//!
//! A post of `a` has `m` other posts of the same thing beside it in the window. If those were by
//! anyone active on the days that the window touches in proportion to how much they post, one of
//! them is by `b` with probability `1 - (1 - share of b)^m`. Over all posts of `a` these add up to
//! an expected weight, and the weight that was found is held against a Poisson distribution around it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::network::{Edge, Shares};

/// A pair whose weight chance does not explain.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Surprise {
    /// One account.
    pub a: u32,
    /// The other; above `a`.
    pub b: u32,
    /// The smaller weight of both directions.
    pub weight: u32,
    /// The larger expectation of both directions.
    pub expected: f64,
    /// The larger probability of both directions to find at least this weight.
    pub p: f64,
    /// The smallest rate of false discoveries at which the pair is kept (Benjamini-Hochberg,
    /// over all pairs of accounts that share anything).
    pub q: f64,
}

/// The pairs of `edges` (directed, ordered, as [`Shares::edges`] gives them for messages) with
/// a `q` of at most `rate`, the least likely first.
pub fn surprises(shares: &Shares, within: i64, edges: &[Edge], rate: f64) -> Vec<Surprise> {
    let activity = Activity::of(shares, within, edges);
    let mut tested: Vec<Surprise> = edges
        .iter()
        .filter(|edge| edge.a < edge.b)
        .filter_map(|edge| {
            let back = edges.binary_search_by_key(&(edge.b, edge.a), |other| (other.a, other.b));
            let back = edges[back.ok()?];
            let (there, here) = (
                activity.expected(edge.a, edge.b),
                activity.expected(edge.b, edge.a),
            );
            Some(Surprise {
                a: edge.a,
                b: edge.b,
                weight: edge.weight.min(back.weight),
                expected: there.max(here),
                p: tail(edge.weight, there).max(tail(back.weight, here)),
                q: 1.0,
            })
        })
        .collect();
    tested.sort_by(|one, other| {
        one.p
            .total_cmp(&other.p)
            .then((one.a, one.b).cmp(&(other.a, other.b)))
    });
    let p: Vec<f64> = tested.iter().map(|pair| pair.p).collect();
    let accounts = activity.active as f64;
    let q = benjamini_hochberg(&p, accounts * (accounts - 1.0) / 2.0);
    tested.iter_mut().zip(q).for_each(|(pair, q)| pair.q = q);
    tested.retain(|pair| pair.q <= rate);
    tested
}

/// The `q` of each probability in ascending order, out of `tests` in all; those not listed are 1.
pub fn benjamini_hochberg(p: &[f64], tests: f64) -> Vec<f64> {
    let mut least = 1.0f64;
    let ranked = p.iter().enumerate().rev();
    let mut q: Vec<f64> = ranked
        .map(|(at, p)| {
            least = least.min(p * tests / (at as f64 + 1.0));
            least
        })
        .collect();
    q.reverse();
    q
}

const DAY: i64 = 86_400_000;

/// Who posted how much in which day, and what lies beside each account's posts.
struct Activity {
    in_day: HashMap<(u32, i64), u32>,
    all_in_day: HashMap<i64, u32>,
    /// For each account when each of its shares was and how many others lie beside it.
    beside: Vec<Vec<(i64, u32)>>,
    within: i64,
    active: usize,
}

impl Activity {
    /// Of all accounts it is known who is active, the rest only of those in `edges`.
    fn of(shares: &Shares, within: i64, edges: &[Edge]) -> Activity {
        let mut is_asked = vec![false; shares.accounts];
        for account in edges.iter().flat_map(|edge| [edge.a, edge.b]) {
            is_asked[account as usize] = true;
        }
        let mut is_active = vec![false; shares.accounts];
        let mut activity = Activity {
            in_day: HashMap::new(),
            all_in_day: HashMap::new(),
            beside: vec![Vec::new(); shares.accounts],
            within,
            active: 0,
        };
        for (share, others) in shares.beside_each(within) {
            let (account, time) = (shares.account[share], shares.time[share]);
            let day = time.div_euclid(DAY);
            *activity.all_in_day.entry(day).or_default() += 1;
            is_active[account as usize] = true;
            if is_asked[account as usize] {
                *activity.in_day.entry((account, day)).or_default() += 1;
                activity.beside[account as usize].push((time, others));
            }
        }
        activity.active = is_active.into_iter().filter(|active| *active).count();
        activity
    }

    /// The weight of `a` to `b` that chance gives.
    fn expected(&self, a: u32, b: u32) -> f64 {
        let meets = |(time, others): &(i64, u32)| {
            let days = (time - self.within).div_euclid(DAY)..=(time + self.within).div_euclid(DAY);
            let (mut own, mut all) = (0, 0);
            for day in days {
                own += self.in_day.get(&(b, day)).copied().unwrap_or(0);
                all += self.all_in_day.get(&day).copied().unwrap_or(0);
            }
            let share = f64::from(own) / f64::from(all.max(1));
            1.0 - (1.0 - share).powi((*others).min(i32::MAX as u32) as i32)
        };
        self.beside[a as usize]
            .iter()
            .filter(|(_, others)| *others > 0)
            .map(meets)
            .sum()
    }
}

/// The probability of `weight` or more under a Poisson distribution.
fn tail(weight: u32, expected: f64) -> f64 {
    if weight == 0 {
        return 1.0;
    }
    if expected <= 0.0 {
        return 0.0;
    }
    let logarithm = |count: u32| -> f64 {
        let factorial: f64 = (2..=count).map(|at| f64::from(at).ln()).sum();
        f64::from(count) * expected.ln() - expected - factorial
    };
    if f64::from(weight) <= expected {
        let below: f64 = (0..weight).map(|count| logarithm(count).exp()).sum();
        return (1.0 - below).clamp(0.0, 1.0);
    }
    let mut term = logarithm(weight).exp();
    let (mut sum, mut count) = (term, weight);
    while term > sum * 1e-16 {
        count += 1;
        term *= expected / f64::from(count);
        sum += term;
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_the_poisson_distribution() {
        assert!((tail(1, 1.0) - (1.0 - (-1.0f64).exp())).abs() < 1e-12);
        assert!((tail(3, 0.5) - 0.014_387_677_966_970_713).abs() < 1e-15);
        assert!((tail(2, 5.0) - (1.0 - 6.0 * (-5.0f64).exp())).abs() < 1e-12);
        assert_eq!(tail(0, 3.0), 1.0);
    }

    #[test]
    fn false_discoveries_are_held_below_the_rate_as_published() {
        // The fifteen probabilities of Benjamini and Hochberg's own example: four are kept at 0.05.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0,
        ];
        let q = benjamini_hochberg(&p, 15.0);
        assert_eq!(q.iter().filter(|q| **q <= 0.05).count(), 4);
    }
}
