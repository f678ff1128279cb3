//! Origins: where an exhibit comes from in the end. Two copies of one wire story
//! are one origin.

use crate::Casebook;
use evidence::{Exhibit, Id};
use std::collections::{BTreeMap, BTreeSet};

/// The place where a chain of copies begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// What one account says is one origin, however many posts it makes.
    Account(Id),
    /// An exhibit that copies no other.
    Exhibit(Id),
}

/// The origins that `exhibit` goes back to through `derived from`; never empty.
pub fn origins_of(casebook: &Casebook, exhibit: &Exhibit) -> BTreeSet<Origin> {
    let mut seen = BTreeSet::from([exhibit.id]);
    let mut open = vec![exhibit];
    let mut roots = BTreeSet::new();
    while let Some(one) = open.pop() {
        let parents: Vec<&Exhibit> = one
            .record
            .derived_from
            .iter()
            .filter_map(|id| casebook.exhibit(*id))
            .collect();
        if parents.is_empty() {
            roots.insert(root(casebook, one));
        }
        open.extend(parents.into_iter().filter(|parent| seen.insert(parent.id)));
    }
    // Exhibits that were recorded as copies of one another are one origin.
    if roots.is_empty() {
        roots.extend(seen.first().map(|id| Origin::Exhibit(*id)));
    }
    roots
}

fn root(casebook: &Casebook, exhibit: &Exhibit) -> Origin {
    if let Some(account) = exhibit.record.account {
        return Origin::Account(account);
    }
    // The same bytes added twice are the same origin.
    let fingerprint = |one: &Exhibit| one.original.as_ref().map(|original| original.fingerprint);
    let twin = fingerprint(exhibit).and_then(|own| {
        casebook
            .exhibits
            .iter()
            .find(|other| fingerprint(other) == Some(own))
    });
    Origin::Exhibit(twin.unwrap_or(exhibit).id)
}

/// How many of the exhibits are independent of one another: the size of a set in
/// which no two share an origin.
///
/// Exhibits that go back to the fewest origins are taken first, so that a
/// summary of two sources does not make one of them out of both.
pub fn independent_origins<'a>(
    casebook: &Casebook,
    exhibits: impl IntoIterator<Item = &'a Exhibit>,
) -> usize {
    let origins: BTreeMap<Id, BTreeSet<Origin>> = exhibits
        .into_iter()
        .map(|exhibit| (exhibit.id, origins_of(casebook, exhibit)))
        .collect();
    let mut sets: Vec<BTreeSet<Origin>> = origins.into_values().collect();
    sets.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let mut taken = BTreeSet::new();
    sets.into_iter()
        .filter(|set| {
            let independent = set.is_disjoint(&taken);
            if independent {
                taken.extend(set.iter().copied());
            }
            independent
        })
        .count()
}
