//! All pairs of posts within a window whose texts are alike, each pair of texts compared once.
//!
//! Posts pass in the order of time. A text is compared when its first post comes into the window,
//! with the texts that are there and whose length allows it; what is alike is remembered until one
//! of both has left. So `p` posts in which `t` texts come into the window cost
//! `O(t · w · n²/64 + pairs)`, with `w` different texts of fitting length in the window and `n`
//! letters in a text; copies cost nothing. Most texts are told apart by how often they have each
//! letter and pair of letters (`outline`). Prefixes and runs of letters would not do: at D3lta's
//! threshold nearly a third of all letters may differ.

use std::collections::{BTreeMap, VecDeque};

use super::Work;
use super::alike::{Against, most_distance};
use super::outline::Outline;
use super::texts::{NO_TEXT, Texts};
use crate::Lists;
use crate::network::{Giant, GoOn, MOST_PAIRS, Unanswered, refuse_copies};

/// Indexes of two posts that are alike; the first is the older one.
pub(super) type Pair = (u32, u32);

/// Steps of 64 letters after which the one who waits is asked: a few hundredths of a second.
const STEPS_BETWEEN: u64 = 1 << 24;

/// Every text that is alike to each, as far as their posts come near each other.
pub(super) type Alike = Lists<u32>;

/// What is searched: texts that were posted at these times.
pub(super) struct Search<'a> {
    pub(super) texts: &'a Texts,
    pub(super) time: &'a [i64],
    pub(super) within: i64,
    pub(super) threshold: f64,
    pub(super) most_work: u64,
}

impl Search<'_> {
    /// The pairs within the window, both ends included, in the order of the younger post, then of
    /// the older one's row. Where it is `known` which texts are alike, none is compared.
    pub(super) fn pairs(
        &self,
        known: Option<&Alike>,
        go_on: GoOn<'_>,
    ) -> Result<Vec<Pair>, Unanswered> {
        let order = self.order();
        refuse_copies(&self.texts.of_post, &order, self.time, self.within)?;
        let mut pairs = Vec::new();
        self.slide(&order, known, go_on, |window, post| {
            let before = pairs.len();
            window.pair(post, &mut pairs);
            pairs[before..].sort_unstable();
            match pairs.len() as u64 > MOST_PAIRS / 2 {
                true => {
                    let (posts, pairs) = ((pairs.len() - before) as u64, pairs.len() as u64);
                    Err(Unanswered::Giant(Giant { post, posts, pairs }))
                }
                false => Ok(()),
            }
        })?;
        Ok(pairs)
    }

    /// The texts that are alike; `None` where they are too many to remember.
    pub(super) fn alike(&self, go_on: GoOn<'_>) -> Result<Option<Alike>, Unanswered> {
        let mut found: Vec<Pair> = Vec::new();
        let order = self.order();
        let searched = self.slide(&order, None, go_on, |window, post| {
            let text = self.texts.of_post[post as usize];
            let alike = &window.there[text as usize];
            if alike.posts.is_empty() {
                let both = alike
                    .alike
                    .iter()
                    .flat_map(|other| [(text, *other), (*other, text)]);
                found.extend(both);
            }
            match found.len() as u64 > MOST_PAIRS / 2 {
                true => Err(None),
                false => Ok(()),
            }
        });
        match searched {
            Err(None) => return Ok(None),
            Err(Some(unfound)) => return Err(unfound),
            Ok(()) => {}
        }
        found.sort_unstable();
        found.dedup();
        let mut alike = Alike::default();
        let mut rest = found.as_slice();
        for text in 0..self.texts.len() as u32 {
            let (own, others) = rest.split_at(rest.partition_point(|pair| pair.0 == text));
            alike.push(own.iter().map(|pair| pair.1));
            rest = others;
        }
        Ok(Some(alike))
    }

    fn order(&self) -> Vec<u32> {
        let posts = 0..self.texts.of_post.len() as u32;
        let mut order: Vec<u32> = posts
            .filter(|post| self.texts.of_post[*post as usize] != NO_TEXT)
            .collect();
        order.sort_by_key(|post| self.time[*post as usize]);
        order
    }

    /// Lets every post come into the window and leave it; `come` sees each when its text is there.
    fn slide<E: From<Unanswered>>(
        &self,
        order: &[u32],
        known: Option<&Alike>,
        go_on: GoOn<'_>,
        mut come: impl FnMut(&Window<'_>, u32) -> Result<(), E>,
    ) -> Result<(), E> {
        let texts = self.texts;
        let longest = (0..texts.len() as u32).map(|text| texts.length(text)).max();
        let most: Vec<Option<usize>> = (0..=longest.unwrap_or(0))
            .map(|length| most_distance(self.threshold, length))
            .collect();
        let slide = Slide {
            order,
            time: self.time,
            within: self.within,
        };
        if known.is_none() {
            refuse_work(texts, &slide, &most, self.most_work)?;
        }
        let mut window = Window::new(texts, &most, known);
        let mut asked = 0;
        slide.each(|change| {
            match change {
                Change::Leaves(post) => window.leave(texts.of_post[post as usize]),
                Change::Comes(post) => {
                    window.come(texts.of_post[post as usize]);
                    come(&window, post)?;
                    window.stay(post);
                }
            }
            if window.steps - asked > STEPS_BETWEEN {
                asked = window.steps;
                go_on()?;
            }
            Ok(())
        })
    }
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
    slide: &Slide<'_>,
    most: &[Option<usize>],
    most_work: u64,
) -> Result<(), Unanswered> {
    let mut posts_with = vec![0u32; texts.len()];
    let mut by_length: BTreeMap<usize, u64> = BTreeMap::new();
    let (mut pairs, mut steps) = (0u64, 0u64);
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
        Ok::<_, Unanswered>(())
    });
    counted?;
    match steps > most_work {
        true => Err(Unanswered::Work(Work { pairs })),
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
    known: Option<&'a Alike>,
    by_length: BTreeMap<usize, Vec<Compared>>,
    /// For each text its posts in the window and the other texts that are alike.
    there: Vec<There>,
    steps: u64,
}

