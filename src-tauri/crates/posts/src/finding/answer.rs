//! Answers a question: the same question and the same data give the same answer, figure by figure.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;

use super::traces::{Made, Traces, left_out};
use super::{Answer, Group, Member, Pair, Question, Thing, Unanswered};
use crate::DataSet;
use crate::caveats::{self, Seen};
use crate::chance::{Null, baseline, sensitivity, surprises};
use crate::communities;
use crate::network::{Edge, Giant, GoOn, Meeting, Pairs, Rule, Weight, median_gap};

/// Things and steps of the series that an answer lists at most.
const MOST_THINGS: usize = 20;
const MOST_STEPS: i64 = 200;
/// Seeds that groups are tried with.
const SEEDS: u32 = 10;
/// The rate of false discoveries for single pairs.
const RATE: f64 = 0.05;

/// Answers `question` from `data`, which must have been read with [`Question::wanted`]. `tell` hears
/// how far the work is, from 0 to 1, and can stop it.
///
/// Errors: one thing is shared so often within the window that its pairs cannot be listed, or
/// `tell` said stop.
pub fn answer(
    data: &DataSet,
    question: &Question,
    tell: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Answer, Unanswered> {
    answer_again(data, question, &mut Made::default(), tell)
}

/// The same with what earlier questions to the same data made, which need not be made again.
///
/// Errors: as [`answer`].
pub fn answer_again(
    data: &DataSet,
    question: &Question,
    made: &mut Made,
    tell: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Answer, Unanswered> {
    let mut tell = |part| match tell(part) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Unanswered::Stopped),
    };
    let kept = kept_rows(data, question);
    let traces = Traces::of(data, question, &kept, made, &mut || tell(0.0))?;
    let rule = |within| Rule {
        within,
        at_least: 1,
        participation: question.participation,
    };
    let all = traces.pairs(&rule(question.within), None, &mut || tell(0.1))?;
    tell(0.2)?;
    let strong: Vec<Edge> = all
        .iter()
        .copied()
        .filter(|pair| pair.weight >= question.at_least)
        .collect();
    let meetings = traces.meetings(question.within, &Pairs::of(&strong));
    let chance = chance(&traces, question, data.len(), &mut tell)?;
    let sensitivity = sensitivity(|within| {
        let go_on: GoOn<'_> = &mut || tell(0.8);
        go_on()?;
        traces.pairs(&rule(within), None, go_on)
    });
    tell(0.9)?;
    let looked_at = (0..data.len()).filter(|row| kept[*row] && !is_repeated(data, *row));
    let looked_at: Vec<usize> = looked_at.collect();
    let rows = rows_of(&meetings);
    let seen = Seen {
        data,
        by: question.by.by(),
        within: question.within,
        edges: &strong,
        meetings: &meetings,
        without: &left_out(question),
    };
    let groups = communities::find(&strong, 1.0, question.lots.seed);
    let times = || looked_at.iter().map(|row| data.time[*row]);
    let mut has_posted = vec![false; data.accounts.len()];
    for row in &looked_at {
        has_posted[data.account[*row] as usize] = true;
    }
    Ok(Answer {
        posts: looked_at.len() as u64,
        accounts: has_posted.into_iter().filter(|posted| *posted).count() as u64,
        period: times().min().zip(times().max()),
        pairs: strong
            .iter()
            .map(|edge| Pair {
                a: edge.a,
                b: edge.b,
                weight: edge.weight,
            })
            .collect(),
        members: members(data, &groups, &strong, &looked_at, &rows),
        groups: grouped(data, &groups, &strong, &meetings),
        stability: communities::stability(&strong, 1.0, question.lots.seed, SEEDS),
        things: things(data, &meetings, &traces),
        median_gap: median_gap(&meetings),
        surprising_pairs: surprising(&traces, question, &rule(question.within))?,
        series: series(data, &looked_at, &rows),
        caveats: [traces.own_caveats(data, &meetings), caveats::look(&seen)].concat(),
        chance,
        sensitivity,
        rows,
    })
}

