//! `plumb check CASE [--json]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal, text::one_line};
use std::path::PathBuf;

/// Run the report's checks: what an editor would ask before it leaves.
#[derive(clap::Args)]
pub(crate) struct Check {
    /// The case.
    case: PathBuf,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let result = opener.open(&self.case)?.check()?;
        if self.json {
            terminal.json(&result)?;
        } else {
            for finding in &result.findings {
                let place = finding
                    .paragraph
                    .map(|number| format!(", paragraph {number}"))
                    .unwrap_or_default();
                let waived = if finding.waived.is_some() {
                    " (waived)"
                } else {
                    ""
                };
                terminal.line(format!(
                    "{} {:?}{place}: {}{waived}",
                    finding.rule.code(),
                    finding.severity,
                    one_line(&finding.message)
                ));
                terminal.line(format!("    {}", one_line(&finding.how_to_fix)));
            }
            terminal.line(format!(
                "{} findings; {} of {} factual sentences open",
                result.findings.len(),
                result.open_sentences,
                result.factual_sentences
            ));
        }
        Ok(if result.may_be_final {
            Outcome::Done
        } else {
            Outcome::Problem
        })
    }
}
