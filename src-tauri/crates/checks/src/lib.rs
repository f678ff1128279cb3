//! Reads a manuscript against a case and says what is missing. One rule, one file.
//!
//! [`run`] gives what an editor must see before the report leaves; [`rail`] gives one glyph per
//! sentence; [`questions`] what a lawyer asks about one claim. All are pure: the same manuscript, casebook and facts give the same answer, in the
//! same order. What counts as independent, and when a claim stands, `claims` alone decides.

mod attribution;
mod facts;
mod finding;
mod matter;
mod questions;
mod rail;
mod reading;
mod rules;

pub use facts::{Facts, JournalDamage};
pub use finding::{Finding, Rule, Severity, Waived};
pub use matter::Matter;
pub use questions::{Ask, Question, questions};
pub use rail::{Glyph, SentenceStanding, rail};

use claims::Casebook;
use manuscript::Manuscript;

use reading::Reading;

/// Every finding, by rule, then by place in the text. A finding that the casebook holds a waiver
/// for carries it.
pub fn run(manuscript: &Manuscript, casebook: &Casebook, facts: &Facts) -> Vec<Finding> {
    let reading = Reading::new(manuscript, casebook, facts);
    let mut findings = rules::all(&reading);
    for finding in &mut findings {
        finding.waived = casebook
            .waivers
            .iter()
            .find(|waiver| {
                waiver.covers(
                    finding.rule.code(),
                    &finding.objects,
                    finding.sentence.as_deref(),
                )
            })
            .map(Waived::from);
    }
    findings.sort_by(|a, b| {
        (a.rule, a.span.start, &a.objects).cmp(&(b.rule, b.span.start, &b.objects))
    });
    findings
}

/// Whether a report with these findings may call itself final: no error without a waiver.
pub fn may_be_final(findings: &[Finding]) -> bool {
    findings
        .iter()
        .all(|f| f.severity != Severity::E || f.waived.is_some())
}
