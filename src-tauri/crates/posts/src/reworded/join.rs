//! All pairs of posts within a window whose texts are alike, each pair of texts compared once.
//!
//! Posts pass in the order of time. A text is compared when its first post comes into the window,
//! with the texts that are there and whose length allows it; what is alike is remembered until one
//! of both has left. So `p` posts in which `t` texts come into the window cost
//! `O(t · w · n²/64 + pairs)`, with `w` different texts of fitting length in the window and `n`
//! letters in a text; copies cost nothing. No other filter is sound and worth its while: at D3lta's
//! threshold nearly a third of all letters may differ, and two texts of one language share as many
//! letters, and pairs of letters, as that. A comparison ends as soon as the bound is out of reach.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;

use super::alike::{Against, most_distance};
use super::texts::{NO_TEXT, Texts};
use super::{Unfound, Work};
use crate::network::{Giant, MOST_PAIRS, refuse_copies};

/// Indexes of two posts that are alike; the first is the older one.
pub(super) type Pair = (u32, u32);

/// Steps of 64 letters after which the one who waits is asked: a few hundredths of a second.
const STEPS_BETWEEN: u64 = 1 << 24;

/// Asked from time to time whether to go on.
pub(super) type GoOn<'a> = &'a mut dyn FnMut() -> ControlFlow<()>;

/// The pairs within `within` milliseconds, both ends included, in the order of the younger post.
pub(super) fn join(
    texts: &Texts,
    time: &[i64],
    within: i64,
    threshold: f64,
    most_work: u64,
    go_on: GoOn<'_>,
) -> Result<Vec<Pair>, Unfound> {
    let mut order: Vec<u32> = (0..texts.of_post.len() as u32)
        .filter(|post| texts.of_post[*post as usize] != NO_TEXT)
        .collect();
    order.sort_by_key(|post| time[*post as usize]);
    refuse_copies(&texts.of_post, &order, time, within)?;
    let longest = (0..texts.len() as u32).map(|text| texts.length(text)).max();
    let most: Vec<Option<usize>> = (0..=longest.unwrap_or(0))
        .map(|length| most_distance(threshold, length))
        .collect();
    refuse_work(texts, &order, time, within, &most, most_work)?;
    let mut window = Window::new(texts, &most);
    let mut pairs = Vec::new();
    let mut asked = 0;
    let slide = Slide {
        order: &order,
        time,
        within,
    };
    slide.each(|change| {
        match change {
            Change::Leaves(post) => window.leave(texts.of_post[post as usize]),
            Change::Comes(post) => {
                let before = pairs.len();
                window.come(post, &mut pairs);
                if pairs.len() as u64 > MOST_PAIRS / 2 {
                    let (posts, pairs) = ((pairs.len() - before) as u64, pairs.len() as u64);
                    return Err(Unfound::Giant(Giant { post, posts, pairs }));
                }
            }
        }
        if window.steps - asked > STEPS_BETWEEN {
            asked = window.steps;
            if go_on().is_break() {
                return Err(Unfound::Stopped);
            }
        }
        Ok(())
    })?;
    Ok(pairs)
}

/// What happens at the ends of a sliding window.
enum Change {
    Comes(u32),
    Leaves(u32),
}

struct Slide<'a> {
    order: &'a [u32],
    time: &'a [i64],
    within: i64,
}

impl Slide<'_> {
    fn each<E>(&self, mut told: impl FnMut(Change) -> Result<(), E>) -> Result<(), E> {
        let mut low = 0;
        for post in self.order {
            let now = self.time[*post as usize];
            while now.saturating_sub(self.time[self.order[low] as usize]) > self.within {
                told(Change::Leaves(self.order[low]))?;
                low += 1;
            }
            told(Change::Comes(*post))?;
        }
        Ok(())
    }
}

