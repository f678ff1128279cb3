//! Making a new case file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use rusqlite::Connection;
use zeroize::Zeroizing;

use super::header::{self, Header};
use super::locks::{passphrase_slot, recovery_slot};
use super::slot::{DataKey, KEY_BYTES, Slot};
use super::{
    APPLICATION_ID, Created, Lock, VaultError, absolute, check_beginning, connect, settings,
};

/// Makes a new case at `path`, which must not exist yet.
///
/// # Errors
/// [`VaultError::Exists`], [`VaultError::EmptyPassphrase`], [`VaultError::Io`];
/// after an error no file is left.
pub fn create(path: &Path, lock: Lock<'_>) -> Result<Created, VaultError> {
    let mut key: DataKey = Zeroizing::new(vec![0; KEY_BYTES]);
    getrandom::fill(key.as_mut_slice())?;
    let mut header = Header {
        generation: 1,
        salt: [0; header::SALT_BYTES],
        slots: Vec::new(),
    };
    getrandom::fill(&mut header.salt)?;
    let recovery_code = match lock {
        Lock::Open => {
            header.replace(Slot::open(&key));
            None
        }
        Lock::Passphrase { passphrase, cost } => {
            header.replace(passphrase_slot(passphrase, cost, &key, &header)?);
            let (code, slot) = recovery_slot(&key, &header)?;
            header.replace(slot);
            Some(code)
        }
    };
    let path = absolute(path)?;
    write_new_file(&path, &header)?;
    match begin_database(&path, &key, &header) {
        Ok(connection) => Ok(Created {
            connection,
            recovery_code,
        }),
        Err(error) => {
            // The file is ours and holds nothing yet.
            let _ = fs::remove_file(&path);
            Err(error)
        }
    }
}

/// Writes the header's two copies to a new file that only this user can read.
fn write_new_file(path: &Path, header: &Header) -> Result<(), VaultError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => VaultError::Exists(path.to_owned()),
        _ => VaultError::Io {
            path: path.to_owned(),
            source,
        },
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(failed)?;
    let copy = header.encode();
    let written = file
        .write_all(&copy)
        .and_then(|()| file.write_all(&copy))
        .and_then(|()| file.sync_all())
        .and_then(|()| sync_folder(path));
    written.map_err(|source| {
        let _ = fs::remove_file(path);
        failed(source)
    })
}

/// Makes the file's name durable; elsewhere than on Unix the file's own sync does.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

fn begin_database(path: &Path, key: &DataKey, header: &Header) -> Result<Connection, VaultError> {
    let connection = connect(path)?;
    settings::set_key(&connection, key, &header.salt)?;
    // Until the write-ahead log is on, SQLite would make a third kind of file.
    connection.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = FULL;")?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    settings::apply(&connection)?;
    check_beginning(&connection, path, header)?;
    Ok(connection)
}
