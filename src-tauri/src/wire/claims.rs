//! Claims and their lanes, as the page shows them.

use super::{Entry, Failure, Finding, RailSentence, When, count, moment, moment_if_any};
use case::view::{ClaimView, LaneMark, PartyView, ReplyView};
use claims::{ConfidenceLevel, Standing as Stands};
use evidence::{Noun, Number};
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
    pub(crate) at: When,
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
    pub(crate) accuses: Option<Name>,
    /// The account and the person that it ties to one another.
    pub(crate) account: Option<Name>,
    pub(crate) person: Option<Name>,
    /// Number of independent origins that support it.
    pub(crate) origins: u32,
    pub(crate) confidence: Option<Confidence>,
    pub(crate) withdrawn: Option<String>,
    pub(crate) links: Vec<ClaimLink>,
    pub(crate) replies: Vec<Reply>,
    pub(crate) notes: Vec<Note>,
    /// The sentences of the report that cite it.
    pub(crate) sentences: Vec<Wording>,
    /// What a lawyer will ask.
    pub(crate) questions: Vec<Question>,
    /// What the checks say about it.
    pub(crate) findings: Vec<Finding>,
    /// Sentences of the report that would lose their support with it.
    pub(crate) fallen_sentences: Vec<Wording>,
    /// Claims that would lose supporting marks with it.
    pub(crate) fallen_claims: Vec<FallenClaim>,
    /// What the journal says of it, newest first.
    pub(crate) history: Vec<Entry>,
}

/// A person, organisation or account by tag and name.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
pub(crate) struct Name {
    pub(crate) tag: String,
    pub(crate) name: String,
    /// The code under which it prints.
    pub(crate) code: Option<String>,
}

/// A sentence of the report.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Wording {
    pub(crate) text: String,
    /// First UTF-16 unit in the manuscript.
    pub(crate) start: u32,
    pub(crate) citations: Vec<String>,
}

/// A note on a claim.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Note {
    pub(crate) text: String,
    pub(crate) by: String,
    pub(crate) at: When,
}

/// What a lawyer asks.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Ask {
    /// Two independent origins?
    Origins,
    /// Any support near to the event?
    FirstHand,
    /// What speaks against it, explained or told?
    Contradiction,
    /// Was the accused asked?
    RightOfReply,
    /// Is their answer in the report?
    Answer,
    /// How sure are the reporters, and why?
    Confidence,
}

/// A question and whether the case answers it.
#[derive(Clone, Copy, Debug, Serialize, Type)]
pub(crate) struct Question {
    pub(crate) ask: Ask,
    pub(crate) answered: bool,
}

/// A claim that loses support with another.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct FallenClaim {
    pub(crate) number: u32,
    pub(crate) tag: String,
    /// Supporting marks it would lose.
    pub(crate) lost: u32,
    /// Supporting marks it has.
    pub(crate) supporting: u32,
}

/// A mark in a lane.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct ClaimLink {
    pub(crate) mark: String,
    pub(crate) exhibit: u32,
    pub(crate) exhibit_title: String,
    pub(crate) source: String,
    /// A word of `evidence::exhibit::Tier`.
    pub(crate) tier: String,
    pub(crate) stance: Stance,
    pub(crate) note: String,
    /// The words it quotes, if it quotes any.
    pub(crate) quote: Option<String>,
    /// Why a contradiction does not count, and who says so.
    pub(crate) explanation: Option<String>,
    pub(crate) explained_by: Option<String>,
}

/// A request for an answer.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Reply {
    pub(crate) number: u32,
    pub(crate) tag: String,
    pub(crate) whom: Option<Name>,
    /// Numbers of the claims they were asked about.
    pub(crate) about: Vec<u32>,
    pub(crate) asked_at: When,
    pub(crate) channel: String,
    pub(crate) deadline: Option<When>,
    pub(crate) reminders: Vec<When>,
    /// The exhibit that holds the answer.
    pub(crate) answer: Option<u32>,
}

/// A request for an answer, as a person says it.
#[derive(Clone, Debug, Deserialize, Type)]
pub(crate) struct ReplyDraft {
    pub(crate) whom: String,
    pub(crate) about: Vec<u32>,
    pub(crate) asked_at: String,
    pub(crate) channel: String,
    pub(crate) deadline: Option<String>,
    pub(crate) reminders: Vec<String>,
    pub(crate) answer: Option<u32>,
}

impl ReplyDraft {
    /// The request as a case takes it.
    pub(crate) fn read(self) -> Result<case::NewReply, Failure> {
        let reminders = self.reminders.iter().map(|text| moment(text));
        Ok(case::NewReply {
            whom: self.whom,
            about: self
                .about
                .iter()
                .map(|number| Number::new(Noun::Claim, *number))
                .collect(),
            asked_at: moment(&self.asked_at)?,
            channel: self.channel,
            deadline: moment_if_any(self.deadline.as_deref())?,
            reminders: reminders.collect::<Result<_, _>>()?,
            answer: self.answer.map(|number| Number::new(Noun::Exhibit, number)),
        })
    }
}

