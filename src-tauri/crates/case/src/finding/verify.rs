//! Whether a frozen finding can still be repeated from its sealed file, and whether newer data differ.

use posts::finding::{Answer, Unanswered, answer, count};
use posts::network::Giant;
use posts::reading::{ObjectKind, Wanted};

use std::ops::ControlFlow;

use super::objects;
use super::pictured::{others, recorded};
use super::record::{Data, Finding, Frozen};
use super::source::{PostsSource, Sealed};
use super::written::written;
use crate::posts::KnownPictures;
use crate::{Case, Error};
use evidence::{Exhibit, Number, Said, said};

/// What repeating a finding gave.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FindingVerdict {
    /// The finding.
    pub number: Number,
    /// What differs from what was sealed, in sentences; none when it was repeated exactly.
    pub differences: Vec<Said>,
    /// What newer data sets answer otherwise, and what is not compared row by row, in sentences.
    pub newer: Vec<String>,
}

impl Case {
    /// Repeats every frozen finding from its sealed file.
    pub fn verify_findings(&self) -> Result<Vec<FindingVerdict>, Error> {
        let book = self.casebook()?;
        let frozen = book.exhibits.iter().filter(|exhibit| exhibit.is_finding());
        frozen
            .map(|exhibit| self.verify_finding(exhibit, &book.exhibits))
            .collect()
    }

    fn verify_finding(&self, exhibit: &Exhibit, all: &[Exhibit]) -> Result<FindingVerdict, Error> {
        let number = exhibit.number;
        let frozen = match self.frozen(number) {
            Ok(frozen) => frozen,
            Err(error) => {
                let differences = vec![said!(
                    "finding-record-unread",
                    "its record cannot be read: {}",
                    error
                )];
                return Ok(FindingVerdict {
                    number,
                    differences,
                    newer: Vec::new(),
                });
            }
        };
        let mut differences = self.compute_again(&frozen)?;
        if self.text_of(exhibit)?.as_deref() != Some(&*written(&frozen)) {
            differences.push(said!(
                "finding-other-words",
                "its words are not those that its record gives"
            ));
        }
        let mut newer = self.newer(&frozen, all)?;
        if frozen.rows().iter().any(|row| row.sha256.is_empty()) {
            newer.push(format!(
                "the rows behind it are not hashed one by one, and their places are counted in UTF-8: {} is in another encoding. The file as a whole is compared by its hash.",
                frozen.data().exhibit
            ));
        }
        Ok(FindingVerdict {
            number,
            differences,
            newer,
        })
    }

    fn compute_again(&self, frozen: &Frozen) -> Result<Vec<Said>, Error> {
        let source = source_of(frozen.data())?;
        let (wanted, objects) = needs(frozen);
        let mut sealed = Sealed::read(&mut &*self, &source, wanted, objects, &mut go_on)?;
        let mut differences = Vec::new();
        if sealed.fingerprint.to_string() != frozen.data().sha256 {
            differences.push(said!(
                "finding-other-file",
                "{} is not the file it was computed from",
                frozen.data().exhibit
            ));
        }
        differences.extend(match frozen {
            Frozen::Together(finding) => self.answer_again(finding, &mut sealed)?,
            Frozen::Count(finding) => self.count_again(finding, &sealed)?,
        });
        Ok(differences)
    }

    fn answer_again(&self, finding: &Finding, sealed: &mut Sealed) -> Result<Vec<Said>, Error> {
        let pictures = match &finding.pictures {
            Some(pictures) => match self.pictures_again(pictures, &mut sealed.data)? {
                Ok(found) => Some(found),
                Err(differences) => return Ok(differences),
            },
            None => None,
        };
        Ok(match answer(&sealed.data, &finding.question, &mut go_on) {
            Ok(again) if same(&again, finding) => {
                let pictures = pictures.map(|found| recorded(&found, &sealed.data, &again));
                if pictures != finding.pictures {
                    return Ok(vec![others()]);
                }
                match sealed.row_records(&mut &*self, &again.rows)? == finding.rows {
                    true => Vec::new(),
                    false => vec![other_rows()],
                }
            }
            Ok(again) => vec![said!(
                "finding-answers-otherwise",
                "computed again it gives {} accounts in {} pairs instead of {} in {} (computed by {}, again by {})",
                again.members.len(),
                again.pairs.len(),
                finding.answer.members.len(),
                finding.answer.pairs.len(),
                finding.software,
                super::SOFTWARE,
            )],
            Err(unanswered) => vec![why(&unanswered)],
        })
    }

