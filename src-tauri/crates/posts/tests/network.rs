//! Edges and weights equal both published definitions, written down as they are stated and
//! counted pair by pair.

use std::collections::{BTreeMap, BTreeSet};

use posts::network::{By, Edge, Giant, Rule, Shares, Weight, accounts_in, mutual};
use posts::{DataSet, Key, key_of};

type Edges = BTreeMap<(u32, u32), u32>;

/// A small set full of collisions: few accounts, few links, stamps close together, ids that
/// come again, posts with no link, one and several, the same link twice.
fn crowded(seed: u64) -> DataSet {
    let mut state = seed;
    let mut draw = |below: u64| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) % below
    };
    let mut data = DataSet::default();
    let mut ids = BTreeSet::new();
    for _ in 0..400 {
        let account = data.accounts.number(&format!("account {}", draw(12)));
        let id = draw(380);
        data.account.push(account);
        data.time.push(draw(3_000) as i64 * 1_000);
        data.id.push(key_of(format!("id {id}").as_bytes()) as u64);
        data.duplicate.push(!ids.insert(id));
        let links: Vec<Key> = (0..draw(4))
            .map(|_| key_of(&[b'l', draw(25) as u8]))
            .collect();
        let repost = draw(3) == 0;
        data.repost.push(if repost {
            key_of(&[b'r', draw(20) as u8])
        } else {
            posts::NONE
        });
        data.links.push(links);
    }
    data
}

/// Distinct messages of one account with a message of the other beside them.
fn as_cnt(shares: &[(Key, i64, u32, u64)], within: i64, at_least: u32) -> Edges {
    let mut messages: BTreeMap<(u32, u32), BTreeSet<u64>> = BTreeMap::new();
    for one in shares {
        for other in shares {
            let near = (one.1 - other.1).abs() <= within;
            if one.0 == other.0 && near && one.2 != other.2 {
                messages.entry((one.2, other.2)).or_default().insert(one.3);
            }
        }
    }
    let weights = messages
        .into_iter()
        .map(|(ends, ids)| (ends, ids.len() as u32));
    weights.filter(|(_, weight)| *weight >= at_least).collect()
}

/// Pairs of contents, after and before the rule of participation.
fn as_coortweet(shares: &[(Key, i64, u32, u64)], within: i64, participation: u32) -> Edges {
    let count = |rows: &[&(Key, i64, u32, u64)], account| {
        rows.iter().filter(|row| row.2 == account).count() as u32
    };
    let all: Vec<_> = shares.iter().collect();
    let active: Vec<_> = all
        .iter()
        .copied()
        .filter(|row| count(&all, row.2) >= participation)
        .collect();
    let mut pairs = Vec::new();
    for (at, one) in active.iter().enumerate() {
        for other in &active[at + 1..] {
            let near = (one.1 - other.1).abs() <= within;
            if one.0 == other.0 && near && one.2 != other.2 && one.3 != other.3 {
                pairs.push((*one, *other));
            }
        }
    }
    let contents: BTreeSet<u64> = pairs
        .iter()
        .flat_map(|(one, other)| [one.3, other.3])
        .collect();
    let left: Vec<_> = active
        .iter()
        .copied()
        .filter(|row| contents.contains(&row.3))
        .collect();
    let kept: BTreeSet<u64> = left
        .iter()
        .filter(|row| count(&left, row.2) >= participation)
        .map(|row| row.3)
        .collect();
    let mut edges = Edges::new();
    for (one, other) in pairs {
        if kept.contains(&one.3) || kept.contains(&other.3) {
            *edges
                .entry((one.2.min(other.2), one.2.max(other.2)))
                .or_default() += 1;
        }
    }
    edges
}

fn reposts(data: &DataSet, every_row: bool) -> Vec<(Key, i64, u32, u64)> {
    let rows = (0..data.len()).filter(|at| data.is_repost(*at));
    let counted = rows.filter(|at| every_row || !data.duplicate[*at]);
    counted
        .map(|at| {
            (
                data.repost.get(at),
                data.time[at],
                data.account[at],
                data.id[at],
            )
        })
        .collect()
}

