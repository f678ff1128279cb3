//! All ways to find pairs, one thing in common, texts that are alike or the same picture, behind
//! one door.

use std::ops::ControlFlow;

use super::pictured::Pictured;
use super::{Question, Trace, Unanswered};
use crate::caveats::Caveat;
use crate::chance::{NEARER, Post, WINDOWS};
use crate::near_text::NearTexts;
use crate::network::{Edge, Meeting, Pairs, Rule, Shares, Weight, mutual};
use crate::reworded::{self, Likeness, Reworded};
use crate::{DataSet, Key, key_of};

/// Told from time to time what part is done; answers whether to go on.
pub(super) type GoOn<'a> = &'a mut dyn FnMut(f32) -> ControlFlow<()>;

/// The posts of a data set that a question is about, ready for any window.
pub(super) enum Traces<'a> {
    Same(Shares),
    Near(Near<'a>),
    Pictured(Pictured<'a>),
}

/// Texts that are alike.
pub(super) struct Near<'a> {
    data: &'a DataSet,
    question: &'a Question,
    found: Alike,
    kept: Vec<bool>,
}

/// By what texts are alike.
enum Alike {
    Words(NearTexts),
    Letters(Reworded),
}

impl<'a> Traces<'a> {
    pub(super) fn of(
        data: &'a DataSet,
        question: &'a Question,
        kept: &[bool],
        go_on: GoOn<'_>,
    ) -> Result<Traces<'a>, Unanswered> {
        if question.by == Trace::Picture {
            return Ok(Traces::Pictured(Pictured::of(data, question, kept)?));
        }
        let Some(by) = question.by.by() else {
            let found = Alike::of(data, question, kept, go_on)?;
            let kept = kept.to_vec();
            return Ok(Traces::Near(Near {
                data,
                question,
                found,
                kept,
            }));
        };
        let without: Vec<Key> = left_out(question);
        let shares = Shares::of(data, by, question.weight, &without);
        Ok(Traces::Same(shares.only(|row| kept[row as usize])))
    }

    /// The posts that could be in a pair.
    pub(super) fn taking_part(&self) -> Vec<Post> {
        match self {
            Traces::Same(shares) => shares.taking_part(),
            Traces::Near(near) => near.taking_part(),
            Traces::Pictured(pictured) => pictured.taking_part(),
        }
    }

    /// Undirected edges of weight 1 and more, had the posts these accounts and times.
    pub(super) fn pairs(
        &self,
        rule: &Rule,
        columns: Option<(&[u32], &[i64])>,
        go_on: GoOn<'_>,
    ) -> Result<Vec<Edge>, Unanswered> {
        match self {
            Traces::Same(shares) => {
                let edges = match columns {
                    Some((accounts, times)) => shares.with(accounts, times).edges(rule)?,
                    None => shares.edges(rule)?,
                };
                Ok(undirected(edges, shares.weight))
            }
            Traces::Near(near) => near.pairs(rule, columns, go_on),
            Traces::Pictured(pictured) => Ok(pictured.pairs(rule, columns)?),
        }
    }

    pub(super) fn meetings(&self, within: i64, pairs: &Pairs) -> Vec<Meeting> {
        match self {
            Traces::Same(shares) => shares.meetings(within, pairs),
            Traces::Near(near) => near.meetings(within, pairs),
            Traces::Pictured(pictured) => pictured.meetings(within, pairs),
        }
    }

    /// How alike the posts of a thing are, where texts may be reworded.
    pub(super) fn likeness(&self, meetings: &[Meeting]) -> Option<Likeness> {
        Some(self.reworded()?.likeness(meetings))
    }

    /// What else it could be, beside what applies to any trace.
    pub(super) fn own_caveats(&self, data: &DataSet, meetings: &[Meeting]) -> Vec<Caveat> {
        match self {
            Traces::Pictured(pictured) => pictured.caveats(meetings),
            _ => self
                .reworded()
                .map_or_else(Vec::new, |found| reworded::look(found, data, meetings)),
        }
    }

    const fn reworded(&self) -> Option<&Reworded> {
        match self {
            Traces::Near(Near {
                found: Alike::Letters(found),
                ..
            }) => Some(found),
            _ => None,
        }
    }
}

/// The keys of what does not count; a hashtag may be written with or without `#`.
pub(super) fn left_out(question: &Question) -> Vec<Key> {
    let words = question.without.iter();
    words
        .map(|word| key_of(word.trim_start_matches('#').as_bytes()))
        .collect()
}

pub(super) fn undirected(edges: Vec<Edge>, weight: Weight) -> Vec<Edge> {
    match weight {
        Weight::Messages => mutual(&edges),
        Weight::Pairs => edges,
    }
}

