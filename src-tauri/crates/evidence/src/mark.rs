//! Marks: the smallest things that can be cited, with W3C Web Annotation selectors
//! that must find their target again.

use crate::{Id, Reference, fold::squeeze};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::ops::Range;

/// A region, passage, page, time span or set of rows inside an exhibit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Lasting id.
    pub id: Id,
    /// The exhibit it lies in.
    pub exhibit: Id,
    /// `E-014·1`
    pub reference: Reference,
    /// Where in the exhibit.
    pub selector: Selector,
    /// What the reporter wants a reader to see there.
    pub note: Option<String>,
}

/// Where in an exhibit a mark lies.
#[derive(Clone, Debug, PartialEq)]
pub enum Selector {
    /// A box in a picture, in pixels of the original, or on a page, in points (72 to the inch);
    /// from the top left corner as it is shown.
    Region {
        /// Left edge.
        x: u32,
        /// Upper edge.
        y: u32,
        /// Width, at least 1.
        width: u32,
        /// Height, at least 1.
        height: u32,
        /// The page it lies on, 1 and up; none in a picture.
        page: Option<u32>,
    },
    /// A passage of the captured text.
    Quote(Quote),
    /// A whole page, 1 and up.
    Page(u32),
    /// A span of a recording, in seconds from its start.
    Time {
        /// First second.
        start: f64,
        /// Last second, after the first.
        end: f64,
    },
    /// Rows of a table, 1 and up, both included.
    Rows {
        /// First row.
        first: u32,
        /// Last row.
        last: u32,
    },
}

/// A passage with what stands around it, so that it is found again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The passage, white space folded, NFC.
    pub exact: String,
    /// Up to 32 characters before it.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
}

const CONTEXT_CHARS: usize = 32;

/// Why a passage was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuoteError {
    /// Nothing was quoted.
    #[error("the quotation is empty")]
    Empty,
    /// The passage is not in the text.
    #[error("these words are not in the captured text")]
    NotFound,
    /// The passage stands there more than once and nothing around it tells which is meant.
    #[error("these words stand in the captured text {0} times; quote more of the sentence")]
    Several(usize),
}

impl Quote {
    /// Anchors `words` in `text`, where they must stand exactly once.
    pub fn anchor(text: &str, words: &str) -> Result<Self, QuoteError> {
        let exact = squeeze(words);
        if exact.is_empty() {
            return Err(QuoteError::Empty);
        }
        let text = squeeze(text);
        let found: Vec<usize> = text.match_indices(&exact).map(|(at, _)| at).collect();
        match found.as_slice() {
            [] => Err(QuoteError::NotFound),
            [at] => Ok(Self::around(&text, *at..at + exact.len())),
            several => Err(QuoteError::Several(several.len())),
        }
    }

    /// The passage at `range`, in bytes of a text that [`squeeze`] has folded.
    ///
    /// # Panics
    /// When the range does not lie in the text.
    pub fn around(text: &str, range: Range<usize>) -> Self {
        let before: Vec<char> = text[..range.start]
            .chars()
            .rev()
            .take(CONTEXT_CHARS)
            .collect();
        Self {
            exact: text[range.clone()].to_owned(),
            prefix: before.into_iter().rev().collect(),
            suffix: text[range.end..].chars().take(CONTEXT_CHARS).collect(),
        }
    }

    /// Finds the passage again: its range in bytes of `squeeze(text)`.
    pub fn find(&self, text: &str) -> Result<Range<usize>, QuoteError> {
        self.find_squeezed(&squeeze(text))
    }

    /// Finds the passage in a text that [`squeeze`] has already folded: its range in bytes.
    pub fn find_squeezed(&self, text: &str) -> Result<Range<usize>, QuoteError> {
        if self.exact.is_empty() {
            return Err(QuoteError::Empty);
        }
        let all: Vec<usize> = text.match_indices(&self.exact).map(|(at, _)| at).collect();
        let in_context: Vec<usize> = all
            .iter()
            .copied()
            .filter(|at| {
                text[..*at].ends_with(&self.prefix)
                    && text[at + self.exact.len()..].starts_with(&self.suffix)
            })
            .collect();
        // A capture may change around a passage; the passage itself still counts when it is alone.
        let candidates = if in_context.is_empty() {
            &all
        } else {
            &in_context
        };
        match candidates.as_slice() {
            [] => Err(QuoteError::NotFound),
            [at] => Ok(*at..at + self.exact.len()),
            several => Err(QuoteError::Several(several.len())),
        }
    }
}

