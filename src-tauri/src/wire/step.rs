//! What can be undone and redone, as the page shows it.

use case::history;
use serde::Serialize;
use specta::Type;

/// A step that was undone or can be.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Step {
    /// What it was: `link`.
    pub(crate) operation: String,
    /// What it was done to.
    pub(crate) subjects: Vec<String>,
    /// RFC 3339.
    pub(crate) at: String,
    pub(crate) who: String,
}

/// Every step of the case, also of earlier sessions.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct History {
    /// In force, the newest first.
    pub(crate) done: Vec<Step>,
    /// Undone, the next to redo first.
    pub(crate) undone: Vec<Step>,
}

impl From<&history::Step> for Step {
    fn from(step: &history::Step) -> Self {
        Self {
            operation: step.operation.clone(),
            subjects: step.subjects.clone(),
            at: step.at.clone(),
            who: step.actor.clone(),
        }
    }
}

impl From<&history::History> for History {
    fn from(history: &history::History) -> Self {
        let newest_first = |steps: &[history::Step]| steps.iter().rev().map(Step::from).collect();
        Self {
            done: newest_first(&history.done),
            undone: newest_first(&history.undone),
        }
    }
}
