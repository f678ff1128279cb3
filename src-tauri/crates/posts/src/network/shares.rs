//! Shares: who posted which thing when, put together by thing and ordered by time.

use std::collections::HashSet;
use std::ops::Range;

use super::{By, Weight, window};
use crate::chance::Post;
use crate::{DataSet, Key, NONE, key_of, sequence_key};

/// One row that has one thing; what else is told of it stands in the data set's columns. Small,
/// because there may be several for each of ten million posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Share {
    /// The thing's key in two halves: a [`Key`] would make each share a third larger.
    low: u64,
    high: u64,
    row: u32,
    /// The first row with the same id, or the row itself.
    post: u32,
}

/// All shares of one kind, in columns: one thing after another, each in the order of time.
/// Made once for a data set; any window can then be asked for.
#[derive(Debug, Clone)]
pub struct Shares {
    pub(crate) weight: Weight,
    /// How many accounts and posts the data set numbers.
    pub(crate) accounts: usize,
    pub(crate) posts: usize,
    pub(crate) time: Vec<i64>,
    pub(crate) account: Vec<u32>,
    pub(crate) post: Vec<u32>,
    pub(crate) itself: Vec<bool>,
    /// Where each thing's shares end.
    pub(crate) ends: Vec<u32>,
    /// Posts that share several things; empty where a post can have only one.
    several: Vec<bool>,
}

impl Shares {
    /// The shares of `data` for edges of one kind. Things in `without` do not count: the word a
    /// data set was collected by is in every post by construction. For hashtags they are taken
    /// out of the sequence, see [`crate::key_of`] for all others.
    pub fn of(data: &DataSet, by: By, weight: Weight, without: &[Key]) -> Shares {
        let listed = list(data, by, weight, without, &|_| true);
        Shares::sorted(listed, data, by, weight)
    }

    /// As [`Shares::of`], without the things that only one row has: all that edges need, in a
    /// fraction of the memory. What chance would give needs them all.
    pub fn of_repeated(data: &DataSet, by: By, weight: Weight, without: &[Key]) -> Shares {
        let column = match (by, weight) {
            (By::Text, Weight::Messages) => data.text.present(),
            (By::Repost, Weight::Messages) => data.repost.present(),
            (By::Reply, Weight::Messages) => data.reply.present(),
            (By::Link, Weight::Messages) => data.links.items(),
            _ => return Shares::of(data, by, weight, without),
        };
        let met = Met::of(column);
        let listed = list(data, by, weight, without, &|thing| met.again(thing));
        drop(met);
        Shares::sorted(listed, data, by, weight)
    }

    /// Shares in the order of their rows; a row has each thing once.
    fn sorted(mut listed: Vec<Share>, data: &DataSet, by: By, weight: Weight) -> Shares {
        sort(&mut listed, &data.time);
        let several = match (by, weight) {
            // Of everything else a post has one at most, and is listed once.
            (By::Link, Weight::Messages) => find_several(&listed, data.len()),
            _ => Vec::new(),
        };
        let row = |share: &Share| share.row as usize;
        let itself = |share: &Share| data.id.get(row(share)).copied().unwrap_or(0) == share.low;
        Shares {
            weight,
            accounts: data.accounts.len(),
            posts: data.len(),
            time: listed.iter().map(|share| data.time[row(share)]).collect(),
            account: listed
                .iter()
                .map(|share| data.account[row(share)])
                .collect(),
            post: listed.iter().map(|share| share.post).collect(),
            itself: listed.iter().map(itself).collect(),
            ends: find_ends(&listed),
            several,
        }
    }

