//! The report as the page shows it: its sentences, its findings, its pages.
//!
//! Places in the manuscript are counted in bytes below the shell and in UTF-16
//! units on the page, where JavaScript lives.

use super::{Level, Matter, Selector, count};
use case::{Case, CheckResult, Error, Glyph};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::{Path, PathBuf};

/// What carries a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Support {
    /// Two or more independent origins.
    Backed,
    /// One origin.
    SingleOrigin,
    /// Nothing.
    None,
    /// Something speaks against it and the report does not say so.
    Contradicted,
    /// The answer of somebody who is accused.
    Denial,
    /// It states no fact.
    NotFactual,
}

/// A sentence of the manuscript with its glyph.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct RailSentence {
    /// First UTF-16 unit.
    pub(crate) start: u32,
    /// One past the last UTF-16 unit.
    pub(crate) end: u32,
    pub(crate) text: String,
    pub(crate) support: Support,
    /// The claims, marks and exhibits it cites.
    pub(crate) citations: Vec<String>,
    /// Why it has this glyph.
    pub(crate) why: String,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Severity {
    /// Keeps a report from calling itself final.
    Error,
    /// Warns.
    Warning,
    /// Notes.
    Note,
}

/// Something that a check says is missing.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Finding {
    /// `L06`
    pub(crate) rule: String,
    pub(crate) severity: Severity,
    pub(crate) matter: Matter,
    /// The sentence it stands at.
    pub(crate) quote: Option<String>,
    /// Where that sentence begins, in UTF-16 units.
    pub(crate) start: Option<u32>,
    /// The claims, exhibits and marks it is about.
    pub(crate) objects: Vec<String>,
    /// Who decided to live with it, and why.
    pub(crate) waived: Option<String>,
}

/// A printed report whose pages can be asked for.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Printed {
    pub(crate) pages: u32,
    /// Part of the pages' address, so that none is shown from a cache.
    pub(crate) version: u32,
    /// What whoever prints should know.
    pub(crate) remarks: Vec<String>,
}

/// Where a passage is printed: shares of the page's width and height, in thousandths.
#[derive(Clone, Copy, Debug, Serialize, Type)]
pub(crate) struct OnPage {
    /// From 1.
    pub(crate) page: u32,
    pub(crate) left: u16,
    pub(crate) top: u16,
    pub(crate) width: u16,
    pub(crate) height: u16,
}

impl From<&case::Spot> for OnPage {
    fn from(spot: &case::Spot) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share lies between nought and one"
        )]
        let share = |part: f32| (part.clamp(0.0, 1.0) * 1000.0).round() as u16;
        Self {
            page: count(spot.page + 1),
            left: share(spot.left),
            top: share(spot.top),
            width: share(spot.width),
            height: share(spot.height),
        }
    }
}

/// A paragraph, a heading or a figure of the text, and where it is printed.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Passage {
    /// First UTF-16 unit.
    pub(crate) start: u32,
    /// One past the last UTF-16 unit.
    pub(crate) end: u32,
    /// One for each page it touches.
    pub(crate) spots: Vec<OnPage>,
}

/// What the checks and the rail say of a text.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Weighed {
    pub(crate) rail: Vec<RailSentence>,
    pub(crate) findings: Vec<Finding>,
}

impl Weighed {
    pub(crate) fn of(weighed: &case::Weighed, text: &str) -> Self {
        Self {
            rail: sentences(&weighed.rail, text),
            findings: findings(&weighed.check, text),
        }
    }
}

/// What a citation of it does.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Cited {
    /// A mark; its words can be quoted.
    Mark { words: Option<String> },
    /// A claim, cited with the marks that support it.
    Claim {
        confidence: Option<Level>,
        marks: Vec<String>,
    },
    /// An exhibit as a whole.
    Exhibit,
    /// A passage that is marked when it is cited.
    Passage { selector: Selector },
}

/// Something that a sentence can cite.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Citable {
    /// `E-014·1`
    pub(crate) tag: String,
    /// `E-014.1`, as the text writes it.
    pub(crate) key: String,
    pub(crate) cited: Cited,
    pub(crate) title: String,
    /// Where the words that were typed stand in the title, in UTF-16 units.
    pub(crate) hits: Vec<(u32, u32)>,
    pub(crate) detail: String,
    /// Whether it can stand in the report as a picture.
    pub(crate) picture: bool,
}

impl From<&case::Citable> for Citable {
    fn from(found: &case::Citable) -> Self {
        let units = Units::of(&found.title);
        let hits = found.hits.iter();
        Self {
            tag: found.reference.to_string(),
            key: found.reference.key(),
            cited: (&found.cited).into(),
            title: found.title.clone(),
            hits: hits
                .map(|hit| (units.at(hit.start), units.at(hit.end)))
                .collect(),
            detail: found.detail.clone(),
            picture: found.is_picture,
        }
    }
}

impl From<&case::Cited> for Cited {
    fn from(cited: &case::Cited) -> Self {
        match cited {
            case::Cited::Mark(words) => Self::Mark {
                words: words.clone(),
            },
            case::Cited::Claim { confidence, marks } => Self::Claim {
                confidence: confidence.map(Level::from),
                marks: marks.iter().map(|mark| mark.key()).collect(),
            },
            case::Cited::Exhibit => Self::Exhibit,
            case::Cited::Passage(quote) => Self::Passage {
                selector: (&evidence::Selector::Quote(quote.clone())).into(),
            },
        }
    }
}

/// For whom a copy is.
#[derive(Clone, Copy, Debug, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Edition {
    /// A lawyer or an editor.
    Editor,
    /// Readers.
    Public,
}

