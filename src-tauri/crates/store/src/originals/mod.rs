//! Originals: the bytes as captured, streamed in, sealed, streamed out and checked against their hashes.
//!
//! An original is named by its SHA-256, which anyone can compute, and cut into
//! chunks of [`CHUNK_BYTES`]; a chunk is stored once under its BLAKE3, whichever
//! originals it belongs to. An import **stages**
//! a few chunks at a time, each few durable by themselves, then **seals** all in the
//! caller's transaction; what is not sealed is swept away when the case is next
//! opened. No function holds more than a few chunks in memory.

mod chunk_name;
mod error;
mod reading;
mod staging;
mod verification;

pub use error::OriginalError;
pub use reading::{Reader, open, read};
pub(crate) use staging::is_importing;
pub use staging::{Staged, Staging, discard, seal, stage, sweep};
pub use verification::{Fault, Verdict, verify, verify_all};

/// The size of every chunk but an original's last, in bytes.
pub const CHUNK_BYTES: usize = 1024 * 1024;

/// The most that [`read`] gives at once, in bytes.
pub const READ_LIMIT_BYTES: u64 = 64 * 1024 * 1024;

const CHUNK: u64 = CHUNK_BYTES as u64;
