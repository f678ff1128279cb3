//! The manuscript.

use crate::{Case, Change, Error};

impl Case {
    /// The report's Markdown; empty when none was written.
    pub fn manuscript(&self) -> Result<String, Error> {
        Ok(self.store.manuscript()?)
    }

    /// Sets the report's Markdown.
    pub fn write_manuscript(&mut self, text: &str) -> Result<Change<()>, Error> {
        self.change("write report", |writing| {
            writing.set_manuscript(text)?;
            writing.name_subject("report");
            writing.describe(format!("{} characters", text.chars().count()));
            Ok(())
        })
    }
}
