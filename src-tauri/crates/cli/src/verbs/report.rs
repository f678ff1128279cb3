//! `plumb report CASE --pdf FILE --markdown FILE [--copy editor|public]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::{Case, Copy};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Print the report as PDF, as Markdown, or both.
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("form").required(true).multiple(true))]
pub(crate) struct Report {
    /// The case.
    case: PathBuf,
    /// Write a PDF.
    #[arg(long, group = "form", value_name = "FILE")]
    pdf: Option<PathBuf>,
    /// Write Markdown; its citations and pictures go beside it.
    #[arg(long, group = "form", value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// For whom: editor or public.
    #[arg(long, default_value = "editor")]
    copy: Copy,
}

impl Report {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut case = opener.open(&self.case)?;
        let mut written: Vec<(String, Vec<u8>)> = Vec::new();
        if let Some(file) = &self.pdf {
            let printed = case.print(self.copy)?;
            write(file, &printed.bytes)?;
            terminal.line(format!("{}: {} pages", file.display(), printed.pages));
            printed
                .remarks
                .iter()
                .for_each(|remark| terminal.remark(remark));
            written.push((label(file), printed.bytes));
        }
        if let Some(file) = &self.markdown {
            let text = self.write_markdown(&mut case, file)?;
            terminal.line(file.display().to_string());
            written.push((label(file), text));
        }
        let files: Vec<(&str, &[u8])> = written
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        let receipt = case.record_export(&files)?.value;
        terminal.line(format!("Receipt: {receipt}"));
        terminal.remark(
            "Keep the receipt away from this laptop: with it, plumb verify can tell whether the \
             case was changed or put back.",
        );
        Ok(Outcome::Done)
    }

    fn write_markdown(&self, case: &mut Case, file: &Path) -> Result<Vec<u8>, Failure> {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let files = case.markdown(self.copy, &stem)?;
        let folder = file.parent().unwrap_or(Path::new(""));
        for (name, bytes) in &files.beside {
            write(&folder.join(name), bytes)?;
        }
        write(file, files.text.as_bytes())?;
        Ok(files.text.into_bytes())
    }
}

/// The name alone: where a file lay on this laptop is nobody's business.
fn label(file: &Path) -> String {
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let unwritable = |error: std::io::Error| {
        Failure::usage(format!(
            "{} could not be written: {error}; the case is as it was",
            file.display()
        ))
    };
    if let Some(folder) = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    fs::write(file, bytes).map_err(unwritable)
}
