//! Checking originals against their hashes, chunk by chunk and whole.

use std::fmt;
use std::ops::{ControlFlow, Range};

use evidence::{Fingerprint, Said};
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use super::reading::{is_damage, load};
use super::{CHUNK, OriginalError};

/// What was found when an original was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The original's name: the SHA-256 it was sealed with.
    pub original: Fingerprint,
    /// The size it was sealed with, in bytes.
    pub size_bytes: u64,
    /// What is wrong; nothing for an intact original.
    pub faults: Vec<Fault>,
}

impl Verdict {
    /// Whether every byte is as it was sealed.
    pub fn is_intact(&self) -> bool {
        self.faults.is_empty()
    }
}

/// One thing that is wrong with an original. Positions count chunks of 1 MiB from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The chunk's bytes are not those its hash names.
    Differs {
        /// Which chunk.
        position: u64,
    },
    /// The chunk's bytes cannot be decrypted.
    Unreadable {
        /// Which chunk.
        position: u64,
    },
    /// Chunks are gone.
    Missing {
        /// Which chunks.
        positions: Range<u64>,
    },
    /// There are more or fewer bytes than were sealed.
    SizeDiffers {
        /// Bytes sealed.
        sealed_bytes: u64,
        /// Bytes found.
        found_bytes: u64,
    },
    /// The chunks are whole, but together they are another file.
    FingerprintDiffers {
        /// The SHA-256 of what is there.
        found: Fingerprint,
    },
    /// The list of the original's chunks cannot be read.
    ListUnreadable,
}

impl Fault {
    /// The English `text` about it, with the word and the values by which others know it.
    pub(crate) fn said(&self, text: &str) -> Said {
        let from = |position: u64| position.saturating_mul(CHUNK).to_string();
        let (word, values) = match self {
            Self::Differs { position } => ("original-differs", vec![from(*position)]),
            Self::Unreadable { position } => ("original-sealed-off", vec![from(*position)]),
            Self::Missing { positions } => (
                "original-part-missing",
                vec![from(positions.start), from(positions.end)],
            ),
            Self::SizeDiffers {
                sealed_bytes,
                found_bytes,
            } => (
                "original-other-size",
                vec![found_bytes.to_string(), sealed_bytes.to_string()],
            ),
            Self::FingerprintDiffers { found } => ("original-other-bytes", vec![found.to_string()]),
            Self::ListUnreadable => ("original-list-unread", Vec::new()),
        };
        Said::new(word, text, values)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs { position } => {
                write!(
                    f,
                    "the bytes from {} on have been altered",
                    position * CHUNK
                )
            }
            Self::Unreadable { position } => {
                write!(
                    f,
                    "the bytes from {} on cannot be decrypted",
                    position * CHUNK
                )
            }
            Self::Missing { positions } => write!(
                f,
                "the bytes from {} to {} are missing",
                positions.start.saturating_mul(CHUNK),
                positions.end.saturating_mul(CHUNK)
            ),
            Self::SizeDiffers {
                sealed_bytes,
                found_bytes,
            } => {
                write!(f, "{found_bytes} bytes are there instead of {sealed_bytes}")
            }
            Self::FingerprintDiffers { found } => {
                write!(f, "other bytes are there, whose SHA-256 is {found}")
            }
            Self::ListUnreadable => f.write_str("the list of its parts cannot be read"),
        }
    }
}

/// Checks some originals: every chunk, the size and the SHA-256 of the whole.
/// The file is attached once for all of them, for that takes as long as reading
/// a photograph.
///
/// # Errors
/// [`OriginalError::NotHeld`] and SQLite's, apart from damage: that is a fault.
pub fn verify(
    connection: &Connection,
    originals: &[Fingerprint],
) -> Result<Vec<Verdict>, OriginalError> {
    if originals.is_empty() {
        return Ok(Vec::new());
    }
    let view = View::new(connection)?;
    let verdict = |original: &Fingerprint| {
        let size_bytes = size(&view, *original)?;
        examine(&view, *original, size_bytes, &mut |_| {
            ControlFlow::Continue(())
        })
    };
    originals.iter().map(verdict).collect()
}

fn size(view: &View<'_>, original: Fingerprint) -> Result<u64, OriginalError> {
    view.connection
        .prepare(&view.from("SELECT size_bytes FROM {schema}.original WHERE sha256 = ?1"))?
        .query_row([original.to_string()], |row| row.get(0))
        .optional()
        .map_err(damage_or_error)?
        .ok_or(OriginalError::NotHeld(original))
}

