//! Taking an original in: staged chunk by chunk, sealed in one transaction, or swept away.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Read};
use std::ops::ControlFlow;
use std::path::Path;

use evidence::Fingerprint;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use super::chunk_name::name_of;
use super::{CHUNK, CHUNK_BYTES, OriginalError};
use crate::{room, vault};

/// Chunks deleted per transaction; keeps the write-ahead log small.
const DISCARD_BATCH: usize = 16;

/// After as many chunks, about what the write-ahead log holds before it is moved, the
/// following ones are written in place.
const IN_PLACE_AFTER: i64 = 32;

/// A file that was read into the case and waits to be sealed.
///
/// While it lives, no process sweeps its chunks away.
#[derive(Debug)]
pub struct Staged {
    /// The import's id, as given to [`stage`].
    pub import: String,
    /// The SHA-256 of all bytes.
    pub sha256: Fingerprint,
    /// The number of bytes.
    pub size_bytes: u64,
    /// Whether a sealed original with the same bytes is in the case already.
    pub already_held: bool,
    _folder: Option<File>,
}

/// A file on its way into the case, a few chunks at a time: between two times the
/// connection serves others. Dropped half-way, it leaves chunks that are
/// nobody's, for [`discard`] or [`sweep`].
#[derive(Debug)]
pub struct Staging<R> {
    import: String,
    source: R,
    whole: Sha256,
    size_bytes: u64,
    chunks: i64,
    buffer: Vec<u8>,
    folder: Option<File>,
}

impl<R: Read> Staging<R> {
    /// Begins an import under an id of its own.
    ///
    /// # Errors
    /// SQLite's.
    pub fn begin(connection: &Connection, import: &str, source: R) -> Result<Self, OriginalError> {
        let folder = hold_folder(connection);
        // A repeated id must not mix its chunks with those of a dead import.
        discard(connection, import)?;
        Ok(Self {
            import: import.to_owned(),
            source,
            whole: Sha256::new(),
            size_bytes: 0,
            chunks: 0,
            buffer: vec![0; CHUNK_BYTES],
            folder,
        })
    }

    /// Reads the next few chunks and makes them durable, in a transaction of its own;
    /// answers whether more may follow. After an error nothing more may be asked of it.
    ///
    /// # Errors
    /// Those of [`stage`] but [`OriginalError::Stopped`].
    pub fn step(&mut self, connection: &Connection) -> Result<bool, OriginalError> {
        /// A commit costs some pages whatever it holds; others wait for these no longer than
        /// for a key.
        const TOGETHER: usize = 4;
        if self.chunks == IN_PLACE_AFTER {
            vault::write_in_place(connection)?;
        }
        let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        let mut length = CHUNK_BYTES;
        for _ in 0..TOGETHER {
            length = fill(&mut self.source, &mut self.buffer).map_err(OriginalError::Unreadable)?;
            let chunk = &self.buffer[..length];
            if !chunk.is_empty() {
                self.whole.update(chunk);
                stage_chunk(&transaction, &self.import, self.chunks, chunk)?;
                self.size_bytes += chunk.len() as u64;
                self.chunks += 1;
            }
            if length < CHUNK_BYTES {
                break;
            }
        }
        transaction.commit()?;
        Ok(length == CHUNK_BYTES)
    }

    /// The bytes that were taken in so far.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// The import's id.
    pub fn import(&self) -> &str {
        &self.import
    }

    /// Ends the reading: what was read waits for [`seal`].
    ///
    /// # Errors
    /// SQLite's.
    pub fn finish(self, connection: &Connection) -> Result<Staged, OriginalError> {
        vault::write_ahead(connection)?;
        let sha256 = Fingerprint::new(self.whole.finalize().into());
        Ok(Staged {
            import: self.import,
            sha256,
            size_bytes: self.size_bytes,
            already_held: is_held(connection, sha256)?,
            _folder: self.folder,
        })
    }
}

