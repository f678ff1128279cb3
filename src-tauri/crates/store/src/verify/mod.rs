//! Verification: originals against their fingerprints, the journal's chain, the
//! receipt, and the content against what the journal says was done.

mod chain;
mod replay;

use crate::{
    Receipt, Store, StoreError,
    originals::{self, Fault, Verdict},
    vault,
};
use evidence::{Fingerprint, Noun, Number, Said, said};
use serde::Serialize;
use std::{ops::ControlFlow, path::Path};

/// Something that is not as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What it concerns.
    pub kind: ProblemKind,
    /// The exhibits, the entry or the row, as a reader knows them: `E-014`, `entry 7`.
    pub subjects: Vec<String>,
    /// What is wrong, in a sentence.
    #[serde(serialize_with = "Said::text_alone")]
    pub what: Said,
}

/// What a problem concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// An original's bytes.
    Original,
    /// A journal entry.
    Entry,
    /// The encrypted file itself.
    File,
    /// A row that the journal does not explain.
    Content,
    /// The receipt.
    Receipt,
    /// A frozen finding that gives another answer when it is computed again.
    Finding,
}

/// What a verification looked at and found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Everything that is not as it was recorded.
    pub problems: Vec<Problem>,
    /// Originals that were read and hashed.
    pub originals: usize,
    /// Journal entries that were chained.
    pub entries: i64,
    /// The receipt of the case as it stands.
    pub receipt_now: String,
    /// What this verification cannot know, each in a sentence.
    pub cannot_know: Vec<String>,
    /// Findings that were computed again and gave the same answer.
    pub findings: usize,
    /// What is worth knowing and no fault, each in a sentence.
    pub notes: Vec<String>,
}

impl Verification {
    /// True when nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Store {
    /// Verifies everything: every original is read and hashed, one chunk at a time.
    ///
    /// `progress` is told how many bytes of originals were read and how many there are,
    /// and can stop the work.
    pub fn verify(
        &self,
        receipt: Option<&Receipt>,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Verification, StoreError> {
        let mut problems = self.check_file()?;
        let holders = Holders::read(self)?;
        let verdicts = originals::verify_all(self.connection(), progress)?;
        for verdict in verdicts.iter().filter(|verdict| !verdict.is_intact()) {
            problems.push(Problem {
                kind: ProblemKind::Original,
                subjects: holders.of(verdict.original),
                what: describe(&verdict.faults),
            });
        }
        problems.extend(holders.without_original(&verdicts));
        let chain = chain::check(self.connection(), receipt, &mut problems)?;
        chain::check_subjects(self.connection(), &mut problems)?;
        replay::check(self.connection(), &mut problems)?;
        Ok(Verification {
            problems,
            originals: verdicts.len(),
            entries: chain.entries,
            receipt_now: Receipt::of(&chain.head).to_string(),
            cannot_know: chain.cannot_know,
            findings: 0,
            notes: Vec::new(),
        })
    }

    /// Checks every encrypted page and both copies of the header.
    fn check_file(&self) -> Result<Vec<Problem>, StoreError> {
        let connection = self.connection();
        let Some(path) = connection.path() else {
            return Ok(Vec::new());
        };
        // What still lies in the write-ahead log is not looked at otherwise.
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        let findings = vault::check_file(connection, Path::new(path))?;
        let problem = |what| Problem {
            kind: ProblemKind::File,
            subjects: vec!["case file".to_owned()],
            what,
        };
        Ok(findings.into_iter().map(problem).collect())
    }

    /// Verifies some originals: for each, none when it is as it was sealed, else
    /// what is wrong with it.
    pub fn verify_originals(
        &self,
        fingerprints: &[Fingerprint],
    ) -> Result<Vec<Option<String>>, StoreError> {
        let verdicts = originals::verify(self.connection(), fingerprints)?;
        let problem =
            |verdict: &Verdict| (!verdict.is_intact()).then(|| describe(&verdict.faults).text);
        Ok(verdicts.iter().map(problem).collect())
    }

    /// Verifies the journal's chain alone: quick, and blind to originals and content.
    pub fn verify_journal(&self, receipt: Option<&Receipt>) -> Result<Vec<Problem>, StoreError> {
        let mut problems = Vec::new();
        chain::check(self.connection(), receipt, &mut problems)?;
        Ok(problems)
    }
}

fn describe(faults: &[Fault]) -> Said {
    let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
    let all = all.join("; ");
    let text = format!("its original is not as it was sealed: {all}");
    match faults {
        [fault] => fault.said(&text),
        _ => Said::new("original-altered", text, vec![all]),
    }
}

/// Which exhibits hold which original.
struct Holders(Vec<(Number, Option<String>)>);

impl Holders {
    fn read(store: &Store) -> Result<Self, StoreError> {
        let mut statement = store
            .connection()
            .prepare("SELECT number, original FROM exhibit ORDER BY number")?;
        let rows = statement.query_map([], |row| {
            Ok((Number::new(Noun::Exhibit, row.get(0)?), row.get(1)?))
        })?;
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    fn of(&self, fingerprint: Fingerprint) -> Vec<String> {
        let wanted = fingerprint.to_string();
        let holders: Vec<String> = self
            .0
            .iter()
            .filter(|(_, original)| original.as_deref() == Some(&wanted))
            .map(|(number, _)| number.to_string())
            .collect();
        // An undone exhibit leaves its original behind, to be redone.
        if holders.is_empty() {
            vec![format!("original {wanted}")]
        } else {
            holders
        }
    }

    /// Exhibits whose original is not among those that were verified.
    fn without_original(&self, verdicts: &[Verdict]) -> Vec<Problem> {
        let known: Vec<String> = verdicts
            .iter()
            .map(|one| one.original.to_string())
            .collect();
        self.0
            .iter()
            .filter(|(_, original)| original.as_ref().is_some_and(|one| !known.contains(one)))
            .map(|(number, _)| Problem {
                kind: ProblemKind::Original,
                subjects: vec![number.to_string()],
                what: said!("original-missing", "its original is missing from the case"),
            })
            .collect()
    }
}
