//! Verifying a case, and the receipt that lets others do so.

use crate::{Case, Error, JournalEntry, Problem, ProblemKind, Receipt, Verification};
use std::ops::ControlFlow;

impl Case {
    /// Everything that happened, oldest first.
    pub fn journal(&self) -> Result<Vec<JournalEntry>, Error> {
        Ok(self.store.journal()?)
    }

    /// The receipt of the case as it stands: eight words to keep outside the laptop.
    pub fn receipt(&self) -> Result<Receipt, Error> {
        Ok(self.store.receipt()?)
    }

    /// Reads and hashes every original, walks the journal's chain, replays it,
    /// looks for the receipt's entry, and computes every frozen finding again. `progress` is told
    /// the bytes read and the bytes there are.
    pub fn verify(
        &self,
        receipt: Option<&Receipt>,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Verification, Error> {
        let mut verification = self.store.verify(receipt, progress)?;
        for verdict in self.verify_findings()? {
            let number = verdict.number;
            verification.findings += usize::from(verdict.differences.is_empty());
            let problem = |what| Problem {
                kind: ProblemKind::Finding,
                subjects: vec![number.to_string()],
                what,
            };
            verification
                .problems
                .extend(verdict.differences.into_iter().map(problem));
            let note = |newer| format!("{number}: {newer}");
            verification
                .notes
                .extend(verdict.newer.into_iter().map(note));
        }
        Ok(verification)
    }
}
