//! Why an original could not be taken in or read back, as sentences for people.

use evidence::Fingerprint;
use rusqlite::ErrorCode;

/// Why an original could not be taken in or read back.
#[derive(Debug, thiserror::Error)]
pub enum OriginalError {
    /// The file to take in could not be read to its end.
    #[error("The file could not be read to its end: {0}. Nothing was added to the case.")]
    Unreadable(std::io::Error),
    /// The caller asked to stop.
    #[error("The import was stopped. Nothing was added to the case.")]
    Stopped,
    /// What was staged is gone, for instance because the case was opened anew meanwhile.
    #[error(
        "The case no longer holds all that was read of the file. Nothing was added; add the file again."
    )]
    StagingLost,
    /// The case holds no such original.
    #[error("The case does not hold the original {0}.")]
    NotHeld(Fingerprint),
    /// The original is not what was sealed.
    #[error(
        "The original {original} is damaged: {what}. Nothing was changed; look for the file in a backup."
    )]
    Damaged {
        /// The original concerned.
        original: Fingerprint,
        /// What is wrong, as part of a sentence.
        what: String,
    },
    /// The page with the list of originals is damaged.
    #[error(
        "The list of this case's originals cannot be read, because the case file is damaged. Nothing was changed; work from a backup."
    )]
    ListDamaged,
    /// The case already holds a part of the new file, but that part is damaged.
    #[error(
        "The case already holds a part of this file, and that part is damaged, so the file was not added. A check of the whole case names the exhibits concerned."
    )]
    HeldPartDamaged,
    /// A caller asked for more than fits in memory.
    #[error("{asked_bytes} bytes were asked for at once; the limit is {limit_bytes}.")]
    TooMuch {
        /// What was asked for, in bytes.
        asked_bytes: u64,
        /// The limit, in bytes.
        limit_bytes: u64,
    },
    /// No room is left for the case to grow.
    #[error("The disk is full. Nothing was added to the case; make room and try again.")]
    DiskFull,
    /// Another process is writing to the case.
    #[error("Another program is writing to this case. Try again when it is done.")]
    Busy,
    /// SQLite failed.
    #[error("The case's database failed: {0}")]
    Database(rusqlite::Error),
}

impl OriginalError {
    pub(super) fn damaged(original: Fingerprint, what: impl ToString) -> Self {
        let what = what.to_string();
        Self::Damaged { original, what }
    }
}

impl From<rusqlite::Error> for OriginalError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Database(error),
        }
    }
}
