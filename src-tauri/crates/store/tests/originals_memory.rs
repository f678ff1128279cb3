//! How much memory and log a large original takes; alone in its process, so that nothing else counts.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fs;
use std::io::{self, Read};
use std::ops::ControlFlow;

use store::originals::{seal, stage, verify_all};
use store::vault::{self, KeyCost, Lock};

#[test]
fn staging_and_checking_256_mib_takes_little_memory_and_a_short_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.plumb");
    let lock = Lock::Passphrase {
        passphrase: "p",
        cost: KeyCost::TEST,
    };
    let connection = vault::create(&path, lock).unwrap().connection;
    connection
        .execute_batch(include_str!("../src/originals/schema.sql"))
        .unwrap();
    let before = resident_bytes();
    let mut peak = 0;
    let source = Numbers {
        left: 256 << 20,
        state: 99,
    };
    let staged = stage(&connection, "big", source, &mut |_| {
        peak = peak.max(resident_bytes());
        ControlFlow::Continue(())
    })
    .unwrap();
    let transaction = connection.unchecked_transaction().unwrap();
    assert!(seal(&transaction, &staged).unwrap());
    transaction.commit().unwrap();
    let log = fs::metadata(format!("{}-wal", path.display()))
        .unwrap()
        .len();
    let verdicts = verify_all(&connection, &mut |_, _| {
        peak = peak.max(resident_bytes());
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(verdicts[0].is_intact());
    assert!(
        peak - before < 64 << 20,
        "{} MiB more",
        (peak - before) >> 20
    );
    assert!(log <= 68 << 20, "the log is {} MiB", log >> 20);
}

/// SQLite locks the bytes at 1 GiB of a file and never puts a page there; the
/// header moves everything, so the pages around that place need a look.
#[test]
#[ignore = "writes more than 1 GiB; run it after a change to the shifted file system"]
fn a_case_grows_past_the_lock_bytes_at_one_gibibyte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.plumb");
    let lock = Lock::Passphrase {
        passphrase: "p",
        cost: KeyCost::TEST,
    };
    let mut connection = vault::create(&path, lock).unwrap().connection;
    let pages = |connection: &rusqlite::Connection| -> i64 {
        connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap()
    };
    connection
        .execute_batch("CREATE TABLE block (bytes BLOB NOT NULL) STRICT")
        .unwrap();
    while pages(&connection) < 65_450 {
        connection
            .execute("INSERT INTO block VALUES (randomblob(1000000))", [])
            .unwrap();
    }
    let mut sizes = Vec::new();
    while pages(&connection) < 65_560 {
        connection
            .execute("INSERT INTO block VALUES (randomblob(16000))", [])
            .unwrap();
        if (65_530..65_545).contains(&pages(&connection)) {
            sizes.push(pages(&connection));
            connection.close().unwrap();
            connection = vault::open(&path, vault::Key::Passphrase("p"))
                .unwrap()
                .connection;
            assert_eq!(sizes.last(), Some(&pages(&connection)));
        }
    }
    assert!(
        sizes.contains(&65_536),
        "{sizes:?}: a page right before the lock bytes"
    );
    assert!(sizes.iter().any(|size| *size > 65_537), "{sizes:?}");
    connection.close().unwrap();
    let connection = vault::open(&path, vault::Key::Passphrase("p"))
        .unwrap()
        .connection;
    assert_eq!(vault::check_file(&connection, &path).unwrap(), []);
    let check: String = connection
        .pragma_query_value(None, "integrity_check", |row| row.get(0))
        .unwrap();
    assert_eq!(check, "ok");
    assert!(fs::metadata(&path).unwrap().len() > 1 << 30);
}

fn resident_bytes() -> u64 {
    let pages = fs::read_to_string("/proc/self/statm").unwrap();
    pages.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
}

/// A source of numbers that never holds more than the caller's buffer.
struct Numbers {
    left: u64,
    state: u64,
}

impl Read for Numbers {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(usize::try_from(self.left).unwrap());
        for place in buffer[..length].chunks_mut(8) {
            self.state = self
                .state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let number = (self.state ^ (self.state >> 29)).to_le_bytes();
            place.copy_from_slice(&number[..place.len()]);
        }
        self.left -= length as u64;
        Ok(length)
    }
}
