//! `plumb source CASE E-014 [--derived-from E-001] [--tier T] [--not-held] …`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::SourceEdit;
use evidence::{
    Held, Moment, Number, Sensitivity, Tier,
    exhibit::{ArchiveCopy, Kind},
};
use std::path::PathBuf;

/// Edit an exhibit's collection record.
#[derive(clap::Args)]
pub(crate) struct Source {
    /// The case.
    case: PathBuf,
    /// The exhibit: E-014.
    exhibit: Number,
    #[command(flatten)]
    record: Record,
}

/// What is known about how an item was collected.
#[derive(clap::Args)]
pub(crate) struct Record {
    /// The address that was asked for.
    #[arg(long, value_name = "U")]
    url: Option<String>,
    /// The address that answered, after redirections.
    #[arg(long, value_name = "U")]
    final_url: Option<String>,
    /// What the library calls it.
    #[arg(long, value_name = "T")]
    title: Option<String>,
    /// post, page, document, image, video, audio, data, record, statement or other.
    #[arg(long)]
    kind: Option<Kind>,
    /// When it was posted: 2024-05-15T12:21+04:00, or less exactly.
    #[arg(long, value_name = "T")]
    posted_at: Option<Moment>,
    /// When it was captured.
    #[arg(long, value_name = "T")]
    captured_at: Option<Moment>,
    /// Who captured it.
    #[arg(long, value_name = "WHO")]
    captured_by: Option<String>,
    /// The tool and its version.
    #[arg(long)]
    tool: Option<String>,
    /// How it was captured.
    #[arg(long)]
    method: Option<String>,
    /// Who published it.
    #[arg(long, value_name = "WHO")]
    publisher: Option<String>,
    /// The account that posted it, by number or handle.
    #[arg(long, value_name = "A")]
    account: Option<String>,
    /// primary, official-report, own-observation, secondary-report, tertiary-rewrite, ai-rewritten or unknown.
    #[arg(long, value_name = "T")]
    tier: Option<Tier>,
    /// An exhibit it copies, retells or was cut from; may be given more than once.
    #[arg(long, value_name = "E-001")]
    derived_from: Vec<Number>,
    /// It goes back to no other exhibit.
    #[arg(long, conflicts_with = "derived_from")]
    not_derived: bool,
    /// BCP 47 tag of its language: en, fr, az.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// open or sensitive.
    #[arg(long)]
    sensitivity: Option<Sensitivity>,
    /// Where somebody else keeps a copy; may be given more than once.
    #[arg(long, value_name = "U")]
    archive_copy: Vec<String>,
    /// What a reader who cannot see it must know.
    #[arg(long)]
    description: Option<String>,
    /// Anything else a colleague must know.
    #[arg(long)]
    note: Option<String>,
    /// Others cite it; the case does not hold it.
    #[arg(long)]
    not_held: bool,
}

impl Record {
    /// The changes that were asked for.
    pub(crate) fn into_edit(self) -> SourceEdit {
        let derived_from = match (self.not_derived, self.derived_from) {
            (true, _) => Some(Vec::new()),
            (false, parents) if parents.is_empty() => None,
            (false, parents) => Some(parents),
        };
        let copies = self.archive_copy.into_iter();
        SourceEdit {
            title: self.title,
            kind: self.kind,
            held: self.not_held.then_some(Held::CitedNotHeld),
            address_requested: self.url,
            address_final: self.final_url,
            posted_at: self.posted_at.map(Some),
            captured_at: self.captured_at.map(Some),
            captured_by: self.captured_by,
            tool: self.tool,
            method: self.method,
            publisher: self.publisher,
            account: self.account,
            tier: self.tier,
            derived_from,
            language: self.language,
            sensitivity: self.sensitivity,
            archive_copies: copies
                .map(|address| ArchiveCopy {
                    address,
                    made_at: None,
                })
                .collect(),
            description: self.description,
            note: self.note,
        }
    }
}

impl Source {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let edit = self.record.into_edit();
        let mut case = opener.open(&self.case)?;
        case.edit_source(self.exhibit, &edit)?;
        terminal.line(self.exhibit.to_string());
        Ok(Outcome::Done)
    }
}