/// A selector that no exhibit could have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadSelector(pub String);

impl Selector {
    /// Reads `x,y,w,h` in pixels.
    pub fn region(text: &str) -> Result<Self, BadSelector> {
        let refuse = || {
            BadSelector(format!(
                "“{text}” is not a region; write x,y,w,h in pixels, such as 40,120,300,80"
            ))
        };
        let numbers: Vec<u32> = text
            .split(',')
            .map(|part| part.trim().parse().map_err(|_| refuse()))
            .collect::<Result<_, _>>()?;
        match numbers[..] {
            [x, y, width, height] if width > 0 && height > 0 => Ok(Selector::Region {
                x,
                y,
                width,
                height,
                page: None,
            }),
            _ => Err(refuse()),
        }
    }

    /// Reads `A-B`, each in seconds or as `[hh:]mm:ss`.
    pub fn time(text: &str) -> Result<Self, BadSelector> {
        let refuse = || {
            BadSelector(format!(
                "“{text}” is not a time span; write A-B in seconds or as mm:ss, such as 0:12-0:19"
            ))
        };
        let (start, end) = text.split_once('-').ok_or_else(refuse)?;
        let (start, end) = (
            seconds(start).ok_or_else(refuse)?,
            seconds(end).ok_or_else(refuse)?,
        );
        if end <= start {
            return Err(refuse());
        }
        Ok(Selector::Time { start, end })
    }

    /// The W3C Web Annotation form of the selector.
    pub fn to_w3c(&self) -> Value {
        match self {
            Selector::Region {
                x,
                y,
                width,
                height,
                page,
            } => {
                let region = fragment(
                    MEDIA_FRAGMENTS,
                    format!("xywh=pixel:{x},{y},{width},{height}"),
                );
                match page {
                    None => region,
                    Some(page) => {
                        let mut selector = fragment(PDF_FRAGMENTS, format!("page={page}"));
                        selector["refinedBy"] = region;
                        selector
                    }
                }
            }
            Selector::Quote(quote) => json!({
                "type": "TextQuoteSelector",
                "exact": quote.exact,
                "prefix": quote.prefix,
                "suffix": quote.suffix,
            }),
            Selector::Page(page) => fragment(PDF_FRAGMENTS, format!("page={page}")),
            Selector::Time { start, end } => fragment(MEDIA_FRAGMENTS, format!("t={start},{end}")),
            Selector::Rows { first, last } => {
                fragment(CSV_FRAGMENTS, format!("row={first}-{last}"))
            }
        }
    }

    /// Reads the W3C form back.
    pub fn from_w3c(value: &Value) -> Result<Self, BadSelector> {
        let refuse = || BadSelector(format!("this selector cannot be read: {value}"));
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        if text("type") == Some("TextQuoteSelector") {
            return Ok(Selector::Quote(Quote {
                exact: text("exact").ok_or_else(refuse)?.to_owned(),
                prefix: text("prefix").unwrap_or_default().to_owned(),
                suffix: text("suffix").unwrap_or_default().to_owned(),
            }));
        }
        let (key, rest) = text("value")
            .and_then(|v| v.split_once('='))
            .ok_or_else(refuse)?;
        match key {
            "xywh" => Selector::region(rest.trim_start_matches("pixel:")).map_err(|_| refuse()),
            "t" => Selector::time(&rest.replacen(',', "-", 1)).map_err(|_| refuse()),
            "row" => {
                let (first, last) = rest.split_once('-').unwrap_or((rest, rest));
                Ok(Selector::Rows {
                    first: first.parse().map_err(|_| refuse())?,
                    last: last.parse().map_err(|_| refuse())?,
                })
            }
            "page" => {
                let number: u32 = rest.parse().map_err(|_| refuse())?;
                match value.get("refinedBy").map(Selector::from_w3c).transpose()? {
                    Some(Selector::Region {
                        x,
                        y,
                        width,
                        height,
                        ..
                    }) => Ok(Selector::Region {
                        x,
                        y,
                        width,
                        height,
                        page: Some(number),
                    }),
                    _ => Ok(Selector::Page(number)),
                }
            }
            _ => Err(refuse()),
        }
    }

    /// The page it lies on, 1 and up, if it names one.
    pub fn page(&self) -> Option<u32> {
        match self {
            Selector::Page(page) => Some(*page),
            Selector::Region { page, .. } => *page,
            _ => None,
        }
    }

