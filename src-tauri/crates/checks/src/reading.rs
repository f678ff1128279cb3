//! The manuscript beside the case: which sentence cites what.

use std::collections::{BTreeMap, BTreeSet};

use claims::casebook::Target;
use claims::{Casebook, Claim, Stance};
use evidence::{Exhibit, Id, Mark, Number, Reference};
use manuscript::{Cite, CiteForm, Manuscript, Sentence, SentenceKind};

use crate::facts::Facts;
use crate::finding::{Finding, Severity};
use crate::matter::Matter;

/// A manuscript, a case and what the citations of the one point at in the other.
pub(crate) struct Reading<'a> {
    pub(crate) casebook: &'a Casebook,
    pub(crate) facts: &'a Facts,
    /// Every sentence in reading order, those of footnotes last.
    pub(crate) sentences: Vec<Cited<'a>>,
}

/// A sentence and what it cites.
pub(crate) struct Cited<'a> {
    pub(crate) sentence: &'a Sentence,
    /// What it cites itself.
    pub(crate) own: Vec<(&'a Cite, Option<Target<'a>>)>,
    /// The same and what its footnotes cite.
    pub(crate) all: Vec<(&'a Cite, Option<Target<'a>>)>,
    /// Where the passage begins that it belongs to: itself, unless it goes on with a denial, a
    /// quotation or a caption. Such a passage is one voice, and one citation carries all of it.
    pub(crate) passage: usize,
    /// Whether something is cited for it: by itself, in its passage, or by the sentence that
    /// leads into a quotation.
    pub(crate) carried: bool,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(
        manuscript: &'a Manuscript,
        casebook: &'a Casebook,
        facts: &'a Facts,
    ) -> Reading<'a> {
        let mut known: BTreeMap<Reference, Option<Target<'a>>> = BTreeMap::new();
        let mut resolve = |cite: &'a Cite| {
            let target = cite
                .reference
                .and_then(|r| *known.entry(r).or_insert_with(|| casebook.find(r)));
            (cite, target)
        };
        let sentences = manuscript.sentences().iter().map(|sentence| Cited {
            sentence,
            own: sentence.cites.iter().map(&mut resolve).collect(),
            all: manuscript
                .cites_of(sentence)
                .into_iter()
                .map(&mut resolve)
                .collect(),
            passage: 0,
            carried: false,
        });
        let mut sentences: Vec<Cited<'a>> = sentences.collect();
        find_passages(&mut sentences);
        Reading {
            casebook,
            facts,
            sentences,
        }
    }

    /// Every claim with a sentence that asserts it, in reading order. A denial that cites the
    /// claim it answers asserts nothing.
    pub(crate) fn asserted(&self) -> impl Iterator<Item = (&Cited<'a>, &'a Claim)> {
        let asserting = self
            .sentences
            .iter()
            .filter(|cited| cited.sentence.kind != SentenceKind::Denial);
        asserting.flat_map(|cited| cited.claims().map(move |claim| (cited, claim)))
    }

    /// The same, with only the first sentence for each claim.
    pub(crate) fn first_asserted(&self) -> impl Iterator<Item = (&Cited<'a>, &'a Claim)> {
        let mut seen = BTreeSet::new();
        self.asserted()
            .filter(move |(_, claim)| seen.insert(claim.id))
    }

    /// Every exhibit the report depends on, cited or behind a cited claim, with the first
    /// sentence that does.
    pub(crate) fn exhibits(&self) -> Vec<(&Cited<'a>, &'a Exhibit)> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        // What is cited by name is reported at its own citation, not at a claim before it.
        for behind_claims in [false, true] {
            for cited in &self.sentences {
                let marks = cited
                    .marks_of(self.casebook, behind_claims)
                    .map(|(_, exhibit)| exhibit);
                let whole = cited.own.iter().filter_map(|(_, target)| match target {
                    Some(Target::Exhibit(exhibit)) => Some(*exhibit),
                    _ => None,
                });
                found.extend(
                    marks
                        .chain(whole)
                        .filter(|e| seen.insert(e.id))
                        .map(|e| (cited, e)),
                );
            }
        }
        found
    }

    /// Every mark the report depends on, with the first sentence that does.
    pub(crate) fn marks(&self) -> Vec<(&Cited<'a>, &'a Mark, &'a Exhibit)> {
        let mut seen: BTreeSet<Id> = BTreeSet::new();
        let mut found = Vec::new();
        for behind_claims in [false, true] {
            for cited in &self.sentences {
                let marks = cited.marks_of(self.casebook, behind_claims);
                found.extend(
                    marks
                        .filter(|(m, _)| seen.insert(m.id))
                        .map(|(m, e)| (cited, m, e)),
                );
            }
        }
        found
    }

    /// The name of whoever a claim accuses.
    pub(crate) fn name(&self, party: Id) -> String {
        match self.casebook.party(party) {
            Some(party) => party.name().to_owned(),
            None => "somebody".to_owned(),
        }
    }

    /// A finding at a sentence.
    pub(crate) fn at(&self, cited: &Cited<'_>, objects: Vec<Reference>, matter: Matter) -> Finding {
        Finding {
            rule: matter.rule(),
            severity: Severity::E,
            span: cited.sentence.range.clone(),
            paragraph: cited.sentence.paragraph,
            sentence: Some(cited.sentence.text.clone()),
            objects,
            message: matter.message(),
            how_to_fix: matter.how_to_fix().to_owned(),
            matter,
            waived: None,
        }
    }
}

