//! Findings: a question put to a data set, its answer frozen into an exhibit that anyone can repeat.

mod affiliations;
mod count;
mod draft;
mod pictured;
mod record;
mod shown;
mod source;
#[cfg(test)]
pub(crate) mod tests;
mod tongue;
mod verify;
mod written;

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

use claims::Casebook;
use evidence::exhibit::{CollectionRecord, Kind, Original};
use evidence::{Exhibit, Held, Moment, Noun, Number, Tier, said};
use manuscript::Manuscript;
use posts::finding::{Answer, Question, Trace};
use posts::reading::ObjectKind;
use store::{StoreError, originals};

use crate::{Case, Change, Error, Turns, read, view::data::code};
use record::Data;
pub(crate) use source::Sealed;
pub(crate) use tongue::{Tongue, told};

pub(crate) use affiliations::known as known_account;
pub use count::DraftCount;
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
        let (sealed, answer) =
            draft::answered(&mut &*self, source, question, told, &mut |_, _, _| Ok(()))?;
        sealed.keep(&mut &*self)?;
        Ok(answer)
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
        let draft = DraftFinding::of(&mut &*self, source, question, None, told)?;
        self.freeze_draft(draft, freezing)
    }

    /// Freezes an answer that was given before.
    ///
    /// # Errors
    /// When the file it was computed from is no longer in the case.
    pub fn freeze_draft(
        &mut self,
        draft: DraftFinding,
        freezing: Freezing,
    ) -> Result<Change<Number>, Error> {
        let mut finding = draft.finding;
        finding.named_because = freezing.reason();
        finding.title = freezing.title.unwrap_or(finding.title);
        self.seal_finding(&Frozen::Together(Box::new(finding)))
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
                method: Some(pictured::method(frozen)),
                tier: Tier::OwnObservation,
                derived_from: [vec![parent], pictured::parents(frozen, &book)].concat(),
                language: Some(frozen.tongue().code().to_owned()),
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
        if !exhibit.is_finding() {
            return Err(Error::user(said!(
                "not-a-finding",
                "{} is not a frozen finding",
                number
            )));
        }
        let fingerprint = exhibit
            .original
            .as_ref()
            .expect("a finding has an original")
            .fingerprint;
        let record = std::io::BufReader::new(self.original(fingerprint)?);
        serde_json::from_reader(record).map_err(|error| {
            let message = said!("sealed-unread", "{}: {}", number, error);
            Error::new(crate::Kind::Damaged, message)
        })
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

fn title(finding: &Finding) -> String {
    let tongue = finding.tongue();
    told!(
        tongue,
        "{} accounts {} within {} seconds of each other",
        "{} comptes {} à moins de {} secondes les uns des autres",
        finding.answer.members.len(),
        tongue.deed(finding.question.by),
        finding.question.within / 1_000
    )
}

/// The accounts of a finding, by their numbers in the data.
fn members(
    book: &Casebook,
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

/// The case as it is now, for a record.
struct Now {
    book: Arc<Casebook>,
    moment: String,
    /// The language of what is written, where it is not English.
    language: Option<String>,
}

impl Case {
    /// The language of the report, and where it names none that which is `spoken` by who asks.
    pub(crate) fn tongue(&self, spoken: Option<&str>) -> Result<Tongue, Error> {
        let manuscript = Manuscript::parse(&self.manuscript()?);
        let lang = manuscript.front_matter().lang.as_deref();
        Ok(Tongue::of(lang.or(spoken)))
    }
}

impl Now {
    fn of(turns: &mut impl Turns, spoken: Option<&str>) -> Result<Now, Error> {
        turns.turn(|case| {
            let tongue = case.tongue(spoken)?;
            let moment = case.machine.now().format("%Y-%m-%dT%H:%M:%SZ");
            Ok(Now {
                book: case.casebook()?,
                moment: moment.to_string(),
                language: (tongue != Tongue::English).then(|| tongue.code().to_owned()),
            })
        })
    }
}
