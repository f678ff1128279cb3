//! A key slot: the case's data key, wrapped under a passphrase or a recovery code.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Key, Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::VaultError;

/// The 256 random bits that encrypt the database; they lie in one place of the
/// heap, from where they are wiped, and are never moved.
pub(super) type DataKey = Zeroizing<Vec<u8>>;

pub(super) const KEY_BYTES: usize = 32;
pub(super) const SLOT_BYTES: usize = 128;
const SALT_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;
/// Bytes of an encoded slot before the wrapped key; they are authenticated with it.
const WRAPPED_AT: usize = 1 + 3 + 3 * 4 + SALT_BYTES + NONCE_BYTES;
const FIELDS_END: usize = WRAPPED_AT + KEY_BYTES + TAG_BYTES;

/// What guessing one passphrase costs (Argon2id), kept with each slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes of the memory.
    pub lanes: u32,
}

impl KeyCost {
    /// About a second on a laptop: 128 MiB, six passes, four lanes. More memory
    /// would make guessing dearer still, and Plumb unusable on a small machine.
    pub const DEFAULT: Self = Self {
        memory_kib: 128 * 1024,
        passes: 6,
        lanes: 4,
    };

    /// Next to nothing, so that tests are quick. Never for a real case.
    pub const TEST: Self = Self {
        memory_kib: 64,
        passes: 1,
        lanes: 1,
    };

    /// Enough for a recovery code, whose 160 random bits nobody guesses.
    pub(super) const RECOVERY: Self = Self {
        memory_kib: 8 * 1024,
        passes: 1,
        lanes: 1,
    };

    /// What a file may ask for at most: 1 GiB and 16 passes, some 20 seconds.
    const LIMIT: Self = Self {
        memory_kib: 1024 * 1024,
        passes: 16,
        lanes: 16,
    };

    fn is_within_limit(self) -> bool {
        self.memory_kib <= Self::LIMIT.memory_kib
            && self.passes <= Self::LIMIT.passes
            && self.lanes <= Self::LIMIT.lanes
    }
}

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlotKind {
    Passphrase,
    RecoveryCode,
    /// Nothing: the data key stands in the slot. Only the sample case has it.
    Open,
}

impl SlotKind {
    const fn number(self) -> u8 {
        match self {
            Self::Passphrase => 1,
            Self::RecoveryCode => 2,
            Self::Open => 3,
        }
    }

    fn from_number(number: u8) -> Option<Self> {
        [Self::Passphrase, Self::RecoveryCode, Self::Open]
            .into_iter()
            .find(|kind| kind.number() == number)
    }
}

/// One slot of the header.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) kind: SlotKind,
    cost: KeyCost,
    salt: [u8; SALT_BYTES],
    nonce: [u8; NONCE_BYTES],
    wrapped: DataKey,
    tag: [u8; TAG_BYTES],
}

impl Slot {
    /// A slot from which anyone takes the key.
    pub(super) fn open(key: &DataKey) -> Self {
        Self {
            kind: SlotKind::Open,
            cost: KeyCost {
                memory_kib: 0,
                passes: 0,
                lanes: 0,
            },
            salt: [0; SALT_BYTES],
            nonce: [0; NONCE_BYTES],
            wrapped: key.clone(),
            tag: [0; TAG_BYTES],
        }
    }

    /// Wraps the data key under a secret; `case` binds the slot to one case.
    pub(super) fn wrap(
        kind: SlotKind,
        secret: &[u8],
        cost: KeyCost,
        key: &DataKey,
        case: &[u8],
    ) -> Result<Self, VaultError> {
        let mut slot = Self {
            kind,
            cost,
            ..Self::open(key)
        };
        getrandom::fill(&mut slot.salt)?;
        getrandom::fill(&mut slot.nonce)?;
        let cipher = slot.cipher(secret)?;
        let bound = slot.bound_to(case);
        let tag = cipher
            .encrypt_inout_detached(
                &XNonce::from(slot.nonce),
                &bound,
                slot.wrapped.as_mut_slice().into(),
            )
            .expect("32 bytes are no more than the cipher takes");
        slot.tag = tag.into();
        Ok(slot)
    }

    /// The data key, or nothing when the secret is not the one it was wrapped under.
    pub(super) fn unwrap(&self, secret: &[u8], case: &[u8]) -> Result<Option<DataKey>, VaultError> {
        if self.kind == SlotKind::Open {
            return Ok(Some(self.wrapped.clone()));
        }
        let cipher = self.cipher(secret)?;
        let mut key = self.wrapped.clone();
        let is_right = cipher
            .decrypt_inout_detached(
                &XNonce::from(self.nonce),
                &self.bound_to(case),
                key.as_mut_slice().into(),
                &Tag::from(self.tag),
            )
            .is_ok();
        Ok(is_right.then_some(key))
    }

