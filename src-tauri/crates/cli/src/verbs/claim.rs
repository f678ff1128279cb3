//! `plumb claim CASE TEXT [--accuses WHO]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use std::path::PathBuf;

/// Write down a claim: one sentence that can be true or false.
#[derive(clap::Args)]
pub(crate) struct Claim {
    /// The case.
    case: PathBuf,
    /// The sentence.
    text: String,
    /// The person, organisation or account it accuses, by number or name.
    #[arg(long, value_name = "WHO")]
    accuses: Option<String>,
}

impl Claim {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut case = opener.open(&self.case)?;
        let number = case.add_claim(&self.text, self.accuses.as_deref())?.value;
        terminal.line(number.to_string());
        Ok(Outcome::Done)
    }
}