/// Checks every original; `progress` hears the bytes checked and the bytes in
/// all, and may stop.
///
/// The time is linear in the size of all originals and one chunk is in memory.
/// A damaged chunk that two originals share is reported with both.
///
/// # Errors
/// [`OriginalError::Stopped`], [`OriginalError::ListDamaged`] and SQLite's.
pub fn verify_all(
    connection: &Connection,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Vec<Verdict>, OriginalError> {
    let view = View::new(connection)?;
    let originals = list(&view).map_err(damage_or_error)?;
    let sizes = originals.iter().map(|(_, size)| *size);
    let total = sizes.fold(0_u64, u64::saturating_add);
    let mut done = 0_u64;
    let mut verdicts = Vec::with_capacity(originals.len());
    for (name, size_bytes) in originals {
        let original = name.parse().map_err(|_| OriginalError::ListDamaged)?;
        verdicts.push(examine(&view, original, size_bytes, &mut |bytes| {
            done = done.saturating_add(bytes);
            progress(done, total)
        })?);
    }
    Ok(verdicts)
}

fn list(view: &View<'_>) -> rusqlite::Result<Vec<(String, u64)>> {
    view.connection
        .prepare(&view.from("SELECT sha256, size_bytes FROM {schema}.original ORDER BY sha256"))?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

fn damage_or_error(error: rusqlite::Error) -> OriginalError {
    if is_damage(&error) {
        OriginalError::ListDamaged
    } else {
        error.into()
    }
}

/// A second view of the case file, which may meet damage without harm.
///
/// After one page that cannot be decrypted SQLCipher refuses every later page
/// too. So that damage in one original is not blamed on all, and the caller's
/// connection stays usable, the file is attached once more under the main
/// database's key, and anew after each such page. Inside a transaction that is
/// impossible; then the connection itself is read.
struct View<'c> {
    connection: &'c Connection,
    /// The file to attach; none when only the connection itself can be read.
    file: Option<&'c str>,
}

impl<'c> View<'c> {
    fn new(connection: &'c Connection) -> Result<Self, OriginalError> {
        let file = connection.path().filter(|path| !path.is_empty());
        let file = file.filter(|_| connection.is_autocommit());
        let view = View { connection, file };
        view.attach()?;
        Ok(view)
    }

    fn attach(&self) -> Result<(), OriginalError> {
        if let Some(file) = self.file {
            self.connection
                .execute("ATTACH DATABASE ?1 AS verified", [file])?;
        }
        Ok(())
    }

    fn detach(&self) -> Result<(), OriginalError> {
        if self.file.is_some() {
            // A cached statement would still hold the old pages.
            self.connection.flush_prepared_statement_cache();
            self.connection.execute("DETACH DATABASE verified", [])?;
        }
        Ok(())
    }

    fn renew(&self) -> Result<(), OriginalError> {
        self.detach()?;
        self.attach()
    }

    /// The statement with `{schema}` filled in.
    fn from(&self, statement: &str) -> String {
        let schema = if self.file.is_some() {
            "verified"
        } else {
            "main"
        };
        statement.replace("{schema}", schema)
    }
}

impl Drop for View<'_> {
    fn drop(&mut self) {
        // Nothing can be done about a failure, and the attached file only reads.
        let _ = self.detach();
    }
}

/// Walks an original's chunks in order; `progress` hears each chunk's bytes.
fn examine(
    view: &View<'_>,
    original: Fingerprint,
    size_bytes: u64,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Verdict, OriginalError> {
    let statement = view.from(include_str!("verified_chunk.sql"));
    let mut faults = Vec::new();
    let mut whole = Sha256::new();
    let mut found_bytes = 0_u64;
    let mut expected = 0_u64;
    let mut chunk = Vec::new();
    let positions = match positions(view, original) {
        Err(error) if is_damage(&error) => {
            view.renew()?;
            let faults = vec![Fault::ListUnreadable];
            return Ok(Verdict {
                original,
                size_bytes,
                faults,
            });
        }
        positions => positions?,
    };
    for position in positions {
        if position > expected {
            faults.push(Fault::Missing {
                positions: expected..position,
            });
        }
        expected = position.saturating_add(1);
        let fault = load(view.connection, &statement, original, position, &mut chunk)?;
        if let Some(Fault::Unreadable { .. }) = fault {
            view.renew()?;
        }
        faults.extend(fault);
        whole.update(&chunk);
        found_bytes += chunk.len() as u64;
        if progress(chunk.len() as u64).is_break() {
            return Err(OriginalError::Stopped);
        }
    }
    let sealed_chunks = size_bytes.div_ceil(CHUNK);
    if expected < sealed_chunks {
        faults.push(Fault::Missing {
            positions: expected..sealed_chunks,
        });
    }
    let found = Fingerprint::new(whole.finalize().into());
    if faults.is_empty() && found_bytes != size_bytes {
        faults.push(Fault::SizeDiffers {
            sealed_bytes: size_bytes,
            found_bytes,
        });
    }
    if faults.is_empty() && found != original {
        faults.push(Fault::FingerprintDiffers { found });
    }
    Ok(Verdict {
        original,
        size_bytes,
        faults,
    })
}

/// The positions of an original's chunks; eight bytes per MiB of original.
fn positions(view: &View<'_>, original: Fingerprint) -> rusqlite::Result<Vec<u64>> {
    let statement =
        "SELECT position FROM {schema}.original_chunk WHERE original = ?1 ORDER BY position";
    view.connection
        .prepare(&view.from(statement))?
        .query_map([original.to_string()], |row| row.get(0))?
        .collect()
}
