//! The strings that a copy must not tell, and finding them in text and in bytes.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use claims::Casebook;
use evidence::{Redaction, Selector, fold::fold};

use super::bytes::encodings;
use super::{Desk, because};
use crate::compose::labels::Tongue;
use crate::compose::{Edge, Edition, Names, Plan};

/// Strings to look for.
#[derive(Debug)]
pub(super) struct Strings {
    /// What each is, without telling it.
    what: Vec<String>,
    /// Found as a part of a word, too: names behind codes, redacted passages.
    parts: Names,
    /// Found as words only: collectors.
    words: Names,
    /// Encodings of the strings, and the string each belongs to.
    raw: Option<AhoCorasick>,
    raw_what: Vec<usize>,
}

/// Chance finds four given bytes in a megabyte every few thousand reports, six never.
const SHORTEST_RAW: usize = 6;

/// How many words of a redacted passage in a row are protected by themselves.
const RUN: usize = 5;

impl Strings {
    pub(super) fn of(book: &Casebook, plan: &Plan<'_>, desk: &Desk<'_>) -> Strings {
        let mut list = List::default();
        let tongue = Tongue::of(desk.lang);
        for (spelling, code) in plan.spellings(book) {
            list.add_part(
                spelling.to_owned(),
                &match tongue {
                    Tongue::English => format!("a name behind “{}”", code.code),
                    Tongue::French => format!("un nom derrière « {} »", code.code),
                },
            );
        }
        for redaction in &book.redactions {
            list.add_redaction(tongue, book, redaction);
        }
        for address in plan.closed_addresses(book) {
            let what = tongue.say(
                "an address that leads to somebody under a code",
                "une adresse qui mène à quelqu’un sous un code",
            );
            list.add_literal(address, what);
        }
        if plan.edition == Edition::Public {
            list.add_desk(book, desk);
        }
        list.finish()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.words.is_empty() && self.raw.is_none()
    }

    pub(super) fn count(&self) -> usize {
        self.what.len()
    }

    /// What stands in a text, however it is spelled.
    pub(super) fn in_text(&self, text: &str) -> BTreeSet<&str> {
        let parts = self.parts.find(text, Edge::Part);
        let words = self.words.find(text, Edge::Word);
        let all = parts.into_iter().chain(words);
        let mut what: BTreeSet<&str> = all
            .filter(|found| !is_digest(text, &found.range))
            .map(|found| self.what[found.entry].as_str())
            .collect();
        // An address may go on in the next line.
        what.extend(self.in_bytes(text.replace('\n', "").as_bytes()));
        what
    }

    /// What stands in bytes in one of the encodings of files.
    pub(super) fn in_bytes(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let Some(raw) = &self.raw else {
            return BTreeSet::new();
        };
        raw.find_iter(bytes)
            .map(|found| self.what[self.raw_what[found.pattern().as_usize()]].as_str())
            .collect()
    }
}

/// Strings as they are gathered.
#[derive(Default)]
struct List {
    what: Vec<String>,
    parts: Vec<(String, usize)>,
    words: Vec<(String, usize)>,
    literals: Vec<(String, usize)>,
}

impl List {
    fn entry(&mut self, what: &str) -> usize {
        self.what.push(what.to_owned());
        self.what.len() - 1
    }

    fn add_part(&mut self, text: String, what: &str) {
        let entry = self.entry(what);
        self.parts.push((text.clone(), entry));
        self.literals.push((text, entry));
    }

    fn add_literal(&mut self, text: String, what: &str) {
        let entry = self.entry(what);
        self.literals.push((text, entry));
    }

