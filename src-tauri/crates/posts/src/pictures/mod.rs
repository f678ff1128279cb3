//! Who posted the same picture within a time window, where the same is what PDQ finds alike.
//!
//! Posts name their pictures; what those look like is said by who has them ([`Looks`]). Two
//! pictures are the same when their hashes differ in at most some bits, however one of them is
//! turned or mirrored. Being alike is not passed on: of three pictures the first and the last may
//! be too far apart although both are near the second.

mod alike;
mod caveats;
mod looks;

use std::sync::Arc;

use crate::network::{Edge, Giant, GoOn, MOST_PAIRS, Rule, Unanswered, Weight, edges_of_pairs};
use crate::{DataSet, Lists};

pub(crate) use caveats::look;
pub use looks::{Looks, NotCompared, shows_enough};

/// In how many of 256 bits the hashes of the same picture may differ, where nobody says otherwise.
pub const DISTANCE: u32 = 31;
/// The widest distance that can be asked for: unrelated pictures differ in about 128 bits.
pub const FARTHEST: u32 = 63;
/// Pictures below this quality show too little to be told apart: blank ones, plain skies.
pub const QUALITY: u8 = 50;
/// After how many pictures the one who asked is asked whether to go on.
const ASKED_EVERY: usize = 256;

/// Pictures that are alike, and the posts that have them.
#[derive(Debug)]
struct Posted {
    /// For each picture those like it, of itself and all that come after it.
    near: Lists<u32>,
    /// For each picture the rows of its posts.
    rows: Lists<u32>,
}

/// The pairs of posts with the same picture. Made once for a data set; any narrower window can
/// then be asked for, and any accounts put in place of those that posted.
#[derive(Debug, Clone)]
pub struct SamePictures {
    pairs: Vec<(u32, u32)>,
    posted: Arc<Posted>,
}

impl SamePictures {
    /// The pairs of `data` within `within` milliseconds, of pictures that differ in at most
    /// `distance` bits. `data` must have been read with its pictures and know what they look
    /// like; reposts and rows with a known id are left out.
    ///
    /// Errors: one picture is posted so often, or so many are alike, that their pairs cannot be
    /// listed; or what `go_on` answers.
    pub fn of(
        data: &DataSet,
        distance: u32,
        within: i64,
        go_on: GoOn<'_>,
    ) -> Result<SamePictures, Unanswered> {
        let rows = rows_by_picture(data);
        let first = |picture: usize| rows.get(picture).first().copied().unwrap_or(0);
        let near = alike::near(data.looks.pictures(), distance, first, go_on)?;
        let posted = Posted { near, rows };
        let pairs = posted.pairs(&data.time, within, go_on)?;
        let posted = Arc::new(posted);
        Ok(SamePictures { pairs, posted })
    }

    /// The pairs of the same pictures, had they been posted at these times.
    ///
    /// Errors: as [`SamePictures::of`].
    pub fn again(
        &self,
        time: &[i64],
        within: i64,
        go_on: GoOn<'_>,
    ) -> Result<SamePictures, Unanswered> {
        let pairs = self.posted.pairs(time, within, go_on)?;
        let posted = Arc::clone(&self.posted);
        Ok(SamePictures { pairs, posted })
    }

    /// Only the pairs of which `keep` wants both rows.
    pub fn only(&self, keep: impl Fn(u32) -> bool) -> SamePictures {
        let kept = |pair: &&(u32, u32)| keep(pair.0) && keep(pair.1);
        SamePictures {
            pairs: self.pairs.iter().filter(kept).copied().collect(),
            posted: Arc::clone(&self.posted),
        }
    }

    /// The edges that count by `rule`, ordered by `a`, then `b`. The window must not be wider
    /// than the one the pairs were found in; `time` and `account` have an entry per row.
    pub fn edges(&self, time: &[i64], account: &[u32], weight: Weight, rule: &Rule) -> Vec<Edge> {
        edges_of_pairs(&self.pairs, time, account, weight, rule)
    }

    /// Indexes of two posts with the same picture, the older one first, in the order of the
    /// younger.
    pub fn pairs(&self) -> &[(u32, u32)] {
        &self.pairs
    }

