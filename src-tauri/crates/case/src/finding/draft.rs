//! An answer as a finding would hold it, before anyone decides to freeze it.

use evidence::Said;
use posts::finding::{Answer, Found, Question, Trace, Unanswered};

use super::record::{Finding, Member};
use super::source::{PostsSource, Sealed};
use super::{
    Now, SOFTWARE, Told, affiliations, data_of, members, pictured, title, verify, written,
};
use crate::posts::{KnownPictures, work_refused};
use crate::{Case, Error, Turns};

/// A finding that is not frozen: nothing of it is in the case. It is whole, so that nothing is
/// frozen without what chance gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DraftFinding {
    /// Everything that would be frozen, with the title that is offered.
    pub finding: Finding,
    /// The sentence that is offered for a report.
    pub sentence: String,
}

impl Case {
    /// Puts a question to a file of posts and gives what freezing would keep.
    ///
    /// # Errors
    /// As [`Case::ask`].
    pub fn draft_finding(
        &self,
        source: &PostsSource,
        question: &Question,
        told: Told<'_>,
    ) -> Result<DraftFinding, Error> {
        DraftFinding::of(&mut &*self, source, question, None, told)
    }
}

impl DraftFinding {
    /// The same for who has the case a turn at a time: it is let go of while the answer is
    /// computed. `spoken` is the language of who asks, for a report that names none.
    ///
    /// # Errors
    /// As [`Case::ask`], and when the case was closed meanwhile.
    pub fn of(
        turns: &mut impl Turns,
        source: &PostsSource,
        question: &Question,
        spoken: Option<&str>,
        told: Told<'_>,
    ) -> Result<DraftFinding, Error> {
        DraftFinding::computed(turns, source, question, spoken, told, &mut |_, _, _| Ok(()))
    }

    /// The same, and `show` is given the finding as soon as it is known who acted together. What
    /// chance gives, other windows and the rows are not in that one yet.
    ///
    /// # Errors
    /// As [`DraftFinding::of`].
    pub fn in_two_stages(
        turns: &mut impl Turns,
        source: &PostsSource,
        question: &Question,
        spoken: Option<&str>,
        told: Told<'_>,
        show: &mut dyn FnMut(&Finding),
    ) -> Result<DraftFinding, Error> {
        DraftFinding::computed(
            turns,
            source,
            question,
            spoken,
            told,
            &mut |turns, sealed, so_far| {
                let now = Now::of(turns, spoken)?;
                let so_far = so_far.clone();
                show(&finding_of(turns, source, sealed, question, so_far, now)?);
                Ok(())
            },
        )
    }

    fn computed<T: Turns>(
        turns: &mut T,
        source: &PostsSource,
        question: &Question,
        spoken: Option<&str>,
        told: Told<'_>,
        first: First<'_, T>,
    ) -> Result<DraftFinding, Error> {
        let (sealed, answer) = answered(turns, source, question, told, first)?;
        let now = Now::of(turns, spoken)?;
        let finding = finding_of(turns, source, &sealed, question, answer, now);
        let finding = finding.and_then(|finding| {
            let rows = sealed.row_records(turns, &finding.answer.rows)?;
            Ok(Finding { rows, ..finding })
        });
        sealed.keep(turns)?;
        let finding = finding?;
        let sentence = written::sentence_together(&finding);
        Ok(DraftFinding { finding, sentence })
    }
}

/// Has the answer of the first stage before the second begins.
type First<'a, T> = &'a mut dyn FnMut(&mut T, &Sealed, &Answer) -> Result<(), Error>;

/// Everything but the rows, each of which is read from the file.
fn finding_of(
    turns: &mut impl Turns,
    source: &PostsSource,
    sealed: &Sealed,
    question: &Question,
    answer: Answer,
    now: Now,
) -> Result<Finding, Error> {
    let data = &sealed.data;
    let numbers = || answer.members.iter().map(|member| member.account);
    let accounts = members(&now.book, data, numbers());
    let numbered: Vec<(u32, &Member)> = numbers().zip(&accounts).collect();
    let affiliations = affiliations::held(&now.book, data, &numbered, &answer.rows);
    let examples: Vec<u32> = answer.things.iter().map(|thing| thing.row).collect();
    let texts = sealed.texts_of(turns, source, &examples)?;
    let pictures = sealed.pictures.as_ref();
    let pictures = pictures.map(|found| pictured::recorded(found, data, &answer));
    let mut finding = Finding {
        version: 1,
        software: SOFTWARE.to_owned(),
        frozen_at: now.moment,
        title: String::new(),
        data: data_of(source, sealed),
        question: question.clone(),
        answer,
        accounts,
        rows: Vec::new(),
        texts,
        pictures,
        named_because: None,
        affiliations,
        language: now.language,
    };
    finding.title = title(&finding);
    Ok(finding)
}

pub(super) fn answered<T: Turns>(
    turns: &mut T,
    source: &PostsSource,
    question: &Question,
    told: Told<'_>,
    first: First<'_, T>,
) -> Result<(Sealed, Answer), Error> {
    const READING: f32 = 0.2;
    let mut reading = |part| told(part * READING);
    let mut sealed = Sealed::known_or_read(turns, source, question, &mut reading)?;
    let mut answering = READING;
    if question.by == Trace::Picture {
        const HASHING: f32 = 0.5;
        answering += HASHING;
        let mut hashing = |part| told(READING + part * HASHING);
        let found = KnownPictures::look_up(turns, &mut sealed.data, &source.name, &mut hashing)?;
        sealed.pictures = Some(found);
    }
    let mut answering = |part| told(answering + part * (1.0 - answering));
    let answer = match Found::of(&sealed.data, question, &mut sealed.made, &mut answering) {
        Ok(found) => {
            first(turns, &sealed, found.so_far())?;
            found.with_chance(&mut answering)
        }
        Err(error) => Err(error),
    };
    match answer {
        Ok(answer) => Ok((sealed, answer)),
        Err(error) => {
            let error = unanswered(source, &sealed, error);
            if sealed.serves(question) {
                sealed.keep(turns)?;
            }
            Err(error)
        }
    }
}

fn unanswered(source: &PostsSource, sealed: &Sealed, error: Unanswered) -> Error {
    let giant = match error {
        Unanswered::Giant(giant) => giant,
        Unanswered::Work(work) => {
            let text = format!("{}: {}", source.name, work_refused(&work));
            let values = vec![source.name.clone(), work.pairs.to_string()];
            return Error::user(Said::new("question-too-long", text, values))
                .hint("Nothing was changed. Choose a shorter window or a shorter period.");
        }
        Unanswered::Stopped => return Error::stopped(),
    };
    let row = sealed.data.row.get(giant.post as usize);
    let line = row.map_or(0, |row| row.line);
    let why = verify::refusal(&giant);
    let text = format!("{}: {why} (it is on line {line})", source.name);
    let values = vec![source.name.clone(), line.to_string()];
    Error::user(Said::new(
        "question-too-big",
        text,
        [values, why.values].concat(),
    ))
    .hint("Nothing was changed. Choose a shorter window, or leave that thing out.")
}
