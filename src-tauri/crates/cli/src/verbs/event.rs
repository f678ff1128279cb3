//! `plumb event CASE TITLE --on D [--until D] [--approximate] [--mark M]`

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
            mark: self.mark,
        };
        let number = opener.open(&self.case)?.add_event(new)?.value;
        terminal.line(number.to_string());
        Ok(Outcome::Done)
    }
}
