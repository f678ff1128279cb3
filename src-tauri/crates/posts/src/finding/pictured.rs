//! The posts of a question about pictures, ready for any window.

use super::Question;
use super::traces::{meetings_of, undirected};
use crate::DataSet;
use crate::caveats::Caveat;
use crate::chance::Post;
use crate::network::{Edge, GoOn, Meeting, Pairs, Rule, Unanswered};
use crate::pictures::{self, SamePictures};

/// The same picture.
pub(super) struct Pictured<'a> {
    data: &'a DataSet,
    question: &'a Question,
    found: SamePictures,
    kept: Vec<bool>,
}

impl<'a> Pictured<'a> {
    pub(super) fn of(
        data: &'a DataSet,
        question: &'a Question,
        kept: &[bool],
        go_on: GoOn<'_>,
    ) -> Result<Pictured<'a>, Unanswered> {
        let found = SamePictures::of(data, question.distance, question.within, go_on)?;
        Ok(Pictured {
            data,
            question,
            found,
            kept: kept.to_vec(),
        })
    }

    pub(super) fn taking_part(&self) -> Vec<Post> {
        let rows = self.found.taking_part().into_iter();
        let post = |row: u32| Post {
            row,
            account: self.data.account[row as usize],
            time: self.data.time[row as usize],
        };
        rows.filter(|row| self.kept[*row as usize])
            .map(post)
            .collect()
    }

    /// Moved posts, and windows wider than the question's, are paired anew.
    pub(super) fn pairs(
        &self,
        rule: &Rule,
        columns: Option<(&[u32], &[i64])>,
        go_on: GoOn<'_>,
    ) -> Result<Vec<Edge>, Unanswered> {
        let (accounts, times) = columns.unwrap_or((&self.data.account, &self.data.time));
        let again = match columns.is_some() || rule.within > self.question.within {
            true => Some(self.found.again(times, rule.within, go_on)?),
            false => None,
        };
        let found = again.as_ref().unwrap_or(&self.found);
        let found = found.only(|row| self.kept[row as usize]);
        let weight = self.question.weight;
        Ok(undirected(
            found.edges(times, accounts, weight, rule),
            weight,
        ))
    }

    pub(super) fn meetings(&self, within: i64, pairs: &Pairs) -> Vec<Meeting> {
        let found = self.found.pairs();
        // What was shared is the picture, whenever it comes again.
        let pictures = |older, younger| self.found.shared(self.data, older, younger);
        meetings_of(self.data, &self.kept, found, (within, pairs), pictures)
    }

    pub(super) fn caveats(&self, meetings: &[Meeting]) -> Vec<Caveat> {
        pictures::look(&self.found, self.data, self.question.distance, meetings)
    }
}
