//! Cases as files, as the start shows them.

use super::Session;
use serde::Serialize;
use specta::Type;

/// A case that was opened here before: what its file's name and the disk say.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct RecentCase {
    /// The file's name without its ending.
    pub(crate) name: String,
    pub(crate) folder: String,
    /// When it was last written, RFC 3339; none if the file is not there.
    pub(crate) changed_at: Option<String>,
    /// Whether the session before ended without closing it.
    pub(crate) left_open: bool,
}

/// A case just made.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct CreatedCase {
    pub(crate) session: Session,
    /// Shown once and kept nowhere.
    pub(crate) recovery_code: String,
}

/// For how long a passphrase would keep out somebody who has the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Strength {
    /// Nothing was typed.
    None,
    /// Hours.
    Hours,
    /// Days to weeks.
    Days,
    /// Months to years.
    Years,
    /// Longer than it matters.
    Lasting,
}
