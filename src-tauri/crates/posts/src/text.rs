//! What a text is once mentions, case and spacing no longer count, and what stands in it.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::key::{EMPTY_TEXT, Key, key_of};

/// The version of [`TextFold`]'s rules, for a finding's parameters.
pub const NORMALISATION: &str = "cnt-1";

/// Hears what stands in a text while it is folded, so that the text is not read again for what
/// somebody else makes of it.
pub(crate) trait Hearing {
    /// The first `count` of eight letters of ASCII, small, none of them a control.
    fn ascii(&mut self, eight: [u8; 8], count: usize);
    /// Anything else, as it stands.
    fn other(&mut self, text: &str);
}

impl Hearing for () {
    fn ascii(&mut self, _: [u8; 8], _: usize) {}
    fn other(&mut self, _: &str) {}
}

/// Folds texts as CNT's co-tweet network does: everything from an `@` to the next white space
/// goes, letters become small, and white space of any kind becomes one space.
#[derive(Debug, Clone, Default)]
pub struct TextFold {
    folded: Vec<u8>,
}

impl TextFold {
    /// The key of the folded text.
    pub fn key(&mut self, text: &str) -> Key {
        self.key_heard(text, &mut ())
    }

    /// The same, while somebody hears the text.
    pub(crate) fn key_heard(&mut self, text: &str, hearing: &mut impl Hearing) -> Key {
        match self.fold_heard(text, hearing) {
            [] => EMPTY_TEXT,
            folded => key_of(folded),
        }
    }

    /// The folded text, in UTF-8.
    pub fn fold(&mut self, text: &str) -> &[u8] {
        self.fold_heard(text, &mut ())
    }

    fn fold_heard(&mut self, text: &str, hearing: &mut impl Hearing) -> &[u8] {
        self.folded.clear();
        if text.contains('Σ') {
            // The small form of this letter depends on the letters around it.
            hearing.other(text);
            self.push_folded(&text.to_lowercase(), &mut ());
        } else {
            self.push_folded(text, hearing);
        }
        if self.folded.last() == Some(&b' ') {
            self.folded.pop();
        }
        &self.folded
    }

    fn push_folded(&mut self, text: &str, hearing: &mut impl Hearing) {
        let small = &**SMALL;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let (word, plain) = plain_word(&bytes[at..], self.folded.last());
            if plain > 0 {
                push_first(&mut self.folded, &word, plain);
                hearing.ascii(word, plain);
                at += plain;
                continue;
            }
            let start = at;
            match byte {
                b'@' => at += length_of_mention(&text[at..]),
                b'\t'..=b'\r' | 0x1c..=b' ' => {
                    self.push_space();
                    at += 1;
                }
                0..0x80 => {
                    self.folded.push(byte.to_ascii_lowercase());
                    at += 1;
                }
                _ => at += self.push_letters(text, at, small),
            }
            hearing.other(&text[start..at]);
        }
    }

    /// Takes the letters that stand at `at` and are no ASCII; how many bytes they are.
    fn push_letters(&mut self, text: &str, at: usize, small: &[[u8; 4]]) -> usize {
        let bytes = text.as_bytes();
        let mut end = at;
        while let Some([first @ 0xc0..0xe0, second]) = bytes.get(end..end + 2)
            && let Some(form) = small.get(place_of_two(*first, *second))
            && form[3] > 0
        {
            push_first(&mut self.folded, form, form[3].into());
            end += 2;
        }
        if end == at {
            let letter = text[at..].chars().next().expect("a letter begins here");
            self.push_letter(letter);
            end += letter.len_utf8();
        }
        end - at
    }

    fn push_space(&mut self) {
        if !matches!(self.folded.last(), None | Some(b' ')) {
            self.folded.push(b' ');
        }
    }

    fn push_letter(&mut self, letter: char) {
        if letter.is_whitespace() {
            return self.push_space();
        }
        let mut room = [0; 4];
        let mut push = |letter: char| {
            self.folded
                .extend_from_slice(letter.encode_utf8(&mut room).as_bytes());
        };
        match letter {
            '\u{800}'..='\u{8ff}' | '\u{2e80}'..='\u{a63f}' => push(letter),
            _ => letter.to_lowercase().for_each(push),
        }
    }
}

