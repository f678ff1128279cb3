//! `plumb redact CASE E-014 --region x,y,w,h | --page N | --quote TEXT  --reason R [--note T]`

use crate::{
    Failure, Outcome,
    open::Opener,
    terminal::Terminal,
    text::{columns, one_line},
};
use case::{MarkPlace, view::RedactionView};
use evidence::{Number, Reason, Selector};
use std::path::PathBuf;

/// Decide what no printed copy shows of an exhibit; its original stays as it is.
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(crate) struct Redact {
    /// The case.
    case: PathBuf,
    /// The exhibit: E-014.
    exhibit: Number,
    /// A box in pixels from the upper left corner: x,y,w,h.
    #[arg(long, group = "what", value_parser = Selector::region)]
    region: Option<Selector>,
    /// A page, from 1: nothing of the document is printed then.
    #[arg(long, group = "what", value_name = "N")]
    page: Option<u32>,
    /// Words of the captured text, enough of them to be found once.
    #[arg(long, group = "what", value_name = "TEXT")]
    quote: Option<String>,
    /// Show a redacted place again: its number in the list.
    #[arg(long, group = "what", value_name = "N")]
    remove: Option<u32>,
    /// List the redactions of the exhibit.
    #[arg(long, group = "what")]
    list: bool,
    /// Why: source, minor, victim, privacy, security or legal.
    #[arg(long, required_unless_present_any = ["remove", "list"])]
    reason: Option<Reason>,
    /// What a reader is told instead: "shows a victim".
    #[arg(long, value_name = "T")]
    note: Option<String>,
    /// Print one JSON document.
    #[arg(long, requires = "list")]
    json: bool,
}

impl Redact {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut case = opener.open(&self.case)?;
        let exactly = self.region.or(self.page.map(Selector::Page));
        let place = match (exactly, self.quote) {
            (Some(selector), _) => MarkPlace::Exactly(selector),
            (None, Some(words)) => MarkPlace::Quote(words),
            (None, None) => {
                if let Some(number) = self.remove {
                    case.remove_redaction(self.exhibit, number)?;
                    return Ok(Outcome::Done);
                }
                let redactions = case.exhibit(self.exhibit)?.redactions;
                if self.json {
                    terminal.json(&redactions)?;
                    return Ok(Outcome::Done);
                }
                if !redactions.is_empty() {
                    terminal.line(table(&redactions));
                }
                return Ok(Outcome::Done);
            }
        };
        let reason = self
            .reason
            .ok_or_else(|| Failure::usage("say why it must not be seen"))?;
        let number = case.redact(self.exhibit, place, reason, self.note)?.value;
        terminal.line(number.to_string());
        Ok(Outcome::Done)
    }
}

/// Redactions in columns, one a line: number, reason, place, label.
pub(super) fn table(redactions: &[RedactionView]) -> String {
    let row = |one: &RedactionView| {
        let label = one_line(one.label.as_deref().unwrap_or_default());
        let number = format!("redaction {}", one.number);
        vec![number, one.reason.to_string(), one_line(&one.place), label]
    };
    columns(&redactions.iter().map(row).collect::<Vec<_>>())
}
