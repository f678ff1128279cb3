//! Data in which nobody acts together, drawn from the real ones.

use super::Null;
use crate::draw::Draw;

/// A post that takes part: its row, who posted it and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post {
    /// The row in the data set.
    pub row: u32,
    /// Who posted.
    pub account: u32,
    /// When, in milliseconds.
    pub time: i64,
}

const HOUR: i64 = 3_600_000;

/// How far a post is moved at most, in seconds: whole ones, as the stamps of most platforms are.
const MOVED: u64 = 1_800;

/// How much nearer two posts can come when both are moved, in milliseconds.
pub(crate) const NEARER: i64 = 2 * MOVED as i64 * 1_000;

/// Accounts and times by row; rows that take no part are 0.
pub(super) fn columns(posts: &[Post], rows: usize) -> (Vec<u32>, Vec<i64>) {
    let (mut accounts, mut times) = (vec![0; rows], vec![0; rows]);
    for post in posts {
        accounts[post.row as usize] = post.account;
        times[post.row as usize] = post.time;
    }
    (accounts, times)
}

/// The posts in the order of their hours; within one hour in the order they had.
pub(super) fn by_hour(posts: &[Post]) -> Vec<Post> {
    let mut order = posts.to_vec();
    order.sort_by_key(|post| post.time.div_euclid(HOUR));
    order
}

/// The same columns, drawn anew; `hours` is what [`by_hour`] gives of `posts`.
pub(super) fn drawn(
    null: Null,
    seed: u64,
    run: u32,
    (posts, hours): (&[Post], &[Post]),
    rows: usize,
) -> (Vec<u32>, Vec<i64>) {
    let mut draw = Draw::new(seed, u64::from(run) + 1);
    let (mut accounts, mut times) = columns(posts, rows);
    match null {
        Null::AccountsWithinHour => {
            let same_hour =
                |one: &Post, other: &Post| one.time.div_euclid(HOUR) == other.time.div_euclid(HOUR);
            for hour in hours.chunk_by(same_hour) {
                let mut places: Vec<u32> = hour.iter().map(|post| post.account).collect();
                draw.shuffle(&mut places);
                for (post, account) in hour.iter().zip(places) {
                    accounts[post.row as usize] = account;
                }
            }
        }
        Null::PostsMoved => {
            for post in posts {
                let seconds = draw.below(2 * MOVED + 1) as i64 - MOVED as i64;
                times[post.row as usize] += seconds * 1_000;
            }
        }
    }
    (accounts, times)
}
