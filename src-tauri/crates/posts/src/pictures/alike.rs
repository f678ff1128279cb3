//! All pairs of pictures whose hashes are near, found without comparing all.
//!
//! Of two hashes that differ in at most `d` of 256 bits, one of sixteen parts differs in at most
//! `d / 16` bits. So each hash is looked up, part by part, among those that have that part or one
//! a bit or two off; what is found is then compared in full, so the answer is exact.

use evidence::{Pdq, PictureHash};

use super::ASKED_EVERY;
use crate::Lists;
use crate::network::{Giant, GoOn, Unanswered};

/// More pairs of pictures than this are not listed.
const MOST: usize = 1 << 24;

/// For each picture itself, and those after it that are at most `distance` bits away from it,
/// turned or mirrored. `post_of` gives a post that has a picture.
///
/// Errors: too many are alike, or what `go_on` answers.
pub(super) fn near(
    pictures: &[PictureHash],
    distance: u32,
    post_of: impl Fn(usize) -> u32,
    go_on: GoOn<'_>,
) -> Result<Lists<u32>, Unanswered> {
    let index = Index::of(pictures, distance);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut met = vec![usize::MAX; pictures.len()];
    for (at, picture) in pictures.iter().enumerate() {
        if at.is_multiple_of(ASKED_EVERY) {
            go_on()?;
        }
        let before = pairs.len();
        for hash in std::iter::once(&picture.upright).chain(&picture.turned) {
            index.look_up(hash, |other| {
                let is_near = || pictures[other].upright.distance(hash) <= distance;
                if met[other] != at && is_near() {
                    met[other] = at;
                    pairs.push((at.min(other) as u32, at.max(other) as u32));
                }
            });
        }
        if pairs.len() > MOST {
            return Err(Unanswered::Giant(Giant {
                post: post_of(at),
                posts: (pairs.len() - before) as u64,
                pairs: pairs.len() as u64,
            }));
        }
    }
    pairs.extend((0..pictures.len() as u32).map(|at| (at, at)));
    pairs.sort_unstable();
    pairs.dedup();
    let mut near = Lists::default();
    for same in pairs.chunk_by(|one, other| one.0 == other.0) {
        near.push(same.iter().map(|pair| pair.1));
    }
    Ok(near)
}

const PARTS: usize = 16;
const VALUES: usize = 1 << 16;

/// The pictures by each part of their upright hash.
struct Index {
    /// Where the pictures of each value begin, part by part.
    starts: Vec<u32>,
    pictures: Vec<u32>,
    /// What to change in a part to come to its neighbours.
    changes: Vec<u16>,
    count: usize,
}

impl Index {
    fn of(pictures: &[PictureHash], distance: u32) -> Index {
        let parts = || pictures.iter().map(|picture| picture.upright.parts());
        let mut starts = vec![0_u32; PARTS * (VALUES + 1)];
        for (part, value) in parts().flat_map(|parts| parts.into_iter().enumerate()) {
            starts[part * (VALUES + 1) + usize::from(value) + 1] += 1;
        }
        for starts in starts.chunks_mut(VALUES + 1) {
            let mut sum = 0;
            for start in starts {
                sum += *start;
                *start = sum;
            }
        }
        let mut next = starts.clone();
        let mut placed = vec![0; PARTS * pictures.len()];
        for (picture, parts) in parts().enumerate() {
            for (part, value) in parts.into_iter().enumerate() {
                let next = &mut next[part * (VALUES + 1) + usize::from(value)];
                placed[part * pictures.len() + *next as usize] = picture as u32;
                *next += 1;
            }
        }
        let most = distance / PARTS as u32;
        let is_small = |change: &u16| change.count_ones() <= most;
        Index {
            starts,
            pictures: placed,
            changes: (0..=u16::MAX).filter(is_small).collect(),
            count: pictures.len(),
        }
    }

    fn look_up(&self, hash: &Pdq, mut see: impl FnMut(usize)) {
        for (part, value) in hash.parts().into_iter().enumerate() {
            let placed = &self.pictures[part * self.count..(part + 1) * self.count];
            for change in &self.changes {
                let at = part * (VALUES + 1) + usize::from(value ^ change);
                let range = self.starts[at] as usize..self.starts[at + 1] as usize;
                placed[range].iter().for_each(|other| see(*other as usize));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(seed: u64) -> impl FnMut(u64) -> u64 {
        let mut state = seed;
        move |below| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 33) % below
        }
    }

    /// Hashes of which many are copies of a few with some bits off, some of them turned.
    fn pictures(seed: u64) -> Vec<PictureHash> {
        let mut draw = drawn(seed);
        let mut hash = |bits: u64| {
            let mut hash = Pdq::default();
            (0..bits).for_each(|_| hash.set(draw(256) as usize));
            hash
        };
        let models: Vec<Pdq> = (0..5).map(|_| hash(128)).collect();
        let mut draw = drawn(seed + 9);
        let mut off = |model: &Pdq, most: u64| {
            let mut copy = *model;
            (0..draw(most)).for_each(|_| copy.set(draw(256) as usize));
            copy
        };
        (0..120_usize)
            .map(|at| PictureHash {
                upright: off(&models[at % 5], 1 + (at as u64 % 7) * 24),
                turned: match at % 4 {
                    0 => vec![off(&models[(at + 1) % 5], 20)],
                    _ => Vec::new(),
                },
                quality: None,
            })
            .collect()
    }

    #[test]
    fn no_pair_is_lost_and_none_is_invented() {
        for seed in 0..3 {
            let pictures = pictures(seed);
            for distance in [0, 5, 15, 16, 31, 40, 63] {
                let Ok(found) = near(&pictures, distance, |_| 0, &mut || Ok(())) else {
                    panic!("there are few");
                };
                let mut pairs = 0;
                for (at, picture) in pictures.iter().enumerate() {
                    let expected: Vec<u32> = (at..pictures.len())
                        .filter(|other| {
                            *other == at || picture.distance(&pictures[*other]) <= distance
                        })
                        .map(|other| other as u32)
                        .collect();
                    assert_eq!(found.get(at), expected, "{seed}, {distance}, {at}");
                    pairs += expected.len() - 1;
                }
                assert!(distance < 31 || pairs > 50, "{pairs} pairs at {distance}");
            }
        }
    }
}
