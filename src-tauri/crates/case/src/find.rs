//! Finding things and sentences by the beginnings of words, while somebody types.

use crate::{Case, Error};
use evidence::{Noun, Number, Reference, fold::fold};
use manuscript::Manuscript;
use std::ops::Range;
use store::search::Named;

/// What a finder shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// Exhibits, marks, claims, people, organisations, accounts, events; best first.
    pub things: Vec<Thing>,
    /// Sentences of the report, in its order.
    pub sentences: Vec<FoundSentence>,
}

/// Something with a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// `E-014`, `E-014·1`, `C-03`.
    pub tag: Reference,
    /// Its title, text, note or name.
    pub title: String,
    /// What stands beside it: the exhibit of a mark, the publisher of an exhibit.
    pub beside: String,
}

/// A sentence of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundSentence {
    /// Where it stands, in UTF-16 units.
    pub utf16: Range<usize>,
    /// As it reads.
    pub text: String,
}

impl Case {
    /// Finds what holds words that begin so, at most `limit` things and as many
    /// sentences; a tag finds what it names. Letters count whatever their accents.
    pub fn find(&self, words: &str, limit: u32) -> Result<Finding, Error> {
        let found = self.store.find(words, limit)?;
        let mut things: Vec<Thing> = found.into_iter().filter_map(thing).collect();
        if let Some(tagged) = self.tagged(words)? {
            things.retain(|each| each.tag != tagged.tag);
            things.insert(0, tagged);
        }
        Ok(Finding {
            things,
            sentences: self.sentences_with(words, limit)?,
        })
    }

    /// What `words` names by its tag, if that is in the case.
    fn tagged(&self, words: &str) -> Result<Option<Thing>, Error> {
        let Ok(tag) = words.trim().parse::<Reference>() else {
            return Ok(None);
        };
        Ok(self
            .store
            .titled(tag)?
            .map(|(title, beside)| Thing { tag, title, beside }))
    }

    fn sentences_with(&self, words: &str, limit: u32) -> Result<Vec<FoundSentence>, Error> {
        let wanted: Vec<String> = words.split_whitespace().map(fold).collect();
        if wanted.iter().all(String::is_empty) {
            return Ok(Vec::new());
        }
        let manuscript = Manuscript::parse(&self.manuscript()?);
        let found = manuscript
            .sentences()
            .iter()
            .filter(|sentence| holds(&fold(&sentence.text), &wanted))
            .take(limit as usize);
        Ok(found
            .map(|sentence| FoundSentence {
                utf16: manuscript.utf16_range(&sentence.range),
                text: sentence.text.clone(),
            })
            .collect())
    }
}

/// Whether some word of `text` begins with each of `wanted`; all are folded.
fn holds(text: &str, wanted: &[String]) -> bool {
    let begins = |word: &String| {
        text.match_indices(word.as_str())
            .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
    };
    wanted.iter().all(begins)
}

pub(crate) fn thing(named: Named) -> Option<Thing> {
    let tag = match (named.noun.as_str(), named.exhibit) {
        ("mark", Some(exhibit)) => Reference::Mark {
            exhibit,
            mark: named.number,
        },
        (noun, _) => {
            let noun = Noun::ALL.into_iter().find(|each| each.word() == noun)?;
            Reference::Thing(Number::new(noun, named.number))
        }
    };
    Some(Thing {
        tag,
        title: named.title,
        beside: named.beside,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_by_the_beginnings_of_its_words_only() {
        let text = fold("Şəki is far from Nouméa.");
        assert!(holds(&text, &[fold("seki"), fold("noum")]));
        assert!(!holds(&text, &[fold("ouméa")]));
    }
}
