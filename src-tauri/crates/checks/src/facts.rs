//! What only the store and the clock can know.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use evidence::Id;

/// What a check cannot read from the casebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Exhibits whose original no longer has the fingerprint it was sealed with.
    pub altered: BTreeSet<Id>,
    /// What is wrong with the journal, as a sentence; none when its chain is whole.
    pub journal_damage: Option<String>,
    /// When the report leaves, or now.
    pub exported_at: DateTime<Utc>,
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
