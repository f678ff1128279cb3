//! Everything a case knows at one moment, read at once: what checks and reports look at.

use crate::{Claim, Link, Note, Reply, Stance, Waiver};
use evidence::{
    Account, Affiliation, Alias, Code, Event, Exhibit, Id, Mark, Noun, Number, Organisation,
    Person, Redaction, Reference,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A snapshot of a case. Every list is in the order of its numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Casebook {
    /// What the case is called.
    pub title: String,
    /// Captured items.
    pub exhibits: Vec<Exhibit>,
    /// Marks, by exhibit and number.
    pub marks: Vec<Mark>,
    /// What no printed copy shows, by exhibit and number.
    pub redactions: Vec<Redaction>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Marks on claims.
    pub links: Vec<Link>,
    /// Notes on claims, oldest first.
    pub notes: Vec<Note>,
    /// Requests for an answer.
    pub replies: Vec<Reply>,
    /// People.
    pub people: Vec<Person>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Accounts with their states.
    pub accounts: Vec<Account>,
    /// Numbers of what was merged into another.
    pub aliases: Vec<Alias>,
    /// The codes under which people, organisations and accounts print.
    pub codes: Vec<Code>,
    /// Affiliations.
    pub affiliations: Vec<Affiliation>,
    /// Events.
    pub events: Vec<Event>,
    /// Decisions to live with a finding.
    pub waivers: Vec<Waiver>,
    /// The captured text of exhibits that have one, by exhibit id.
    pub texts: BTreeMap<Id, String>,
}

/// A person, organisation or account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Party<'a> {
    /// A human being.
    Person(&'a Person),
    /// A body.
    Organisation(&'a Organisation),
    /// An account.
    Account(&'a Account),
}

impl Party<'_> {
    /// The number under which a case lists it.
    pub fn number(&self) -> Number {
        match self {
            Party::Person(person) => person.number,
            Party::Organisation(organisation) => organisation.number,
            Party::Account(account) => account.number,
        }
    }

    /// The lasting id.
    pub fn id(&self) -> Id {
        match self {
            Party::Person(person) => person.id,
            Party::Organisation(organisation) => organisation.id,
            Party::Account(account) => account.id,
        }
    }

    /// The name it is known under: a name, a code, a handle.
    pub fn name(&self) -> &str {
        match self {
            Party::Person(person) => &person.name,
            Party::Organisation(organisation) => &organisation.name,
            Party::Account(account) => &account.handle,
        }
    }

    /// What else it is called.
    pub fn other_names(&self) -> &[String] {
        match self {
            Party::Person(person) => &person.other_names,
            Party::Organisation(organisation) => &organisation.other_names,
            Party::Account(account) => &account.other_names,
        }
    }
}

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target<'a> {
    /// An exhibit as a whole.
    Exhibit(&'a Exhibit),
    /// A mark and the exhibit it lies in.
    Mark(&'a Mark, &'a Exhibit),
    /// A claim.
    Claim(&'a Claim),
    /// A person, organisation or account.
    Party(Party<'a>),
    /// An affiliation.
    Affiliation(&'a Affiliation),
    /// An event.
    Event(&'a Event),
    /// A request for an answer.
    Reply(&'a Reply),
}

impl Casebook {
    /// What `reference` points at, if the case has it.
    pub fn find(&self, reference: Reference) -> Option<Target<'_>> {
        let number = match reference {
            Reference::Thing(number) => number,
            Reference::Mark { .. } => {
                let mark = self.marks.iter().find(|mark| mark.reference == reference)?;
                return Some(Target::Mark(mark, self.exhibit(mark.exhibit)?));
            }
        };
        match number.noun {
            Noun::Exhibit => self
                .exhibits
                .iter()
                .find(|one| one.number == number)
                .map(Target::Exhibit),
            Noun::Claim => self
                .claims
                .iter()
                .find(|one| one.number == number)
                .map(Target::Claim),
            Noun::Affiliation => self
                .affiliations
                .iter()
                .find(|one| one.number == number)
                .map(Target::Affiliation),
            Noun::Event => self
                .events
                .iter()
                .find(|one| one.number == number)
                .map(Target::Event),
            Noun::Reply => self
                .replies
                .iter()
                .find(|one| one.number == number)
                .map(Target::Reply),
            Noun::DataSet => None,
            Noun::Person | Noun::Organisation | Noun::Account => self
                .parties()
                .find(|party| party.number() == number)
                .or_else(|| self.merged(number))
                .map(Target::Party),
        }
    }

    /// The exhibit with this id.
    pub fn exhibit(&self, id: Id) -> Option<&Exhibit> {
        self.exhibits.iter().find(|exhibit| exhibit.id == id)
    }

    /// The mark with this id.
    pub fn mark(&self, id: Id) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.id == id)
    }

    /// The claim with this id.
    pub fn claim(&self, id: Id) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// People, then organisations, then accounts.
    pub fn parties(&self) -> impl Iterator<Item = Party<'_>> {
        let people = self.people.iter().map(Party::Person);
        let organisations = self.organisations.iter().map(Party::Organisation);
        people
            .chain(organisations)
            .chain(self.accounts.iter().map(Party::Account))
    }

    /// The person, organisation or account with this id.
    pub fn party(&self, id: Id) -> Option<Party<'_>> {
        self.parties().find(|party| party.id() == id)
    }

    /// What a number leads to whose party was merged into another.
    fn merged(&self, number: Number) -> Option<Party<'_>> {
        let alias = self.aliases.iter().find(|alias| alias.number == number)?;
        self.party(alias.party)
    }

    /// The marks inside an exhibit.
    pub fn marks_in(&self, exhibit: Id) -> impl Iterator<Item = &Mark> {
        self.marks
            .iter()
            .filter(move |mark| mark.exhibit == exhibit)
    }

    /// What no printed copy shows of an exhibit.
    pub fn redactions_of(&self, exhibit: Id) -> impl Iterator<Item = &Redaction> {
        self.redactions
            .iter()
            .filter(move |redaction| redaction.exhibit == exhibit)
    }

    /// The code of a person, organisation or account.
    pub fn code_of(&self, party: Id) -> Option<&Code> {
        self.codes.iter().find(|code| code.party == party)
    }

    /// The links that bear on a claim.
    pub fn links_on(&self, claim: Id) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(move |link| link.claim == claim)
    }

    /// The links that a mark has.
    pub fn links_of(&self, mark: Id) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(move |link| link.mark == mark)
    }

    /// The marks in one lane of a claim, each with its exhibit.
    pub fn lane(&self, claim: Id, stance: Stance) -> impl Iterator<Item = (&Mark, &Exhibit)> {
        self.links_on(claim)
            .filter(move |link| link.stance == stance)
            .filter_map(|link| {
                let mark = self.mark(link.mark)?;
                Some((mark, self.exhibit(mark.exhibit)?))
            })
    }

    /// The contradicting marks of a claim that nobody has explained, each with its exhibit.
    pub fn unexplained(&self, claim: Id) -> impl Iterator<Item = (&Mark, &Exhibit)> {
        self.links_on(claim)
            .filter(|link| link.stance == Stance::Contradicts && link.explanation.is_none())
            .filter_map(|link| {
                let mark = self.mark(link.mark)?;
                Some((mark, self.exhibit(mark.exhibit)?))
            })
    }

    /// The requests for an answer about a claim.
    pub fn replies_about(&self, claim: Id) -> impl Iterator<Item = &Reply> {
        self.replies
            .iter()
            .filter(move |reply| reply.about.contains(&claim))
    }
}
