//! People, organisations, accounts, what accounts were seen to be, and affiliations.

use crate::{Case, Change, Error, read};
use claims::{Casebook, casebook::Party};
use evidence::{
    Account, AccountState, Affiliation, Id, Level, Moment, Noun, Number, Organisation, Person,
    Reference, State, people::Basis, said,
};

/// A tie to an organisation, as a person says it.
#[derive(Clone, Debug)]
pub struct NewAffiliation {
    /// Person or account, by number or name.
    pub who: String,
    /// Organisation, by number or name.
    pub organisation: String,
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

/// Names, as a person says them.
#[derive(Clone, Debug)]
pub struct PartyEdit {
    /// The name, or the handle of an account.
    pub name: String,
    /// Other spellings, short forms, earlier handles.
    pub other_names: Vec<String>,
    /// Of an account: its platform.
    pub platform: Option<String>,
    /// Of an account: the platform's own id for it.
    pub platform_id: Option<String>,
}

impl Case {
    /// Adds a person.
    pub fn add_person(&mut self, name: &str) -> Result<Change<Number>, Error> {
        refuse_empty("a name", name)?;
        let id = self.machine.new_id();
        self.change("add person", |writing| {
            let number = Number::new(Noun::Person, writing.next_number(Noun::Person)?);
            writing.insert_person(&Person {
                id,
                number,
                name: name.to_owned(),
                other_names: Vec::new(),
            })?;
            writing.name_subject(number);
            writing.describe(name);
            Ok(number)
        })
    }

    /// Adds an organisation.
    pub fn add_organisation(&mut self, name: &str) -> Result<Change<Number>, Error> {
        refuse_empty("a name", name)?;
        let id = self.machine.new_id();
        self.change("add organisation", |writing| {
            let number = Number::new(Noun::Organisation, writing.next_number(Noun::Organisation)?);
            writing.insert_organisation(&Organisation {
                id,
                number,
                name: name.to_owned(),
                other_names: Vec::new(),
            })?;
            writing.name_subject(number);
            writing.describe(name);
            Ok(number)
        })
    }

    /// Adds an account on a platform.
    pub fn add_account(
        &mut self,
        platform: &str,
        handle: &str,
        platform_id: Option<String>,
    ) -> Result<Change<Number>, Error> {
        refuse_empty("a platform", platform)?;
        refuse_empty("a handle", handle)?;
        let id = self.machine.new_id();
        self.change("add account", |writing| {
            let number = Number::new(Noun::Account, writing.next_number(Noun::Account)?);
            writing.insert_account(&Account {
                id,
                number,
                platform: platform.to_owned(),
                handle: handle.to_owned(),
                platform_id,
                other_names: Vec::new(),
                states: Vec::new(),
            })?;
            writing.name_subject(number);
            writing.describe(format!("{handle} on {platform}"));
            Ok(number)
        })
    }

    /// Records what an account was seen to be.
    pub fn add_state(
        &mut self,
        account: &str,
        state: State,
        seen_at: Moment,
        mark: Option<Reference>,
    ) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let party = read::party(&book, account)?;
        let number = party.number();
        if number.noun != Noun::Account {
            return Err(Error::user(said!(
                "not-an-account",
                "{} is not an account",
                number
            )));
        }
        let mark = read::mark_id(&book, mark)?;
        let sighting = AccountState {
            id: self.machine.new_id(),
            state,
            seen_at,
            mark,
        };
        self.change("record account state", |writing| {
            writing.insert_account_state(party.id(), &sighting)?;
            writing.name_subject(number);
            writing.describe(format!("{state}, seen {}", sighting.seen_at));
            Ok(number)
        })
    }

