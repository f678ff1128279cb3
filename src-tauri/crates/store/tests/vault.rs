//! The case file from outside: made, opened, given other locks, damaged.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::session::{ConflictAction, ConflictType, Session};
use store::vault::{
    self, Created, HeaderCopy, HeaderState, Key, KeyCost, Lock, LockKind, VaultError,
};

const HEADER: usize = 16 * 1024;
const PAGE: usize = 16 * 1024;
const PASSPHRASE: &str = "correct horse battery staple";
const CANARY: &str = "Quetzalcoatlus-canary";

fn lock() -> Lock<'static> {
    Lock::Passphrase {
        passphrase: PASSPHRASE,
        cost: KeyCost::TEST,
    }
}

fn key() -> Key<'static> {
    Key::Passphrase(PASSPHRASE)
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.plumb");
    (folder, path)
}

/// A closed case with a few pages of content.
fn filled_case(path: &Path, lock: Lock<'_>) -> String {
    let Created {
        connection,
        recovery_code,
    } = vault::create(path, lock).unwrap();
    fill(&connection, 40);
    connection.close().unwrap();
    recovery_code
        .map(|code| code.printed().to_string())
        .unwrap_or_default()
}

fn fill(connection: &Connection, rows: usize) {
    connection
        .execute_batch(
            "CREATE TABLE IF NOT EXISTS word (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
        )
        .unwrap();
    for _ in 0..rows {
        connection
            .execute("INSERT INTO word (text) VALUES (?1)", [CANARY.repeat(100)])
            .unwrap();
    }
}

fn count(connection: &Connection) -> i64 {
    connection
        .query_row("SELECT count(*) FROM word", [], |row| row.get(0))
        .unwrap()
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 0x01;
    fs::write(path, bytes).unwrap();
}

fn contains(bytes: &[u8], word: &str) -> bool {
    let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [word.as_bytes(), &utf16]
        .iter()
        .any(|needle| bytes.windows(needle.len()).any(|window| window == *needle))
}

#[test]
fn a_case_made_with_a_passphrase_opens_with_it_and_with_the_recovery_code() {
    let (_folder, path) = folder();
    let code = filled_case(&path, lock());
    for key in [
        key(),
        Key::RecoveryCode(&code),
        Key::RecoveryCode(&code.to_lowercase()),
    ] {
        let opened = vault::open(&path, key).unwrap();
        assert_eq!(count(&opened.connection), 40);
        assert_eq!(opened.header, HeaderState::Whole);
        assert_eq!(opened.lock, LockKind::Passphrase);
        assert!(!opened.is_open());
    }
}

#[test]
fn a_case_without_a_lock_opens_without_a_key_and_says_so() {
    let (_folder, path) = folder();
    assert_eq!(
        filled_case(&path, Lock::Open),
        "",
        "no recovery code is needed"
    );
    assert_eq!(vault::lock_kind(&path).unwrap(), LockKind::Open);
    let opened = vault::open(&path, Key::None).unwrap();
    assert!(opened.is_open());
    assert_eq!(count(&opened.connection), 40);
    let refused = vault::change_passphrase(&path, Key::None, "new", KeyCost::TEST);
    assert!(matches!(refused, Err(VaultError::IsOpen)));
}

#[test]
fn a_passphrase_typed_with_combining_letters_is_the_same_passphrase() {
    let (_folder, path) = folder();
    let lock = Lock::Passphrase {
        passphrase: "Ağ\u{0131}r söz",
        cost: KeyCost::TEST,
    };
    filled_case(&path, lock);
    assert!(vault::open(&path, Key::Passphrase("Ag\u{0306}\u{0131}r so\u{0308}z")).is_ok());
}

#[test]
fn wrong_keys_are_told_apart() {
    let (_folder, path) = folder();
    let code = filled_case(&path, lock());
    let (_other_folder, other) = folder();
    let other_code = filled_case(&other, lock());
    let mistyped = format!("{}{}", &code[..1], &code[2..]);
    let open = |key| vault::open(&path, key).unwrap_err();
    assert!(matches!(
        open(Key::Passphrase("wrong")),
        VaultError::WrongPassphrase
    ));
    assert!(matches!(
        open(Key::Passphrase("")),
        VaultError::WrongPassphrase
    ));
    assert!(matches!(open(Key::None), VaultError::NeedsPassphrase));
    assert!(matches!(
        open(Key::RecoveryCode(&other_code)),
        VaultError::WrongRecoveryCode
    ));
    assert!(matches!(
        open(Key::RecoveryCode(&mistyped)),
        VaultError::MistypedRecoveryCode
    ));
}