/// The small forms of the letters of two bytes, by their number: up to three bytes, and their
/// count in the last; 0 for white space.
static SMALL: LazyLock<Vec<[u8; 4]>> = LazyLock::new(|| {
    let form = |number: u32| {
        let mut form = [0; 4];
        let letter = char::from_u32(number).filter(|letter| !letter.is_whitespace());
        for letter in letter.into_iter().flat_map(char::to_lowercase) {
            let length = usize::from(form[3]);
            form[3] += letter.encode_utf8(&mut form[length..]).len() as u8;
        }
        form
    };
    (0..0x800).map(form).collect()
});

/// Where the letter of two bytes stands in [`SMALL`].
const fn place_of_two(first: u8, second: u8) -> usize {
    ((first & 0x1f) as usize) << 6 | (second & 0x3f) as usize
}

/// Adds the first `count` of some bytes: all at once and cut, which is cheaper than copying just
/// as many.
pub(crate) fn push_first<const N: usize>(out: &mut Vec<u8>, bytes: &[u8; N], count: usize) {
    let end = out.len() + count;
    out.extend_from_slice(bytes);
    out.truncate(end);
}

/// The lowest bit of each of eight bytes.
pub(crate) const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each.
pub(crate) const HIGHS: u64 = ONES << 7;

/// Eight bytes of ASCII in small letters; what stands from the first other byte on is of no use.
pub(crate) const fn small_letters(eight: u64) -> u64 {
    // 0x80 where a byte is 'A'..='Z': every byte of ASCII is below 0x80, and no sum runs over.
    let from_a = eight.wrapping_add(ONES * (0x80 - b'A' as u64));
    let past_z = eight.wrapping_add(ONES * (0x7f - b'Z' as u64));
    eight | (from_a & !past_z & HIGHS) >> 2
}

/// The highest bit of each of eight bytes that is zero. Exact up to the first that is; a byte
/// above it may be taken for one.
pub(crate) const fn has_zero(eight: u64) -> u64 {
    eight.wrapping_sub(ONES) & !eight & HIGHS
}

/// The first eight bytes in small letters, and how many of them, from the first on, are ASCII
/// that folds byte by byte: no control, no `@`, no space beside a space. It may be fewer than
/// there are, never more.
fn plain_word(bytes: &[u8], before: Option<&u8>) -> ([u8; 8], usize) {
    let Some(word) = bytes.first_chunk().copied().map(u64::from_le_bytes) else {
        return ([0; 8], 0);
    };
    let is_high = word & HIGHS;
    let is_control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
    let is_mention = has_zero(word ^ (ONES * u64::from(b'@')));
    let is_space = has_zero(word ^ (ONES * u64::from(b' ')));
    let side_by_side = is_space & (is_space << 8);
    let mut stops = is_high | is_control | is_mention | side_by_side;
    if is_space & 0x80 != 0 && matches!(before, None | Some(b' ')) {
        stops |= 0x80;
    }
    // Bytes from the first stop on do not count.
    let small = small_letters(word).to_le_bytes();
    (small, stops.trailing_zeros() as usize / 8)
}

fn length_of_mention(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// The hashtags in a text, without `#`, as they stand.
pub fn hashtags_in(text: &str) -> impl Iterator<Item = &str> {
    let mut rest_at = 0;
    std::iter::from_fn(move || {
        loop {
            let mark = rest_at + memchr::memchr(b'#', text.as_bytes().get(rest_at..)?)?;
            let after = &text[mark + 1..];
            let end = after
                .find(|letter: char| !is_of_tag(letter))
                .unwrap_or(after.len());
            rest_at = mark + 1 + end;
            let follows_word = text[..mark].chars().next_back().is_some_and(is_of_tag);
            let tag = &after[..end];
            if !follows_word && tag.chars().any(|letter| !letter.is_ascii_digit()) {
                return Some(tag);
            }
        }
    })
}

fn is_of_tag(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || is_joined_to_letters(letter)
}

/// Vowel signs and joiners, without which words of many scripts would be cut.
fn is_joined_to_letters(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{e4f}' | '\u{200c}')
}

/// The links in a text, as they stand, without punctuation that follows them.
pub fn links_in(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let found = memchr::memmem::find(rest.as_bytes(), b"://")?;
            let start = rest[..found]
                .rfind(|letter: char| !letter.is_ascii_alphabetic())
                .map_or(0, |at| {
                    at + rest[at..].chars().next().map_or(1, char::len_utf8)
                });
            let tail = &rest[start..];
            let is_web = matches!(&rest[start..found], "http" | "https" | "HTTP" | "HTTPS");
            if !is_web {
                rest = &rest[found + 3..];
                continue;
            }
            let end = tail
                .find(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '<' | '>'))
                .unwrap_or(tail.len());
            rest = &tail[end..];
            let link = tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '…']);
            if link.len() > found - start + 3 {
                return Some(link);
            }
        }
    })
}

