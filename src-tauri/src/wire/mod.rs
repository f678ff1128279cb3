//! What crosses to the page: plain types, from which its TypeScript is generated.

mod cases;
mod change;
mod claims;
mod data;
mod exhibits;
mod failure;
mod found;
mod library;
mod matter;
mod parties;
mod report;
mod selector;
mod step;
mod timeline;
mod viewing;
mod when;

pub(crate) use cases::{CreatedCase, RecentCase, Strength};
pub(crate) use change::Changed;
pub(crate) use claims::{Claim, ClaimRow, Level, ReplyDraft, Seen as ClaimSeen, Stance};
pub(crate) use data::{
    CountAsked, DataAnswer, DataFilter, DataLook, DataQuestion, DataSet, FindingPart, FindingTitle,
    PostsColumn, PostsFile, PostsPage,
};
pub(crate) use exhibits::{Entry, Exhibit, ExhibitRow, MarkRow, RedactionReason, Relative, Seen};
pub(crate) use failure::{Code, Failure};
pub(crate) use found::Found;
pub(crate) use library::{Added, Collection, Drag, PastedAs, ReportSection, SourceFields};
pub(crate) use matter::Matter;
pub(crate) use parties::{AffiliationDraft, PartyDraft, PartyPage, PartyRow, mark, read};
pub(crate) use report::{
    Citable, Departure, Edition, Exported, Finding, Format, OnPage, Passage, Printed, RailSentence,
    Units, Weighed, findings, rail,
};
pub(crate) use selector::Selector;
pub(crate) use step::{History, Step};
pub(crate) use timeline::{EventDraft, EventRow, FrozenChart, Links};
pub(crate) use viewing::{Compared, PageWords, Piece, QuotedPlace, Text};
pub(crate) use when::{When, moment, moment_if_any};

use serde::{Deserialize, Serialize};
use specta::Type;

/// What the window should show, and the name of the case's file.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Session {
    pub(crate) state: SessionState,
    pub(crate) file: Option<String>,
    /// Whether the session before ended without closing this case.
    pub(crate) left_open: bool,
}

/// The three faces of the window.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SessionState {
    /// No case.
    Home,
    /// A case whose passphrase is wanted.
    Locked,
    /// An open case.
    Open,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, Serialize, Type)]
pub(crate) struct Progress {
    /// Of a thousand.
    pub(crate) per_mille: u32,
}

impl Progress {
    /// `done` of `total`, in whatever the job counts.
    pub(crate) fn of(done: u64, total: u64) -> Self {
        let share = u128::from(done.min(total)) * 1000 / u128::from(total.max(1));
        Self {
            per_mille: u32::try_from(share).unwrap_or(1000),
        }
    }
}

/// The case at a glance.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Overview {
    pub(crate) title: String,
    pub(crate) sample: bool,
    pub(crate) encrypted: bool,
    pub(crate) exhibits: u32,
    pub(crate) claims: u32,
    pub(crate) sentences: u32,
    /// Time of the last change, RFC 3339.
    pub(crate) saved_at: Option<String>,
    /// What would be undone.
    pub(crate) undo: Option<Step>,
    /// What would be redone.
    pub(crate) redo: Option<Step>,
}

/// What checking the originals and the journal gave.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Integrity {
    /// RFC 3339.
    pub(crate) checked_at: String,
    pub(crate) intact: bool,
    pub(crate) problems: Vec<Problem>,
}

/// Something that is not as it was recorded.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Problem {
    /// What it concerns: `E-014`, `entry 7`.
    pub(crate) subjects: Vec<String>,
    pub(crate) what: Told,
}

impl From<&case::Problem> for Problem {
    fn from(problem: &case::Problem) -> Self {
        Self {
            subjects: problem.subjects.clone(),
            what: Told::from(&problem.what),
        }
    }
}

/// A sentence: the page has it in another language under its word, else it stays English.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Told {
    pub(crate) text: String,
    pub(crate) word: String,
    /// What changes in it.
    pub(crate) values: Vec<String>,
}

impl From<&evidence::Said> for Told {
    fn from(said: &evidence::Said) -> Self {
        Self {
            text: said.text.clone(),
            word: said.word.clone(),
            values: said.values.clone(),
        }
    }
}

/// Counts on a screen never reach the end of `u32`.
pub(crate) fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
