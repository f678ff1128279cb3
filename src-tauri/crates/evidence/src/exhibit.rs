//! An exhibit: one captured item and its collection record.

use crate::{Fingerprint, Id, Moment, Number};
use serde::{Deserialize, Serialize};

/// The media type of a frozen finding: its text is a report of its own, with tables and a chart.
pub const FINDING: &str = "application/vnd.plumb.finding+json";

/// What sort of thing was captured.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A post on a platform, or a picture of one.
    Post,
    /// A web page.
    Page,
    /// A document: PDF, letter, note.
    Document,
    /// A picture as such.
    Image,
    /// A recording with pictures.
    Video,
    /// A recording of sound.
    Audio,
    /// A table or a data set.
    Data,
    /// A record from a register, a list of members or roles.
    Record,
    /// What somebody said or wrote to the reporters.
    Statement,
    /// Anything else.
    #[default]
    Other,
}

impl Kind {
    /// Every kind, in the order the library lists them.
    pub const ALL: [Kind; 10] = [
        Kind::Post,
        Kind::Page,
        Kind::Document,
        Kind::Image,
        Kind::Video,
        Kind::Audio,
        Kind::Data,
        Kind::Record,
        Kind::Statement,
        Kind::Other,
    ];

    /// The word for it, as tables and the command line write it.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Post => "post",
            Kind::Page => "page",
            Kind::Document => "document",
            Kind::Image => "image",
            Kind::Video => "video",
            Kind::Audio => "audio",
            Kind::Data => "data",
            Kind::Record => "record",
            Kind::Statement => "statement",
            Kind::Other => "other",
        }
    }
}

/// How near to the event the source stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// The thing itself: the post, the register, the recording.
    Primary,
    /// A report by a body that had the duty to make it.
    OfficialReport,
    /// Seen by the reporters.
    OwnObservation,
    /// A report by somebody who had access to the event or the papers.
    SecondaryReport,
    /// A retelling of reports.
    TertiaryRewrite,
    /// A retelling made by a machine.
    AiRewritten,
    /// Not established.
    #[default]
    Unknown,
}

impl Tier {
    /// Every tier, nearest first.
    pub const ALL: [Tier; 7] = [
        Tier::Primary,
        Tier::OfficialReport,
        Tier::OwnObservation,
        Tier::SecondaryReport,
        Tier::TertiaryRewrite,
        Tier::AiRewritten,
        Tier::Unknown,
    ];

    /// The word for it, as tables and the command line write it.
    pub const fn word(self) -> &'static str {
        match self {
            Tier::Primary => "primary",
            Tier::OfficialReport => "official_report",
            Tier::OwnObservation => "own_observation",
            Tier::SecondaryReport => "secondary_report",
            Tier::TertiaryRewrite => "tertiary_rewrite",
            Tier::AiRewritten => "ai_rewritten",
            Tier::Unknown => "unknown",
        }
    }

    /// True when the source is too far from the event to carry a claim alone.
    pub const fn is_weak(self) -> bool {
        matches!(
            self,
            Tier::TertiaryRewrite | Tier::AiRewritten | Tier::Unknown
        )
    }
}

/// Whether the case holds the item itself.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// The original is sealed in the case.
    #[default]
    Held,
    /// Others cite it; the case has no copy.
    CitedNotHeld,
}

impl Held {
    /// The word for it, as tables and the command line write it.
    pub const fn word(self) -> &'static str {
        match self {
            Held::Held => "held",
            Held::CitedNotHeld => "cited_not_held",
        }
    }
}

/// What must not be shown without a decision.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Nothing to withhold.
    #[default]
    Open,
    /// Shows or names somebody who could be harmed: withheld from public copies.
    Sensitive,
}

impl Sensitivity {
    /// The word for it, as tables and the command line write it.
    pub const fn word(self) -> &'static str {
        match self {
            Sensitivity::Open => "open",
            Sensitivity::Sensitive => "sensitive",
        }
    }
}

/// A copy of the item that somebody else keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveCopy {
    /// Where it can be seen.
    pub address: String,
    /// When it was made, if known.
    pub made_at: Option<Moment>,
}

/// The original's bytes as the case holds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// SHA-256 of the bytes.
    pub fingerprint: Fingerprint,
    /// Number of bytes.
    pub size_bytes: u64,
    /// What the bytes are, by their content: `image/png`.
    pub media_type: String,
    /// The name the file had when it was added: a label, never a path.
    pub file_name: String,
}

