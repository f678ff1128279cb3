//! The verbs, one file each.

mod account;
mod add;
mod affiliate;
mod check;
mod claim;
mod code;
mod event;
mod journal;
mod link;
mod list;
mod mark;
mod new;
mod organisation;
mod person;
mod posts;
mod redact;
mod redo;
mod reply;
mod report;
mod sample;
mod search;
mod show;
mod source;
mod state;
mod undo;
mod verify;
mod write;

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};

/// What can be done with a case.
#[derive(clap::Subcommand)]
pub(crate) enum Verb {
    Sample(sample::Sample),
    New(new::New),
    Add(add::Add),
    List(list::List),
    Show(show::Show),
    Mark(mark::Mark),
    Redact(redact::Redact),
    Source(source::Source),
    Person(person::Person),
    Organisation(organisation::Organisation),
    Account(account::Account),
    Code(code::Code),
    Affiliate(affiliate::Affiliate),
    State(state::State),
    Event(event::Event),
    Reply(reply::Reply),
    Claim(claim::Claim),
    Link(link::Link),
    Write(write::Write),
    Search(search::Search),
    #[command(subcommand)]
    Posts(posts::Posts),
    Check(check::Check),
    Report(report::Report),
    Verify(verify::Verify),
    Journal(journal::Journal),
    Undo(undo::Undo),
    Redo(redo::Redo),
}

impl Verb {
    /// Runs the verb.
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        match self {
            Verb::Sample(verb) => verb.run(terminal),
            Verb::New(verb) => verb.run(opener, terminal),
            Verb::Add(verb) => verb.run(opener, terminal),
            Verb::List(verb) => verb.run(opener, terminal),
            Verb::Show(verb) => verb.run(opener, terminal),
            Verb::Mark(verb) => verb.run(opener, terminal),
            Verb::Redact(verb) => verb.run(opener, terminal),
            Verb::Source(verb) => verb.run(opener, terminal),
            Verb::Person(verb) => verb.run(opener, terminal),
            Verb::Organisation(verb) => verb.run(opener, terminal),
            Verb::Account(verb) => verb.run(opener, terminal),
            Verb::Code(verb) => verb.run(opener, terminal),
            Verb::Affiliate(verb) => verb.run(opener, terminal),
            Verb::State(verb) => verb.run(opener, terminal),
            Verb::Event(verb) => verb.run(opener, terminal),
            Verb::Reply(verb) => verb.run(opener, terminal),
            Verb::Claim(verb) => verb.run(opener, terminal),
            Verb::Link(verb) => verb.run(opener, terminal),
            Verb::Write(verb) => verb.run(opener, terminal),
            Verb::Search(verb) => verb.run(opener, terminal),
            Verb::Posts(verb) => verb.run(opener, terminal),
            Verb::Check(verb) => verb.run(opener, terminal),
            Verb::Report(verb) => verb.run(opener, terminal),
            Verb::Verify(verb) => verb.run(opener, terminal),
            Verb::Journal(verb) => verb.run(opener, terminal),
            Verb::Undo(verb) => verb.run(opener, terminal),
            Verb::Redo(verb) => verb.run(opener, terminal),
        }
    }
}
