//! Who posted the same thing within a time window.

use evidence::{Said, said};
use std::path::Path;

use posts::finding::Trace;
use posts::near_text::{NearTexts, Words};
use posts::network::{self, Giant, GoOn, Rule, Shares, Unanswered, Weight};
use posts::pictures::SamePictures;
use posts::reading::{ObjectKind, Options, Wanted};
use posts::reworded::{Reworded, Work};
use posts::{DataSet, Remark, Resolution};
use serde::{Deserialize, Serialize};

use super::file::{ALWAYS, FileReading, ReadProgress};
use super::pictures::look_up_given;
use crate::Error;

/// Which edges are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EdgeQuery {
    /// What two posts must have in common.
    pub by: Trace,
    /// The window in milliseconds, both ends included.
    pub within: i64,
    /// Messages: the smallest weight. Pairs: how many rows an account must take part with, as
    /// CooRTweet's `min_participation`.
    pub at_least: u32,
    /// Which published definition of an edge.
    pub weight: Weight,
    /// For nearly the same words the smallest Jaccard index; for reworded texts the similarity
    /// that must be exceeded.
    pub similarity: f64,
    /// For the same picture: in how many bits two hashes may differ.
    pub distance: u32,
}

/// Edges between accounts, and what they were found in.
#[derive(Debug, Clone, Serialize)]
pub struct Edges {
    /// What was asked.
    pub query: EdgeQuery,
    /// Rows that were read.
    pub posts: usize,
    /// Accounts among them.
    pub accounts: usize,
    /// Rows with the id of an earlier one.
    pub duplicates: u64,
    /// How fine the stamps are.
    pub resolution: Resolution,
    /// Accounts that have an edge.
    pub connected: usize,
    /// What a reader should know.
    pub remarks: Vec<Remark>,
    /// The edges.
    pub edges: Vec<Edge>,
}

/// One edge, by the accounts' ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// The account whose posts are counted; in pairs, either.
    pub account_1: String,
    /// The account that accompanies it.
    pub account_2: String,
    /// Posts, or pairs of posts.
    pub weight: u32,
}

impl EdgeQuery {
    fn rule(&self) -> Rule {
        match self.weight {
            Weight::Messages => Rule {
                within: self.within,
                at_least: self.at_least,
                participation: 1,
            },
            Weight::Pairs => Rule {
                within: self.within,
                at_least: 1,
                participation: self.at_least,
            },
        }
    }

    /// The columns that the query needs.
    pub(crate) fn wanted(&self) -> Wanted {
        Wanted {
            text: self.by == Trace::Text,
            texts: self.by.needs_texts(),
            links: self.by == Trace::Link,
            reply: self.by == Trace::Reply,
            hashtags: self.by == Trace::Hashtags,
            pictures: self.by == Trace::Picture,
            ..ALWAYS
        }
    }

    pub(crate) fn objects(&self) -> ObjectKind {
        match self.by {
            Trace::Text | Trace::NearText | Trace::Reworded => ObjectKind::Text,
            Trace::Link => ObjectKind::Link,
            Trace::Repost | Trace::Picture => ObjectKind::Repost,
            Trace::Reply => ObjectKind::Reply,
            Trace::Hashtags => ObjectKind::Hashtags,
        }
    }

    /// The edges in a data set that was read with what the query needs.
    pub(crate) fn edges(&self, data: &DataSet) -> Result<Vec<network::Edge>, Error> {
        let Some(by) = self.by.by() else {
            return self.edges_of_alike(data);
        };
        let shares = Shares::of_repeated(data, by, self.weight, &[]);
        shares
            .edges(&self.rule())
            .map_err(|giant| too_many(giant, data))
    }

