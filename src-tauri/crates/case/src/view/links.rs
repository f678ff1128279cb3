//! Who is tied to whom, in layers from left to right: accounts, people, organisations.

use super::PartyView;
use crate::{Case, Error};
use claims::{Casebook, Stance, Standing, casebook::Party, standing::assess};
use evidence::{Id, Number, Reference, people::Basis};
use report::chart::{Layout, Tie, lay_links};
use std::collections::BTreeSet;

/// The diagram of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Links {
    /// Whoever is tied to somebody: accounts, then people, then organisations.
    pub parties: Vec<PartyView>,
    /// The ties.
    pub ties: Vec<LinkView>,
    /// Where they lie; none when there are too many to be read.
    pub layout: Option<Layout>,
}

/// One tie.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkView {
    /// From whom: an index into the parties.
    pub from: usize,
    /// To whom: an index into the parties.
    pub to: usize,
    /// The affiliation, or the claim that an account is run by a person.
    pub number: Number,
    /// As what.
    pub role: Option<String>,
    /// A word of the ladder; none for a claim.
    pub level: Option<evidence::Level>,
    /// The marks that show it, those against it last.
    pub marks: Vec<(Reference, Stance)>,
    /// Whether a mark other than a conclusion shows it, or the claim is backed.
    pub is_verified: bool,
}

impl Case {
    /// The diagram of who is tied to whom, `width` points across.
    pub fn links(&self, width: f32) -> Result<Links, Error> {
        let book = self.casebook()?;
        let ends = ends(&book);
        let parties: Vec<Party<'_>> = layered(&book)
            .filter(|one| ends.contains(&one.id()))
            .collect();
        let at = |id: Id| parties.iter().position(|party| party.id() == id);
        let ties: Vec<LinkView> = identities(&book, &at)
            .chain(affiliations(&book, &at))
            .collect();
        let names: Vec<String> = parties
            .iter()
            .map(|party| party.name().to_owned())
            .collect();
        let drawn: Vec<Tie> = ties.iter().map(drawn).collect();
        Ok(Links {
            layout: lay_links(&names, &drawn, width),
            parties: parties
                .iter()
                .map(|party| PartyView::of(&book, *party))
                .collect(),
            ties,
        })
    }
}

fn layered(book: &Casebook) -> impl Iterator<Item = Party<'_>> {
    let accounts = book.accounts.iter().map(Party::Account);
    let people = book.people.iter().map(Party::Person);
    accounts
        .chain(people)
        .chain(book.organisations.iter().map(Party::Organisation))
}

fn ends(book: &Casebook) -> BTreeSet<Id> {
    let affiliations = book
        .affiliations
        .iter()
        .flat_map(|tie| [tie.who, tie.organisation]);
    let identities = book.claims.iter().filter(|claim| claim.withdrawn.is_none());
    let identities = identities.filter_map(|claim| claim.identity);
    affiliations
        .chain(identities.flat_map(|one| [one.account, one.person]))
        .collect()
}

fn identities<'a>(
    book: &'a Casebook,
    at: &'a impl Fn(Id) -> Option<usize>,
) -> impl Iterator<Item = LinkView> + 'a {
    let claims = book.claims.iter().filter(|claim| claim.withdrawn.is_none());
    claims.filter_map(move |claim| {
        let identity = claim.identity?;
        let marks = [Stance::Supports, Stance::Contradicts]
            .into_iter()
            .flat_map(|stance| {
                book.lane(claim.id, stance)
                    .map(move |(mark, _)| (mark.reference, stance))
            });
        Some(LinkView {
            from: at(identity.account)?,
            to: at(identity.person)?,
            number: claim.number,
            role: None,
            level: None,
            marks: marks.collect(),
            is_verified: assess(book, claim).standing == Standing::Backed,
        })
    })
}

fn affiliations<'a>(
    book: &'a Casebook,
    at: &'a impl Fn(Id) -> Option<usize>,
) -> impl Iterator<Item = LinkView> + 'a {
    book.affiliations.iter().filter_map(move |tie| {
        let mark = tie.mark.and_then(|id| book.mark(id));
        Some(LinkView {
            from: at(tie.who)?,
            to: at(tie.organisation)?,
            number: tie.number,
            role: tie.role.clone(),
            level: Some(tie.level),
            marks: mark
                .map(|mark| (mark.reference, Stance::Supports))
                .into_iter()
                .collect(),
            is_verified: mark.is_some() && tie.basis != Basis::Inference,
        })
    })
}

/// Room for the tag and a word beside it.
fn drawn(tie: &LinkView) -> Tie {
    let label = tie.marks.first().map(|(mark, _)| mark.to_string());
    Tie {
        from: tie.from,
        to: tie.to,
        text: tie.role.clone().unwrap_or_default(),
        label: label.unwrap_or_else(|| tie.number.to_string()),
    }
}
