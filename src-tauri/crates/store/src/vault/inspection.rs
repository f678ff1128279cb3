//! Checking the whole file: every encrypted page and both copies of the header.

use evidence::{Said, said};
use std::path::Path;

use rusqlite::Connection;

use super::{HeaderCopy, HeaderState, VaultError, header, shifted_vfs};

/// Checks every encrypted page of the file and both copies of the header.
///
/// Each finding is a part of a sentence; none means that all is as SQLCipher
/// wrote it. Pages still in the write-ahead log are not looked at: run
/// `PRAGMA wal_checkpoint(TRUNCATE)` first. A page put back from an older copy
/// of the file passes.
///
/// # Errors
/// [`VaultError`] when the file cannot be read at all.
pub fn check_file(connection: &Connection, path: &Path) -> Result<Vec<Said>, VaultError> {
    let mut findings = Vec::new();
    match header::read(&shifted_vfs::read_header(connection)?, path) {
        Ok((_, HeaderState::Whole)) => {}
        Ok((_, HeaderState::Damaged(copy))) => {
            findings.push(said!(
                "header-damaged",
                "the {} copy of the header is damaged",
                name_of(copy)
            ));
        }
        Ok((_, HeaderState::Outdated(copy))) => {
            findings.push(said!(
                "header-outdated",
                "the {} copy of the header is outdated",
                name_of(copy)
            ));
        }
        Err(error) => findings.push(error.to_string().into()),
    }
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let pages = statement.query_map([], |row| row.get::<_, String>(0))?;
    for finding in pages {
        let finding = finding?;
        findings.push(said!("page-damaged", "the encrypted content: {}", finding));
    }
    Ok(findings)
}

fn name_of(copy: HeaderCopy) -> &'static str {
    match copy {
        HeaderCopy::First => "first",
        HeaderCopy::Second => "second",
    }
}
