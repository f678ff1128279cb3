//! What the checks find, and how each sentence of the report stands.

use crate::{Case, Error};
use checks::{Facts, Finding, JournalDamage, SentenceStanding};
use claims::Casebook;
use evidence::Exhibit;
use manuscript::Manuscript;
use serde::Serialize;
use std::collections::BTreeSet;

/// What the checks found in the report and the case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CheckResult {
    /// Every finding, by rule, then by place in the text.
    pub findings: Vec<Finding>,
    /// True when no error is left without a waiver.
    pub may_be_final: bool,
    /// Sentences that state facts.
    pub factual_sentences: usize,
    /// Sentences that state facts and have nothing that bears on them.
    pub open_sentences: usize,
}

impl CheckResult {
    pub(crate) fn of(findings: Vec<Finding>, rail: &[SentenceStanding]) -> Self {
        let count =
            |open: fn(checks::Glyph) -> bool| rail.iter().filter(|one| open(one.glyph)).count();
        Self {
            may_be_final: checks::may_be_final(&findings),
            factual_sentences: count(|glyph| glyph != checks::Glyph::NotFactual),
            open_sentences: count(|glyph| glyph == checks::Glyph::NoEvidence),
            findings,
        }
    }
}

impl Case {
    /// Runs the checks on the report as it stands. Originals are read and hashed
    /// once while the case is open.
    pub fn check(&mut self) -> Result<CheckResult, Error> {
        let book = self.store.casebook_with_texts()?;
        let manuscript = Manuscript::parse(&self.manuscript()?);
        let findings = self.findings(&manuscript, &book)?;
        Ok(CheckResult::of(findings, &checks::rail(&manuscript, &book)))
    }

    /// What the checks find in a manuscript and a casebook that were read already.
    pub(crate) fn findings(
        &mut self,
        manuscript: &Manuscript,
        book: &Casebook,
    ) -> Result<Vec<Finding>, Error> {
        let facts = self.facts(book)?;
        Ok(checks::run(manuscript, book, &facts))
    }

    /// What the checks must know beside the text and the casebook.
    pub(crate) fn facts(&mut self, book: &Casebook) -> Result<Facts, Error> {
        Ok(Facts {
            altered: self.altered(&book.exhibits)?,
            journal_damage: self.journal_damage()?,
            exported_at: self.machine.now(),
        })
    }

    /// One glyph per sentence of the report.
    pub fn rail(&self) -> Result<Vec<SentenceStanding>, Error> {
        let manuscript = Manuscript::parse(&self.manuscript()?);
        let book = self.casebook()?;
        Ok(checks::rail(&manuscript, &book))
    }

    /// The exhibits whose originals are damaged or were changed.
    pub(crate) fn altered(
        &mut self,
        exhibits: &[Exhibit],
    ) -> Result<BTreeSet<evidence::Id>, Error> {
        let held = |exhibit: &Exhibit| Some(exhibit.original.as_ref()?.fingerprint);
        let mut unread: Vec<_> = exhibits.iter().filter_map(held).collect();
        unread.retain(|fingerprint| !self.verified.contains_key(fingerprint));
        unread.sort_unstable();
        unread.dedup();
        let problems = self.store.verify_originals(&unread)?;
        self.verified.extend(unread.into_iter().zip(problems));
        let is_altered = |exhibit: &&Exhibit| {
            held(exhibit).is_some_and(|fingerprint| self.verified[&fingerprint].is_some())
        };
        Ok(exhibits
            .iter()
            .filter(is_altered)
            .map(|exhibit| exhibit.id)
            .collect())
    }

    fn journal_damage(&self) -> Result<Option<JournalDamage>, Error> {
        let problems = self.store.verify_journal(None)?;
        Ok(problems.into_iter().next().map(|problem| {
            let entry = problem.subjects.first().map_or("", String::as_str);
            JournalDamage {
                entry: entry.trim_start_matches("entry ").to_owned(),
                what: problem.what.text,
            }
        }))
    }
}
