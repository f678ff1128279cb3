//! Claims, and the marks that bear on them.

use crate::{Case, Change, Error, people::refuse_empty, read};
use claims::{Casebook, Claim, Identity, Link, Stance, casebook::Party};
use evidence::{Noun, Number, Reference, said};

impl Case {
    /// Writes down a claim and, if it accuses somebody, whom.
    pub fn add_claim(
        &mut self,
        text: &str,
        accuses: Option<&str>,
    ) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let accused = accuses.map(|name| read::party(&book, name)).transpose()?;
        self.insert_claim(text, |claim| {
            claim.accuses = accused.map(|party| party.id())
        })
    }

    /// Claims that an account is run by a person: a tie with lanes, standing and
    /// confidence of its own.
    pub fn claim_identity(
        &mut self,
        account: &str,
        person: &str,
        text: &str,
    ) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let identity = identity(&book, account, person)?;
        self.insert_claim(text, |claim| claim.identity = Some(identity))
    }

    /// Says that a claim ties an account to a person.
    pub fn set_identity(
        &mut self,
        claim: Number,
        account: &str,
        person: &str,
    ) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let id = read::claim(&book, claim)?.id;
        let identity = identity(&book, account, person)?;
        self.change("edit claim", |writing| {
            writing.set_identity(id, identity)?;
            writing.name_subject(claim);
            writing.describe(format!("{account} is run by {person}"));
            Ok(())
        })
    }

    fn insert_claim(
        &mut self,
        text: &str,
        complete: impl FnOnce(&mut Claim),
    ) -> Result<Change<Number>, Error> {
        refuse_empty("a claim", text)?;
        let mut claim = Claim {
            id: self.machine.new_id(),
            number: Number::new(Noun::Claim, 0),
            text: text.trim().to_owned(),
            accuses: None,
            identity: None,
            confidence: None,
            withdrawn: None,
        };
        complete(&mut claim);
        self.change("add claim", |writing| {
            claim.number.value = writing.next_number(Noun::Claim)?;
            writing.insert_claim(&claim)?;
            writing.name_subject(claim.number);
            writing.describe(claim.text.clone());
            Ok(claim.number)
        })
    }

    /// Rewords a claim, and says whom it accuses.
    pub fn edit_claim(
        &mut self,
        claim: Number,
        text: &str,
        accuses: Option<&str>,
    ) -> Result<Change<()>, Error> {
        refuse_empty("a claim", text)?;
        let book = self.casebook()?;
        let id = read::claim(&book, claim)?.id;
        let accused = accuses.map(|name| read::party(&book, name)).transpose()?;
        self.change("edit claim", |writing| {
            writing.reword_claim(id, text.trim(), accused.map(|party| party.id()))?;
            writing.name_subject(claim);
            writing.describe(text.trim());
            Ok(())
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
            explanation: None,
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
                return Err(Error::user(said!(
                    "not-linked",
                    "{} is not linked to {}",
                    mark,
                    claim
                )));
            }
            writing.name_subject(mark);
            writing.name_subject(claim);
            Ok(())
        })
    }
}

fn identity(book: &Casebook, account: &str, person: &str) -> Result<Identity, Error> {
    let (account, person) = (read::party(book, account)?, read::party(book, person)?);
    let (Party::Account(account), Party::Person(person)) = (account, person) else {
        return Err(Error::user(said!(
            "only-an-account-is-run",
            "only an account can be tied to a person so"
        )));
    };
    Ok(Identity {
        account: account.id,
        person: person.id,
    })
}
