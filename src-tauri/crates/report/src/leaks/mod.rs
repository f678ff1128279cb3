//! Reads what is about to leave the laptop and looks for what must not.
//!
//! Composing leaves out what a copy may not show. This is the proof that it
//! did: it knows nothing of how a file was made, only its bytes.

mod bytes;
mod pictures;
mod places;
mod strings;

use std::collections::BTreeSet;

use claims::Casebook;
use evidence::{Exhibit, Reason};

use crate::compose::labels::Tongue;
use crate::compose::{Edition, Plan, Withheld};
use crate::pdf::read::PdfFile;
use pictures::Pictures;
use places::place_in;
use strings::Strings;

/// What must not be found in a copy.
#[derive(Debug)]
pub struct Protected {
    strings: Strings,
    pictures: Pictures,
    tongue: Tongue,
}

/// What only a shell knows and no copy for readers may tell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Desk<'a> {
    /// Who sits at the machine, as it calls them.
    pub actor: &'a str,
    /// Names that the report prints on purpose, such as its authors'.
    pub printed: &'a [String],
    /// The folders the case and the export lie in.
    pub folders: &'a [String],
    /// The BCP 47 language in which is said what was found: the report's.
    pub lang: &'a str,
}

/// Gives the bytes of an exhibit's original, when it has one that can be drawn.
pub type Originals<'a, E> = dyn FnMut(&Exhibit) -> Result<Option<Vec<u8>>, E> + 'a;

/// Something that was found where it must not be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// What it is, without telling it: `a name behind “Subject 01”`.
    pub what: String,
    /// Where a person can look it up: `report.pdf, page 4`.
    pub place: String,
}

/// Why a picture or passage is protected, in the words of a sentence.
fn because(tongue: Tongue, reason: Reason) -> &'static str {
    match reason {
        Reason::Source => tongue.say("to protect a source", "pour protéger une source"),
        Reason::Minor => tongue.say("to protect a minor", "pour protéger un mineur"),
        Reason::Victim => tongue.say("to protect a victim", "pour protéger une victime"),
        Reason::Privacy => tongue.say("for privacy", "pour la vie privée"),
        Reason::Security => tongue.say("for somebody’s safety", "pour la sécurité de quelqu’un"),
        Reason::Legal => tongue.say("on legal grounds", "pour des raisons juridiques"),
    }
}

impl Protected {
    /// What one copy of a case must not tell. `original` gives the bytes of an
    /// exhibit that is a picture; it is asked for those that are withheld, redacted or sensitive.
    ///
    /// # Errors
    /// What `original` fails with.
    pub fn of<E>(
        book: &Casebook,
        edition: Edition,
        desk: &Desk<'_>,
        original: &mut Originals<'_, E>,
    ) -> Result<Protected, E> {
        let plan = Plan::of(book, edition);
        let tongue = Tongue::of(desk.lang);
        let mut pictures = Pictures::default();
        for exhibit in &book.exhibits {
            let kind = exhibit.original.as_ref().map(|own| own.media_type.as_str());
            let withheld = plan.withheld(exhibit.id);
            let is_document = withheld == Some(&Withheld::Page);
            if !is_document && !kind.is_some_and(|kind| kind.starts_with("image/")) {
                continue;
            }
            let redactions = plan.redactions_of(exhibit.id);
            let shown = redactions.iter().filter(|_| !is_document);
            let regions: Vec<_> = shown.map(|one| one.selector.clone()).collect();
            if withheld.is_none() && regions.is_empty() && !plan.is_covered(exhibit) {
                continue;
            }
            if let Some(bytes) = original(exhibit)? {
                let is_sensitive =
                    withheld == Some(&Withheld::Sensitive) || plan.is_covered(exhibit);
                let why = redactions.first().map(|one| because(tongue, one.reason));
                let why = why.or(is_sensitive.then_some(
                    tongue.say("because it is sensitive", "parce qu’elle est sensible"),
                ));
                let why = why.map(|why| format!("{} {why}", tongue.say("hidden", "cachée")));
                let is_for_a_name = matches!(withheld, Some(Withheld::ShowsAccount(_)));
                pictures.add(
                    exhibit.number,
                    why.as_deref(),
                    is_for_a_name,
                    &bytes,
                    regions,
                );
            }
        }
        Ok(Protected {
            strings: Strings::of(book, &plan, desk),
            pictures,
            tongue,
        })
    }

