//! Near-same texts are exactly those that comparing every pair finds.

use std::collections::BTreeSet;

use posts::DataSet;
use posts::near_text::{NearTexts, Words};
use posts::network::{Rule, Weight};

fn reworded(seed: u64) -> DataSet {
    let mut state = seed;
    let mut draw = |below: u64| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) % below
    };
    let mut data = DataSet::default();
    for _ in 0..200 {
        let account = data.accounts.number(&format!("account {}", draw(40)));
        data.account.push(account);
        data.time.push(draw(800) as i64 * 1_000);
        let template = draw(6);
        let mut words: Vec<String> = (0..6 + template)
            .map(|at| format!("w{template}x{at}"))
            .collect();
        for _ in 0..draw(4) {
            let at = draw(words.len() as u64) as usize;
            words[at] = format!("other{}", draw(30));
        }
        words.resize(words.len() - draw(3) as usize, String::new());
        data.texts.push(&words.join(" "));
    }
    data
}

fn words_of(text: &str) -> BTreeSet<&str> {
    text.split_whitespace().collect()
}

fn compared_one_by_one(data: &DataSet, similarity: f64, within: i64) -> BTreeSet<(usize, usize)> {
    let words: Vec<BTreeSet<&str>> = (0..data.len())
        .map(|at| words_of(data.texts.get(at)))
        .collect();
    let mut pairs = BTreeSet::new();
    for one in 0..data.len() {
        for other in one + 1..data.len() {
            let (a, b) = (&words[one], &words[other]);
            let shared = a.intersection(b).count() as f64;
            let alike = shared / a.union(b).count() as f64 >= similarity;
            if alike && data.time[one].abs_diff(data.time[other]) <= within.unsigned_abs() {
                pairs.insert((one, other));
            }
        }
    }
    pairs
}

#[test]
fn no_pair_is_lost_and_none_is_invented() {
    for seed in 0..4 {
        let data = reworded(seed);
        for similarity in [0.5, 0.6, 0.75, 0.8, 0.9, 1.0] {
            let found = NearTexts::of(&data, Words::Cnt, similarity, 60_000).unwrap();
            let pairs = found.pairs().iter().map(|(one, other)| {
                let (one, other) = (*one as usize, *other as usize);
                (one.min(other), one.max(other))
            });
            let expected = compared_one_by_one(&data, similarity, 60_000);
            assert!(!expected.is_empty());
            assert_eq!(
                pairs.collect::<BTreeSet<_>>(),
                expected,
                "{seed}, {similarity}"
            );
            assert_eq!(found.pairs().len(), expected.len(), "each pair once");
        }
    }
}

#[test]
fn a_narrower_window_needs_no_second_look_at_the_texts() {
    let data = reworded(3);
    let rule = Rule {
        within: 10_000,
        at_least: 1,
        participation: 1,
    };
    let wide = NearTexts::of(&data, Words::Cnt, 0.8, 60_000).unwrap();
    let narrow = NearTexts::of(&data, Words::Cnt, 0.8, 10_000).unwrap();
    for weight in [Weight::Messages, Weight::Pairs] {
        let from_wide = wide.edges(&data.time, &data.account, weight, &rule);
        assert!(!from_wide.is_empty());
        assert_eq!(
            from_wide,
            narrow.edges(&data.time, &data.account, weight, &rule)
        );
    }
}
