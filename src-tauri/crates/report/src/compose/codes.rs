//! Puts codes in the place of names that must not be seen.

use std::ops::Range;

use super::names::{Edge, Names};

impl Names {
    /// What to change in `text` so that each name becomes the code of its entry:
    /// places in order, none overlapping another. An address that tells a name
    /// goes as a whole.
    pub(crate) fn edits(&self, text: &str, codes: &[String]) -> Vec<(Range<usize>, String)> {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for found in self.find(text, Edge::Word) {
            let code = &codes[found.entry];
            let edit = match address_around(text, &found.range) {
                Some(address) if text[..address.start].ends_with("](") => {
                    (address, "#withheld".to_owned())
                }
                Some(address) => (address, code.clone()),
                None => {
                    let at = usize::from(text[..found.range.start].ends_with('@'));
                    let range = found.range.start - at..found.range.end;
                    let code = format!("{code}{}", unclosed(&text[found.range]));
                    (range, code)
                }
            };
            if edits.last().is_none_or(|last| last.0.end <= edit.0.start) {
                edits.push(edit);
            }
        }
        edits
    }

    /// The text with codes in place of names; none when it holds no name.
    pub(crate) fn replaced(&self, text: &str, codes: &[String]) -> Option<String> {
        let edits = self.edits(text, codes);
        (!edits.is_empty()).then(|| apply(text, &edits))
    }
}

/// The address that a place in a text lies in, if it does.
fn address_around(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let ends = |c: char| c.is_whitespace() || "<>\"'()[]{}|“”«»`".contains(c);
    let start = text[..range.start]
        .char_indices()
        .rev()
        .find(|(_, c)| ends(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let end = text[range.end..]
        .find(ends)
        .map_or(text.len(), |at| range.end + at);
    let token = text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    let before = &text[start..range.start];
    let is_address = token.contains("://")
        || token.starts_with("www.")
        || token.starts_with("mailto:")
        || before
            .split_once('/')
            .is_some_and(|(host, _)| host.contains('.'));
    let end = start + token.len();
    (is_address && end >= range.end).then_some(start..end)
}

/// The markup inside a name that was opened before it or closes after it.
fn unclosed(name: &str) -> &str {
    let is_mark = |c: char| "*~`".contains(c);
    let groups: Vec<&str> = name
        .split(|c| !is_mark(c))
        .filter(|group| !group.is_empty())
        .collect();
    if groups.len() % 2 == 1 {
        groups[groups.len() - 1]
    } else {
        ""
    }
}

/// Makes changes that are in order and do not overlap.
pub(crate) fn apply(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        changed.push_str(&text[at..range.start]);
        changed.push_str(new);
        at = range.end;
    }
    changed.push_str(&text[at..]);
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(name: &str, text: &str) -> String {
        let names = Names::new([(name, 0)]);
        let codes = ["Subject 01".to_owned()];
        names
            .replaced(text, &codes)
            .unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn the_longest_name_wins() {
        let names = Names::new([("Elçin", 0), ("Elçin Quliyev", 1)]);
        let codes = ["A".to_owned(), "B".to_owned()];
        assert_eq!(
            names.replaced("Elçin Quliyev, Elçin", &codes).as_deref(),
            Some("B, A")
        );
    }

    #[test]
    fn an_address_that_tells_a_name_goes_as_a_whole() {
        assert_eq!(
            coded("elcin_q", "see https://x.example/elcin_q/status/99, and"),
            "see Subject 01, and"
        );
        assert_eq!(
            coded("elcin_q", "see x.example/elcin_q?s=1 and"),
            "see Subject 01 and"
        );
        assert_eq!(
            coded("elcin_q", "[his page](https://x.example/elcin_q)"),
            "[his page](#withheld)"
        );
    }

    #[test]
    fn markup_that_was_opened_is_closed() {
        assert_eq!(
            coded("Elçin Quliyev", "**Elçin** Quliyev"),
            "**Subject 01**"
        );
        assert_eq!(
            coded("Elçin Quliyev", "**Elçin** **Quliyev**"),
            "**Subject 01**"
        );
    }
}
