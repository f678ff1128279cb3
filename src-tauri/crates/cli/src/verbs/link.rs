//! `plumb link CASE MARK CLAIM supports|contradicts|context|denial`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use claims::Stance;
use evidence::{Number, Reference};
use std::path::PathBuf;

/// Lay a mark in one of a claim's four lanes.
#[derive(clap::Args)]
pub(crate) struct Link {
    /// The case.
    case: PathBuf,
    /// The mark: E-014.1.
    mark: Reference,
    /// The claim: C-03.
    claim: Number,
    /// supports, contradicts, context or denial.
    stance: Stance,
}

impl Link {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut case = opener.open(&self.case)?;
        case.link(self.mark, self.claim, self.stance)?;
        let standing = case.claim(self.claim)?.assessment.standing.words();
        terminal.line(format!(
            "{}  {}  {} ({standing})",
            self.mark, self.stance, self.claim
        ));
        Ok(Outcome::Done)
    }
}