    /// Takes a sighting of an account away: the one at this place, oldest first from 0.
    pub fn remove_state(&mut self, account: &str, place: usize) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let Party::Account(account) = read::party(&book, account)? else {
            return Err(Error::user(said!(
                "only-accounts-have-states",
                "only an account has states"
            )));
        };
        let sighting = account.states.get(place).ok_or_else(|| {
            Error::missing(said!(
                "no-such-state",
                "this case has no such state of {}",
                account.number
            ))
        })?;
        self.change("remove account state", |writing| {
            writing.delete_account_state(sighting.id)?;
            writing.name_subject(account.number);
            writing.describe(format!("{}, seen {}", sighting.state, sighting.seen_at));
            Ok(())
        })
    }

    /// Gives a person, organisation or account its names and, to an account, its place on
    /// its platform. The names that it had before are not kept unless they are named.
    pub fn edit_party(&mut self, who: &str, edit: PartyEdit) -> Result<Change<Number>, Error> {
        refuse_empty("a name", &edit.name)?;
        let book = self.casebook()?;
        let party = read::party(&book, who)?;
        let number = party.number();
        let name = edit.name.trim().to_owned();
        let other_names = cleaned(edit.other_names);
        self.change("edit names", |writing| {
            match party {
                Party::Person(own) => writing.update_party(Party::Person(&Person {
                    name: name.clone(),
                    other_names,
                    ..own.clone()
                })),
                Party::Organisation(own) => {
                    writing.update_party(Party::Organisation(&Organisation {
                        name: name.clone(),
                        other_names,
                        ..own.clone()
                    }))
                }
                Party::Account(own) => writing.update_party(Party::Account(&Account {
                    platform: edit.platform.unwrap_or_else(|| own.platform.clone()),
                    platform_id: edit.platform_id,
                    handle: name.clone(),
                    other_names,
                    ..own.clone()
                })),
            }?;
            writing.name_subject(number);
            writing.describe(name.clone());
            Ok(number)
        })
    }

    /// Records a tie to an organisation.
    pub fn affiliate(&mut self, new: NewAffiliation) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let number = Number::new(Noun::Affiliation, 0);
        let mut tie = affiliation(&book, self.machine.new_id(), number, new)?;
        self.change("affiliate", |writing| {
            tie.number.value = writing.next_number(Noun::Affiliation)?;
            writing.insert_affiliation(&tie)?;
            writing.name_subject(tie.number);
            name_ends(&book, &tie, |number| writing.name_subject(number));
            Ok(tie.number)
        })
    }

    /// Says anew what a tie to an organisation is.
    pub fn edit_affiliation(
        &mut self,
        number: Number,
        new: NewAffiliation,
    ) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let tie = affiliation(&book, read::affiliation(&book, number)?.id, number, new)?;
        self.change("edit affiliation", |writing| {
            writing.update_affiliation(&tie)?;
            writing.name_subject(number);
            name_ends(&book, &tie, |number| writing.name_subject(number));
            Ok(number)
        })
    }

    /// Takes a tie to an organisation away.
    pub fn remove_affiliation(&mut self, number: Number) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let tie = read::affiliation(&book, number)?;
        self.change("remove affiliation", |writing| {
            writing.delete_affiliation(tie.id)?;
            writing.name_subject(number);
            name_ends(&book, tie, |number| writing.name_subject(number));
            Ok(())
        })
    }
}

fn affiliation(
    book: &Casebook,
    id: Id,
    number: Number,
    new: NewAffiliation,
) -> Result<Affiliation, Error> {
    let who = read::party(book, &new.who)?;
    let organisation = read::party(book, &new.organisation)?;
    let noun = organisation.number().noun;
    if noun != Noun::Organisation {
        let number = organisation.number();
        return Err(Error::user(said!(
            "not-an-organisation",
            "{} is not an organisation",
            number
        )));
    }
    if who.id() == organisation.id() {
        return Err(Error::user(said!(
            "belongs-to-itself",
            "nothing belongs to itself"
        )));
    }
    let is_over = new
        .from
        .iter()
        .zip(&new.to)
        .any(|(from, to)| to.utc < from.utc);
    if is_over {
        return Err(Error::user(said!(
            "tie-ends-first",
            "the tie would end before it began"
        )));
    }
    Ok(Affiliation {
        id,
        number,
        who: who.id(),
        organisation: organisation.id(),
        level: new.level,
        role: new.role.filter(|role| !role.trim().is_empty()),
        from: new.from,
        to: new.to,
        basis: new.basis,
        mark: read::mark_id(book, new.mark)?,
    })
}

/// Names both ends of a tie, so that the history of each has it.
fn name_ends(book: &Casebook, tie: &Affiliation, mut name: impl FnMut(Number)) {
    let ends = [tie.who, tie.organisation].into_iter();
    ends.filter_map(|id| book.party(id))
        .for_each(|party| name(party.number()));
}

/// Names without white space around them, none empty, none twice.
pub(crate) fn cleaned(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        let name = name.trim().to_owned();
        if !name.is_empty() && !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

/// Refuses an empty text where a person would have written something.
pub(crate) fn refuse_empty(what: &str, text: &str) -> Result<(), Error> {
    if text.trim().is_empty() {
        return Err(Error::user(said!(
            "cannot-be-empty",
            "{} cannot be empty",
            what
        )));
    }
    Ok(())
}
