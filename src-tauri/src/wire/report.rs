//! The report as the page shows it: its sentences, its findings, its pages.
//!
//! Places in the manuscript are counted in bytes below the shell and in UTF-16
//! units on the page, where JavaScript lives.

use super::count;
use case::{Case, CheckResult, Error, Glyph};
use serde::{Deserialize, Serialize};
use specta::Type;

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
    pub(crate) message: String,
    pub(crate) fix: String,
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

/// A report that left.
#[derive(Debug, Serialize, Type)]
pub(crate) struct Exported {
    /// The name the file was given.
    pub(crate) name: String,
    /// The eight words to keep outside this laptop.
    pub(crate) receipt: String,
}

/// The forms in which a report leaves.
#[derive(Clone, Copy, Debug, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Format {
    /// PDF.
    Pdf,
    /// Markdown, with its citations and pictures beside it.
    Markdown,
}

/// The rail of the report in `case`.
pub(crate) fn rail(case: &Case) -> Result<Vec<RailSentence>, Error> {
    let units = Units::of(&case.manuscript()?);
    let sentences = case.rail()?.into_iter().map(|sentence| RailSentence {
        start: units.at(sentence.range.start),
        end: units.at(sentence.range.end),
        support: support(sentence.glyph),
        citations: sentence
            .claims
            .iter()
            .map(ToString::to_string)
            .chain(sentence.marks.iter().map(ToString::to_string))
            .collect(),
        text: sentence.text,
        why: sentence.reason,
    });
    Ok(sentences.collect())
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
        message: finding.message.clone(),
        fix: finding.how_to_fix.clone(),
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

/// From bytes of a text to UTF-16 units.
struct Units(Vec<u32>);

impl Units {
    fn of(text: &str) -> Self {
        let mut at = vec![0; text.len() + 1];
        let mut units = 0;
        for (start, letter) in text.char_indices() {
            at[start..start + letter.len_utf8()].fill(units);
            units += count(letter.len_utf16());
        }
        at[text.len()] = units;
        Self(at)
    }

    fn at(&self, byte: usize) -> u32 {
        self.0[byte.min(self.0.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_the_page_counts_them() {
        let units = Units::of("é😀n");
        assert_eq!([0, 2, 6, 7, 99].map(|byte| units.at(byte)), [0, 1, 3, 4, 4]);
    }
}
