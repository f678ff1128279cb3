//! What the window can ask for: one command is one method of a case.

pub(crate) mod add;
pub(crate) mod argue;
pub(crate) mod data;
pub(crate) mod export;
pub(crate) mod library;
pub(crate) mod look;
pub(crate) mod mark;
pub(crate) mod parties;
pub(crate) mod print;
pub(crate) mod read;
pub(crate) mod report;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod timeline;
pub(crate) mod write;

use crate::wire::{Code, Failure};
use evidence::{Noun, Number, Reference};

/// The exhibit of this number.
fn exhibit_number(value: u32) -> Number {
    Number::new(Noun::Exhibit, value)
}

/// The claim of this number.
fn claim_number(value: u32) -> Number {
    Number::new(Noun::Claim, value)
}

/// A tag that the page was given before.
fn reference(tag: &str) -> Result<Reference, Failure> {
    tag.parse()
        .map_err(|error: evidence::number::NotANumber| Failure::new(Code::User, error, None))
}