#[test]
fn a_case_is_never_made_over_a_file_or_with_an_empty_passphrase() {
    let (folder, path) = folder();
    let empty = Lock::Passphrase {
        passphrase: "",
        cost: KeyCost::TEST,
    };
    assert!(matches!(
        vault::create(&path, empty),
        Err(VaultError::EmptyPassphrase)
    ));
    assert!(
        names_in(folder.path()).is_empty(),
        "a refused case leaves no file"
    );
    fs::write(&path, "precious").unwrap();
    assert!(matches!(
        vault::create(&path, lock()),
        Err(VaultError::Exists(_))
    ));
    assert_eq!(fs::read(&path).unwrap(), b"precious");
}

#[test]
fn what_is_not_a_case_is_refused_and_left_as_it_was() {
    let (folder, path) = folder();
    assert!(matches!(
        vault::open(&path, key()),
        Err(VaultError::NotFound(_))
    ));
    assert!(matches!(
        vault::open(folder.path(), key()),
        Err(VaultError::NotACase(_))
    ));
    for content in [
        vec![],
        b"short".to_vec(),
        vec![b'x'; 100_000],
        b"SQLite format 3\0".repeat(4096),
    ] {
        fs::write(&path, &content).unwrap();
        assert!(matches!(
            vault::open(&path, key()),
            Err(VaultError::NotACase(_))
        ));
        assert!(matches!(
            vault::lock_kind(&path),
            Err(VaultError::NotACase(_))
        ));
        assert_eq!(fs::read(&path).unwrap(), content);
    }
    assert_eq!(names_in(folder.path()), ["a.plumb"]);
}