    /// True when there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.strings.is_empty() && self.pictures.is_empty()
    }

    /// How many strings and how many pictures are looked for.
    pub fn count(&self) -> (usize, usize) {
        (self.strings.count(), self.pictures.count())
    }

    /// Everything protected that a file tells, by its name, its bytes, and what
    /// can be read in it; sorted, each place once.
    pub fn search(&self, name: &str, bytes: &[u8]) -> Vec<Leak> {
        let mut found = BTreeSet::new();
        let named = self.tongue.say("the name of", "le nom de");
        self.search_text(name, || format!("{named} {name}"), &mut found);
        self.search_bytes(bytes, name, &mut found);
        if bytes.starts_with(b"%PDF-") {
            self.search_pdf(name, bytes, &mut found);
        } else {
            self.search_decoded(bytes, name, &mut found);
        }
        found.into_iter().collect()
    }

    fn search_pdf(&self, name: &str, bytes: &[u8], found: &mut BTreeSet<Leak>) {
        let file = match PdfFile::open(bytes) {
            Ok(file) => file,
            Err(error) => {
                // What cannot be read cannot be searched.
                found.insert(Leak {
                    what: match self.tongue {
                        Tongue::English => format!("something that cannot be searched: {error}"),
                        Tongue::French => "quelque chose où l’on ne peut pas chercher".to_owned(),
                    },
                    place: name.to_owned(),
                });
                return;
            }
        };
        if file.revisions() > 1 {
            found.insert(Leak {
                what: self
                    .tongue
                    .say(
                        "an earlier state of the file",
                        "un état antérieur du fichier",
                    )
                    .to_owned(),
                place: name.to_owned(),
            });
        }
        let has_raw = found.iter().any(|leak| leak.place == name);
        let mut before = String::new();
        for page in 0..file.pages() {
            let text = file.page(page).text();
            let place = || format!("{name}, page {}", page + 1);
            // A name may begin at the foot of one page and end on the next.
            let seam = format!("{before}\n{}", head(&text));
            for drawn in [&text, &seam] {
                self.search_text(drawn, place, found);
                if drawn.chars().any(is_right_to_left) {
                    self.search_text(&turned(drawn), place, found);
                }
            }
            before = tail(&text).to_owned();
        }
        file.visit_strings(&mut |place, text| {
            if text.chars().count() >= 4 {
                let place = place_in(self.tongue, place);
                self.search_text(text, || format!("{name}, {place}"), found);
            }
        });
        file.visit_streams(&mut |stream| {
            let place = format!("{name}, {}", place_in(self.tongue, stream.place));
            // The file as it stands was searched; this names the place.
            if has_raw {
                self.search_bytes(stream.raw, &place, found);
            }
            if !std::ptr::eq(stream.raw, stream.decoded) {
                self.search_bytes(stream.decoded, &place, found);
            }
            self.search_decoded(stream.decoded, &place, found);
        });
    }

    /// Looks for strings in their encodings and for bytes of sealed originals.
    fn search_bytes(&self, bytes: &[u8], place: &str, found: &mut BTreeSet<Leak>) {
        for what in self.strings.in_bytes(bytes) {
            found.insert(Leak {
                what: what.to_owned(),
                place: place.to_owned(),
            });
        }
        for picture in self.pictures.lying_in(bytes) {
            found.insert(Leak {
                what: format!(
                    "{} {picture}",
                    self.tongue.say("the original of", "l’original de")
                ),
                place: place.to_owned(),
            });
        }
    }

    /// Looks into what bytes mean: words, pixels, pictures in a page's source.
    fn search_decoded(&self, bytes: &[u8], place: &str, found: &mut BTreeSet<Leak>) {
        for picture in self.pictures.seen_in(bytes) {
            found.insert(Leak {
                what: format!(
                    "{} {picture}",
                    self.tongue.say("hidden pixels of", "des pixels cachés de")
                ),
                place: place.to_owned(),
            });
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return;
        };
        let is_glyphs = place.contains(", page ");
        if !is_glyphs {
            for reading in bytes::readings(text) {
                self.search_text(&reading, || place.to_owned(), found);
            }
        }
        for (number, inner) in bytes::embedded(text).into_iter().enumerate() {
            let place = match self.tongue {
                Tongue::English => format!("{place}, picture {} inside it", number + 1),
                Tongue::French => format!("{place}, image {} à l’intérieur", number + 1),
            };
            self.search_bytes(&inner, &place, found);
            self.search_decoded(&inner, &place, found);
        }
    }

    fn search_text(&self, text: &str, place: impl Fn() -> String, found: &mut BTreeSet<Leak>) {
        for what in self.strings.in_text(text) {
            found.insert(Leak {
                what: what.to_owned(),
                place: place(),
            });
        }
    }
}

/// Longer than any name that is protected.
const SEAM: usize = 240;

/// Letters of the scripts that are written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Lines from their other end: a page gives letters from left to right, however
/// their script is read.
fn turned(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.chars().rev().collect())
        .collect();
    lines.join("\n")
}

fn head(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(SEAM)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(SEAM).map_or(0, |(at, _)| at);
    &text[start..]
}
