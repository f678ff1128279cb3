//! All pairs of posts within a window whose word sets are alike, found without comparing all.
//!
//! Two sets with a Jaccard index of at least `s` share a word among the rarest
//! `n - ceil(s n) + 1` of each (the prefix filter), and their sizes differ by no more than the
//! factor `s` (the length filter). Posts pass in the order of time; each is looked up by the words
//! of its prefix among the posts still in the window. What is found is then compared in full, so
//! the answer is exact.

use super::ASKED_EVERY;
use super::sets::{NO_SET, Sets};
use crate::network::{Giant, GoOn, MOST_PAIRS, Unanswered, refuse_copies};

/// Indexes of two posts that are alike; the first is the older one.
pub(super) type Pair = (u32, u32);

/// The pairs within `within` milliseconds, both ends included, in the order of the younger post.
///
/// Fails when they are more than [`MOST_PAIRS`], or when `go_on` does.
pub(super) fn join(
    sets: &Sets,
    time: &[i64],
    within: i64,
    similarity: f64,
    go_on: GoOn<'_>,
) -> Result<Vec<Pair>, Unanswered> {
    let compared = |at: &u32| sets.of_post[*at as usize] != NO_SET;
    let mut order: Vec<u32> = (0..sets.of_post.len() as u32).filter(compared).collect();
    order.sort_by_key(|at| time[*at as usize]);
    refuse_copies(&sets.of_post, &order, time, within)?;
    let mut index = Index::new(sets, similarity);
    let mut pairs = Vec::new();
    let mut low = 0;
    for (at, post) in order.iter().enumerate() {
        if at.is_multiple_of(ASKED_EVERY) {
            go_on()?;
        }
        while time[*post as usize].saturating_sub(time[order[low] as usize]) > within {
            low += 1;
        }
        let before = pairs.len();
        index.look_up(*post, at as u32, low as u32, &order, &mut pairs);
        if pairs.len() as u64 > MOST_PAIRS / 2 {
            let posts = (pairs.len() - before) as u64;
            let pairs = pairs.len() as u64;
            return Err(Unanswered::Giant(Giant {
                post: *post,
                posts,
                pairs,
            }));
        }
        index.add(*post, at as u32);
    }
    Ok(pairs)
}

struct Index<'a> {
    sets: &'a Sets,
    similarity: f64,
    /// For each word the places (in the order of time) of posts that have it in their prefix.
    places: Vec<Vec<u32>>,
    /// The first place of each list that is still in the window.
    first: Vec<u32>,
    /// For each set the place of the post that last asked about it, and the answer.
    asked: Vec<(u32, bool)>,
    /// The place of the post that last found the post at this place.
    found: Vec<u32>,
}

impl<'a> Index<'a> {
    fn new(sets: &'a Sets, similarity: f64) -> Index<'a> {
        let words = sets
            .words
            .items()
            .iter()
            .max()
            .map_or(0, |word| *word as usize + 1);
        Index {
            sets,
            similarity,
            places: vec![Vec::new(); words],
            first: vec![0; words],
            asked: vec![(u32::MAX, false); sets.words.len()],
            found: vec![u32::MAX; sets.of_post.len()],
        }
    }

    fn set_of(&self, post: u32) -> (u32, &'a [u32]) {
        let number = self.sets.of_post[post as usize];
        (number, self.sets.words.get(number as usize))
    }

    /// The words by which a set is found. Rounded so that no pair is lost.
    fn prefix(&self, set: &'a [u32]) -> &'a [u32] {
        let shared = (self.similarity * set.len() as f64 - 1e-9).ceil().max(1.0) as usize;
        &set[..(set.len() + 1).saturating_sub(shared)]
    }

    fn look_up(&mut self, post: u32, at: u32, low: u32, order: &[u32], pairs: &mut Vec<Pair>) {
        let (_, set) = self.set_of(post);
        for word in self.prefix(set) {
            let word = *word as usize;
            while self.places[word]
                .get(self.first[word] as usize)
                .is_some_and(|place| *place < low)
            {
                self.first[word] += 1;
            }
            for place in self.first[word] as usize..self.places[word].len() {
                let place = self.places[word][place];
                if std::mem::replace(&mut self.found[place as usize], at) == at {
                    continue;
                }
                let other = order[place as usize];
                if self.is_alike(set, other, at) {
                    pairs.push((other, post));
                }
            }
            self.forget_passed(word);
        }
    }

    fn is_alike(&mut self, set: &[u32], other: u32, at: u32) -> bool {
        let (number, other) = self.set_of(other);
        let asked = &mut self.asked[number as usize];
        if asked.0 != at {
            *asked = (at, jaccard_reaches(set, other, self.similarity));
        }
        asked.1
    }

    fn add(&mut self, post: u32, at: u32) {
        let (_, set) = self.set_of(post);
        for word in self.prefix(set) {
            self.places[*word as usize].push(at);
        }
    }

    /// A list keeps no more than twice what is in the window.
    fn forget_passed(&mut self, word: usize) {
        let passed = self.first[word] as usize;
        if passed > 32 && passed * 2 > self.places[word].len() {
            self.places[word].drain(..passed);
            self.first[word] = 0;
        }
    }
}

/// The Jaccard index of two sets in ascending order, compared as CNT compares it.
fn jaccard_reaches(one: &[u32], other: &[u32], similarity: f64) -> bool {
    let (small, large) = (one.len().min(other.len()), one.len().max(other.len()));
    if (small as f64) < similarity * large as f64 - 1e-9 {
        return false;
    }
    let (mut at, mut beside, mut shared) = (0, 0, 0usize);
    while at < one.len() && beside < other.len() {
        let (word, against) = (one[at], other[beside]);
        shared += usize::from(word == against);
        at += usize::from(word <= against);
        beside += usize::from(against <= word);
    }
    let all = one.len() + other.len() - shared;
    shared as f64 / all as f64 >= similarity
}
