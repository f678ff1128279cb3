//! What a claim carries, and what a lawyer will ask about it.

use crate::{Case, Error, read};
use checks::{Glyph, Question, SentenceStanding};
use claims::dependence;
use evidence::Number;
use manuscript::Manuscript;

/// What would lose its support with a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Falls {
    /// Sentences of the report that would stand worse.
    pub sentences: Vec<SentenceStanding>,
    /// Claims that would lose supporting marks: which, how many of how many.
    pub claims: Vec<(Number, usize, usize)>,
}

impl Case {
    /// What a lawyer will ask about a claim, and whether the case answers it.
    pub fn questions(&mut self, claim: Number) -> Result<Vec<Question>, Error> {
        let book = self.casebook()?;
        let facts = checks::Facts::sound(self.machine.now());
        let manuscript = Manuscript::parse(&self.manuscript()?);
        let claim = read::claim(&book, claim)?;
        Ok(checks::questions(&manuscript, &book, &facts, claim))
    }

    /// What falls if a claim falls.
    pub fn falls_with(&self, number: Number) -> Result<Falls, Error> {
        let book = self.casebook()?;
        let claim = read::claim(&book, number)?;
        let claims = dependence::falls_with(&book, claim)
            .iter()
            .map(|one| (one.claim.number, one.lost, one.supporting))
            .collect();
        let manuscript = Manuscript::parse(&self.manuscript()?);
        let mut without = claims::Casebook::clone(&book);
        without.links.retain(|link| link.claim != claim.id);
        let now = checks::rail(&manuscript, &book);
        let then = checks::rail(&manuscript, &without);
        let sentences = now
            .into_iter()
            .zip(then)
            .filter(|(now, then)| now.glyph != then.glyph && then.glyph == Glyph::NoEvidence)
            .map(|(now, _)| now)
            .collect();
        Ok(Falls { sentences, claims })
    }
}
