//! `plumb person CASE NAME`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use std::path::PathBuf;

/// Add a person, by name or code.
#[derive(clap::Args)]
pub(crate) struct Person {
    /// The case.
    case: PathBuf,
    /// Name or code: Subject 01.
    name: String,
}

impl Person {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let number = opener.open(&self.case)?.add_person(&self.name)?.value;
        terminal.line(number.to_string());
        Ok(Outcome::Done)
    }
}
