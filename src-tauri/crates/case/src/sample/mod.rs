//! The sample case: one investigation with everything in it, built through the
//! same methods that a journalist's hands use.
//!
//! What it holds stands in the tables beside this file; the files themselves,
//! the manuscript and what is real about them in `assets/sample`.

mod claims;
mod exhibits;
mod marks;
mod people;
#[cfg(test)]
mod tests;

use crate::{
    Addition, Case, Error, Kind, Machine, MarkPlace, NewAffiliation, NewCode, NewEvent, NewReply,
    SourceEdit,
};
use chrono::{DateTime, TimeDelta, Utc};
use evidence::{Held, Noun, Number, Reason, Scope, Selector, exhibit::ArchiveCopy};
use exhibits::{ITEMS, Item};
use marks::Place;
use std::{
    io::Cursor,
    ops::ControlFlow,
    path::Path,
    str::FromStr,
    sync::atomic::{AtomicI32, Ordering},
};

/// What the sample case is called.
pub const TITLE: &str = "A fire that was added (sample)";

const MANUSCRIPT: &str = include_str!("../../../../../assets/sample/report.md");
const REPORTER: &str = "Reporter 1 (sample)";
const ZONE: &str = "Europe/Paris";

/// When the sample's reporter sat down, in seconds since 1970: 12 June 2024, 06:30 UTC.
const MORNING: i64 = 1_718_173_800;
/// How long the sample's reporter takes for each step.
const STEP_SECONDS: i32 = 41;

/// Makes the sample case at `path`. It has no passphrase, for nothing in it is secret.
///
/// `machine` gives the ids; the times are those of the sample's own morning, so
/// that the same ids give the same case.
///
/// # Errors
/// When a file stands at `path` already, or the folder cannot be written.
pub fn make(path: &Path, machine: Machine) -> Result<(), Error> {
    let mut case = Case::create_sample(path, TITLE, on_the_morning(machine))?;
    add_parties(&mut case)?;
    add_exhibits(&mut case)?;
    add_marks(&mut case)?;
    add_facts(&mut case)?;
    add_claims(&mut case)?;
    protect(&mut case)?;
    sort(&mut case)?;
    case.write_manuscript(MANUSCRIPT)?;
    Ok(())
}

/// The same machine with the sample's clock: each look at it is a step later.
fn on_the_morning(mut machine: Machine) -> Machine {
    let steps = AtomicI32::new(0);
    let clock = move || {
        let step = steps.fetch_add(1, Ordering::Relaxed);
        let morning: DateTime<Utc> =
            DateTime::from_timestamp(MORNING, 0).expect("the morning is a time");
        morning + TimeDelta::seconds(i64::from(step * STEP_SECONDS))
    };
    Machine::new(clock, move || machine.new_id(), ZONE, REPORTER)
}

fn add_parties(case: &mut Case) -> Result<(), Error> {
    for name in people::PEOPLE {
        case.add_person(name)?;
    }
    for name in people::ORGANISATIONS {
        case.add_organisation(name)?;
    }
    for (platform, handle, platform_id) in people::ACCOUNTS {
        case.add_account(platform, handle, Some(platform_id.to_owned()))?;
    }
    Ok(())
}

fn add_exhibits(case: &mut Case) -> Result<(), Error> {
    for item in &ITEMS {
        add_exhibit(case, item)?;
    }
    // A copy may have a lower number than what it was copied from.
    for (number, item) in (1..).zip(&ITEMS) {
        if !item.derived_from.is_empty() {
            let parents = item.derived_from.iter().map(|parent| read(parent));
            let edit = SourceEdit {
                derived_from: Some(parents.collect::<Result<_, _>>()?),
                ..SourceEdit::default()
            };
            case.edit_source(Number::new(Noun::Exhibit, number), &edit)?;
        }
    }
    Ok(())
}

fn add_exhibit(case: &mut Case, item: &Item) -> Result<(), Error> {
    let edit = collection_record(item)?;
    let Some((name, bytes)) = item.file else {
        case.cite(&edit)?;
        return Ok(());
    };
    let batch = case.new_batch();
    let mut go_on = |_| ControlFlow::Continue(());
    match case.add_item(&mut Cursor::new(bytes), name, &edit, batch, &mut go_on)? {
        Addition::Added { .. } => Ok(()),
        Addition::AlreadyHeld(twin) => Err(wrong(format!("{name} has the same bytes as {twin}"))),
    }
}