fn links(data: &DataSet) -> Vec<(Key, i64, u32, u64)> {
    let mut stored = BTreeSet::new();
    let mut rows = Vec::new();
    for at in (0..data.len()).filter(|at| !data.is_repost(*at)) {
        for link in data.links.get(at) {
            if stored.insert((data.id[at], *link)) {
                rows.push((*link, data.time[at], data.account[at], data.id[at]));
            }
        }
    }
    rows
}

fn ours(data: &DataSet, by: By, weight: Weight, rule: Rule) -> Edges {
    let edges = Shares::of(data, by, weight, &[])
        .edges(&rule)
        .expect("nothing is giant here");
    edges
        .iter()
        .map(|edge| ((edge.a, edge.b), edge.weight))
        .collect()
}

fn rule(seconds: i64, at_least: u32, participation: u32) -> Rule {
    Rule {
        within: seconds * 1_000,
        at_least,
        participation,
    }
}

#[test]
fn weights_of_messages_equal_the_definition_of_cnt() {
    for seed in 0..20 {
        let data = crowded(seed);
        for (seconds, at_least) in [(0, 1), (60, 1), (60, 2), (600, 3)] {
            let rule = rule(seconds, at_least, 1);
            let shared = as_cnt(&reposts(&data, false), rule.within, at_least);
            assert!(
                ours(&data, By::Repost, Weight::Messages, rule) == shared,
                "reposts, {seed}"
            );
            let linked = as_cnt(&links(&data), rule.within, at_least);
            assert!(
                ours(&data, By::Link, Weight::Messages, rule) == linked,
                "links, {seed}"
            );
        }
    }
}

#[test]
fn weights_of_pairs_equal_the_definition_of_coortweet() {
    for seed in 0..20 {
        let data = crowded(seed);
        for (seconds, participation) in [(0, 1), (10, 2), (60, 2), (60, 5), (600, 12)] {
            let theirs = as_coortweet(&reposts(&data, true), seconds * 1_000, participation);
            let rule = rule(seconds, 1, participation);
            assert!(
                ours(&data, By::Repost, Weight::Pairs, rule) == theirs,
                "{seed}"
            );
        }
    }
}

#[test]
fn posts_without_a_link_share_none() {
    let mut data = DataSet::default();
    for at in 0..50 {
        let account = data.accounts.number(&format!("account {at}"));
        data.account.push(account);
        data.time.push(0);
        data.links.push([]);
    }
    let edges = Shares::of(&data, By::Link, Weight::Messages, &[]).edges(&rule(60, 1, 1));
    assert_eq!(edges, Ok(Vec::new()), "CNT's issue 46");
}

#[test]
fn one_hashtag_in_a_hundred_thousand_posts_of_one_window_is_refused_before_it_is_listed() {
    let mut data = DataSet::default();
    let tag = data.hashtags.number("goal");
    for at in 0..100_000 {
        let account = data.accounts.number(&at.to_string());
        data.account.push(account);
        data.time.push(i64::from(at) % 60_000);
        data.tags.push([tag]);
    }
    let refused = Shares::of(&data, By::Hashtags, Weight::Messages, &[]).edges(&rule(60, 2, 1));
    let pairs = 100_000 * 99_999 / 2;
    assert!(matches!(refused, Err(Giant { posts: 100_000, pairs: all, .. }) if all == pairs));
    let without = Shares::of(&data, By::Hashtags, Weight::Messages, &[key_of(b"goal")]);
    assert_eq!(
        without.edges(&rule(60, 2, 1)),
        Ok(Vec::new()),
        "a hashtag can be left out"
    );
}

#[test]
fn a_mutual_edge_weighs_what_its_weaker_direction_weighs() {
    let edge = |a, b, weight| Edge { a, b, weight };
    let directed = [edge(0, 1, 5), edge(0, 2, 1), edge(1, 0, 2), edge(2, 0, 1)];
    assert_eq!(mutual(&directed), [edge(0, 1, 2), edge(0, 2, 1)]);
    assert_eq!(accounts_in(&directed), 3);
}
