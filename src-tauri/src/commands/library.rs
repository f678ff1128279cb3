//! Sorting exhibits: their records, collections, tags, the bin.

use super::exhibit_number;
use crate::{
    desk::Desk,
    wire::{Changed, Code, Collection, Failure, ReportSection, SourceFields},
};
use case::{Case, Change, Error, Id};
use evidence::Number;
use evidence::said;
use tauri::State;

/// Every collection, by name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn collections(desk: State<'_, Desk>) -> Result<Vec<Collection>, Failure> {
    desk.work(|open| {
        Ok(open
            .case
            .collections()?
            .iter()
            .map(Collection::from)
            .collect())
    })
    .await
}

/// What the report cites, by section.
#[tauri::command]
#[specta::specta]
pub(crate) async fn report_sections(desk: State<'_, Desk>) -> Result<Vec<ReportSection>, Failure> {
    desk.work(|open| {
        let sections = open.case.report_sections()?.into_iter();
        Ok(sections.map(ReportSection::from).collect())
    })
    .await
}

/// The beginnings of the captured texts of some exhibits; empty for one without.
#[tauri::command]
#[specta::specta]
pub(crate) async fn excerpts(
    desk: State<'_, Desk>,
    exhibits: Vec<u32>,
) -> Result<Vec<String>, Failure> {
    desk.work(move |open| {
        let excerpt = |number: &Number| Ok(open.case.excerpt(*number)?.unwrap_or_default());
        numbers(&exhibits).iter().map(excerpt).collect()
    })
    .await
}

/// Edits the collection records of some exhibits in the same way, as one step.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_source(
    desk: State<'_, Desk>,
    exhibits: Vec<u32>,
    fields: SourceFields,
) -> Result<Changed, Failure> {
    change(&desk, move |case| {
        case.edit_sources(&numbers(&exhibits), &fields.edit()?)
    })
    .await
}

/// Makes a collection of some exhibits, of none perhaps; answers its id.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_collection(
    desk: State<'_, Desk>,
    name: String,
    exhibits: Vec<u32>,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let change = open.case.add_collection(&name, &numbers(&exhibits))?;
        Ok(Changed::of(&change, Some(change.value.to_string())))
    })
    .await
}

/// Calls a collection something else.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rename_collection(
    desk: State<'_, Desk>,
    collection: String,
    name: String,
) -> Result<Changed, Failure> {
    let id = id(&collection)?;
    change(&desk, move |case| case.rename_collection(id, &name)).await
}

/// Takes a collection away; its exhibits stay.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_collection(
    desk: State<'_, Desk>,
    collection: String,
) -> Result<Changed, Failure> {
    let id = id(&collection)?;
    change(&desk, move |case| case.remove_collection(id)).await
}

/// Lays exhibits into a collection, or takes them out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn collect(
    desk: State<'_, Desk>,
    collection: String,
    exhibits: Vec<u32>,
    inside: bool,
) -> Result<Changed, Failure> {
    let id = id(&collection)?;
    change(&desk, move |case| match inside {
        true => case.collect(id, &numbers(&exhibits)),
        false => case.take_out(id, &numbers(&exhibits)),
    })
    .await
}

/// Gives exhibits a tag, or takes it off.
#[tauri::command]
#[specta::specta]
pub(crate) async fn label(
    desk: State<'_, Desk>,
    exhibits: Vec<u32>,
    label: String,
    on: bool,
) -> Result<Changed, Failure> {
    change(&desk, move |case| match on {
        true => case.tag(&numbers(&exhibits), &label),
        false => case.untag(&numbers(&exhibits), &label),
    })
    .await
}

/// Throws exhibits into the bin, or puts them back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bin(
    desk: State<'_, Desk>,
    exhibits: Vec<u32>,
    inside: bool,
) -> Result<Changed, Failure> {
    change(&desk, move |case| match inside {
        true => case.bin(&numbers(&exhibits)),
        false => case.restore(&numbers(&exhibits)),
    })
    .await
}

async fn change(
    desk: &Desk,
    work: impl FnOnce(&mut Case) -> Result<Change<()>, Error> + Send + 'static,
) -> Result<Changed, Failure> {
    desk.work(move |open| Ok(Changed::of(&work(&mut open.case)?, None)))
        .await
}

fn numbers(values: &[u32]) -> Vec<Number> {
    values.iter().copied().map(exhibit_number).collect()
}

/// An id that the page was given before.
fn id(text: &str) -> Result<Id, Failure> {
    text.parse().map_err(|_| {
        Failure::new(
            Code::NotFound,
            said!("no-such-collection", "There is no such collection."),
            None,
        )
    })
}
