//! `plumb organisation CASE NAME`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use std::path::PathBuf;

/// Add an organisation.
#[derive(clap::Args)]
pub(crate) struct Organisation {
    /// The case.
    case: PathBuf,
    /// Its name.
    name: String,
}

impl Organisation {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let number = opener.open(&self.case)?.add_organisation(&self.name)?.value;
        terminal.line(number.to_string());
        Ok(Outcome::Done)
    }
}
