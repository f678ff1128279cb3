//! Why a case could not be made, opened or given another lock, as sentences for people.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why a case file could not be made, opened or given another lock.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no file at this path.
    #[error("There is no case at {}. Nothing was made; look at the name of the file.", .0.display())]
    NotFound(PathBuf),
    /// A new case would have replaced a file.
    #[error("{} exists already and was left as it is. Choose another name for the new case.", .0.display())]
    Exists(PathBuf),
    /// The file does not begin as a case does.
    #[error("{} is not a Plumb case, or its beginning is lost. It was left as it is.", .0.display())]
    NotACase(PathBuf),
    /// A later Plumb wrote the file.
    #[error(
        "This case was written by a newer Plumb (format {found}; this one knows {known}). It was left as it is; open it with the newer Plumb."
    )]
    Newer {
        /// The format version in the file.
        found: u32,
        /// The highest format version this Plumb reads.
        known: u32,
    },
    /// The passphrase opens no slot.
    #[error("That passphrase does not open this case. The case is unharmed; try again.")]
    WrongPassphrase,
    /// The recovery code is well formed but not this case's.
    #[error(
        "That recovery code does not open this case: it belongs to another case, or was replaced by a newer one. The case is unharmed."
    )]
    WrongRecoveryCode,
    /// The recovery code contains a slip of the pen.
    #[error(
        "That is not a complete recovery code: a character is missing, added or mistaken. Compare it with the printed sheet."
    )]
    MistypedRecoveryCode,
    /// The case was never given a recovery code.
    #[error("This case has no recovery code. Open it with its passphrase.")]
    NoRecoveryCode,
    /// The case is locked and no key was given.
    #[error("This case is locked. Give its passphrase or its recovery code.")]
    NeedsPassphrase,
    /// A case cannot be locked with nothing.
    #[error(
        "An empty passphrase would leave the case open to anyone. Choose at least a few words."
    )]
    EmptyPassphrase,
    /// The case's key stands unwrapped in its file, so no lock can be added.
    #[error(
        "This case has no lock: its key stands in the file, so a passphrase added now would protect nothing. Make a new case with a passphrase."
    )]
    IsOpen,
    /// The file is a case, but bytes of it are wrong or missing.
    #[error(
        "This case file is damaged: {what}. Nothing was changed; keep the file as it is and work from a backup copy."
    )]
    Damaged {
        /// What is damaged, as part of a sentence.
        what: String,
    },
    /// Another process is writing to the case.
    #[error(
        "Another program is writing to this case. Nothing was changed; try again when it is done."
    )]
    Busy,
    /// The file or its folder cannot be written.
    #[error(
        "This case cannot be opened for writing: you may not write to the file or its folder. Nothing was changed."
    )]
    ReadOnly,
    /// Deriving the key needs more memory than there is.
    #[error(
        "There is not enough memory to unlock this case ({needed_kib} KiB are needed). Close other programs and try again."
    )]
    Memory {
        /// What the key derivation asked for, in KiB.
        needed_kib: u32,
    },
    /// The operating system gave no random bytes.
    #[error("The computer gave no random numbers, without which no key can be made: {0}")]
    Random(getrandom::Error),
    /// No room is left for the case to grow.
    #[error("The disk is full. Nothing was changed; make room and try again.")]
    DiskFull,
    /// The file system failed.
    #[error("{} could not be read or written: {source}", path.display())]
    Io {
        /// The file concerned.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// SQLite failed in a way that says nothing about damage.
    #[error("The case's database failed: {0}")]
    Database(rusqlite::Error),
}

impl VaultError {
    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Self::damaged("a part of its encrypted content fails its check")
            }
            _ => Self::Database(error),
        }
    }
}

impl From<getrandom::Error> for VaultError {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(error)
    }
}
