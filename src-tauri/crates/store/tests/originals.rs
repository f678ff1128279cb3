//! Originals from outside: staged, sealed, read back, damaged, checked.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use evidence::Fingerprint;
use rusqlite::{Connection, StatementStatus};
use sha2::{Digest, Sha256};
use store::originals::{
    self, CHUNK_BYTES, Fault, OriginalError, Staged, Verdict, discard, seal, stage, sweep,
    verify_all,
};
use store::vault::{self, Key, KeyCost, Lock};

const CANARY: &str = "Quetzalcoatlus-canary";

fn case() -> (tempfile::TempDir, PathBuf, Connection) {
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
    (folder, path, connection)
}

fn verify(connection: &Connection, original: Fingerprint) -> Result<Verdict, OriginalError> {
    originals::verify(connection, &[original]).map(|mut verdicts| verdicts.remove(0))
}

fn reopen(path: &Path) -> Connection {
    vault::open(path, Key::Passphrase("p")).unwrap().connection
}

/// Bytes that do not repeat, a little different for each seed.
fn bytes(length: usize, seed: u8) -> Vec<u8> {
    let mut source = Numbers {
        left: length as u64,
        state: u64::from(seed) + 1,
    };
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).unwrap();
    bytes
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

fn go_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn chunk_name(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_string()
}

fn fingerprint(bytes: &[u8]) -> Fingerprint {
    Fingerprint::new(Sha256::digest(bytes).into())
}

fn staged(connection: &Connection, import: &str, bytes: &[u8]) -> Staged {
    stage(connection, import, bytes, &mut go_on).unwrap()
}

fn add(connection: &Connection, bytes: &[u8]) -> Fingerprint {
    let staged = staged(connection, "import", bytes);
    let transaction = connection.unchecked_transaction().unwrap();
    seal(&transaction, &staged).unwrap();
    transaction.commit().unwrap();
    staged.sha256
}

fn count(connection: &Connection, table: &str) -> i64 {
    connection
        .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })
        .unwrap()
}

