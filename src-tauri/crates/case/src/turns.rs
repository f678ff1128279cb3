//! Long work has the case for a step at a time, so that others have it between two.

use std::io::{self, Read};

use evidence::{Fingerprint, said};
use posts::Row;
use store::{StoreError, originals};

use crate::{Case, Error};

/// How long work comes to the case. Between two turns the case is anybody's, and may be closed.
pub trait Turns {
    /// Runs a step on the case.
    ///
    /// # Errors
    /// The step's, and [`Error::closed`] when the case was closed meanwhile.
    fn turn<T>(&mut self, step: impl FnOnce(&Case) -> Result<T, Error>) -> Result<T, Error>;
}

/// A case that nobody else waits for.
impl Turns for &Case {
    fn turn<T>(&mut self, step: impl FnOnce(&Case) -> Result<T, Error>) -> Result<T, Error> {
        step(self)
    }
}

/// A sealed original, read a chunk a turn, each checked against its hash.
pub(crate) struct SealedFile<'t, T> {
    turns: &'t mut T,
    original: Fingerprint,
    size_bytes: u64,
    at: u64,
    chunk: Vec<u8>,
    /// Where the chunk begins.
    begins: u64,
}

impl<'t, T: Turns> SealedFile<'t, T> {
    pub(crate) fn open(turns: &'t mut T, original: Fingerprint) -> Result<Self, Error> {
        let size_bytes = turns.turn(|case| Ok(case.original(original)?.size_bytes()))?;
        Ok(Self {
            turns,
            original,
            size_bytes,
            at: 0,
            chunk: Vec::new(),
            begins: 0,
        })
    }

    /// The bytes of a row, in `bytes`.
    pub(crate) fn bytes_of(&mut self, row: &Row, bytes: &mut Vec<u8>) -> Result<(), Error> {
        bytes.resize(row.length as usize, 0);
        self.at = row.offset;
        self.read_exact(bytes).map_err(unread)
    }

    /// All bytes of the file.
    pub(crate) fn whole(mut self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.read_to_end(&mut bytes).map_err(unread)?;
        Ok(bytes)
    }

    /// What is held from here to the end of its chunk; empty only at the end of the file.
    fn available(&mut self) -> Result<&[u8], Error> {
        const CHUNK: u64 = originals::CHUNK_BYTES as u64;
        if self.at >= self.size_bytes {
            return Ok(&[]);
        }
        if !(self.begins..self.begins + self.chunk.len() as u64).contains(&self.at) {
            let begins = self.at / CHUNK * CHUNK;
            let original = self.original;
            self.chunk = self.turns.turn(|case| {
                let bytes = begins..begins + CHUNK;
                let bytes = originals::read(case.store.connection(), original, bytes);
                Ok(bytes.map_err(StoreError::from)?)
            })?;
            self.begins = begins;
        }
        Ok(self
            .chunk
            .get((self.at - self.begins) as usize..)
            .unwrap_or_default())
    }
}

fn unread(error: io::Error) -> Error {
    match error.downcast::<Error>() {
        Ok(own) => own,
        Err(other) => Error::user(said!(
            "sealed-file-unread",
            "the sealed file could not be read: {}",
            other
        )),
    }
}

impl<T: Turns> Read for SealedFile<'_, T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.available().map_err(io::Error::other)?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
