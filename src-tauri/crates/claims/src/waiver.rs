//! A finding that somebody decided to live with, and why.

use evidence::{Id, Moment, Reference};
use serde::{Deserialize, Serialize};

/// The decision to print in spite of one finding. It holds for the sentence as
/// it stood: a changed sentence asks again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Lasting id.
    pub id: Id,
    /// The rule: `L06`.
    pub rule: String,
    /// The things the finding names, in the finding's order.
    pub objects: Vec<Reference>,
    /// The sentence the finding stands at; none for a finding about the case.
    pub sentence: Option<String>,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
}

impl Waiver {
    /// True when the waiver was given for exactly this finding.
    pub fn covers(&self, rule: &str, objects: &[Reference], sentence: Option<&str>) -> bool {
        self.rule == rule && self.objects == objects && self.sentence.as_deref() == sentence
    }
}
