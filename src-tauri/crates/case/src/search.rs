//! Finding words anywhere in the case.

use crate::{Case, Error};
use claims::Casebook;
use serde::Serialize;
use std::ops::Range;

/// Something that holds the words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// What sort of thing: `exhibit`, `mark`, `claim`, `person`, `manuscript` …
    pub noun: String,
    /// Its number, such as `E-014·1`; `report` for the manuscript.
    pub number: String,
    /// A line of its text around the first word found.
    pub snippet: String,
    /// Where the words stand in `snippet`, in bytes.
    pub hits: Vec<Range<usize>>,
}

/// More than anyone reads; the words were too few.
const LIMIT: u32 = 200;

/// The same for the posts of one data set.
const POSTS: usize = 50;

impl Case {
    /// Finds what holds all of `words`, best first. `"a phrase"`, `prefix*`,
    /// `AND`, `OR`, `NOT` and parentheses are understood; case and diacritics
    /// do not matter.
    pub fn search(&self, words: &str) -> Result<Vec<Found>, Error> {
        let book = self.casebook()?;
        let hits = self.store.search(words, LIMIT)?;
        let mut found: Vec<Found> = hits
            .into_iter()
            .filter_map(|hit| {
                Some(Found {
                    number: number_of(&book, &hit.noun, &hit.id)?,
                    noun: hit.noun,
                    snippet: hit.snippet.text,
                    hits: hit.snippet.hits,
                })
            })
            .collect();
        found.extend(self.search_posts(words, POSTS)?.into_iter().map(post));
        Ok(found)
    }
}

/// A post's row as a line; its number says where it stands.
fn post(found: crate::posts::FoundPost) -> Found {
    const CHARS: usize = 300;
    Found {
        noun: "post".to_owned(),
        number: format!("{} line {}", found.data_set, found.line),
        snippet: found.row.chars().take(CHARS).collect(),
        hits: Vec::new(),
    }
}

/// None for what lies in the bin.
fn number_of(book: &Casebook, noun: &str, id: &str) -> Option<String> {
    let Ok(thing) = id.parse() else {
        return Some(id.to_owned());
    };
    match noun {
        "exhibit" => book.exhibit(thing).map(|one| one.number.to_string()),
        "mark" => book.mark(thing).map(|one| one.reference.to_string()),
        "claim" => book.claim(thing).map(|one| one.number.to_string()),
        "event" => book
            .events
            .iter()
            .find(|one| one.id == thing)
            .map(|one| one.number.to_string()),
        _ => book.party(thing).map(|one| one.number().to_string()),
    }
}
