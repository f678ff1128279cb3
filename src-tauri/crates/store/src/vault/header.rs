//! The header of a case file: two copies of the format version, the database's salt and the key slots.
//!
//! Each copy is 8 KiB, little-endian: magic (8 bytes), format version (4),
//! generation (8), salt (16), eight slots of 128 bytes, zeros, and in the last
//! 32 bytes the SHA-256 of all before it. Magic, version and checksum keep their
//! places in every later format, so that a newer file is told from a damaged
//! one. Nothing here speaks of the case's content.

use sha2::{Digest, Sha256};
use std::path::Path;
use zeroize::Zeroizing;

use super::VaultError;
use super::places::HEADER_BYTES;
use super::slot::{SLOT_BYTES, Slot, SlotKind};

/// The highest format version this Plumb reads, and the one it writes.
pub const FORMAT_VERSION: u32 = 1;

pub(super) const COPY_BYTES: usize = HEADER_BYTES / 2;
pub(super) const SALT_BYTES: usize = 16;
const MAGIC: &[u8; 8] = b"\x8FPlumb\r\n";
const CHECKSUM_AT: usize = COPY_BYTES - 32;
const SLOTS: usize = 8;
const VERSION_AT: usize = MAGIC.len();
const GENERATION_AT: usize = VERSION_AT + 4;
const SALT_AT: usize = GENERATION_AT + 8;
const SLOTS_AT: usize = SALT_AT + SALT_BYTES;

/// One of the header's two copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderCopy {
    /// The copy at the file's very beginning.
    First,
    /// The copy 8 KiB into the file.
    Second,
}

impl HeaderCopy {
    /// Where the copy begins in the file, in bytes.
    pub(super) const fn offset(self) -> usize {
        match self {
            Self::First => 0,
            Self::Second => COPY_BYTES,
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// How the two copies of the header were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderState {
    /// Both copies are whole and the same.
    Whole,
    /// This copy is damaged; the other one was used.
    Damaged(HeaderCopy),
    /// This copy is older; a change of passphrase or recovery code was interrupted.
    Outdated(HeaderCopy),
}

/// The header's content.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Counts the header's rewritings; the higher of two copies is in force.
    pub(super) generation: u64,
    pub(super) salt: [u8; SALT_BYTES],
    pub(super) slots: Vec<Slot>,
}

impl Header {
    pub(super) fn slot(&self, kind: SlotKind) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.kind == kind)
    }

    /// Puts a slot in the place of the one of its kind.
    pub(super) fn replace(&mut self, slot: Slot) {
        self.slots.retain(|kept| kept.kind != slot.kind);
        self.slots.push(slot);
    }

    /// One copy as bytes.
    pub(super) fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(vec![0; COPY_BYTES]);
        bytes[..VERSION_AT].copy_from_slice(MAGIC);
        bytes[VERSION_AT..GENERATION_AT].copy_from_slice(&FORMAT_VERSION.to_le_bytes());
        bytes[GENERATION_AT..SALT_AT].copy_from_slice(&self.generation.to_le_bytes());
        bytes[SALT_AT..SLOTS_AT].copy_from_slice(&self.salt);
        let places = bytes[SLOTS_AT..].chunks_exact_mut(SLOT_BYTES).take(SLOTS);
        for (place, slot) in places.zip(&self.slots) {
            place.copy_from_slice(slot.encode().as_slice());
        }
        let checksum = Sha256::digest(&bytes[..CHECKSUM_AT]);
        bytes[CHECKSUM_AT..].copy_from_slice(&checksum);
        bytes
    }
}

/// What one copy turned out to be.
enum Copy {
    Whole(Header),
    Newer(u32),
    Damaged,
    /// Not even the magic is there.
    Strange,
}

/// Reads both copies and decides which is in force; `path` is for the message.
pub(super) fn read(bytes: &[u8], path: &Path) -> Result<(Header, HeaderState), VaultError> {
    let (first, second) = bytes.split_at_checked(COPY_BYTES).unwrap_or((bytes, &[]));
    match (decode(first)?, decode(second)?) {
        (Copy::Newer(found), _) | (_, Copy::Newer(found)) => Err(VaultError::Newer {
            found,
            known: FORMAT_VERSION,
        }),
        (Copy::Whole(first), Copy::Whole(second)) => choose(first, second),
        (Copy::Whole(header), _) => Ok((header, HeaderState::Damaged(HeaderCopy::Second))),
        (_, Copy::Whole(header)) => Ok((header, HeaderState::Damaged(HeaderCopy::First))),
        (Copy::Strange, Copy::Strange) => Err(VaultError::NotACase(path.to_owned())),
        _ => Err(VaultError::damaged(
            "both copies of its header, which hold the keys, fail their checks",
        )),
    }
}

fn choose(first: Header, second: Header) -> Result<(Header, HeaderState), VaultError> {
    use std::cmp::Ordering;
    match first.generation.cmp(&second.generation) {
        Ordering::Greater => Ok((first, HeaderState::Outdated(HeaderCopy::Second))),
        Ordering::Less => Ok((second, HeaderState::Outdated(HeaderCopy::First))),
        Ordering::Equal if first == second => Ok((first, HeaderState::Whole)),
        Ordering::Equal => Err(VaultError::damaged(
            "the two copies of its header contradict each other",
        )),
    }
}

/// Reads one copy.
///
/// # Errors
/// [`VaultError::Damaged`] when a copy with a right checksum makes no sense.
fn decode(bytes: &[u8]) -> Result<Copy, VaultError> {
    let Some((magic, rest)) = bytes.split_first_chunk::<{ MAGIC.len() }>() else {
        return Ok(Copy::Strange);
    };
    if magic != MAGIC {
        return Ok(Copy::Strange);
    }
    if bytes.len() != COPY_BYTES
        || Sha256::digest(&bytes[..CHECKSUM_AT])[..] != bytes[CHECKSUM_AT..]
    {
        return Ok(Copy::Damaged);
    }
    let field = |at: usize| &rest[at - MAGIC.len()..];
    let version = u32::from_le_bytes(first_bytes(field(VERSION_AT)));
    if version > FORMAT_VERSION {
        return Ok(Copy::Newer(version));
    }
    if version == 0 {
        return Err(VaultError::damaged("its header names no format"));
    }
    let places = bytes[SLOTS_AT..].chunks_exact(SLOT_BYTES).take(SLOTS);
    let slots = places.map(|place| Slot::decode(&first_bytes(place)));
    Ok(Copy::Whole(Header {
        generation: u64::from_le_bytes(first_bytes(field(GENERATION_AT))),
        salt: first_bytes(field(SALT_AT)),
        slots: slots
            .filter_map(Result::transpose)
            .collect::<Result<_, _>>()?,
    }))
}

fn first_bytes<const N: usize>(bytes: &[u8]) -> [u8; N] {
    *bytes
        .first_chunk()
        .expect("every field lies well inside a copy")
}

/// The order in which to rewrite the copies, so that one whole copy always stays.
pub(super) fn rewriting_order(state: HeaderState) -> [HeaderCopy; 2] {
    let poorer = match state {
        HeaderState::Whole => HeaderCopy::Second,
        HeaderState::Damaged(copy) | HeaderState::Outdated(copy) => copy,
    };
    [poorer, poorer.other()]
}
