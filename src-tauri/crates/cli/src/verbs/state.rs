//! `plumb state CASE ACCOUNT live|edited|withheld|suspended|deleted --seen-at T --mark M`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use evidence::{Moment, Reference};
use std::path::PathBuf;

/// Record what an account was seen to be.
#[derive(clap::Args)]
pub(crate) struct State {
    /// The case.
    case: PathBuf,
    /// The account, by number or handle.
    account: String,
    /// live, edited, withheld, suspended or deleted.
    state: evidence::State,
    /// When it was seen so.
    #[arg(long, value_name = "T")]
    seen_at: Moment,
    /// The mark that shows it.
    #[arg(long, value_name = "M")]
    mark: Option<Reference>,
}

impl State {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut case = opener.open(&self.case)?;
        let number = case
            .add_state(&self.account, self.state, self.seen_at, self.mark)?
            .value;
        terminal.line(format!("{number}  {}", self.state));
        Ok(Outcome::Done)
    }
}
