//! People, organisations, accounts, and what ties them.

use crate::{
    desk::Desk,
    wire::{
        AffiliationDraft, Changed, Failure, PartyDraft, PartyPage, PartyRow, mark, moment, read,
    },
};
use evidence::{Noun, Number};
use tauri::State;

/// Everybody and every account.
#[tauri::command]
#[specta::specta]
pub(crate) async fn parties(desk: State<'_, Desk>) -> Result<Vec<PartyRow>, Failure> {
    desk.work(|open| {
        let pages = open.case.party_pages()?;
        Ok(pages.iter().map(PartyRow::from).collect())
    })
    .await
}

/// One person, organisation or account with everything that points at it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn party(desk: State<'_, Desk>, who: String) -> Result<PartyPage, Failure> {
    desk.work(move |open| {
        let page = open.case.party_page(&who)?;
        Ok(PartyPage::of(&page, &open.case.journal()?))
    })
    .await
}

/// Adds a person, an organisation or, with a platform, an account.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_party(
    desk: State<'_, Desk>,
    noun: String,
    party: PartyDraft,
) -> Result<Changed, Failure> {
    let edit = party.read();
    desk.work(move |open| {
        let case = &mut open.case;
        let change = match noun.as_str() {
            "organisation" => case.add_organisation(&edit.name)?,
            "account" => {
                let platform = edit.platform.as_deref().unwrap_or_default();
                case.add_account(platform, &edit.name, edit.platform_id.clone())?
            }
            _ => case.add_person(&edit.name)?,
        };
        Ok(Changed::of(&change, Some(change.value.to_string())))
    })
    .await
}

/// Gives a person, organisation or account its names.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_party(
    desk: State<'_, Desk>,
    who: String,
    party: PartyDraft,
) -> Result<Changed, Failure> {
    let edit = party.read();
    desk.work(move |open| Ok(Changed::of(&open.case.edit_party(&who, edit)?, None)))
        .await
}

/// Makes one of two that turn out to be the same.
#[tauri::command]
#[specta::specta]
pub(crate) async fn merge_parties(
    desk: State<'_, Desk>,
    kept: String,
    merged: String,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let change = open.case.merge_parties(&kept, &merged)?;
        Ok(Changed::of(&change, Some(change.value.to_string())))
    })
    .await
}

/// Records a tie to an organisation.
#[tauri::command]
#[specta::specta]
pub(crate) async fn affiliate(
    desk: State<'_, Desk>,
    affiliation: AffiliationDraft,
) -> Result<Changed, Failure> {
    let new = affiliation.read()?;
    desk.work(move |open| {
        let change = open.case.affiliate(new)?;
        Ok(Changed::of(&change, Some(change.value.to_string())))
    })
    .await
}

/// Says anew what a tie to an organisation is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_affiliation(
    desk: State<'_, Desk>,
    number: u32,
    affiliation: AffiliationDraft,
) -> Result<Changed, Failure> {
    let new = affiliation.read()?;
    desk.work(move |open| {
        let number = Number::new(Noun::Affiliation, number);
        Ok(Changed::of(&open.case.edit_affiliation(number, new)?, None))
    })
    .await
}

/// Takes a tie to an organisation away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_affiliation(
    desk: State<'_, Desk>,
    number: u32,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let number = Number::new(Noun::Affiliation, number);
        Ok(Changed::of(&open.case.remove_affiliation(number)?, None))
    })
    .await
}

/// Records what an account was seen to be.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_state(
    desk: State<'_, Desk>,
    account: String,
    state: String,
    seen_at: String,
    shown_by: Option<String>,
) -> Result<Changed, Failure> {
    let (state, seen_at) = (read(&state)?, moment(&seen_at)?);
    let mark = mark(shown_by.as_deref())?;
    desk.work(move |open| {
        let change = open.case.add_state(&account, state, seen_at, mark)?;
        Ok(Changed::of(&change, None))
    })
    .await
}

/// Takes a sighting of an account away: the one at this place, oldest first from 0.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_state(
    desk: State<'_, Desk>,
    account: String,
    place: u32,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let change = open.case.remove_state(&account, place as usize)?;
        Ok(Changed::of(&change, None))
    })
    .await
}
