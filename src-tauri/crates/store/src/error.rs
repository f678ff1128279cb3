//! What can go wrong with a case file, named by what happened to it.

use crate::{originals::OriginalError, vault::VaultError};

/// Why the case file did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file could not be opened or its keys could not be read.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// An original could not be stored or read back.
    #[error(transparent)]
    Original(#[from] OriginalError),
    /// A newer Plumb wrote the file.
    #[error(
        "this case was written by a newer Plumb (its format is {found}, this one knows {known})"
    )]
    Newer {
        /// Schema number of the file.
        found: i64,
        /// Newest schema number this Plumb knows.
        known: i64,
    },
    /// A row or an entry cannot be what Plumb wrote.
    #[error("the case file is damaged: {0}")]
    Damaged(String),
    /// Nothing is left to undo or redo.
    #[error("there is nothing to {0}")]
    NothingTo(&'static str),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Vault(error.into())
    }
}

/// A row that says what no row of a case can say.
pub(crate) fn damaged(what: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(what.to_string())
}
