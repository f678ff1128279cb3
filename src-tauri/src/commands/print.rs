//! The report's pages beside the editor, each way.

use crate::{
    desk::{Desk, OpenCase, Pages, blocking, hold},
    wire::{Failure, OnPage, Passage, Printed, Units, count},
};
use std::{ops::ControlFlow, sync::Arc};
use tauri::State;

/// Sets the pages of the report as `text` would print, to be looked at one by
/// one. What did not change since the last time is not set again. Nothing is
/// answered when a later printing overtook this one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn print(desk: State<'_, Desk>, text: String) -> Result<Option<Printed>, Failure> {
    let desk = desk.inner().clone();
    let is_overtaken = desk.next_printing();
    blocking(move || {
        let press = desk.with(|open| Ok(Arc::clone(&open.press)))?;
        let mut press = hold(&press);
        if is_overtaken() {
            return Ok(None);
        }
        let composed = desk.with(|open| open.case.compose(&mut open.preview, &text))?;
        let watch = &mut |_| match is_overtaken() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        };
        match press.lay(composed, watch) {
            Ok(laid) => desk.with(|open| Ok(Some(keep(open, laid, &text)))),
            Err(_) if is_overtaken() => Ok(None),
            Err(error) => Err(error.into()),
        }
    })
    .await
}

/// Keeps the pages so that they can be looked at.
fn keep(open: &mut OpenCase, laid: case::Pages, text: &str) -> Printed {
    let last = open.pages.as_ref().map_or(0, |pages| pages.version);
    let version = last.wrapping_add(1);
    let printed = Printed {
        pages: count(laid.count()),
        version,
        remarks: laid.remarks(),
    };
    open.pages = Some(Pages {
        laid: Arc::new(laid),
        units: Units::of(text),
        version,
    });
    printed
}

/// The passage around a place of the text, and where it is printed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn passage_at(
    desk: State<'_, Desk>,
    version: u32,
    at: u32,
) -> Result<Option<Passage>, Failure> {
    let found = move |pages: &Pages| {
        let passage = pages.laid.passage_at(pages.units.byte(at))?;
        Some(Passage {
            start: pages.units.at(passage.range.start),
            end: pages.units.at(passage.range.end),
            spots: passage.spots.iter().map(OnPage::from).collect(),
        })
    };
    desk.work(move |open| Ok(shown(open, version).and_then(found)))
        .await
}

/// Where the passage begins that is printed at a height of a page, in
/// thousandths of the page's height.
#[tauri::command]
#[specta::specta]
pub(crate) async fn passage_on(
    desk: State<'_, Desk>,
    version: u32,
    page: u32,
    per_mille: u16,
) -> Result<Option<u32>, Failure> {
    let found = move |pages: &Pages| {
        let page = usize::try_from(page).ok()?;
        let range = pages.laid.passage_on(page, f32::from(per_mille) / 1000.0)?;
        Some(pages.units.at(range.start))
    };
    desk.work(move |open| Ok(shown(open, version).and_then(found)))
        .await
}

/// The pages, if they are still those that the window shows.
fn shown(open: &OpenCase, version: u32) -> Option<&Pages> {
    open.pages.as_ref().filter(|pages| pages.version == version)
}
