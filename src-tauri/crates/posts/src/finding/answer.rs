//! Answers a question: the same question and the same data give the same answer, figure by figure.
//! Who acted together is known long before what chance gives, and is a stage of its own.

use std::collections::{BTreeMap, HashSet};

use super::chance::{FOUND, Tell, told};
use super::traces::{Made, Traces, left_out};
use super::{Answer, Group, Member, Pair, Question, Thing, Unanswered};
use crate::DataSet;
use crate::caveats::{self, Seen};
use crate::communities::{self, Stability};
use crate::network::{Edge, Meeting, Pairs, median_gap};

/// How fine groups are: plain modularity.
pub(super) const RESOLUTION: f64 = 1.0;
/// Things and steps of the series that an answer lists at most.
const MOST_THINGS: usize = 20;
const MOST_STEPS: i64 = 200;

/// Answers `question` from `data`, which must have been read with [`Question::wanted`]. `tell` hears
/// how far the work is, from 0 to 1, and can stop it.
///
/// Errors: one thing is shared so often within the window that its pairs cannot be listed, or
/// `tell` said stop.
pub fn answer(data: &DataSet, question: &Question, tell: Tell<'_>) -> Result<Answer, Unanswered> {
    Found::of(data, question, &mut Made::default(), tell)?.with_chance(tell)
}

/// Who acted together: all of an answer but what takes long, which is what chance gives.
pub struct Found<'a> {
    pub(super) data: &'a DataSet,
    pub(super) question: &'a Question,
    pub(super) traces: Traces<'a>,
    pub(super) strong: Vec<Edge>,
    pub(super) answer: Answer,
}

impl<'a> Found<'a> {
    /// The first stage of [`answer()`]; `made` is what earlier questions to the same data made,
    /// which need not be made again.
    ///
    /// Errors: as [`answer()`].
    pub fn of(
        data: &'a DataSet,
        question: &'a Question,
        made: &mut Made,
        tell: Tell<'_>,
    ) -> Result<Found<'a>, Unanswered> {
        let mut tell = |part| told(tell, part);
        let kept = kept_rows(data, question);
        let traces = Traces::of(data, question, &kept, made, &mut || tell(0.0))?;
        let all = traces.pairs(&question.rule(), None, &mut || tell(0.1))?;
        tell(FOUND)?;
        let looked_at = (0..data.len()).filter(|row| kept[*row] && !is_repeated(data, *row));
        let looked_at: Vec<usize> = looked_at.collect();
        let is_strong = |pair: &Edge| pair.weight >= question.at_least;
        let strong: Vec<Edge> = all.into_iter().filter(is_strong).collect();
        Ok(Found {
            answer: together(data, question, &traces, &looked_at, &strong),
            data,
            question,
            traces,
            strong,
        })
    }

    /// The answer without what [`Found::with_chance`] adds to it.
    pub fn so_far(&self) -> &Answer {
        &self.answer
    }
}

/// Everything that follows from the posts and pairs that count.
fn together(
    data: &DataSet,
    question: &Question,
    traces: &Traces<'_>,
    looked_at: &[usize],
    strong: &[Edge],
) -> Answer {
    let meetings = traces.meetings(question.within, &Pairs::of(strong));
    let rows = rows_of(&meetings);
    let seen = Seen {
        data,
        by: question.by.by(),
        within: question.within,
        edges: strong,
        meetings: &meetings,
        without: &left_out(question),
    };
    let groups = communities::find(strong, RESOLUTION, question.lots.seed);
    let times = || looked_at.iter().map(|row| data.time[*row]);
    let mut has_posted = vec![false; data.accounts.len()];
    for row in looked_at {
        has_posted[data.account[*row] as usize] = true;
    }
    Answer {
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
        members: members(data, &groups, strong, looked_at, &rows),
        groups: grouped(data, &groups, strong, &meetings),
        things: things(data, &meetings, traces),
        median_gap: median_gap(&meetings),
        series: series(data, looked_at, &rows),
        caveats: [traces.own_caveats(data, &meetings), caveats::look(&seen)].concat(),
        rows,
        stability: Stability::UNTRIED,
        chance: Vec::new(),
        surprising_pairs: None,
        sensitivity: Vec::new(),
    }
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
