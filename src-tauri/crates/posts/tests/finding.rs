//! A question's answer carries everything that a sceptic asks for.

mod made;

use std::ops::ControlFlow;

use made::{Made, campaign, viral};
use posts::caveats::CaveatKind;
use posts::chance::Lots;
use posts::finding::{Question, Trace, answer};
use posts::near_text::Words;
use posts::network::Weight;

fn go_on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn question() -> Question {
    Question {
        by: Trace::Text,
        within: 60_000,
        at_least: 3,
        weight: Weight::Messages,
        participation: 1,
        words: Words::Strict,
        similarity: 0.8,
        from: None,
        until: None,
        hashtags: Vec::new(),
        without: Vec::new(),
        distance: 31,
        lots: Lots {
            seed: 20_240_515,
            repetitions: 5,
        },
    }
}

#[test]
fn the_planted_campaign_is_answered_with_its_groups_rows_and_chance() {
    let Made { data, planted } = campaign(1);
    let found = answer(&data, &question(), &mut go_on).unwrap();
    assert!(
        found
            .members
            .iter()
            .all(|member| planted.contains(&member.account))
    );
    let (accounts, mean, most) = found.accounts_against_chance(3);
    assert_eq!(accounts, found.members.len() as u64);
    assert!(found.is_above_chance(3) && mean < most as f64 + 1.0);
    assert!(found.surprising_pairs.unwrap() > 0);
    let of_planted = |row: &u32| planted.contains(&data.account[*row as usize]);
    assert!(found.rows.iter().all(of_planted) && found.rows.is_sorted());
    let inside: u32 = found.groups.iter().map(|group| group.accounts).sum();
    assert_eq!(
        inside as usize,
        found.members.len(),
        "every account is in one group"
    );
    assert_eq!(found.series.iter().map(|step| step.1).sum::<u32>(), 50_000);
    assert_eq!(
        found.series.iter().map(|step| step.2).sum::<u32>(),
        found.rows.len() as u32
    );
    assert!(found.median_gap.unwrap() <= 60_000);
    assert_eq!(
        found,
        answer(&data, &question(), &mut go_on).unwrap(),
        "and again the same"
    );
}

#[test]
fn a_viral_event_is_answered_with_what_chance_gives() {
    let data = viral(1);
    let found = answer(&data, &question(), &mut go_on).unwrap();
    assert!(
        !found.is_above_chance(3),
        "{:?}",
        found.accounts_against_chance(3)
    );
    let always = [CaveatKind::Incomplete, CaveatKind::OpenActivity];
    let kinds: Vec<CaveatKind> = found.caveats.iter().map(|caveat| caveat.kind).collect();
    assert!(always.iter().all(|kind| kinds.contains(kind)));
    assert!(kinds.contains(&CaveatKind::CollectionWord), "{kinds:?}");
}

#[test]
fn a_question_about_an_hour_looks_at_no_other() {
    let Made { data, .. } = campaign(1);
    let (from, until) = (data.time[10_000], data.time[12_000]);
    let asked = Question {
        from: Some(from),
        until: Some(until),
        ..question()
    };
    let found = answer(&data, &asked, &mut go_on).unwrap();
    let inside = data
        .time
        .iter()
        .filter(|time| (from..until).contains(*time))
        .count();
    assert_eq!(found.posts, inside as u64);
    assert!(
        found
            .rows
            .iter()
            .all(|row| (from..until).contains(&data.time[*row as usize]))
    );
}
