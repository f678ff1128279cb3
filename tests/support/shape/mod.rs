//! The rules of ARCHITECTURE.md as functions, so that each can be shown to fail.
//!
//! A rule takes what it judges and returns one sentence for each breach.

pub mod arrows;
pub mod interface;
pub mod network;
pub mod sources;
pub mod tree;
