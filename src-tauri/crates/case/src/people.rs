//! People, organisations, accounts, affiliations, events and requests for an answer.

use crate::{Case, Change, Error, read};
use claims::Reply;
use evidence::{
    Account, AccountState, Affiliation, Event, Level, Moment, Noun, Number, Organisation, Person,
    Reference, State, people::Basis,
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

/// An event, as a person says it.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// What happened.
    pub title: String,
    /// When, or when it began.
    pub on: Moment,
    /// When it ended.
    pub until: Option<Moment>,
    /// True when the date is only about right.
    pub approximate: bool,
    /// The mark that shows it.
    pub mark: Option<Reference>,
}

/// A request for an answer, as a person says it.
#[derive(Clone, Debug)]
pub struct NewReply {
    /// Who was asked, by number or name.
    pub whom: String,
    /// About which claims.
    pub about: Vec<Number>,
    /// When.
    pub asked_at: Moment,
    /// How.
    pub channel: String,
    /// Until when they could answer.
    pub deadline: Option<Moment>,
    /// The exhibit that holds the answer.
    pub answer: Option<Number>,
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
            return Err(Error::user(format!("{number} is not an account")));
        }
        let mark = mark
            .map(|mark| read::mark(&book, mark))
            .transpose()?
            .map(|mark| mark.id);
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

    /// Records a tie to an organisation.
    pub fn affiliate(&mut self, new: NewAffiliation) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let who = read::party(&book, &new.who)?;
        let organisation = read::party(&book, &new.organisation)?;
        if organisation.number().noun != Noun::Organisation {
            return Err(Error::user(format!(
                "{} is not an organisation",
                organisation.number()
            )));
        }
        if who.number().noun == Noun::Organisation {
            return Err(Error::user(
                "only a person or an account can belong to an organisation",
            ));
        }
        let mark = new
            .mark
            .map(|mark| read::mark(&book, mark))
            .transpose()?
            .map(|mark| mark.id);
        let id = self.machine.new_id();
        self.change("affiliate", |writing| {
            let number = Number::new(Noun::Affiliation, writing.next_number(Noun::Affiliation)?);
            writing.insert_affiliation(&Affiliation {
                id,
                number,
                who: who.id(),
                organisation: organisation.id(),
                level: new.level,
                role: new.role,
                from: new.from,
                to: new.to,
                basis: new.basis,
                mark,
            })?;
            writing.name_subject(number);
            writing.name_subject(who.number());
            writing.name_subject(organisation.number());
            Ok(number)
        })
    }

    /// Adds an event.
    pub fn add_event(&mut self, new: NewEvent) -> Result<Change<Number>, Error> {
        refuse_empty("a title", &new.title)?;
        let book = self.casebook()?;
        let mark = new
            .mark
            .map(|mark| read::mark(&book, mark))
            .transpose()?
            .map(|mark| mark.id);
        let id = self.machine.new_id();
        self.change("add event", |writing| {
            let number = Number::new(Noun::Event, writing.next_number(Noun::Event)?);
            writing.describe(new.title.clone());
            writing.insert_event(&Event {
                id,
                number,
                title: new.title,
                on: new.on,
                until: new.until,
                approximate: new.approximate,
                mark,
            })?;
            writing.name_subject(number);
            Ok(number)
        })
    }

    /// Records a request for an answer.
    pub fn add_reply(&mut self, new: NewReply) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let whom = read::party(&book, &new.whom)?;
        let about = new
            .about
            .iter()
            .map(|claim| Ok(read::claim(&book, *claim)?.id))
            .collect::<Result<Vec<_>, Error>>()?;
        let answer = new
            .answer
            .map(|number| read::exhibit(&book, number))
            .transpose()?;
        let reply_id = self.machine.new_id();
        self.change("record reply", |writing| {
            let number = Number::new(Noun::Reply, writing.next_number(Noun::Reply)?);
            writing.insert_reply(&Reply {
                id: reply_id,
                number,
                whom: whom.id(),
                about,
                asked_at: new.asked_at,
                channel: new.channel,
                deadline: new.deadline,
                answer: answer.map(|exhibit| exhibit.id),
            })?;
            writing.name_subject(number);
            writing.name_subject(whom.number());
            new.about
                .iter()
                .for_each(|claim| writing.name_subject(claim));
            Ok(number)
        })
    }
}

/// Refuses an empty text where a person would have written something.
pub(crate) fn refuse_empty(what: &str, text: &str) -> Result<(), Error> {
    if text.trim().is_empty() {
        return Err(Error::user(format!("{what} cannot be empty")));
    }
    Ok(())
}
