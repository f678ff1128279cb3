//! The tables of a case, one file each: how a noun becomes rows and comes back.

pub(crate) mod claims;
pub(crate) mod codes;
mod collections;
mod data_sets;
pub(crate) mod events;
pub(crate) mod exhibits;
mod facts;
mod library;
pub(crate) mod links;
mod manuscript;
pub(crate) mod marks;
pub(crate) mod merging;
mod moments;
pub(crate) mod notes;
pub(crate) mod parties;
pub(crate) mod redactions;
pub(crate) mod replies;
mod signing_key;
pub(crate) mod waivers;

pub use collections::Collection;
pub use data_sets::KeptDataSet;
pub use facts::Fact;
pub use library::ExhibitRow;
pub use signing_key::{SigningSecret, new_signing_secret};

use crate::{StoreError, error::damaged};
use evidence::{Id, Noun, Number};
use rusqlite::Row;
use std::str::FromStr;

/// Reads a column that holds a word, an id or another text with a meaning.
pub(crate) fn parsed<T: FromStr<Err: std::fmt::Display>>(
    row: &Row<'_>,
    column: &str,
) -> Result<T, StoreError> {
    let text: String = row.get(column)?;
    text.parse()
        .map_err(|error| damaged(format!("{column}: {error}")))
}

/// As [`parsed`], for a column that may be empty.
pub(crate) fn parsed_if_any<T: FromStr<Err: std::fmt::Display>>(
    row: &Row<'_>,
    column: &str,
) -> Result<Option<T>, StoreError> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| {
        text.parse()
            .map_err(|error| damaged(format!("{column}: {error}")))
    })
    .transpose()
}

/// Reads the `number` column of a noun's table.
pub(crate) fn number(row: &Row<'_>, noun: Noun) -> Result<Number, StoreError> {
    Ok(Number::new(noun, row.get("number")?))
}

/// The text of an id that may be missing.
pub(crate) fn id_text(id: Option<Id>) -> Option<String> {
    id.map(|id| id.to_string())
}
