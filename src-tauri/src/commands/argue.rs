//! Changing claims and what the reporters make of them.

use super::{claim_number, reference};
use crate::{
    desk::Desk,
    wire::{Changed, Failure, ReplyDraft},
};
use evidence::{Noun, Number};
use tauri::State;

/// Writes down a claim and, if it accuses somebody, whom.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_claim(
    desk: State<'_, Desk>,
    text: String,
    accuses: Option<String>,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let change = open.case.add_claim(&text, accuses.as_deref())?;
        Ok(Changed::of(&change, Some(change.value.to_string())))
    })
    .await
}

/// Rewords a claim, and says whom it accuses.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_claim(
    desk: State<'_, Desk>,
    claim: u32,
    text: String,
    accuses: Option<String>,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let claim = claim_number(claim);
        let change = open.case.edit_claim(claim, &text, accuses.as_deref())?;
        Ok(Changed::of(&change, None))
    })
    .await
}

/// Claims that an account is run by a person.
#[tauri::command]
#[specta::specta]
pub(crate) async fn claim_identity(
    desk: State<'_, Desk>,
    account: String,
    person: String,
    text: String,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let change = open.case.claim_identity(&account, &person, &text)?;
        Ok(Changed::of(&change, Some(change.value.to_string())))
    })
    .await
}

/// Says that a claim ties an account to a person.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_identity(
    desk: State<'_, Desk>,
    claim: u32,
    account: String,
    person: String,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let claim = claim_number(claim);
        let change = open.case.set_identity(claim, &account, &person)?;
        Ok(Changed::of(&change, None))
    })
    .await
}

/// Gives a claim up with a reason.
#[tauri::command]
#[specta::specta]
pub(crate) async fn withdraw_claim(
    desk: State<'_, Desk>,
    claim: u32,
    reason: String,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let change = open.case.withdraw_claim(claim_number(claim), &reason)?;
        Ok(Changed::of(&change, None))
    })
    .await
}

/// Takes a withdrawn claim up again, with a reason.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reopen_claim(
    desk: State<'_, Desk>,
    claim: u32,
    reason: String,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let change = open.case.reopen_claim(claim_number(claim), &reason)?;
        Ok(Changed::of(&change, None))
    })
    .await
}

/// Explains why a contradiction does not count; an empty text takes that back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn explain(
    desk: State<'_, Desk>,
    mark: String,
    claim: u32,
    text: String,
) -> Result<Changed, Failure> {
    let mark = reference(&mark)?;
    desk.work(move |open| {
        let change = open.case.explain(mark, claim_number(claim), &text)?;
        Ok(Changed::of(&change, None))
    })
    .await
}

/// Writes a note on a claim.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_note(
    desk: State<'_, Desk>,
    claim: u32,
    text: String,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let change = open.case.add_note(claim_number(claim), &text)?;
        Ok(Changed::of(&change, None))
    })
    .await
}

/// Takes a note away: the one at this place, oldest first from 0.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_note(
    desk: State<'_, Desk>,
    claim: u32,
    place: u32,
) -> Result<Changed, Failure> {
    desk.work(move |open| {
        let claim = claim_number(claim);
        let change = open.case.remove_note(claim, place as usize)?;
        Ok(Changed::of(&change, None))
    })
    .await
}

/// Records a request for an answer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_reply(
    desk: State<'_, Desk>,
    reply: ReplyDraft,
) -> Result<Changed, Failure> {
    let reply = reply.read()?;
    desk.work(move |open| {
        let change = open.case.add_reply(reply)?;
        Ok(Changed::of(&change, Some(change.value.to_string())))
    })
    .await
}

/// Says anew what a request for an answer is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_reply(
    desk: State<'_, Desk>,
    number: u32,
    reply: ReplyDraft,
) -> Result<Changed, Failure> {
    let reply = reply.read()?;
    desk.work(move |open| {
        let number = Number::new(Noun::Reply, number);
        Ok(Changed::of(&open.case.edit_reply(number, reply)?, None))
    })
    .await
}

/// Takes back the decision to live with a finding.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_back_waiver(
    desk: State<'_, Desk>,
    rule: String,
    objects: Vec<String>,
    sentence: Option<String>,
) -> Result<Changed, Failure> {
    let objects = objects.iter().map(|one| reference(one));
    let objects = objects.collect::<Result<Vec<_>, _>>()?;
    desk.work(move |open| {
        let case = &mut open.case;
        let change = case.take_back_waiver(&rule, &objects, sentence.as_deref())?;
        Ok(Changed::of(&change, None))
    })
    .await
}
