//! Claims, and the marks that bear on them.

use crate::{Case, Change, Error, people::refuse_empty, read};
use claims::{Claim, Confidence, ConfidenceLevel, Link, Stance, Waiver};
use evidence::{Moment, Noun, Number, Reference};

impl Case {
    /// Writes down a claim and, if it accuses somebody, whom.
    pub fn add_claim(
        &mut self,
        text: &str,
        accuses: Option<&str>,
    ) -> Result<Change<Number>, Error> {
        refuse_empty("a claim", text)?;
        let book = self.casebook()?;
        let accused = accuses.map(|name| read::party(&book, name)).transpose()?;
        let id = self.machine.new_id();
        self.change("add claim", |writing| {
            let number = Number::new(Noun::Claim, writing.next_number(Noun::Claim)?);
            writing.insert_claim(&Claim {
                id,
                number,
                text: text.trim().to_owned(),
                accuses: accused.map(|party| party.id()),
                confidence: None,
                withdrawn: None,
            })?;
            writing.name_subject(number);
            writing.describe(text.trim());
            Ok(number)
        })
    }

    /// Lays a mark in one of a claim's four lanes; it lies in one lane at a time.
    pub fn link(
        &mut self,
        mark: Reference,
        claim: Number,
        stance: Stance,
    ) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let link = Link {
            id: self.machine.new_id(),
            mark: read::mark(&book, mark)?.id,
            claim: read::claim(&book, claim)?.id,
            stance,
        };
        self.change("link", |writing| {
            writing.put_link(&link)?;
            writing.name_subject(mark);
            writing.name_subject(claim);
            writing.describe(stance.word());
            Ok(())
        })
    }

    /// Takes a mark off a claim.
    pub fn unlink(&mut self, mark: Reference, claim: Number) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let mark_id = read::mark(&book, mark)?.id;
        let claim_id = read::claim(&book, claim)?.id;
        self.change("unlink", |writing| {
            if !writing.delete_link(mark_id, claim_id)? {
                return Err(Error::user(format!("{mark} is not linked to {claim}")));
            }
            writing.name_subject(mark);
            writing.name_subject(claim);
            Ok(())
        })
    }

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
        self.set_withdrawn("withdraw claim", claim, Some(reason.trim()))
    }

    /// Takes a withdrawn claim up again.
    pub fn reopen_claim(&mut self, claim: Number) -> Result<Change<()>, Error> {
        self.set_withdrawn("reopen claim", claim, None)
    }

    fn set_withdrawn(
        &mut self,
        operation: &str,
        claim: Number,
        reason: Option<&str>,
    ) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let id = read::claim(&book, claim)?.id;
        self.change(operation, |writing| {
            writing.set_withdrawn(id, reason)?;
            writing.name_subject(claim);
            writing.describe(reason.unwrap_or_default());
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
}