impl<'a> Cited<'a> {
    /// The claims that the sentence cites, each once.
    pub(crate) fn claims(&self) -> impl Iterator<Item = &'a Claim> {
        let mut seen = BTreeSet::new();
        self.all
            .iter()
            .filter_map(|(_, target)| match target {
                Some(Target::Claim(claim)) => Some(*claim),
                _ => None,
            })
            .filter(move |claim| seen.insert(claim.id))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// The exhibits that the sentence cites, as a whole or through a mark.
    pub(crate) fn exhibits(&self) -> impl Iterator<Item = &'a Exhibit> {
        self.all.iter().filter_map(|(_, target)| match target {
            Some(Target::Exhibit(exhibit) | Target::Mark(_, exhibit)) => Some(*exhibit),
            _ => None,
        })
    }

    fn marks_of(
        &self,
        casebook: &'a Casebook,
        behind_claims: bool,
    ) -> impl Iterator<Item = (&'a Mark, &'a Exhibit)> {
        let marks = self.own.iter().flat_map(move |(_, target)| match target {
            Some(Target::Mark(mark, exhibit)) => vec![(*mark, *exhibit)],
            Some(Target::Claim(claim)) if behind_claims => {
                let lanes = [Stance::Supports, Stance::Contradicts, Stance::Denial];
                lanes
                    .into_iter()
                    .flat_map(|stance| casebook.lane(claim.id, stance))
                    .collect()
            }
            _ => Vec::new(),
        });
        marks.collect::<Vec<_>>().into_iter()
    }
}

fn find_passages(sentences: &mut [Cited<'_>]) {
    let mut start = 0;
    while start < sentences.len() {
        let goes_on = |other: &&Cited<'_>| same_passage(&sentences[start], other);
        let end = start + 1 + sentences[start + 1..].iter().take_while(goes_on).count();
        let introduced = sentences[start].sentence.kind == SentenceKind::Quote
            && start > 0
            && !sentences[start - 1].all.is_empty();
        let carried = introduced
            || sentences[start..end]
                .iter()
                .any(|cited| !cited.all.is_empty());
        for cited in &mut sentences[start..end] {
            (cited.passage, cited.carried) = (start, carried);
        }
        start = end;
    }
}

fn same_passage(first: &Cited<'_>, other: &Cited<'_>) -> bool {
    let is_figure = |(cite, _): &(&Cite, Option<Target<'_>>)| cite.form == CiteForm::Figure;
    first.sentence.kind == other.sentence.kind
        && match first.sentence.kind {
            SentenceKind::Denial => first.sentence.paragraph == other.sentence.paragraph,
            SentenceKind::Quote => true,
            SentenceKind::Caption => !other.own.iter().any(is_figure),
            _ => false,
        }
}

/// The reference of a numbered thing.
pub(crate) fn thing(number: Number) -> Reference {
    Reference::Thing(number)
}
