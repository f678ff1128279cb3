//! Looking at an open exhibit: its text in pieces, the words of its pages, its rows.

use super::exhibit_number;
use crate::{
    desk::{Desk, blocking},
    shown::Shape,
    wire::{Code, Compared, Failure, PageWords, Piece, QuotedPlace, Selector, Text},
};
use case::CapturedText;
use evidence::Reading;
use evidence::said;
use std::sync::Arc;
use tauri::State;

/// Pieces and rows that are given at once at most.
const MAX_AT_ONCE: u32 = 400;

/// The text of an exhibit: how long it is, and where its pieces begin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn text(desk: State<'_, Desk>, exhibit: u32) -> Result<Text, Failure> {
    with_text(&desk, exhibit, |text| Ok(Text::of(text))).await
}

/// Pieces of the text, from the one with index `first`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pieces(
    desk: State<'_, Desk>,
    exhibit: u32,
    first: u32,
    count: u32,
) -> Result<Vec<Piece>, Failure> {
    with_text(&desk, exhibit, move |text| {
        let indexes = first..first.saturating_add(count.min(MAX_AT_ONCE));
        let piece = |index: u32| Piece::of(text, usize::try_from(index).ok()?);
        Ok(indexes.map_while(piece).collect())
    })
    .await
}

/// Where the marks and the redactions stand in the text; one that is not there any more is left out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn passages(
    desk: State<'_, Desk>,
    exhibit: u32,
) -> Result<Vec<QuotedPlace>, Failure> {
    let number = exhibit_number(exhibit);
    let desk = desk.inner().clone();
    blocking(move || {
        let Some(text) = desk.shown()?.text(&desk, number)? else {
            return Ok(Vec::new());
        };
        let view = desk.with(|open| open.case.exhibit(number))?;
        Ok(QuotedPlace::all(&view, &text.reading))
    })
    .await
}

/// The quotation of what stands between two places of the text.
#[tauri::command]
#[specta::specta]
pub(crate) async fn quote(
    desk: State<'_, Desk>,
    exhibit: u32,
    start: u32,
    end: u32,
) -> Result<Selector, Failure> {
    with_text(&desk, exhibit, move |text| {
        quoted(&text.reading, start, end)
    })
    .await
}

/// At most `count` rows of a table, from `first` (0 is the first below the head).
#[tauri::command]
#[specta::specta]
pub(crate) async fn rows(
    desk: State<'_, Desk>,
    exhibit: u32,
    first: u32,
    count: u32,
) -> Result<Vec<Vec<String>>, Failure> {
    with_text(&desk, exhibit, move |text| {
        let Some(table) = &text.table else {
            return Ok(Vec::new());
        };
        let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        Ok(table.cells(text.reading.text(), at(first), at(count.min(MAX_AT_ONCE))))
    })
    .await
}

/// The words of a document's page, and where marks and redactions stand among them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn page_words(
    desk: State<'_, Desk>,
    exhibit: u32,
    page: u32,
) -> Result<PageWords, Failure> {
    let number = exhibit_number(exhibit);
    let desk = desk.inner().clone();
    blocking(move || {
        let words = words_of_page(&desk, number, page)?;
        let view = desk.with(|open| open.case.exhibit(number))?;
        let passages = QuotedPlace::all(&view, &reading_of(&words));
        Ok(PageWords::of(words, passages))
    })
    .await
}

/// The quotation of what stands between two places of a page's words.
#[tauri::command]
#[specta::specta]
pub(crate) async fn quote_page(
    desk: State<'_, Desk>,
    exhibit: u32,
    page: u32,
    start: u32,
    end: u32,
) -> Result<Selector, Failure> {
    let number = exhibit_number(exhibit);
    let desk = desk.inner().clone();
    blocking(move || {
        let words = words_of_page(&desk, number, page)?;
        quoted(&reading_of(&words), start, end)
    })
    .await
}

/// How an altered picture differs from the one it goes back to.
#[tauri::command]
#[specta::specta]
pub(crate) async fn compare(
    desk: State<'_, Desk>,
    altered: u32,
    original: u32,
) -> Result<Compared, Failure> {
    let (altered, original) = (exhibit_number(altered), exhibit_number(original));
    let desk = desk.inner().clone();
    blocking(move || {
        let difference = desk.shown()?.difference(&desk, original, altered)?;
        difference.map(|found| Compared::of(&found)).ok_or_else(|| {
            Failure::new(
                Code::User,
                said!(
                    "not-comparable",
                    "These two cannot be compared: one of them is not a picture that Plumb draws."
                ),
                None,
            )
        })
    })
    .await
}

async fn with_text<T: Send + 'static>(
    desk: &Desk,
    exhibit: u32,
    read: impl FnOnce(&CapturedText) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let number = exhibit_number(exhibit);
    let desk = desk.clone();
    blocking(move || match desk.shown()?.text(&desk, number)? {
        Some(text) => read(&text),
        None => Err(Failure::new(
            Code::User,
            said!("no-captured-text", "{} has no captured text.", number),
            None,
        )),
    })
    .await
}

fn words_of_page(
    desk: &Desk,
    number: evidence::Number,
    page: u32,
) -> Result<case::PageWords, Failure> {
    let shape: Arc<Shape> = desk.shown()?.picture(desk, number)?;
    let Shape::Document { bytes, .. } = &*shape else {
        return Ok(case::PageWords::default());
    };
    // A page whose words cannot be read is still a picture.
    Ok(case::read_page_words(bytes, page).unwrap_or_default())
}

fn reading_of(words: &case::PageWords) -> Reading {
    Reading::new(words.words.iter().map(|word| word.text.as_str()).collect())
}

fn quoted(reading: &Reading, start: u32, end: u32) -> Result<Selector, Failure> {
    let quote = reading.quote(start..end).ok_or_else(|| {
        Failure::new(
            Code::User,
            said!("no-words-selected", "No words are selected."),
            None,
        )
    })?;
    Ok(Selector::from(&evidence::Selector::Quote(quote)))
}
