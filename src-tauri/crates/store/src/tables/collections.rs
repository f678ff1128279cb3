//! Collections of exhibits, their tags, and the bin.

use super::parsed;
use crate::{Store, StoreError, Writing};
use evidence::Id;
use rusqlite::params;

/// Exhibits that a journalist put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Lasting id.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// How many exhibits lie in it, those in the bin left out.
    pub exhibits: u32,
}

impl Writing<'_> {
    /// Adds a collection.
    pub fn insert_collection(&self, id: Id, name: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO collection (id, name) VALUES (?1, ?2)",
            params![id.to_string(), name],
        )?;
        Ok(())
    }

    /// Calls a collection something else.
    pub fn rename_collection(&self, id: Id, name: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE collection SET name = ?2 WHERE id = ?1",
            params![id.to_string(), name],
        )?;
        Ok(())
    }

    /// Takes a collection away; what lay in it stays in the case.
    pub fn delete_collection(&self, id: Id) -> Result<(), StoreError> {
        let id = id.to_string();
        let connection = self.connection();
        connection.execute("DELETE FROM collected WHERE collection = ?1", [&id])?;
        connection.execute("DELETE FROM collection WHERE id = ?1", [&id])?;
        Ok(())
    }

    /// Lays an exhibit into a collection. True when it did not lie there.
    pub fn collect(&self, collection: Id, exhibit: Id) -> Result<bool, StoreError> {
        self.write_pair(
            "INSERT INTO collected (collection, exhibit) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            &collection.to_string(),
            &exhibit.to_string(),
        )
    }

    /// Takes an exhibit out of a collection. True when it lay there.
    pub fn take_out(&self, collection: Id, exhibit: Id) -> Result<bool, StoreError> {
        self.write_pair(
            "DELETE FROM collected WHERE collection = ?1 AND exhibit = ?2",
            &collection.to_string(),
            &exhibit.to_string(),
        )
    }

    /// Gives an exhibit a tag. True when it did not have it.
    pub fn insert_tag(&self, exhibit: Id, tag: &str) -> Result<bool, StoreError> {
        self.write_pair(
            "INSERT INTO tagged (exhibit, tag) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            &exhibit.to_string(),
            tag,
        )
    }

    /// Takes a tag off an exhibit. True when it had it.
    pub fn delete_tag(&self, exhibit: Id, tag: &str) -> Result<bool, StoreError> {
        self.write_pair(
            "DELETE FROM tagged WHERE exhibit = ?1 AND tag = ?2",
            &exhibit.to_string(),
            tag,
        )
    }

    /// Throws an exhibit into the bin. True when it did not lie there.
    pub fn bin(&self, exhibit: Id) -> Result<bool, StoreError> {
        Ok(self.connection().execute(
            "INSERT INTO binned (exhibit) VALUES (?1) ON CONFLICT DO NOTHING",
            [exhibit.to_string()],
        )? > 0)
    }

    /// Takes an exhibit out of the bin. True when it lay there.
    pub fn restore(&self, exhibit: Id) -> Result<bool, StoreError> {
        Ok(self.connection().execute(
            "DELETE FROM binned WHERE exhibit = ?1",
            [exhibit.to_string()],
        )? > 0)
    }

    fn write_pair(&self, sql: &str, one: &str, other: &str) -> Result<bool, StoreError> {
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.execute([one, other])? > 0)
    }
}

impl Store {
    /// Every collection, by name.
    pub fn collections(&self) -> Result<Vec<Collection>, StoreError> {
        let mut statement = self
            .connection()
            .prepare_cached(include_str!("collections/all.sql"))?;
        let mut rows = statement.query([])?;
        let mut collections = Vec::new();
        while let Some(row) = rows.next()? {
            collections.push(Collection {
                id: parsed(row, "id")?,
                name: row.get("name")?,
                exhibits: row.get("exhibits")?,
            });
        }
        Ok(collections)
    }
}