/// What the report, the checks and the journal say of a claim.
pub(crate) struct Seen {
    pub(crate) rail: Vec<RailSentence>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) questions: Vec<case::Question>,
    pub(crate) falls: case::Falls,
    pub(crate) journal: Vec<case::JournalEntry>,
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
    /// A claim with what report, checks and journal say of it.
    pub(crate) fn of(view: &ClaimView, seen: Seen) -> Self {
        let tag = view.number.to_string();
        let cites = |citations: &[String]| citations.contains(&tag);
        let fallen: Vec<&str> = seen
            .falls
            .sentences
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        let identity = view.identity.as_ref();
        Self {
            sentences: seen
                .rail
                .iter()
                .filter(|sentence| cites(&sentence.citations))
                .map(Wording::from)
                .collect(),
            fallen_sentences: seen
                .rail
                .iter()
                .filter(|sentence| {
                    cites(&sentence.citations) && fallen.contains(&sentence.text.as_str())
                })
                .map(Wording::from)
                .collect(),
            findings: seen
                .findings
                .into_iter()
                .filter(|each| cites(&each.objects))
                .collect(),
            questions: seen.questions.iter().map(Question::from).collect(),
            fallen_claims: seen
                .falls
                .claims
                .iter()
                .map(|(number, lost, supporting)| FallenClaim {
                    number: number.value,
                    tag: number.to_string(),
                    lost: count(*lost),
                    supporting: count(*supporting),
                })
                .collect(),
            history: history(&tag, &seen.journal),
            number: view.number.value,
            text: view.text.clone(),
            standing: view.assessment.standing.into(),
            accuses: view.accuses.as_ref().map(Name::from),
            account: identity.map(|one| Name::from(&one.account)),
            person: identity.map(|one| Name::from(&one.person)),
            origins: count(view.assessment.origins),
            confidence: view.confidence.as_ref().map(|confidence| Confidence {
                level: confidence.level.into(),
                reason: confidence.reason.clone(),
                by: confidence.by.clone(),
                at: When::from(&confidence.at),
            }),
            withdrawn: view.withdrawn.clone(),
            links: view.marks.iter().map(link).collect(),
            replies: view.replies.iter().map(Reply::from).collect(),
            notes: view
                .notes
                .iter()
                .map(|note| Note {
                    text: note.text.clone(),
                    by: note.by.clone(),
                    at: When::from(&note.at),
                })
                .collect(),
            tag,
        }
    }
}

/// The entries that name something by this tag, newest first.
pub(crate) fn history(tag: &str, journal: &[case::JournalEntry]) -> Vec<Entry> {
    let names = |entry: &&case::JournalEntry| entry.subjects.iter().any(|subject| subject == tag);
    journal
        .iter()
        .rev()
        .filter(names)
        .map(Entry::from)
        .collect()
}

impl From<&RailSentence> for Wording {
    fn from(sentence: &RailSentence) -> Self {
        Self {
            text: sentence.text.clone(),
            start: sentence.start,
            citations: sentence.citations.clone(),
        }
    }
}

impl From<&PartyView> for Name {
    fn from(view: &PartyView) -> Self {
        Self {
            tag: view.number.to_string(),
            name: view.name.clone(),
            code: view.code.as_ref().map(|code| code.code.clone()),
        }
    }
}

impl From<&case::Question> for Question {
    fn from(question: &case::Question) -> Self {
        Self {
            answered: question.is_answered,
            ask: match question.ask {
                case::Ask::Origins => Ask::Origins,
                case::Ask::FirstHand => Ask::FirstHand,
                case::Ask::Contradiction => Ask::Contradiction,
                case::Ask::RightOfReply => Ask::RightOfReply,
                case::Ask::Answer => Ask::Answer,
                case::Ask::Confidence => Ask::Confidence,
            },
        }
    }
}

fn link(lane: &LaneMark) -> ClaimLink {
    let explanation = lane.explanation.as_ref();
    ClaimLink {
        mark: lane.mark.to_string(),
        exhibit: lane.mark.exhibit().map_or(0, |exhibit| exhibit.value),
        exhibit_title: lane.title.clone(),
        source: lane.publisher.clone().unwrap_or_default(),
        tier: lane.tier.word().to_owned(),
        stance: lane.stance.into(),
        note: lane.note.clone().unwrap_or_default(),
        quote: lane.quote.clone(),
        explanation: explanation.map(|one| one.text.clone()),
        explained_by: explanation.map(|one| one.by.clone()),
    }
}

impl From<&ReplyView> for Reply {
    fn from(view: &ReplyView) -> Self {
        Self {
            number: view.number.value,
            tag: view.number.to_string(),
            whom: view.whom.as_ref().map(Name::from),
            about: view.about.iter().map(|claim| claim.value).collect(),
            asked_at: When::from(&view.asked_at),
            channel: view.channel.clone(),
            deadline: view.deadline.as_ref().map(When::from),
            reminders: view.reminders.iter().map(When::from).collect(),
            answer: view.answer.map(|answer| answer.value),
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
