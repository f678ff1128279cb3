//! `plumb account CASE PLATFORM HANDLE [--platform-id ID]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use std::path::PathBuf;

/// Add an account on a platform.
#[derive(clap::Args)]
pub(crate) struct Account {
    /// The case.
    case: PathBuf,
    /// The platform: X.
    platform: String,
    /// The handle as it is now.
    handle: String,
    /// The platform's own id, which does not change with the handle.
    #[arg(long, value_name = "ID")]
    platform_id: Option<String>,
}

impl Account {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut case = opener.open(&self.case)?;
        let number = case
            .add_account(&self.platform, &self.handle, self.platform_id)?
            .value;
        terminal.line(number.to_string());
        Ok(Outcome::Done)
    }
}
