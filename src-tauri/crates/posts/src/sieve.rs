//! Finds the posts that may hold some words without reading them all.
//!
//! A sieve is a bitmap of the groups of three bytes that occur in the folded words of a few
//! hundred posts. Words whose groups are not all in it do not stand in those posts; where
//! they are, the posts are folded and looked at. Any part of a word can be found, in every
//! script, and a sieve costs sixteen bytes a post: SQLite's full-text index costs twenty
//! times as much time.

use std::borrow::Cow;

/// How many posts share a sieve.
pub const POSTS: usize = 512;

/// How many bytes a sieve takes.
pub const BYTES: usize = 1 << 13;

/// The sieves of posts that follow one another.
#[derive(Debug, Clone, Default)]
pub struct Sieves {
    bytes: Vec<u8>,
    posts: usize,
    letters: Letters,
}

impl Sieves {
    /// Adds the next post, whose words stand in several texts.
    pub fn push<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        if self.posts.is_multiple_of(POSTS) {
            self.bytes.resize(self.bytes.len() + BYTES, 0);
        }
        self.posts += 1;
        let start = self.bytes.len() - BYTES;
        let Some(sieve) = self.bytes[start..].first_chunk_mut::<BYTES>() else {
            return;
        };
        for text in texts {
            let mut groups = Groups::default();
            self.letters.fold(text, |byte| {
                if let Some(place) = groups.next(byte) {
                    sieve[usize::from(place / 8)] |= 1 << (place % 8);
                }
            });
        }
    }

    /// Takes the sieves made since the last time.
    pub fn take(&mut self) -> Vec<u8> {
        self.posts = 0;
        std::mem::take(&mut self.bytes)
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
            let mut groups = Groups::default();
            places.extend(word.bytes().filter_map(|byte| groups.next(byte)));
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

/// The groups of three bytes in a folded text, each as the bit that stands for it. Groups with
/// a space in them are left out: words are found, not what lies between them.
#[derive(Default)]
struct Groups {
    /// The last three bytes.
    group: u32,
    /// How many stand since the last space.
    length: u32,
}

impl Groups {
    fn next(&mut self, byte: u8) -> Option<u16> {
        self.group = self.group >> 8 | u32::from(byte) << 16;
        self.length = if byte == b' ' { 0 } else { self.length + 1 };
        // Sixteen bits, so that no place lies outside a sieve.
        (self.length >= 3).then_some((self.group.wrapping_mul(0x9e37_79b1) >> 16) as u16)
    }
}

/// Folds letter by letter as `evidence::fold` does, and remembers each letter's form.
#[derive(Debug, Clone, Default)]
struct Letters {
    known: Vec<Option<Cow<'static, str>>>,
}

impl Letters {
    fn fold(&mut self, text: &str, mut take: impl FnMut(u8)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                take(byte.to_ascii_lowercase().max(b' '));
                at += 1;
                continue;
            }
            let letter = text[at..].chars().next().expect("a letter begins here");
            self.form(letter).bytes().for_each(&mut take);
            at += letter.len_utf8();
        }
    }

    fn form(&mut self, letter: char) -> Cow<'_, str> {
        const REMEMBERED: usize = 0x3000;
        let at = letter as usize;
        let fold = || evidence::fold::fold(letter.encode_utf8(&mut [0; 4]));
        if at >= REMEMBERED {
            return Cow::Owned(fold());
        }
        self.known.resize(REMEMBERED, None);
        Cow::Borrowed(self.known[at].get_or_insert_with(|| Cow::Owned(fold())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
