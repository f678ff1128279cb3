//! Finding what a sentence can cite, while it is written.

use crate::{Case, Error, Preview, find::thing, pictures::media_type};
use claims::{Casebook, Claim, ConfidenceLevel, Stance, casebook::Target};
use evidence::{
    Exhibit, Mark, Reference, Selector,
    fold::{fold, squeeze},
    mark::Quote,
};
use std::ops::Range;
use store::search::places_of;

/// Something that a sentence can cite.
#[derive(Clone, Debug, PartialEq)]
pub struct Citable {
    /// The mark, the claim, or the exhibit.
    pub reference: Reference,
    /// What is cited of it.
    pub cited: Cited,
    /// What it says, in a line.
    pub title: String,
    /// Where the words that were looked for stand in `title`, in bytes.
    pub hits: Vec<Range<usize>>,
    /// Where it comes from.
    pub detail: String,
    /// Whether it can stand in the report as a picture.
    pub is_picture: bool,
}

/// What is cited of a [`Citable`].
#[derive(Clone, Debug, PartialEq)]
pub enum Cited {
    /// A mark, with its words when it has some.
    Mark(Option<String>),
    /// A claim.
    Claim {
        /// How sure the reporters are.
        confidence: Option<ConfidenceLevel>,
        /// The marks that support it.
        marks: Vec<Reference>,
    },
    /// An exhibit as a whole.
    Exhibit,
    /// A passage of an exhibit that nobody marked yet.
    Passage(Quote),
}

/// As many as a person looks through.
const MOST: usize = 12;
/// Things found beyond `MOST`, since not all that is found can be cited.
const LOOKED_AT: u32 = 60;
/// How much of a text is searched while somebody types, in bytes: most words
/// stand near its beginning.
const SEARCHED: [usize; 3] = [4_000, 40_000, 400_000];
/// The longest passage that is offered, in bytes.
const PASSAGE: usize = 240;

impl Case {
    /// Finds marks, claims, exhibits and passages for what was typed behind an
    /// `@`: a number or its beginning, or words, perhaps not finished. The
    /// newest marks when nothing was typed yet. No text is read but of what is
    /// offered, so that it answers while somebody types.
    pub fn citable(&mut self, preview: &mut Preview, typed: &str) -> Result<Vec<Citable>, Error> {
        let typed = typed.trim();
        let book = self.book_of(preview)?;
        let mut found = numbered(book, typed);
        if found.len() < MOST {
            for named in self.store.find(typed, LOOKED_AT)? {
                if found.len() >= MOST {
                    break;
                }
                let Some(tag) = thing(named).map(|thing| thing.tag) else {
                    continue;
                };
                if found.iter().all(|other| other.reference != tag) {
                    found.extend(of_target(book, tag, typed));
                }
            }
        }
        found.truncate(MOST);
        for one in &mut found {
            one.hits = places_of(&one.title, typed);
        }
        Ok(found)
    }
}

/// What has a number that begins so, without its letter or with it.
fn numbered(book: &Casebook, typed: &str) -> Vec<Citable> {
    let wanted = fold(typed).replace('·', ".");
    let digits = wanted.trim_start_matches('0');
    let fits = |reference: Reference| {
        let key = reference.key().to_lowercase();
        let number = key.split_once('-').map_or("", |(_, number)| number);
        key.starts_with(&wanted)
            || (!digits.is_empty() && number.trim_start_matches('0').starts_with(digits))
    };
    let marks = book.marks.iter().rev().filter(|mark| fits(mark.reference));
    let marks = marks.filter_map(|mark| of_mark(book, mark)).take(MOST);
    if wanted.is_empty() {
        return marks.collect();
    }
    let claims = book
        .claims
        .iter()
        .filter(|claim| fits(Reference::Thing(claim.number)));
    let exhibits = book
        .exhibits
        .iter()
        .filter(|exhibit| fits(Reference::Thing(exhibit.number)));
    let exhibits = exhibits.map(of_exhibit).take(MOST);
    marks
        .chain(claims.map(|claim| of_claim(book, claim)).take(MOST))
        .chain(exhibits)
        .collect()
}

