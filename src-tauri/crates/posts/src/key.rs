//! What two posts have in common, as one number.

use xxhash_rust::xxh3::xxh3_128;

/// The fingerprint of a text, a link or an id, for finding equals; [`NONE`] where there is none.
///
/// 128 bits: among 10^8 texts the chance of one false equal is below 10^-22.
pub type Key = u128;

/// A post has no such thing.
pub const NONE: Key = 0;

/// The key of a text of which nothing is left once mentions are taken away.
pub const EMPTY_TEXT: Key = 1;

/// The key of some bytes; of no bytes, [`NONE`].
pub fn key_of(bytes: &[u8]) -> Key {
    if bytes.is_empty() {
        return NONE;
    }
    xxh3_128(bytes).max(2)
}

/// The key of a sequence of numbers in this order; of an empty one, [`NONE`].
pub fn sequence_key(numbers: &[u32]) -> Key {
    let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
    key_of(&bytes)
}
