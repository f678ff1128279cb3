//! `plumb report CASE --pdf FILE --markdown FILE --html FILE [--copy editor|public]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::{Copy, Outlet};
use std::{ops::ControlFlow, path::PathBuf};

/// Print the report as PDF, as Markdown, as a web page, or all of these.
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
    /// Write one web page that needs nothing else.
    #[arg(long, group = "form", value_name = "FILE")]
    html: Option<PathBuf>,
    /// For whom: editor or public.
    #[arg(long, default_value = "editor")]
    copy: Copy,
}

impl Report {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let mut case = opener.open(&self.case)?;
        let outlet = Outlet {
            pdf: self.pdf.as_deref(),
            markdown: self.markdown.as_deref(),
            html: self.html.as_deref(),
        };
        let exported = case.export(self.copy, outlet, &mut |_| ControlFlow::Continue(()))?;
        if let (Some(file), Some(pages)) = (&self.pdf, exported.pages) {
            terminal.line(format!("{}: {pages} pages", file.display()));
        }
        for file in self.markdown.iter().chain(&self.html) {
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
