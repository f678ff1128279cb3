//! Notes: what colleagues tell one another about a claim; nothing of them is printed.

use evidence::{Id, Moment};
use serde::{Deserialize, Serialize};

/// A note on a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Lasting id.
    pub id: Id,
    /// The claim.
    pub claim: Id,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Moment,
}
