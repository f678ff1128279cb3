//! Full-text search over everything a case says: folded, ranked, with snippets.

use crate::{Store, StoreError, error::damaged, vault::VaultError};
use evidence::{Reference, fold::fold};
use rusqlite::{Connection, OptionalExtension, functions::FunctionFlags, params};
use serde::Serialize;
use std::ops::Range;

/// Gives SQL the function `fold`, with which triggers keep the index.
pub(crate) fn register_fold(connection: &Connection) -> Result<(), StoreError> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("fold", 1, flags, |context| {
        Ok(context.get::<Option<String>>(0)?.map(|text| fold(&text)))
    })?;
    Ok(())
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// What sort of thing: `exhibit`, `mark`, `claim`, `person`, `manuscript` …
    pub noun: String,
    /// Its lasting id; the manuscript's name for the manuscript.
    pub id: String,
    /// A line of its text around the first word that was found.
    pub snippet: Snippet,
}

/// A line of text with the found words in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Snippet {
    /// The line, cut out of the text as the case holds it.
    pub text: String,
    /// Where the found words stand in it, in bytes.
    pub hits: Vec<Range<usize>>,
}

/// One thing that was found, by its number and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What sort of thing: `exhibit`, `mark`, `claim`, `person`, `event`, `manuscript` …
    pub noun: String,
    /// Its number; 0 for the manuscript.
    pub number: u32,
    /// The number of the exhibit that a mark lies in.
    pub exhibit: Option<u32>,
    /// Its title, text, note or name.
    pub title: String,
    /// The title of the exhibit that a mark lies in, the publisher of an exhibit.
    pub beside: String,
}