#[test]
fn a_newer_format_is_refused_and_named() {
    let (_folder, path) = folder();
    filled_case(&path, lock());
    let mut bytes = fs::read(&path).unwrap();
    for copy in bytes[..HEADER].chunks_mut(HEADER / 2) {
        copy[8..12].copy_from_slice(&7_u32.to_le_bytes());
        seal_header_copy(copy);
    }
    fs::write(&path, &bytes).unwrap();
    let refusal = vault::open(&path, key()).unwrap_err();
    assert!(matches!(
        refusal,
        VaultError::Newer {
            found: 7,
            known: vault::FORMAT_VERSION
        }
    ));
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

fn seal_header_copy(copy: &mut [u8]) {
    use sha2::{Digest, Sha256};
    let end = copy.len() - 32;
    let checksum = Sha256::digest(&copy[..end]);
    copy[end..].copy_from_slice(&checksum);
}

#[test]
fn only_the_case_its_log_and_its_index_are_ever_written_and_none_shows_content() {
    let (folder, path) = folder();
    let Created { connection, .. } = vault::create(&path, lock()).unwrap();
    fill(&connection, 200);
    let transaction = connection.unchecked_transaction().unwrap();
    fill(&transaction, 2000);
    assert_eq!(
        names_in(folder.path()),
        ["a.plumb", "a.plumb-shm", "a.plumb-wal"]
    );
    for name in names_in(folder.path()) {
        let bytes = fs::read(folder.path().join(&name)).unwrap();
        for word in [CANARY, "SQLite format 3", "CREATE TABLE", PASSPHRASE] {
            assert!(!contains(&bytes, word), "{word} in {name}");
        }
    }
    transaction.commit().unwrap();
    connection.close().unwrap();
    assert_eq!(
        names_in(folder.path()),
        ["a.plumb"],
        "closing leaves one file"
    );
    let bytes = fs::read(&path).unwrap();
    assert_eq!(bytes.len() % PAGE, 0);
    assert!(!contains(&bytes, CANARY));
}

#[test]
fn every_setting_holds_on_a_new_and_on_an_opened_case() {
    let (_folder, path) = folder();
    let new = vault::create(&path, lock()).unwrap().connection;
    assert_settings(&new);
    new.close().unwrap();
    assert_settings(&vault::open(&path, key()).unwrap().connection);
}

fn assert_settings(connection: &Connection) {
    for (pragma, expected) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("recursive_triggers", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("secure_delete", "1"),
        ("temp_store", "2"),
        ("wal_autocheckpoint", "2048"),
        ("page_size", "16384"),
        ("cipher_page_size", "16384"),
        ("cipher_memory_security", "1"),
        ("cipher_log_level", "NONE"),
        ("busy_timeout", "5000"),
    ] {
        let value: rusqlite::types::Value = connection
            .pragma_query_value(None, pragma, |row| row.get(0))
            .unwrap();
        let value = match value {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        };
        assert_eq!(value, expected, "{pragma}");
    }
    let extension = connection.query_row("SELECT load_extension('x')", [], |_| Ok(()));
    assert!(
        extension
            .unwrap_err()
            .to_string()
            .contains("not authorized")
    );
    assert!(
        connection
            .execute_batch("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema")
            .is_err()
    );
}

#[test]
fn a_new_passphrase_rewrites_the_header_and_not_one_byte_of_the_database() {
    let (_folder, path) = folder();
    let code = filled_case(&path, lock());
    let before = fs::read(&path).unwrap();
    vault::change_passphrase(&path, key(), "another one entirely", KeyCost::TEST).unwrap();
    let after = fs::read(&path).unwrap();
    assert_ne!(before[..HEADER], after[..HEADER]);
    assert!(
        before[HEADER..] == after[HEADER..],
        "the database is untouched"
    );
    assert!(matches!(
        vault::open(&path, key()),
        Err(VaultError::WrongPassphrase)
    ));
    assert!(vault::open(&path, Key::Passphrase("another one entirely")).is_ok());
    assert!(
        vault::open(&path, Key::RecoveryCode(&code)).is_ok(),
        "the printed code still opens"
    );
    // A forgotten passphrase is replaced with the printed code's help.
    vault::change_passphrase(&path, Key::RecoveryCode(&code), "third", KeyCost::TEST).unwrap();
    assert!(vault::open(&path, Key::Passphrase("third")).is_ok());
    let wrong = vault::change_passphrase(&path, key(), "x", KeyCost::TEST);
    assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
}

#[test]
fn a_new_recovery_code_ends_the_old_one() {
    let (_folder, path) = folder();
    let old = filled_case(&path, lock());
    let new = vault::replace_recovery_code(&path, key())
        .unwrap()
        .printed();
    assert!(matches!(
        vault::open(&path, Key::RecoveryCode(&old)),
        Err(VaultError::WrongRecoveryCode)
    ));
    assert!(vault::open(&path, Key::RecoveryCode(&new)).is_ok());
    assert!(vault::open(&path, key()).is_ok());
}

#[test]
fn a_passphrase_is_changed_while_the_case_is_open_and_its_locks_stay() {
    let (_folder, path) = folder();
    let Created { mut connection, .. } = vault::create(&path, lock()).unwrap();
    fill(&connection, 1);
    vault::change_passphrase(&path, key(), "new", KeyCost::TEST).unwrap();
    let transaction = connection
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .unwrap();
    fill(&transaction, 1);
    // Had the change dropped this process's locks, another process could write now.
    let second = vault::open(&path, Key::Passphrase("new"))
        .unwrap()
        .connection;
    second.busy_timeout(Duration::from_millis(50)).unwrap();
    let refused = second.execute("INSERT INTO word (text) VALUES ('x')", []);
    assert!(matches!(
        VaultError::from(refused.unwrap_err()),
        VaultError::Busy
    ));
    transaction.commit().unwrap();
    assert_eq!(count(&second), 2);
}

#[test]
fn either_copy_of_the_header_may_be_lost_and_the_loss_is_reported_and_repaired() {
    for (at, lost) in [
        (100, HeaderCopy::First),
        (HEADER / 2 + 100, HeaderCopy::Second),
    ] {
        let (_folder, path) = folder();
        filled_case(&path, lock());
        flip(&path, at);
        let opened = vault::open(&path, key()).unwrap();
        assert_eq!(opened.header, HeaderState::Damaged(lost));
        let findings = vault::check_file(&opened.connection, &path).unwrap();
        assert_eq!(findings.len(), 1, "{findings:?}");
        opened.connection.close().unwrap();
        vault::change_passphrase(&path, key(), PASSPHRASE, KeyCost::TEST).unwrap();
        assert_eq!(
            vault::open(&path, key()).unwrap().header,
            HeaderState::Whole
        );
    }
    let (_folder, path) = folder();
    filled_case(&path, lock());
    flip(&path, 100);
    flip(&path, HEADER / 2 + 100);
    assert!(matches!(
        vault::open(&path, key()),
        Err(VaultError::Damaged { .. })
    ));
}

#[test]
fn an_interrupted_change_of_passphrase_leaves_the_old_or_the_new_one() {
    let (_folder, path) = folder();
    filled_case(&path, lock());
    let before = fs::read(&path).unwrap();
    vault::change_passphrase(&path, key(), "new", KeyCost::TEST).unwrap();
    let after = fs::read(&path).unwrap();
    // The second copy is written first. Cut the power after every 512 bytes.
    let half = HEADER / 2;
    for written in (0..=HEADER).step_by(512) {
        let mut cut = before.clone();
        let second = written.min(half);
        cut[half..half + second].copy_from_slice(&after[half..half + second]);
        let first = written - second;
        cut[..first].copy_from_slice(&after[..first]);
        fs::write(&path, &cut).unwrap();
        let opens_with = |passphrase| vault::open(&path, Key::Passphrase(passphrase)).is_ok();
        assert!(
            opens_with(PASSPHRASE) != opens_with("new"),
            "after {written} bytes"
        );
        assert_eq!(opens_with("new"), second == half, "after {written} bytes");
    }
}

#[test]
fn every_flipped_byte_of_the_header_is_reported() {
    let (_folder, path) = folder();
    filled_case(&path, lock());
    let whole = fs::read(&path).unwrap();
    for at in (0..400)
        .chain((400..HEADER).step_by(11))
        .chain(HEADER - 40..HEADER)
    {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&path, &bytes).unwrap();
        let lost = if at < HEADER / 2 {
            HeaderCopy::First
        } else {
            HeaderCopy::Second
        };
        let opened = vault::open(&path, key()).unwrap();
        assert_eq!(opened.header, HeaderState::Damaged(lost), "byte {at}");
    }
}

