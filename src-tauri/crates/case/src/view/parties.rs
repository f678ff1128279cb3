//! People, organisations, accounts, affiliations and events as people read them.

use crate::{Case, Error};
use claims::{Casebook, casebook::Party};
use evidence::{
    Account, Id, Level, Moment, Number, Reason, Reference, Scope, State, people::Basis,
};
use serde::Serialize;

/// A person, organisation or account by number and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyView {
    /// `P-01`, `O-01` or `A-001`
    pub number: Number,
    /// Name or handle.
    pub name: String,
    /// What else it is called.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<String>,
    /// The code under which it prints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeView>,
}

/// The code under which a person, organisation or account prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeView {
    /// What is printed: `Subject 01`.
    pub code: String,
    /// Why.
    pub reason: Reason,
    /// In which copies.
    pub scope: Scope,
    /// What else is not printed.
    pub other_names: Vec<String>,
}

/// An account with what it was seen to be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AccountView {
    /// `A-001`
    pub number: Number,
    /// The platform.
    pub platform: String,
    /// The handle when it was captured.
    pub handle: String,
    /// The platform's own id.
    pub platform_id: Option<String>,
    /// The code under which it prints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeView>,
    /// Sightings, oldest first.
    pub states: Vec<StateView>,
}

/// One sighting of an account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StateView {
    /// What it was.
    pub state: State,
    /// When that was seen.
    pub seen_at: Moment,
    /// The mark that shows it.
    pub mark: Option<Reference>,
}

/// A tie to an organisation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AffiliationView {
    /// `F-01`
    pub number: Number,
    /// The person or account.
    pub who: Option<PartyView>,
    /// The organisation.
    pub organisation: Option<PartyView>,
    /// How firmly.
    pub level: Level,
    /// As what.
    pub role: Option<String>,
    /// Since when.
    pub from: Option<Moment>,
    /// Until when.
    pub to: Option<Moment>,
    /// What it rests on.
    pub basis: Basis,
    /// The mark that shows it.
    pub mark: Option<Reference>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventView {
    /// `V-01`
    pub number: Number,
    /// What happened.
    pub title: String,
    /// When, or when it began.
    pub on: Moment,
    /// When it ended.
    pub until: Option<Moment>,
    /// True when the date is only about right.
    pub approximate: bool,
    /// Where, or on which scene.
    pub place: Option<String>,
    /// Whom it is about.
    pub about: Option<PartyView>,
    /// The mark that shows it.
    pub mark: Option<Reference>,
}

impl PartyView {
    /// A party by number and name.
    pub(crate) fn of(book: &Casebook, party: Party<'_>) -> Self {
        Self {
            number: party.number(),
            name: party.name().to_owned(),
            other_names: party.other_names().to_vec(),
            code: view_code(book, party.id()),
        }
    }
}

impl Case {
    /// People and organisations.
    pub fn people(&self) -> Result<Vec<PartyView>, Error> {
        let book = self.casebook()?;
        let people = book.people.iter().map(Party::Person);
        let organisations = book.organisations.iter().map(Party::Organisation);
        Ok(people
            .chain(organisations)
            .map(|party| PartyView::of(&book, party))
            .collect())
    }

    /// Accounts with their states.
    pub fn accounts(&self) -> Result<Vec<AccountView>, Error> {
        let book = self.casebook()?;
        Ok(book
            .accounts
            .iter()
            .map(|account| view_account(&book, account))
            .collect())
    }

    /// Ties of people and accounts to organisations.
    pub fn affiliations(&self) -> Result<Vec<AffiliationView>, Error> {
        let book = self.casebook()?;
        let ties = book.affiliations.iter();
        Ok(ties.map(|one| view_affiliation(&book, one)).collect())
    }

    /// Events, in the order of their numbers.
    pub fn events(&self) -> Result<Vec<EventView>, Error> {
        let book = self.casebook()?;
        let events = book.events.iter();
        Ok(events.map(|one| view_event(&book, one)).collect())
    }
}

pub(super) fn view_affiliation(book: &Casebook, one: &evidence::Affiliation) -> AffiliationView {
    let party = |id| book.party(id).map(|party| PartyView::of(book, party));
    AffiliationView {
        number: one.number,
        who: party(one.who),
        organisation: party(one.organisation),
        level: one.level,
        role: one.role.clone(),
        from: one.from.clone(),
        to: one.to.clone(),
        basis: one.basis,
        mark: reference(book, one.mark),
    }
}

pub(super) fn view_event(book: &Casebook, one: &evidence::Event) -> EventView {
    EventView {
        number: one.number,
        title: one.title.clone(),
        on: one.on.clone(),
        until: one.until.clone(),
        approximate: one.approximate,
        place: one.place.clone(),
        about: one
            .about
            .and_then(|id| book.party(id))
            .map(|party| PartyView::of(book, party)),
        mark: reference(book, one.mark),
    }
}

pub(super) fn view_states(book: &Casebook, account: &Account) -> Vec<StateView> {
    let states = account.states.iter().map(|sighting| StateView {
        state: sighting.state,
        seen_at: sighting.seen_at.clone(),
        mark: reference(book, sighting.mark),
    });
    states.collect()
}

fn view_account(book: &Casebook, account: &Account) -> AccountView {
    AccountView {
        number: account.number,
        platform: account.platform.clone(),
        handle: account.handle.clone(),
        platform_id: account.platform_id.clone(),
        code: view_code(book, account.id),
        states: view_states(book, account),
    }
}

fn view_code(book: &Casebook, party: Id) -> Option<CodeView> {
    let code = book.code_of(party)?;
    Some(CodeView {
        code: code.code.clone(),
        reason: code.reason,
        scope: code.scope,
        other_names: code.other_names.clone(),
    })
}

fn reference(book: &Casebook, mark: Option<Id>) -> Option<Reference> {
    mark.and_then(|id| book.mark(id)).map(|mark| mark.reference)
}
