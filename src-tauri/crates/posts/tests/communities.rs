//! Groups are those that published answers and plain cases name, whatever the seed.

use posts::communities::{adjusted_rand, components, find, mutual_information, stability};
use posts::network::Edge;

/// Zachary's karate club: 34 members, 78 friendships.
const CLUB: &str = "1-2 1-3 1-4 1-5 1-6 1-7 1-8 1-9 1-11 1-12 1-13 1-14 1-18 1-20 1-22 1-32 2-3 \
    2-4 2-8 2-14 2-18 2-20 2-22 2-31 3-4 3-8 3-9 3-10 3-14 3-28 3-29 3-33 4-8 4-13 4-14 5-7 5-11 \
    6-7 6-11 6-17 7-17 9-31 9-33 9-34 10-34 14-34 15-33 15-34 16-33 16-34 19-33 19-34 20-34 21-33 \
    21-34 23-33 23-34 24-26 24-28 24-30 24-33 24-34 25-26 25-28 25-32 26-32 27-30 27-34 28-34 \
    29-32 29-34 30-33 30-34 31-33 31-34 32-33 32-34 33-34";

fn club() -> Vec<Edge> {
    let edges = CLUB.split_whitespace().map(|edge| {
        let (a, b) = edge.split_once('-').expect("two ends");
        edge_of(number(a), number(b))
    });
    edges.collect()
}

fn number(text: &str) -> u32 {
    text.parse().expect("a member's number")
}

fn edge_of(a: u32, b: u32) -> Edge {
    Edge { a, b, weight: 1 }
}

/// Rings of `cliques` cliques of five, each tied to the next by one edge.
fn ring(cliques: u32) -> Vec<Edge> {
    let mut edges = Vec::new();
    for clique in 0..cliques {
        let first = clique * 5;
        for a in 0..5 {
            (a + 1..5).for_each(|b| edges.push(edge_of(first + a, first + b)));
        }
        edges.push(edge_of(first, (first + 6) % (cliques * 5)));
    }
    edges
}

#[test]
fn the_karate_club_falls_into_the_four_groups_of_highest_modularity() {
    assert_eq!(club().len(), 78);
    let best = (0..10)
        .map(|seed| find(&club(), 1.0, seed).modularity)
        .fold(0.0, f64::max);
    assert!(
        (best - 0.419_79).abs() < 1e-4,
        "the known optimum is 0.41979, not {best}"
    );
    for seed in 0..10 {
        let found = find(&club(), 1.0, seed);
        assert!(
            found.modularity > 0.41,
            "seed {seed} gives {}",
            found.modularity
        );
    }
}

#[test]
fn cliques_in_a_ring_are_groups_for_every_seed() {
    let edges = ring(12);
    for seed in 0..5 {
        let found = find(&edges, 1.0, seed);
        let together = |clique: usize| {
            let group = &found.group[clique * 5..clique * 5 + 5];
            group.iter().all(|at| *at == group[0])
        };
        assert!((0..12).all(together), "no clique is torn apart");
        assert_eq!(found.group.iter().max(), Some(&11));
    }
    let stable = stability(&edges, 1.0, 1, 10);
    assert_eq!((stable.adjusted_rand, stable.seeds), (1.0, 10));
}

#[test]
fn the_same_seed_gives_the_same_groups() {
    assert_eq!(find(&club(), 1.0, 7), find(&club(), 1.0, 7));
}

#[test]
fn components_are_told_apart_and_the_largest_comes_first() {
    let edges = [edge_of(1, 2), edge_of(5, 6), edge_of(6, 7)];
    let found = components(&edges);
    assert_eq!(found.accounts, [1, 2, 5, 6, 7]);
    assert_eq!(found.group, [1, 1, 0, 0, 0]);
    assert!(components(&[]).accounts.is_empty());
    assert!(find(&[], 1.0, 0).accounts.is_empty());
}

#[test]
fn agreement_is_one_for_the_same_groups_under_other_numbers() {
    let (one, same) = ([0, 0, 1, 1, 2], [2, 2, 0, 0, 1]);
    assert_eq!(adjusted_rand(&one, &same), 1.0);
    assert!((mutual_information(&one, &same) - 1.0).abs() < 1e-12);
    // Hubert and Arabie's index for [0,0,0,1,1,1] against [0,0,1,1,2,2], by hand.
    let index = adjusted_rand(&[0, 0, 0, 1, 1, 1], &[0, 0, 1, 1, 2, 2]);
    assert!((index - 0.242_424).abs() < 1e-5, "{index}");
}
