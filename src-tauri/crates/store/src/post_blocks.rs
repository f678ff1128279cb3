//! The columns of data sets, kept block by block so that a question loads only what it needs.
//!
//! Each block is durable when it is written and belongs to nobody until a data set with its
//! key is; what belongs to nobody is swept away when the case is next opened. Everything here
//! follows from a sealed original and can be made again.

use posts::DataSet;
use posts::packed::{self, Column};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::StoreError;
use crate::room;

/// What is kept of a data set as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Names, counts, remarks.
    Whole,
    /// What the file says of accounts.
    Profiles,
}

impl Part {
    const fn name(self) -> &'static str {
        match self {
            Part::Whole => "whole",
            Part::Profiles => "profiles",
        }
    }
}

/// Blocks of one data set that wait to be written.
#[derive(Debug)]
pub struct PackedBlock {
    posts: usize,
    columns: Vec<(Column, Vec<u8>)>,
}

impl PackedBlock {
    /// A block's columns as bytes.
    pub fn of(block: &DataSet) -> PackedBlock {
        let pack = |column| (column, packed::pack(block, column));
        let columns = Column::ALL.map(pack).into_iter();
        PackedBlock {
            posts: block.len(),
            columns: columns.filter(|(_, bytes)| !bytes.is_empty()).collect(),
        }
    }
}

/// Writes the block at `position` in a transaction of its own.
///
/// # Errors
/// SQLite's.
pub fn write(
    connection: &Connection,
    key: &str,
    position: u32,
    block: &PackedBlock,
) -> Result<(), StoreError> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    for (column, bytes) in &block.columns {
        insert(
            &transaction,
            key,
            column.name(),
            position,
            block.posts,
            bytes,
        )?;
    }
    Ok(transaction.commit()?)
}

/// Writes what is known once the whole file was read.
///
/// # Errors
/// SQLite's.
pub fn write_whole(
    connection: &Connection,
    key: &str,
    part: Part,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    insert(&transaction, key, part.name(), 0, 0, bytes)?;
    Ok(transaction.commit()?)
}

fn insert(
    connection: &Connection,
    key: &str,
    name: &str,
    position: u32,
    posts: usize,
    bytes: &[u8],
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO post_block (key, name, position, posts, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![key, name, position, posts, room::of(bytes)])?;
    Ok(room::fill(connection, "post_block", bytes)?)
}

/// What [`write_whole`] wrote; `None` when these columns are not here.
///
/// # Errors
/// SQLite's.
pub fn whole(
    connection: &Connection,
    key: &str,
    part: Part,
) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT bytes FROM post_block WHERE key = ?1 AND name = ?2")?
        .query_row(params![key, part.name()], |row| row.get(0))
        .optional()?)
}

/// Adds a column of all posts to `set`; whether every block could be understood.
///
/// # Errors
/// SQLite's.
pub fn load(
    connection: &Connection,
    key: &str,
    column: Column,
    set: &mut DataSet,
) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT posts, bytes FROM post_block WHERE key = ?1 AND name = ?2 ORDER BY position",
    )?;
    let mut rows = statement.query(params![key, column.name()])?;
    while let Some(row) = rows.next()? {
        let posts: usize = row.get(0)?;
        let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
        if packed::unpack(set, column, posts, bytes).is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Removes the blocks of one key.
///
/// # Errors
/// SQLite's.
pub fn discard(connection: &Connection, key: &str) -> Result<(), StoreError> {
    connection.execute("DELETE FROM post_block WHERE key = ?1", [key])?;
    Ok(())
}

/// Removes the blocks that no data set has, unless an import runs that has yet to make one.
///
/// # Errors
/// SQLite's.
pub fn sweep(connection: &Connection) -> Result<(), StoreError> {
    if crate::originals::is_importing(connection) {
        return Ok(());
    }
    connection.execute(
        "DELETE FROM post_block WHERE key NOT IN (SELECT key FROM data_set)",
        [],
    )?;
    Ok(())
}
