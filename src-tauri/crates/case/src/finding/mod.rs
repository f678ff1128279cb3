//! Findings: a question put to a data set, its answer frozen into an exhibit that anyone can repeat.

mod affiliations;
mod count;
mod draft;
mod pictured;
mod record;
mod shown;
mod source;
#[cfg(test)]
mod tests;
mod verify;
mod written;

use std::io::Cursor;
use std::ops::ControlFlow;

use evidence::exhibit::{CollectionRecord, Kind, Original};
use evidence::{Exhibit, Held, Moment, Noun, Number, Tier};
use posts::finding::{Answer, Question, Trace, Unanswered, answer};
use posts::reading::ObjectKind;
use store::{StoreError, originals};

use crate::posts::work_refused;
use crate::{Case, Change, Error, read, view::data::code};
use record::Data;
use source::Sealed;

pub(crate) use affiliations::known as known_account;
pub use draft::DraftFinding;
pub use record::{CountFinding, Finding, Frozen, MEDIA_TYPE, Member, Pictures, RecordedPicture};
pub use shown::FindingPart;
pub use source::PostsSource;
pub use verify::FindingVerdict;

/// The Plumb that computes.
pub(crate) const SOFTWARE: &str = concat!("Plumb ", env!("CARGO_PKG_VERSION"));

/// How a finding is frozen.
#[derive(Clone, Debug, Default)]
pub struct Freezing {
    /// Its title; a sentence with its figures when none.
    pub title: Option<String>,
    /// Why accounts are printed under their names; none prints codes.
    pub named_because: Option<String>,
}

impl Freezing {
    /// Why accounts are named; blank words are no reason.
    fn reason(&self) -> Option<String> {
        let reason = self.named_because.as_ref();
        reason.filter(|reason| !reason.trim().is_empty()).cloned()
    }
}

/// Told how far the work is, from 0 to 1; answers whether to go on.
pub type Told<'a> = &'a mut dyn FnMut(f32) -> ControlFlow<()>;

impl Case {
    /// Puts a question to a file of posts in the case.
    ///
    /// # Errors
    /// When the file cannot be read, one thing is shared too often to list its pairs, or `told`
    /// said stop.
    pub fn ask(
        &self,
        source: &PostsSource,
        question: &Question,
        told: Told<'_>,
    ) -> Result<Answer, Error> {
        Ok(self.answered(source, question, told)?.1)
    }

    fn answered(
        &self,
        source: &PostsSource,
        question: &Question,
        told: Told<'_>,
    ) -> Result<(Sealed, Answer), Error> {
        const READING: f32 = 0.2;
        let mut reading = |part| told(part * READING);
        let mut sealed =
            self.read_sealed(source, question.wanted(), objects(question), &mut reading)?;
        let mut answering = READING;
        if question.by == Trace::Picture {
            const HASHING: f32 = 0.5;
            answering += HASHING;
            let mut hashing = |part| told(READING + part * HASHING);
            let found = self.look_up_pictures(&mut sealed.data, &source.name, &mut hashing)?;
            sealed.pictures = Some(found);
        }
        let mut answering = |part| told(answering + part * (1.0 - answering));
        let answer = answer(&sealed.data, question, &mut answering);
        let answer = answer.map_err(|error| unanswered(source, &sealed, error))?;
        Ok((sealed, answer))
    }

    /// Freezes the answer to a question into an exhibit: sealed, numbered, one step to undo. It
    /// does not change when data are imported again.
    ///
    /// # Errors
    /// As [`Case::ask`].
    pub fn freeze(
        &mut self,
        source: &PostsSource,
        question: &Question,
        freezing: Freezing,
        told: Told<'_>,
    ) -> Result<Change<Number>, Error> {
        let (sealed, answer) = self.answered(source, question, told)?;
        let mut finding = self.finding_of(source, question, sealed, answer)?;
        finding.named_because = freezing.reason();
        finding.title = freezing.title.unwrap_or_else(|| title(&finding));
        self.seal_finding(&Frozen::Together(Box::new(finding)))
    }

    fn finding_of(
        &self,
        source: &PostsSource,
        question: &Question,
        sealed: Sealed,
        answer: Answer,
    ) -> Result<Finding, Error> {
        let book = self.casebook()?;
        let data = &sealed.data;
        let numbers = || answer.members.iter().map(|member| member.account);
        let accounts = members(&book, data, numbers());
        let numbered: Vec<(u32, &Member)> = numbers().zip(&accounts).collect();
        let affiliations = affiliations::held(&book, data, &numbered, &answer.rows);
        let rows = self.row_records(&sealed, &answer.rows)?;
        let examples: Vec<u32> = answer.things.iter().map(|thing| thing.row).collect();
        let texts = self.texts_of(source, &sealed, &examples)?;
        let pictures = sealed.pictures.as_ref();
        let pictures = pictures.map(|found| pictured::recorded(found, &sealed.data, &answer));
        Ok(Finding {
            version: 1,
            software: SOFTWARE.to_owned(),
            frozen_at: frozen_at(self),
            title: String::new(),
            data: data_of(source, &sealed),
            question: question.clone(),
            answer,
            accounts,
            rows,
            texts,
            pictures,
            named_because: None,
            affiliations,
        })
    }

