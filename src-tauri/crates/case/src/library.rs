//! The library as it is shown: light rows, and where the report uses them.

use crate::{Case, Error, ExhibitRow, JournalEntry};
use evidence::{Noun, Number, Reference};
use manuscript::Manuscript;
use std::collections::BTreeSet;

/// A section of the report, and the exhibits it is the first to cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportSection {
    /// Its heading; empty for what stands before the first one.
    pub title: String,
    /// Each exhibit with the paragraphs that cite it or its marks.
    pub exhibits: Vec<(Number, Vec<u32>)>,
}

impl Case {
    /// Every exhibit as one light row, those in the bin too, in the order of their numbers.
    pub fn library(&self) -> Result<Vec<ExhibitRow>, Error> {
        Ok(self.store.exhibit_rows()?)
    }

    /// The journal's entries about an exhibit and its marks, oldest first.
    pub fn journal_of(&self, number: Number) -> Result<Vec<JournalEntry>, Error> {
        Ok(self.store.journal_of(&number.to_string())?)
    }

    /// What the report cites, directly or through a claim's marks, by section.
    /// An exhibit stands in the first section that cites it.
    pub fn report_sections(&self) -> Result<Vec<ReportSection>, Error> {
        let manuscript = Manuscript::parse(&self.manuscript()?);
        let book = self.casebook()?;
        let mut sections: Vec<ReportSection> = Vec::new();
        for sentence in manuscript.sentences() {
            let title = sentence.section.last().cloned().unwrap_or_default();
            for reference in sentence.cites.iter().filter_map(|cite| cite.reference) {
                for number in exhibits_of(&book, reference) {
                    note(&mut sections, &title, number, sentence.paragraph);
                }
            }
        }
        Ok(sections)
    }
}

/// The exhibits that a citation leads to.
fn exhibits_of(book: &claims::Casebook, reference: Reference) -> BTreeSet<Number> {
    match reference {
        Reference::Mark { exhibit, .. } => [Number::new(Noun::Exhibit, exhibit)].into(),
        Reference::Thing(number) if number.noun == Noun::Exhibit => [number].into(),
        Reference::Thing(number) => book
            .claims
            .iter()
            .filter(|claim| claim.number == number)
            .flat_map(|claim| book.links_on(claim.id))
            .filter_map(|link| book.exhibit(book.mark(link.mark)?.exhibit))
            .map(|exhibit| exhibit.number)
            .collect(),
    }
}

fn note(sections: &mut Vec<ReportSection>, title: &str, number: Number, paragraph: Option<u32>) {
    let known = sections
        .iter_mut()
        .flat_map(|section| &mut section.exhibits)
        .find(|(exhibit, _)| *exhibit == number);
    if let Some((_, paragraphs)) = known {
        if let Some(paragraph) = paragraph.filter(|one| !paragraphs.contains(one)) {
            paragraphs.push(paragraph);
        }
        return;
    }
    let found = (number, paragraph.into_iter().collect());
    match sections.iter_mut().find(|section| section.title == title) {
        Some(section) => section.exhibits.push(found),
        None => sections.push(ReportSection {
            title: title.to_owned(),
            exhibits: vec![found],
        }),
    }
}
