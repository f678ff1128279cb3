//! Where a mark lies, to and from the page.

use case::MarkPlace;
use evidence::mark::Quote;
use serde::{Deserialize, Serialize};
use specta::Type;
use specta_typescript::Number;

/// Where in an exhibit a mark lies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Selector {
    /// A box, in pixels of the original, or in points of a page.
    Region {
        /// Left edge.
        x: u32,
        /// Upper edge.
        y: u32,
        /// Width.
        width: u32,
        /// Height.
        height: u32,
        /// The page it lies on, from 1.
        page: Option<u32>,
    },
    /// A passage of the captured text.
    Quote {
        /// The words, white space folded.
        exact: String,
        /// What stands before them.
        prefix: String,
        /// What stands after them.
        suffix: String,
    },
    /// A page, from 1.
    Page {
        /// Which.
        page: u32,
    },
    /// A span, in seconds.
    Time {
        /// First second.
        #[specta(type = Number)]
        start: f64,
        /// Last second.
        #[specta(type = Number)]
        end: f64,
    },
    /// Rows, both included.
    Rows {
        /// First row, from 1.
        first: u32,
        /// Last row.
        last: u32,
    },
}

impl From<&evidence::Selector> for Selector {
    fn from(selector: &evidence::Selector) -> Self {
        match selector {
            evidence::Selector::Region {
                x,
                y,
                width,
                height,
                page,
            } => Selector::Region {
                x: *x,
                y: *y,
                width: *width,
                height: *height,
                page: *page,
            },
            evidence::Selector::Quote(quote) => Selector::Quote {
                exact: quote.exact.clone(),
                prefix: quote.prefix.clone(),
                suffix: quote.suffix.clone(),
            },
            evidence::Selector::Page(page) => Selector::Page { page: *page },
            evidence::Selector::Time { start, end } => Selector::Time {
                start: *start,
                end: *end,
            },
            evidence::Selector::Rows { first, last } => Selector::Rows {
                first: *first,
                last: *last,
            },
        }
    }
}

impl Selector {
    /// The place as a case takes it. A passage that was selected, and not typed,
    /// is told from its twins by what stands around it.
    pub(crate) fn place(self, text: Option<&str>) -> MarkPlace {
        use evidence::Selector as Within;
        MarkPlace::Exactly(match self {
            Selector::Quote {
                exact,
                prefix,
                suffix,
            } => {
                let quote = Quote {
                    exact,
                    prefix,
                    suffix,
                };
                let is_found = text.is_some_and(|text| quote.find(text).is_ok());
                if !is_found || quote.prefix.is_empty() && quote.suffix.is_empty() {
                    return MarkPlace::Quote(quote.exact);
                }
                Within::Quote(quote)
            }
            Selector::Region {
                x,
                y,
                width,
                height,
                page,
            } => Within::Region {
                x,
                y,
                width,
                height,
                page,
            },
            Selector::Page { page } => Within::Page(page),
            Selector::Time { start, end } => Within::Time { start, end },
            Selector::Rows { first, last } => Within::Rows { first, last },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(prefix: &str) -> Selector {
        Selector::Quote {
            exact: "no".into(),
            prefix: prefix.into(),
            suffix: String::new(),
        }
    }

    #[test]
    fn a_selected_passage_keeps_what_tells_it_from_its_twin() {
        let text = "He said no. She said no";
        let MarkPlace::Exactly(evidence::Selector::Quote(kept)) =
            quote("He said ").place(Some(text))
        else {
            panic!("the context was thrown away");
        };
        assert_eq!(kept.prefix, "He said ");
    }

    #[test]
    fn typed_words_are_looked_for_in_the_text() {
        assert_eq!(quote("").place(Some("no")), MarkPlace::Quote("no".into()));
    }
}
