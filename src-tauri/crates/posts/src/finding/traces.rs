//! Both ways to find pairs, one thing in common or nearly the same text, behind one door.

use super::Question;
use crate::chance::Post;
use crate::near_text::{CutTexts, NearTexts, Words};
use crate::network::{By, Edge, GoOn, Meeting, Pairs, Rule, Shares, Unanswered, Weight, mutual};
use crate::{DataSet, Key, key_of};

/// The posts of a data set that a question is about, ready for any window.
pub(super) enum Traces<'a> {
    Same(Box<Same>),
    Near(Near<'a>),
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

/// Nearly the same text.
pub(super) struct Near<'a> {
    data: &'a DataSet,
    question: &'a Question,
    found: NearTexts,
    kept: Vec<bool>,
}

impl<'a> Traces<'a> {
    pub(super) fn of(
        data: &'a DataSet,
        question: &'a Question,
        kept: &[bool],
        made: &mut Made,
        go_on: GoOn<'_>,
    ) -> Result<Traces<'a>, Unanswered> {
        let Some(by) = question.by.by() else {
            let cut = made.cut(data, question.words, go_on)?;
            let (similarity, within) = (question.similarity, question.within);
            let found = cut.near(&data.time, similarity, within, go_on)?;
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

    /// The posts that could be in a pair.
    pub(super) fn taking_part(&self) -> Vec<Post> {
        match self {
            Traces::Same(same) => same.all.taking_part(),
            Traces::Near(near) => near.taking_part(),
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
        }
    }

    pub(super) fn meetings(&self, within: i64, pairs: &Pairs) -> Vec<Meeting> {
        match self {
            Traces::Same(same) => same.repeated.meetings(within, pairs),
            Traces::Near(near) => near.meetings(within, pairs),
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

fn undirected(edges: Vec<Edge>, weight: Weight) -> Vec<Edge> {
    match weight {
        Weight::Messages => mutual(&edges),
        Weight::Pairs => edges,
    }
}

impl Near<'_> {
    fn taking_part(&self) -> Vec<Post> {
        let rows = (0..self.data.len()).filter(|row| self.kept[*row] && !self.data.is_repost(*row));
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
                let similarity = question.similarity;
                searched = self.found.again(times, similarity, rule.within, go_on)?;
                &searched
            }
            false => &self.found,
        };
        let found = found.only(|row| self.kept[row as usize]);
        let edges = found.edges(times, accounts, question.weight, rule);
        Ok(undirected(edges, question.weight))
    }

    /// Each pair of posts is a thing of its own unless one of them stands in an earlier pair.
    fn meetings(&self, within: i64, pairs: &Pairs) -> Vec<Meeting> {
        let mut thing_of: std::collections::HashMap<u32, u32> = std::collections::HashMap::new();
        let mut meetings = Vec::new();
        for &(older, younger) in self.found.pairs() {
            let (one, other) = (older as usize, younger as usize);
            let gap = self.data.time[other] - self.data.time[one];
            let is_meant = self.kept[one] && self.kept[other] && gap <= within;
            if !is_meant || !pairs.has(self.data.account[one], self.data.account[other]) {
                continue;
            }
            let next = thing_of.len() as u32;
            let thing = *thing_of.entry(older).or_insert(next);
            let thing = *thing_of.entry(younger).or_insert(thing);
            meetings.push(Meeting {
                thing,
                older,
                younger,
                gap,
            });
        }
        meetings
    }
}
