//! What a chunk is stored under: its hash, in hexadecimal.

use evidence::Fingerprint;
use sha2::{Digest, Sha256};

/// The name of a chunk with these bytes.
pub(super) fn name_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_string()
}

/// Whether these are the bytes that a chunk of this name was made with. The first cases named
/// chunks by their SHA-256.
pub(super) fn is_named(bytes: &[u8], name: &str) -> bool {
    let was_named = || Fingerprint::new(Sha256::digest(bytes).into()).to_string();
    name_of(bytes) == name || was_named() == name
}
