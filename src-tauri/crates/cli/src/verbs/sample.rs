//! `plumb sample CASE`

use crate::{Failure, Outcome, machine::this_machine, terminal::Terminal};
use case::{Case, Key};
use std::path::PathBuf;

/// Make the sample case: synthetic, without a passphrase.
#[derive(clap::Args)]
pub(crate) struct Sample {
    /// The new file.
    case: PathBuf,
}

impl Sample {
    pub(crate) fn run(self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        case::sample::make(&self.case, this_machine())?;
        let case = Case::open(&self.case, Key::None, this_machine())?;
        let overview = case.overview()?;
        terminal.line(format!(
            "{}: {} exhibits, {} marks, {} claims",
            self.case.display(),
            overview.exhibits,
            overview.marks,
            overview.claims
        ));
        terminal.remark(
            "The sample has no passphrase: anyone who has the file can read it. Everything in it is synthetic.",
        );
        Ok(Outcome::Done)
    }
}
