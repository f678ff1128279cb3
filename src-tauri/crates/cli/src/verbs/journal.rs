//! `plumb journal CASE [--json]`

use crate::{
    Failure, Outcome,
    open::Opener,
    terminal::Terminal,
    text::{columns, one_line},
};
use std::path::PathBuf;

/// Print everything that happened to the case, oldest first.
#[derive(clap::Args)]
pub(crate) struct Journal {
    /// The case.
    case: PathBuf,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

impl Journal {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let entries = opener.open(&self.case)?.journal()?;
        if self.json {
            terminal.json(&entries)?;
            return Ok(Outcome::Done);
        }
        let rows: Vec<Vec<String>> = entries
            .iter()
            .map(|entry| {
                vec![
                    entry.seq.to_string(),
                    entry.at.format("%Y-%m-%d %H:%M:%S UTC").to_string(),
                    one_line(&entry.actor),
                    entry.operation.clone(),
                    entry.subjects.join(" "),
                    one_line(&entry.detail),
                ]
            })
            .collect();
        terminal.line(columns(&rows));
        Ok(Outcome::Done)
    }
}