    fn cipher(&self, secret: &[u8]) -> Result<XChaCha20Poly1305, VaultError> {
        let KeyCost {
            memory_kib,
            passes,
            lanes,
        } = self.cost;
        let out_of_bounds =
            || VaultError::damaged("its key slot asks for more work than any Plumb ever asks for");
        if !self.cost.is_within_limit() {
            return Err(out_of_bounds());
        }
        let params =
            Params::new(memory_kib, passes, lanes, Some(KEY_BYTES)).map_err(|_| out_of_bounds())?;
        let mut derived = Zeroizing::new([0; KEY_BYTES]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, &self.salt, derived.as_mut_slice())
            .map_err(|error| match error {
                argon2::Error::OutOfMemory => VaultError::Memory {
                    needed_kib: memory_kib,
                },
                _ => out_of_bounds(),
            })?;
        Ok(XChaCha20Poly1305::new(&Key::from(*derived)))
    }

    /// What the wrapping authenticates besides the key: the slot's parameters and its case.
    fn bound_to(&self, case: &[u8]) -> Vec<u8> {
        [&self.encode()[..WRAPPED_AT], case].concat()
    }

    pub(super) fn encode(&self) -> Zeroizing<[u8; SLOT_BYTES]> {
        let mut bytes = Zeroizing::new([0; SLOT_BYTES]);
        let fields: [&[u8]; 9] = [
            &[self.kind.number()],
            &[0; 3],
            &self.cost.memory_kib.to_le_bytes(),
            &self.cost.passes.to_le_bytes(),
            &self.cost.lanes.to_le_bytes(),
            &self.salt,
            &self.nonce,
            self.wrapped.as_slice(),
            &self.tag,
        ];
        let mut rest = bytes.as_mut_slice();
        for field in fields {
            let (place, after) = rest.split_at_mut(field.len());
            place.copy_from_slice(field);
            rest = after;
        }
        bytes
    }

    /// Reads a slot; an empty one is `None`.
    pub(super) fn decode(bytes: &[u8; SLOT_BYTES]) -> Result<Option<Self>, VaultError> {
        if bytes.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        let kind = SlotKind::from_number(bytes[0])
            .ok_or_else(|| VaultError::damaged("a key slot is of no known kind"))?;
        let is_padding_clear = bytes[1..4]
            .iter()
            .chain(&bytes[FIELDS_END..])
            .all(|b| *b == 0);
        if !is_padding_clear {
            return Err(VaultError::damaged(
                "a key slot holds more than a slot holds",
            ));
        }
        let mut rest = &bytes[4..];
        let cost = KeyCost {
            memory_kib: u32::from_le_bytes(take(&mut rest)),
            passes: u32::from_le_bytes(take(&mut rest)),
            lanes: u32::from_le_bytes(take(&mut rest)),
        };
        Ok(Some(Self {
            kind,
            cost,
            salt: take(&mut rest),
            nonce: take(&mut rest),
            wrapped: Zeroizing::new(take::<KEY_BYTES>(&mut rest).to_vec()),
            tag: take(&mut rest),
        }))
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let (field, after) = rest
        .split_first_chunk()
        .expect("the fields fill less than a slot");
    *rest = after;
    *field
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> DataKey {
        Zeroizing::new(vec![7; KEY_BYTES])
    }

    #[test]
    fn a_slot_gives_the_key_for_its_secret_and_its_case_only() {
        let slot = Slot::wrap(
            SlotKind::Passphrase,
            b"secret",
            KeyCost::TEST,
            &key(),
            b"case",
        )
        .unwrap();
        let read = Slot::decode(&slot.encode()).unwrap().unwrap();
        assert_eq!(read.unwrap(b"secret", b"case").unwrap(), Some(key()));
        assert_eq!(read.unwrap(b"secre", b"case").unwrap(), None);
        assert_eq!(read.unwrap(b"secret", b"other").unwrap(), None);
        assert!(
            !slot
                .encode()
                .windows(KEY_BYTES)
                .any(|w| w == key().as_slice())
        );
    }

    #[test]
    fn a_cheaper_cost_written_into_a_slot_does_not_open_it() {
        let mut slot = Slot::wrap(
            SlotKind::Passphrase,
            b"secret",
            KeyCost::TEST,
            &key(),
            b"case",
        )
        .unwrap();
        slot.cost.memory_kib = 32;
        assert_eq!(slot.unwrap(b"secret", b"case").unwrap(), None);
    }

    #[test]
    fn a_slot_that_asks_for_a_tebibyte_or_for_nothing_is_refused() {
        for (memory_kib, passes, lanes) in [
            (1 << 30, 1, 1),
            (u32::MAX, 1, 1),
            (64, u32::MAX, 1),
            (64, 1, 1 << 20),
            (0, 1, 1),
            (64, 0, 1),
            (64, 1, 0),
        ] {
            let slot = Slot {
                kind: SlotKind::Passphrase,
                cost: KeyCost {
                    memory_kib,
                    passes,
                    lanes,
                },
                ..Slot::open(&key())
            };
            let refusal = slot.unwrap(b"secret", b"case");
            assert!(
                matches!(refusal, Err(VaultError::Damaged { .. })),
                "{:?}",
                slot.cost
            );
        }
    }
}