    fn edges_of_alike(&self, data: &DataSet) -> Result<Vec<network::Edge>, Error> {
        let (time, account) = (&data.time, &data.account);
        let refused = |unanswered| match unanswered {
            Unanswered::Giant(giant) => too_many(giant, data),
            Unanswered::Work(work) => too_much(work),
            Unanswered::Stopped => Error::stopped(),
        };
        let go_on: GoOn<'_> = &mut || Ok(());
        if self.by == Trace::Picture {
            let found = SamePictures::of(data, self.distance, self.within, go_on);
            let found = found.map_err(refused)?;
            return Ok(found.edges(time, account, self.weight, &self.rule()));
        }
        if self.by == Trace::Reworded {
            let found = Reworded::of(data, |_| true, self.similarity, self.within, go_on);
            let found = found.map_err(refused)?;
            return Ok(found.edges(time, account, self.weight, &self.rule()));
        }
        let found = NearTexts::of(data, Words::Cnt, self.similarity, self.within);
        let found = found.map_err(refused)?;
        Ok(found.edges(time, account, self.weight, &self.rule()))
    }

    pub(crate) fn answer(self, data: &DataSet) -> Result<Edges, Error> {
        let found = self.edges(data)?;
        let name = |number: u32| data.accounts.name(number).to_owned();
        let edge = |edge: &network::Edge| Edge {
            account_1: name(edge.a),
            account_2: name(edge.b),
            weight: edge.weight,
        };
        let mut remarks = data.remarks.clone();
        remarks.extend(coarse(data.resolution, self.within));
        let pictures = data.picture_names.len() as u64;
        let not_compared = data.looks.not_compared.sentence(pictures);
        remarks.extend(not_compared.map(|said| Remark { line: None, said }));
        Ok(Edges {
            query: self,
            posts: data.len(),
            accounts: data.accounts.len(),
            duplicates: data.duplicates,
            resolution: data.resolution,
            connected: network::accounts_in(&found),
            remarks,
            edges: found.iter().map(edge).collect(),
        })
    }
}

/// Says what a window means when the stamps are coarser than it looks.
fn coarse(resolution: Resolution, within: i64) -> Option<Remark> {
    let grain = resolution.milliseconds();
    let is_coarse = grain > 1000 && within < grain * 60;
    is_coarse.then(|| Remark {
        line: None,
        said: format!(
            "Stamps are only exact to the {}: a window of {} seconds reaches up to {}.",
            resolution.word(),
            within / 1000,
            (within / grain * grain + grain) / 1000
        )
        .into(),
    })
}

fn too_many(giant: Giant, data: &DataSet) -> Error {
    let line = data.row.get(giant.post as usize).map(|row| row.line);
    let place = line.map(|line| format!(" (one stands on line {line})"));
    Error::user(format!(
        "{} posts have the same thing{} and make {} pairs within the window; that many say \
         nothing about who acts together",
        giant.posts,
        place.unwrap_or_default(),
        giant.pairs
    ))
    .hint("Choose a shorter window, or another trace. Nothing was left out silently.")
}

fn too_much(work: Work) -> Error {
    Error::user(work_refused(&work)).hint("Choose a shorter window. Nothing was left out silently.")
}

/// Why texts are not compared, as a sentence.
pub(crate) fn work_refused(work: &Work) -> Said {
    said!(
        "too-much-to-compare",
        "{} pairs of texts within the window would have to be compared letter by letter, which \
         takes longer than anybody waits",
        work.pairs
    )
}

/// Finds the edges in a file on disk, without a case.
///
/// Errors: when the file cannot be read, has no such column, or one thing is shared too often.
pub fn edges_in_file(
    path: &Path,
    query: EdgeQuery,
    reading: &FileReading,
    progress: ReadProgress<'_>,
) -> Result<Edges, Error> {
    let options = Options {
        objects: query.objects(),
        ..Options::new(query.wanted())
    };
    let mut data = reading.read(path, options, progress)?;
    if query.by == Trace::Picture {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        look_up_given(&mut data, &name)?;
    }
    query.answer(&data)
}
