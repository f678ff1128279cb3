//! The manuscript.

use crate::{Case, Change, Error};

/// The journal's name for a change of the report's text.
pub(crate) const WRITE: &str = "write report";

impl Case {
    /// The report's Markdown; empty when none was written.
    pub fn manuscript(&self) -> Result<String, Error> {
        Ok(self.store.manuscript()?)
    }

    /// Sets the report's Markdown.
    pub fn write_manuscript(&mut self, text: &str) -> Result<Change<()>, Error> {
        self.change(WRITE, |writing| {
            writing.set_manuscript(text)?;
            writing.name_subject("report");
            writing.describe(format!("{} characters", text.chars().count()));
            Ok(())
        })
    }
}
