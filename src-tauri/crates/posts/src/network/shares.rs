//! Shares: who posted which thing when, put together by thing and ordered by time.

use std::collections::HashSet;
use std::ops::Range;

use super::{By, Weight, window};
use crate::chance::Post;
use crate::{DataSet, Key, NONE, key_of, sequence_key};

/// One account sharing one thing in one post.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share {
    pub(crate) thing: Key,
    pub(crate) time: i64,
    pub(crate) account: u32,
    pub(crate) post: u32,
    /// The thing shared is this very post.
    pub(crate) itself: bool,
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
        Shares::sorted(listed, data.accounts.len(), data.len(), weight)
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
        Shares::sorted(listed, data.accounts.len(), data.len(), weight)
    }

    /// Shares in any order; posts are numbered in the order of the file.
    pub(crate) fn sorted(
        listed: Vec<Share>,
        accounts: usize,
        posts: usize,
        weight: Weight,
    ) -> Shares {
        let order = by_thing_and_time(&listed);
        let several = find_several(&listed, &order, posts, weight);
        let ends = find_ends(&listed, &order);
        let column = |at: &u32| &listed[*at as usize];
        Shares {
            weight,
            accounts,
            posts,
            time: order.iter().map(|at| column(at).time).collect(),
            account: order.iter().map(|at| column(at).account).collect(),
            post: order.iter().map(|at| column(at).post).collect(),
            itself: order.iter().map(|at| column(at).itself).collect(),
            ends,
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
        let id = data.id.get(at).copied().unwrap_or(0);
        let mut share = |thing: Key| {
            if thing != NONE && counts(thing) && !without.contains(&thing) {
                listed.push(Share {
                    thing,
                    time: data.time[at],
                    account: data.account[at],
                    post,
                    itself: thing as u64 == id,
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

/// Indexes into `listed`, by thing, then time, then the order listed.
fn by_thing_and_time(listed: &[Share]) -> Vec<u32> {
    let mut order = scattered(listed);
    let low = |at: u32| listed[at as usize].thing as u64;
    let mut start = 0;
    while start < order.len() {
        let thing = low(order[start]);
        let length = order[start..]
            .iter()
            .take_while(|at| low(**at) == thing)
            .count();
        let group = &mut order[start..start + length];
        let place = |at: &u32| {
            let share = &listed[*at as usize];
            (share.thing, share.time, *at)
        };
        if !group.is_sorted_by_key(place) {
            group.sort_unstable_by_key(place);
        }
        start += length;
    }
    order
}

/// Indexes into `listed`, by the lower half of the thing's key, then in the order listed. Keys
/// are spread evenly, so one pass puts each near its place and short runs are left to sort.
fn scattered(listed: &[Share]) -> Vec<u32> {
    let bits = (usize::BITS - listed.len().leading_zeros())
        .saturating_sub(2)
        .clamp(1, 24);
    let bucket = |share: &Share| (share.thing as u64 >> (64 - bits)) as usize;
    let mut starts = vec![0u32; (1 << bits) + 1];
    for share in listed {
        starts[bucket(share) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut placed = vec![(0u64, 0u32); listed.len()];
    for (at, share) in listed.iter().enumerate() {
        let slot = &mut next[bucket(share)];
        placed[*slot as usize] = (share.thing as u64, at as u32);
        *slot += 1;
    }
    for bounds in starts.windows(2) {
        placed[bounds[0] as usize..bounds[1] as usize].sort_unstable();
    }
    placed.into_iter().map(|(_, at)| at).collect()
}

fn find_ends(listed: &[Share], order: &[u32]) -> Vec<u32> {
    let same =
        |one: &u32, other: &u32| listed[*one as usize].thing == listed[*other as usize].thing;
    let lengths = order.chunk_by(same).map(|group| group.len() as u32);
    let mut end = 0;
    lengths
        .map(|length| {
            end += length;
            end
        })
        .collect()
}

fn find_several(listed: &[Share], order: &[u32], posts: usize, weight: Weight) -> Vec<bool> {
    if weight == Weight::Pairs {
        return Vec::new();
    }
    let (mut once, mut several, mut any) = (vec![false; posts], vec![false; posts], false);
    for at in order {
        let post = listed[*at as usize].post as usize;
        if std::mem::replace(&mut once[post], true) {
            several[post] = true;
            any = true;
        }
    }
    if any { several } else { Vec::new() }
}
