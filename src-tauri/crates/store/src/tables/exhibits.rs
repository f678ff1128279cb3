//! Exhibits, their derivations and archive copies.

use super::{id_text, moments, number, parsed, parsed_if_any};
use crate::{StoreError, Writing, error::damaged};
use evidence::{
    Exhibit, Id, Noun,
    exhibit::{ArchiveCopy, CollectionRecord, Original},
};
use rusqlite::{Connection, Row, named_params, params};
use std::collections::BTreeMap;

impl Writing<'_> {
    /// Adds an exhibit; its original must be sealed already.
    pub fn insert_exhibit(&self, exhibit: &Exhibit) -> Result<(), StoreError> {
        self.write_exhibit(include_str!("exhibits/insert.sql"), exhibit)
    }

    /// Rewrites an exhibit's title, kind and collection record. The original and
    /// the number stay as they are.
    pub fn update_exhibit(&self, exhibit: &Exhibit) -> Result<(), StoreError> {
        self.write_exhibit(include_str!("exhibits/update.sql"), exhibit)
    }

    fn write_exhibit(&self, sql: &str, exhibit: &Exhibit) -> Result<(), StoreError> {
        let record = &exhibit.record;
        let original = exhibit.original.as_ref();
        let id = exhibit.id.to_string();
        let mut statement = self.connection().prepare_cached(sql)?;
        statement.execute(named_params! {
            ":id": id,
            ":number": exhibit.number.value,
            ":title": exhibit.title,
            ":kind": exhibit.kind.word(),
            ":held": exhibit.held.word(),
            ":original": original.map(|one| one.fingerprint.to_string()),
            ":media_type": original.map(|one| &one.media_type),
            ":file_name": original.map(|one| &one.file_name),
            ":address_requested": record.address_requested,
            ":address_final": record.address_final,
            ":posted_at": moments::write_if_any(&record.posted_at),
            ":captured_at": moments::write_if_any(&record.captured_at),
            ":captured_by": record.captured_by,
            ":tool": record.tool,
            ":method": record.method,
            ":publisher": record.publisher,
            ":account": id_text(record.account),
            ":tier": record.tier.word(),
            ":language": record.language,
            ":sensitivity": record.sensitivity.word(),
            ":description": record.description,
            ":note": record.note,
        })?;
        self.write_derivations(&id, &record.derived_from)?;
        self.write_archive_copies(&id, &record.archive_copies)
    }

    fn write_derivations(&self, exhibit: &str, parents: &[Id]) -> Result<(), StoreError> {
        let connection = self.connection();
        connection.execute("DELETE FROM derivation WHERE exhibit = ?1", [exhibit])?;
        for (position, parent) in parents.iter().enumerate() {
            connection.execute(
                "INSERT INTO derivation (exhibit, parent, position) VALUES (?1, ?2, ?3)",
                params![exhibit, parent.to_string(), position as i64],
            )?;
        }
        Ok(())
    }

    fn write_archive_copies(
        &self,
        exhibit: &str,
        copies: &[ArchiveCopy],
    ) -> Result<(), StoreError> {
        let connection = self.connection();
        connection.execute("DELETE FROM archive_copy WHERE exhibit = ?1", [exhibit])?;
        for (position, copy) in copies.iter().enumerate() {
            connection.execute(
                "INSERT INTO archive_copy (exhibit, position, address, made_at) VALUES (?1, ?2, ?3, ?4)",
                params![exhibit, position as i64, copy.address, moments::write_if_any(&copy.made_at)],
            )?;
        }
        Ok(())
    }
}