impl From<Edition> for case::Copy {
    fn from(edition: Edition) -> Self {
        match edition {
            Edition::Editor => case::Copy::Editor,
            Edition::Public => case::Copy::Public,
        }
    }
}

/// A report before it leaves.
#[derive(Debug, Serialize, Type)]
pub(crate) struct Departure {
    /// What its files will be called, without the ends of their names.
    pub(crate) stem: String,
    /// The folder they go to.
    pub(crate) folder: String,
    /// People and accounts that print under a code.
    pub(crate) codes: u32,
    /// Exhibits with a redacted part.
    pub(crate) redacted: u32,
    /// Exhibits that are not shown at all.
    pub(crate) withheld: u32,
    /// Sensitive exhibits of which all but the picture is shown.
    pub(crate) covered: u32,
}

/// A report that left, and what was checked.
#[derive(Debug, Serialize, Type)]
pub(crate) struct Exported {
    /// The names of the files.
    pub(crate) files: Vec<String>,
    /// The folder they are in.
    pub(crate) folder: String,
    /// The eight words to keep outside this laptop.
    pub(crate) receipt: String,
    /// Of the PDF.
    pub(crate) pages: Option<u32>,
    /// How many files were searched before they were written; none when
    /// nothing is protected.
    pub(crate) files_searched: u32,
    /// For how many names, passages and paths.
    pub(crate) strings_searched: u32,
    /// For how many hidden pictures.
    pub(crate) pictures_searched: u32,
    /// Whether the PDF's seal held when it was read back; nothing without a PDF.
    pub(crate) sealed: Option<bool>,
    /// RFC 3339.
    pub(crate) checked_at: String,
}

/// The forms in which a report leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Format {
    /// PDF.
    Pdf,
    /// Markdown, with its citations and pictures beside it.
    Markdown,
    /// One web page.
    Html,
}

impl Format {
    pub(crate) const ALL: [Self; 3] = [Self::Pdf, Self::Markdown, Self::Html];

    /// The file of this form, from a path without the end of its name.
    pub(crate) fn at(self, way_out: &Path) -> PathBuf {
        let mut name = way_out.as_os_str().to_owned();
        name.push(match self {
            Self::Pdf => ".pdf",
            Self::Markdown => ".md",
            Self::Html => ".html",
        });
        PathBuf::from(name)
    }
}

/// The rail of the report in `case`.
pub(crate) fn rail(case: &Case) -> Result<Vec<RailSentence>, Error> {
    Ok(sentences(&case.rail()?, &case.manuscript()?))
}

fn sentences(rail: &[case::SentenceStanding], manuscript: &str) -> Vec<RailSentence> {
    let units = Units::of(manuscript);
    let sentences = rail.iter().map(|sentence| RailSentence {
        start: units.at(sentence.range.start),
        end: units.at(sentence.range.end),
        support: support(sentence.glyph),
        citations: sentence
            .claims
            .iter()
            .map(ToString::to_string)
            .chain(sentence.marks.iter().map(ToString::to_string))
            .collect(),
        text: sentence.text.clone(),
        why: sentence.reason.clone(),
    });
    sentences.collect()
}

/// The findings of the checks, with their places in `manuscript`.
pub(crate) fn findings(checked: &CheckResult, manuscript: &str) -> Vec<Finding> {
    let units = Units::of(manuscript);
    let finding = checked.findings.iter().map(|finding| Finding {
        rule: finding.rule.code().to_owned(),
        severity: match finding.severity {
            case::Severity::E => Severity::Error,
            case::Severity::W => Severity::Warning,
            case::Severity::I => Severity::Note,
        },
        matter: Matter::from(&finding.matter),
        quote: finding.sentence.clone(),
        start: finding
            .sentence
            .as_ref()
            .map(|_| units.at(finding.span.start)),
        objects: finding.objects.iter().map(ToString::to_string).collect(),
        waived: finding
            .waived
            .as_ref()
            .map(|waived| format!("{}, {}: {}", waived.by, waived.at.date(), waived.reason)),
    });
    finding.collect()
}

fn support(glyph: Glyph) -> Support {
    match glyph {
        Glyph::Backed => Support::Backed,
        Glyph::OneOrigin => Support::SingleOrigin,
        Glyph::NoEvidence => Support::None,
        Glyph::Contradicted => Support::Contradicted,
        Glyph::Denial => Support::Denial,
        Glyph::NotFactual => Support::NotFactual,
    }
}

/// From bytes of a text to UTF-16 units, and back.
pub(crate) struct Units(Vec<u32>);

impl Units {
    pub(crate) fn of(text: &str) -> Self {
        let mut at = vec![0; text.len() + 1];
        let mut units = 0;
        for (start, letter) in text.char_indices() {
            at[start..start + letter.len_utf8()].fill(units);
            units += count(letter.len_utf16());
        }
        at[text.len()] = units;
        Self(at)
    }

    pub(crate) fn at(&self, byte: usize) -> u32 {
        self.0[byte.min(self.0.len() - 1)]
    }

    /// The first byte of the character that a unit belongs to.
    pub(crate) fn byte(&self, unit: u32) -> usize {
        let first = self.0.partition_point(|units| *units <= unit);
        let last = self.0[first.saturating_sub(1)];
        self.0.partition_point(|units| *units < last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_the_page_counts_them() {
        let units = Units::of("é😀n");
        assert_eq!([0, 2, 6, 7, 99].map(|byte| units.at(byte)), [0, 1, 3, 4, 4]);
        assert_eq!(
            [0, 1, 2, 3, 4, 9].map(|unit| units.byte(unit)),
            [0, 2, 2, 6, 7, 7]
        );
    }
}
