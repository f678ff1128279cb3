//! `plumb verify CASE|FILE [--receipt "EIGHT WORDS"] [--json]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::{Receipt, Verification};
use std::{ops::ControlFlow, path::PathBuf};

/// Verify originals against their fingerprints, the journal's chain, and the receipt.
#[derive(clap::Args)]
pub(crate) struct Verify {
    /// The case.
    case: PathBuf,
    /// The eight words that the newest export printed.
    #[arg(long, value_name = "EIGHT WORDS")]
    receipt: Option<Receipt>,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let case = opener.open(&self.case)?;
        let found = case.verify(self.receipt.as_ref(), &mut |read, all| {
            terminal.progress(&format!("{} of {} MiB", read >> 20, all >> 20));
            ControlFlow::Continue(())
        })?;
        terminal.end_progress();
        if self.json {
            terminal.json(&found)?;
        } else {
            print(&found, terminal);
        }
        Ok(if found.is_sound() {
            Outcome::Done
        } else {
            Outcome::Problem
        })
    }
}

fn print(found: &Verification, terminal: &mut Terminal) {
    for problem in &found.problems {
        terminal.line(format!("{}: {}", problem.subjects.join(", "), problem.what));
    }
    if found.is_sound() {
        terminal.line(format!(
            "{} originals and {} journal entries are as they were recorded",
            found.originals, found.entries
        ));
    }
    found
        .cannot_know
        .iter()
        .for_each(|sentence| terminal.line(sentence));
    terminal.line(format!("Receipt: {}", found.receipt_now));
}
