//! Giving a case another passphrase or recovery code: a slot is rewritten, the database is not.

use std::path::Path;

use rusqlite::TransactionBehavior;
use zeroize::Zeroizing;

use super::header::{self, Header};
use super::slot::{DataKey, Slot, SlotKind};
use super::{
    Key, KeyCost, LockKind, RecoveryCode, Unlocked, VaultError, kind_of_lock, normalised,
    shifted_vfs, unlock,
};

/// Gives the case another passphrase; only its header is rewritten.
///
/// The case may be open, here or in another process. The recovery code stays.
///
/// # Errors
/// As [`open`]; [`VaultError::IsOpen`] for a case without a lock.
pub fn change_passphrase(
    path: &Path,
    key: Key<'_>,
    passphrase: &str,
    cost: KeyCost,
) -> Result<(), VaultError> {
    rewrite_slots(path, key, |header, key| {
        header.replace(passphrase_slot(passphrase, cost, key, header)?);
        Ok(())
    })
}

/// Makes a new recovery code; the old one opens the case no longer.
///
/// # Errors
/// As [`open`]; [`VaultError::IsOpen`] for a case without a lock.
pub fn replace_recovery_code(path: &Path, key: Key<'_>) -> Result<RecoveryCode, VaultError> {
    rewrite_slots(path, key, |header, key| {
        let (code, slot) = recovery_slot(key, header)?;
        header.replace(slot);
        Ok(code)
    })
}

fn rewrite_slots<T>(
    path: &Path,
    key: Key<'_>,
    change: impl FnOnce(&mut Header, &DataKey) -> Result<T, VaultError>,
) -> Result<T, VaultError> {
    let Unlocked {
        mut connection,
        header,
        key,
        ..
    } = unlock(path, key)?;
    if kind_of_lock(&header) == LockKind::Open {
        return Err(VaultError::IsOpen);
    }
    if connection.is_readonly("main")? {
        return Err(VaultError::ReadOnly);
    }
    // SQLite's write lock keeps other processes from rewriting the header at
    // the same time; nothing is written to the database.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let bytes = Zeroizing::new(shifted_vfs::read_header(&transaction)?);
    let (mut header, state) = header::read(&bytes, path)?;
    let outcome = change(&mut header, &key)?;
    header.generation = header.generation.saturating_add(1);
    for copy in header::rewriting_order(state) {
        shifted_vfs::write_header(&transaction, &mut header.encode(), copy.offset())?;
    }
    transaction.rollback()?;
    Ok(outcome)
}

pub(super) fn passphrase_slot(
    passphrase: &str,
    cost: KeyCost,
    key: &DataKey,
    header: &Header,
) -> Result<Slot, VaultError> {
    if passphrase.is_empty() {
        return Err(VaultError::EmptyPassphrase);
    }
    let secret = normalised(passphrase);
    Slot::wrap(
        SlotKind::Passphrase,
        secret.as_bytes(),
        cost,
        key,
        &header.salt,
    )
}

pub(super) fn recovery_slot(
    key: &DataKey,
    header: &Header,
) -> Result<(RecoveryCode, Slot), VaultError> {
    let code = RecoveryCode::generate()?;
    let kind = SlotKind::RecoveryCode;
    let slot = Slot::wrap(kind, code.secret(), KeyCost::RECOVERY, key, &header.salt)?;
    Ok((code, slot))
}
