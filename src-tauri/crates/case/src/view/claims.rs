//! Claims with their lanes, and requests for an answer, as people read them.

use super::PartyView;
use crate::{Case, Error, read};
use claims::{Assessment, Casebook, Claim, Confidence, Reply, Stance, standing::assess};
use evidence::{Moment, Number, Reference, Tier};
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
    /// Standing and counts, derived from the lanes.
    #[serde(flatten)]
    pub assessment: Assessment,
    /// The marks that bear on it, by lane.
    pub marks: Vec<LaneMark>,
    /// Who was asked about it.
    pub replies: Vec<ReplyView>,
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

fn view_claim(book: &Casebook, claim: &Claim) -> ClaimView {
    let lanes = Stance::ALL.into_iter().flat_map(|stance| {
        book.lane(claim.id, stance)
            .map(move |(mark, exhibit)| LaneMark {
                stance,
                mark: mark.reference,
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
        assessment: assess(book, claim),
        marks: lanes.collect(),
        replies: book
            .replies_about(claim.id)
            .map(|reply| view_reply(book, reply))
            .collect(),
    }
}

fn view_reply(book: &Casebook, reply: &Reply) -> ReplyView {
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
        answer: reply
            .answer
            .and_then(|id| book.exhibit(id))
            .map(|one| one.number),
    }
}