/// The domain of a link in small letters, without `www.`; `None` where there is none.
pub fn domain_of(link: &str) -> Option<Cow<'_, str>> {
    let after = link.split_once("://").map_or(link, |(_, after)| after);
    let host = after.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    let host = host.split(':').next()?.trim_end_matches('.');
    let is_small = !host.bytes().any(|b| b.is_ascii_uppercase() || b >= 0x80);
    let host = if is_small {
        Cow::Borrowed(host)
    } else {
        Cow::Owned(host.to_lowercase())
    };
    let host = match host {
        Cow::Borrowed(host) => Cow::Borrowed(host.strip_prefix("www.").unwrap_or(host)),
        Cow::Owned(host) => Cow::Owned(host.strip_prefix("www.").unwrap_or(&host).to_owned()),
    };
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CNT's rule in one line of Python, said in Rust without any short cut.
    fn plainly(text: &str) -> String {
        let small = text.to_lowercase();
        let mut kept = String::new();
        let mut in_mention = false;
        for letter in small.chars() {
            in_mention = (in_mention || letter == '@') && !letter.is_whitespace();
            if !in_mention {
                kept.push(letter);
            }
        }
        let is_space = |l: char| l.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&l);
        let words: Vec<&str> = kept.split(is_space).filter(|w| !w.is_empty()).collect();
        words.join(" ")
    }

    #[test]
    fn folding_is_cnts_rule_on_every_kind_of_text() {
        let texts = [
            "",
            " ",
            "@someone",
            "RT @a: Hello   WORLD",
            "mail me@home.example now",
            "abcdefgh IJKLMNOP  qrstuvwx@y z",
            "Ünrest\u{a0}IN\u{2003}\u{3000}Nouméa\u{85}!",
            "ƏLİYEV İstanbul ΟΔΟΣ ΣΑΣ",
            "ПРИВЕТ Ёлка мир",
            "Unit\u{1f}Separator\u{1c}here",
            "@a\u{1f}b c",
            "New\nCaledonia\r\n#RecognizeNewCaledonia 🇳🇨  ",
            "[[[[[[[[@@@@@@@@ZZZZZZZZ`{{{{{{{",
            "12345678 2345678 ",
            "a       b",
        ];
        let mut fold = TextFold::default();
        for text in texts {
            let folded = String::from_utf8(fold.fold(text).to_vec()).unwrap();
            assert_eq!(folded, plainly(text), "{text:?}");
        }
    }

    #[test]
    fn every_pair_of_ascii_bytes_folds_by_the_rule_wherever_it_stands() {
        let mut fold = TextFold::default();
        for first in 1..128u8 {
            for second in 1..128u8 {
                let pair = [first as char, second as char];
                let text = format!("Ab {}{}cd{}{}e fgHIJ", pair[0], pair[1], pair[1], pair[0]);
                let folded = String::from_utf8(fold.fold(&text).to_vec()).unwrap();
                assert_eq!(folded, plainly(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn texts_that_differ_in_mentions_case_and_spaces_are_one() {
        let mut fold = TextFold::default();
        let first = fold.key("@a Free  NEW Caledonia");
        assert_eq!(first, fold.key("free new\u{2009}caledonia @b"));
        assert_ne!(first, fold.key("free new caledonia!"));
        assert_eq!(fold.key("@a @b"), EMPTY_TEXT);
    }

    #[test]
    fn hashtags_and_links_are_found_as_they_stand() {
        let text =
            "#Nouvelle_Calédonie a#b #2024 #قره_باغ https://a.example/x?y=1, (http://B.example).";
        let tags: Vec<&str> = hashtags_in(text).collect();
        assert_eq!(tags, ["Nouvelle_Calédonie", "قره_باغ"]);
        let links: Vec<&str> = links_in(text).collect();
        assert_eq!(links, ["https://a.example/x?y=1", "http://B.example"]);
        assert_eq!(
            domain_of("http://WWW.B.example:80/").as_deref(),
            Some("b.example")
        );
        assert_eq!(domain_of("none"), None);
    }
}
