//! The right of reply: who was asked what, when, and what came back.

use crate::{Case, Change, Error, people::refuse_empty, read};
use claims::{Casebook, Reply};
use evidence::{Id, Moment, Noun, Number, said};
use store::Writing;

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
    /// When they were asked again.
    pub reminders: Vec<Moment>,
    /// The exhibit that holds the answer.
    pub answer: Option<Number>,
}

impl Case {
    /// Records a request for an answer.
    pub fn add_reply(&mut self, new: NewReply) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let number = Number::new(Noun::Reply, 0);
        let mut reply = reply(&book, self.machine.new_id(), number, new)?;
        self.change("record reply", |writing| {
            reply.number.value = writing.next_number(Noun::Reply)?;
            writing.insert_reply(&reply)?;
            name_all(&book, &reply, writing);
            Ok(reply.number)
        })
    }

    /// Says anew what a request for an answer is.
    pub fn edit_reply(&mut self, number: Number, new: NewReply) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let reply = reply(&book, read::reply(&book, number)?.id, number, new)?;
        self.change("edit reply", |writing| {
            writing.update_reply(&reply)?;
            name_all(&book, &reply, writing);
            Ok(number)
        })
    }
}

fn reply(book: &Casebook, id: Id, number: Number, new: NewReply) -> Result<Reply, Error> {
    refuse_empty("how they were asked", &new.channel)?;
    let whom = read::party(book, &new.whom)?;
    let about = new
        .about
        .iter()
        .map(|claim| Ok(read::claim(book, *claim)?.id))
        .collect::<Result<Vec<_>, Error>>()?;
    if about.is_empty() {
        return Err(Error::user(said!(
            "request-about-a-claim",
            "a request for an answer is about a claim"
        )));
    }
    let answer = new
        .answer
        .map(|number| read::exhibit(book, number))
        .transpose()?;
    let mut reminders = new.reminders;
    reminders.sort();
    Ok(Reply {
        id,
        number,
        whom: whom.id(),
        about,
        asked_at: new.asked_at,
        channel: new.channel.trim().to_owned(),
        deadline: new.deadline,
        reminders,
        answer: answer.map(|exhibit| exhibit.id),
    })
}

fn name_all(book: &Casebook, reply: &Reply, writing: &mut Writing<'_>) {
    writing.name_subject(reply.number);
    if let Some(whom) = book.party(reply.whom) {
        writing.name_subject(whom.number());
    }
    for claim in reply.about.iter().filter_map(|id| book.claim(*id)) {
        writing.name_subject(claim.number);
    }
}
