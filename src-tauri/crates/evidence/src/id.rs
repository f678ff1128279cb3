//! What a thing is called inside a case, for ever.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The lasting name of one thing in a case. Ids are drawn at random when the
/// thing is made, so that two copies of a case can be merged without renaming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(uuid::Uuid);

impl Id {
    /// Wraps a UUID that the shell's machine drew.
    pub const fn new(uuid: uuid::Uuid) -> Self {
        Self(uuid)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl FromStr for Id {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse()
            .map(Self)
            .map_err(|_| format!("“{text}” is not an id of a Plumb case"))
    }
}