    /// Files of posts that came later under the same name, or that go back to the same file.
    fn newer(&self, frozen: &Frozen, all: &[Exhibit]) -> Result<Vec<String>, Error> {
        let data = frozen.data();
        let Some(own) = all
            .iter()
            .find(|exhibit| exhibit.number.to_string() == data.exhibit)
        else {
            return Ok(Vec::new());
        };
        let is_newer = |exhibit: &&Exhibit| {
            let named = exhibit
                .original
                .as_ref()
                .is_some_and(|one| one.file_name == data.file_name);
            let derived = exhibit.record.derived_from.contains(&own.id);
            exhibit.number.value > own.number.value && !exhibit.is_finding() && (named || derived)
        };
        let sets = self.data_sets()?;
        let mut sentences = Vec::new();
        for exhibit in all.iter().filter(is_newer) {
            let set = sets.iter().find(|set| set.exhibit == exhibit.number);
            let name = set.map_or(exhibit.number, |set| set.number);
            let source = PostsSource {
                exhibit: exhibit.number,
                name: name.to_string(),
                ..source_of(data)?
            };
            let (wanted, objects) = needs(frozen);
            let sealed = Sealed::read(&mut &*self, &source, wanted, objects, &mut go_on);
            let Ok(mut sealed) = sealed else {
                continue;
            };
            let posts = &mut sealed.data;
            if wanted.pictures
                && KnownPictures::look_up(&mut &*self, posts, &source.name, &mut go_on).is_err()
            {
                continue;
            }
            let told = match otherwise(frozen, &sealed) {
                Ok(answers) => format!(
                    "the newer {name} differs from {}: {} rows instead of {}, and to the same question {answers}. The finding stands as it was frozen.",
                    data.name,
                    sealed.data.len(),
                    data.posts,
                ),
                Err(unanswered) => format!(
                    "the newer {name} cannot answer the question: {}",
                    why(&unanswered)
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

/// What a finding needs of the file, and what objects are in it.
fn needs(frozen: &Frozen) -> (Wanted, ObjectKind) {
    match frozen {
        Frozen::Together(finding) => (finding.question.wanted(), objects(&finding.question)),
        Frozen::Count(finding) => (finding.count.wanted(), ObjectKind::default()),
    }
}

/// What other data answer to the question of a finding, as part of a sentence.
fn otherwise(frozen: &Frozen, sealed: &Sealed) -> Result<String, Unanswered> {
    let (word, now, then) = match frozen {
        Frozen::Together(finding) => {
            let again = answer(&sealed.data, &finding.question, &mut go_on)?;
            (
                "accounts",
                again.members.len(),
                finding.answer.members.len(),
            )
        }
        Frozen::Count(finding) => {
            let again = count(&sealed.data, &finding.count).posts as usize;
            ("posts", again, finding.counted.posts as usize)
        }
    };
    Ok(format!("{now} {word} instead of {then}"))
}

fn source_of(data: &Data) -> Result<PostsSource, Error> {
    let zone = data
        .zone
        .as_ref()
        .map(|zone| zone.parse().map_err(Error::user));
    Ok(PostsSource {
        name: data.name.clone(),
        exhibit: data.exhibit.parse().map_err(Error::user)?,
        mapping: data.mapping.clone(),
        zone: zone.transpose()?,
        pictures: None,
    })
}

/// Verifying a finding is not stopped in the middle.
fn go_on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn why(unanswered: &Unanswered) -> Said {
    match unanswered {
        Unanswered::Giant(giant) => refusal(giant),
        Unanswered::Work(work) => crate::posts::work_refused(work),
        Unanswered::Stopped => said!("stopped", "it was stopped"),
    }
}

pub(crate) fn refusal(giant: &Giant) -> Said {
    said!(
        "too-many-pairs",
        "one thing stands in {} posts and makes {} pairs within the window, more than can be listed",
        giant.posts,
        giant.pairs
    )
}

pub(super) fn other_rows() -> Said {
    said!("finding-other-rows", "the rows behind it have other bytes")
}