/// Everything known about how an item was collected. Unknown is empty, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CollectionRecord {
    /// The address that was asked for.
    pub address_requested: Option<String>,
    /// The address that answered, after redirections.
    pub address_final: Option<String>,
    /// When the item was posted or published.
    pub posted_at: Option<Moment>,
    /// When it was captured.
    pub captured_at: Option<Moment>,
    /// Who captured it.
    pub captured_by: Option<String>,
    /// The tool and its version.
    pub tool: Option<String>,
    /// How: full-page picture, saved page, photograph of a paper.
    pub method: Option<String>,
    /// Who published it: a site, an outlet, a body.
    pub publisher: Option<String>,
    /// The account that posted it.
    pub account: Option<Id>,
    /// How near to the event the source stands.
    pub tier: Tier,
    /// The exhibits it copies, retells or was cut from.
    pub derived_from: Vec<Id>,
    /// BCP 47 tag of its language.
    pub language: Option<String>,
    /// What must not be shown without a decision.
    pub sensitivity: Sensitivity,
    /// Copies kept by others.
    pub archive_copies: Vec<ArchiveCopy>,
    /// What a reader who cannot see it must know; the alt text in print.
    pub description: Option<String>,
    /// Anything else a colleague must know: `synthetic, made for this sample`.
    pub note: Option<String>,
}

/// One captured item. The original is sealed; marks live beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exhibit {
    /// Lasting id.
    pub id: Id,
    /// `E-014`
    pub number: Number,
    /// What the library calls it.
    pub title: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Whether the case holds it.
    pub held: Held,
    /// The sealed bytes; none for an item that is cited but not held.
    pub original: Option<Original>,
    /// How it was collected.
    pub record: CollectionRecord,
}

impl Exhibit {
    /// Whether it is a frozen finding.
    pub fn is_finding(&self) -> bool {
        let original = self.original.as_ref();
        original.is_some_and(|original| original.media_type == FINDING)
    }
}

/// A word that no member of a list matches.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not known; choose one of {known}")]
pub struct UnknownWord {
    /// What was written.
    pub given: String,
    /// The words that would have been understood.
    pub known: String,
}

/// Finds the member of `all` whose word is `given`; `-` and `_` are the same.
pub fn by_word<T: Copy>(
    all: &[T],
    word: fn(T) -> &'static str,
    given: &str,
) -> Result<T, UnknownWord> {
    let wanted = given.trim().to_lowercase().replace('-', "_");
    all.iter()
        .copied()
        .find(|one| word(*one) == wanted)
        .ok_or_else(|| UnknownWord {
            given: given.to_owned(),
            known: all
                .iter()
                .map(|one| word(*one).replace('_', "-"))
                .collect::<Vec<_>>()
                .join(", "),
        })
}

macro_rules! read_by_word {
    ($($name:ty => $all:expr),* $(,)?) => {$(
        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                by_word(&$all, <$name>::word, text)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    )*};
}

read_by_word! {
    Kind => Kind::ALL,
    Tier => Tier::ALL,
    Held => [Held::Held, Held::CitedNotHeld],
    Sensitivity => [Sensitivity::Open, Sensitivity::Sensitive],
    crate::people::State => crate::people::State::ALL,
    crate::people::Level => crate::people::Level::ALL,
    crate::people::Basis => crate::people::Basis::ALL,
    crate::redaction::Reason => crate::redaction::Reason::ALL,
    crate::redaction::Scope => [crate::redaction::Scope::Public, crate::redaction::Scope::Always],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_the_member_it_names() {
        for tier in Tier::ALL {
            assert_eq!(tier.word().parse(), Ok(tier));
        }
        for kind in Kind::ALL {
            assert_eq!(kind.word().parse(), Ok(kind));
        }
        assert_eq!("ai-rewritten".parse(), Ok(Tier::AiRewritten));
    }

    #[test]
    fn a_word_of_the_command_line_is_the_word_of_the_case_file() {
        let json = serde_json::to_value(Tier::AiRewritten).expect("a tier is a word");
        assert_eq!(json, Tier::AiRewritten.word());
        let json = serde_json::to_value(Held::CitedNotHeld).expect("held is a word");
        assert_eq!(json, Held::CitedNotHeld.word());
    }

    #[test]
    fn an_unknown_word_names_the_known_ones() {
        let refusal = "gossip".parse::<Tier>().expect_err("gossip is no tier");
        assert!(refusal.to_string().contains("own-observation"), "{refusal}");
    }
}