/// Refuses more work than anybody waits for, before any of it is done.
fn refuse_work(
    texts: &Texts,
    order: &[u32],
    time: &[i64],
    within: i64,
    most: &[Option<usize>],
    most_work: u64,
) -> Result<(), Unfound> {
    let mut posts_with = vec![0u32; texts.len()];
    let mut by_length: BTreeMap<usize, u64> = BTreeMap::new();
    let (mut pairs, mut steps) = (0u64, 0u64);
    let slide = Slide {
        order,
        time,
        within,
    };
    let counted = slide.each(|change| {
        let (Change::Comes(post) | Change::Leaves(post)) = change;
        let text = texts.of_post[post as usize];
        let length = texts.length(text);
        let posts = &mut posts_with[text as usize];
        match change {
            Change::Leaves(_) => {
                *posts -= 1;
                if *posts == 0 {
                    by_length.entry(length).and_modify(|texts| *texts -= 1);
                }
            }
            Change::Comes(_) => {
                *posts += 1;
                if *posts == 1 {
                    for (other, texts) in fitting(&by_length, length, most) {
                        pairs += texts;
                        steps += texts * steps_of(length, other);
                    }
                    *by_length.entry(length).or_default() += 1;
                }
            }
        }
        Ok::<_, Unfound>(())
    });
    counted?;
    match steps > most_work {
        true => Err(Unfound::Work(Work { pairs })),
        false => Ok(()),
    }
}

/// What a comparison costs at most.
const fn steps_of(length: usize, other: usize) -> u64 {
    other as u64 * (length as u64).div_ceil(64)
}

/// The lengths that a text of `length` letters can be alike with, and what is there.
fn fitting<'a, T>(
    by_length: &'a BTreeMap<usize, T>,
    length: usize,
    most: &'a [Option<usize>],
) -> impl Iterator<Item = (usize, &'a T)> {
    let least = most[length].map_or(usize::MAX, |most| length - most);
    let is_fitting = move |other: usize| {
        other <= length || most[other].is_some_and(|most| other - length <= most)
    };
    let there = by_length.range(least..);
    there
        .take_while(move |(other, _)| is_fitting(**other))
        .map(|(other, what)| (*other, what))
}

/// The texts in the window.
struct Window<'a> {
    texts: &'a Texts,
    most: &'a [Option<usize>],
    by_length: BTreeMap<usize, Vec<Compared>>,
    /// For each text its posts in the window and the other texts that are alike.
    there: Vec<There>,
    steps: u64,
}

/// A text and its letters.
struct Compared {
    text: u32,
    letters: Box<[u32]>,
}

#[derive(Debug, Clone, Default)]
struct There {
    posts: VecDeque<u32>,
    alike: Vec<u32>,
}

impl<'a> Window<'a> {
    fn new(texts: &'a Texts, most: &'a [Option<usize>]) -> Window<'a> {
        Window {
            texts,
            most,
            by_length: BTreeMap::new(),
            there: vec![There::default(); texts.len()],
            steps: 0,
        }
    }

    fn come(&mut self, post: u32, pairs: &mut Vec<Pair>) {
        let text = self.texts.of_post[post as usize];
        if self.there[text as usize].posts.is_empty() {
            self.compare(text);
        }
        let there = &self.there[text as usize];
        if self.most[self.texts.length(text)].is_some() {
            pairs.extend(there.posts.iter().map(|older| (*older, post)));
        }
        for other in &there.alike {
            let older = self.there[*other as usize].posts.iter();
            pairs.extend(older.map(|older| (*older, post)));
        }
        self.there[text as usize].posts.push_back(post);
    }

    /// The oldest post of a text goes.
    fn leave(&mut self, text: u32) {
        let there = &mut self.there[text as usize];
        there.posts.pop_front();
        if !there.posts.is_empty() {
            return;
        }
        for other in std::mem::take(there).alike {
            self.there[other as usize]
                .alike
                .retain(|alike| *alike != text);
        }
        if let Some(texts) = self.by_length.get_mut(&self.texts.length(text)) {
            texts.retain(|other| other.text != text);
        }
    }

    /// A text comes into the window.
    fn compare(&mut self, text: u32) {
        let letters = self.texts.ranked(text);
        let length = letters.len();
        let against = Against::new(&letters);
        let mut alike = Vec::new();
        for (other, texts) in fitting(&self.by_length, length, self.most) {
            let Some(most) = self.most[length.max(other)] else {
                continue;
            };
            self.steps += texts.len() as u64 * steps_of(length, other);
            let found = texts
                .iter()
                .filter(|other| against.distance_up_to(most, &other.letters).is_some());
            alike.extend(found.map(|other| other.text));
        }
        for other in &alike {
            self.there[*other as usize].alike.push(text);
        }
        self.there[text as usize].alike = alike;
        self.by_length
            .entry(length)
            .or_default()
            .push(Compared { text, letters });
    }
}
