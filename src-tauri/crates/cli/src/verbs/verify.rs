//! `plumb verify CASE|FILE.pdf [--case CASE] [--receipt "EIGHT WORDS"] [--json]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::{PdfVerification, Receipt, Verification};
use std::{ops::ControlFlow, path::PathBuf};

/// Verify a case against its journal and the receipt, or a printed report against itself and its case.
#[derive(clap::Args)]
pub(crate) struct Verify {
    /// The case, or a PDF that Plumb printed.
    #[arg(value_name = "CASE|FILE.pdf")]
    path: PathBuf,
    /// The case that a PDF was printed from.
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
    /// The eight words that the newest export printed.
    #[arg(long, value_name = "EIGHT WORDS")]
    receipt: Option<Receipt>,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        if case::is_pdf(&self.path) {
            return self.verify_pdf(opener, terminal);
        }
        if self.case.is_some() {
            return Err(Failure::usage(
                "--case names the case of a printed report; give the report's PDF before it",
            ));
        }
        let case = opener.open(&self.path)?;
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
        Ok(outcome(found.is_sound()))
    }

    fn verify_pdf(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        if self.receipt.is_some() {
            return Err(Failure::usage(
                "--receipt belongs to a case; a printed report carries its own signature",
            ));
        }
        let bytes = std::fs::read(&self.path).map_err(|error| Failure {
            status: 3,
            message: format!("{} could not be read: {error}", self.path.display()),
            hint: None,
        })?;
        let found = match &self.case {
            Some(case) => opener.open(case)?.verify_pdf(&bytes)?,
            None => case::verify_pdf(&bytes)?,
        };
        if self.json {
            terminal.json(&found)?;
        } else {
            print_pdf(&found, self.case.is_some(), terminal);
        }
        Ok(outcome(found.is_sound()))
    }
}

fn outcome(is_sound: bool) -> Outcome {
    if is_sound {
        Outcome::Done
    } else {
        Outcome::Problem
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
    if found.findings > 0 {
        terminal.line(format!(
            "{} findings were computed again from their sealed files and give the same answer",
            found.findings
        ));
    }
    found
        .notes
        .iter()
        .chain(&found.cannot_know)
        .for_each(|sentence| terminal.line(sentence));
    terminal.line(format!("Receipt: {}", found.receipt_now));
}

fn print_pdf(found: &PdfVerification, with_case: bool, terminal: &mut Terminal) {
    found
        .problems
        .iter()
        .for_each(|problem| terminal.line(problem));
    if found.is_sound() {
        terminal.line(format!(
            "{} pages, {} exhibits and {} citations are as they were printed and signed",
            found.pages, found.exhibits, found.citations
        ));
        if with_case {
            terminal
                .line("The case holds the originals that the report names, and its key signed it");
        }
    }
    found.notes.iter().for_each(|note| terminal.line(note));
    if let Some(fingerprint) = &found.fingerprint {
        terminal.line(format!("Fingerprint: {fingerprint}"));
    }
    if let Some(key) = found.key.as_ref().filter(|_| !with_case) {
        terminal.line(format!("Key: {key}"));
        terminal.line(
            "Whoever has another key can make another report: compare the key with the one the \
             newsroom gave you, or verify with --case.",
        );
    }
}
