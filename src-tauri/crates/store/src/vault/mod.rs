//! The case file itself: made, opened with a passphrase or recovery code, and given another lock.
//!
//! `NAME.plumb` is a 16 KiB [`header`] and, behind it, a SQLCipher database
//! whose raw key lies wrapped in the header's slots. Beside it SQLite keeps
//! `NAME.plumb-wal` and `NAME.plumb-shm` while the case is open, and
//! `NAME.plumb-journal` while a large original comes in; no other file
//! is ever made. Several processes may have one case open: readers never wait,
//! a writer waits up to five seconds for another and then gives up as busy.

mod creation;
mod error;
mod header;
mod inspection;
mod locks;
mod places;
mod recovery_code;
mod settings;
mod shifted_vfs;
mod slot;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

pub use creation::create;
pub use error::VaultError;
pub use header::{FORMAT_VERSION, HeaderCopy, HeaderState};
pub use inspection::check_file;
pub use locks::{change_passphrase, replace_recovery_code};
pub use recovery_code::RecoveryCode;
pub(crate) use settings::{write_ahead, write_in_place};
pub use slot::KeyCost;

use header::Header;
use slot::{DataKey, Slot, SlotKind};

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

fn kind_of_lock(header: &Header) -> LockKind {
    match header.slot(SlotKind::Open) {
        Some(_) => LockKind::Open,
        None => LockKind::Passphrase,
    }
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

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use std::io::{Read, Seek, SeekFrom};

    /// Counts where the process's own memory holds a needle, given inverted so
    /// that the search itself leaves none.
    fn occurrences_in_memory(inverted: &[u8]) -> usize {
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        let mut memory = fs::File::open("/proc/self/mem").unwrap();
        let mut buffer = vec![0; 1 << 20];
        let own = buffer.as_ptr() as u64;
        let mut found = 0;
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (start, end) = line.split(' ').next().unwrap().split_once('-').unwrap();
            let mut at = u64::from_str_radix(start, 16).unwrap();
            let end = u64::from_str_radix(end, 16).unwrap();
            while at < end {
                let length = buffer.len().min((end - at) as usize);
                memory.seek(SeekFrom::Start(at)).unwrap();
                let Ok(length) = memory.read(&mut buffer[..length]) else {
                    break;
                };
                for (place, window) in buffer[..length].windows(inverted.len()).enumerate() {
                    let is_hit = window
                        .iter()
                        .zip(inverted)
                        .all(|(byte, inverse)| *byte == !inverse);
                    let is_own = (own..own + buffer.len() as u64).contains(&(at + place as u64));
                    found += usize::from(is_hit && !is_own);
                }
                // Overlap, so that nothing hides on the boundary.
                at += length as u64 - if length > 4096 { 64 } else { 0 };
                if length <= 4096 {
                    break;
                }
            }
        }
        buffer.fill(0);
        found
    }

    #[test]
    fn no_key_and_no_passphrase_stay_in_memory_after_closing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.plumb");
        let passphrase = Zeroizing::new("qualm-vexing-fjord-glyphs".to_owned());
        let invert = |bytes: &[u8]| bytes.iter().map(|byte| !byte).collect::<Vec<u8>>();
        let word = invert(passphrase.as_bytes());
        let lock = Lock::Passphrase {
            passphrase: &passphrase,
            cost: KeyCost::TEST,
        };
        create(&path, lock).unwrap().connection.close().unwrap();
        let unlocked = unlock(&path, Key::Passphrase(&passphrase)).unwrap();
        let key = invert(&unlocked.key);
        let hex: Vec<u8> = unlocked
            .key
            .iter()
            .flat_map(|byte| format!("{byte:02x}").into_bytes())
            .map(|digit| !digit)
            .collect();
        assert!(
            occurrences_in_memory(&key) > 0,
            "the search finds what is there"
        );
        drop(unlocked);
        let opened = open(&path, Key::Passphrase(&passphrase)).unwrap();
        opened
            .connection
            .execute_batch("CREATE TABLE t (a) STRICT")
            .unwrap_err();
        assert_eq!(
            occurrences_in_memory(&key),
            0,
            "SQLCipher keeps the key masked"
        );
        drop(opened);
        drop(passphrase);
        assert_eq!(occurrences_in_memory(&key), 0, "the key");
        assert_eq!(occurrences_in_memory(&hex), 0, "the key in hexadecimal");
        // The literal in the binary is read-only memory and not searched.
        assert_eq!(occurrences_in_memory(&word), 0, "the passphrase");
    }

    const CANARY: &str = "Quetzalcoatlus-canary";

    /// A case with a table of words that says what stood there before.
    fn case_with_words(path: &Path) -> Connection {
        let lock = Lock::Passphrase {
            passphrase: "p",
            cost: KeyCost::TEST,
        };
        let connection = create(path, lock).unwrap().connection;
        connection
            .execute_batch("CREATE TABLE word (text TEXT NOT NULL) STRICT")
            .unwrap();
        for _ in 0..2000 {
            connection
                .execute("INSERT INTO word VALUES (?1)", [CANARY.repeat(20)])
                .unwrap();
        }
        connection
    }

    fn beside(path: &Path, ending: &str) -> PathBuf {
        PathBuf::from(format!("{}{ending}", path.display()))
    }

    #[test]
    fn a_process_that_dies_while_it_writes_in_place_leaves_the_case_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.plumb");
        let connection = case_with_words(&path);
        write_in_place(&connection).unwrap();
        assert!(!beside(&path, "-wal").exists(), "there is no log any more");
        let before = fs::read(&path).unwrap();
        let writing = connection.unchecked_transaction().unwrap();
        writing
            .execute("UPDATE word SET text = 'changed'", [])
            .unwrap();
        // More than the cache holds, so that the file itself is changed already.
        writing
            .execute("INSERT INTO word VALUES (hex(randomblob(20000000)))", [])
            .unwrap();
        let copy = folder.path().join("copy.plumb");
        for ending in ["", "-journal"] {
            fs::copy(beside(&path, ending), beside(&copy, ending)).unwrap();
        }
        assert_ne!(fs::read(&copy).unwrap(), before);
        let journal = fs::read(beside(&copy, "-journal")).unwrap();
        assert!(journal.len() > 16_384, "{} bytes", journal.len());
        for secret in [CANARY, "CREATE TABLE"] {
            let mut windows = journal.windows(secret.len());
            assert!(!windows.any(|window| window == secret.as_bytes()));
        }
        let opened = open(&copy, Key::Passphrase("p")).unwrap().connection;
        let words: (i64, i64) = opened
            .query_row(
                "SELECT count(*), sum(text LIKE 'Quetz%') FROM word",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        assert_eq!(words, (2000, 2000));
        assert!(check_file(&opened, &copy).unwrap().is_empty());
    }

    #[test]
    fn going_back_to_the_log_leaves_no_journal_and_changes_nothing_where_there_was_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.plumb");
        let connection = case_with_words(&path);
        let mode = || -> String {
            connection
                .pragma_query_value(None, "journal_mode", |row| row.get(0))
                .unwrap()
        };
        write_ahead(&connection).unwrap();
        assert!(beside(&path, "-wal").exists(), "the log was not moved");
        write_in_place(&connection).unwrap();
        connection.execute("DELETE FROM word", []).unwrap();
        assert_eq!(mode(), "truncate");
        assert!(beside(&path, "-journal").exists());
        write_ahead(&connection).unwrap();
        assert_eq!(mode(), "wal");
        assert!(!beside(&path, "-journal").exists());
    }
}
