//! The report, printed: a document, a PDF, Markdown with its citations and pictures.

use crate::{Case, Error, Kind, sign::CaseKey};
use claims::Casebook;
use manuscript::Manuscript;
use report::{
    Document, OpenPoint, compose,
    compose::{Edition, Imprint},
    csl, fonts, markdown, pdf,
};
use std::str::FromStr;

/// For whom a copy is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copy {
    /// For an editor or a lawyer: open points, custody, everything cited.
    #[default]
    Editor,
    /// For readers: sensitive exhibits withheld, no custody, no open points.
    Public,
}

impl Copy {
    /// The word for it, as the command line and the manifest write it.
    pub const fn word(self) -> &'static str {
        match self {
            Copy::Editor => "editor",
            Copy::Public => "public",
        }
    }
}

impl FromStr for Copy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "editor" => Ok(Copy::Editor),
            "public" => Ok(Copy::Public),
            _ => Err(format!("“{text}” is not a copy; choose editor or public")),
        }
    }
}

/// A printed PDF.
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// What whoever prints should know, in sentences.
    pub remarks: Vec<String>,
}

/// The report as Markdown and the files that belong beside it.
pub(crate) struct MarkdownFiles {
    /// The Markdown.
    pub(crate) text: String,
    /// Name and content of every other file, relative to the Markdown.
    pub(crate) beside: Vec<(String, Vec<u8>)>,
}

impl Case {
    /// Composes the report: what every exporter sees.
    pub fn document(&mut self, copy: Copy) -> Result<Document, Error> {
        let (mut document, book) = self.composed(copy)?;
        self.enclose(&mut document, &book, copy)?;
        Ok(document)
    }

    /// The report without what goes along inside its PDF, and the casebook it
    /// was composed from.
    pub(crate) fn composed(&mut self, copy: Copy) -> Result<(Document, Casebook), Error> {
        let book = self.store.casebook_with_texts()?;
        let manuscript = Manuscript::parse(&self.manuscript()?);
        let findings = self.findings(&manuscript, &book)?;
        let imprint = Imprint {
            printed_at: self.machine.now().fixed_offset(),
            version: version(&manuscript),
            edition: match copy {
                Copy::Editor => Edition::Editor,
                Copy::Public => Edition::Public,
            },
            fingerprint: None,
            custody: self.custody(&book)?,
            findings: findings.iter().map(open_point).collect(),
        };
        let mut failure = None;
        let document = compose::compose(&manuscript, &book, &imprint, &mut |exhibit| {
            self.drawable_bytes(exhibit).unwrap_or_else(|error| {
                failure.get_or_insert(error);
                None
            })
        });
        // A picture that cannot be read whole must not be left out in silence.
        failure.map_or(Ok((document, book)), Err)
    }

    /// Prints the report as PDF.
    pub fn print(&mut self, copy: Copy) -> Result<Printed, Error> {
        let document = self.document(copy)?;
        print(&document, &self.key()?)
    }
}

/// Writes a document as Markdown; `stem` names the files beside it.
pub(crate) fn markdown_files(document: &Document, stem: &str) -> MarkdownFiles {
    let citations = (csl::file_name(stem), csl::write(document).into_bytes());
    let pictures = markdown::pictures(document, stem)
        .into_iter()
        .map(|(path, picture)| (path, picture.bytes.clone()));
    let charts = markdown::charts(document, stem)
        .into_iter()
        .map(|(path, drawing)| (path, drawing.into_bytes()));
    let beside = std::iter::once(citations).chain(pictures).chain(charts);
    MarkdownFiles {
        text: markdown::write(document, stem),
        beside: beside.collect(),
    }
}

/// Prints a document as PDF, its pages sealed with the case's key.
pub(crate) fn print(document: &Document, key: &CaseKey) -> Result<Printed, Error> {
    let settings = pdf::Settings {
        fonts: fonts::installed(),
        ..pdf::Settings::default()
    };
    let printed = pdf::print_sealed(document, &settings, &|message| key.sign(message))
        .map_err(unprintable)?;
    let mut remarks = document.remarks.clone();
    remarks.extend(printed.refused_fonts);
    remarks.extend(printed.other_fonts);
    if !printed.missing.is_empty() {
        let missing: String = printed.missing.iter().collect();
        remarks.push(format!(
            "No font on this computer has these characters, so a box stands for each: {missing}"
        ));
    }
    Ok(Printed {
        bytes: printed.bytes,
        pages: printed.pages,
        remarks,
    })
}

fn unprintable(error: pdf::Error) -> Error {
    Error::new(
        Kind::Internal,
        format!("the report could not be printed: {error}"),
    )
    .hint("The case is as it was. The Markdown export does not need the printer.")
}

/// The version its author gave it in the head of the manuscript.
fn version(manuscript: &Manuscript) -> String {
    let other = &manuscript.front_matter().other;
    let given = other
        .iter()
        .find(|(key, _)| key == "version")
        .and_then(|(_, values)| values.first());
    given.cloned().unwrap_or_else(|| "draft".to_owned())
}

fn open_point(finding: &checks::Finding) -> OpenPoint {
    let waiver = finding
        .waived
        .as_ref()
        .map(|waived| format!("{}, {}: {}", waived.by, waived.at.date(), waived.reason));
    OpenPoint {
        rule: finding.rule.code().to_owned(),
        text: finding.message.clone(),
        paragraph: finding.paragraph,
        waiver,
    }
}
