//! `plumb list CASE exhibits|claims|people|accounts|events|data|replies [--json]`

use crate::{
    Failure, Outcome,
    open::Opener,
    terminal::Terminal,
    text::{columns, one_line},
};
use serde::Serialize;
use std::path::PathBuf;

/// List what a case holds.
#[derive(clap::Args)]
pub(crate) struct List {
    /// The case.
    case: PathBuf,
    /// What to list.
    what: What,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum What {
    Exhibits,
    Claims,
    People,
    Accounts,
    Affiliations,
    Events,
    Data,
    Replies,
}

impl List {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let case = opener.open(&self.case)?;
        let list = Listing {
            json: self.json,
            terminal,
        };
        match self.what {
            What::Exhibits => list.print(&case.exhibits()?, |one| {
                vec![
                    one.number.to_string(),
                    one.kind.to_string(),
                    one_line(&one.title),
                ]
            }),
            What::Claims => list.print(&case.claims()?, |one| {
                let standing = one.assessment.standing.words().to_owned();
                vec![one.number.to_string(), standing, one_line(&one.text)]
            }),
            What::People => list.print(&case.people()?, |one| {
                vec![one.number.to_string(), one_line(&one.name)]
            }),
            What::Accounts => list.print(&case.accounts()?, |one| {
                let state = one
                    .states
                    .last()
                    .map_or("state unknown", |seen| seen.state.word());
                let number = one.number.to_string();
                vec![
                    number,
                    one_line(&one.platform),
                    one_line(&one.handle),
                    state.to_owned(),
                ]
            }),
            What::Affiliations => list.print(&case.affiliations()?, |one| {
                let name = |party: &Option<case::view::PartyView>| {
                    party
                        .as_ref()
                        .map(|party| one_line(&party.name))
                        .unwrap_or_default()
                };
                let level = one.level.word().replace('_', " ");
                vec![
                    one.number.to_string(),
                    name(&one.who),
                    level,
                    name(&one.organisation),
                ]
            }),
            What::Events => list.print(&case.events()?, |one| {
                let about = if one.approximate { "about " } else { "" };
                vec![
                    one.number.to_string(),
                    format!("{about}{}", one.on),
                    one_line(&one.title),
                ]
            }),
            What::Data => list.print(&case.data_sets()?, |one| {
                vec![
                    one.number.to_string(),
                    format!("{} posts", one.reading.posts),
                    format!("{} accounts", one.reading.accounts),
                    one.exhibit.to_string(),
                    one_line(&one.title),
                ]
            }),
            What::Replies => list.print(&case.replies()?, |one| {
                let whom = one
                    .whom
                    .as_ref()
                    .map(|party| one_line(&party.name))
                    .unwrap_or_default();
                let about: Vec<String> = one.about.iter().map(ToString::to_string).collect();
                let answer = one.answer.map_or("no answer".to_owned(), |answer| {
                    format!("answered in {answer}")
                });
                vec![
                    one.number.to_string(),
                    whom,
                    about.join(" "),
                    one.asked_at.to_string(),
                    answer,
                ]
            }),
        }?;
        Ok(Outcome::Done)
    }
}

struct Listing<'a> {
    json: bool,
    terminal: &'a mut Terminal,
}

impl Listing<'_> {
    fn print<T: Serialize>(
        self,
        things: &[T],
        row: impl Fn(&T) -> Vec<String>,
    ) -> Result<(), Failure> {
        if self.json {
            return self.terminal.json(&things);
        }
        if !things.is_empty() {
            let rows: Vec<Vec<String>> = things.iter().map(row).collect();
            self.terminal.line(columns(&rows));
        }
        Ok(())
    }
}