impl Alike {
    fn of(
        data: &DataSet,
        question: &Question,
        kept: &[bool],
        go_on: GoOn<'_>,
    ) -> Result<Alike, Unanswered> {
        let (similarity, within) = (question.similarity, question.within);
        Ok(match question.by {
            Trace::Reworded => {
                let found = Reworded::of(data, |row| kept[row], similarity, within, go_on)?;
                // Other windows and moved posts are asked about next, a hundred times maybe.
                let widest = WINDOWS.map(|window| window * 1_000).into_iter().max();
                let reach = within.saturating_add(NEARER).max(widest.unwrap_or(0));
                Alike::Letters(found.remember(&data.time, reach, go_on)?)
            }
            _ => Alike::Words(NearTexts::of(data, question.words, similarity, within)?),
        })
    }

    fn again(
        &self,
        time: &[i64],
        similarity: f64,
        within: i64,
        go_on: GoOn<'_>,
    ) -> Result<Alike, Unanswered> {
        Ok(match self {
            Alike::Words(found) => Alike::Words(found.again(time, similarity, within)?),
            Alike::Letters(found) => Alike::Letters(found.again(time, within, go_on)?),
        })
    }

    fn edges(
        &self,
        kept: &[bool],
        (accounts, times): (&[u32], &[i64]),
        weight: Weight,
        rule: &Rule,
    ) -> Vec<Edge> {
        match self {
            Alike::Words(found) => {
                let found = found.only(|row| kept[row as usize]);
                found.edges(times, accounts, weight, rule)
            }
            // Only what is kept was compared.
            Alike::Letters(found) => found.edges(times, accounts, weight, rule),
        }
    }

    fn pairs(&self) -> &[(u32, u32)] {
        match self {
            Alike::Words(found) => found.pairs(),
            Alike::Letters(found) => found.pairs(),
        }
    }

    fn compares(&self, data: &DataSet, row: usize) -> bool {
        match self {
            Alike::Words(_) => !data.is_repost(row),
            Alike::Letters(found) => found.compares(row),
        }
    }
}

impl Near<'_> {
    fn taking_part(&self) -> Vec<Post> {
        let compared = |row: &usize| self.kept[*row] && self.found.compares(self.data, *row);
        let rows = (0..self.data.len()).filter(compared);
        let post = |row: usize| Post {
            row: row as u32,
            account: self.data.account[row],
            time: self.data.time[row],
        };
        rows.map(post).collect()
    }

    /// Moved posts, and windows wider than the question's, need a new search of the texts.
    fn pairs(
        &self,
        rule: &Rule,
        columns: Option<(&[u32], &[i64])>,
        go_on: GoOn<'_>,
    ) -> Result<Vec<Edge>, Unanswered> {
        let question = self.question;
        let (accounts, times) = columns.unwrap_or((&self.data.account, &self.data.time));
        let is_moved = columns.is_some()
            && self
                .taking_part()
                .iter()
                .any(|post| times[post.row as usize] != post.time);
        let searched;
        let found = match is_moved || rule.within > question.within {
            true => {
                let found = &self.found;
                searched = found.again(times, question.similarity, rule.within, go_on)?;
                &searched
            }
            false => &self.found,
        };
        let edges = found.edges(&self.kept, (accounts, times), question.weight, rule);
        Ok(undirected(edges, question.weight))
    }

    fn meetings(&self, within: i64, pairs: &Pairs) -> Vec<Meeting> {
        let found = self.found.pairs();
        let posts = |older, younger| (older, younger);
        meetings_of(self.data, &self.kept, found, (within, pairs), posts)
    }
}

/// Each pair of posts that was found is a thing of its own, unless one of what `ends` gives for it
/// stands in an earlier pair.
pub(super) fn meetings_of(
    data: &DataSet,
    kept: &[bool],
    found: &[(u32, u32)],
    (within, pairs): (i64, &Pairs),
    ends: impl Fn(u32, u32) -> (u32, u32),
) -> Vec<Meeting> {
    let mut thing_of: std::collections::HashMap<u32, u32> = std::collections::HashMap::new();
    let mut meetings = Vec::new();
    for &(older, younger) in found {
        let (one, other) = (older as usize, younger as usize);
        let gap = data.time[other] - data.time[one];
        let is_meant = kept[one] && kept[other] && gap <= within;
        if !is_meant || !pairs.has(data.account[one], data.account[other]) {
            continue;
        }
        let next = thing_of.len() as u32;
        let (first, second) = ends(older, younger);
        let thing = *thing_of.entry(first).or_insert(next);
        let thing = *thing_of.entry(second).or_insert(thing);
        meetings.push(Meeting {
            thing,
            older,
            younger,
            gap,
        });
    }
    meetings
}