    /// A redacted passage, every few of its words in a row, and what is told by one word.
    fn add_redaction(&mut self, tongue: Tongue, book: &Casebook, redaction: &Redaction) {
        let Selector::Quote(quote) = &redaction.selector else {
            return;
        };
        let number = book
            .exhibit(redaction.exhibit)
            .map(|exhibit| exhibit.number);
        let number = number.map_or_else(String::new, |number| number.to_string());
        let why = because(tongue, redaction.reason);
        let entry = self.entry(&match tongue {
            Tongue::English => format!("words of {number} withheld {why}"),
            Tongue::French => format!("des mots de {number} retenus {why}"),
        });
        let words: Vec<&str> = quote.exact.split(' ').collect();
        let runs = words.windows(RUN.min(words.len())).map(|run| run.join(" "));
        let telling = words.iter().filter(|word| {
            let digits = word.chars().filter(char::is_ascii_digit).count();
            digits >= 5 || word.contains('@')
        });
        for text in runs.chain(telling.map(|word| (*word).to_owned())) {
            self.parts.push((text.clone(), entry));
            self.literals.push((text, entry));
        }
    }

    /// Who collected, who decided, and where the files lie.
    fn add_desk(&mut self, book: &Casebook, desk: &Desk<'_>) {
        let captured = book
            .exhibits
            .iter()
            .filter_map(|one| one.record.captured_by.as_deref());
        let judged = book.claims.iter().filter_map(|one| one.confidence.as_ref());
        let waived = book.waivers.iter().map(|one| one.by.as_str());
        let redacted = book.redactions.iter().map(|one| one.by.as_str());
        let people: BTreeSet<&str> = captured
            .chain(judged.map(|one| one.by.as_str()))
            .chain(waived)
            .chain(redacted)
            .chain([desk.actor])
            .filter(|name| tells_somebody(name))
            .filter(|name| {
                !desk
                    .printed
                    .iter()
                    .any(|own| fold(own).contains(&fold(name)))
            })
            .collect();
        let tongue = Tongue::of(desk.lang);
        for name in people {
            let entry = self.entry(tongue.say(
                "the name of somebody who worked on the case",
                "le nom d’une personne qui a travaillé au dossier",
            ));
            self.words.push((name.to_owned(), entry));
            self.literals.push((name.to_owned(), entry));
        }
        let what = tongue.say("a path of this computer", "un chemin de cet ordinateur");
        if !desk.actor.is_empty() {
            for home in ["/home/", "/Users/", "\\Users\\"] {
                self.add_literal(format!("{home}{}", desk.actor), what);
            }
        }
        for folder in desk
            .folders
            .iter()
            .filter(|folder| folder.chars().count() > 4)
        {
            self.add_literal(folder.clone(), what);
        }
    }

    fn finish(self) -> Strings {
        let mut patterns: Vec<Vec<u8>> = Vec::new();
        let mut raw_what = Vec::new();
        for (text, entry) in &self.literals {
            for encoded in encodings(text) {
                if encoded.len() >= SHORTEST_RAW {
                    patterns.push(encoded);
                    raw_what.push(*entry);
                }
            }
        }
        let names = |list: &[(String, usize)]| {
            Names::new(list.iter().map(|(text, entry)| (text.as_str(), *entry)))
        };
        Strings {
            parts: names(&self.parts),
            words: names(&self.words),
            raw: (!patterns.is_empty())
                .then(|| AhoCorasick::new(&patterns).ok())
                .flatten(),
            raw_what,
            what: self.what,
        }
    }
}

/// One common word is no name: `desk` and `root` stand in many texts.
fn tells_somebody(name: &str) -> bool {
    let name = name.trim();
    name.chars().count() >= 4
        && name.contains(|c: char| c == ' ' || c == '_' || c == '.' || c == '@' || c.is_numeric())
}

/// True for a find inside a long run of hex digits: a fingerprint spells words by chance.
fn is_digest(text: &str, range: &std::ops::Range<usize>) -> bool {
    let is_hex = |c: &char| c.is_ascii_hexdigit();
    let before = text[..range.start].chars().rev().take_while(is_hex).count();
    let after = text[range.end..].chars().take_while(is_hex).count();
    let inside = text[range.clone()].chars().all(|c| c.is_ascii_hexdigit());
    inside && before + after + range.len() >= 32
}
