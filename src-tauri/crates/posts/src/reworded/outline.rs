//! How often each letter and each pair of letters stands in a text: enough to know of most texts
//! that they are not alike, without comparing them.
//!
//! One edit takes at most one letter and two pairs of neighbours out of a text, and puts as many
//! in. So of two texts at a distance `d` neither has more than `d` letters, or `2d` pairs, that the
//! other lacks. Counting several letters or pairs as one, or no further than 255, only makes
//! that number smaller: what is turned away is certainly further apart.

/// The counts of one text.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    letters: Counts<64>,
    pairs: Counts<PLACES>,
}

#[derive(Debug, Clone)]
struct Counts<const N: usize> {
    counts: [u8; N],
    total: u32,
}

/// Places for pairs of letters; those of the most frequent letters have one each.
const PLACES: usize = 512;
const FREQUENT: u32 = 22;

const fn place_of(one: u32, other: u32) -> usize {
    if one < FREQUENT && other < FREQUENT {
        return (one * FREQUENT + other) as usize;
    }
    let mixed = one.wrapping_mul(0x9e37_79b1) ^ other.wrapping_mul(0x85eb_ca6b);
    (mixed >> 16) as usize % PLACES
}

impl Outline {
    /// Of the ranks of a text's letters.
    pub(super) fn of(letters: &[u32]) -> Outline {
        Outline {
            letters: Counts::of(letters.iter().map(|letter| *letter as usize % 64)),
            pairs: Counts::of(letters.windows(2).map(|two| place_of(two[0], two[1]))),
        }
    }

    /// Whether two texts can be so near; no is certain.
    pub(super) fn may_be_within(&self, distance: usize, other: &Outline) -> bool {
        self.letters.missing(&other.letters) as usize <= distance
            && self.pairs.missing(&other.pairs) as usize <= 2 * distance
    }
}

impl<const N: usize> Counts<N> {
    fn of(places: impl Iterator<Item = usize>) -> Self {
        let mut counts = [0u8; N];
        places.for_each(|place| counts[place] = counts[place].saturating_add(1));
        let total = counts.iter().map(|count| u32::from(*count)).sum();
        Counts { counts, total }
    }

    /// What one of both has and the other lacks, whichever is more: half of all that differs and
    /// of what one has more.
    fn missing(&self, other: &Self) -> u32 {
        let both = self.counts.iter().zip(&other.counts);
        let differing: u32 = both
            .map(|(one, other)| u32::from(one.abs_diff(*other)))
            .sum();
        u32::midpoint(differing, self.total.abs_diff(other.total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_edit_changes_more_than_it_is_said_to() {
        let mut state = 1u64;
        let mut draw = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for round in 0..2_000 {
            let letters = [2, 5, 40, 3_000][round % 4];
            let text: Vec<u32> = (0..1 + draw(700)).map(|_| draw(letters) as u32).collect();
            let mut edited = text.clone();
            let edits = draw(40);
            for _ in 0..edits {
                let (at, letter) = (draw(edited.len()), draw(letters) as u32);
                match draw(3) {
                    0 => edited[at] = letter,
                    1 => edited.insert(at, letter),
                    _ if edited.len() > 1 => drop(edited.remove(at)),
                    _ => {}
                }
            }
            let (one, other) = (Outline::of(&text), Outline::of(&edited));
            assert!(
                one.may_be_within(edits, &other),
                "{text:?} {edited:?} {edits}"
            );
            assert!(
                other.may_be_within(edits, &one),
                "{text:?} {edited:?} {edits}"
            );
        }
    }

    #[test]
    fn other_letters_and_other_neighbours_are_turned_away() {
        let outline = |text: &str| {
            let letters: Vec<u32> = text.bytes().map(u32::from).collect();
            Outline::of(&letters)
        };
        assert!(!outline("aaaaaaaaaa").may_be_within(9, &outline("bbbbbbbbbb")));
        let (one, other) = (outline("abcdefghij"), outline("jcehbgdifa"));
        assert!(
            !one.may_be_within(3, &other),
            "the same letters, but no neighbours"
        );
    }
}
