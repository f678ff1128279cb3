//! A count put to a data set as a question, so that its answer can be frozen and counted again:
//! posts over time, or what occurs most.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::DataSet;
use crate::contents::{Count, Filter, Series, Standing, Step, Subject, series, tops};
use crate::reading::Wanted;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Posts over time.
    Series {
        /// What the lines tell apart.
        subject: Subject,
        /// How long a bin is.
        step: Step,
        /// How far the clock is ahead of UTC, in milliseconds.
        offset: i64,
        /// The most lines.
        most: u32,
    },
    /// What stands first in a list.
    Top {
        /// What is listed.
        of: Ranked,
        /// How many entries at most.
        most: u32,
    },
}

/// What a list of the first so many lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ranked {
    /// Accounts by their posts.
    Active,
    /// Accounts by when they first posted.
    First,
    /// Hashtags by posts.
    Hashtags,
    /// Sequences of hashtags in one post.
    Sequences,
    /// Domains of links.
    Domains,
    /// Languages that the file names.
    Languages,
}

/// Everything that decides a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountQuestion {
    /// Which posts.
    pub filter: Filter,
    /// What is counted.
    pub counting: Counting,
}

impl CountQuestion {
    /// The columns that it needs.
    pub fn wanted(&self) -> Wanted {
        let subject = |which: Subject, ranked: Option<Ranked>| match self.counting {
            Counting::Series { subject, .. } => subject == which,
            Counting::Top { of, .. } => ranked == Some(of),
        };
        let sequences = matches!(
            self.counting,
            Counting::Top {
                of: Ranked::Sequences,
                ..
            }
        );
        Wanted {
            rows: true,
            links: subject(Subject::Domain, Some(Ranked::Domains)),
            hashtags: !self.filter.hashtags.is_empty()
                || sequences
                || subject(Subject::Hashtag, Some(Ranked::Hashtags)),
            language: subject(Subject::Language, Some(Ranked::Languages)),
            profiles: true,
            ..Wanted::default()
        }
    }
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Posts that the filter let through, and by how many accounts.
    pub posts: u64,
    /// See [`Counted::posts`].
    pub accounts: u64,
    /// The first and the last of them, in milliseconds since 1970 UTC.
    pub period: Option<(i64, i64)>,
    /// The counts.
    pub figures: Figures,
}

/// The counts of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figures {
    /// Posts over time.
    Series(Series),
    /// Accounts with their parts.
    Accounts(Vec<Standing>),
    /// Anything else.
    Counts(Vec<Count>),
}

/// Counts. The same question and the same data give the same figures.
pub fn count(data: &DataSet, question: &CountQuestion) -> Counted {
    let posts = question.filter.posts(data);
    let times = || posts.iter().map(|at| data.time[*at as usize]);
    let accounts: HashSet<u32> = posts.iter().map(|at| data.account[*at as usize]).collect();
    Counted {
        posts: posts.len() as u64,
        accounts: accounts.len() as u64,
        period: times().min().zip(times().max()),
        figures: figures(data, &posts, question.counting),
    }
}

fn figures(data: &DataSet, posts: &[u32], counting: Counting) -> Figures {
    match counting {
        Counting::Series {
            subject,
            step,
            offset,
            most,
        } => Figures::Series(series(data, posts, subject, step, offset, most as usize)),
        Counting::Top { of, most } => {
            let tops = tops(data, posts, "", 0, most as usize);
            match of {
                Ranked::Active => Figures::Accounts(tops.active),
                Ranked::First => Figures::Accounts(tops.first),
                Ranked::Hashtags => Figures::Counts(tops.hashtags),
                Ranked::Sequences => Figures::Counts(tops.sequences),
                Ranked::Domains => Figures::Counts(tops.domains),
                Ranked::Languages => Figures::Counts(tops.languages),
            }
        }
    }
}

impl Counted {
    /// The accounts it names, by their ids, in the order of the figures.
    pub fn account_ids(&self, counting: Counting) -> Vec<&str> {
        let by_account = matches!(
            counting,
            Counting::Series {
                subject: Subject::Account,
                ..
            }
        );
        match &self.figures {
            Figures::Accounts(all) => all.iter().map(|one| one.account.as_str()).collect(),
            Figures::Series(series) if by_account => {
                series.lines.iter().map(|line| line.name.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }
}
