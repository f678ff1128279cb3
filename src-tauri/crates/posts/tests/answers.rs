//! Every edge and weight as the coordination network toolkit and CooRTweet give them, on
//! CooRTweet's sample. The sample and both answers are no part of the project: this runs where
//! `PLUMB_POSTS_DATA` names the folder that holds them.

use std::collections::BTreeMap;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::PathBuf;

use posts::DataSet;
use posts::network::{By, Rule, Shares, Weight};
use posts::reading::{Options, Wanted, read};

type Edges = BTreeMap<(String, String), u32>;

#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the test says where the data are"
)]
fn folder() -> Option<PathBuf> {
    std::env::var_os("PLUMB_POSTS_DATA").map(PathBuf::from)
}

fn data(file: &str) -> Option<DataSet> {
    let file = File::open(folder()?.join(file)).expect("the sample is in the folder");
    let go_on = &mut |_| ControlFlow::Continue(());
    Some(read(file, &Options::new(Wanted::default()), go_on).expect("the sample can be read"))
}

fn found(data: &DataSet, weight: Weight, seconds: i64, at_least: u32) -> Edges {
    let is_messages = weight == Weight::Messages;
    let rule = Rule {
        within: seconds * 1000,
        at_least: if is_messages { at_least } else { 1 },
        participation: if is_messages { 1 } else { at_least },
    };
    let shares = Shares::of_repeated(data, By::Repost, weight, &[]);
    let name = |number: u32| data.accounts.name(number).to_owned();
    let edges = shares.edges(&rule).expect("nothing is a giant");
    let edges = edges
        .iter()
        .map(|edge| (pair(name(edge.a), name(edge.b), weight), edge.weight));
    edges.collect()
}

fn pair(one: String, other: String, weight: Weight) -> (String, String) {
    if weight == Weight::Pairs && other < one {
        (other, one)
    } else {
        (one, other)
    }
}

fn answer(file: &str, weight: Weight) -> Edges {
    let path = folder().expect("asked before").join(file);
    let text = std::fs::read_to_string(path).expect("the answer is in the folder");
    let edge = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let count: f64 = cells[2].parse().expect("a weight is a number");
        (
            pair(cells[0].to_owned(), cells[1].to_owned(), weight),
            count as u32,
        )
    };
    text.lines().skip(1).map(edge).collect()
}

#[test]
fn every_edge_is_that_of_the_coordination_network_toolkit() {
    let Some(data) = data("rus_cnt.csv") else {
        return;
    };
    for (seconds, at_least) in [(60, 1), (60, 2), (10, 1)] {
        let file = format!("cnt_rus_co_retweet_w{seconds}_m{at_least}.csv");
        let expected = answer(&file, Weight::Messages);
        let found = found(&data, Weight::Messages, seconds, at_least);
        assert!(
            found == expected,
            "{file}: {} edges, not {}",
            found.len(),
            expected.len()
        );
    }
}

#[test]
fn every_edge_is_that_of_coortweet() {
    for file in ["coortweet_russian_coord_tweets.csv", "rus_cnt.csv"] {
        let Some(data) = data(file) else { return };
        for seconds in [60, 10] {
            let expected = answer(
                &format!("coortweet_rus_w{seconds}_p2_edges.csv"),
                Weight::Pairs,
            );
            let found = found(&data, Weight::Pairs, seconds, 2);
            assert!(
                found == expected,
                "{file}: {} edges, not {}",
                found.len(),
                expected.len()
            );
        }
    }
}