    fn seal_finding(&mut self, frozen: &Frozen) -> Result<Change<Number>, Error> {
        let bytes = serde_json::to_vec_pretty(frozen).expect("a finding is plain data");
        let text = written::written(frozen);
        let import = self.machine.new_id().to_string();
        let staged = originals::stage(
            self.store.connection(),
            &import,
            &mut Cursor::new(bytes),
            &mut |_| ControlFlow::Continue(()),
        )
        .map_err(StoreError::from)?;
        let book = self.casebook()?;
        let parent = read::exhibit(&book, frozen.data().exhibit.parse().map_err(Error::user)?)?.id;
        let mut exhibit = Exhibit {
            id: self.machine.new_id(),
            number: Number::new(Noun::Exhibit, 1),
            title: frozen.title().to_owned(),
            kind: Kind::Data,
            held: Held::Held,
            original: Some(Original {
                fingerprint: staged.sha256,
                size_bytes: staged.size_bytes,
                media_type: MEDIA_TYPE.to_owned(),
                file_name: "finding.json".to_owned(),
            }),
            record: CollectionRecord {
                captured_at: Some(Moment::from_utc(self.machine.now())),
                captured_by: Some(self.machine.actor().to_owned()),
                tool: Some(SOFTWARE.to_owned()),
                method: Some("computed from the rows of the data set".to_owned()),
                tier: Tier::OwnObservation,
                derived_from: vec![parent],
                language: Some("en".to_owned()),
                ..CollectionRecord::default()
            },
        };
        self.change("freeze finding", |writing| {
            writing.seal_original(&staged, Some(&text))?;
            exhibit.number.value = writing.next_number(Noun::Exhibit)?;
            writing.insert_exhibit(&exhibit)?;
            writing.name_subject(exhibit.number);
            writing.describe(format!("SHA-256 {}", staged.sha256));
            Ok(exhibit.number)
        })
    }

    /// The record of a frozen finding.
    ///
    /// # Errors
    /// When the exhibit is no finding, or its record cannot be read.
    pub fn frozen(&self, number: Number) -> Result<Frozen, Error> {
        let book = self.casebook()?;
        let exhibit = read::exhibit(&book, number)?;
        if !verify::is_finding(exhibit) {
            return Err(Error::user(format!("{number} is not a frozen finding")));
        }
        let fingerprint = exhibit
            .original
            .as_ref()
            .expect("a finding has an original")
            .fingerprint;
        let record = std::io::BufReader::new(self.original(fingerprint)?);
        serde_json::from_reader(record)
            .map_err(|error| Error::new(crate::Kind::Damaged, format!("{number}: {error}")))
    }

    /// The sentence that is offered for a report about a finding.
    pub fn finding_sentence(&self, number: Number) -> Result<String, Error> {
        Ok(written::sentence(&self.frozen(number)?))
    }
}

/// What objects are, in a file that only says that posts have them in common.
pub(crate) fn objects(question: &Question) -> ObjectKind {
    match question.by {
        Trace::Text | Trace::NearText | Trace::Reworded => ObjectKind::Text,
        Trace::Link => ObjectKind::Link,
        Trace::Repost | Trace::Picture => ObjectKind::Repost,
        Trace::Reply => ObjectKind::Reply,
        Trace::Hashtags => ObjectKind::Hashtags,
    }
}

fn unanswered(source: &PostsSource, sealed: &Sealed, error: Unanswered) -> Error {
    let giant = match error {
        Unanswered::Giant(giant) => giant,
        Unanswered::Work(work) => {
            return Error::user(format!("{}: {}", source.name, work_refused(&work)))
                .hint("Nothing was changed. Choose a shorter window or a shorter period.");
        }
        Unanswered::Stopped => return Error::stopped(),
    };
    let row = sealed.data.row.get(giant.post as usize);
    let line = row.map_or(0, |row| row.line);
    Error::user(format!(
        "{}: {} (it is on line {line})",
        source.name,
        verify::refusal(&giant)
    ))
    .hint("Nothing was changed. Choose a shorter window, or leave that thing out.")
}

fn title(finding: &Finding) -> String {
    format!(
        "{} accounts {} within {} seconds of each other",
        finding.answer.members.len(),
        finding.question.by.deed(),
        finding.question.within / 1_000
    )
}

/// The accounts of a finding, by their numbers in the data.
fn members(
    book: &claims::Casebook,
    data: &posts::DataSet,
    accounts: impl Iterator<Item = u32>,
) -> Vec<Member> {
    let member = |(at, account): (usize, u32)| {
        let id = data.accounts.name(account).to_owned();
        let profile = data.profiles.get(account as usize);
        let handle = profile.and_then(|profile| profile.handle.clone());
        let known = affiliations::known(book, &id, handle.as_deref());
        let known_as = known.map(|account| account.number.to_string());
        let code = known_as.clone().unwrap_or_else(|| code(at as u32));
        Member {
            code,
            id,
            handle,
            known_as,
        }
    };
    accounts.enumerate().map(member).collect()
}

fn data_of(source: &PostsSource, sealed: &Sealed) -> Data {
    let original = sealed.exhibit.original.as_ref();
    Data {
        name: source.name.clone(),
        exhibit: source.exhibit.to_string(),
        file_name: original.map_or_else(String::new, |one| one.file_name.clone()),
        sha256: sealed.fingerprint.to_string(),
        mapping: Some(sealed.mapping.clone()),
        zone: source.zone.map(|zone| zone.to_string()),
        posts: sealed.data.len() as u64,
        unread: sealed.data.unread,
        stamps: sealed.data.resolution.word().to_owned(),
    }
}

/// The moment of freezing, for the record.
fn frozen_at(case: &Case) -> String {
    case.machine.now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
