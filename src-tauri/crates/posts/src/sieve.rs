//! Finds the posts that may hold some words without reading them all.
//!
//! A sieve is a bitmap of the groups of three bytes that occur in the folded words of a few
//! hundred posts. Words whose groups are not all in it do not stand in those posts; where
//! they are, the posts are folded and looked at. Any part of a word can be found, in every
//! script, and a sieve costs sixteen bytes a post: SQLite's full-text index costs twenty
//! times as much time.

use std::hint::select_unpredictable;

use crate::text::{HIGHS, Hearing, ONES, push_first, small_letters};

/// How many posts share a sieve.
pub const POSTS: usize = 512;

/// How many bytes a sieve takes.
pub const BYTES: usize = PLACES / 8;

const PLACES: usize = 1 << 16;

/// The sieves of posts that follow one another.
#[derive(Debug, Clone, Default)]
pub struct Sieves {
    bytes: Vec<u8>,
    posts: usize,
    /// The sieve that is being made, a byte for each place: looked up in fewer steps than a bit.
    open: Vec<u8>,
    letters: Letters,
    folded: Vec<u8>,
}

impl Sieves {
    /// Adds the next post, whose words stand in several texts.
    pub fn push<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        self.begin();
        texts.into_iter().for_each(|text| self.add(text));
    }

    /// Begins the next post.
    pub(crate) fn begin(&mut self) {
        /// Bytes read this long after they were written are there to be read.
        const TOGETHER: usize = 1 << 13;
        if self.posts == POSTS {
            self.close();
        } else if self.folded.len() >= TOGETHER {
            self.sift();
        }
        self.posts += 1;
    }

    /// Adds a text to the post.
    pub(crate) fn add(&mut self, text: &str) {
        if !text.is_empty() {
            self.other(text);
            self.end_text();
        }
    }

    /// After a text that was heard.
    pub(crate) fn end_text(&mut self) {
        self.folded.push(b' ');
    }

    fn sift(&mut self) {
        self.open.resize(PLACES, 0);
        let Some(open) = self.open.first_chunk_mut::<PLACES>() else {
            return;
        };
        // Most groups came before, so that nothing is written and nothing waits for a write.
        for_each_place(&mut self.folded, |place| {
            let is_set = &mut open[usize::from(place)];
            if *is_set == 0 {
                *is_set = 1;
            }
        });
        self.folded.clear();
    }

    fn close(&mut self) {
        self.sift();
        // The lowest bits of eight bytes side by side, the first byte's lowest.
        let gathered = |eight: &[u8; 8]| {
            let lowest = u64::from_le_bytes(*eight);
            (lowest.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
        };
        let bits = self.open.as_chunks().0.iter().map(gathered);
        self.bytes.extend(bits);
        self.open.fill(0);
        self.posts = 0;
    }

    /// Takes the sieves made since the last time.
    pub fn take(&mut self) -> Vec<u8> {
        if self.posts > 0 {
            self.close();
        }
        std::mem::take(&mut self.bytes)
    }
}

impl Hearing for Sieves {
    fn ascii(&mut self, eight: [u8; 8], count: usize) {
        push_first(&mut self.folded, &eight, count);
    }

    fn other(&mut self, text: &str) {
        self.letters.fold(text, &mut self.folded);
    }
}

/// Words that are looked for: all of them must stand in a post.
#[derive(Debug, Clone)]
pub struct Words {
    folded: Vec<String>,
    places: Vec<u16>,
}

impl Words {
    /// Words separated by spaces; what stands in quotation marks belongs together. `None`
    /// when there is none of at least two letters.
    pub fn read(words: &str) -> Option<Words> {
        let mut folded = Vec::new();
        for (at, part) in words.split('"').enumerate() {
            let part = evidence::fold::fold(part);
            if at % 2 == 1 {
                folded.push(part);
            } else {
                folded.extend(
                    part.split_whitespace()
                        .map(|word| word.trim_matches('*').to_owned()),
                );
            }
        }
        folded.retain(|word| !word.is_empty());
        let longest = folded.iter().map(|word| word.chars().count()).max()?;
        let mut places = Vec::new();
        for word in &folded {
            for_each_place(&mut word.clone().into_bytes(), |place| {
                places.extend((place != 0).then_some(place));
            });
        }
        (longest >= 2).then_some(Words { folded, places })
    }

