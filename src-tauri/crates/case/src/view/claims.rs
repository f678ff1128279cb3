//! Claims with their lanes, and requests for an answer, as people read them.

use super::PartyView;
use crate::{Case, Error, read};
use claims::{
    Assessment, Casebook, Claim, Confidence, Explanation, Identity, Reply, Stance, standing::assess,
};
use evidence::{Mark, Moment, Number, Reference, Selector, Tier};
use serde::Serialize;

/// A claim with its lanes and what they add up to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimView {
    /// `C-03`
    pub number: Number,
    /// The sentence.
    pub text: String,
    /// Whom it accuses.
    pub accuses: Option<PartyView>,
    /// How sure the reporters are, and why.
    pub confidence: Option<Confidence>,
    /// Why it was given up.
    pub withdrawn: Option<String>,
    /// The account and the person it ties to one another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityView>,
    /// Standing and counts, derived from the lanes.
    #[serde(flatten)]
    pub assessment: Assessment,
    /// The marks that bear on it, by lane.
    pub marks: Vec<LaneMark>,
    /// Who was asked about it.
    pub replies: Vec<ReplyView>,
    /// What colleagues told one another, oldest first.
    pub notes: Vec<NoteView>,
}

/// An account and the person who is said to run it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IdentityView {
    /// The account.
    pub account: PartyView,
    /// The person.
    pub person: PartyView,
}

/// A note on a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoteView {
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A mark in a lane.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LaneMark {
    /// The lane.
    pub stance: Stance,
    /// `E-014·1`
    pub mark: Reference,
    /// What to see there.
    pub note: Option<String>,
    /// Where it lies, in words.
    pub place: String,
    /// The words it quotes, if it quotes any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Why a contradiction does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
    /// The exhibit's title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// How near to the event the source stands.
    pub tier: Tier,
}

/// A request for an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReplyView {
    /// `R-01`
    pub number: Number,
    /// Who was asked.
    pub whom: Option<PartyView>,
    /// The claims they were asked about.
    pub about: Vec<Number>,
    /// When.
    pub asked_at: Moment,
    /// How.
    pub channel: String,
    /// Until when they could answer.
    pub deadline: Option<Moment>,
    /// When they were asked again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Moment>,
    /// The exhibit that holds the answer.
    pub answer: Option<Number>,
}

impl Case {
    /// Every claim, in the order of their numbers.
    pub fn claims(&self) -> Result<Vec<ClaimView>, Error> {
        let book = self.casebook()?;
        Ok(book
            .claims
            .iter()
            .map(|claim| view_claim(&book, claim))
            .collect())
    }

    /// One claim.
    pub fn claim(&self, number: Number) -> Result<ClaimView, Error> {
        let book = self.casebook()?;
        Ok(view_claim(&book, read::claim(&book, number)?))
    }

    /// Every request for an answer.
    pub fn replies(&self) -> Result<Vec<ReplyView>, Error> {
        let book = self.casebook()?;
        Ok(book
            .replies
            .iter()
            .map(|reply| view_reply(&book, reply))
            .collect())
    }
}

pub(super) fn view_claim(book: &Casebook, claim: &Claim) -> ClaimView {
    let lanes = Stance::ALL.into_iter().flat_map(|stance| {
        book.lane(claim.id, stance)
            .map(move |(mark, exhibit)| LaneMark {
                stance,
                mark: mark.reference,
                quote: quote(mark),
                explanation: book
                    .links_of(mark.id)
                    .find(|link| link.claim == claim.id)
                    .and_then(|link| link.explanation.clone()),
                note: mark.note.clone(),
                place: mark.selector.describe(),
                title: exhibit.title.clone(),
                publisher: exhibit.record.publisher.clone(),
                tier: exhibit.record.tier,
            })
    });
    ClaimView {
        number: claim.number,
        text: claim.text.clone(),
        accuses: claim
            .accuses
            .and_then(|id| book.party(id))
            .map(|party| PartyView::of(book, party)),
        confidence: claim.confidence.clone(),
        withdrawn: claim.withdrawn.clone(),
        identity: claim.identity.and_then(|one| view_identity(book, one)),
        assessment: assess(book, claim),
        marks: lanes.collect(),
        replies: book
            .replies_about(claim.id)
            .map(|reply| view_reply(book, reply))
            .collect(),
        notes: book
            .notes
            .iter()
            .filter(|note| note.claim == claim.id)
            .map(|note| NoteView {
                text: note.text.clone(),
                by: note.by.clone(),
                at: note.at.clone(),
            })
            .collect(),
    }
}

fn quote(mark: &Mark) -> Option<String> {
    match &mark.selector {
        Selector::Quote(quote) => Some(quote.exact.clone()),
        _ => None,
    }
}

fn view_identity(book: &Casebook, identity: Identity) -> Option<IdentityView> {
    Some(IdentityView {
        account: PartyView::of(book, book.party(identity.account)?),
        person: PartyView::of(book, book.party(identity.person)?),
    })
}

pub(super) fn view_reply(book: &Casebook, reply: &Reply) -> ReplyView {
    ReplyView {
        number: reply.number,
        whom: book
            .party(reply.whom)
            .map(|party| PartyView::of(book, party)),
        about: reply
            .about
            .iter()
            .filter_map(|id| book.claim(*id))
            .map(|one| one.number)
            .collect(),
        asked_at: reply.asked_at.clone(),
        channel: reply.channel.clone(),
        deadline: reply.deadline.clone(),
        reminders: reply.reminders.clone(),
        answer: reply
            .answer
            .and_then(|id| book.exhibit(id))
            .map(|one| one.number),
    }
}
