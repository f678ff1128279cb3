//! What falls if a claim falls: claims that stand on the same marks, and claims about a
//! person that rest on the account this claim gives them.

use crate::{Casebook, Claim, Stance};
use evidence::{Exhibit, Id};
use std::collections::BTreeSet;

/// A claim that loses some of its support with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dependent<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Supporting marks it would lose.
    pub lost: usize,
    /// Supporting marks it has.
    pub supporting: usize,
}

/// The claims, by number, whose support is shared with `fallen`, or comes from the account
/// that `fallen` says is run by the person they accuse.
pub fn falls_with<'a>(casebook: &'a Casebook, fallen: &Claim) -> Vec<Dependent<'a>> {
    let shared: BTreeSet<Id> = supporting(casebook, fallen).map(|(mark, _)| mark).collect();
    let others = casebook
        .claims
        .iter()
        .filter(|claim| claim.id != fallen.id && claim.withdrawn.is_none());
    others
        .filter_map(|claim| {
            let support: Vec<_> = supporting(casebook, claim).collect();
            let is_lost = |(mark, exhibit): &&(Id, &Exhibit)| {
                shared.contains(mark) || rests_on_account(fallen, claim, exhibit)
            };
            let lost = support.iter().filter(is_lost).count();
            (lost > 0).then_some(Dependent {
                claim,
                lost,
                supporting: support.len(),
            })
        })
        .collect()
}

fn supporting<'a>(
    casebook: &'a Casebook,
    claim: &Claim,
) -> impl Iterator<Item = (Id, &'a Exhibit)> {
    casebook
        .lane(claim.id, Stance::Supports)
        .map(|(mark, exhibit)| (mark.id, exhibit))
}

fn rests_on_account(fallen: &Claim, claim: &Claim, exhibit: &Exhibit) -> bool {
    fallen.identity.is_some_and(|identity| {
        claim.accuses == Some(identity.person) && exhibit.record.account == Some(identity.account)
    })
}
