//! The library: every exhibit as one light row, and quick answers about one of them.

use super::{number, parsed};
use crate::{Store, StoreError, Writing};
use evidence::{Fingerprint, Id, Noun, Number, exhibit::Kind};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;

/// An exhibit as the library lists it. What only its own page shows is left out,
/// so that ten thousand are read at once.
#[derive(Clone, Debug, PartialEq)]
pub struct ExhibitRow {
    /// Lasting id.
    pub id: Id,
    /// `E-014`
    pub number: Number,
    /// What the library calls it.
    pub title: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Whether the case holds it.
    pub held: bool,
    /// Whether it shows nothing of itself without a decision.
    pub sensitive: bool,
    /// Whether it lies in the bin.
    pub binned: bool,
    /// Who published it.
    pub publisher: Option<String>,
    /// The address that answered, else the one that was asked for.
    pub address: Option<String>,
    /// The name of its file.
    pub file_name: Option<String>,
    /// What its bytes are.
    pub media_type: Option<String>,
    /// Whether words were read from it.
    pub has_text: bool,
    /// When it was posted, as the table holds it: UTC first, so that it sorts.
    pub posted_at: Option<String>,
    /// When it was captured, likewise.
    pub captured_at: Option<String>,
    /// How many marks lie in it.
    pub marks: u32,
    /// How many claims its marks bear on: supports, contradicts, context, denial.
    pub stances: [u32; 4],
    /// How many different claims that are.
    pub claims: u32,
    /// Its tags, by letter.
    pub tags: Vec<String>,
    /// The collections it lies in.
    pub collections: Vec<Id>,
}

impl Store {
    /// Every exhibit, those in the bin too, in the order of their numbers.
    pub fn exhibit_rows(&self) -> Result<Vec<ExhibitRow>, StoreError> {
        let connection = self.connection();
        let mut tags = lists(
            connection,
            "SELECT exhibit, tag FROM tagged ORDER BY exhibit, tag",
        )?;
        let mut collections = lists(
            connection,
            "SELECT exhibit, collection FROM collected ORDER BY exhibit, collection",
        )?;
        let mut uses = uses(connection)?;
        let mut statement = connection.prepare_cached(include_str!("library/rows.sql"))?;
        let mut rows = statement.query([])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            let id: String = row.get("id")?;
            let mut one = read(row)?;
            one.tags = tags.remove(&id).unwrap_or_default();
            one.collections = collections
                .remove(&id)
                .unwrap_or_default()
                .iter()
                .map(|text| text.parse().map_err(crate::error::damaged))
                .collect::<Result<_, _>>()?;
            (one.stances, one.claims) = uses.remove(&id).unwrap_or_default();
            list.push(one);
        }
        Ok(list)
    }

    /// The exhibit that holds these bytes, and whether it lies in the bin.
    pub fn holder(&self, fingerprint: Fingerprint) -> Result<Option<(Number, bool)>, StoreError> {
        holder(self.connection(), fingerprint)
    }

    /// The first `chars` characters of an exhibit's captured text, if it has one.
    pub fn excerpt(&self, exhibit: u32, chars: u32) -> Result<Option<String>, StoreError> {
        let found = self
            .connection()
            .prepare_cached(include_str!("library/excerpt.sql"))?
            .query_row(params![exhibit, chars], |row| row.get(0))
            .optional()?;
        Ok(found)
    }
}

impl Writing<'_> {
    /// As [`Store::holder`], with what this change did so far.
    pub fn holder(&self, fingerprint: Fingerprint) -> Result<Option<(Number, bool)>, StoreError> {
        holder(self.connection(), fingerprint)
    }
}

fn holder(
    connection: &Connection,
    fingerprint: Fingerprint,
) -> Result<Option<(Number, bool)>, StoreError> {
    let found = connection
        .prepare_cached(include_str!("library/holder.sql"))?
        .query_row([fingerprint.to_string()], |row| {
            Ok((Number::new(Noun::Exhibit, row.get(0)?), row.get(1)?))
        })
        .optional()?;
    Ok(found)
}

fn read(row: &Row<'_>) -> Result<ExhibitRow, StoreError> {
    Ok(ExhibitRow {
        id: parsed(row, "id")?,
        number: number(row, Noun::Exhibit)?,
        title: row.get("title")?,
        kind: parsed(row, "kind")?,
        held: row.get("held")?,
        sensitive: row.get("sensitive")?,
        binned: row.get("binned")?,
        publisher: row.get("publisher")?,
        address: row.get("address")?,
        file_name: row.get("file_name")?,
        media_type: row.get("media_type")?,
        has_text: row.get("has_text")?,
        posted_at: row.get("posted_at")?,
        captured_at: row.get("captured_at")?,
        marks: row.get("marks")?,
        stances: [0; 4],
        claims: 0,
        tags: Vec::new(),
        collections: Vec::new(),
    })
}

/// Texts by the exhibit they belong to.
fn lists(connection: &Connection, sql: &str) -> Result<HashMap<String, Vec<String>>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut lists: HashMap<String, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        lists.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(lists)
}

/// By exhibit: how many claims lie in each lane of its marks, and how many in any.
type Uses = HashMap<String, ([u32; 4], u32)>;

fn uses(connection: &Connection) -> Result<Uses, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("library/uses.sql"))?;
    let mut rows = statement.query([])?;
    let mut uses = HashMap::new();
    while let Some(row) = rows.next()? {
        let lanes = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
        uses.insert(row.get(0)?, (lanes, row.get(5)?));
    }
    Ok(uses)
}
