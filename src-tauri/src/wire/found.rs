//! What the palette finds in a case.

use case::{Finding, FoundSentence, Thing};
use serde::Serialize;
use specta::Type;

/// Things and sentences that hold the words.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Found {
    pub(crate) things: Vec<FoundThing>,
    pub(crate) sentences: Vec<SentenceFound>,
}

/// Something with a tag.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct FoundThing {
    pub(crate) tag: String,
    pub(crate) title: String,
    /// The exhibit of a mark, the publisher of an exhibit.
    pub(crate) beside: String,
}

/// A sentence of the report.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct SentenceFound {
    /// First UTF-16 unit.
    pub(crate) start: u32,
    pub(crate) text: String,
}

impl From<Finding> for Found {
    fn from(finding: Finding) -> Self {
        Self {
            things: finding.things.into_iter().map(FoundThing::from).collect(),
            sentences: finding
                .sentences
                .into_iter()
                .map(SentenceFound::from)
                .collect(),
        }
    }
}

impl From<Thing> for FoundThing {
    fn from(thing: Thing) -> Self {
        Self {
            tag: thing.tag.to_string(),
            title: thing.title,
            beside: thing.beside,
        }
    }
}

impl From<FoundSentence> for SentenceFound {
    fn from(sentence: FoundSentence) -> Self {
        Self {
            start: super::count(sentence.utf16.start),
            text: sentence.text,
        }
    }
}
