//! Posts over time.

use serde::{Deserialize, Serialize};

use super::{most, tally};
use crate::DataSet;

/// What the lines of a series tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// All posts in one line.
    All,
    /// Hashtags.
    Hashtag,
    /// Accounts.
    Account,
    /// Domains of links.
    Domain,
    /// Languages.
    Language,
    /// Reposts against originals.
    Repost,
}

/// How long a bin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Sixty seconds.
    Minute,
    /// Sixty minutes.
    Hour,
    /// Twenty-four hours.
    Day,
}

impl Step {
    /// Its length in milliseconds.
    pub const fn milliseconds(self) -> i64 {
        match self {
            Step::Minute => 60_000,
            Step::Hour => 3_600_000,
            Step::Day => 86_400_000,
        }
    }
}

/// Counts of posts in bins of one length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Where the first bin begins, in milliseconds since 1970 UTC.
    pub start: i64,
    /// How long a bin is, in milliseconds: the step asked for, or a multiple of it.
    pub step: i64,
    /// The most frequent first.
    pub lines: Vec<Line>,
}

/// One line of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it counts: a hashtag, an account …; empty for all posts.
    pub name: String,
    /// All its posts.
    pub total: u64,
    /// The posts in each bin.
    pub counts: Vec<u64>,
}

/// No chart shows more bins; beyond, bins are made longer.
const MOST_BINS: i64 = 5000;

/// Counts `posts` in bins that begin at full hours or days of the zone `offset` milliseconds
/// ahead of UTC, in at most `limit` lines.
pub fn series(
    data: &DataSet,
    posts: &[u32],
    subject: Subject,
    step: Step,
    offset: i64,
    limit: usize,
) -> Series {
    let times = || posts.iter().map(|at| data.time[*at as usize]);
    let (Some(first), Some(last)) = (times().min(), times().max()) else {
        return Series {
            start: 0,
            step: step.milliseconds(),
            lines: Vec::new(),
        };
    };
    let mut length = step.milliseconds();
    length *= ((last - first) / length / MOST_BINS + 1).max(1);
    let start = (first + offset).div_euclid(length) * length - offset;
    let bins = ((last - start) / length + 1) as usize;
    let names = Names::of(data, subject);
    let found = posts.iter().flat_map(|at| names.subjects(*at as usize));
    let kept = most(&tally(found, names.count()), limit);
    let mut lines: Vec<Line> = kept
        .iter()
        .map(|(number, total)| Line {
            name: names.name(*number),
            total: *total,
            counts: vec![0; bins],
        })
        .collect();
    for at in posts {
        let bin = ((data.time[*at as usize] - start) / length) as usize;
        for number in names.subjects(*at as usize) {
            if let Some(line) = kept.iter().position(|(kept, _)| *kept == number) {
                lines[line].counts[bin] += 1;
            }
        }
    }
    Series {
        start,
        step: length,
        lines,
    }
}

/// What a post counts for.
struct Names<'a> {
    data: &'a DataSet,
    subject: Subject,
}

impl<'a> Names<'a> {
    fn of(data: &'a DataSet, subject: Subject) -> Self {
        Names { data, subject }
    }

    fn count(&self) -> usize {
        match self.subject {
            Subject::All => 1,
            Subject::Repost => 2,
            Subject::Hashtag => self.data.hashtags.len(),
            Subject::Account => self.data.accounts.len(),
            Subject::Domain => self.data.domains.len(),
            Subject::Language => self.data.languages.len(),
        }
    }

    fn name(&self, number: u32) -> String {
        match self.subject {
            Subject::All => String::new(),
            Subject::Repost => if number == 1 { "reposts" } else { "originals" }.to_owned(),
            Subject::Hashtag => self.data.hashtags.name(number).to_owned(),
            Subject::Account => self.data.accounts.name(number).to_owned(),
            Subject::Domain => self.data.domains.name(number).to_owned(),
            Subject::Language => self.data.languages.name(number).to_owned(),
        }
    }

    /// The numbers a post counts for, each once.
    fn subjects(&self, at: usize) -> Vec<u32> {
        let mut numbers = match self.subject {
            Subject::All => vec![0],
            Subject::Repost => vec![u32::from(self.data.is_repost(at))],
            Subject::Account => vec![self.data.account[at]],
            Subject::Hashtag => self.data.tags.get(at).to_vec(),
            Subject::Domain => self.data.link_domains.get(at).to_vec(),
            Subject::Language => self.data.language.get(at).copied().into_iter().collect(),
        };
        if numbers.len() > 1 {
            numbers.sort_unstable();
            numbers.dedup();
        }
        numbers
    }
}