#[test]
fn a_hostile_header_with_right_checksums_is_refused_without_a_panic() {
    let (_folder, path) = folder();
    filled_case(&path, lock());
    let whole = fs::read(&path).unwrap();
    for at in 8..(36 + 2 * 128) {
        for value in [0x00, 0x01, 0x7F, 0xFF] {
            let mut bytes = whole.clone();
            for copy in bytes[..HEADER].chunks_mut(HEADER / 2) {
                copy[at] = value;
                seal_header_copy(copy);
            }
            if bytes == whole {
                continue;
            }
            fs::write(&path, &bytes).unwrap();
            let started = Instant::now();
            let outcome = vault::open(&path, key());
            // The generation, and the recovery code's slot, which this key does not touch.
            let is_harmless = (12..20).contains(&at) || at >= 36 + 128;
            assert!(outcome.is_err() || is_harmless, "byte {at} as {value}");
            assert!(
                started.elapsed() < Duration::from_secs(60),
                "byte {at} as {value}"
            );
        }
    }
}

#[test]
fn every_damaged_page_is_reported_and_never_mistaken_for_a_wrong_passphrase() {
    let (_folder, path) = folder();
    filled_case(&path, lock());
    let whole = fs::read(&path).unwrap();
    let offsets = (HEADER..whole.len())
        .step_by(499)
        .chain(HEADER..HEADER + 40)
        .chain([whole.len() - 1]);
    for at in offsets {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x80;
        fs::write(&path, &bytes).unwrap();
        match vault::open(&path, key()) {
            Ok(opened) => {
                let findings = vault::check_file(&opened.connection, &path).unwrap();
                let page = format!("page {}", (at - HEADER) / PAGE + 1);
                assert!(
                    findings.iter().any(|f| f.text.ends_with(&page)),
                    "byte {at}: {findings:?}"
                );
            }
            Err(error) => assert!(
                matches!(error, VaultError::Damaged { .. }),
                "byte {at}: {error}"
            ),
        }
    }
    fs::write(&path, &whole).unwrap();
    let opened = vault::open(&path, key()).unwrap();
    assert!(
        vault::check_file(&opened.connection, &path)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_file_cut_off_anywhere_is_reported() {
    let (_folder, path) = folder();
    filled_case(&path, lock());
    let whole = fs::read(&path).unwrap();
    for length in [
        1,
        8,
        12,
        4096,
        8191,
        8192,
        12_000,
        HEADER - 1,
        HEADER,
        HEADER + 1,
        HEADER + 16,
        HEADER + PAGE - 1,
        HEADER + PAGE,
        whole.len() - PAGE,
        whole.len() - 1,
    ] {
        fs::write(&path, &whole[..length]).unwrap();
        let outcome = vault::open(&path, key()).map(|opened| {
            vault::check_file(&opened.connection, &path).map(|findings| findings.len())
        });
        match outcome {
            Err(VaultError::Damaged { .. }) => {}
            Err(VaultError::NotACase(_)) => assert!(length < 8, "cut at {length}"),
            Ok(Ok(findings)) => assert!(findings > 0, "cut at {length}"),
            other => panic!("cut at {length}: {other:?}"),
        }
    }
}

#[test]
fn two_connections_share_a_case_and_a_second_writer_is_told_it_is_busy() {
    let (_folder, path) = folder();
    let first = vault::create(&path, lock()).unwrap().connection;
    fill(&first, 3);
    let second = vault::open(&path, key()).unwrap().connection;
    assert_eq!(count(&second), 3);
    fill(&second, 1);
    assert_eq!(count(&first), 4);
    let writing = first.unchecked_transaction().unwrap();
    fill(&writing, 1);
    assert_eq!(count(&second), 4, "a reader does not wait");
    second.busy_timeout(Duration::from_millis(100)).unwrap();
    let refused = second
        .execute("INSERT INTO word (text) VALUES ('x')", [])
        .unwrap_err();
    assert!(matches!(VaultError::from(refused), VaultError::Busy));
    writing.commit().unwrap();
}

#[test]
fn a_process_that_died_leaves_its_committed_work_in_the_log() {
    let (_folder, path) = folder();
    let connection = vault::create(&path, lock()).unwrap().connection;
    fill(&connection, 10);
    let (_copy_folder, copy) = folder();
    for ending in ["", "-wal"] {
        let from = format!("{}{ending}", path.display());
        fs::copy(from, format!("{}{ending}", copy.display())).unwrap();
    }
    let opened = vault::open(&copy, key()).unwrap();
    assert_eq!(count(&opened.connection), 10);
}

#[test]
fn checkpoint_vacuum_and_shrinking_work_behind_the_header() {
    let (_folder, path) = folder();
    let connection = vault::create(&path, lock()).unwrap().connection;
    fill(&connection, 3000);
    let checkpoint = |connection: &Connection| {
        connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                row.get::<_, i64>(0)
            })
            .unwrap()
    };
    assert_eq!(checkpoint(&connection), 0);
    let full = fs::metadata(&path).unwrap().len();
    connection
        .execute("DELETE FROM word WHERE id > 10", [])
        .unwrap();
    connection.execute_batch("VACUUM").unwrap();
    assert_eq!(checkpoint(&connection), 0);
    let small = fs::metadata(&path).unwrap().len();
    assert!(small < full / 4, "{small} of {full} bytes");
    let check: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(check, "ok");
    connection.close().unwrap();
    let opened = vault::open(&path, key()).unwrap();
    assert_eq!(count(&opened.connection), 10);
    assert!(
        vault::check_file(&opened.connection, &path)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn full_text_search_and_changesets_work_under_these_settings() {
    let (_folder, path) = folder();
    let connection = vault::create(&path, lock()).unwrap().connection;
    connection
        .execute_batch(
            "CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
             CREATE VIRTUAL TABLE found USING fts5(text, tokenize = 'unicode61 remove_diacritics 2');
             CREATE TRIGGER keep_found AFTER INSERT ON note BEGIN
                 INSERT INTO found (text) VALUES (NEW.text);
             END;",
        )
        .unwrap();
    let mut session = Session::new(&connection).unwrap();
    session.attach(Some("note")).unwrap();
    connection
        .execute("INSERT INTO note VALUES ('a', 'Žluťoučký')", [])
        .unwrap();
    let changes = session.changeset().unwrap();
    drop(session);
    let hits = |connection: &Connection| -> i64 {
        connection
            .query_row(
                "SELECT count(*) FROM found WHERE found MATCH 'zlutou*'",
                [],
                |row| row.get(0),
            )
            .unwrap()
    };
    assert_eq!(hits(&connection), 1);
    let conflict = |_: ConflictType, _: &rusqlite::session::ChangesetItem| {
        ConflictAction::SQLITE_CHANGESET_ABORT
    };
    connection
        .apply(
            &changes.invert().unwrap(),
            None::<fn(&str) -> bool>,
            conflict,
        )
        .unwrap();
    let notes: i64 = connection
        .query_row("SELECT count(*) FROM note", [], |row| row.get(0))
        .unwrap();
    assert_eq!(notes, 0);
    connection
        .apply(&changes, None::<fn(&str) -> bool>, conflict)
        .unwrap();
    assert_eq!(
        hits(&connection),
        2,
        "the trigger runs for applied changes too"
    );
}
