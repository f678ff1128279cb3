//! Whether a frozen finding can still be repeated from its sealed file, and whether newer data differ.

use posts::finding::{Answer, answer};
use posts::network::Giant;

use super::objects;
use super::record::{Finding, MEDIA_TYPE};
use super::source::PostsSource;
use super::written::written;
use crate::{Case, Error};
use evidence::{Exhibit, Number};

/// What repeating a finding gave.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FindingVerdict {
    /// The finding.
    pub number: Number,
    /// What differs from what was sealed, in sentences; none when it was repeated exactly.
    pub differences: Vec<String>,
    /// What newer data sets answer otherwise, in sentences.
    pub newer: Vec<String>,
}

impl Case {
    /// Repeats every frozen finding from its sealed file.
    pub fn verify_findings(&self) -> Result<Vec<FindingVerdict>, Error> {
        let book = self.casebook()?;
        let frozen = book.exhibits.iter().filter(|exhibit| is_finding(exhibit));
        frozen
            .map(|exhibit| self.verify_finding(exhibit, &book.exhibits))
            .collect()
    }

    fn verify_finding(&self, exhibit: &Exhibit, all: &[Exhibit]) -> Result<FindingVerdict, Error> {
        let number = exhibit.number;
        let finding = match self.finding(number) {
            Ok(finding) => finding,
            Err(error) => {
                let differences = vec![format!("its record cannot be read: {error}")];
                return Ok(FindingVerdict {
                    number,
                    differences,
                    newer: Vec::new(),
                });
            }
        };
        let mut differences = self.compute_again(&finding)?;
        if self.text_of(exhibit)?.as_deref() != Some(&*written(&finding)) {
            differences.push("its words are not those that its record gives".to_owned());
        }
        let newer = self.newer(&finding, all)?;
        Ok(FindingVerdict {
            number,
            differences,
            newer,
        })
    }

    fn compute_again(&self, finding: &Finding) -> Result<Vec<String>, Error> {
        let source = source_of(finding)?;
        let sealed = self.read_sealed(
            &source,
            finding.question.wanted(),
            objects(&finding.question),
        )?;
        let mut differences = Vec::new();
        if sealed.fingerprint.to_string() != finding.data.sha256 {
            differences.push(format!(
                "{} is not the file it was computed from",
                finding.data.exhibit
            ));
        }
        match answer(&sealed.data, &finding.question, |_| {}) {
            Ok(again) if same(&again, finding) => {
                if self.row_records(&sealed, &again.rows)? != finding.rows {
                    differences.push("the rows behind it have other bytes".to_owned());
                }
            }
            Ok(again) => differences.push(format!(
                "computed again it gives {} accounts in {} pairs instead of {} in {} (computed by {}, again by {})",
                again.members.len(),
                again.pairs.len(),
                finding.answer.members.len(),
                finding.answer.pairs.len(),
                finding.software,
                super::SOFTWARE,
            )),
            Err(giant) => differences.push(refusal(&giant)),
        }
        Ok(differences)
    }

    /// Files of posts that came later under the same name, or that go back to the same file.
    fn newer(&self, finding: &Finding, all: &[Exhibit]) -> Result<Vec<String>, Error> {
        let Some(own) = all
            .iter()
            .find(|exhibit| exhibit.number.to_string() == finding.data.exhibit)
        else {
            return Ok(Vec::new());
        };
        let is_newer = |exhibit: &&Exhibit| {
            let named = exhibit
                .original
                .as_ref()
                .is_some_and(|one| one.file_name == finding.data.file_name);
            let derived = exhibit.record.derived_from.contains(&own.id);
            exhibit.number.value > own.number.value && !is_finding(exhibit) && (named || derived)
        };
        let sets = self.data_sets()?;
        let mut sentences = Vec::new();
        for exhibit in all.iter().filter(is_newer) {
            let set = sets.iter().find(|set| set.exhibit == exhibit.number);
            let name = set.map_or(exhibit.number, |set| set.number);
            let source = PostsSource {
                exhibit: exhibit.number,
                name: name.to_string(),
                ..source_of(finding)?
            };
            let Ok(sealed) = self.read_sealed(
                &source,
                finding.question.wanted(),
                objects(&finding.question),
            ) else {
                continue;
            };
            let told = match answer(&sealed.data, &finding.question, |_| {}) {
                Ok(again) => format!(
                    "the newer {} differs from {}: {} rows instead of {}, and to the same question {} accounts instead of {}. The finding stands as it was frozen.",
                    name,
                    finding.data.name,
                    sealed.data.len(),
                    finding.data.posts,
                    again.members.len(),
                    finding.answer.members.len(),
                ),
                Err(giant) => format!(
                    "the newer {} cannot answer the question: {}",
                    name,
                    refusal(&giant)
                ),
            };
            sentences.push(told);
        }
        Ok(sentences)
    }
}

fn same(again: &Answer, finding: &Finding) -> bool {
    // Through the same JSON, because a figure that was written and read may differ in its last bit.
    let written = serde_json::to_string(again).expect("an answer is plain data");
    serde_json::from_str::<Answer>(&written).is_ok_and(|again| again == finding.answer)
}

fn source_of(finding: &Finding) -> Result<PostsSource, Error> {
    let zone = finding
        .data
        .zone
        .as_ref()
        .map(|zone| zone.parse().map_err(Error::user));
    Ok(PostsSource {
        name: finding.data.name.clone(),
        exhibit: finding.data.exhibit.parse().map_err(Error::user)?,
        mapping: finding.data.mapping.clone(),
        zone: zone.transpose()?,
    })
}

/// The exhibit is a frozen finding.
pub(crate) fn is_finding(exhibit: &Exhibit) -> bool {
    exhibit
        .original
        .as_ref()
        .is_some_and(|original| original.media_type == MEDIA_TYPE)
}

pub(crate) fn refusal(giant: &Giant) -> String {
    format!(
        "one thing stands in {} posts and makes {} pairs within the window, more than can be listed",
        giant.posts, giant.pairs
    )
}
