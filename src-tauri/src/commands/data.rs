//! Data sets of posts: bringing one in, looking at it, asking it, freezing an answer.

use crate::{
    desk::{Desk, blocking},
    dialog,
    drops::Drops,
    jobs::Jobs,
    wire::{
        Changed, Code, CountAsked, DataAnswer, DataFilter, DataLook, DataQuestion, DataSet,
        Failure, FindingPart, FindingTitle, PostsColumn, PostsFile, PostsPage, Progress,
    },
};
use case::finding::{DraftCount, DraftFinding, Finding, Freezing, PostsSource};
use case::posts::{FileReading, TakenIn, inspect_file};
use case::{Case, Change, MarkPlace, Turns};
use evidence::{Noun, Number, said};
use posts::reading::Progress as Progressed;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};
use tauri::{AppHandle, State, ipc::Channel};

/// The file whose columns the page confirms; its path stays here.
#[derive(Clone, Default)]
pub(crate) struct Chosen(Arc<Mutex<Option<PathBuf>>>);

impl Chosen {
    fn set(&self, path: PathBuf) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    }

    fn get(&self) -> Result<PathBuf, Failure> {
        let chosen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        chosen.clone().ok_or_else(|| {
            Failure::new(
                Code::User,
                said!("no-file-chosen", "No file was chosen."),
                None,
            )
        })
    }
}

/// The data sets of the case.
#[tauri::command]
#[specta::specta]
pub(crate) async fn data_sets(desk: State<'_, Desk>) -> Result<Vec<DataSet>, Failure> {
    desk.work(|open| {
        let sets = open.case.data_sets()?;
        Ok(sets.into_iter().map(DataSet::from).collect())
    })
    .await
}

/// Lets the user choose a file of posts and shows what its columns are taken for.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_posts(
    app: AppHandle,
    chosen: State<'_, Chosen>,
) -> Result<Option<PostsFile>, Failure> {
    let chosen = chosen.inner().clone();
    blocking(move || match dialog::open_files(&app).into_iter().next() {
        Some(path) => inspect(&chosen, path).map(Some),
        None => Ok(None),
    })
    .await
}

/// The same for a file that was dropped, if it is one and its columns are those of
/// posts. It stays dropped, so that it can still be added as it is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn dropped_posts(
    drops: State<'_, Drops>,
    chosen: State<'_, Chosen>,
) -> Result<Option<PostsFile>, Failure> {
    let dropped = drops.lone();
    let chosen = chosen.inner().clone();
    blocking(move || {
        let path = dropped.filter(|path| may_hold_posts(path));
        let file = path.and_then(|path| inspect(&chosen, path).ok());
        Ok(file.filter(|file| file.missing.is_empty()))
    })
    .await
}

fn may_hold_posts(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    ["csv", "tsv", "json", "jsonl", "ndjson"].contains(&ending.to_lowercase().as_str())
}

fn inspect(chosen: &Chosen, path: PathBuf) -> Result<PostsFile, Failure> {
    let sheet = inspect_file(&path)?;
    let file = PostsFile::of(name_of(&path), sheet);
    chosen.set(path);
    Ok(file)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Seals the chosen file and makes a data set of it, read as the page confirmed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_posts(
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
    chosen: State<'_, Chosen>,
    columns: Vec<PostsColumn>,
    zone: Option<String>,
    job: u32,
    progress: Channel<Progress>,
) -> Result<Changed, Failure> {
    let path = chosen.get()?;
    let mut job = jobs.begin(job, progress);
    desk.work_in_turns(move |turns| {
        let reading = reading(columns, zone)?;
        let size = std::fs::metadata(&path).map_or(0, |facts| facts.len());
        let id = turns.step(|open| Ok(open.case.new_id()))?;
        let told = &mut |so_far: Progressed| job.at(so_far.bytes.min(size), size);
        let taken_in = TakenIn::of(turns, id, &path, &reading, told)?;
        let change = turns.step(|open| open.case.seal_posts(taken_in))?;
        let made = change.value.number.to_string();
        Ok(Changed::of(&change, Some(made)))
    })
    .await
}

fn reading(columns: Vec<PostsColumn>, zone: Option<String>) -> Result<FileReading, case::Error> {
    let mapped = columns
        .into_iter()
        .map(|one| Ok((one.field.parse()?, one.column)));
    let columns = mapped
        .collect::<Result<_, String>>()
        .map_err(case::Error::user)?;
    let zone = zone.filter(|zone| !zone.trim().is_empty());
    let zone = zone.map(|zone| zone.trim().parse().map_err(case::Error::user));
    Ok(FileReading {
        columns,
        zone: zone.transpose()?,
    })
}

/// Posts over time and the most active accounts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_at_data(
    desk: State<'_, Desk>,
    tag: String,
    filter: DataFilter,
) -> Result<DataLook, Failure> {
    desk.work(move |open| {
        let number = data_set(&tag)?;
        Ok(open.case.look_at_data(number, &filter.into())?.into())
    })
    .await
}

