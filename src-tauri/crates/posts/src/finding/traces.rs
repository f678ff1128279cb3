//! All ways to find pairs, one thing in common, texts that are alike or the same picture, behind
//! one door.

use super::pictured::Pictured;
use super::{Question, Trace};
use crate::caveats::Caveat;
use crate::chance::{NEARER, Post, WINDOWS};
use crate::near_text::{CutTexts, NearTexts, Words};
use crate::network::{By, Edge, GoOn, Meeting, Pairs, Rule, Shares, Unanswered, Weight, mutual};
use crate::reworded::{self, Likeness, Reworded};
use crate::{DataSet, Key, key_of};

/// The posts of a data set that a question is about, ready for any window.
pub(super) enum Traces<'a> {
    Same(Box<Same>),
    Near(Near<'a>),
    Pictured(Pictured<'a>),
}

/// One thing in common.
pub(super) struct Same {
    pub(super) all: Shares,
    /// Those that can make a pair.
    repeated: Shares,
}

/// What decides which shares there are.
type Kind = (By, Weight, Vec<Key>);

/// What was made of a data set for a question, whatever the window. It is of no use for other
/// data.
#[derive(Debug, Default)]
pub struct Made {
    shares: Option<(Kind, Shares)>,
    cut: Option<(Words, CutTexts)>,
}

impl Made {
    /// The texts are cut already: another question needs none of them.
    pub fn has_cut(&self, words: Words) -> bool {
        matches!(&self.cut, Some((known, _)) if *known == words)
    }

    fn shares(&mut self, data: &DataSet, by: By, weight: Weight, without: Vec<Key>) -> &Shares {
        let kind = (by, weight, without);
        let known = self.shares.take().filter(|(known, _)| *known == kind);
        let (_, shares) = self.shares.insert(known.unwrap_or_else(|| {
            let shares = Shares::of(data, by, weight, &kind.2);
            (kind, shares)
        }));
        shares
    }

    fn cut(
        &mut self,
        data: &DataSet,
        words: Words,
        go_on: GoOn<'_>,
    ) -> Result<&CutTexts, Unanswered> {
        let known = self.cut.take().filter(|(known, _)| *known == words);
        let known = match known {
            Some(known) => known,
            None => (words, CutTexts::of(data, words, go_on)?),
        };
        Ok(&self.cut.insert(known).1)
    }
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
        made: &mut Made,
        go_on: GoOn<'_>,
    ) -> Result<Traces<'a>, Unanswered> {
        if question.by == Trace::Picture {
            return Ok(Traces::Pictured(Pictured::of(data, question, kept, go_on)?));
        }
        let Some(by) = question.by.by() else {
            let found = Alike::of(data, question, kept, made, go_on)?;
            let kept = kept.to_vec();
            return Ok(Traces::Near(Near {
                data,
                question,
                found,
                kept,
            }));
        };
        let shares = made.shares(data, by, question.weight, left_out(question));
        let all = shares.only(|row| kept[row as usize]);
        let repeated = match question.participation > 1 {
            true => all.clone(),
            false => all.repeated(),
        };
        Ok(Traces::Same(Box::new(Same { all, repeated })))
    }

    /// Ready for hundreds of other windows and times, where that can be.
    pub(super) fn remember(self, go_on: GoOn<'_>) -> Result<Traces<'a>, Unanswered> {
        Ok(match self {
            Traces::Near(Near {
                data,
                question,
                found: Alike::Letters(found),
                kept,
            }) => {
                let widest = WINDOWS.map(|window| window * 1_000).into_iter().max();
                let reach = question.within.saturating_add(NEARER);
                let reach = reach.max(widest.unwrap_or(0));
                Traces::Near(Near {
                    data,
                    question,
                    found: Alike::Letters(found.remember(&data.time, reach, go_on)?),
                    kept,
                })
            }
            other => other,
        })
    }

    /// The posts that could be in a pair.
    pub(super) fn taking_part(&self) -> Vec<Post> {
        match self {
            Traces::Same(same) => same.all.taking_part(),
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
            Traces::Same(same) => {
                let repeated = &same.repeated;
                let edges = match columns {
                    Some((accounts, times)) => repeated.with(accounts, times).edges(rule)?,
                    None => repeated.edges(rule)?,
                };
                Ok(undirected(edges, repeated.weight))
            }
            Traces::Near(near) => near.pairs(rule, columns, go_on),
            Traces::Pictured(pictured) => pictured.pairs(rule, columns, go_on),
        }
    }

    pub(super) fn meetings(&self, within: i64, pairs: &Pairs) -> Vec<Meeting> {
        match self {
            Traces::Same(same) => same.repeated.meetings(within, pairs),
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
        made: &mut Made,
        go_on: GoOn<'_>,
    ) -> Result<Alike, Unanswered> {
        let (similarity, within) = (question.similarity, question.within);
        Ok(match question.by {
            Trace::Reworded => {
                let found = Reworded::of(data, |row| kept[row], similarity, within, go_on)?;
                Alike::Letters(found)
            }
            _ => {
                let cut = made.cut(data, question.words, go_on)?;
                Alike::Words(cut.near(&data.time, similarity, within, go_on)?)
            }
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
            Alike::Words(found) => Alike::Words(found.again(time, similarity, within, go_on)?),
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
