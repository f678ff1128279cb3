//! The printed report, read back with the tools its readers have.

mod common;
mod composing;
mod hostile;
mod markdown;
mod pdf;
