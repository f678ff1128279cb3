//! The right of reply: who was asked about what, when, how, and what came back.

use evidence::{Id, Moment, Number};
use serde::{Deserialize, Serialize};

/// One request for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Lasting id.
    pub id: Id,
    /// `R-01`
    pub number: Number,
    /// The person, organisation or account that was asked.
    pub whom: Id,
    /// The claims they were asked about.
    pub about: Vec<Id>,
    /// When.
    pub asked_at: Moment,
    /// How: `e-mail`, `letter`, `telephone`.
    pub channel: String,
    /// Until when they could answer.
    pub deadline: Option<Moment>,
    /// When they were asked again, oldest first.
    pub reminders: Vec<Moment>,
    /// The exhibit that holds the answer.
    pub answer: Option<Id>,
}