fn is_repeated(data: &DataSet, row: usize) -> bool {
    data.duplicate.get(row).copied().unwrap_or(false)
}

/// The rows in the question's period and with its hashtags.
fn kept_rows(data: &DataSet, question: &Question) -> Vec<bool> {
    let wanted: Vec<u32> = question
        .hashtags
        .iter()
        .filter_map(|tag| data.hashtags.find(tag))
        .collect();
    let has_tag = |row: usize| {
        question.hashtags.is_empty() || data.tags.get(row).iter().any(|tag| wanted.contains(tag))
    };
    let in_period = |time: i64| {
        question.from.is_none_or(|from| time >= from)
            && question.until.is_none_or(|until| time < until)
    };
    (0..data.len())
        .map(|row| in_period(data.time[row]) && has_tag(row))
        .collect()
}

fn chance(
    traces: &Traces<'_>,
    question: &Question,
    rows: usize,
    tell: &mut impl FnMut(f32) -> Result<(), Unanswered>,
) -> Result<Vec<crate::chance::Baseline>, Unanswered> {
    let posts = traces.taking_part();
    let mut thresholds = vec![1, 2, 3, 5, question.at_least];
    thresholds.sort_unstable();
    thresholds.dedup();
    let rule = Rule {
        within: question.within,
        at_least: 1,
        participation: question.participation,
    };
    let all = (2 * (question.lots.repetitions + 1)) as f32;
    let mut done = 0.0;
    let nulls = [Null::AccountsWithinHour, Null::PostsMoved].into_iter();
    nulls
        .map(|null| {
            baseline(
                null,
                question.lots,
                &thresholds,
                &posts,
                rows,
                |accounts, times| {
                    done += 1.0;
                    let go_on: GoOn<'_> = &mut || tell(0.2 + 0.6 * done / all);
                    go_on()?;
                    traces.pairs(&rule, Some((accounts, times)), go_on)
                },
            )
        })
        .collect()
}

fn surprising(traces: &Traces<'_>, question: &Question, rule: &Rule) -> Result<Option<u64>, Giant> {
    match traces {
        Traces::Same(same) if question.weight == Weight::Messages => {
            let edges = same.all.edges(rule)?;
            let found = surprises(&same.all, question.within, &edges, RATE);
            let strong = found.iter().filter(|pair| pair.weight >= question.at_least);
            Ok(Some(strong.count() as u64))
        }
        _ => Ok(None),
    }
}