    /// Which groups of [`POSTS`] posts may hold the words, by their sieves.
    pub fn candidates<'a>(&'a self, sieves: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let may_hold = |sieve: &[u8]| {
            let mut places = self.places.iter();
            places.all(|place| sieve[usize::from(place / 8)] >> (place % 8) & 1 == 1)
        };
        let each = sieves.chunks_exact(BYTES).enumerate();
        each.filter(move |(_, sieve)| may_hold(sieve))
            .map(|(at, _)| at)
    }

    /// Whether a text holds all the words.
    pub fn stand_in(&self, text: &str) -> bool {
        let folded = evidence::fold::fold(text);
        self.folded
            .iter()
            .all(|word| folded.contains(word.as_str()))
    }

    /// The words, folded.
    pub fn folded(&self) -> &[String] {
        &self.folded
    }
}

const SPACES: u64 = ONES * b' ' as u64;

/// Tells of the groups of three bytes in a folded text, each as the bit that stands for it.
/// Groups with a space in them do not count, since words are found and not what lies between
/// them: for those the first bit is told. Leaves spaces at the end of the text.
fn for_each_place(folded: &mut Vec<u8>, mut tell: impl FnMut(u16)) {
    /// Whole groups in eight bytes.
    const GROUPS: usize = 6;
    folded.extend_from_slice(&SPACES.to_le_bytes());
    let mut rest = folded.as_slice();
    while let Some(eight) = rest.first_chunk() {
        let eight = u64::from_le_bytes(*eight);
        let differs = eight ^ SPACES;
        // The upper bit of each byte that is a space, then of each group that holds one.
        let is_space = !(((differs & !HIGHS) + !HIGHS) | differs) & HIGHS;
        let broken = is_space | is_space >> 8 | is_space >> 16;
        for at in 0..GROUPS {
            let is_broken = broken >> (8 * at + 7) & 1 == 1;
            let place = place_of(eight >> (8 * at));
            tell(select_unpredictable(is_broken, 0, place));
        }
        rest = &rest[GROUPS..];
    }
}

/// The bit for the three lowest bytes: sixteen bits, so that no place lies outside a sieve.
fn place_of(group: u64) -> u16 {
    ((group as u32 & 0x00ff_ffff).wrapping_mul(0x9e37_79b1) >> 16) as u16
}

/// Folds letter by letter as `evidence::fold` does, and remembers each letter's form.
#[derive(Debug, Clone, Default)]
struct Letters {
    /// Up to seven bytes, and their count in the last.
    known: Vec<[u8; 8]>,
}

impl Letters {
    /// Adds the folded text; controls become spaces.
    fn fold(&mut self, text: &str, folded: &mut Vec<u8>) {
        let mut rest = text;
        while let Some(first) = rest.as_bytes().first() {
            if let Some(eight) = rest.as_bytes().first_chunk() {
                let eight = u64::from_le_bytes(*eight);
                let ascii = (eight & HIGHS).trailing_zeros() as usize / 8;
                push_first(folded, &small(eight).to_le_bytes(), ascii);
                rest = &rest[ascii..];
                if ascii == 8 {
                    continue;
                }
            } else if first.is_ascii() {
                folded.push(first.to_ascii_lowercase().max(b' '));
                rest = &rest[1..];
                continue;
            }
            let letter = rest.chars().next().expect("a letter begins here");
            rest = &rest[letter.len_utf8()..];
            match self.form(letter) {
                Some(form) => push_first(folded, &form, form[7].into()),
                None => folded.extend_from_slice(form_of(letter).as_bytes()),
            }
        }
    }

    /// `None` for a letter whose form is not kept.
    fn form(&mut self, letter: char) -> Option<[u8; 8]> {
        const REMEMBERED: usize = 0x3000;
        const UNKNOWN: u8 = u8::MAX;
        const LONG: u8 = 8;
        if self.known.is_empty() {
            self.known.resize(REMEMBERED, [UNKNOWN; 8]);
        }
        let known = self.known.get_mut(letter as usize)?;
        if known[7] == UNKNOWN {
            let form = form_of(letter);
            *known = [LONG; 8];
            if let Some(room) = known[..7].get_mut(..form.len()) {
                room.copy_from_slice(form.as_bytes());
                known[7] = form.len() as u8;
            }
        }
        (known[7] < LONG).then_some(*known)
    }
}

