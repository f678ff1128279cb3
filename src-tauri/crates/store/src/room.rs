//! Large values: a row is made with room, and the bytes are written into it. Given as a value
//! they would be copied, and the copies wiped, several times on the way.

use rusqlite::blob::ZeroBlob;
use rusqlite::{Connection, MAIN_DB};

/// What a statement is given where the bytes will stand.
pub(crate) fn of(bytes: &[u8]) -> ZeroBlob {
    ZeroBlob(bytes.len() as u64)
}

/// Writes the bytes into the room of the row that was inserted last.
pub(crate) fn fill(connection: &Connection, table: &str, bytes: &[u8]) -> rusqlite::Result<()> {
    let row = connection.last_insert_rowid();
    let mut room = connection.blob_open(MAIN_DB, table, "bytes", row, false)?;
    room.write_at(bytes, 0)?;
    room.close()
}