    /// The shares of each thing.
    pub(crate) fn groups(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let group = start..*end as usize;
            start = group.end;
            group
        })
    }

    /// The posts that share anything, each once, in the order of their rows.
    pub fn taking_part(&self) -> Vec<Post> {
        let mut posts: Vec<Post> = (0..self.len())
            .map(|at| Post {
                row: self.post[at],
                account: self.account[at],
                time: self.time[at],
            })
            .collect();
        posts.sort_unstable_by_key(|post| post.row);
        posts.dedup_by_key(|post| post.row);
        posts
    }

    /// The same shares by other accounts and at other times; both columns have an entry per row.
    pub fn with(&self, accounts: &[u32], times: &[i64]) -> Shares {
        let mut changed = self.clone();
        for (at, post) in self.post.iter().enumerate() {
            changed.account[at] = accounts[*post as usize];
            changed.time[at] = times[*post as usize];
        }
        for group in self.groups() {
            if !changed.time[group.clone()].is_sorted() {
                changed.sort_by_time(group);
            }
        }
        changed
    }

    /// Only the shares in posts that `keep` wants, by their rows.
    pub fn only(&self, keep: impl Fn(u32) -> bool) -> Shares {
        let mut kept = Shares {
            weight: self.weight,
            accounts: self.accounts,
            posts: self.posts,
            time: Vec::new(),
            account: Vec::new(),
            post: Vec::new(),
            itself: Vec::new(),
            ends: Vec::new(),
            several: self.several.clone(),
        };
        for group in self.groups() {
            for at in group.filter(|at| keep(self.post[*at])) {
                kept.time.push(self.time[at]);
                kept.account.push(self.account[at]);
                kept.post.push(self.post[at]);
                kept.itself.push(self.itself[at]);
            }
            kept.ends.push(kept.post.len() as u32);
        }
        kept
    }

    /// Only the things that more than one share has. Their edges are the same, whoever posted
    /// them and whenever, but not what CooRTweet's participation counts.
    pub fn repeated(&self) -> Shares {
        let groups: Vec<Range<usize>> = self.groups().filter(|group| group.len() > 1).collect();
        fn of<T: Copy>(column: &[T], groups: &[Range<usize>]) -> Vec<T> {
            let parts = groups.iter().flat_map(|group| &column[group.clone()]);
            parts.copied().collect()
        }
        let end = |end: &mut u32, group: &Range<usize>| {
            *end += group.len() as u32;
            Some(*end)
        };
        Shares {
            weight: self.weight,
            accounts: self.accounts,
            posts: self.posts,
            time: of(&self.time, &groups),
            account: of(&self.account, &groups),
            post: of(&self.post, &groups),
            itself: of(&self.itself, &groups),
            ends: groups.iter().scan(0, end).collect(),
            several: self.several.clone(),
        }
    }

    fn sort_by_time(&mut self, group: Range<usize>) {
        let mut order: Vec<usize> = group.clone().collect();
        order.sort_by_key(|at| self.time[*at]);
        let shares: Vec<_> = order
            .iter()
            .map(|at| {
                (
                    self.time[*at],
                    self.account[*at],
                    self.post[*at],
                    self.itself[*at],
                )
            })
            .collect();
        for (at, share) in group.zip(shares) {
            (
                self.time[at],
                self.account[at],
                self.post[at],
                self.itself[at],
            ) = share;
        }
    }

    /// Each share, and how many other shares of the same thing lie within the window.
    pub(crate) fn beside_each(&self, within: i64) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.groups().flat_map(move |group| {
            let around: Vec<(usize, usize)> =
                window::around(&self.time[group.clone()], within).collect();
            let counted = around
                .into_iter()
                .map(|(low, high)| (high - low - 1) as u32);
            group.zip(counted)
        })
    }

    /// How many shares there are.
    pub fn len(&self) -> usize {
        self.post.len()
    }

    /// Nothing is shared.
    pub fn is_empty(&self) -> bool {
        self.post.is_empty()
    }

    pub(super) fn has_several(&self, post: u32) -> bool {
        self.several.get(post as usize).copied().unwrap_or(false)
    }
}

/// Which keys a column may hold more than once: sure to know all that it does.
struct Met {
    once: Vec<u64>,
    again: Vec<u64>,
}

impl Met {
    fn of(column: &[Key]) -> Met {
        const BITS_PER_KEY: usize = 8;
        let words = (column.len() * BITS_PER_KEY / 64)
            .next_power_of_two()
            .max(64);
        let mut met = Met {
            once: vec![0; words],
            again: vec![0; words],
        };
        for key in column {
            let (word, bit) = met.place(*key);
            met.again[word] |= met.once[word] & bit;
            met.once[word] |= bit;
        }
        met
    }

    fn place(&self, key: Key) -> (usize, u64) {
        let word = (key >> 64) as usize & (self.once.len() - 1);
        (word, 1 << (key >> 120 & 63))
    }

    fn again(&self, key: Key) -> bool {
        let (word, bit) = self.place(key);
        self.again[word] & bit != 0
    }
}

