//! A planted campaign is found, and bursts that nobody planned are not presented as one.

mod made;

use std::collections::BTreeSet;

use made::{Made, campaign, fans, viral};
use posts::chance::{Baseline, Lots, Null, baseline, sensitivity, surprises};
use posts::network::{By, Edge, Giant, Rule, Shares, Weight, mutual};
use posts::{DataSet, caveats};

const WITHIN: i64 = 60_000;
const LOTS: Lots = Lots {
    seed: 20_240_515,
    repetitions: 10,
};

fn shares(data: &DataSet) -> Shares {
    Shares::of(data, By::Text, Weight::Messages, &[])
}

fn edges(shares: &Shares, at_least: u32) -> Vec<Edge> {
    let rule = Rule {
        within: WITHIN,
        at_least,
        participation: 1,
    };
    shares.edges(&rule).expect("nothing is giant here")
}

fn against(null: Null, data: &DataSet) -> Baseline {
    let shares = shares(data);
    let drawn = |accounts: &[u32], times: &[i64]| {
        Ok::<_, Giant>(mutual(&edges(&shares.with(accounts, times), 1)))
    };
    baseline(
        null,
        LOTS,
        &[1, 2, 3, 5],
        &shares.taking_part(),
        data.len(),
        drawn,
    )
    .expect("nothing is giant here")
}

fn found(data: &DataSet, at_least: u32) -> BTreeSet<u32> {
    let pairs = mutual(&edges(&shares(data), at_least));
    pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect()
}

#[test]
fn a_planted_campaign_of_300_accounts_in_50_000_posts_is_found() {
    let Made { data, planted } = campaign(1);
    assert_eq!((data.len(), planted.len()), (50_000, 300));
    let found = found(&data, 3);
    let right = found.intersection(&planted).count() as f64;
    let (precision, recall) = (right / found.len() as f64, right / planted.len() as f64);
    println!("at least 3 within 60 s: precision {precision:.3}, recall {recall:.3}");
    assert!(precision >= 0.99, "precision is {precision}");
    assert!(recall >= 0.9, "recall is {recall}");
    for null in [Null::AccountsWithinHour, Null::PostsMoved] {
        let three = against(null, &data).at[2];
        println!("{null:?}: {:?}", three.accounts);
        assert!(three.accounts.is_above_chance());
        let (observed, mean) = (three.accounts.observed as f64, three.accounts.mean);
        assert!(
            mean * 4.0 < observed,
            "few of them by chance: {mean} of {observed}"
        );
    }
    let every = edges(&shares(&data), 1);
    let named: BTreeSet<u32> = surprises(&shares(&data), WITHIN, &every, 0.05)
        .iter()
        .flat_map(|pair| [pair.a, pair.b])
        .collect();
    let wrong = named.difference(&planted).count();
    println!(
        "pair by pair at a rate of 0.05: {} accounts, {wrong} of them not planted",
        named.len()
    );
    assert!(
        named.len() > 250 && wrong * 10 < named.len(),
        "{wrong} of {}",
        named.len()
    );
}

#[test]
fn a_viral_event_is_expected_by_chance() {
    let data = viral(1);
    let base = against(Null::AccountsWithinHour, &data);
    let one = base.at[0].pairs;
    println!("viral, at least 1: {one:?}");
    assert!(
        one.observed > 10_000,
        "an event brings many together: {}",
        one.observed
    );
    assert!(
        one.mean > one.observed as f64 * 0.9,
        "and chance as many: {one:?}"
    );
    let every = edges(&shares(&data), 1);
    assert_eq!(
        surprises(&shares(&data), WITHIN, &every, 0.05),
        [],
        "nor any single pair"
    );
    for at in &base.at[2..] {
        assert!(
            !at.pairs.is_above_chance(),
            "nothing to report at {}: {:?}",
            at.at_least,
            at.pairs
        );
    }
}

#[test]
fn fans_who_chant_at_every_goal_are_expected_by_chance() {
    let data = fans(1);
    let base = against(Null::AccountsWithinHour, &data);
    let two = base.at[1].pairs;
    println!("fans, at least 2: {two:?}");
    assert!(
        two.observed > 1_000,
        "fans meet at many goals: {}",
        two.observed
    );
    for at in &base.at {
        assert!(
            at.pairs.mean * 1.25 > at.pairs.observed as f64 || !at.pairs.is_above_chance(),
            "chance explains what they share at {}: {:?}",
            at.at_least,
            at.pairs
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_figures_and_another_one_others() {
    let data = viral(2);
    let once = against(Null::PostsMoved, &data);
    assert_eq!(once, against(Null::PostsMoved, &data));
    let shares = shares(&data);
    let drawn = |accounts: &[u32], times: &[i64]| {
        Ok::<_, Giant>(mutual(&edges(&shares.with(accounts, times), 1)))
    };
    let lots = Lots { seed: 2, ..LOTS };
    let other = baseline(
        Null::PostsMoved,
        lots,
        &[1, 2, 3, 5],
        &shares.taking_part(),
        data.len(),
        drawn,
    )
    .expect("nothing is giant here");
    assert_eq!(once.at[0].pairs.observed, other.at[0].pairs.observed);
    assert_ne!(once.at[0].pairs.mean, other.at[0].pairs.mean);
}

#[test]
fn the_table_of_windows_and_thresholds_agrees_with_each_count_made_alone() {
    let Made { data, .. } = campaign(2);
    let shares = shares(&data);
    let cells = sensitivity(|within| {
        let rule = Rule {
            within,
            at_least: 1,
            participation: 1,
        };
        Ok::<_, Giant>(mutual(&shares.edges(&rule)?))
    });
    assert_eq!(cells.len(), 12);
    for cell in cells {
        let rule = Rule {
            within: cell.within * 1_000,
            at_least: cell.at_least,
            participation: 1,
        };
        let alone = mutual(&shares.edges(&rule).expect("nothing is giant here")).len() as u64;
        assert_eq!(cell.pairs, Some(alone), "{cell:?}");
    }
}

#[test]
fn the_word_a_data_set_was_collected_by_is_named() {
    let data = fans(3);
    assert_eq!(caveats::collection_words(&data), [0]);
    assert_eq!(data.hashtags.name(0), "ourteam");
}
