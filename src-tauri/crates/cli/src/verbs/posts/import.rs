//! `plumb posts import CASE FILE [--map FIELD=COLUMN…] [--time-zone Z]`

use super::ReadingArguments;
use crate::{
    Failure, Outcome,
    open::Opener,
    terminal::Terminal,
    text::{labelled, one_line},
};
use case::posts::{DataReading, inspect_file};
use posts::reading::Field;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Import a data set of posts: the file is sealed as an exhibit, each post points at its row.
#[derive(clap::Args)]
pub(crate) struct Import {
    /// The case.
    case: PathBuf,
    /// The file: CSV, JSON or JSON lines.
    file: PathBuf,
    #[command(flatten)]
    reading: ReadingArguments,
    /// Show the columns, the first rows and what they are taken for, and import nothing.
    #[arg(long)]
    look: bool,
    /// Fail with status 1 when a row could not be read.
    #[arg(long)]
    strict: bool,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        if self.look {
            return look(&self, terminal);
        }
        let mut case = opener.open(&self.case)?;
        let reading = self.reading.into_reading();
        let imported = case.import_posts(&self.file, &reading, &mut |so_far| {
            terminal.progress(&format!("{} posts", so_far.posts));
            ControlFlow::Continue(())
        });
        terminal.end_progress();
        let imported = imported?.value;
        if self.json {
            terminal.json(&imported)?;
        } else {
            terminal.line(format!(
                "{}  {} posts by {} accounts, sealed as {}",
                imported.number,
                imported.reading.posts,
                imported.reading.accounts,
                imported.exhibit
            ));
            say_what_was_read(&imported.reading, terminal);
        }
        let is_short = self.strict && imported.reading.unread > 0;
        Ok(if is_short {
            Outcome::Problem
        } else {
            Outcome::Done
        })
    }
}

fn say_what_was_read(reading: &DataReading, terminal: &mut Terminal) {
    let count = |count: u64| (count > 0).then(|| count.to_string());
    terminal.line(labelled(&[
        ("read as", reading.mapping.format.clone()),
        (
            "stamps exact to the",
            Some(reading.resolution.word().to_owned()),
        ),
        ("rows with a known id", count(reading.duplicates)),
        ("rounded ids", count(reading.mangled)),
        ("rows not read", count(reading.unread)),
    ]));
    for remark in &reading.remarks {
        let line = remark.line.map(|line| format!("line {line}: "));
        let line = line.unwrap_or_default();
        terminal.remark(format!("{line}{}", one_line(&remark.said.text)));
    }
}

fn look(import: &Import, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let sheet = inspect_file(&import.file)?;
    if import.json {
        terminal.json(&sheet)?;
        return Ok(Outcome::Done);
    }
    for field in Field::ALL {
        let Some(column) = sheet.mapping.column(field) else {
            continue;
        };
        let at = sheet.columns.iter().position(|name| name == column);
        let first = sheet.rows.first().zip(at).and_then(|(row, at)| row.get(at));
        let first = first.map(|cell| one_line(cell)).unwrap_or_default();
        terminal.line(format!("{:10}  {column}  {first}", field.word()));
    }
    if sheet.needs_zone {
        terminal.line("The stamps name no time zone: say --time-zone.");
    }
    Ok(Outcome::Done)
}
