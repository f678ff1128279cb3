//! Verifying a case, and the receipt that lets others do so.

use crate::{Case, Error, JournalEntry, Receipt, Verification};
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
    /// and looks for the receipt's entry. `progress` is told the bytes read and the bytes there are.
    pub fn verify(
        &self,
        receipt: Option<&Receipt>,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Verification, Error> {
        Ok(self.store.verify(receipt, progress)?)
    }
}
