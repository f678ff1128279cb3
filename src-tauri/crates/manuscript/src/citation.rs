//! Citations in pandoc's syntax: `[see @E-014.1, pp. 3-5; -@C-02]` and bare `@E-014.1`.

use std::ops::Range;

use evidence::number::Reference;
use serde::Serialize;

/// One citation in the text: one or more things cited at the same place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Citation {
    /// Bytes of the source, brackets included.
    pub range: Range<usize>,
    /// Whether it stands in brackets; a bare one reads as a word.
    pub bracketed: bool,
    /// What is cited, at least one.
    pub cites: Vec<Cite>,
}

/// One thing cited.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cite {
    /// The key as written, without `@`: `E-014.1`.
    pub key: String,
    /// The exhibit, mark, claim … that the key names; none when it is no number of a case.
    pub reference: Option<Reference>,
    /// Bytes of the key in the source, `@` included.
    pub range: Range<usize>,
    /// Where it was written.
    pub form: CiteForm,
    /// The words before the key: `see`.
    pub prefix: String,
    /// The place inside the thing: page 3.
    pub locator: Option<Locator>,
    /// The words after the locator.
    pub suffix: String,
}

/// Where a cite was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CiteForm {
    /// In brackets.
    Bracketed,
    /// In brackets with `-` before it: pandoc leaves the author out.
    AuthorSuppressed,
    /// In the running text.
    Bare,
    /// As the target of a picture.
    Figure,
}

/// A place inside a cited thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Locator {
    /// What is counted: `page`, `paragraph`, `section`, `figure`, `chapter`, `line`,
    /// `column`, `volume`, `number`, or `custom` for `{00:01:23}`.
    pub label: &'static str,
    /// The value as written: `3`, `3-5`, `00:01:23`.
    pub value: String,
}

/// Words before a locator, with what they count.
const LOCATOR_TERMS: &[(&str, &str)] = &[
    ("pp.", "page"),
    ("pages", "page"),
    ("page", "page"),
    ("p.", "page"),
    ("paragraphs", "paragraph"),
    ("paragraph", "paragraph"),
    ("paragraphe", "paragraph"),
    ("paras.", "paragraph"),
    ("para.", "paragraph"),
    ("par.", "paragraph"),
    ("¶", "paragraph"),
    ("sections", "section"),
    ("section", "section"),
    ("sec.", "section"),
    ("§", "section"),
    ("figure", "figure"),
    ("fig.", "figure"),
    ("chapter", "chapter"),
    ("chapitre", "chapter"),
    ("chap.", "chapter"),
    ("ch.", "chapter"),
    ("lines", "line"),
    ("line", "line"),
    ("ligne", "line"),
    ("l.", "line"),
    ("columns", "column"),
    ("column", "column"),
    ("col.", "column"),
    ("volume", "volume"),
    ("vol.", "volume"),
    ("nos.", "number"),
    ("no.", "number"),
    ("n°", "number"),
];

impl Cite {
    /// A cite of `key` with nothing around it.
    pub(crate) fn plain(key: String, range: Range<usize>, form: CiteForm) -> Cite {
        Cite {
            reference: key.parse().ok(),
            key,
            range,
            form,
            prefix: String::new(),
            locator: None,
            suffix: String::new(),
        }
    }

    /// Takes the words after a key apart into a locator and what follows it.
    pub(crate) fn read_suffix(&mut self, words: &str) {
        let words = words.trim();
        let after_comma = words.strip_prefix(',').unwrap_or(words).trim_start();
        match read_locator(after_comma) {
            Some((locator, rest)) => {
                self.locator = Some(locator);
                self.suffix = rest.trim_start_matches(',').trim().to_owned();
            }
            None => self.suffix = after_comma.to_owned(),
        }
    }
}

/// Reads a locator at the start of `words`; gives it and the rest.
pub(crate) fn read_locator(words: &str) -> Option<(Locator, &str)> {
    if let Some(inner) = words.strip_prefix('{') {
        let end = inner.find('}')?;
        let value = inner[..end].trim();
        let (label, value) = strip_term(value).unwrap_or(("custom", value));
        let value = value.to_owned();
        return Some((Locator { label, value }, &inner[end + 1..]));
    }
    let (label, rest) = strip_term(words).unwrap_or(("page", words));
    let length = rest
        .find(|c: char| !(c.is_alphanumeric() || "-–—.:,".contains(c)))
        .unwrap_or(rest.len());
    let value = rest[..length].trim_end_matches(['.', ',', ':', '-']);
    let counted = value.chars().any(|c| c.is_ascii_digit())
        || (!value.is_empty()
            && value.chars().all(|c| "ivxlcdm".contains(c))
            && rest.len() < words.len());
    let starts_well = value.starts_with(|c: char| c.is_alphanumeric());
    (counted && starts_well).then(|| {
        (
            Locator {
                label,
                value: value.to_owned(),
            },
            &rest[value.len()..],
        )
    })
}

fn strip_term(words: &str) -> Option<(&'static str, &str)> {
    LOCATOR_TERMS.iter().find_map(|(term, label)| {
        let rest = words.strip_prefix(term)?;
        let ends_word =
            !term.ends_with(char::is_alphabetic) || rest.starts_with(char::is_whitespace);
        ends_word.then(|| (*label, rest.trim_start()))
    })
}

/// How many characters of `text` (which follows an `@`) make a citation key.
///
/// Pandoc's rule, with `·` allowed inside too, since that is how Plumb prints a mark:
/// letters, digits and `_` with single punctuation signs between them.
pub(crate) fn key_length(text: impl Iterator<Item = char>) -> usize {
    let mut length = 0;
    let mut pending = 0;
    for c in text {
        if c.is_alphanumeric() || c == '_' {
            length += pending + 1;
            pending = 0;
        } else if length > 0 && pending == 0 && ":.#$%&-+?<>~/·".contains(c) {
            pending = 1;
        } else {
            break;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locator(words: &str) -> Option<(&'static str, String, String)> {
        read_locator(words).map(|(l, rest)| (l.label, l.value, rest.to_owned()))
    }

    #[test]
    fn a_locator_is_read_with_its_term_and_the_rest_is_kept() {
        let page = |v: &str, r: &str| Some(("page", v.to_owned(), r.to_owned()));
        assert_eq!(locator("p. 3"), page("3", ""));
        assert_eq!(locator("pp. 3-5 and more"), page("3-5", " and more"));
        assert_eq!(locator("33"), page("33", ""));
        assert_eq!(locator("p. iv"), page("iv", ""));
        assert_eq!(
            locator("{00:01:23}"),
            Some(("custom", "00:01:23".into(), "".into()))
        );
        assert_eq!(locator("§ 12"), Some(("section", "12".into(), "".into())));
    }

    #[test]
    fn words_that_count_nothing_are_no_locator() {
        assert_eq!(locator("as he says"), None);
        assert_eq!(locator("civil law"), None);
        assert_eq!(locator("pageant 3"), None);
        assert_eq!(locator(""), None);
    }

    #[test]
    fn a_key_ends_before_punctuation_that_closes_a_sentence() {
        let length = |text: &str| key_length(text.chars());
        assert_eq!(length("E-014.1, p. 3"), 7);
        assert_eq!(length("E-014. Then"), 5);
        assert_eq!(length("E-014·1]"), 7);
        assert_eq!(length("ev--1"), 2, "two signs in a row end a key");
        assert_eq!(length("-x"), 0);
    }
}
