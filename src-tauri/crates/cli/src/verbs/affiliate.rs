//! `plumb affiliate CASE WHO ORGANISATION --level self-declares --role R [--from D] [--to D] --basis bio --mark E-009.1`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::NewAffiliation;
use evidence::{Level, Moment, Reference, people::Basis};
use std::path::PathBuf;

/// Record how firmly somebody belongs to an organisation.
#[derive(clap::Args)]
pub(crate) struct Affiliate {
    /// The case.
    case: PathBuf,
    /// A person or account, by number or name.
    who: String,
    /// The organisation, by number or name.
    organisation: String,
    /// mentions, self-declares, member, office-holder, employee or tasked.
    #[arg(long)]
    level: Level,
    /// As what.
    #[arg(long, value_name = "R")]
    role: Option<String>,
    /// Since when.
    #[arg(long, value_name = "D")]
    from: Option<Moment>,
    /// Until when.
    #[arg(long, value_name = "D")]
    to: Option<Moment>,
    /// bio, party-site, official-list, registry, email-domain, media, photo or inference.
    #[arg(long)]
    basis: Basis,
    /// The mark that shows it.
    #[arg(long, value_name = "E-009.1")]
    mark: Option<Reference>,
}

impl Affiliate {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let new = NewAffiliation {
            who: self.who,
            organisation: self.organisation,
            level: self.level,
            role: self.role,
            from: self.from,
            to: self.to,
            basis: self.basis,
            mark: self.mark,
        };
        let number = opener.open(&self.case)?.affiliate(new)?.value;
        terminal.line(number.to_string());
        Ok(Outcome::Done)
    }
}