fn of_target(book: &Casebook, tag: Reference, typed: &str) -> Option<Citable> {
    match book.find(tag)? {
        Target::Mark(mark, _) => of_mark(book, mark),
        Target::Claim(claim) => Some(of_claim(book, claim)),
        Target::Exhibit(exhibit) => {
            Some(of_text(book, exhibit, typed).unwrap_or_else(|| of_exhibit(exhibit)))
        }
        _ => None,
    }
}

fn of_mark(book: &Casebook, mark: &Mark) -> Option<Citable> {
    let exhibit = book.exhibit(mark.exhibit)?;
    let words = match &mark.selector {
        Selector::Quote(quote) => Some(quote.exact.clone()),
        _ => None,
    };
    let quoted = words.as_ref().map(|words| format!("“{words}”"));
    let note = mark.note.clone().filter(|note| !note.is_empty());
    Some(Citable {
        reference: mark.reference,
        title: note.or(quoted).unwrap_or_else(|| mark.selector.describe()),
        cited: Cited::Mark(words),
        hits: Vec::new(),
        detail: exhibit.title.clone(),
        is_picture: is_picture(exhibit),
    })
}

fn of_claim(book: &Casebook, claim: &Claim) -> Citable {
    let marks = book.lane(claim.id, Stance::Supports);
    Citable {
        reference: Reference::Thing(claim.number),
        cited: Cited::Claim {
            confidence: claim.confidence.as_ref().map(|confidence| confidence.level),
            marks: marks.map(|(mark, _)| mark.reference).collect(),
        },
        title: claim.text.clone(),
        hits: Vec::new(),
        detail: String::new(),
        is_picture: false,
    }
}

fn of_exhibit(exhibit: &Exhibit) -> Citable {
    Citable {
        reference: Reference::Thing(exhibit.number),
        cited: Cited::Exhibit,
        title: exhibit.title.clone(),
        hits: Vec::new(),
        detail: exhibit.record.publisher.clone().unwrap_or_default(),
        is_picture: is_picture(exhibit),
    }
}

/// The sentence of an exhibit's text that holds the words, unless its title does.
fn of_text(book: &Casebook, exhibit: &Exhibit, typed: &str) -> Option<Citable> {
    if !places_of(&exhibit.title, typed).is_empty() {
        return None;
    }
    let whole = book.texts.get(&exhibit.id)?;
    let (text, place) = SEARCHED
        .into_iter()
        .find_map(|bytes| first_place(whole, bytes, typed))?;
    let quote = Quote::around(&text, sentence_around(&text, place));
    Some(Citable {
        title: format!("“{}”", quote.exact),
        cited: Cited::Passage(quote),
        detail: exhibit.title.clone(),
        ..of_exhibit(exhibit)
    })
}

fn is_picture(exhibit: &Exhibit) -> bool {
    let kind = media_type(exhibit);
    kind.starts_with("image/") || kind == "application/pdf"
}

/// The beginning of a text on one line, and the first place in it where the words
/// stand; none when they stand so near its cut end that their sentence may be cut.
fn first_place(whole: &str, bytes: usize, typed: &str) -> Option<(String, Range<usize>)> {
    let mut end = whole.len().min(bytes);
    while !whole.is_char_boundary(end) {
        end -= 1;
    }
    let text = squeeze(&whole[..end]);
    let place = places_of(&text, typed).into_iter().next()?;
    let is_whole = end == whole.len() || bytes == SEARCHED[SEARCHED.len() - 1];
    let is_far = place.end + 2 * PASSAGE <= text.len();
    (is_whole || is_far).then_some((text, place))
}

