//! What the reporters make of a claim: how sure they are, what they say to a contradiction,
//! what they tell one another, what they decide to live with.

use crate::{Case, Change, Error, people::refuse_empty, read};
use claims::{Confidence, ConfidenceLevel, Explanation, Note, Stance, Waiver};
use evidence::{Moment, Number, Reference, said};

impl Case {
    /// Says how sure the reporters are of a claim, and why.
    pub fn set_confidence(
        &mut self,
        claim: Number,
        level: ConfidenceLevel,
        reason: &str,
    ) -> Result<Change<()>, Error> {
        refuse_empty("the reason", reason)?;
        let book = self.casebook()?;
        let id = read::claim(&book, claim)?.id;
        let confidence = Confidence {
            level,
            reason: reason.trim().to_owned(),
            by: self.machine.actor().to_owned(),
            at: Moment::from_utc(self.machine.now()),
        };
        self.change("set confidence", |writing| {
            writing.set_confidence(id, Some(&confidence))?;
            writing.name_subject(claim);
            writing.describe(level.word());
            Ok(())
        })
    }

    /// Gives a claim up with a reason.
    pub fn withdraw_claim(&mut self, claim: Number, reason: &str) -> Result<Change<()>, Error> {
        refuse_empty("the reason", reason)?;
        self.set_withdrawn("withdraw claim", claim, Some(reason.trim()), reason.trim())
    }

    /// Takes a withdrawn claim up again with a reason, which stands in the journal.
    pub fn reopen_claim(&mut self, claim: Number, reason: &str) -> Result<Change<()>, Error> {
        refuse_empty("the reason", reason)?;
        self.set_withdrawn("reopen claim", claim, None, reason.trim())
    }

    fn set_withdrawn(
        &mut self,
        operation: &str,
        claim: Number,
        withdrawn: Option<&str>,
        reason: &str,
    ) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let id = read::claim(&book, claim)?.id;
        self.change(operation, |writing| {
            writing.set_withdrawn(id, withdrawn)?;
            writing.name_subject(claim);
            writing.describe(reason);
            Ok(())
        })
    }

    /// Decides to live with a finding of the checks: the rule, the things it
    /// names in its order, and the sentence as it stands.
    pub fn waive(
        &mut self,
        rule: &str,
        objects: Vec<Reference>,
        sentence: Option<String>,
        reason: &str,
    ) -> Result<Change<()>, Error> {
        refuse_empty("the reason", reason)?;
        let waiver = Waiver {
            id: self.machine.new_id(),
            rule: rule.to_owned(),
            objects,
            sentence,
            by: self.machine.actor().to_owned(),
            reason: reason.trim().to_owned(),
            at: Moment::from_utc(self.machine.now()),
        };
        self.change("waive finding", |writing| {
            writing.insert_waiver(&waiver)?;
            waiver
                .objects
                .iter()
                .for_each(|object| writing.name_subject(object));
            writing.describe(format!("{}: {}", waiver.rule, waiver.reason));
            Ok(())
        })
    }

    /// Takes back the decision to live with a finding.
    pub fn take_back_waiver(
        &mut self,
        rule: &str,
        objects: &[Reference],
        sentence: Option<&str>,
    ) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let mut waivers = book.waivers.iter();
        let waiver = waivers
            .find(|one| one.covers(rule, objects, sentence))
            .ok_or_else(|| {
                Error::missing(said!(
                    "no-such-waiver",
                    "this case has no waiver of {} there",
                    rule
                ))
            })?;
        self.change("take back waiver", |writing| {
            writing.delete_waiver(waiver.id)?;
            objects
                .iter()
                .for_each(|object| writing.name_subject(object));
            writing.describe(rule);
            Ok(())
        })
    }

    /// Explains why a contradiction does not count; an empty text takes the explanation back.
    pub fn explain(
        &mut self,
        mark: Reference,
        claim: Number,
        text: &str,
    ) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let (mark_id, claim_id) = (read::mark(&book, mark)?.id, read::claim(&book, claim)?.id);
        let contradicts =
            |link: &claims::Link| link.mark == mark_id && link.stance == Stance::Contradicts;
        if !book.links_on(claim_id).any(contradicts) {
            return Err(Error::user(said!(
                "no-contradiction",
                "{} does not contradict {}",
                mark,
                claim
            )));
        }
        let explanation = (!text.trim().is_empty()).then(|| Explanation {
            text: text.trim().to_owned(),
            by: self.machine.actor().to_owned(),
        });
        self.change("explain contradiction", |writing| {
            writing.explain_link(mark_id, claim_id, explanation.as_ref())?;
            writing.name_subject(mark);
            writing.name_subject(claim);
            writing.describe(text.trim());
            Ok(())
        })
    }

    /// Writes a note on a claim, for colleagues.
    pub fn add_note(&mut self, claim: Number, text: &str) -> Result<Change<()>, Error> {
        refuse_empty("a note", text)?;
        let book = self.casebook()?;
        let note = Note {
            id: self.machine.new_id(),
            claim: read::claim(&book, claim)?.id,
            text: text.trim().to_owned(),
            by: self.machine.actor().to_owned(),
            at: Moment::from_utc(self.machine.now()),
        };
        self.change("add note", |writing| {
            writing.insert_note(&note)?;
            writing.name_subject(claim);
            Ok(())
        })
    }

    /// Takes a note away: the one at this place on the claim, oldest first from 0.
    pub fn remove_note(&mut self, claim: Number, place: usize) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let id = read::claim(&book, claim)?.id;
        let mut notes = book.notes.iter().filter(|note| note.claim == id);
        let note = notes.nth(place).ok_or_else(|| {
            Error::missing(said!(
                "no-such-note",
                "this case has no such note on {}",
                claim
            ))
        })?;
        self.change("remove note", |writing| {
            writing.delete_note(note.id)?;
            writing.name_subject(claim);
            Ok(())
        })
    }
}
