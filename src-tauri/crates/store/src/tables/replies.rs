//! Requests for an answer and the claims they are about.

use super::{id_text, moments, number, parsed, parsed_if_any};
use crate::{StoreError, Writing};
use claims::Reply;
use evidence::{Id, Noun};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

impl Writing<'_> {
    /// Adds a request for an answer.
    pub fn insert_reply(&self, reply: &Reply) -> Result<(), StoreError> {
        let id = reply.id.to_string();
        self.connection().execute(
            "INSERT INTO reply (id, number, whom, asked_at, channel, deadline, reminders, answer)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                id,
                reply.number.value,
                reply.whom.to_string(),
                moments::write(&reply.asked_at),
                reply.channel,
                moments::write_if_any(&reply.deadline),
                moments::write_all(&reply.reminders),
                id_text(reply.answer)
            ],
        )?;
        self.put_reply_claims(reply)
    }

    /// Sets everything of a request for an answer but its number.
    pub fn update_reply(&self, reply: &Reply) -> Result<(), StoreError> {
        let id = reply.id.to_string();
        self.connection().execute(
            "UPDATE reply SET whom = ?2, asked_at = ?3, channel = ?4, deadline = ?5,
                 reminders = ?6, answer = ?7 WHERE id = ?1",
            params![
                id,
                reply.whom.to_string(),
                moments::write(&reply.asked_at),
                reply.channel,
                moments::write_if_any(&reply.deadline),
                moments::write_all(&reply.reminders),
                id_text(reply.answer)
            ],
        )?;
        self.connection()
            .execute("DELETE FROM reply_claim WHERE reply = ?1", [&id])?;
        self.put_reply_claims(reply)
    }

    fn put_reply_claims(&self, reply: &Reply) -> Result<(), StoreError> {
        let id = reply.id.to_string();
        for claim in &reply.about {
            self.connection().execute(
                "INSERT INTO reply_claim (reply, claim) VALUES (?1, ?2)",
                params![id, claim.to_string()],
            )?;
        }
        Ok(())
    }
}

/// Every request, in the order of their numbers.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Reply>, StoreError> {
    let mut about = read_claims(connection)?;
    let mut statement = connection.prepare_cached(
        "SELECT id, number, whom, asked_at, channel, deadline, reminders, answer
         FROM reply ORDER BY number",
    )?;
    let mut rows = statement.query([])?;
    let mut replies = Vec::new();
    while let Some(row) = rows.next()? {
        let id = parsed(row, "id")?;
        replies.push(Reply {
            id,
            number: number(row, Noun::Reply)?,
            whom: parsed(row, "whom")?,
            about: about.remove(&id).unwrap_or_default(),
            asked_at: moments::column(row, "asked_at")?,
            channel: row.get("channel")?,
            deadline: moments::column_if_any(row, "deadline")?,
            reminders: moments::columns(row, "reminders")?,
            answer: parsed_if_any(row, "answer")?,
        });
    }
    Ok(replies)
}

fn read_claims(connection: &Connection) -> Result<BTreeMap<Id, Vec<Id>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT reply_claim.reply, reply_claim.claim
         FROM reply_claim JOIN claim ON claim.id = reply_claim.claim
         ORDER BY reply_claim.reply, claim.number",
    )?;
    let mut rows = statement.query([])?;
    let mut about: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        about
            .entry(parsed(row, "reply")?)
            .or_default()
            .push(parsed(row, "claim")?);
    }
    Ok(about)
}
