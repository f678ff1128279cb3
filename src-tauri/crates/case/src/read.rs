//! Finding things by what a person calls them.

use crate::{Case, Error, Machine};
use claims::Reply;
use claims::{
    Casebook, Claim,
    casebook::{Party, Target},
};
use evidence::{Affiliation, Event, Exhibit, Id, Mark, Noun, Number, Reference, said};
use std::sync::Arc;

impl Case {
    /// Everything the case knows, except what lies in the bin, the bytes of originals
    /// and their texts. It is read once for each change of the case.
    pub fn casebook(&self) -> Result<Arc<Casebook>, Error> {
        let (newest, _) = self.store.newest()?;
        if let Some((at, book)) = &*self.book.borrow()
            && *at == newest
        {
            return Ok(Arc::clone(book));
        }
        let book = Arc::new(self.store.casebook()?);
        self.book.replace(Some((newest, Arc::clone(&book))));
        Ok(book)
    }

    /// The machine the case is opened on.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }
}

/// What a reference points at.
pub(crate) fn target(book: &Casebook, reference: Reference) -> Result<Target<'_>, Error> {
    book.find(reference)
        .ok_or_else(|| Error::not_found(reference))
}

/// The exhibit with this number.
pub(crate) fn exhibit(book: &Casebook, number: Number) -> Result<&Exhibit, Error> {
    match target(book, Reference::Thing(number))? {
        Target::Exhibit(exhibit) => Ok(exhibit),
        _ => Err(Error::user(said!(
            "not-an-exhibit",
            "{} is not an exhibit",
            number
        ))),
    }
}

/// The mark with this reference; an exhibit alone will not do.
pub(crate) fn mark(book: &Casebook, reference: Reference) -> Result<&Mark, Error> {
    match target(book, reference)? {
        Target::Mark(mark, _) => Ok(mark),
        _ => Err(
            Error::user(said!("not-a-mark", "{} is not a mark", reference)).hint(
                "Marks are what can be linked and cited: E-014.1 is the first mark of E-014.",
            ),
        ),
    }
}

/// The id of the mark with this reference, if one is given.
pub(crate) fn mark_id(book: &Casebook, given: Option<Reference>) -> Result<Option<Id>, Error> {
    Ok(given
        .map(|given| mark(book, given))
        .transpose()?
        .map(|mark| mark.id))
}

/// The event with this number.
pub(crate) fn event(book: &Casebook, number: Number) -> Result<&Event, Error> {
    match target(book, Reference::Thing(number))? {
        Target::Event(event) => Ok(event),
        _ => Err(Error::user(said!(
            "not-an-event",
            "{} is not an event",
            number
        ))),
    }
}

/// The affiliation with this number.
pub(crate) fn affiliation(book: &Casebook, number: Number) -> Result<&Affiliation, Error> {
    match target(book, Reference::Thing(number))? {
        Target::Affiliation(affiliation) => Ok(affiliation),
        _ => Err(Error::user(said!(
            "not-an-affiliation",
            "{} is not an affiliation",
            number
        ))),
    }
}

/// The request for an answer with this number.
pub(crate) fn reply(book: &Casebook, number: Number) -> Result<&Reply, Error> {
    match target(book, Reference::Thing(number))? {
        Target::Reply(reply) => Ok(reply),
        _ => Err(Error::user(said!(
            "not-a-request",
            "{} is not a request for an answer",
            number
        ))),
    }
}

/// The claim with this number.
pub(crate) fn claim(book: &Casebook, number: Number) -> Result<&Claim, Error> {
    match target(book, Reference::Thing(number))? {
        Target::Claim(claim) => Ok(claim),
        _ => Err(Error::user(said!(
            "not-a-claim",
            "{} is not a claim",
            number
        ))),
    }
}

/// The person, organisation or account with this number, or with exactly this name or other name.
pub(crate) fn party<'a>(book: &'a Casebook, name: &str) -> Result<Party<'a>, Error> {
    if let Ok(Reference::Thing(number)) = name.parse()
        && matches!(
            number.noun,
            Noun::Person | Noun::Organisation | Noun::Account
        )
    {
        return match target(book, Reference::Thing(number))? {
            Target::Party(party) => Ok(party),
            _ => Err(Error::not_found(number)),
        };
    }
    let named: Vec<Party<'_>> = book
        .parties()
        .filter(|party| party.name() == name || party.other_names().iter().any(|one| one == name))
        .collect();
    match named[..] {
        [party] => Ok(party),
        [] => Err(Error::missing(said!(
            "nobody-of-that-name",
            "this case has no person, organisation or account “{}”",
            name
        ))
        .at_prompt("Add it first with `plumb person`, `plumb organisation` or `plumb account`.")),
        _ => {
            let numbers: Vec<String> = named
                .iter()
                .map(|party| party.number().to_string())
                .collect();
            Err(Error::user(said!(
                "could-be",
                "“{}” could be {}",
                name,
                numbers.join(" or ")
            ))
            .hint("Say which by its number."))
        }
    }
}
