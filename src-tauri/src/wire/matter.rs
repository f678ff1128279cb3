//! What is the matter with a sentence or with the case: the window has the words.

use serde::Serialize;
use specta::Type;

/// What a check found, with what a sentence about it names.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Matter {
    /// A statement cites nothing.
    NoEvidence,
    /// What is cited is not there.
    LeadsNowhere { cited: String },
    /// What is cited was withdrawn.
    Withdrawn { claim: String, reason: String },
    /// An exhibit is said to be held and has no file.
    NoFile { exhibit: String },
    /// An original is not what was sealed.
    Altered { exhibit: String },
    /// The journal has a gap or a change.
    JournalNotWhole { damage: String, entry: String },
    /// An accusation that nothing supports.
    AccusesWithoutSupport { claim: String, whom: String },
    /// An accusation whose support goes back to one origin.
    AccusesOnOneOrigin { claim: String, whom: String },
    /// A claim rests on retellings.
    Retold {
        claim: String,
        exhibits: Vec<String>,
    },
    /// What speaks against a claim is not said.
    LeftOut {
        claim: String,
        contradicts: Vec<String>,
        answers: Vec<String>,
    },
    /// Somebody accused was not asked.
    NotAsked { claim: String, whom: String },
    /// Somebody accused still has time to answer.
    TimeToAnswer {
        claim: String,
        whom: String,
        reply: String,
        deadline: String,
    },
    /// Somebody accused was asked without a deadline.
    NoDeadline {
        claim: String,
        whom: String,
        reply: String,
    },
    /// The exhibit of a quotation has no captured text.
    NoText {
        mark: String,
        words: String,
        exhibit: String,
    },
    /// The captured text does not have the words.
    NotInText {
        mark: String,
        words: String,
        exhibit: String,
    },
}

impl From<&case::Matter> for Matter {
    fn from(matter: &case::Matter) -> Self {
        use case::Matter as M;
        match matter {
            M::NoEvidence => Self::NoEvidence,
            M::LeadsNowhere { cited } => Self::LeadsNowhere {
                cited: cited.clone(),
            },
            M::Withdrawn { claim, reason } => Self::Withdrawn {
                claim: claim.clone(),
                reason: reason.clone(),
            },
            M::NoFile { exhibit } => Self::NoFile {
                exhibit: exhibit.clone(),
            },
            M::Altered { exhibit } => Self::Altered {
                exhibit: exhibit.clone(),
            },
            M::JournalNotWhole { damage, entry } => Self::JournalNotWhole {
                damage: damage.clone(),
                entry: entry.clone(),
            },
            M::AccusesWithoutSupport { claim, whom } => Self::AccusesWithoutSupport {
                claim: claim.clone(),
                whom: whom.clone(),
            },
            M::AccusesOnOneOrigin { claim, whom } => Self::AccusesOnOneOrigin {
                claim: claim.clone(),
                whom: whom.clone(),
            },
            M::Retold { claim, exhibits } => Self::Retold {
                claim: claim.clone(),
                exhibits: exhibits.clone(),
            },
            M::LeftOut {
                claim,
                contradicts,
                answers,
            } => Self::LeftOut {
                claim: claim.clone(),
                contradicts: contradicts.clone(),
                answers: answers.clone(),
            },
            M::NotAsked { claim, whom } => Self::NotAsked {
                claim: claim.clone(),
                whom: whom.clone(),
            },
            M::TimeToAnswer {
                claim,
                whom,
                reply,
                deadline,
            } => Self::TimeToAnswer {
                claim: claim.clone(),
                whom: whom.clone(),
                reply: reply.clone(),
                deadline: deadline.clone(),
            },
            M::NoDeadline { claim, whom, reply } => Self::NoDeadline {
                claim: claim.clone(),
                whom: whom.clone(),
                reply: reply.clone(),
            },
            M::NoText {
                mark,
                words,
                exhibit,
            } => Self::NoText {
                mark: mark.clone(),
                words: words.clone(),
                exhibit: exhibit.clone(),
            },
            M::NotInText {
                mark,
                words,
                exhibit,
            } => Self::NotInText {
                mark: mark.clone(),
                words: words.clone(),
                exhibit: exhibit.clone(),
            },
        }
    }
}