/// Reads a file to its end into the case, where it waits for [`seal`].
///
/// A few chunks are durable before the next are read, in a transaction of their own;
/// the connection must not be inside another. `progress` hears the bytes read
/// so far and may stop the import. After any error what was staged is discarded.
///
/// # Errors
/// [`OriginalError::Unreadable`], [`OriginalError::Stopped`],
/// [`OriginalError::DiskFull`], [`OriginalError::HeldPartDamaged`] and SQLite's.
pub fn stage(
    connection: &Connection,
    import: &str,
    source: impl Read,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Staged, OriginalError> {
    let staging = Staging::begin(connection, import, source)?;
    let staged = stage_all(connection, staging, progress);
    if staged.is_err() {
        // The first error is the one to tell; `sweep` tries again at the next opening.
        let _ = discard(connection, import);
    }
    staged
}

fn stage_all<R: Read>(
    connection: &Connection,
    mut staging: Staging<R>,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Staged, OriginalError> {
    loop {
        let before = staging.size_bytes;
        let more = staging.step(connection)?;
        if staging.size_bytes > before && progress(staging.size_bytes).is_break() {
            return Err(OriginalError::Stopped);
        }
        if !more {
            return staging.finish(connection);
        }
    }
}

/// Opens the folder of the case, whose lock tells imports that run from those
/// that died. It is not the case file that is locked: closing a handle on it
/// would drop SQLite's locks. Where folders have no locks (Windows) there is none.
fn folder_of(connection: &Connection) -> Option<File> {
    File::open(Path::new(connection.path()?).parent()?).ok()
}

/// Says to other processes that an import runs; never waits, since some other
/// program may hold the folder for ever.
fn hold_folder(connection: &Connection) -> Option<File> {
    folder_of(connection).filter(|folder| folder.try_lock_shared().is_ok())
}

/// Fills the buffer as far as the source reaches and gives the length.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match source.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

fn stage_chunk(
    transaction: &Transaction<'_>,
    import: &str,
    position: i64,
    bytes: &[u8],
) -> Result<(), OriginalError> {
    let hash = name_of(bytes);
    let is_new = transaction
        .prepare_cached(
            "INSERT INTO chunk (hash, bytes) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING",
        )?
        .execute(params![hash, room::of(bytes)])?
        == 1;
    if is_new {
        room::fill(transaction, "chunk", bytes)?;
    } else {
        let is_whole = transaction
            .prepare_cached("SELECT bytes = ?2 FROM chunk WHERE hash = ?1")?
            .query_row(params![hash, bytes], |row| row.get::<_, bool>(0));
        if !is_whole.unwrap_or(false) {
            return Err(OriginalError::HeldPartDamaged);
        }
    }
    transaction
        .prepare_cached("INSERT INTO staged_chunk (import, position, chunk) VALUES (?1, ?2, ?3)")?
        .execute(params![import, position, hash])?;
    Ok(())
}

fn is_held(connection: &Connection, original: Fingerprint) -> Result<bool, OriginalError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM original WHERE sha256 = ?1")?
        .exists([original.to_string()])?)
}

/// Makes what was staged an original, in the caller's transaction.
///
/// Returns whether the original is new; the same bytes are kept once.
///
/// # Errors
/// [`OriginalError::StagingLost`] when the staged chunks are not all there.
pub fn seal(transaction: &Transaction<'_>, staged: &Staged) -> Result<bool, OriginalError> {
    let is_new = !is_held(transaction, staged.sha256)?;
    if is_new {
        let original = staged.sha256.to_string();
        let found: (u64, u64) =
            transaction.query_row(include_str!("staged_size.sql"), [&staged.import], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        if found != (staged.size_bytes.div_ceil(CHUNK), staged.size_bytes) {
            return Err(OriginalError::StagingLost);
        }
        transaction.execute(
            "INSERT INTO original (sha256, size_bytes) VALUES (?1, ?2)",
            params![original, staged.size_bytes],
        )?;
        transaction.execute(include_str!("seal.sql"), params![original, staged.import])?;
    }
    transaction.execute(
        "DELETE FROM staged_chunk WHERE import = ?1",
        [&staged.import],
    )?;
    Ok(is_new)
}

/// Removes what an import staged; sealed originals keep every chunk they use.
///
/// # Errors
/// SQLite's. What remains is removed by [`sweep`].
pub fn discard(connection: &Connection, import: &str) -> Result<(), OriginalError> {
    loop {
        let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        let batch: Vec<(i64, String)> = transaction
            .prepare_cached(
                "SELECT position, chunk FROM staged_chunk WHERE import = ?1 ORDER BY position LIMIT ?2",
            )?
            .query_map(params![import, DISCARD_BATCH], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let Some((last, _)) = batch.last() else {
            drop(transaction);
            return Ok(vault::write_ahead(connection)?);
        };
        transaction.execute(
            "DELETE FROM staged_chunk WHERE import = ?1 AND position <= ?2",
            params![import, last],
        )?;
        for (_, chunk) in &batch {
            transaction
                .prepare_cached(include_str!("delete_unused_chunk.sql"))?
                .execute([chunk])?;
        }
        transaction.commit()?;
    }
}

/// Whether an import runs, here or in another process.
pub(crate) fn is_importing(connection: &Connection) -> bool {
    folder_of(connection)
        .as_ref()
        .is_some_and(is_held_by_import)
}

fn is_held_by_import(folder: &File) -> bool {
    matches!(folder.try_lock(), Err(TryLockError::WouldBlock))
}

/// Removes what imports left that died; returns how many there were.
///
/// Call it when a case is opened. While an import runs, here or in another
/// process, nothing is removed; the next opening does it. Where folders cannot
/// be locked (Windows), a running import loses its chunks and fails at [`seal`].
///
/// # Errors
/// SQLite's.
pub fn sweep(connection: &Connection) -> Result<usize, OriginalError> {
    let folder = folder_of(connection);
    if folder.as_ref().is_some_and(is_held_by_import) {
        return Ok(0);
    }
    let imports: Vec<String> = connection
        .prepare("SELECT DISTINCT import FROM staged_chunk")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for import in &imports {
        discard(connection, import)?;
    }
    Ok(imports.len())
}