/// Who acted together, with what chance would give. `early` has it without chance as soon as it
/// is known.
#[tauri::command]
#[specta::specta]
pub(crate) async fn ask_data(
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
    tag: String,
    question: DataQuestion,
    early: Channel<DataAnswer>,
    job: u32,
    progress: Channel<Progress>,
) -> Result<DataAnswer, Failure> {
    let mut job = jobs.begin(job, progress);
    desk.work_in_turns(move |turns| {
        let source = posts_source(turns, &tag)?;
        let told = &mut |done| job.share(done);
        let spoken = Some(question.spoken.code());
        // A page that is gone needs no answer.
        let show = &mut |finding: &Finding| drop(early.send(DataAnswer::without_chance(finding)));
        let question = question.into();
        let draft = DraftFinding::in_two_stages(turns, &source, &question, spoken, told, show)?;
        Ok(DataAnswer::from(&draft))
    })
    .await
}

/// Freezes the answer into an exhibit and marks its sentence; answers the mark.
#[tauri::command]
#[specta::specta]
pub(crate) async fn freeze_finding(
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
    tag: String,
    question: DataQuestion,
    called: FindingTitle,
    job: u32,
    progress: Channel<Progress>,
) -> Result<Changed, Failure> {
    let mut job = jobs.begin(job, progress);
    desk.work_in_turns(move |turns| {
        let source = posts_source(turns, &tag)?;
        let freezing = Freezing {
            title: Some(called.title).filter(|title| !title.trim().is_empty()),
            named_because: called.named_because,
        };
        let told = &mut |done| job.share(done);
        let spoken = Some(question.spoken.code());
        let draft = DraftFinding::of(turns, &source, &question.into(), spoken, told)?;
        turns.step(|open| {
            let frozen = open.case.freeze_draft(draft, freezing)?;
            mark_sentence(&mut open.case, &frozen)
        })
    })
    .await
}

/// Freezes a count of the posts that are looked at, and marks its sentence; answers the mark.
#[tauri::command]
#[specta::specta]
pub(crate) async fn freeze_count(
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
    tag: String,
    filter: DataFilter,
    asked: CountAsked,
    job: u32,
    progress: Channel<Progress>,
) -> Result<Changed, Failure> {
    let mut job = jobs.begin(job, progress);
    desk.work_in_turns(move |turns| {
        let source = posts_source(turns, &tag)?;
        let told = &mut |done| job.share(done);
        let spoken = Some(asked.spoken.code());
        let question = asked.counted.question(filter);
        let draft = DraftCount::of(turns, &source, &question, spoken, told)?;
        turns.step(|open| {
            let frozen = open.case.freeze_counted(draft, Freezing::default())?;
            mark_sentence(&mut open.case, &frozen)
        })
    })
    .await
}

/// What a claim rests on is a mark: the finding's own sentence is the first.
fn mark_sentence(case: &mut Case, frozen: &Change<Number>) -> Result<Changed, case::Error> {
    let sentence = case.finding_sentence(frozen.value)?;
    let marked = case.mark(frozen.value, MarkPlace::Quote(sentence), None)?;
    let made = marked.value.to_string();
    Ok(Changed::all([&frozen.stale, &marked.stale], Some(made)))
}

/// A frozen finding with its tables and charts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn finding_parts(
    desk: State<'_, Desk>,
    number: u32,
) -> Result<Vec<FindingPart>, Failure> {
    desk.work(move |open| {
        let parts = open
            .case
            .finding_parts(Number::new(Noun::Exhibit, number))?;
        Ok(parts.into_iter().map(FindingPart::from).collect())
    })
    .await
}

/// A page of the posts that are looked at, in the order of time.
#[tauri::command]
#[specta::specta]
pub(crate) async fn posts(
    desk: State<'_, Desk>,
    tag: String,
    filter: DataFilter,
    skip: u32,
    limit: u32,
) -> Result<PostsPage, Failure> {
    desk.work(move |open| {
        let number = data_set(&tag)?;
        let page = open
            .case
            .read_posts(number, &filter.into(), skip as usize, limit as usize)?;
        Ok(page.into())
    })
    .await
}

fn posts_source(turns: &mut impl Turns, tag: &str) -> Result<PostsSource, case::Error> {
    let number = data_set(tag)?;
    turns.turn(|case| case.posts_source(number))
}

fn data_set(tag: &str) -> Result<Number, case::Error> {
    tag.parse().map_err(case::Error::user)
}