/// A text, its letters and how often it has each.
struct Compared {
    text: u32,
    letters: Box<[u32]>,
    outline: Outline,
}

#[derive(Debug, Clone, Default)]
struct There {
    posts: VecDeque<u32>,
    alike: Vec<u32>,
}

impl<'a> Window<'a> {
    fn new(texts: &'a Texts, most: &'a [Option<usize>], known: Option<&'a Alike>) -> Window<'a> {
        Window {
            texts,
            most,
            known,
            by_length: BTreeMap::new(),
            there: vec![There::default(); texts.len()],
            steps: 0,
        }
    }

    /// A text comes into the window, unless it is there already.
    fn come(&mut self, text: u32) {
        if !self.there[text as usize].posts.is_empty() {
            return;
        }
        match self.known {
            Some(known) => {
                let is_there = |other: &&u32| !self.there[**other as usize].posts.is_empty();
                let alike = known.get(text as usize).iter().filter(is_there);
                let alike = alike.copied().collect();
                self.remember(text, alike);
            }
            None => self.compare(text),
        }
    }

    /// The pairs of a post that has come with those before it.
    fn pair(&self, post: u32, pairs: &mut Vec<Pair>) {
        let text = self.texts.of_post[post as usize];
        let there = &self.there[text as usize];
        if self.most[self.texts.length(text)].is_some() {
            pairs.extend(there.posts.iter().map(|older| (*older, post)));
        }
        for other in &there.alike {
            let older = self.there[*other as usize].posts.iter();
            pairs.extend(older.map(|older| (*older, post)));
        }
    }

    /// A post stays until it leaves.
    fn stay(&mut self, post: u32) {
        let text = self.texts.of_post[post as usize];
        self.there[text as usize].posts.push_back(post);
    }

    fn remember(&mut self, text: u32, alike: Vec<u32>) {
        for other in &alike {
            self.there[*other as usize].alike.push(text);
        }
        self.there[text as usize].alike = alike;
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

    /// With every text in the window.
    fn compare(&mut self, text: u32) {
        let letters = self.texts.ranked(text);
        let length = letters.len();
        let (against, outline) = (Against::new(&letters), Outline::of(&letters));
        let mut alike = Vec::new();
        for (other, texts) in fitting(&self.by_length, length, self.most) {
            let Some(most) = self.most[length.max(other)] else {
                continue;
            };
            self.steps += texts.len() as u64 * steps_of(length, other);
            let found = texts
                .iter()
                .filter(|other| outline.may_be_within(most, &other.outline))
                .filter(|other| against.distance_up_to(most, &other.letters).is_some());
            alike.extend(found.map(|other| other.text));
        }
        self.remember(text, alike);
        self.by_length.entry(length).or_default().push(Compared {
            text,
            letters,
            outline,
        });
    }
}
