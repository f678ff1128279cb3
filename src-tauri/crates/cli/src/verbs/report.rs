//! `plumb report CASE --pdf FILE --markdown FILE [--copy editor|public]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::Copy;
use std::path::PathBuf;

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
        let exported = case.export(self.copy, self.pdf.as_deref(), self.markdown.as_deref())?;
        if let (Some(file), Some(pages)) = (&self.pdf, exported.pages) {
            terminal.line(format!("{}: {pages} pages", file.display()));
        }
        if let Some(file) = &self.markdown {
            terminal.line(file.display().to_string());
        }
        terminal.line(format!("Receipt: {}", exported.receipt));
        exported
            .remarks
            .iter()
            .for_each(|remark| terminal.remark(remark));
        terminal.remark(
            "Keep the receipt away from this laptop: with it, plumb verify can tell whether the \
             case was changed or put back.",
        );
        Ok(Outcome::Done)
    }
}
