//! A question's answer carries everything that a sceptic asks for.

mod made;

use std::ops::ControlFlow;

use made::{Made, campaign, viral};
use posts::DataSet;
use posts::caveats::CaveatKind;
use posts::chance::Lots;
use posts::communities::Stability;
use posts::finding::{Answer, Found, Made as MadeBefore, Question, Trace, Unanswered, answer};
use posts::near_text::Words;
use posts::network::Weight;
use posts::reading::{Options, Wanted, read};

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

/// Posts whose texts are nearly the same in threes.
fn nearly_the_same(posts: usize) -> DataSet {
    let mut file = String::from("id,account,time,text\n");
    for at in 0..posts {
        let (account, time) = (at % 97, 1_715_761_264 + at);
        let said = at / 3;
        file += &format!(
            "{at},u{account},{time},what is said of harbour number {said} in words {at}\n"
        );
    }
    let wanted = Wanted {
        texts: true,
        ..question().wanted()
    };
    let go_on = &mut |_| ControlFlow::Continue(());
    let read = read(file.as_bytes(), &Options::new(wanted), go_on);
    read.expect("a file of posts")
}

#[test]
fn a_search_for_nearly_the_same_text_is_stopped_while_it_cuts_while_it_joins_and_by_chance() {
    const POSTS: usize = 10_000;
    let data = nearly_the_same(POSTS);
    let question = Question {
        by: Trace::NearText,
        at_least: 1,
        ..question()
    };
    let stop_at = |call: usize| {
        let mut told = Vec::new();
        let answered = answer(&data, &question, &mut |part| {
            told.push(part);
            match told.len() == call {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        (answered, told)
    };
    let (answered, told) = stop_at(usize::MAX);
    assert!(!answered.unwrap().pairs.is_empty());
    let before = told.iter().filter(|part| **part < 0.2).count();
    assert!(
        before >= 2 * POSTS / 1_024,
        "asked while it cuts and joins: {before}"
    );
    for call in [before / 3, before * 2 / 3, before + 15] {
        let (answered, told) = stop_at(call);
        assert_eq!(answered, Err(Unanswered::Stopped));
        assert_eq!(told.len(), call, "nothing goes on after it");
    }
}

#[test]
fn what_was_made_for_one_question_answers_the_next_as_if_it_were_asked_alone() {
    let data = nearly_the_same(2_000);
    let mut made = MadeBefore::default();
    for by in [Trace::Text, Trace::NearText, Trace::Text] {
        for (within, at_least, participation) in [(60_000, 1, 1), (1_000, 1, 1), (10_000, 2, 3)] {
            for weight in [Weight::Messages, Weight::Pairs] {
                let question = Question {
                    by,
                    within,
                    at_least,
                    participation,
                    weight,
                    ..question()
                };
                let found = Found::of(&data, &question, &mut made, &mut go_on);
                let again = found.and_then(|found| found.with_chance(&mut go_on));
                assert_eq!(again, answer(&data, &question, &mut go_on), "{question:?}");
            }
        }
    }
}

#[test]
fn who_acted_together_is_known_before_chance_and_the_same_after_it() {
    let data = nearly_the_same(2_000);
    for by in [Trace::Text, Trace::NearText, Trace::Reworded] {
        let question = Question {
            by,
            at_least: 1,
            ..question()
        };
        let found = Found::of(&data, &question, &mut MadeBefore::default(), &mut go_on);
        let found = found.unwrap();
        let so_far = found.so_far().clone();
        assert!(so_far.chance.is_empty() && so_far.sensitivity.is_empty());
        assert_eq!(so_far.surprising_pairs, None);
        assert_eq!(so_far.stability, Stability::UNTRIED);
        assert_eq!(so_far.members.is_empty(), by == Trace::Text);
        let stopped = Found::of(&data, &question, &mut MadeBefore::default(), &mut go_on)
            .and_then(|found| found.with_chance(&mut |_| ControlFlow::Break(())));
        assert_eq!(stopped, Err(Unanswered::Stopped));
        let whole = found.with_chance(&mut go_on).unwrap();
        assert_eq!((whole.chance.len(), whole.sensitivity.len()), (2, 12));
        assert_eq!(
            whole,
            answer(&data, &question, &mut go_on).unwrap(),
            "both stages are one answer"
        );
        let without = Answer {
            stability: Stability::UNTRIED,
            chance: Vec::new(),
            sensitivity: Vec::new(),
            surprising_pairs: None,
            ..whole
        };
        assert_eq!(without, so_far, "what was shown first holds");
    }
}
