//! Data sets of posts: which exhibit holds the file and how it is read.

use super::{number, parsed};
use crate::{Store, StoreError, Writing};
use evidence::{Id, Noun, Number};
use rusqlite::params;

/// A data set as the case keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDataSet {
    /// Its lasting id.
    pub id: Id,
    /// Such as `D-1`.
    pub number: Number,
    /// What people call it.
    pub title: String,
    /// The exhibit whose original is the file.
    pub exhibit: Id,
    /// Finds its columns in [`crate::post_blocks`].
    pub key: String,
    /// How the file is read and what was counted, in JSON.
    pub reading: String,
}

impl Writing<'_> {
    /// Adds a data set.
    pub fn insert_data_set(&self, kept: &KeptDataSet) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO data_set (id, number, title, exhibit, key, reading)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                kept.id.to_string(),
                kept.number.value,
                kept.title,
                kept.exhibit.to_string(),
                kept.key,
                kept.reading
            ],
        )?;
        Ok(())
    }
}

impl Store {
    /// Every data set, in the order of their numbers.
    pub fn data_sets(&self) -> Result<Vec<KeptDataSet>, StoreError> {
        let mut statement = self.connection().prepare_cached(
            "SELECT id, number, title, exhibit, key, reading FROM data_set ORDER BY number",
        )?;
        let mut rows = statement.query([])?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            kept.push(KeptDataSet {
                id: parsed(row, "id")?,
                number: number(row, Noun::DataSet)?,
                title: row.get("title")?,
                exhibit: parsed(row, "exhibit")?,
                key: row.get("key")?,
                reading: row.get("reading")?,
            });
        }
        Ok(kept)
    }
}
