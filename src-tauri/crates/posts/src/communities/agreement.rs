//! How far two groupings of the same things agree.

use std::collections::BTreeMap;

/// The adjusted Rand index: 1 for the same groups, around 0 for groups by chance.
pub fn adjusted_rand(one: &[u32], other: &[u32]) -> f64 {
    let pairs = |count: u64| count as f64 * (count as f64 - 1.0) / 2.0;
    let (both, first, second) = counts(one, other);
    let together: f64 = both.values().map(|count| pairs(*count)).sum();
    let in_first: f64 = first.values().map(|count| pairs(*count)).sum();
    let in_second: f64 = second.values().map(|count| pairs(*count)).sum();
    let all = pairs(one.len() as u64);
    let expected = if all == 0.0 {
        0.0
    } else {
        in_first * in_second / all
    };
    let most = f64::midpoint(in_first, in_second);
    if most == expected {
        return 1.0;
    }
    (together - expected) / (most - expected)
}

/// Mutual information over the mean of both entropies: 1 for the same groups, 0 for groups that
/// tell nothing of each other.
pub fn mutual_information(one: &[u32], other: &[u32]) -> f64 {
    let all = one.len() as f64;
    let (both, first, second) = counts(one, other);
    let entropy = |counts: &BTreeMap<u32, u64>| -> f64 {
        let parts = counts.values().map(|count| *count as f64 / all);
        -parts.map(|part| part * part.ln()).sum::<f64>()
    };
    let shared: f64 = both
        .iter()
        .map(|((one, other), count)| {
            let part = *count as f64 / all;
            let alone = first[one] as f64 * second[other] as f64 / (all * all);
            part * (part / alone).ln()
        })
        .sum();
    let mean = f64::midpoint(entropy(&first), entropy(&second));
    if mean == 0.0 { 1.0 } else { shared / mean }
}

type Counts = (
    BTreeMap<(u32, u32), u64>,
    BTreeMap<u32, u64>,
    BTreeMap<u32, u64>,
);

fn counts(one: &[u32], other: &[u32]) -> Counts {
    let (mut both, mut first, mut second) = Counts::default();
    for (one, other) in one.iter().zip(other) {
        *both.entry((*one, *other)).or_default() += 1;
        *first.entry(*one).or_default() += 1;
        *second.entry(*other).or_default() += 1;
    }
    (both, first, second)
}
