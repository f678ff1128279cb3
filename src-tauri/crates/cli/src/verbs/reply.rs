//! `plumb reply CASE WHOM --about C-03 --asked-at T --channel C --deadline T
//! [--reminded-at T] [--answer E-040]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::NewReply;
use evidence::{Moment, Number};
use std::path::PathBuf;

/// Record who was asked for an answer, about what, when and how.
#[derive(clap::Args)]
pub(crate) struct Reply {
    /// The case.
    case: PathBuf,
    /// Who was asked, by number or name.
    whom: String,
    /// The claim; may be given more than once.
    #[arg(long, value_name = "C-03", required = true)]
    about: Vec<Number>,
    /// When they were asked.
    #[arg(long, value_name = "T")]
    asked_at: Moment,
    /// How: e-mail, letter, telephone.
    #[arg(long, value_name = "C")]
    channel: String,
    /// Until when they could answer.
    #[arg(long, value_name = "T")]
    deadline: Option<Moment>,
    /// When they were asked again; may be given more than once.
    #[arg(long, value_name = "T")]
    reminded_at: Vec<Moment>,
    /// The exhibit that holds the answer.
    #[arg(long, value_name = "E-040")]
    answer: Option<Number>,
}

impl Reply {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let new = NewReply {
            whom: self.whom,
            about: self.about,
            asked_at: self.asked_at,
            channel: self.channel,
            deadline: self.deadline,
            reminders: self.reminded_at,
            answer: self.answer,
        };
        let number = opener.open(&self.case)?.add_reply(new)?.value;
        terminal.line(number.to_string());
        Ok(Outcome::Done)
    }
}
