//! Claims and their lanes, as the page shows them.

use super::{Finding, RailSentence, count};
use case::view::{ClaimView, LaneMark, ReplyView};
use claims::{ConfidenceLevel, Standing as Stands};
use evidence::Reference;
use serde::{Deserialize, Serialize};
use specta::Type;

/// How a mark bears on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stance {
    /// For it.
    Supports,
    /// Against it.
    Contradicts,
    /// Neither.
    Context,
    /// The accused deny it.
    Denial,
}

/// How well a claim stands.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Standing {
    /// Nothing supports it.
    Open,
    /// One origin supports it.
    SingleOrigin,
    /// Two or more independent origins support it.
    Backed,
    /// Something speaks for it and something against.
    Disputed,
    /// Something speaks against it and nothing for it.
    Refuted,
    /// Given up.
    Withdrawn,
}

/// One, two or three bars.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    /// One bar.
    Low,
    /// Two bars.
    Moderate,
    /// Three bars.
    High,
}

/// How sure the reporters are, and why.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Confidence {
    pub(crate) level: Level,
    pub(crate) reason: String,
    pub(crate) by: String,
}

/// A claim in the list.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct ClaimRow {
    pub(crate) number: u32,
    pub(crate) tag: String,
    pub(crate) text: String,
    pub(crate) standing: Standing,
    /// Whom it accuses, by name.
    pub(crate) accuses: Option<String>,
    pub(crate) supports: u32,
    pub(crate) contradicts: u32,
    pub(crate) context: u32,
    pub(crate) denials: u32,
    pub(crate) confidence: Option<Level>,
}

/// A claim with everything that bears on it.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Claim {
    pub(crate) number: u32,
    pub(crate) tag: String,
    pub(crate) text: String,
    pub(crate) standing: Standing,
    pub(crate) accuses: Option<String>,
    /// Number of independent origins that support it.
    pub(crate) origins: u32,
    pub(crate) confidence: Option<Confidence>,
    pub(crate) withdrawn: Option<String>,
    pub(crate) links: Vec<ClaimLink>,
    pub(crate) replies: Vec<Reply>,
    /// The sentences of the report that cite it.
    pub(crate) sentences: Vec<String>,
    /// What the checks say about it.
    pub(crate) findings: Vec<Finding>,
}

/// A mark in a lane.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct ClaimLink {
    pub(crate) mark: String,
    pub(crate) exhibit: u32,
    pub(crate) exhibit_title: String,
    pub(crate) source: String,
    pub(crate) stance: Stance,
    pub(crate) note: String,
    /// The words it quotes, if it quotes any.
    pub(crate) quote: Option<String>,
}

/// A request for an answer.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Reply {
    pub(crate) whom: String,
    pub(crate) asked_at: String,
    pub(crate) channel: String,
    pub(crate) deadline: Option<String>,
    /// The exhibit that holds the answer.
    pub(crate) answer: Option<String>,
}

impl From<&ClaimView> for ClaimRow {
    fn from(view: &ClaimView) -> Self {
        Self {
            number: view.number.value,
            tag: view.number.to_string(),
            text: view.text.clone(),
            standing: view.assessment.standing.into(),
            accuses: view.accuses.as_ref().map(|party| party.name.clone()),
            supports: count(view.assessment.supporting),
            contradicts: count(view.assessment.contradicting),
            context: count(view.assessment.context),
            denials: count(view.assessment.denials),
            confidence: view
                .confidence
                .as_ref()
                .map(|confidence| confidence.level.into()),
        }
    }
}

impl Claim {
    /// A claim with the sentences and findings of the report that concern it.
    /// `quote` gives the words of a mark.
    pub(crate) fn of(
        view: &ClaimView,
        rail: &[RailSentence],
        findings: &[Finding],
        quote: impl Fn(Reference) -> Option<String>,
    ) -> Self {
        let ClaimRow {
            number,
            tag,
            text,
            standing,
            accuses,
            ..
        } = ClaimRow::from(view);
        let cites = |citations: &[String]| citations.contains(&tag);
        Self {
            sentences: rail
                .iter()
                .filter(|sentence| cites(&sentence.citations))
                .map(|sentence| sentence.text.clone())
                .collect(),
            findings: findings
                .iter()
                .filter(|each| cites(&each.objects))
                .cloned()
                .collect(),
            number,
            tag,
            text,
            standing,
            accuses,
            origins: count(view.assessment.origins),
            confidence: view.confidence.as_ref().map(|confidence| Confidence {
                level: confidence.level.into(),
                reason: confidence.reason.clone(),
                by: confidence.by.clone(),
            }),
            withdrawn: view.withdrawn.clone(),
            links: view
                .marks
                .iter()
                .map(|lane| link(lane, quote(lane.mark)))
                .collect(),
            replies: view.replies.iter().map(Reply::from).collect(),
        }
    }
}

fn link(lane: &LaneMark, quote: Option<String>) -> ClaimLink {
    ClaimLink {
        mark: lane.mark.to_string(),
        exhibit: lane.mark.exhibit().map_or(0, |exhibit| exhibit.value),
        exhibit_title: lane.title.clone(),
        source: lane.publisher.clone().unwrap_or_default(),
        stance: lane.stance.into(),
        note: lane.note.clone().unwrap_or_default(),
        quote,
    }
}

impl From<&ReplyView> for Reply {
    fn from(view: &ReplyView) -> Self {
        Self {
            whom: view
                .whom
                .as_ref()
                .map(|party| party.name.clone())
                .unwrap_or_default(),
            asked_at: view.asked_at.to_string(),
            channel: view.channel.clone(),
            deadline: view.deadline.as_ref().map(ToString::to_string),
            answer: view.answer.map(|answer| answer.to_string()),
        }
    }
}

impl From<claims::Stance> for Stance {
    fn from(stance: claims::Stance) -> Self {
        match stance {
            claims::Stance::Supports => Stance::Supports,
            claims::Stance::Contradicts => Stance::Contradicts,
            claims::Stance::Context => Stance::Context,
            claims::Stance::Denial => Stance::Denial,
        }
    }
}

impl From<Stance> for claims::Stance {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Supports => claims::Stance::Supports,
            Stance::Contradicts => claims::Stance::Contradicts,
            Stance::Context => claims::Stance::Context,
            Stance::Denial => claims::Stance::Denial,
        }
    }
}

impl From<Stands> for Standing {
    fn from(standing: Stands) -> Self {
        match standing {
            Stands::Open => Standing::Open,
            Stands::SingleOrigin => Standing::SingleOrigin,
            Stands::Backed => Standing::Backed,
            Stands::Disputed => Standing::Disputed,
            Stands::Refuted => Standing::Refuted,
            Stands::Withdrawn => Standing::Withdrawn,
        }
    }
}

impl From<ConfidenceLevel> for Level {
    fn from(level: ConfidenceLevel) -> Self {
        match level {
            ConfidenceLevel::Low => Level::Low,
            ConfidenceLevel::Moderate => Level::Moderate,
            ConfidenceLevel::High => Level::High,
        }
    }
}

impl From<Level> for ConfidenceLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::Low => ConfidenceLevel::Low,
            Level::Moderate => ConfidenceLevel::Moderate,
            Level::High => ConfidenceLevel::High,
        }
    }
}
