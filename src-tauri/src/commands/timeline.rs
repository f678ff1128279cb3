//! Events and links in time and in layers.

use crate::{
    desk::Desk,
    settings::Tongue,
    wire::{Changed, EventDraft, EventRow, Failure, FrozenChart, Links},
};
use case::Addition;
use evidence::{Noun, Number};
use tauri::State;

/// Every event, in the order of their numbers.
#[tauri::command]
#[specta::specta]
pub(crate) async fn events(desk: State<'_, Desk>) -> Result<Vec<EventRow>, Failure> {
    desk.work(|open| Ok(open.case.events()?.iter().map(EventRow::from).collect()))
        .await
}

/// Adds an event.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_event(
    desk: State<'_, Desk>,
    event: EventDraft,
) -> Result<Changed, Failure> {
    let new = event.read()?;
    desk.work(move |open| {
        let change = open.case.add_event(new)?;
        Ok(Changed::of(&change, Some(change.value.to_string())))
    })
    .await
}

/// Says anew what an event is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_event(
    desk: State<'_, Desk>,
    number: u32,
    event: EventDraft,
) -> Result<Changed, Failure> {
    let new = event.read()?;
    desk.work(move |open| {
        let number = Number::new(Noun::Event, number);
        Ok(Changed::of(&open.case.edit_event(number, new)?, None))
    })
    .await
}

/// Takes an event away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_event(desk: State<'_, Desk>, number: u32) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let number = Number::new(Noun::Event, number);
        Ok(Changed::of(&open.case.remove_event(number)?, None))
    })
    .await
}

/// Who is tied to whom, in places `width` points across.
#[tauri::command]
#[specta::specta]
pub(crate) async fn links(desk: State<'_, Desk>, width: u32) -> Result<Links, Failure> {
    desk.work(move |open| Ok(Links::from(&open.case.links(width as f32)?)))
        .await
}

/// Seals a chart of the case as an exhibit, and answers its number.
#[tauri::command]
#[specta::specta]
pub(crate) async fn freeze_chart(
    desk: State<'_, Desk>,
    chart: FrozenChart,
    title: String,
    spoken: Tongue,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let spoken = Some(spoken.code());
        let number = match open.case.freeze_chart(chart.into(), &title, spoken)? {
            Addition::Added { number, .. } | Addition::AlreadyHeld(number) => number,
        };
        Ok(Changed::added(Some(number.to_string())))
    })
    .await
}