fn collection_record(item: &Item) -> Result<SourceEdit, Error> {
    let text = |text: &str| Some(text.to_owned());
    let archive_copies = item.archive_copy.iter().map(|(address, made_at)| {
        Ok(ArchiveCopy {
            address: (*address).to_owned(),
            made_at: Some(read(made_at)?),
        })
    });
    Ok(SourceEdit {
        title: text(item.title),
        kind: Some(item.kind),
        held: Some(if item.cited_only {
            Held::CitedNotHeld
        } else {
            Held::Held
        }),
        address_requested: item.address_requested.and_then(text),
        address_final: item.address_final.and_then(text),
        posted_at: item.posted_at.map(read).transpose()?.map(Some),
        captured_at: item.captured_at.map(read).transpose()?.map(Some),
        captured_by: item.file.and_then(|_| text(REPORTER)),
        tool: item.tool.and_then(text),
        method: item.method.and_then(text),
        publisher: item.publisher.and_then(text),
        account: item.account.and_then(text),
        tier: Some(item.tier),
        derived_from: None,
        language: text(item.language),
        sensitivity: Some(item.sensitivity),
        archive_copies: archive_copies.collect::<Result<_, Error>>()?,
        description: text(item.description),
        note: text(item.note),
    })
}

fn add_marks(case: &mut Case) -> Result<(), Error> {
    for (exhibit, place, note) in marks::MARKS {
        case.mark(read(exhibit)?, place.into(), Some(note.to_owned()))?;
    }
    Ok(())
}

impl From<Place> for MarkPlace {
    fn from(place: Place) -> MarkPlace {
        match place {
            Place::Region(x, y, width, height) => MarkPlace::Exactly(Selector::Region {
                x,
                y,
                width,
                height,
                page: None,
            }),
            Place::Quote(words) => MarkPlace::Quote(words.to_owned()),
            Place::Page(page) => MarkPlace::Exactly(Selector::Page(page)),
            Place::Rows(first, last) => MarkPlace::Exactly(Selector::Rows { first, last }),
        }
    }
}

/// How the sample's reporter sorted the exhibits; the rest is still in the inbox.
fn sort(case: &mut Case) -> Result<(), Error> {
    for (name, members) in exhibits::COLLECTIONS {
        let members = members.iter().map(|one| read(one));
        case.add_collection(name, &members.collect::<Result<Vec<_>, _>>()?)?;
    }
    for (tag, tagged) in exhibits::TAGS {
        let tagged = tagged.iter().map(|one| read(one));
        case.tag(&tagged.collect::<Result<Vec<_>, _>>()?, tag)?;
    }
    Ok(())
}

/// What readers do not see.
fn protect(case: &mut Case) -> Result<(), Error> {
    for (exhibit, place, told) in marks::REDACTIONS {
        let told = Some(told.to_owned());
        case.redact(read(exhibit)?, place.into(), Reason::Privacy, told)?;
    }
    for (who, code) in people::CODES {
        case.set_code(NewCode {
            who: who.to_owned(),
            code: code.to_owned(),
            reason: Reason::Privacy,
            scope: Scope::Public,
            other_names: Vec::new(),
        })?;
    }
    Ok(())
}

/// What the marks show of accounts, people and days.
fn add_facts(case: &mut Case) -> Result<(), Error> {
    for (account, state, seen_at, mark) in people::STATES {
        case.add_state(account, state, read(seen_at)?, Some(read(mark)?))?;
    }
    for tie in people::TIES {
        case.affiliate(NewAffiliation {
            who: tie.who.to_owned(),
            organisation: tie.organisation.to_owned(),
            level: tie.level,
            role: Some(tie.role.to_owned()),
            from: tie.from.map(read).transpose()?,
            to: None,
            basis: tie.basis,
            mark: Some(read(tie.mark)?),
        })?;
    }
    for event in people::EVENTS {
        case.add_event(NewEvent {
            title: event.title.to_owned(),
            on: read(event.on)?,
            until: event.until.map(read).transpose()?,
            approximate: event.approximate,
            place: Some(event.place.to_owned()),
            about: event.about.map(str::to_owned),
            mark: Some(read(event.mark)?),
        })?;
    }
    Ok(())
}

fn add_claims(case: &mut Case) -> Result<(), Error> {
    for claim in claims::CLAIMS {
        case.add_claim(claim.text, claim.accuses)?;
    }
    for (mark, claim, stance) in claims::LINKS {
        case.link(read(mark)?, read(claim)?, stance)?;
    }
    case.set_identity(Number::new(Noun::Claim, 3), "A-001", "P-02")?;
    // A judgement comes after the evidence.
    for (number, claim) in (1..).zip(claims::CLAIMS) {
        let number = Number::new(Noun::Claim, number);
        case.set_confidence(number, claim.level, claim.reason)?;
    }
    for request in claims::REQUESTS {
        case.add_reply(NewReply {
            whom: request.whom.to_owned(),
            about: vec![read(request.about)?],
            asked_at: read(request.asked_at)?,
            channel: request.channel.to_owned(),
            deadline: Some(read(request.deadline)?),
            reminders: Vec::new(),
            answer: request.answer.map(read).transpose()?,
        })?;
    }
    Ok(())
}

/// Reads a number, a reference or a time of the tables.
fn read<T: FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, Error> {
    text.parse()
        .map_err(|error: T::Err| wrong(error.to_string()))
}

/// A mistake in the tables: a test builds the sample, so no user meets it.
fn wrong(what: String) -> Error {
    Error::new(Kind::Internal, format!("the sample cannot be made: {what}"))
}
