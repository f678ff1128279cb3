//! The printed report, read back with the tools its readers have.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on should stop, and one that was skipped should say so"
)]

mod archive;
mod charts;
mod common;
mod composing;
mod conformance;
mod copies;
mod hostile;
mod html;
mod images;
mod leaks;
mod markdown;
mod pdf;
mod reading_back;
mod sealed;
