//! Making a case and opening one.

use crate::{Case, Error, Key, KeyCost, Machine, RecoveryCode, sign};
use std::path::Path;
use store::{
    Fact, Store, new_signing_secret,
    vault::{self, LockKind},
};

/// The lock a new case is given.
#[derive(Clone, Copy)]
pub struct Lock<'a> {
    /// What the user typed.
    pub passphrase: &'a str,
    /// What guessing it costs.
    pub cost: KeyCost,
}

/// A case just made, with the code to print: it is kept nowhere else.
pub struct Opening {
    /// The case.
    pub case: Case,
    /// Opens the case when the passphrase is lost.
    pub recovery_code: Option<RecoveryCode>,
}

impl Case {
    /// Makes a case with a passphrase.
    ///
    /// # Errors
    /// When a file stands at `path`, the passphrase is empty, or the folder
    /// cannot be written.
    pub fn create(
        path: &Path,
        title: &str,
        lock: Lock<'_>,
        machine: Machine,
    ) -> Result<Opening, Error> {
        let lock = vault::Lock::Passphrase {
            passphrase: lock.passphrase,
            cost: lock.cost,
        };
        Self::make(path, title, lock, machine)
    }

    /// Makes a case without a lock, which is right for the sample alone.
    pub(crate) fn create_sample(path: &Path, title: &str, machine: Machine) -> Result<Self, Error> {
        let mut case = Self::make(path, title, vault::Lock::Open, machine)?.case;
        case.transact("mark as sample", None, |writing| {
            writing.set_fact(Fact::Sample, "everything in it is synthetic")?;
            Ok(())
        })?;
        Ok(case)
    }

    fn make(
        path: &Path,
        title: &str,
        lock: vault::Lock<'_>,
        machine: Machine,
    ) -> Result<Opening, Error> {
        let created = vault::create(path, lock)?;
        let lock = match created.recovery_code {
            Some(_) => LockKind::Passphrase,
            None => LockKind::Open,
        };
        let mut case = Self::over(Store::new(created.connection)?, machine, lock);
        let id = case.machine.new_id();
        let secret = match case.lock {
            LockKind::Open => sign::open_secret(id),
            LockKind::Passphrase => new_signing_secret()?,
        };
        case.transact("create case", None, |writing| {
            writing.set_fact(Fact::CaseId, &id.to_string())?;
            writing.set_fact(Fact::Title, title)?;
            sign::keep_key(writing, &secret)?;
            writing.describe(title);
            Ok(())
        })?;
        Ok(Opening {
            case,
            recovery_code: created.recovery_code,
        })
    }

    /// Opens the case at `path`.
    ///
    /// # Errors
    /// Wrong passphrase, damage, a newer file and no file are told apart by kind.
    pub fn open(path: &Path, key: Key<'_>, machine: Machine) -> Result<Self, Error> {
        let opened = vault::open(path, key)?;
        Ok(Self::over(
            Store::new(opened.connection)?,
            machine,
            opened.lock,
        ))
    }

    fn over(store: Store, machine: Machine, lock: LockKind) -> Self {
        Self {
            store,
            machine,
            lock,
            book: Default::default(),
            looked_at: Default::default(),
            picture_hashes: Default::default(),
            asked: Default::default(),
            verified: Default::default(),
        }
    }

    /// True when the case at `path` must be opened with a passphrase.
    pub fn needs_passphrase(path: &Path) -> Result<bool, Error> {
        Ok(vault::lock_kind(path)? == LockKind::Passphrase)
    }

    /// True when anyone who has the file can read it: the sample.
    pub fn is_unlocked_for_all(&self) -> bool {
        self.lock == LockKind::Open
    }
}