/// Every exhibit that is not in the bin, in the order of their numbers.
pub(crate) fn read_all(connection: &Connection) -> Result<Vec<Exhibit>, StoreError> {
    let mut parents = read_derivations(connection)?;
    let mut copies = read_archive_copies(connection)?;
    let mut statement = connection.prepare_cached(include_str!("exhibits/all.sql"))?;
    let mut rows = statement.query([])?;
    let mut exhibits = Vec::new();
    while let Some(row) = rows.next()? {
        let mut exhibit = read(row)?;
        exhibit.record.derived_from = parents.remove(&exhibit.id).unwrap_or_default();
        exhibit.record.archive_copies = copies.remove(&exhibit.id).unwrap_or_default();
        exhibits.push(exhibit);
    }
    Ok(exhibits)
}

fn read(row: &Row<'_>) -> Result<Exhibit, StoreError> {
    Ok(Exhibit {
        id: parsed(row, "id")?,
        number: number(row, Noun::Exhibit)?,
        title: row.get("title")?,
        kind: parsed(row, "kind")?,
        held: parsed(row, "held")?,
        original: read_original(row)?,
        record: CollectionRecord {
            address_requested: row.get("address_requested")?,
            address_final: row.get("address_final")?,
            posted_at: moments::column_if_any(row, "posted_at")?,
            captured_at: moments::column_if_any(row, "captured_at")?,
            captured_by: row.get("captured_by")?,
            tool: row.get("tool")?,
            method: row.get("method")?,
            publisher: row.get("publisher")?,
            account: parsed_if_any(row, "account")?,
            tier: parsed(row, "tier")?,
            derived_from: Vec::new(),
            language: row.get("language")?,
            sensitivity: parsed(row, "sensitivity")?,
            archive_copies: Vec::new(),
            description: row.get("description")?,
            note: row.get("note")?,
        },
    })
}

fn read_original(row: &Row<'_>) -> Result<Option<Original>, StoreError> {
    let Some(fingerprint) = parsed_if_any(row, "original")? else {
        return Ok(None);
    };
    Ok(Some(Original {
        fingerprint,
        size_bytes: row
            .get::<_, i64>("size_bytes")?
            .try_into()
            .map_err(damaged)?,
        media_type: row.get("media_type")?,
        file_name: row.get("file_name")?,
    }))
}

fn read_derivations(connection: &Connection) -> Result<BTreeMap<Id, Vec<Id>>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT exhibit, parent FROM derivation ORDER BY exhibit, position")?;
    let mut rows = statement.query([])?;
    let mut parents: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        parents
            .entry(parsed(row, "exhibit")?)
            .or_default()
            .push(parsed(row, "parent")?);
    }
    Ok(parents)
}

fn read_archive_copies(
    connection: &Connection,
) -> Result<BTreeMap<Id, Vec<ArchiveCopy>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT exhibit, address, made_at FROM archive_copy ORDER BY exhibit, position",
    )?;
    let mut rows = statement.query([])?;
    let mut copies: BTreeMap<Id, Vec<ArchiveCopy>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let copy = ArchiveCopy {
            address: row.get("address")?,
            made_at: moments::column_if_any(row, "made_at")?,
        };
        copies
            .entry(parsed(row, "exhibit")?)
            .or_default()
            .push(copy);
    }
    Ok(copies)
}

/// The captured text of every exhibit that has one.
pub(crate) fn read_texts(connection: &Connection) -> Result<BTreeMap<Id, String>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("exhibits/texts.sql"))?;
    let mut rows = statement.query([])?;
    let mut texts = BTreeMap::new();
    while let Some(row) = rows.next()? {
        texts.insert(parsed(row, "id")?, row.get("text")?);
    }
    Ok(texts)
}

impl crate::Store {
    /// The captured text of the original with this fingerprint, if any was read.
    pub fn original_text(
        &self,
        fingerprint: evidence::Fingerprint,
    ) -> Result<Option<String>, StoreError> {
        use rusqlite::OptionalExtension as _;
        let text = self
            .connection()
            .query_row(
                "SELECT text FROM original_text WHERE original = ?1",
                [fingerprint.to_string()],
                |row| row.get(0),
            )
            .optional()
            .map_err(damaged)?;
        Ok(text)
    }
}
