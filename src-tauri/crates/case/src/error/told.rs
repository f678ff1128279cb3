//! By which word and values a window says in its language what other crates say in English.

use evidence::said::{Said, reason};
use posts::reading::Unreadable;
use store::{StoreError, originals::OriginalError, vault::VaultError};

pub(super) fn told_vault(error: &VaultError) -> Said {
    let (word, values) = match error {
        VaultError::NotFound(path) => ("no-case-there", vec![path.display().to_string()]),
        VaultError::Exists(path) => ("file-exists", vec![path.display().to_string()]),
        VaultError::NotACase(path) => ("not-a-case", vec![path.display().to_string()]),
        VaultError::Newer { .. } => ("newer-case", Vec::new()),
        VaultError::WrongPassphrase => ("wrong-passphrase", Vec::new()),
        VaultError::WrongRecoveryCode => ("wrong-recovery-code", Vec::new()),
        VaultError::MistypedRecoveryCode => ("mistyped-recovery-code", Vec::new()),
        VaultError::NoRecoveryCode => ("no-recovery-code", Vec::new()),
        VaultError::NeedsPassphrase => ("needs-passphrase", Vec::new()),
        VaultError::EmptyPassphrase => ("empty-passphrase", Vec::new()),
        VaultError::IsOpen => ("case-without-lock", Vec::new()),
        VaultError::Damaged { what } => ("damaged-case", vec![what.clone()]),
        VaultError::Busy => ("busy", Vec::new()),
        VaultError::ReadOnly => ("read-only-case", Vec::new()),
        VaultError::Memory { needed_kib } => {
            ("no-memory", vec![needed_kib.div_ceil(1024).to_string()])
        }
        VaultError::DiskFull => ("disk-full", Vec::new()),
        VaultError::Io { path, source } => (
            "file-failed",
            vec![path.display().to_string(), reason(source)],
        ),
        VaultError::Random(why) => ("no-random-numbers", vec![why.to_string()]),
        VaultError::Database(why) => ("database-failed", vec![why.to_string()]),
    };
    Said::new(word, error, values)
}

pub(super) fn told_store(error: &StoreError) -> Said {
    let (word, values) = match error {
        StoreError::Vault(error) => return told_vault(error),
        StoreError::Original(error) => return told_original(error),
        StoreError::Newer { .. } => ("newer-case", Vec::new()),
        StoreError::Damaged(what) => ("damaged-rows", vec![what.clone()]),
        StoreError::NothingTo(_) => ("nothing-to-take-back", Vec::new()),
    };
    Said::new(word, error, values)
}

fn told_original(error: &OriginalError) -> Said {
    let (word, values) = match error {
        OriginalError::Unreadable(why) => ("file-broke-off", vec![reason(why)]),
        OriginalError::Stopped => ("stopped", Vec::new()),
        OriginalError::StagingLost => ("staging-lost", Vec::new()),
        OriginalError::NotHeld(original) => ("original-not-held", vec![original.to_string()]),
        OriginalError::Damaged { original, what } => {
            ("original-damaged", vec![original.to_string(), what.clone()])
        }
        OriginalError::ListDamaged => ("originals-damaged", Vec::new()),
        OriginalError::HeldPartDamaged => ("held-part-damaged", Vec::new()),
        OriginalError::TooMuch { .. } => ("too-much-at-once", Vec::new()),
        OriginalError::DiskFull => ("disk-full", Vec::new()),
        OriginalError::Busy => ("busy", Vec::new()),
        OriginalError::Database(why) => ("database-failed", vec![why.to_string()]),
    };
    Said::new(word, error, values)
}

/// What is the matter with a file of posts of this name.
pub(crate) fn told_posts(name: &str, error: &Unreadable) -> Said {
    let (word, mut values) = match error {
        Unreadable::Io(why) => ("posts-unread", vec![reason(why)]),
        Unreadable::NoPosts => ("no-posts", Vec::new()),
        Unreadable::Unmapped { missing, columns } => {
            let missing: Vec<&str> = missing.iter().map(|field| field.word()).collect();
            (
                "posts-unmapped",
                vec![missing.join(","), columns.join(", ")],
            )
        }
        Unreadable::NoColumn(column) => ("no-such-column", vec![column.clone()]),
        Unreadable::Stopped => ("posts-stopped", Vec::new()),
    };
    values.insert(0, name.to_owned());
    Said::new(word, format!("{name}: {error}"), values)
}
