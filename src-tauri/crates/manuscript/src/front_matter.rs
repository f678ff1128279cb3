//! The head of a manuscript: title, authors, language, date, read from a small part of YAML.

use std::ops::Range;

use serde::Serialize;

/// A head larger than this is text, not a head.
const MAX_BYTES: usize = 64 * 1024;

/// What the head between `---` lines says. Unknown keys are kept in `other`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FrontMatter {
    /// The title.
    pub title: Option<String>,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The language, as in `en` or `fr-FR`.
    pub lang: Option<String>,
    /// The date as written.
    pub date: Option<String>,
    /// The summary under the title.
    pub summary: Option<String>,
    /// Every other key with its values.
    pub other: Vec<(String, Vec<String>)>,
}

impl FrontMatter {
    /// What a key says that is none of the known ones; none when it is blank.
    pub fn other_text(&self, key: &str) -> Option<String> {
        let same = |kept: &&(String, Vec<String>)| kept.0.eq_ignore_ascii_case(key);
        let (_, values) = self.other.iter().find(same)?;
        let text = values.join(" ");
        (!text.trim().is_empty()).then(|| text.trim().to_owned())
    }

    /// The first part of the language, in lower case: `fr` of `fr-FR`.
    pub fn language(&self) -> Option<String> {
        let lang = self.lang.as_deref()?;
        let first = lang.split(['-', '_']).next().unwrap_or(lang);
        Some(first.to_lowercase())
    }
}

/// Reads the head of `source`; gives it and the bytes it takes, or nothing when there is none.
pub(crate) fn read(source: &str) -> Option<(FrontMatter, Range<usize>)> {
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = source[start..].split_inclusive('\n');
    let mut end = start + lines.next().filter(|l| l.trim_end() == "---")?.len();
    let mut body = Vec::new();
    for line in lines {
        end += line.len();
        if end > MAX_BYTES {
            return None;
        }
        match line.trim_end() {
            "---" | "..." => return Some((from_lines(&body), start..end)),
            text => body.push(text),
        }
    }
    None
}

fn from_lines(lines: &[&str]) -> FrontMatter {
    let mut matter = FrontMatter::default();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        let indented = line.starts_with([' ', '\t', '-', '#']);
        let Some((key, value)) = line.split_once(':').filter(|_| !indented) else {
            continue;
        };
        let below = lines[at..]
            .iter()
            .take_while(|l| l.is_empty() || l.starts_with([' ', '\t', '-']))
            .count();
        let values = read_value(value.trim(), &lines[at..at + below]);
        at += below;
        matter.keep(unquoted(key.trim()), values);
    }
    matter
}

impl FrontMatter {
    fn keep(&mut self, key: String, values: Vec<String>) {
        let joined = (!values.is_empty()).then(|| values.join(" "));
        match key.to_lowercase().as_str() {
            "title" => self.title = joined,
            "subtitle" => self.subtitle = joined,
            "author" | "authors" => self.authors = values,
            "lang" | "language" => self.lang = joined,
            "date" => self.date = joined,
            "abstract" | "summary" | "description" => self.summary = joined,
            _ => self.other.push((key, values)),
        }
    }
}

fn read_value(value: &str, below: &[&str]) -> Vec<String> {
    if value.starts_with(['>', '|']) || (value.is_empty() && !below.iter().any(|l| is_item(l))) {
        let text: Vec<&str> = below.iter().map(|l| l.trim()).collect();
        return present(text.join(" ").trim().to_owned());
    }
    if value.is_empty() {
        return below
            .iter()
            .filter(|l| is_item(l))
            .map(|l| item_text(l))
            .collect();
    }
    if let Some(inner) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        return split_flow(inner);
    }
    present(unquoted(value))
}

fn present(text: String) -> Vec<String> {
    if text.is_empty() {
        Vec::new()
    } else {
        vec![text]
    }
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    line == "-" || line.starts_with("- ")
}

/// The text of `- name: X` or `- X`.
fn item_text(line: &str) -> String {
    let text = line.trim_start().trim_start_matches('-').trim();
    unquoted(text.strip_prefix("name:").unwrap_or(text).trim())
}

/// The parts of `a, "b, c"`.
fn split_flow(inner: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quote = None;
    for c in inner.chars() {
        match (c, quote) {
            (',', None) => {
                parts.push(String::new());
                continue;
            }
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(q)) if c == q => quote = None,
            _ => {}
        }
        parts.last_mut().expect("starts with one part").push(c);
    }
    parts
        .iter()
        .map(|p| unquoted(p.trim()))
        .filter(|p| !p.is_empty())
        .collect()
}

fn unquoted(text: &str) -> String {
    for quote in ['"', '\''] {
        let inner = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote));
        if let Some(inner) = inner {
            let doubled = if quote == '"' { "\\\"" } else { "''" };
            return inner.replace(doubled, &quote.to_string());
        }
    }
    match text.find(" #") {
        Some(comment) => text[..comment].trim_end().to_owned(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matter(source: &str) -> FrontMatter {
        read(source).expect("a head").0
    }

    #[test]
    fn title_authors_language_and_date_are_read_in_the_usual_spellings() {
        let m = matter(
            "---\ntitle: \"A: title\"\nsubtitle: 'it''s'\nauthors:\n  - Ayşə\n  - name: B # x\nlang: fr-FR\ndate: 2024-06-03\nkeywords: [a, \"b, c\"]\n---\ntext",
        );
        assert_eq!(m.title.as_deref(), Some("A: title"));
        assert_eq!(m.subtitle.as_deref(), Some("it's"));
        assert_eq!(m.authors, ["Ayşə", "B"]);
        assert_eq!(m.language().as_deref(), Some("fr"));
        assert_eq!(m.date.as_deref(), Some("2024-06-03"));
        assert_eq!(
            m.other,
            [(
                "keywords".to_owned(),
                vec!["a".to_owned(), "b, c".to_owned()]
            )]
        );
    }

    #[test]
    fn folded_text_is_joined_and_an_empty_value_is_absent() {
        let m = matter("---\nabstract: >\n  one\n  two\ntitle:\n---\n");
        assert_eq!(m.summary.as_deref(), Some("one two"));
        assert_eq!(m.title, None);
    }

    #[test]
    fn a_head_that_never_ends_is_text() {
        assert_eq!(read("---\ntitle: x\n"), None);
        assert_eq!(read("text\n---\n"), None);
    }
}