fn rows_of(meetings: &[Meeting]) -> Vec<u32> {
    let mut rows: Vec<u32> = meetings
        .iter()
        .flat_map(|met| [met.older, met.younger])
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn members(
    data: &DataSet,
    groups: &communities::Communities,
    pairs: &[Edge],
    looked_at: &[usize],
    rows: &[u32],
) -> Vec<Member> {
    let mut counts = vec![(0, 0, 0); data.accounts.len()];
    pairs
        .iter()
        .flat_map(|pair| [pair.a, pair.b])
        .for_each(|end| counts[end as usize].0 += 1);
    looked_at
        .iter()
        .for_each(|row| counts[data.account[*row] as usize].1 += 1);
    rows.iter()
        .for_each(|row| counts[data.account[*row as usize] as usize].2 += 1);
    let member = |(account, group): (&u32, &u32)| {
        let (partners, posts, shared) = counts[*account as usize];
        Member {
            account: *account,
            group: *group,
            partners,
            posts,
            shared,
        }
    };
    let mut members: Vec<Member> = groups
        .accounts
        .iter()
        .zip(&groups.group)
        .map(member)
        .collect();
    members.sort_by_key(|member| {
        use std::cmp::Reverse;
        (
            Reverse(member.shared),
            Reverse(member.partners),
            Reverse(member.posts),
            member.account,
        )
    });
    members
}

fn grouped(
    data: &DataSet,
    found: &communities::Communities,
    pairs: &[Edge],
    meetings: &[Meeting],
) -> Vec<Group> {
    let of = |account: u32| {
        let at = found
            .accounts
            .binary_search(&account)
            .expect("every end of a pair is in a group");
        found.group[at]
    };
    let count = found
        .group
        .iter()
        .max()
        .map_or(0, |most| *most as usize + 1);
    let mut groups = vec![
        Group {
            accounts: 0,
            pairs: 0,
            median_gap: None
        };
        count
    ];
    found
        .group
        .iter()
        .for_each(|group| groups[*group as usize].accounts += 1);
    let inside = |one: u32, other: u32| Some(of(one)).filter(|group| *group == of(other));
    pairs
        .iter()
        .filter_map(|pair| inside(pair.a, pair.b))
        .for_each(|at| groups[at as usize].pairs += 1);
    let mut met: Vec<Vec<Meeting>> = vec![Vec::new(); count];
    for meeting in meetings {
        let account = |row: u32| data.account[row as usize];
        if let Some(group) = inside(account(meeting.older), account(meeting.younger)) {
            met[group as usize].push(*meeting);
        }
    }
    groups
        .iter_mut()
        .zip(&met)
        .for_each(|(group, met)| group.median_gap = median_gap(met));
    groups
}

fn things(data: &DataSet, meetings: &[Meeting], traces: &Traces<'_>) -> Vec<Thing> {
    let mut by_thing: BTreeMap<u32, Vec<Meeting>> = BTreeMap::new();
    meetings
        .iter()
        .for_each(|met| by_thing.entry(met.thing).or_default().push(*met));
    let mut things: Vec<(Thing, &Vec<Meeting>)> = by_thing
        .values()
        .map(|met| {
            let rows = rows_of(met);
            let earliest = rows
                .iter()
                .min_by_key(|row| (data.time[**row as usize], **row));
            let row = *earliest.expect("a thing has a meeting, and a meeting two posts");
            let accounts: HashSet<u32> =
                rows.iter().map(|row| data.account[*row as usize]).collect();
            let thing = Thing {
                row,
                posts: rows.len() as u32,
                accounts: accounts.len() as u32,
                first: data.time[row as usize],
                median_gap: median_gap(met).unwrap_or(0),
                likeness: None,
            };
            (thing, met)
        })
        .collect();
    things.sort_by_key(|(thing, _)| (std::cmp::Reverse(thing.posts), thing.first, thing.row));
    let most = things.into_iter().take(MOST_THINGS);
    let alike = most.map(|(thing, met)| Thing {
        likeness: traces.likeness(met),
        ..thing
    });
    alike.collect()
}

/// Steps of a minute, an hour or a day and so on, whichever gives no more than fit a chart.
fn series(data: &DataSet, looked_at: &[usize], rows: &[u32]) -> Vec<(i64, u32, u32)> {
    const STEPS: [i64; 8] = [60, 300, 900, 3_600, 10_800, 21_600, 86_400, 604_800];
    let times = || looked_at.iter().map(|row| data.time[*row]);
    let Some((first, last)) = times().min().zip(times().max()) else {
        return Vec::new();
    };
    let fits = |step: &&i64| (last - first) / (**step * 1_000) < MOST_STEPS;
    let step = STEPS
        .iter()
        .find(fits)
        .map_or((last - first) / MOST_STEPS + 1, |step| step * 1_000);
    let begin = first.div_euclid(step);
    let mut series: Vec<(i64, u32, u32)> = (begin..=last.div_euclid(step))
        .map(|at| (at * step, 0, 0))
        .collect();
    let at = |time: i64| (time.div_euclid(step) - begin) as usize;
    times().for_each(|time| series[at(time)].1 += 1);
    rows.iter()
        .for_each(|row| series[at(data.time[*row as usize])].2 += 1);
    series
}
