//! An answer as a finding would hold it, before anyone decides to freeze it.

use posts::finding::Question;

use super::{Finding, Told, title, written};
use crate::{Case, Error, finding::PostsSource};

/// A finding that is not frozen: nothing of it is in the case.
#[derive(Clone, Debug)]
pub struct DraftFinding {
    /// Everything that would be frozen, with the title that is offered.
    pub finding: Finding,
    /// The sentence that is offered for a report.
    pub sentence: String,
}

impl Case {
    /// Puts a question to a file of posts and gives what freezing would keep.
    ///
    /// # Errors
    /// As [`Case::ask`].
    pub fn draft_finding(
        &self,
        source: &PostsSource,
        question: &Question,
        told: Told<'_>,
    ) -> Result<DraftFinding, Error> {
        let (sealed, answer) = self.answered(source, question, told)?;
        let mut finding = self.finding_of(source, question, sealed, answer)?;
        finding.title = title(&finding);
        let sentence = written::sentence_together(&finding);
        Ok(DraftFinding { finding, sentence })
    }
}