fn all(connection: &Connection) -> Vec<Verdict> {
    verify_all(connection, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

/// As someone with the key would tamper: triggers dropped, one statement run.
fn tamper(connection: &Connection, statement: &str) {
    let triggers: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for trigger in triggers {
        connection
            .execute_batch(&format!("DROP TRIGGER {trigger}"))
            .unwrap();
    }
    connection
        .execute_batch(&format!("PRAGMA foreign_keys = OFF; {statement}"))
        .unwrap();
}

#[test]
fn an_original_of_any_length_comes_back_as_it_went_in() {
    let (_folder, path, connection) = case();
    let lengths = [
        0,
        1,
        CHUNK_BYTES - 1,
        CHUNK_BYTES,
        CHUNK_BYTES + 1,
        3 * CHUNK_BYTES + 12_345,
    ];
    for length in lengths {
        let content = bytes(length, 1);
        let original = add(&connection, &content);
        assert_eq!(original, fingerprint(&content));
        let mut back = Vec::new();
        originals::open(&connection, original)
            .unwrap()
            .read_to_end(&mut back)
            .unwrap();
        assert!(back == content, "{length} bytes");
        assert!(verify(&connection, original).unwrap().is_intact());
    }
    connection.close().unwrap();
    let connection = reopen(&path);
    assert_eq!(all(&connection).len(), lengths.len());
    assert!(all(&connection).iter().all(Verdict::is_intact));
}

#[test]
fn any_range_is_read_and_seeking_works() {
    let (_folder, _path, connection) = case();
    let content = bytes(2 * CHUNK_BYTES + 500, 2);
    let original = add(&connection, &content);
    let chunk = CHUNK_BYTES as u64;
    for range in [
        0..10,
        chunk - 5..chunk + 5,
        0..2 * chunk + 500,
        2 * chunk + 499..u64::MAX,
        chunk..chunk,
    ] {
        let expected = &content[range.start as usize..content.len().min(range.end as usize)];
        assert!(
            originals::read(&connection, original, range.clone()).unwrap() == expected,
            "{range:?}"
        );
    }
    let beyond = originals::read(&connection, original, 1 << 40..1 << 41).unwrap();
    assert!(beyond.is_empty());
    #[expect(clippy::reversed_empty_ranges, reason = "a caller's mistake")]
    let reversed = originals::read(&connection, original, 10..5).unwrap();
    assert!(reversed.is_empty());
    let mut reader = originals::open(&connection, original).unwrap();
    assert_eq!(
        reader.seek(SeekFrom::End(-3)).unwrap(),
        content.len() as u64 - 3
    );
    let mut tail = Vec::new();
    reader.read_to_end(&mut tail).unwrap();
    assert_eq!(tail, content[content.len() - 3..]);
    assert!(reader.seek(SeekFrom::Current(i64::MIN)).is_err());
    let unknown = fingerprint(b"unknown");
    assert!(matches!(
        originals::open(&connection, unknown),
        Err(OriginalError::NotHeld(_))
    ));
    assert!(matches!(
        verify(&connection, unknown),
        Err(OriginalError::NotHeld(_))
    ));
}

#[test]
fn the_same_bytes_are_stored_once_also_chunk_by_chunk() {
    let (_folder, _path, connection) = case();
    let content = bytes(3 * CHUNK_BYTES, 3);
    add(&connection, &content);
    assert_eq!(count(&connection, "chunk"), 3);
    let again = staged(&connection, "again", &content);
    assert!(again.already_held);
    let transaction = connection.unchecked_transaction().unwrap();
    assert!(
        !seal(&transaction, &again).unwrap(),
        "nothing new was sealed"
    );
    transaction.commit().unwrap();
    assert_eq!(
        (count(&connection, "chunk"), count(&connection, "original")),
        (3, 1)
    );
    let mut longer = content.clone();
    longer.push(7);
    add(&connection, &longer);
    assert_eq!(count(&connection, "chunk"), 4, "only the last chunk is new");
    add(&connection, &vec![0; 5 * CHUNK_BYTES]);
    assert_eq!(count(&connection, "chunk"), 5, "five equal chunks are one");
    assert_eq!(count(&connection, "staged_chunk"), 0);
    assert!(all(&connection).iter().all(Verdict::is_intact));
}

#[test]
fn a_sealed_original_resists_every_statement() {
    let (_folder, _path, connection) = case();
    add(&connection, &bytes(CHUNK_BYTES + 1, 4));
    for statement in [
        "UPDATE chunk SET bytes = x'00'",
        "UPDATE chunk SET hash = hash",
        "DELETE FROM chunk",
        "REPLACE INTO chunk SELECT hash, x'00' FROM chunk",
        "UPDATE original SET size_bytes = 0",
        "DELETE FROM original",
        "REPLACE INTO original SELECT sha256, 0 FROM original",
        "UPDATE original_chunk SET position = position + 10",
        "DELETE FROM original_chunk",
        "INSERT INTO original_chunk SELECT original, 2, chunk FROM original_chunk LIMIT 1",
    ] {
        assert!(connection.execute(statement, []).is_err(), "{statement}");
    }
    assert!(all(&connection).iter().all(Verdict::is_intact));
}

#[test]
fn an_import_that_is_stopped_or_fails_leaves_nothing() {
    let (_folder, _path, connection) = case();
    let held = add(&connection, &bytes(CHUNK_BYTES, 5));
    let mut content = bytes(CHUNK_BYTES, 5);
    content.extend(bytes(3 * CHUNK_BYTES, 6));
    let mut stop = |read: u64| {
        if read > 2 * CHUNK_BYTES as u64 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = stage(&connection, "import", content.as_slice(), &mut stop);
    assert!(matches!(stopped, Err(OriginalError::Stopped)));
    let broken = content.as_slice().chain(Broken);
    let failed = stage(&connection, "import", broken, &mut go_on);
    assert!(matches!(failed, Err(OriginalError::Unreadable(_))));
    assert_eq!(
        (
            count(&connection, "chunk"),
            count(&connection, "staged_chunk")
        ),
        (1, 0)
    );
    assert!(verify(&connection, held).unwrap().is_intact());
}

fn mode(connection: &Connection) -> String {
    connection
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap()
}

#[test]
fn a_large_original_is_written_once_and_the_log_is_back_afterwards() {
    let (_folder, path, connection) = case();
    let content = bytes(48 * CHUNK_BYTES, 21);
    let mut modes = Vec::new();
    let staged = stage(&connection, "big", content.as_slice(), &mut |_| {
        modes.push(mode(&connection));
        go_on(0)
    })
    .unwrap();
    modes.dedup();
    assert_eq!(modes, ["wal", "truncate"]);
    assert_eq!(mode(&connection), "wal");
    let journal = format!("{}-journal", path.display());
    assert!(!Path::new(&journal).exists());
    let transaction = connection.unchecked_transaction().unwrap();
    assert!(seal(&transaction, &staged).unwrap());
    transaction.commit().unwrap();
    assert!(verify(&connection, staged.sha256).unwrap().is_intact());
}

#[test]
fn an_import_that_is_stopped_leaves_the_log_as_it_was() {
    let (_folder, _, connection) = case();
    let content = bytes(48 * CHUNK_BYTES, 22);
    let stopped = stage(
        &connection,
        "big",
        content.as_slice(),
        &mut |read| match read > 40 * CHUNK_BYTES as u64 {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        },
    );
    assert!(matches!(stopped, Err(OriginalError::Stopped)));
    assert_eq!(mode(&connection), "wal");
    assert_eq!(count(&connection, "chunk"), 0);
}

#[test]
fn others_that_have_the_case_open_read_on_while_a_large_original_comes_in() {
    let (_folder, path, connection) = case();
    let content = bytes(48 * CHUNK_BYTES, 23);
    let reader = reopen(&path);
    let staged = stage(&connection, "big", content.as_slice(), &mut |_| {
        assert!(count(&reader, "staged_chunk") > 0);
        assert_eq!(mode(&connection), "wal");
        go_on(0)
    });
    let staged = staged.unwrap();
    let transaction = connection.unchecked_transaction().unwrap();
    assert!(seal(&transaction, &staged).unwrap());
    transaction.commit().unwrap();
    assert!(verify(&connection, staged.sha256).unwrap().is_intact());
}

#[test]
fn a_case_can_be_opened_while_another_process_writes_in_place() {
    let (_folder, path, connection) = case();
    let content = bytes(64 * CHUNK_BYTES, 24);
    let mut seen = Vec::new();
    let mut opened = None;
    let staged = stage(&connection, "big", content.as_slice(), &mut |read| {
        if read == 44 * CHUNK_BYTES as u64 {
            seen.push(mode(&connection));
            opened = Some(reopen(&path));
        }
        if let Some(reader) = &opened {
            assert!(count(reader, "staged_chunk") >= 44);
        }
        go_on(0)
    })
    .unwrap();
    assert_eq!(
        seen,
        ["truncate"],
        "it was written in place when the other came"
    );
    let transaction = connection.unchecked_transaction().unwrap();
    assert!(seal(&transaction, &staged).unwrap());
    transaction.commit().unwrap();
    assert!(all(&opened.unwrap()).iter().all(Verdict::is_intact));
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the stick was pulled out"))
    }
}

#[test]
fn what_a_dead_import_left_is_swept_away_at_the_next_opening() {
    let (_folder, path, connection) = case();
    let shared = bytes(CHUNK_BYTES, 7);
    let held = add(&connection, &shared);
    let mut content = shared;
    content.extend(bytes(40 * CHUNK_BYTES, 8));
    staged(&connection, "dead", &content);
    // The process dies: what it wrote is copied as it stands, log and all.
    let other = tempfile::tempdir().unwrap();
    let copy = other.path().join("a.plumb");
    for ending in ["", "-wal"] {
        fs::copy(
            format!("{}{ending}", path.display()),
            format!("{}{ending}", copy.display()),
        )
        .unwrap();
    }
    let reopened = reopen(&copy);
    assert_eq!(count(&reopened, "staged_chunk"), 41);
    assert_eq!(sweep(&reopened).unwrap(), 1);
    assert_eq!(sweep(&reopened).unwrap(), 0);
    assert_eq!(
        (count(&reopened, "chunk"), count(&reopened, "staged_chunk")),
        (1, 0)
    );
    assert!(verify(&reopened, held).unwrap().is_intact());
}

#[test]
fn a_running_import_is_not_swept_away() {
    let (_folder, path, connection) = case();
    let first = staged(&connection, "running", &bytes(2 * CHUNK_BYTES, 9));
    staged(&connection, "dead", &bytes(CHUNK_BYTES, 16));
    let second = reopen(&path);
    assert_eq!(
        sweep(&second).unwrap(),
        0,
        "another process opens the case meanwhile"
    );
    let transaction = connection.unchecked_transaction().unwrap();
    assert!(seal(&transaction, &first).unwrap());
    transaction.commit().unwrap();
    drop(first);
    assert_eq!(sweep(&second).unwrap(), 1, "only the dead one was left");
    assert!(all(&second).iter().all(Verdict::is_intact));
}

#[test]
fn sealing_what_is_no_longer_there_fails_and_seals_nothing() {
    let (_folder, _path, connection) = case();
    for statement in [
        "DELETE FROM staged_chunk",
        "DELETE FROM staged_chunk WHERE position = 1",
        "UPDATE staged_chunk SET chunk = (SELECT chunk FROM staged_chunk WHERE position = 2)",
    ] {
        let staged = staged(&connection, "import", &bytes(2 * CHUNK_BYTES + 1, 9));
        connection.execute(statement, []).unwrap();
        let transaction = connection.unchecked_transaction().unwrap();
        assert!(
            matches!(seal(&transaction, &staged), Err(OriginalError::StagingLost)),
            "{statement}"
        );
        drop(transaction);
        assert_eq!(count(&connection, "original"), 0);
    }
}

#[test]
fn two_imports_do_not_disturb_each_other() {
    let (_folder, _path, connection) = case();
    let content = bytes(2 * CHUNK_BYTES, 10);
    let first = staged(&connection, "first", &content);
    staged(&connection, "second", &content);
    discard(&connection, "second").unwrap();
    let transaction = connection.unchecked_transaction().unwrap();
    assert!(seal(&transaction, &first).unwrap());
    transaction.commit().unwrap();
    assert!(verify(&connection, first.sha256).unwrap().is_intact());
}

#[test]
fn every_flipped_byte_is_found_and_both_originals_that_share_it_are_named() {
    let (_folder, _path, connection) = case();
    let shared = bytes(CHUNK_BYTES, 11);
    let first = add(&connection, &[shared.as_slice(), b"first"].concat());
    let second = add(
        &connection,
        &[bytes(CHUNK_BYTES, 12).as_slice(), &shared].concat(),
    );
    let third = add(&connection, b"third");
    let hash = chunk_name(&shared);
    for at in [1, 2, 4096, CHUNK_BYTES / 2, CHUNK_BYTES] {
        let transaction = connection.unchecked_transaction().unwrap();
        let mut altered = shared.clone();
        altered[at - 1] ^= 1;
        tamper(&transaction, "");
        transaction
            .execute(
                "UPDATE chunk SET bytes = ?1 WHERE hash = ?2",
                (&altered, &hash),
            )
            .unwrap();
        let faults = |original| verify(&transaction, original).unwrap().faults;
        assert_eq!(faults(first), [Fault::Differs { position: 0 }], "byte {at}");
        assert_eq!(
            faults(second),
            [Fault::Differs { position: 1 }],
            "byte {at}"
        );
        assert_eq!(faults(third), []);
        let damaged: Vec<Fingerprint> = all(&transaction)
            .into_iter()
            .filter(|v| !v.is_intact())
            .map(|v| v.original)
            .collect();
        assert_eq!(damaged.len(), 2);
        let mut reader = originals::open(&transaction, first).unwrap();
        let refusal = io::copy(&mut reader, &mut io::sink()).unwrap_err();
        assert!(
            refusal.to_string().contains(&first.to_string()),
            "{refusal}"
        );
        drop(reader);
        transaction.rollback().unwrap();
    }
}

#[test]
fn a_chunk_cut_lost_swapped_or_forged_is_found() {
    let content = bytes(2 * CHUNK_BYTES + 9, 13);
    let short = chunk_name(&content[2 * CHUNK_BYTES..]);
    let first = chunk_name(&content[..CHUNK_BYTES]);
    let second = chunk_name(&content[CHUNK_BYTES..2 * CHUNK_BYTES]);
    let forged = chunk_name(b"forged");
    for (statement, expected) in [
        (
            format!("DELETE FROM chunk WHERE hash = '{first}'"),
            "from 0 to 1048576 are missing",
        ),
        (
            "DELETE FROM original_chunk WHERE position = 1".into(),
            "from 1048576 to 2097152 are missing",
        ),
        (
            "DELETE FROM original_chunk WHERE position = 2".into(),
            "from 2097152 to 3145728 are missing",
        ),
        (
            "DELETE FROM original_chunk".into(),
            "from 0 to 3145728 are missing",
        ),
        (
            format!("UPDATE chunk SET bytes = x'00' WHERE hash = '{short}'"),
            "from 2097152 on have been altered",
        ),
        (
            format!(
                "UPDATE original_chunk SET chunk = CASE position WHEN 0 THEN '{second}' WHEN 1 THEN '{first}' ELSE chunk END"
            ),
            "other bytes are there",
        ),
        (
            format!(
                "UPDATE chunk SET hash = '{forged}', bytes = CAST('forged' AS BLOB) WHERE hash = '{short}'; UPDATE original_chunk SET chunk = '{forged}' WHERE position = 2"
            ),
            "2097158 bytes are there instead of 2097161",
        ),
        (
            "UPDATE original SET size_bytes = 2097160".into(),
            "2097161 bytes are there instead of 2097160",
        ),
        (
            "UPDATE original SET size_bytes = 9000000000000000000".into(),
            "are missing",
        ),
        (
            format!(
                "INSERT INTO original_chunk SELECT original, 3, '{short}' FROM original_chunk LIMIT 1"
            ),
            "2097170 bytes are there instead of 2097161",
        ),
        (
            format!(
                "INSERT INTO original_chunk SELECT original, 9223372036854775807, '{short}' FROM original_chunk LIMIT 1"
            ),
            "are missing",
        ),
    ] {
        let (_folder, _path, connection) = case();
        let original = add(&connection, &content);
        tamper(&connection, &statement);
        let faults = verify(&connection, original).unwrap().faults;
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(
            said.iter().any(|fault| fault.contains(expected)),
            "{statement}: {said:?}"
        );
        assert_eq!(all(&connection)[0].faults, faults);
    }
}

#[test]
fn of_several_originals_only_the_damaged_one_is_blamed() {
    let (_folder, _path, connection) = case();
    let [first, second, third] = [1, 2, 3].map(|seed| add(&connection, &bytes(5_000, seed)));
    tamper(
        &connection,
        &format!("UPDATE original SET size_bytes = 4999 WHERE sha256 = '{second}'"),
    );
    let verdicts = originals::verify(&connection, &[third, second, first]).unwrap();
    let intact: Vec<_> = verdicts
        .iter()
        .map(|verdict| (verdict.original, verdict.is_intact()))
        .collect();
    assert_eq!(intact, [(third, true), (second, false), (first, true)]);
}

#[test]
fn chunks_of_the_first_cases_are_named_by_their_sha_256() {
    let (_folder, _path, connection) = case();
    let content = bytes(5_000, 25);
    let original = add(&connection, &content);
    let name = fingerprint(&content);
    tamper(
        &connection,
        &format!(
            "PRAGMA foreign_keys = OFF;
             UPDATE chunk SET hash = '{name}'; UPDATE original_chunk SET chunk = '{name}'"
        ),
    );
    assert!(verify(&connection, original).unwrap().is_intact());
    let read = originals::read(&connection, original, 0..5_000).unwrap();
    assert_eq!(read, content);
    tamper(&connection, "UPDATE chunk SET bytes = zeroblob(5000)");
    assert!(!verify(&connection, original).unwrap().is_intact());
}

#[test]
fn a_good_file_is_not_taken_for_held_when_the_held_part_is_damaged() {
    let (_folder, _path, connection) = case();
    let content = bytes(CHUNK_BYTES, 14);
    add(&connection, &content);
    tamper(&connection, "UPDATE chunk SET bytes = x'00'");
    let refused = stage(&connection, "again", content.as_slice(), &mut go_on);
    assert!(matches!(refused, Err(OriginalError::HeldPartDamaged)));
    assert_eq!(count(&connection, "staged_chunk"), 0);
}

#[test]
fn rot_in_the_file_is_blamed_on_the_original_it_hit_and_on_no_other() {
    let (_folder, path, connection) = case();
    let contents: Vec<Vec<u8>> = (20..26).map(|seed| bytes(2 * CHUNK_BYTES, seed)).collect();
    let originals: Vec<Fingerprint> = contents.iter().map(|c| add(&connection, c)).collect();
    connection.close().unwrap();
    let whole = fs::read(&path).unwrap();
    let step = whole.len() / 23;
    let mut blamed = 0;
    for at in (200_000..whole.len()).step_by(step) {
        let mut rotten = whole.clone();
        rotten[at] ^= 4;
        fs::write(&path, &rotten).unwrap();
        let connection = reopen(&path);
        let damaged: Vec<Verdict> = all(&connection)
            .into_iter()
            .filter(|verdict| !verdict.is_intact())
            .collect();
        assert_eq!(damaged.len(), 1, "byte {at}: {damaged:?}");
        assert_eq!(
            count(&connection, "original"),
            6,
            "the connection stays usable"
        );
        assert!(originals.contains(&damaged[0].original));
        assert!(
            matches!(damaged[0].faults[..], [Fault::Unreadable { .. }]),
            "{damaged:?}"
        );
        blamed += 1;
    }
    assert!(blamed > 20);
}

#[test]
fn no_word_of_an_original_is_in_the_files_in_clear() {
    let (folder, _path, connection) = case();
    add(&connection, CANARY.repeat(100_000).as_bytes());
    staged(&connection, "waiting", CANARY.repeat(70_000).as_bytes());
    for entry in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let found = bytes
            .windows(CANARY.len())
            .any(|window| window == CANARY.as_bytes());
        assert!(!found);
    }
}

#[test]
fn checking_may_be_stopped_and_counts_every_byte() {
    let (_folder, _path, connection) = case();
    add(&connection, &bytes(2 * CHUNK_BYTES, 30));
    add(&connection, b"small");
    let mut heard = (0, 0);
    verify_all(&connection, &mut |done, total| {
        heard = (done, total);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(
        heard,
        (2 * CHUNK_BYTES as u64 + 5, 2 * CHUNK_BYTES as u64 + 5)
    );
    let stopped = verify_all(&connection, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(OriginalError::Stopped)));
}

#[test]
fn the_reading_of_chunks_is_planned_once() {
    let (_folder, _, connection) = case();
    let mut chunk = connection
        .prepare(include_str!("../src/originals/chunk_of_original.sql"))
        .unwrap();
    for position in 0..3 {
        let mut rows = chunk.query(("an original", position)).unwrap();
        assert!(rows.next().unwrap().is_none());
    }
    assert_eq!(chunk.get_status(StatementStatus::RePrepare), 0);
}
