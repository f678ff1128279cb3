//! `plumb code CASE WHO CODE --reason R [--other-name N]… [--always] | --remove`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::NewCode;
use evidence::{Reason, Scope};
use std::path::PathBuf;

/// Give a person, organisation or account the code under which it prints.
#[derive(clap::Args)]
pub(crate) struct Code {
    /// The case.
    case: PathBuf,
    /// The person, organisation or account, by number or name.
    who: String,
    /// What is printed instead of the name: "Subject 01".
    #[arg(required_unless_present = "remove")]
    code: Option<String>,
    /// Why: source, minor, victim, privacy, security or legal.
    #[arg(long, default_value = "privacy")]
    reason: Reason,
    /// Another spelling, a nickname, an earlier handle; may be given again.
    #[arg(long = "other-name", value_name = "N")]
    other_names: Vec<String>,
    /// In the editor's copy too, not only in the public one.
    #[arg(long)]
    always: bool,
    /// Take the code away, so that the name prints again.
    #[arg(long, conflicts_with_all = ["code", "other_names", "always"])]
    remove: bool,
}

impl Code {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut case = opener.open(&self.case)?;
        let Some(code) = self.code else {
            let number = case.remove_code(&self.who)?.value;
            terminal.line(number.to_string());
            return Ok(Outcome::Done);
        };
        let scope = if self.always {
            Scope::Always
        } else {
            Scope::Public
        };
        let number = case
            .set_code(NewCode {
                who: self.who,
                code,
                reason: self.reason,
                scope,
                other_names: self.other_names,
            })?
            .value;
        terminal.line(number.to_string());
        Ok(Outcome::Done)
    }
}
