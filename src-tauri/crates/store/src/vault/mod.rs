//! The case file itself: made, opened with a passphrase or recovery code, and given another lock.
//!
//! `NAME.plumb` is a 16 KiB [`header`] and, behind it, a SQLCipher database
//! whose raw key lies wrapped in the header's slots. Beside it SQLite keeps
//! `NAME.plumb-wal` and `NAME.plumb-shm` while the case is open; no other file
//! is ever made. Several processes may have one case open: readers never wait,
//! a writer waits up to five seconds for another and then gives up as busy.

mod error;
mod header;
mod recovery_code;
mod settings;
mod shifted_vfs;
mod slot;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

pub use error::VaultError;
pub use header::{FORMAT_VERSION, HeaderCopy, HeaderState};
pub use recovery_code::RecoveryCode;
pub use slot::KeyCost;

use header::Header;
use slot::{DataKey, KEY_BYTES, Slot, SlotKind};

/// "Plumb" in SQLite's application id, so that a decrypted copy says what it is.
const APPLICATION_ID: i32 = 0x506C_756D;

/// The lock a new case is made with.
#[derive(Clone, Copy)]
pub enum Lock<'a> {
    /// A passphrase; a recovery code is made beside it.
    Passphrase {
        /// What the user typed; compared in Unicode's NFC form.
        passphrase: &'a str,
        /// What guessing it costs.
        cost: KeyCost,
    },
    /// None: the key stands in the file. Only for the sample case.
    Open,
}

/// What a case is opened with.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// The passphrase as typed.
    Passphrase(&'a str),
    /// The recovery code as typed.
    RecoveryCode(&'a str),
    /// Nothing, which opens only a case without a lock.
    None,
}

/// Whether a case has a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockKind {
    /// A passphrase opens it.
    Passphrase,
    /// Anyone can read it.
    Open,
}

/// A new case: a connection to its empty database.
#[derive(Debug)]
pub struct Created {
    /// The connection, with every setting made.
    pub connection: Connection,
    /// The code to print, for a case with a passphrase. It is kept nowhere.
    pub recovery_code: Option<RecoveryCode>,
}

/// An opened case.
#[derive(Debug)]
pub struct Opened {
    /// The connection, with every setting made.
    pub connection: Connection,
    /// Whether the case has a lock.
    pub lock: LockKind,
    /// Whether both copies of the header were whole.
    pub header: HeaderState,
}

impl Opened {
    /// Whether anyone can read the case.
    pub fn is_open(&self) -> bool {
        self.lock == LockKind::Open
    }
}

/// Makes a new case at `path`, which must not exist yet.
///
/// # Errors
/// [`VaultError::Exists`], [`VaultError::EmptyPassphrase`], [`VaultError::Io`];
/// after an error no file is left.
pub fn create(path: &Path, lock: Lock<'_>) -> Result<Created, VaultError> {
    let mut key: DataKey = Zeroizing::new([0; KEY_BYTES]);
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

/// Opens the case at `path`.
///
/// # Errors
/// Each reason is a variant of [`VaultError`]: not found, not a case, newer,
/// no or wrong key, damaged, busy. The file is never changed by a failure.
pub fn open(path: &Path, key: Key<'_>) -> Result<Opened, VaultError> {
    let unlocked = unlock(path, key)?;
    settings::apply(&unlocked.connection)?;
    Ok(Opened {
        lock: kind_of_lock(&unlocked.header),
        connection: unlocked.connection,
        header: unlocked.state,
    })
}

/// Whether the case at `path` has a lock; needs no key.
///
/// # Errors
/// As [`open`], apart from those about keys and the database.
pub fn lock_kind(path: &Path) -> Result<LockKind, VaultError> {
    let (_, header, _) = open_file(path)?;
    Ok(kind_of_lock(&header))
}

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

/// Checks every encrypted page of the file and both copies of the header.
///
/// Each finding is a part of a sentence; none means that all is as SQLCipher
/// wrote it. Pages still in the write-ahead log are not looked at: run
/// `PRAGMA wal_checkpoint(TRUNCATE)` first. A page put back from an older copy
/// of the file passes.
///
/// # Errors
/// [`VaultError`] when the file cannot be read at all.
pub fn check_file(connection: &Connection, path: &Path) -> Result<Vec<String>, VaultError> {
    let mut findings = Vec::new();
    match header::read(&shifted_vfs::read_header(connection)?, path) {
        Ok((_, HeaderState::Whole)) => {}
        Ok((_, HeaderState::Damaged(copy))) => {
            findings.push(format!(
                "the {} copy of the header is damaged",
                name_of(copy)
            ));
        }
        Ok((_, HeaderState::Outdated(copy))) => {
            findings.push(format!(
                "the {} copy of the header is outdated",
                name_of(copy)
            ));
        }
        Err(error) => findings.push(error.to_string()),
    }
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let pages = statement.query_map([], |row| row.get::<_, String>(0))?;
    for finding in pages {
        findings.push(format!("the encrypted content: {}", finding?));
    }
    Ok(findings)
}

fn name_of(copy: HeaderCopy) -> &'static str {
    match copy {
        HeaderCopy::First => "first",
        HeaderCopy::Second => "second",
    }
}

