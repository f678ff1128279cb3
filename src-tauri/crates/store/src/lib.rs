//! Keeps a case in one encrypted SQLite file; the only crate that knows SQL.
//!
//! Every change goes through [`Store::transact`]: one transaction, one journal
//! entry, one answer that names what became stale.

mod casebook;
mod error;
pub mod journal;
pub mod originals;
pub mod post_blocks;
pub mod receipt;
mod room;
mod schema;
pub mod search;
mod tables;
mod transact;
pub mod undo;
pub mod vault;
pub mod verify;

pub use error::StoreError;
pub use journal::JournalEntry;
pub use receipt::Receipt;
pub use tables::{Collection, ExhibitRow, Fact, KeptDataSet, SigningSecret, new_signing_secret};
pub use transact::{Change, Description, Stale, Writing};
pub use verify::{Problem, ProblemKind, Verification};

use rusqlite::Connection;
use std::cell::RefCell;

/// An open case file.
pub struct Store {
    connection: Connection,
    walked: RefCell<undo::Walked>,
}

impl Store {
    /// Takes over a connection that `vault` has opened: brings the schema up to
    /// date and sweeps away what an import left that died.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when a newer Plumb wrote the file.
    pub fn new(mut connection: Connection) -> Result<Self, StoreError> {
        search::register_fold(&connection)?;
        schema::migrate(&mut connection)?;
        originals::sweep(&connection)?;
        post_blocks::sweep(&connection)?;
        Ok(Self {
            connection,
            walked: RefCell::default(),
        })
    }

    /// The connection, for reading originals.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }
}
