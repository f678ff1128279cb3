//! `plumb redo CASE [N]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use std::path::PathBuf;

/// Do undone steps again.
#[derive(clap::Args)]
pub(crate) struct Redo {
    /// The case.
    case: PathBuf,
    /// How many steps.
    #[arg(default_value_t = 1)]
    steps: usize,
}

impl Redo {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        for change in opener.open(&self.case)?.redo(self.steps)? {
            let step = change.value;
            terminal.line(format!(
                "redone: {} {}",
                step.operation,
                step.subjects.join(" ")
            ));
        }
        Ok(Outcome::Done)
    }
}