fn list(
    data: &DataSet,
    by: By,
    weight: Weight,
    without: &[Key],
    counts: &dyn Fn(Key) -> bool,
) -> Vec<Share> {
    let mut listed = Vec::new();
    let first = data.first_of_id();
    let again: HashSet<u32> = first.values().map(|at| *at as u32).collect();
    let mut linked: HashSet<(u32, Key)> = HashSet::new();
    for at in 0..data.len() {
        let original = first.get(&at).copied();
        // Of rows with one id CNT keeps the first; CooRTweet keeps all.
        if original.is_some() && weight == Weight::Messages && by != By::Link {
            continue;
        }
        let post = original.unwrap_or(at) as u32;
        let mut share = |thing: Key| {
            if thing != NONE && counts(thing) && !without.contains(&thing) {
                listed.push(Share {
                    low: thing as u64,
                    high: (thing >> 64) as u64,
                    row: at as u32,
                    post,
                });
            }
        };
        match by {
            By::Repost => share(data.repost.get(at)),
            _ if data.is_repost(at) => {}
            By::Text => share(data.text.get(at)),
            By::Reply => share(data.reply.get(at)),
            By::Hashtags => share(sequence(data, at, without)),
            // CNT keeps links by id and link: a new link in a row with a known id counts.
            By::Link => {
                let links = data.links.get(at);
                let alone = links.len() == 1 && (again.is_empty() || !again.contains(&post));
                let fresh = |link: &&Key| alone || linked.insert((post, **link));
                links.iter().filter(fresh).for_each(|link| share(*link));
            }
        }
    }
    listed
}

fn sequence(data: &DataSet, at: usize, without: &[Key]) -> Key {
    let tags = data.tags.get(at);
    if without.is_empty() {
        return sequence_key(tags);
    }
    let key = |tag: u32| key_of(data.hashtags.name(tag).as_bytes());
    let kept = tags
        .iter()
        .copied()
        .filter(|tag| !without.contains(&key(*tag)));
    sequence_key(&kept.collect::<Vec<u32>>())
}

/// Puts shares in order by thing, then time, then row, without a second copy of them. Keys are
/// spread evenly: their highest bits say near which place each belongs, and short runs are left
/// to sort.
fn sort(shares: &mut [Share], time: &[i64]) {
    let bits = (usize::BITS - shares.len().leading_zeros())
        .saturating_sub(2)
        .clamp(1, 24);
    let bucket = |share: &Share| (share.low >> (u64::BITS - bits)) as usize;
    let mut ends = vec![0u32; 1 << bits];
    for share in shares.iter() {
        ends[bucket(share)] += 1;
    }
    let mut next = ends.clone();
    let mut end = 0;
    for (next, count) in next.iter_mut().zip(&mut ends) {
        *next = end;
        end += *count;
        *count = end;
    }
    for at in 0..ends.len() {
        while next[at] < ends[at] {
            let here = next[at] as usize;
            let mut held = shares[here];
            loop {
                let place = &mut next[bucket(&held)];
                let there = *place as usize;
                *place += 1;
                std::mem::swap(&mut held, &mut shares[there]);
                if there == here {
                    break;
                }
            }
        }
    }
    let mut start = 0;
    for end in ends {
        let run = &mut shares[start..end as usize];
        run.sort_unstable_by(|one, other| {
            let when = |share: &Share| (time[share.row as usize], share.row);
            (one.low, one.high)
                .cmp(&(other.low, other.high))
                .then_with(|| when(one).cmp(&when(other)))
        });
        start = end as usize;
    }
}

fn find_ends(shares: &[Share]) -> Vec<u32> {
    let same = |one: &Share, other: &Share| (one.low, one.high) == (other.low, other.high);
    let mut end = 0;
    let mut ends = Vec::new();
    for group in shares.chunk_by(same) {
        end += group.len() as u32;
        ends.push(end);
    }
    ends
}

fn find_several(shares: &[Share], posts: usize) -> Vec<bool> {
    let (mut once, mut several, mut any) = (vec![false; posts], vec![false; posts], false);
    for share in shares {
        let post = share.post as usize;
        if std::mem::replace(&mut once[post], true) {
            several[post] = true;
            any = true;
        }
    }
    if any { several } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_ordered_by_thing_time_and_row() {
        let spread = |row: u32| u64::from(row).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let things: [fn(u64) -> (u64, u64); 4] = [
            |lot| (lot, 0),
            |lot| ((lot >> 40) << 60, lot & 1),
            |_| (u64::MAX, 7),
            |lot| (lot % 3, lot % 2),
        ];
        for thing in things {
            for count in [0, 1, 2, 7, 1_000] {
                let time: Vec<i64> = (0..count).map(|row| spread(row + 9) as i64 % 5).collect();
                let share = |row: u32| {
                    let (low, high) = thing(spread(row));
                    Share {
                        low,
                        high,
                        row,
                        post: row,
                    }
                };
                let mut sorted: Vec<Share> = (0..count).map(share).collect();
                let mut expected = sorted.clone();
                expected.sort_by_key(|one| (one.low, one.high, time[one.row as usize], one.row));
                sort(&mut sorted, &time);
                assert_eq!(sorted, expected);
            }
        }
    }
}