/// The sentence around a place of a text on one line, at most `PASSAGE` bytes
/// to each side, on bounds of words.
fn sentence_around(text: &str, place: Range<usize>) -> Range<usize> {
    let ends = [". ", "! ", "? ", "… ", "。"];
    let last = |before: &str| {
        ends.iter()
            .filter_map(|end| Some(before.rfind(end)? + end.len()))
            .max()
    };
    let first = |after: &str| {
        ends.iter()
            .filter_map(|end| Some(after.find(end)? + end.trim_end().len()))
            .min()
    };
    let mut from = place.start.saturating_sub(PASSAGE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..place.start];
    let word = if from == 0 {
        Some(0)
    } else {
        before.find(' ').map(|at| at + 1)
    };
    let start = from + last(before).or(word).unwrap_or(before.len());
    let mut to = (place.end + PASSAGE).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let after = &text[place.end..to];
    let word = if to == text.len() {
        Some(after.len())
    } else {
        after.rfind(' ')
    };
    let end = place.end + first(after).or(word).unwrap_or(0);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Copy, Key, Machine, sample};

    fn machine(mut last: u128) -> Machine {
        let ids = move || {
            last += 1;
            evidence::Id::new(uuid::Uuid::from_u128(last))
        };
        Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
    }

    fn found(typed: &str) -> Vec<(String, Citable)> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sample.plumb");
        sample::make(&path, machine(0)).expect("the tables are sound");
        let mut case = Case::open(&path, Key::None, machine(1_000_000)).expect("no lock");
        let found = case.citable(&mut Preview::new(Copy::Editor), typed);
        let found = found.expect("the case can be searched").into_iter();
        found.map(|one| (one.reference.to_string(), one)).collect()
    }

    #[test]
    fn what_is_typed_finds_numbers_words_and_passages_in_any_spelling() {
        let tags = |typed: &str| {
            found(typed)
                .into_iter()
                .map(|(tag, _)| tag)
                .collect::<Vec<_>>()
        };
        assert!(tags("E-006").contains(&"E-006·1".to_owned()));
        assert!(tags("c-0").contains(&"C-03".to_owned()));
        assert!(
            tags("6").contains(&"E-006·1".to_owned()),
            "a number without its letter"
        );
        assert!(!tags("").is_empty(), "the newest marks");
        assert!(
            tags("campa").contains(&"C-01".to_owned()),
            "an unfinished word"
        );
        assert!(tags("CAMPÁ").contains(&"C-01".to_owned()), "folded");
        assert!(tags("*** \" (").is_empty());
    }

    #[test]
    fn a_claim_comes_with_its_marks_and_a_mark_with_its_words() {
        let claims = found("C-03");
        let Cited::Claim { marks, .. } = &claims[0].1.cited else {
            panic!("{claims:?}")
        };
        assert!(!marks.is_empty());
        let words = found("E-013")
            .into_iter()
            .any(|(_, one)| matches!(one.cited, Cited::Mark(Some(_))));
        assert!(words, "the page has marks on its words");
    }

    #[test]
    fn a_passage_far_down_a_long_text_is_offered_as_a_whole_sentence() {
        let sentence = "Here it was found, near the harbour.";
        for before in [100, 600, 3_950, 20_000] {
            let text = format!(
                "{} {sentence} {}",
                "Word. ".repeat(before),
                "End. ".repeat(900)
            );
            let found = SEARCHED
                .into_iter()
                .find_map(|bytes| first_place(&text, bytes, "found"));
            let (text, place) = found.expect("it stands in the text");
            assert_eq!(&text[sentence_around(&text, place)], sentence, "{before}");
        }
        let deeper = format!("{} found", "word ".repeat(90_000));
        let found = SEARCHED
            .into_iter()
            .find_map(|bytes| first_place(&deeper, bytes, "found"));
        assert_eq!(found, None, "no more of a text is read than was said");
    }

    #[test]
    fn a_passage_is_the_sentence_that_holds_the_words() {
        let text = "One is. Two was near the shop! Three is.";
        let at = text.find("near").expect("it stands there");
        assert_eq!(
            &text[sentence_around(text, at..at + 4)],
            "Two was near the shop!"
        );
        let long = "word ".repeat(200);
        let cut = &long[sentence_around(&long, 500..504)];
        assert!(
            cut.len() < 2 * PASSAGE + 10 && cut.starts_with("word") && cut.ends_with("word"),
            "{cut:?}"
        );
    }
}
