//! `plumb add CASE FILE… [--url U] [--title T] [--posted-at T] [--account A] [--tier T] [--derived-from E-001]`

use super::source::Record;
use crate::{Failure, Outcome, open::Opener, terminal::Terminal, text::one_line};
use case::{Addition, Case, Id, SourceEdit};
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// Add files: each is sealed with its SHA-256 and gets a number.
#[derive(clap::Args)]
pub(crate) struct Add {
    /// The case.
    case: PathBuf,
    /// The files; none with --not-held, for an item that others cite and the case does not hold.
    #[arg(required_unless_present = "not_held")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    record: Record,
}

impl Add {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let edit = self.record.into_edit();
        let mut case = opener.open(&self.case)?;
        if self.files.is_empty() {
            let number = case.cite(&edit)?.value;
            terminal.line(number.to_string());
            return Ok(Outcome::Done);
        }
        let batch = case.new_batch();
        let mut failures = Vec::new();
        for file in &self.files {
            // One unreadable file must not keep the others out.
            if let Err(failure) = add(&mut case, file, &edit, batch, terminal) {
                failures.push(failure);
            }
        }
        let Some(last) = failures.pop() else {
            return Ok(Outcome::Done);
        };
        failures
            .iter()
            .for_each(|failure| terminal.complain(failure));
        Err(last)
    }
}

fn add(
    case: &mut Case,
    file: &Path,
    edit: &SourceEdit,
    batch: Id,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let name = one_line(&file.to_string_lossy());
    let added = case.add_file(file, edit, batch, &mut |bytes| {
        terminal.progress(&format!("{name}: {} MiB", bytes >> 20));
        ControlFlow::Continue(())
    });
    terminal.end_progress();
    match added? {
        Addition::Added { number, remarks } => {
            terminal.line(format!("{number}  {name}"));
            remarks
                .iter()
                .for_each(|remark| terminal.remark(format!("{number}: {remark}")));
        }
        Addition::AlreadyHeld(number) => {
            terminal.line(format!(
                "{number}  {name} (already in the case, not added again)"
            ));
        }
    }
    Ok(())
}
