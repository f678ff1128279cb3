//! `plumb new CASE [--title T]`

use crate::{Failure, Outcome, machine::this_machine, open::Opener, terminal::Terminal};
use case::{Case, KeyCost, Lock};
use std::path::PathBuf;

/// Make a new case with a passphrase.
#[derive(clap::Args)]
pub(crate) struct New {
    /// The new file, usually NAME.plumb.
    case: PathBuf,
    /// What the case is called; the file's name when left out.
    #[arg(long)]
    title: Option<String>,
}

impl New {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let stem = self.case.file_stem().unwrap_or_default().to_string_lossy();
        let title = self.title.as_deref().unwrap_or(&stem);
        let passphrase = opener.new_passphrase()?;
        let lock = Lock {
            passphrase: &passphrase,
            cost: KeyCost::DEFAULT,
        };
        let opening = Case::create(&self.case, title, lock, this_machine())?;
        terminal.line(format!("{}: made", self.case.display()));
        if let Some(code) = opening.recovery_code {
            terminal.line(format!("Recovery code: {}", code.printed().as_str()));
            terminal.remark(
                "Print or write down the recovery code and keep it away from this laptop: it opens \
                 the case when the passphrase is lost, and is shown only now.",
            );
        }
        Ok(Outcome::Done)
    }
}
