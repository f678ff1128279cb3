//! How every connection to a case is set up; the figures were measured, not guessed.

use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode};
use zeroize::Zeroizing;

use super::VaultError;
use super::slot::DataKey;

/// How long a statement waits for another process that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Before the key: SQLCipher says nothing on standard error, which might end
/// up in a log, and wipes all memory it frees. The page size is the default
/// too, because an attached database takes only the key from the main one.
const BEFORE_THE_KEY: &str = "
    PRAGMA cipher_log_level = NONE;
    PRAGMA cipher_memory_security = ON;
    PRAGMA cipher_default_page_size = 16384;";

/// FULL, because NORMAL lost acknowledged work in half of the simulated power
/// cuts; 16 KiB pages, because they are fastest with encryption; the log is
/// moved into the file every 32 MiB and cut to 64 MiB.
const AFTER_THE_KEY: &str = "
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA mmap_size = 0;
    PRAGMA cache_size = -16384;
    PRAGMA wal_autocheckpoint = 2048;
    PRAGMA journal_size_limit = 67108864;";

/// Gives a fresh connection its key; nothing is read yet.
pub(super) fn set_key(
    connection: &Connection,
    key: &DataKey,
    salt: &[u8],
) -> Result<(), VaultError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.execute_batch(BEFORE_THE_KEY)?;
    let mut statement = Zeroizing::new(String::with_capacity(160));
    statement.push_str("PRAGMA key = \"x'");
    for byte in key.iter().chain(salt) {
        statement.push(hexadecimal(byte >> 4));
        statement.push(hexadecimal(byte & 15));
    }
    statement.push_str("'\"; PRAGMA cipher_page_size = 16384;");
    connection.execute_batch(&statement)?;
    Ok(())
}

fn hexadecimal(nibble: u8) -> char {
    char::from_digit(u32::from(nibble), 16).expect("a nibble is below 16")
}

/// Sets everything else; the key has been found right.
pub(super) fn apply(connection: &Connection) -> Result<(), VaultError> {
    connection.execute_batch(AFTER_THE_KEY)?;
    for (setting, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        // A plan never depends on the values bound; without this SQLite plans
        // the reading of every chunk anew, which takes longer than reading it.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
    ] {
        connection.set_db_config(setting, value)?;
    }
    match set_mode(connection, "WAL")?.as_deref() {
        // Held by another process, which writes a large original in place.
        Some("wal") | None => Ok(()),
        Some(_) => Err(VaultError::damaged("its write-ahead log cannot be used")),
    }
}

/// Writes pages where they belong, and what stood there before into `NAME.plumb-journal` until
/// they are durable: a large original is new pages alone and is written once, where the
/// write-ahead log would be written and then moved. A power cut loses nothing either way, but
/// other processes wait for each commit; while one has the case open, nothing changes.
pub(crate) fn write_in_place(connection: &Connection) -> rusqlite::Result<()> {
    set_mode(connection, "TRUNCATE").map(drop)
}

/// Back from [`write_in_place`], if that was; what another process hinders, the next opening
/// does.
pub(crate) fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode == "wal" {
        return Ok(());
    }
    // This takes the empty journal away, which the way to the log would leave behind.
    set_mode(connection, "DELETE")?;
    set_mode(connection, "WAL").map(drop)
}

/// The mode that holds from now on; `None` while another process hinders the change.
fn set_mode(connection: &Connection, mode: &str) -> rusqlite::Result<Option<String>> {
    let set = connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0));
    match set {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(None),
        set => set.map(Some),
    }
}