impl Store {
    /// Finds by the words' beginnings and reads no text of what it found, so that
    /// it answers while somebody types. Best first, at most `limit`.
    pub fn find(&self, words: &str, limit: u32) -> Result<Vec<Named>, StoreError> {
        let query = Query::beginnings(words);
        if query.terms.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self
            .connection()
            .prepare_cached(include_str!("search/named.sql"))?;
        let found = statement.query_map(params![query.expression, limit], |row| {
            Ok(Named {
                noun: row.get("sort")?,
                number: row.get::<_, Option<u32>>("number")?.unwrap_or(0),
                exhibit: row.get("exhibit")?,
                title: row.get("title")?,
                beside: row.get("beside")?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Title of what `tag` names, and what stands beside it; none if the case has no such thing.
    pub fn titled(&self, tag: Reference) -> Result<Option<(String, String)>, StoreError> {
        let (noun, number, exhibit) = match tag {
            Reference::Thing(number) => (number.noun.word(), number.value, None),
            Reference::Mark { exhibit, mark } => ("mark", mark, Some(exhibit)),
        };
        let mut statement = self
            .connection()
            .prepare_cached(include_str!("search/titled.sql"))?;
        let found = statement.query_row(params![noun, number, exhibit], |row| {
            Ok((row.get(0)?, row.get(1)?))
        });
        Ok(found.optional()?)
    }

    /// Finds what holds all of `words`, best first, at most `limit`.
    ///
    /// `words` may hold `"a phrase"`, `prefix*`, `AND`, `OR`, `NOT` and
    /// parentheses; anything else is taken as words to be found.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<Hit>, StoreError> {
        let query = Query::read(words);
        if query.terms.is_empty() {
            return Ok(Vec::new());
        }
        match self.run(&query.expression, &query.terms, limit) {
            // Operators that make no sense together are words after all.
            Err(StoreError::Vault(VaultError::Database(_))) => {
                self.run(&query.words_only(), &query.terms, limit)
            }
            found => found,
        }
    }

    fn run(&self, expression: &str, terms: &[Term], limit: u32) -> Result<Vec<Hit>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare(include_str!("search/find.sql"))?;
        let found: Vec<(String, String)> = statement
            .query_map(params![expression, limit], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?;
        found
            .into_iter()
            .map(|(noun, id)| {
                let (title, body): (String, String) = connection
                    .query_row(
                        "SELECT title, body FROM searchable WHERE id = ?1",
                        [&id],
                        |row| Ok((row.get(0)?, row.get(1)?)),
                    )
                    .optional()?
                    .ok_or_else(|| {
                        damaged(format!(
                            "the search index names {noun} {id}, which is not there"
                        ))
                    })?;
                let snippet = snippet(&body, terms)
                    .or_else(|| snippet(&title, terms))
                    .unwrap_or_else(|| Snippet {
                        text: cut(&title, 0..0),
                        hits: Vec::new(),
                    });
                Ok(Hit { noun, id, snippet })
            })
            .collect()
    }
}

/// Where `words`, written as for [`Store::search`], stand in a text; in bytes, in order.
pub fn places_of(text: &str, words: &str) -> Vec<Range<usize>> {
    let folded = FoldedText::of(text);
    let terms = Query::read(words).terms;
    let mut places: Vec<_> = terms
        .iter()
        .flat_map(|term| folded.places_of(&term.folded))
        .collect();
    places.sort_by_key(|place| place.start);
    places
}

/// A word or phrase to be found, folded.
struct Term {
    folded: String,
    is_prefix: bool,
}

impl Term {
    fn expression(&self) -> String {
        let star = if self.is_prefix { " *" } else { "" };
        format!("\"{}\"{star}", self.folded.replace(['"', '\0'], " "))
    }
}

struct Query {
    expression: String,
    terms: Vec<Term>,
}

impl Query {
    fn read(words: &str) -> Self {
        let mut query = Query {
            expression: String::new(),
            terms: Vec::new(),
        };
        let mut rest = words.trim_start();
        while !rest.is_empty() {
            rest = query.take_part(rest).trim_start();
        }
        query
    }

    /// What is being typed: every word may go on.
    fn beginnings(words: &str) -> Self {
        let mut query = Query {
            expression: String::new(),
            terms: Vec::new(),
        };
        words
            .split_whitespace()
            .for_each(|word| query.push_term(word, true));
        query
    }

    /// Reads one operator, parenthesis, phrase or word and returns what follows it.
    fn take_part<'a>(&mut self, rest: &'a str) -> &'a str {
        if let Some(after) = rest.strip_prefix(['(', ')']) {
            self.push(&rest[..1]);
            return after;
        }
        if let Some(quoted) = rest.strip_prefix('"') {
            let (phrase, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            let (is_prefix, after) = match after.strip_prefix('*') {
                Some(after) => (true, after),
                None => (false, after),
            };
            self.push_term(phrase, is_prefix);
            return after;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || "()\"".contains(c))
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        match word {
            "AND" | "OR" | "NOT" => self.push(word),
            _ => self.push_term(word.trim_end_matches('*'), word.ends_with('*')),
        }
        after
    }

    fn push_term(&mut self, text: &str, is_prefix: bool) {
        let folded = fold(text);
        if folded.chars().any(char::is_alphanumeric) {
            let term = Term { folded, is_prefix };
            self.push(&term.expression());
            self.terms.push(term);
        }
    }

    fn push(&mut self, part: &str) {
        if !self.expression.is_empty() {
            self.expression.push(' ');
        }
        self.expression.push_str(part);
    }

    fn words_only(&self) -> String {
        let terms: Vec<String> = self.terms.iter().map(Term::expression).collect();
        terms.join(" ")
    }
}

const CONTEXT_CHARS: usize = 60;

/// The line around the first place in `text` where a term stands.
fn snippet(text: &str, terms: &[Term]) -> Option<Snippet> {
    let folded = FoldedText::of(text);
    let mut places: Vec<Range<usize>> = terms
        .iter()
        .flat_map(|term| folded.places_of(&term.folded))
        .collect();
    places.sort_by_key(|place| place.start);
    let first = places.first()?.clone();
    let window = around(text, &first);
    let line = cut(text, window.clone());
    let hits = places
        .into_iter()
        .filter(|place| window.start <= place.start && place.end <= window.end)
        .map(|place| place.start - window.start..place.end - window.start)
        .collect();
    Some(Snippet { text: line, hits })
}

/// The stretch of `text` to show around `place`, on character bounds.
fn around(text: &str, place: &Range<usize>) -> Range<usize> {
    let before = text[..place.start]
        .char_indices()
        .rev()
        .nth(CONTEXT_CHARS - 1);
    let after = text[place.end..].char_indices().nth(CONTEXT_CHARS);
    before.map_or(0, |(at, _)| at)..after.map_or(text.len(), |(at, _)| place.end + at)
}

/// One line of `text`: white space becomes single-byte spaces so that byte offsets hold.
fn cut(text: &str, range: Range<usize>) -> String {
    let range = if range.is_empty() {
        around(text, &(0..0))
    } else {
        range
    };
    text[range].replace(['\n', '\r', '\t'], " ")
}

/// A text folded character by character, with the way back to the original bytes.
struct FoldedText {
    folded: String,
    /// For each byte of `folded`, the byte range of the character it comes from.
    sources: Vec<Range<usize>>,
}

impl FoldedText {
    fn of(text: &str) -> Self {
        let mut folded = String::new();
        let mut sources = Vec::new();
        for (at, character) in text.char_indices() {
            let source = at..at + character.len_utf8();
            folded.push_str(&fold(character.encode_utf8(&mut [0; 4])));
            sources.resize(folded.len(), source);
        }
        Self { folded, sources }
    }

    fn places_of(&self, term: &str) -> Vec<Range<usize>> {
        self.folded
            .match_indices(term)
            .filter(|(at, _)| !self.folded[..*at].ends_with(char::is_alphanumeric))
            .map(|(at, found)| self.sources[at].start..self.sources[at + found.len() - 1].end)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_points_at_the_words_as_the_text_spells_them() {
        let text = "Bakıda İlham Əliyev\nçıxış etdi";
        let found = snippet(text, &Query::read("aliyev OR eliyev").terms).expect("it is there");
        assert_eq!(&found.text[found.hits[0].clone()], "Əliyev");
    }

    #[test]
    fn operators_phrases_and_prefixes_reach_the_index() {
        let query = Query::read("\"two words\" AND pre* NOT (Éa OR b)");
        assert_eq!(
            query.expression,
            "\"two words\" AND \"pre\" * NOT ( \"ea\" OR \"b\" )"
        );
    }

    #[test]
    fn quotes_and_symbols_cannot_break_out_of_a_term() {
        assert_eq!(Query::read("a\"b:c^ -d").expression, "\"a\" \"b:c^ -d\"");
        assert_eq!(Query::read("*** \" - ").expression, "");
    }
}
