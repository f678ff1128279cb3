//! Standard output for results, standard error for progress and complaints.

use crate::Failure;
use serde::Serialize;
use std::io::{IsTerminal, Write};

/// Where a verb writes.
pub(crate) struct Terminal {
    shows_progress: bool,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        Self {
            shows_progress: std::io::stderr().is_terminal(),
        }
    }

    /// Writes a line of the result. A reader that has gone away is no failure.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) {
        let _ = writeln!(std::io::stdout().lock(), "{}", text.as_ref());
    }

    /// Writes the result as one JSON document.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(|error| Failure {
            status: 1,
            message: format!("the result could not be written as JSON: {error}"),
            hint: None,
        })?;
        self.line(text);
        Ok(())
    }

    /// Writes a sentence beside the result.
    pub(crate) fn remark(&mut self, text: impl AsRef<str>) {
        let _ = writeln!(std::io::stderr().lock(), "{}", text.as_ref());
    }

    /// Shows how far a long piece of work has come, to a person only.
    pub(crate) fn progress(&mut self, text: &str) {
        if self.shows_progress {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K{text}");
        }
    }

    /// Takes the progress line away.
    pub(crate) fn end_progress(&mut self) {
        self.progress("");
    }

    /// Says what went wrong and what to do.
    pub(crate) fn complain(&mut self, failure: &Failure) {
        self.end_progress();
        self.remark(format!("plumb: {}", failure.message));
        if let Some(hint) = &failure.hint {
            self.remark(hint);
        }
    }
}
