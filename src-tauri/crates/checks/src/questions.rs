//! What a lawyer will ask about one claim, and whether the case answers it.

use claims::casebook::Target;
use claims::standing::assess;
use claims::{Casebook, Claim, Stance};
use evidence::Id;
use manuscript::Manuscript;
use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::reading::Reading;
use crate::rules::{carries_other_side, unsettled_reply};

/// What is asked of every claim it applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Do two independent origins support it?
    Origins,
    /// Does any of its support stand near to the event?
    FirstHand,
    /// Is what speaks against it explained, or told in the report?
    Contradiction,
    /// Was whoever it accuses asked, with time to answer?
    RightOfReply,
    /// Is their answer in the report?
    Answer,
    /// Did the reporters say how sure they are, and why?
    Confidence,
}

/// A question and whether the case answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    pub ask: Ask,
    /// Whether it is answered.
    pub is_answered: bool,
}

/// The questions that apply to a claim, in the order a lawyer asks them.
pub fn questions(
    manuscript: &Manuscript,
    casebook: &Casebook,
    facts: &Facts,
    claim: &Claim,
) -> Vec<Question> {
    let reading = Reading::new(manuscript, casebook, facts);
    let assessment = assess(casebook, claim);
    let mut asked = vec![(Ask::Origins, assessment.origins >= 2)];
    if assessment.supporting > 0 {
        let mut support = casebook.lane(claim.id, Stance::Supports);
        let is_near = support.any(|(_, exhibit)| !exhibit.record.tier.is_weak());
        asked.push((Ask::FirstHand, is_near));
    }
    if assessment.contradicting > 0 {
        asked.push((Ask::Contradiction, is_faced(&reading, claim)));
    }
    if let Some(accused) = claim.accuses {
        let is_settled = unsettled_reply(&reading, claim, accused).is_none();
        asked.push((Ask::RightOfReply, is_settled));
    }
    if assessment.denials > 0 {
        let mut denials = casebook.lane(claim.id, Stance::Denial);
        asked.push((
            Ask::Answer,
            denials.any(|(mark, _)| is_told(&reading, mark.id)),
        ));
    }
    asked.push((Ask::Confidence, claim.confidence.is_some()));
    asked
        .into_iter()
        .map(|(ask, is_answered)| Question { ask, is_answered })
        .collect()
}

/// Whether what contradicts a claim is explained, or told wherever the report asserts it.
fn is_faced(reading: &Reading<'_>, claim: &Claim) -> bool {
    let mut open = reading.casebook.unexplained(claim.id).peekable();
    let mut asserting = reading
        .asserted()
        .filter(|(_, one)| one.id == claim.id)
        .peekable();
    match (open.peek(), asserting.peek()) {
        (None, _) => true,
        (Some(_), Some(_)) => asserting.all(|(cited, _)| carries_other_side(reading, cited, claim)),
        (Some(_), None) => open.all(|(mark, _)| is_told(reading, mark.id)),
    }
}

/// Whether any sentence of the report cites the mark, or a denial the exhibit it lies in.
fn is_told(reading: &Reading<'_>, mark: Id) -> bool {
    let home = reading.casebook.mark(mark).map(|mark| mark.exhibit);
    reading.sentences.iter().any(|cited| {
        let is_denial = cited.sentence.kind == manuscript::SentenceKind::Denial;
        cited.all.iter().any(|(_, target)| match target {
            Some(Target::Mark(told, _)) => told.id == mark,
            Some(Target::Exhibit(exhibit)) => is_denial && Some(exhibit.id) == home,
            _ => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::bench::Bench;

    fn open(bench: &Bench, text: &str) -> Vec<Ask> {
        let manuscript = Manuscript::parse(text);
        let asked = questions(
            &manuscript,
            &bench.book,
            &bench.facts,
            &bench.book.claims[0],
        );
        asked
            .into_iter()
            .filter(|question| !question.is_answered)
            .map(|question| question.ask)
            .collect()
    }

    #[test]
    fn a_contradiction_stays_a_question_until_it_is_told_or_explained() {
        let mut bench = Bench::new();
        bench.link(1, 1, "supports");
        bench.link(2, 1, "contradicts");
        assert!(open(&bench, "It is so. [@C-01]").contains(&Ask::Contradiction));
        assert!(!open(&bench, "It is not. [@E-002.1]").contains(&Ask::Contradiction));
        bench.book.links[1].explanation = Some(claims::Explanation {
            text: "Another branch.".into(),
            by: "editor".into(),
        });
        assert!(!open(&bench, "It is so. [@C-01]").contains(&Ask::Contradiction));
    }

    #[test]
    fn an_accusation_asks_for_the_right_of_reply() {
        let mut bench = Bench::new();
        assert!(!open(&bench, "").contains(&Ask::RightOfReply));
        bench.accuse(1);
        assert!(open(&bench, "").contains(&Ask::RightOfReply));
        bench.ask(1, 1, Some("2024-06-01"));
        assert!(!open(&bench, "").contains(&Ask::RightOfReply));
    }
}