    /// In words: `“adviser to the party”`, `page 3`, `region 40,120,300,80`.
    pub fn describe(&self) -> String {
        match self {
            Selector::Region {
                x,
                y,
                width,
                height,
                page,
            } => {
                let page = page
                    .map(|page| format!("page {page}, "))
                    .unwrap_or_default();
                format!("{page}region {x},{y},{width},{height}")
            }
            Selector::Quote(quote) => format!("“{}”", quote.exact),
            Selector::Page(page) => format!("page {page}"),
            Selector::Time { start, end } => format!("{} to {}", clock(*start), clock(*end)),
            Selector::Rows { first, last } if first == last => format!("row {first}"),
            Selector::Rows { first, last } => format!("rows {first} to {last}"),
        }
    }
}

const MEDIA_FRAGMENTS: &str = "http://www.w3.org/TR/media-frags/";
const PDF_FRAGMENTS: &str = "http://tools.ietf.org/rfc/rfc3778";
const CSV_FRAGMENTS: &str = "http://tools.ietf.org/rfc/rfc7111";

fn fragment(conforms_to: &str, value: String) -> Value {
    json!({ "type": "FragmentSelector", "conformsTo": conforms_to, "value": value })
}

fn seconds(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.trim().split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    parts.iter().try_fold(0.0, |total, part| {
        let value: f64 = part.parse().ok()?;
        (value.is_finite() && value >= 0.0).then_some(total * 60.0 + value)
    })
}

fn clock(seconds: f64) -> String {
    let minutes = (seconds / 60.0).floor();
    format!("{minutes}:{:04.1}", seconds - minutes * 60.0)
}

impl Serialize for Selector {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_w3c().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Selector {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Selector::from_w3c(&Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "The party denied it.\n\nA spokesman said:  the party\tdenied everything. Əli said ığ.";

    #[test]
    fn a_quote_is_found_again_across_line_breaks() {
        let quote = Quote::anchor(TEXT, "spokesman said: the\nparty denied everything")
            .expect("it is there");
        let range = quote.find(TEXT).expect("it is still there");
        assert_eq!(
            &squeeze(TEXT)[range],
            "spokesman said: the party denied everything"
        );
    }

    #[test]
    fn a_quote_that_is_not_there_is_refused() {
        assert_eq!(
            Quote::anchor(TEXT, "the party confirmed"),
            Err(QuoteError::NotFound)
        );
        assert_eq!(Quote::anchor(TEXT, " \n "), Err(QuoteError::Empty));
    }

    #[test]
    fn words_that_stand_twice_need_more_of_the_sentence() {
        assert_eq!(
            Quote::anchor(TEXT, "party denied"),
            Err(QuoteError::Several(2))
        );
    }

    #[test]
    fn context_tells_two_equal_passages_apart_when_a_third_appears() {
        let quote = Quote::anchor(TEXT, "party denied everything").expect("once");
        let doubled = format!("{TEXT} Rumour: party denied everything, they said.");
        let range = quote.find(&doubled).expect("the context decides");
        assert!(squeeze(&doubled)[..range.start].ends_with("said: the "));
    }

    #[test]
    fn a_changed_capture_loses_the_quote() {
        let quote = Quote::anchor(TEXT, "denied everything").expect("once");
        assert_eq!(
            quote.find("The party admitted everything."),
            Err(QuoteError::NotFound)
        );
    }

    #[test]
    fn every_selector_survives_the_w3c_form() {
        let quote = Quote::anchor(TEXT, "Əli said ığ").expect("once");
        for selector in [
            Selector::Region {
                x: 1,
                y: 2,
                width: 3,
                height: 4,
                page: None,
            },
            Selector::Region {
                x: 1,
                y: 2,
                width: 3,
                height: 4,
                page: Some(7),
            },
            Selector::Quote(quote),
            Selector::Page(3),
            Selector::Time {
                start: 12.5,
                end: 19.0,
            },
            Selector::Rows { first: 2, last: 9 },
        ] {
            assert_eq!(Selector::from_w3c(&selector.to_w3c()), Ok(selector));
        }
    }

    #[test]
    fn a_region_without_an_area_is_refused() {
        for text in ["1,2,3", "1,2,0,4", "a,b,c,d", "1,2,3,4,5", "-1,0,2,2"] {
            assert!(Selector::region(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_span_reads_as_clock_or_seconds() {
        assert_eq!(
            Selector::time("0:12-1:02:03"),
            Ok(Selector::Time {
                start: 12.0,
                end: 3723.0
            })
        );
        assert!(Selector::time("9-3").is_err());
        assert!(Selector::time("nan-inf").is_err());
    }
}