/// A case whose key was found and whose first page it decrypts.
struct Unlocked {
    connection: Connection,
    header: Header,
    state: HeaderState,
    key: DataKey,
}

fn unlock(path: &Path, key: Key<'_>) -> Result<Unlocked, VaultError> {
    let (connection, header, state) = open_file(path)?;
    let key = find_key(&header, key)?;
    settings::set_key(&connection, &key, &header.salt)?;
    check_beginning(&connection, path, &header)?;
    Ok(Unlocked {
        connection,
        header,
        state,
        key,
    })
}

/// Opens the file and reads its header; no key is needed so far.
fn open_file(path: &Path) -> Result<(Connection, Header, HeaderState), VaultError> {
    let path = absolute(path)?;
    match fs::metadata(&path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Err(VaultError::NotACase(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(VaultError::NotFound(path));
        }
        Err(source) => return Err(VaultError::Io { path, source }),
    }
    let connection = connect(&path)?;
    let bytes = Zeroizing::new(shifted_vfs::read_header(&connection)?);
    let (header, state) = header::read(&bytes, &path)?;
    Ok((connection, header, state))
}

fn connect(path: &Path) -> Result<Connection, VaultError> {
    shifted_vfs::register().map_err(|code| {
        VaultError::Database(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(code),
            None,
        ))
    })?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags_and_vfs(
        path,
        flags,
        shifted_vfs::NAME,
    )?)
}

fn find_key(header: &Header, key: Key<'_>) -> Result<DataKey, VaultError> {
    let try_slot = |slot: &Slot, secret: &[u8]| slot.unwrap(secret, &header.salt);
    if let Some(slot) = header.slot(SlotKind::Open) {
        return try_slot(slot, &[])?.ok_or(VaultError::NeedsPassphrase);
    }
    match key {
        Key::None => Err(VaultError::NeedsPassphrase),
        Key::Passphrase(typed) => {
            let slot = header
                .slot(SlotKind::Passphrase)
                .ok_or_else(|| VaultError::damaged("its header has no slot for a passphrase"))?;
            try_slot(slot, normalised(typed).as_bytes())?.ok_or(VaultError::WrongPassphrase)
        }
        Key::RecoveryCode(typed) => {
            let code = RecoveryCode::parse(typed)?;
            let slot = header
                .slot(SlotKind::RecoveryCode)
                .ok_or(VaultError::NoRecoveryCode)?;
            try_slot(slot, code.secret())?.ok_or(VaultError::WrongRecoveryCode)
        }
    }
}

/// Makes sure that the key decrypts the database's beginning: the slot has
/// proved the key, so a failure here is damage and not a wrong passphrase.
fn check_beginning(
    connection: &Connection,
    path: &Path,
    header: &Header,
) -> Result<(), VaultError> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION_ID {
        let what = if tables == 0 {
            "it ends before its content begins; it was never finished or has been cut off"
        } else {
            "its content is not that of a case"
        };
        return Err(VaultError::damaged(what));
    }
    // The one part of the first page that SQLCipher's check leaves out.
    let salt: [u8; header::SALT_BYTES] = shifted_vfs::read_salt(connection)?;
    if salt != header.salt {
        return Err(VaultError::damaged(format!(
            "the first bytes behind the header of {} are not those it was made with",
            path.display()
        )));
    }
    Ok(())
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

fn kind_of_lock(header: &Header) -> LockKind {
    match header.slot(SlotKind::Open) {
        Some(_) => LockKind::Open,
        None => LockKind::Passphrase,
    }
}

fn passphrase_slot(
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

fn recovery_slot(key: &DataKey, header: &Header) -> Result<(RecoveryCode, Slot), VaultError> {
    let code = RecoveryCode::generate()?;
    let kind = SlotKind::RecoveryCode;
    let slot = Slot::wrap(kind, code.secret(), KeyCost::RECOVERY, key, &header.salt)?;
    Ok((code, slot))
}

/// The same letters typed on another keyboard are the same passphrase.
fn normalised(passphrase: &str) -> Zeroizing<String> {
    // NFC at most triples the bytes; a growing string would leave copies behind.
    let mut text = Zeroizing::new(String::with_capacity(3 * passphrase.len()));
    text.extend(passphrase.nfc());
    text
}

/// An absolute path, which SQLite cannot take for a `file:` address.
fn absolute(path: &Path) -> Result<PathBuf, VaultError> {
    std::path::absolute(path).map_err(|source| VaultError::Io {
        path: path.to_owned(),
        source,
    })
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
