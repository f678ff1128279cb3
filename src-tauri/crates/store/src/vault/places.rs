//! Where in the file each byte of the database lies.
//!
//! All lies one block of 16 KiB further on, behind the header. SQLite locks
//! bytes at 1 GiB and never stores a page there, which matters on Windows,
//! where a locked byte cannot be written. The shift would put a page on them;
//! therefore that page and the one SQLite leaves unused change places.

use std::ffi::c_int;

/// Bytes before the database, which hold two copies of the header.
pub(super) const HEADER_BYTES: usize = 16 * 1024;

const BLOCK: i64 = HEADER_BYTES as i64;

/// The block that holds the bytes SQLite locks.
const LOCK_BLOCK: i64 = 0x4000_0000;

/// Where the file keeps the byte that SQLite calls `offset`.
pub(super) const fn physical_offset(offset: i64) -> i64 {
    let block = offset - offset % BLOCK;
    if block == LOCK_BLOCK - BLOCK {
        offset.saturating_add(2 * BLOCK)
    } else if block == LOCK_BLOCK {
        offset
    } else {
        offset.saturating_add(BLOCK)
    }
}

/// How long the file is when SQLite calls the database `size` bytes long.
pub(super) const fn physical_size(size: i64) -> i64 {
    if size > LOCK_BLOCK - BLOCK && size < LOCK_BLOCK + BLOCK {
        LOCK_BLOCK + 2 * BLOCK
    } else {
        size.saturating_add(BLOCK)
    }
}

/// How long the database is in a file of `size` bytes.
pub(super) const fn logical_size(size: i64) -> i64 {
    if size > BLOCK { size - BLOCK } else { 0 }
}

/// Whether an access stays within one block, as every page of 16 KiB does.
pub(super) const fn is_within_a_block(offset: i64, length: c_int) -> bool {
    offset >= 0 && length >= 0 && offset % BLOCK + length as i64 <= BLOCK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_database_byte_has_its_own_place_behind_the_header() {
        let around_the_lock = (LOCK_BLOCK / BLOCK - 4)..(LOCK_BLOCK / BLOCK + 4);
        let mut places: Vec<i64> = (0..4)
            .chain(around_the_lock)
            .map(|block| physical_offset(block * BLOCK + 7))
            .collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), 12, "no two blocks share a place");
        assert!(places.iter().all(|place| *place >= BLOCK));
    }

    #[test]
    fn no_page_that_sqlite_uses_lies_on_its_lock_bytes() {
        for block in 0..=2 * LOCK_BLOCK / BLOCK {
            let sqlite_uses_it = block != LOCK_BLOCK / BLOCK;
            let on_the_locks = physical_offset(block * BLOCK) == LOCK_BLOCK;
            assert!(!(sqlite_uses_it && on_the_locks), "block {block}");
        }
    }

    #[test]
    fn a_file_is_long_enough_for_its_last_page_and_no_shorter_in_sqlites_eyes() {
        for pages in 1..=LOCK_BLOCK / BLOCK + 4 {
            let size = pages * BLOCK;
            let last_page_ends = physical_offset(size - BLOCK) + BLOCK;
            assert!(physical_size(size) >= last_page_ends, "{pages} pages");
            assert!(logical_size(physical_size(size)) >= size, "{pages} pages");
        }
    }
}
