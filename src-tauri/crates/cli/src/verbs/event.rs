//! `plumb event CASE TITLE --on D [--until D] [--approximate] [--place P] [--about WHO] [--mark M]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::NewEvent;
use evidence::{Moment, Reference};
use std::path::PathBuf;

/// Add a dated thing, exact or approximate.
#[derive(clap::Args)]
pub(crate) struct Event {
    /// The case.
    case: PathBuf,
    /// What happened.
    title: String,
    /// When, or when it began.
    #[arg(long, value_name = "D")]
    on: Moment,
    /// When it ended.
    #[arg(long, value_name = "D")]
    until: Option<Moment>,
    /// The date is only about right.
    #[arg(long)]
    approximate: bool,
    /// Where, or on which scene: its lane on the timeline.
    #[arg(long, value_name = "P")]
    place: Option<String>,
    /// The person, organisation or account it is about, by number or name.
    #[arg(long, value_name = "WHO")]
    about: Option<String>,
    /// The mark that shows it.
    #[arg(long, value_name = "M")]
    mark: Option<Reference>,
}

impl Event {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let new = NewEvent {
            title: self.title,
            on: self.on,
            until: self.until,
            approximate: self.approximate,
            place: self.place,
            about: self.about,
            mark: self.mark,
        };
        let number = opener.open(&self.case)?.add_event(new)?.value;
        terminal.line(number.to_string());
        Ok(Outcome::Done)
    }
}