fn form_of(letter: char) -> String {
    evidence::fold::fold(letter.encode_utf8(&mut [0; 4]))
}

/// ASCII in small letters, controls as spaces; what stands from the first other byte on is of
/// no use.
fn small(eight: u64) -> u64 {
    let is_printed = eight.wrapping_add(ONES * 0x60) & HIGHS;
    let controls = ((!is_printed & HIGHS) >> 7) * 0xff;
    let printed = eight & !controls | SPACES & controls;
    small_letters(printed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextFold;

    fn holds(texts: &[&str], words: &str) -> Vec<usize> {
        let mut sieves = Sieves::default();
        texts.iter().for_each(|text| sieves.push([*text]));
        let sieves = sieves.take();
        let words = Words::read(words).unwrap();
        let within = |at: usize| at * POSTS..texts.len().min((at + 1) * POSTS);
        let candidates = words.candidates(&sieves).flat_map(within);
        candidates.filter(|at| words.stand_in(texts[*at])).collect()
    }

    #[test]
    fn words_are_found_whatever_their_accents_and_script() {
        let texts = [
            "Şəki şəhəri",
            "Nouvelle-Calédonie",
            "новая каледония",
            "新喀里多尼亚",
        ];
        assert_eq!(holds(&texts, "seki"), [0]);
        assert_eq!(holds(&texts, "CALEDONIE nouvelle"), [1]);
        assert_eq!(holds(&texts, "\"новая каледония\""), [2]);
        assert_eq!(holds(&texts, "喀里多"), [3]);
        assert_eq!(holds(&texts, "calédonia"), [] as [usize; 0]);
    }

    #[test]
    fn a_group_without_the_words_is_not_looked_at() {
        let texts: Vec<String> = (0..2000)
            .map(|at| format!("post number {at} of many"))
            .collect();
        let mut sieves = Sieves::default();
        texts.iter().for_each(|text| sieves.push([text.as_str()]));
        let sieves = sieves.take();
        assert_eq!(sieves.len(), 4 * BYTES);
        let words = Words::read("1999").unwrap();
        assert_eq!(words.candidates(&sieves).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn eight_bytes_at_once_make_the_same_sieve_as_one_by_one() {
        let texts = [
            "",
            "a",
            "ab c",
            "Post 12, of THE road\tto @Gəncə\u{7f} and\u{1}back [Z] `a` {z}",
            "état d'urgence à Nouméa — Новая Каледония 新喀里多尼亚 ﬁn",
            "abcdefgh ijklmnop é qrstuvwxyz",
            "a éb c dé efg    h  ij   klm",
            "ƏLİYEV ΟΔΟΣ Çox\u{a0}şad\u{85}@Élan\u{b}x ǅ Ⱥ @",
        ];
        for text in texts {
            let mut sieves = Sieves::default();
            sieves.push([text]);
            let mut expected = vec![0; BYTES];
            expected[0] = 1;
            let fold = |letter: char| match letter {
                ..' ' => " ".to_owned(),
                _ => evidence::fold::fold(&letter.to_string()),
            };
            let folded: String = text.chars().map(fold).collect();
            for group in folded.as_bytes().windows(3) {
                if !group.contains(&b' ') {
                    let place = place_of(u64::from_le_bytes([
                        group[0], group[1], group[2], 0, 0, 0, 0, 0,
                    ]));
                    expected[usize::from(place / 8)] |= 1 << (place % 8);
                }
            }
            let mut made = sieves.take();
            made[0] |= 1;
            assert_eq!(made, expected, "{text:?}");
            sieves.begin();
            TextFold::default().key_heard(text, &mut sieves);
            sieves.end_text();
            let mut heard = sieves.take();
            heard[0] |= 1;
            assert_eq!(heard, expected, "{text:?}, heard");
        }
    }
}
