//! Reading an original back; every chunk is checked against its hash on the way.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use evidence::Fingerprint;
use rusqlite::{Connection, OptionalExtension, params};

use super::chunk_name::is_named;
use super::{CHUNK, Fault, OriginalError, READ_LIMIT_BYTES};

/// Opens an original for reading; one chunk at a time is held in memory.
///
/// Reading fails with the original's name as soon as a chunk differs from its
/// hash: no altered byte is ever given out. Where not even SQLCipher can
/// decrypt a page, it refuses every later page on the same connection too: open
/// the case anew. ([`super::verify`] does that by itself.)
///
/// # Errors
/// [`OriginalError::NotHeld`] and SQLite's.
pub fn open(connection: &Connection, original: Fingerprint) -> Result<Reader<'_>, OriginalError> {
    let size_bytes = connection
        .prepare_cached("SELECT size_bytes FROM original WHERE sha256 = ?1")?
        .query_row([original.to_string()], |row| row.get(0))
        .optional()?
        .ok_or(OriginalError::NotHeld(original))?;
    Ok(Reader {
        connection,
        original,
        size_bytes,
        at: 0,
        held: None,
        chunk: Vec::new(),
    })
}

/// Reads a range of bytes of an original, cut at the original's end.
///
/// # Errors
/// [`OriginalError::TooMuch`] above [`READ_LIMIT_BYTES`],
/// [`OriginalError::NotHeld`], [`OriginalError::Damaged`] and SQLite's.
pub fn read(
    connection: &Connection,
    original: Fingerprint,
    range: Range<u64>,
) -> Result<Vec<u8>, OriginalError> {
    let mut reader = open(connection, original)?;
    let end = range.end.min(reader.size_bytes);
    let asked_bytes = end.saturating_sub(range.start);
    if asked_bytes > READ_LIMIT_BYTES {
        return Err(OriginalError::TooMuch {
            asked_bytes,
            limit_bytes: READ_LIMIT_BYTES,
        });
    }
    let mut bytes = Vec::with_capacity(asked_bytes as usize);
    reader.at = range.start;
    while (bytes.len() as u64) < asked_bytes {
        let missing = asked_bytes as usize - bytes.len();
        let available = reader.available()?;
        let taken = &available[..available.len().min(missing)];
        bytes.extend_from_slice(taken);
        reader.at = range.start + bytes.len() as u64;
    }
    Ok(bytes)
}

/// An original opened for reading and seeking.
#[derive(Debug)]
pub struct Reader<'c> {
    connection: &'c Connection,
    original: Fingerprint,
    size_bytes: u64,
    at: u64,
    /// The position of the chunk in `chunk`.
    held: Option<u64>,
    chunk: Vec<u8>,
}

impl Reader<'_> {
    /// The original's length in bytes.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// The checked bytes from here to the end of the chunk; empty only at the end.
    fn available(&mut self) -> Result<&[u8], OriginalError> {
        if self.at >= self.size_bytes {
            return Ok(&[]);
        }
        let position = self.at / CHUNK;
        if self.held != Some(position) {
            self.held = None;
            let fault = load(
                self.connection,
                include_str!("chunk_of_original.sql"),
                self.original,
                position,
                &mut self.chunk,
            )?;
            let expected = CHUNK.min(self.size_bytes - position * CHUNK);
            let fault = fault.or_else(|| {
                let is_short = self.chunk.len() as u64 != expected;
                is_short.then_some(Fault::Differs { position })
            });
            if let Some(fault) = fault {
                return Err(OriginalError::damaged(self.original, fault));
            }
            self.held = Some(position);
        }
        Ok(&self.chunk[(self.at % CHUNK) as usize..])
    }
}

/// Loads a chunk into `chunk` and says what is wrong with it, if anything.
/// `statement` gives the chunk's hash and bytes for an original and a position.
///
/// # Errors
/// SQLite's, apart from pages that fail their check: those are a fault.
pub(super) fn load(
    connection: &Connection,
    statement: &str,
    original: Fingerprint,
    position: u64,
    chunk: &mut Vec<u8>,
) -> Result<Option<Fault>, OriginalError> {
    chunk.clear();
    let loaded = connection
        .prepare_cached(statement)?
        .query_row(params![original.to_string(), position], |row| {
            let hash = row.get_ref(0)?.as_str()?;
            Ok(match row.get_ref(1)?.as_blob_or_null()? {
                None => Some(Fault::Missing {
                    positions: position..position + 1,
                }),
                Some(bytes) if is_named(bytes, hash) => {
                    chunk.extend_from_slice(bytes);
                    None
                }
                Some(bytes) => {
                    chunk.extend_from_slice(bytes);
                    Some(Fault::Differs { position })
                }
            })
        })
        .optional();
    match loaded {
        Ok(Some(fault)) => Ok(fault),
        Ok(None) => Ok(Some(Fault::Missing {
            positions: position..position + 1,
        })),
        Err(error) if is_damage(&error) => Ok(Some(Fault::Unreadable { position })),
        Err(error) => Err(error.into()),
    }
}

/// Whether SQLite failed because a page is not what was written.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase, SystemIoFailure, Unknown};
    matches!(
        error.sqlite_error_code(),
        Some(DatabaseCorrupt | NotADatabase | SystemIoFailure | Unknown)
    )
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.available().map_err(io::Error::other)?;
        let length = available.len().min(buffer.len());
        buffer[..length].copy_from_slice(&available[..length]);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Reader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.size_bytes.checked_add_signed(by),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
