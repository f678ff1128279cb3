//! What only the store and the clock can know.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use evidence::Id;

/// What a check cannot read from the casebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Exhibits whose original no longer has the fingerprint it was sealed with.
    pub altered: BTreeSet<Id>,
    /// What is wrong with the journal; none when its chain is whole.
    pub journal_damage: Option<JournalDamage>,
    /// When the report leaves, or now.
    pub exported_at: DateTime<Utc>,
}

/// Where the journal is not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalDamage {
    /// The number of the entry.
    pub entry: String,
    /// What is wrong there, as an English sentence.
    pub what: String,
}

impl Facts {
    /// Nothing altered, the journal whole.
    pub fn sound(exported_at: DateTime<Utc>) -> Facts {
        Facts {
            altered: BTreeSet::new(),
            journal_damage: None,
            exported_at,
        }
    }
}
