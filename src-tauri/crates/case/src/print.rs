//! The report, printed: a document, a PDF, Markdown with its citations and pictures.

use crate::{Case, Error, Kind, sign::CaseKey};
use checks::Facts;
use chrono::{DateTime, Utc};
use claims::Casebook;
use evidence::{Exhibit, Id, said};
use manuscript::Manuscript;
use report::{
    Custody, Document, OpenPoint, compose,
    compose::{Composer, Edition, Imprint},
    csl, fonts, markdown, pdf,
};
use std::{collections::BTreeMap, ops::ControlFlow, str::FromStr};

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

impl From<Copy> for Edition {
    fn from(copy: Copy) -> Edition {
        match copy {
            Copy::Editor => Edition::Editor,
            Copy::Public => Edition::Public,
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

/// Told how far a printing has come; may stop it.
pub(crate) type Watch<'a> = dyn FnMut(pdf::Progress) -> ControlFlow<()> + 'a;

/// Reads the bytes of an exhibit's original, if it can be drawn.
type ReadPicture<'a> = dyn FnMut(&Exhibit) -> Result<Option<Vec<u8>>, Error> + 'a;

/// What a report needs of the case but its text and its pictures.
pub(crate) struct Known {
    pub(crate) book: Casebook,
    custody: BTreeMap<Id, Vec<Custody>>,
    pub(crate) facts: Facts,
}

impl Known {
    /// Composes the report that a manuscript makes; `picture` gives an exhibit's bytes.
    pub(crate) fn compose(
        &self,
        composer: &mut Composer,
        copy: Copy,
        manuscript: &Manuscript,
        at: DateTime<Utc>,
        picture: &mut ReadPicture<'_>,
    ) -> Result<Document, Error> {
        let findings = checks::run(manuscript, &self.book, &self.facts);
        let lang = manuscript.front_matter().lang.as_deref().unwrap_or("en");
        let imprint = Imprint {
            printed_at: at.fixed_offset(),
            version: version(manuscript),
            edition: copy.into(),
            fingerprint: None,
            custody: self.custody.clone(),
            findings: findings.iter().map(|one| open_point(one, lang)).collect(),
        };
        let mut failure = None;
        let document = composer.compose(manuscript, &self.book, &imprint, &mut |exhibit| {
            picture(exhibit).unwrap_or_else(|error| {
                failure.get_or_insert(error);
                None
            })
        });
        // A picture that cannot be read whole must not be left out in silence.
        failure.map_or(Ok(document), Err)
    }
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

    /// The report without what goes along inside its PDF, and the case as the
    /// copy may know it.
    pub(crate) fn composed(&mut self, copy: Copy) -> Result<(Document, Casebook), Error> {
        let known = self.known()?;
        let text = self.manuscript()?;
        let picture = &mut |exhibit: &Exhibit| self.drawable_bytes(exhibit);
        let document = known.compose(
            &mut Composer::default(),
            copy,
            &Manuscript::parse(&text),
            self.machine.now(),
            picture,
        )?;
        let book = compose::shown_book(known.book, copy.into(), &document.lang);
        Ok((document, book))
    }

    /// Everything a report needs of the case but its text and its pictures.
    pub(crate) fn known(&mut self) -> Result<Known, Error> {
        let book = self.store.casebook_with_texts()?;
        Ok(Known {
            custody: self.custody(&book)?,
            facts: self.facts(&book)?,
            book,
        })
    }

    /// Prints the report as PDF.
    pub fn print(&mut self, copy: Copy) -> Result<Printed, Error> {
        let document = self.document(copy)?;
        print(&document, &self.key()?, &mut |_| ControlFlow::Continue(()))
    }
}

/// Writes a document as Markdown; `stem` names the files beside it.
pub(crate) fn markdown_files(document: &Document, stem: &str) -> MarkdownFiles {
    let citations = (csl::file_name(stem), csl::write(document));
    let pictures = markdown::pictures(document, stem)
        .into_iter()
        .map(|(path, picture)| (path, picture.bytes.to_vec()));
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
pub(crate) fn print(
    document: &Document,
    key: &CaseKey,
    watch: &mut Watch<'_>,
) -> Result<Printed, Error> {
    let layout = pdf::Printer::new(&settings())
        .lay(document, watch)
        .map_err(unprintable)?;
    let printed = layout
        .write_sealed(document, &|message| key.sign(message))
        .map_err(unprintable)?;
    let fonts = printed.refused_fonts.into_iter().chain(printed.other_fonts);
    let remarks = document.remarks.iter().cloned().chain(fonts);
    Ok(Printed {
        remarks: remarks.chain(boxes(&printed.missing)).collect(),
        bytes: printed.bytes,
        pages: printed.pages,
    })
}

/// How reports are printed on this computer.
pub(crate) fn settings() -> pdf::Settings {
    pdf::Settings {
        fonts: fonts::installed(),
        ..pdf::Settings::default()
    }
}

/// The sentence about characters that no font has, by their codes: what has no
/// font cannot be read here either. The report lists more of them.
pub(crate) fn boxes(missing: &[char]) -> Option<String> {
    const LISTED: usize = 40;
    let codes = missing.iter().take(LISTED);
    let codes: Vec<String> = codes.map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let mut listed = codes.join(" ");
    if let Some(more) = missing.len().checked_sub(LISTED).filter(|more| *more > 0) {
        listed.push_str(&format!(" and {more} more"));
    }
    (!missing.is_empty()).then(|| {
        format!("No font on this computer has these characters, so a box stands for each: {listed}")
    })
}

pub(crate) fn unprintable(error: pdf::Error) -> Error {
    if matches!(error, pdf::Error::Stopped) {
        return Error::user(said!("printing-stopped", "the printing was stopped"))
            .hint("Nothing was written and the case is as it was.");
    }
    Error::new(
        Kind::Internal,
        said!("not-printed", "the report could not be printed: {}", error),
    )
    .hint("The case is as it was. The Markdown export does not need the printer.")
}

/// The version its author gave it in the head of the manuscript.
pub(crate) fn version(manuscript: &Manuscript) -> String {
    let other = &manuscript.front_matter().other;
    let given = other
        .iter()
        .find(|(key, _)| key == "version")
        .and_then(|(_, values)| values.first());
    given.cloned().unwrap_or_else(|| "draft".to_owned())
}

fn open_point(finding: &checks::Finding, lang: &str) -> OpenPoint {
    let waiver = finding
        .waived
        .as_ref()
        .map(|waived| format!("{}, {}: {}", waived.by, waived.at.date(), waived.reason));
    OpenPoint {
        rule: finding.rule.code().to_owned(),
        text: finding.matter.message_in(lang),
        paragraph: finding.paragraph,
        waiver,
    }
}

#[cfg(test)]
mod tests {
    use super::{Copy, boxes};
    use crate::{Case, Key, Machine, sample};

    #[test]
    fn what_is_open_is_printed_in_the_language_of_the_report() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sample.plumb");
        let machine = |mut last: u128| {
            let ids = move || {
                last += 1;
                evidence::Id::new(uuid::Uuid::from_u128(last))
            };
            Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
        };
        sample::make(&path, machine(0)).expect("the sample can be made");
        let mut case = Case::open(&path, Key::None, machine(1 << 64)).expect("no lock");
        let text = case.manuscript().expect("readable");
        let open = |case: &mut Case| {
            let document = case.document(Copy::Editor).expect("composed");
            let points = document.open_points.into_iter();
            points.map(|point| point.text).collect::<Vec<_>>()
        };
        let english = open(&mut case);
        let french = text.replacen("lang: en\n", "lang: fr\n", 1);
        case.write_manuscript(&french).expect("saved");
        let french = open(&mut case);
        assert_eq!(english.len(), french.len());
        assert!(!french.is_empty());
        for (english, french) in english.iter().zip(&french) {
            assert_ne!(english, french);
        }
    }

    #[test]
    fn characters_without_a_font_are_named_by_code_and_many_are_counted() {
        assert_eq!(boxes(&[]), None);
        let few = boxes(&['\u{378}', '\u{10FFFD}']).expect("a sentence");
        assert!(few.ends_with("each: U+0378 U+10FFFD"), "{few}");
        let many = boxes(&['\u{378}'; 43]).expect("a sentence");
        assert!(many.ends_with("U+0378 and 3 more"), "{many}");
        assert_eq!(many.matches("U+").count(), 40);
    }
}
