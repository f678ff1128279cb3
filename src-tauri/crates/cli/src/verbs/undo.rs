//! `plumb undo CASE [N]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use std::path::PathBuf;

/// Take the last steps back, newest first.
#[derive(clap::Args)]
pub(crate) struct Undo {
    /// The case.
    case: PathBuf,
    /// How many steps.
    #[arg(default_value_t = 1)]
    steps: usize,
}

impl Undo {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        for change in opener.open(&self.case)?.undo(self.steps)? {
            let step = change.value;
            terminal.line(format!(
                "undone: {} {}",
                step.operation,
                step.subjects.join(" ")
            ));
        }
        Ok(Outcome::Done)
    }
}
