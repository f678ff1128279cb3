//! Claims and the links by which marks bear on them.

use evidence::{Id, Moment, Number, exhibit::UnknownWord, exhibit::by_word};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// One sentence that can be true or false.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Lasting id.
    pub id: Id,
    /// `C-03`
    pub number: Number,
    /// The sentence.
    pub text: String,
    /// The person, organisation or account it accuses.
    pub accuses: Option<Id>,
    /// The account and the person that it ties to one another, if that is what it says.
    pub identity: Option<Identity>,
    /// How sure the reporters are, and why.
    pub confidence: Option<Confidence>,
    /// Why it was given up; it can be reopened.
    pub withdrawn: Option<String>,
}

/// That an account is run by a person: a tie that is claimed, rated and shown like
/// anything else that can be true or false.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The account.
    pub account: Id,
    /// The person.
    pub person: Id,
}

/// How sure the reporters are of a claim, with their reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confidence {
    /// Three bars.
    pub level: ConfidenceLevel,
    /// Why, in a sentence or two.
    pub reason: String,
    /// Who judged.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// One, two or three bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfidenceLevel {
    /// One bar.
    Low,
    /// Two bars.
    Moderate,
    /// Three bars.
    High,
}

impl ConfidenceLevel {
    /// Every level, lowest first.
    pub const ALL: [ConfidenceLevel; 3] = [Self::Low, Self::Moderate, Self::High];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// How a mark bears on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Speaks for it.
    Supports,
    /// Speaks against it.
    Contradicts,
    /// Helps to understand it. “Page X reports that Y said Z” is context, never support for Z.
    Context,
    /// The answer of those it is about.
    Denial,
}

impl Stance {
    /// The four lanes, in the order of the keys 1 to 4.
    pub const ALL: [Stance; 4] = [
        Self::Supports,
        Self::Contradicts,
        Self::Context,
        Self::Denial,
    ];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
            Self::Context => "context",
            Self::Denial => "denial",
        }
    }
}

/// A mark laid in one of a claim's four lanes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Lasting id.
    pub id: Id,
    /// The mark.
    pub mark: Id,
    /// The claim.
    pub claim: Id,
    /// The lane.
    pub stance: Stance,
    /// Why a contradiction does not count, or not as much as it seems.
    pub explanation: Option<Explanation>,
}

/// What the reporters say to a contradiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// In a sentence or two.
    pub text: String,
    /// Who says so.
    pub by: String,
}

impl FromStr for Stance {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        by_word(&Self::ALL, Self::word, text)
    }
}

impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for ConfidenceLevel {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        by_word(&Self::ALL, Self::word, text)
    }
}

impl fmt::Display for ConfidenceLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
