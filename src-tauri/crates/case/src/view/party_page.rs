//! Everything the case knows about one person, organisation or account.

use super::{
    AffiliationView, ClaimView, EventView, PartyView, ReplyView, StateView,
    claims::{view_claim, view_reply},
    parties::{view_affiliation, view_event, view_states},
};
use crate::{Case, Error, read};
use claims::{Casebook, casebook::Party};
use evidence::{Noun, Number};

/// A person, organisation or account with everything that points at it.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyPage {
    /// Number, names, code.
    pub party: PartyView,
    /// Of an account: the platform and its own id there.
    pub platform: Option<(String, Option<String>)>,
    /// Numbers of what was merged into it.
    pub aliases: Vec<Number>,
    /// Of an account: what it was seen to be, oldest first.
    pub states: Vec<StateView>,
    /// Its ties to organisations; of an organisation, those to it as well.
    pub affiliations: Vec<AffiliationView>,
    /// Claims that tie it to an account or a person.
    pub identities: Vec<ClaimView>,
    /// Claims that accuse it.
    pub accusations: Vec<ClaimView>,
    /// Of an account: what it posted, by number and title.
    pub posted: Vec<(Number, String)>,
    /// Events about it.
    pub events: Vec<EventView>,
    /// Requests for its answer.
    pub replies: Vec<ReplyView>,
}

impl Case {
    /// The page of a person, organisation or account, by number or name.
    pub fn party_page(&self, who: &str) -> Result<PartyPage, Error> {
        let book = self.casebook()?;
        let party = read::party(&book, who)?;
        Ok(page(&book, party))
    }

    /// The pages of all people, organisations and accounts, in that order.
    pub fn party_pages(&self) -> Result<Vec<PartyPage>, Error> {
        let book = self.casebook()?;
        Ok(book.parties().map(|party| page(&book, party)).collect())
    }
}

fn page(book: &Casebook, party: Party<'_>) -> PartyPage {
    let id = party.id();
    let claims = |is_meant: &dyn Fn(&claims::Claim) -> bool| {
        let meant = book.claims.iter().filter(|claim| is_meant(claim));
        meant.map(|claim| view_claim(book, claim)).collect()
    };
    PartyPage {
        party: PartyView::of(book, party),
        platform: match party {
            Party::Account(own) => Some((own.platform.clone(), own.platform_id.clone())),
            Party::Person(_) | Party::Organisation(_) => None,
        },
        aliases: book
            .aliases
            .iter()
            .filter(|alias| alias.party == id)
            .map(|alias| alias.number)
            .collect(),
        states: match party {
            Party::Account(account) => view_states(book, account),
            Party::Person(_) | Party::Organisation(_) => Vec::new(),
        },
        affiliations: book
            .affiliations
            .iter()
            .filter(|tie| tie.who == id || tie.organisation == id)
            .map(|tie| view_affiliation(book, tie))
            .collect(),
        identities: claims(&|claim| {
            claim
                .identity
                .is_some_and(|one| one.account == id || one.person == id)
        }),
        accusations: claims(&|claim| claim.accuses == Some(id)),
        posted: posted(book, party),
        events: book
            .events
            .iter()
            .filter(|event| event.about == Some(id))
            .map(|event| view_event(book, event))
            .collect(),
        replies: book
            .replies
            .iter()
            .filter(|reply| reply.whom == id)
            .map(|reply| view_reply(book, reply))
            .collect(),
    }
}

fn posted(book: &Casebook, party: Party<'_>) -> Vec<(Number, String)> {
    if party.number().noun != Noun::Account {
        return Vec::new();
    }
    let exhibits = book.exhibits.iter();
    exhibits
        .filter(|exhibit| exhibit.record.account == Some(party.id()))
        .map(|exhibit| (exhibit.number, exhibit.title.clone()))
        .collect()
}
