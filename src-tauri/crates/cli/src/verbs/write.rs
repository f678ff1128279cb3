//! `plumb write CASE FILE.md`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use std::{io::Read, path::PathBuf};

/// Set the manuscript from a Markdown file.
#[derive(clap::Args)]
pub(crate) struct Write {
    /// The case.
    case: PathBuf,
    /// The Markdown, in UTF-8; - reads standard input.
    file: PathBuf,
}

impl Write {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut case = opener.open(&self.case)?;
        let text = self.read()?;
        case.write_manuscript(&text)?;
        terminal.line(format!("saved, {} words", text.split_whitespace().count()));
        Ok(Outcome::Done)
    }

    fn read(&self) -> Result<String, Failure> {
        let mut text = String::new();
        let read = if self.file.as_os_str() == "-" {
            std::io::stdin().lock().read_to_string(&mut text)
        } else {
            std::fs::File::open(&self.file).and_then(|mut file| file.read_to_string(&mut text))
        };
        read.map_err(|error| {
            Failure::usage(format!(
                "{} could not be read as UTF-8 text: {error}; the manuscript is as it was",
                self.file.display()
            ))
        })?;
        Ok(text)
    }
}