    /// The numbers of the first two pictures of a pair of posts that are the same.
    pub(crate) fn shared(&self, data: &DataSet, one: u32, other: u32) -> (u32, u32) {
        let is_same = |a: usize, b: usize| {
            let near = self.posted.near.get(a.min(b));
            near.binary_search(&(a.max(b) as u32)).is_ok()
        };
        let others = |a| pictures_of(data, other).map(move |b| (a, b));
        let pairs = pictures_of(data, one).flat_map(others);
        let mut same = pairs.filter(|(a, b)| is_same(*a, *b));
        let (a, b) = same.next().unwrap_or_default();
        (a as u32, b as u32)
    }

    /// The rows that have a picture to compare, each once, in their order.
    pub fn taking_part(&self) -> Vec<u32> {
        let mut rows = self.posted.rows.items().to_vec();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// The numbers of the pictures of a post whose look is known.
fn pictures_of(data: &DataSet, row: u32) -> impl Iterator<Item = usize> {
    let names = data.pictures.get(row as usize).iter();
    names.filter_map(|name| data.looks.of(*name))
}

fn rows_by_picture(data: &DataSet) -> Lists<u32> {
    let mut rows = vec![Vec::new(); data.looks.pictures().len()];
    let compared =
        |at: &usize| !data.is_repost(*at) && !data.duplicate.get(*at).copied().unwrap_or(false);
    for at in (0..data.pictures.len()).filter(compared) {
        let row = at as u32;
        for picture in pictures_of(data, row) {
            // A post may name one picture twice, by its file and by its address.
            if rows[picture].last() != Some(&row) {
                rows[picture].push(row);
            }
        }
    }
    let mut lists = Lists::default();
    rows.into_iter().for_each(|rows| lists.push(rows));
    lists
}

/// A post by its time, then its row.
type When = (i64, u32);

impl Posted {
    fn pairs(
        &self,
        time: &[i64],
        within: i64,
        go_on: GoOn<'_>,
    ) -> Result<Vec<(u32, u32)>, Unanswered> {
        let ordered: Vec<Vec<When>> = (0..self.rows.len())
            .map(|picture| {
                let rows = self.rows.get(picture).iter();
                let mut posts: Vec<When> = rows.map(|row| (time[*row as usize], *row)).collect();
                posts.sort_unstable();
                posts
            })
            .collect();
        let mut counted = 0;
        let mut pairs: Vec<(When, When)> = Vec::new();
        for (picture, posts) in ordered.iter().enumerate() {
            if picture.is_multiple_of(ASKED_EVERY) {
                go_on()?;
            }
            for other in self.near.get(picture) {
                let is_itself = *other as usize == picture;
                let others = &ordered[*other as usize];
                let reach = within_reach(posts, others, within);
                let found: u64 = reach.clone().map(|(_, reach)| reach.len() as u64).sum();
                counted += if is_itself { found / 2 } else { found };
                if counted > MOST_PAIRS / 2 {
                    let all = if is_itself { 0 } else { others.len() };
                    return Err(Unanswered::Giant(Giant {
                        post: posts[0].1,
                        posts: (posts.len() + all) as u64,
                        pairs: counted,
                    }));
                }
                for (post, reach) in reach {
                    let beside = others[reach].iter();
                    let paired = beside.filter(|other| match is_itself {
                        true => post < *other,
                        false => post.1 != other.1,
                    });
                    pairs.extend(paired.map(|other| (*post.max(other), *post.min(other))));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Ok(pairs
            .iter()
            .map(|(younger, older)| (older.1, younger.1))
            .collect())
    }
}

/// Each of `posts` with the range of `others` within the window; both are in the order of time.
fn within_reach<'a>(
    posts: &'a [When],
    others: &'a [When],
    within: i64,
) -> impl Iterator<Item = (&'a When, std::ops::Range<usize>)> + Clone {
    let (mut low, mut high) = (0, 0);
    posts.iter().map(move |post| {
        while low < others.len() && post.0.saturating_sub(others[low].0) > within {
            low += 1;
        }
        high = high.max(low);
        while high < others.len() && others[high].0.saturating_sub(post.0) <= within {
            high += 1;
        }
        (post, low..high)
    })
}
