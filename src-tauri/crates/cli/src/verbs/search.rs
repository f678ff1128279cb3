//! `plumb search CASE WORDS [--json]`

use crate::{
    Failure, Outcome,
    open::Opener,
    terminal::Terminal,
    text::{columns, one_line},
};
use std::path::PathBuf;

/// Find words anywhere in the case: exhibits, marks, claims, people, the manuscript.
#[derive(clap::Args)]
pub(crate) struct Search {
    /// The case.
    case: PathBuf,
    /// Words; "a phrase", prefix*, AND, OR, NOT and parentheses are understood.
    #[arg(required = true)]
    words: Vec<String>,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

impl Search {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let found = opener.open(&self.case)?.search(&self.words.join(" "))?;
        if self.json {
            terminal.json(&found)?;
        } else if found.is_empty() {
            terminal.remark("nothing found");
        } else {
            let rows: Vec<Vec<String>> = found
                .iter()
                .map(|hit| vec![hit.number.clone(), one_line(&hit.snippet)])
                .collect();
            terminal.line(columns(&rows));
        }
        Ok(Outcome::Done)
    }
}
