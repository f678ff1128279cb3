//! Dated things, exact or approximate.

use crate::{Case, Change, Error, people::refuse_empty, read};
use claims::Casebook;
use evidence::{Event, Id, Moment, Noun, Number, Reference, said};

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
    /// Where, or on which scene: its lane on the timeline.
    pub place: Option<String>,
    /// The person, organisation or account it is about, by number or name.
    pub about: Option<String>,
    /// The mark that shows it.
    pub mark: Option<Reference>,
}

impl Case {
    /// Adds an event.
    pub fn add_event(&mut self, new: NewEvent) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let number = Number::new(Noun::Event, 0);
        let mut event = event(&book, self.machine.new_id(), number, new)?;
        self.change("add event", |writing| {
            event.number.value = writing.next_number(Noun::Event)?;
            writing.insert_event(&event)?;
            writing.name_subject(event.number);
            writing.describe(event.title.clone());
            Ok(event.number)
        })
    }

    /// Says anew what an event is.
    pub fn edit_event(&mut self, number: Number, new: NewEvent) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let event = event(&book, read::event(&book, number)?.id, number, new)?;
        self.change("edit event", |writing| {
            writing.update_event(&event)?;
            writing.name_subject(number);
            writing.describe(event.title.clone());
            Ok(number)
        })
    }

    /// Takes an event away.
    pub fn remove_event(&mut self, number: Number) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let event = read::event(&book, number)?;
        self.change("remove event", |writing| {
            writing.delete_event(event.id)?;
            writing.name_subject(number);
            writing.describe(event.title.clone());
            Ok(())
        })
    }
}

fn event(book: &Casebook, id: Id, number: Number, new: NewEvent) -> Result<Event, Error> {
    refuse_empty("a title", &new.title)?;
    if new
        .until
        .as_ref()
        .is_some_and(|until| until.utc < new.on.utc)
    {
        return Err(Error::user(said!(
            "event-ends-first",
            "the event would end before it began"
        )));
    }
    let about = new.about.map(|who| read::party(book, &who)).transpose()?;
    Ok(Event {
        id,
        number,
        title: new.title.trim().to_owned(),
        on: new.on,
        until: new.until,
        approximate: new.approximate,
        place: new
            .place
            .map(|place| place.trim().to_owned())
            .filter(|place| !place.is_empty()),
        about: about.map(|party| party.id()),
        mark: read::mark_id(book, new.mark)?,
    })
}
