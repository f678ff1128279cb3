//! What a change answers: when it was saved, and what to read again.

use crate::machine::now;
use case::{Change, Stale};
use serde::Serialize;
use specta::Type;
use std::collections::BTreeSet;

/// A change that is saved.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Changed {
    /// When the change was committed, RFC 3339.
    pub(crate) saved_at: String,
    pub(crate) stale: Vec<Topic>,
    /// The number of what it made.
    pub(crate) made: Option<String>,
}

/// What the window shows, by how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Topic {
    /// Counts, undo and redo.
    Overview,
    /// The custody of the exhibit that is shown.
    Custody,
    /// Exhibits and their marks.
    Exhibits,
    /// Collections.
    Collections,
    /// Claims.
    Claims,
    /// People, organisations, accounts, what ties them, and events.
    Parties,
    /// The report's text.
    Manuscript,
    /// The support of each sentence.
    Rail,
    /// Findings.
    Checks,
    /// The printed pages.
    Pages,
}

impl Changed {
    /// What a committed change means for the window.
    pub(crate) fn of<T>(change: &Change<T>, made: Option<String>) -> Self {
        Self::all([&change.stale], made)
    }

    /// After exhibits were added.
    pub(crate) fn added(made: Option<String>) -> Self {
        Self::all([&BTreeSet::from([Stale::Exhibits])], made)
    }

    /// The same for several changes committed one after the other.
    pub(crate) fn all<'a>(
        stale: impl IntoIterator<Item = &'a BTreeSet<Stale>>,
        made: Option<String>,
    ) -> Self {
        let stale = stale.into_iter().flatten();
        // Every change is an entry of the journal, which the custody of an exhibit shows.
        let mut topics = BTreeSet::from([Topic::Overview, Topic::Custody]);
        topics.extend(stale.flat_map(|stale| topics_of(*stale)));
        Self {
            saved_at: now(),
            stale: topics.into_iter().collect(),
            made,
        }
    }
}

fn topics_of(stale: Stale) -> &'static [Topic] {
    use Topic::{Checks, Claims, Collections, Exhibits, Manuscript, Pages, Parties, Rail};
    match stale {
        Stale::Facts => &[Pages],
        Stale::DataSets => &[Exhibits],
        Stale::Collections => &[Exhibits, Collections],
        Stale::Exhibits => &[Exhibits, Collections, Claims, Parties, Rail, Checks, Pages],
        Stale::Events => &[Parties, Pages],
        Stale::Marks | Stale::Claims | Stale::Parties | Stale::Replies => {
            &[Exhibits, Claims, Parties, Rail, Checks, Pages]
        }
        Stale::Waivers => &[Claims, Checks, Pages],
        Stale::Manuscript => &[Manuscript, Claims, Rail, Checks, Pages],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_link_makes_the_rail_and_the_pages_stale_but_not_the_manuscript() {
        let changed = Changed::all([&BTreeSet::from([Stale::Claims])], None);
        assert!(changed.stale.contains(&Topic::Rail));
        assert!(changed.stale.contains(&Topic::Pages));
        assert!(
            !changed.stale.contains(&Topic::Manuscript),
            "a draft would be overwritten"
        );
    }
}
