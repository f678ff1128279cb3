//! The support rail: for every sentence of a report one glyph that says what carries it.
//! Rules decide, not a model.

use std::collections::BTreeSet;
use std::ops::Range;

use claims::casebook::Target;
use claims::origin::independent_origins;
use claims::standing::assess;
use claims::{Casebook, Claim, Standing};
use evidence::{Number, Reference};
use manuscript::{Manuscript, SentenceKind};
use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::reading::{Cited, Reading};
use crate::rules::carries_other_side;

/// What carries a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceStanding {
    /// Bytes of the manuscript.
    pub range: Range<usize>,
    /// The sentence in plain text.
    pub text: String,
    /// The number of its paragraph, if it has one.
    pub paragraph: Option<u32>,
    /// The glyph.
    pub glyph: Glyph,
    /// The claims it cites.
    pub claims: Vec<Number>,
    /// The marks and exhibits it cites.
    pub marks: Vec<Reference>,
    /// Why it has this glyph, as a sentence.
    pub reason: String,
}

/// The glyphs of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Glyph {
    /// Two or more independent origins.
    Backed,
    /// One origin.
    OneOrigin,
    /// Nothing that bears on it.
    NoEvidence,
    /// Something speaks against it and the section does not say so.
    Contradicted,
    /// What somebody who is accused answers.
    Denial,
    /// No statement of fact.
    NotFactual,
}

/// One glyph per sentence of the text, in reading order; headings and footnotes have none.
pub fn rail(manuscript: &Manuscript, casebook: &Casebook) -> Vec<SentenceStanding> {
    // The rail asks nothing that only the store knows.
    let facts = Facts::sound(chrono::DateTime::UNIX_EPOCH);
    let reading = Reading::new(manuscript, casebook, &facts);
    let shown = reading.sentences.iter().filter(|cited| {
        let kind = cited.sentence.kind;
        !matches!(kind, SentenceKind::Heading | SentenceKind::Footnote)
            && !cited.sentence.text.is_empty()
    });
    shown.map(|cited| stand(&reading, cited)).collect()
}

fn stand(reading: &Reading<'_>, cited: &Cited<'_>) -> SentenceStanding {
    let (glyph, reason) = weigh(reading, cited);
    let marks: Vec<Reference> = cited
        .all
        .iter()
        .filter(|(_, target)| matches!(target, Some(Target::Mark(..) | Target::Exhibit(_))))
        .filter_map(|(cite, _)| cite.reference)
        .collect();
    SentenceStanding {
        range: cited.sentence.range.clone(),
        text: cited.sentence.text.clone(),
        paragraph: cited.sentence.paragraph,
        glyph,
        claims: cited.claims().map(|c| c.number).collect(),
        marks,
        reason,
    }
}

fn weigh(reading: &Reading<'_>, cited: &Cited<'_>) -> (Glyph, String) {
    let sentence = cited.sentence;
    let cites = !cited.all.is_empty();
    let not_factual = |what: &str| (Glyph::NotFactual, format!("It is {what}."));
    match sentence.kind {
        SentenceKind::Denial if cited.carried => {
            return (
                Glyph::Denial,
                "It stands in a denial that cites its source.".to_owned(),
            );
        }
        SentenceKind::Opinion => return not_factual("tagged as opinion"),
        SentenceKind::Method if !cites => return not_factual("tagged as method"),
        SentenceKind::Background if !cites => return not_factual("tagged as background"),
        SentenceKind::Cell if !cites => return not_factual("a cell of a table"),
        SentenceKind::Quote if !cites => return not_factual("a quotation"),
        // The rest of a caption speaks of the exhibit that its first sentence shows.
        SentenceKind::Caption if !cites && cited.carried => {
            return weigh(reading, &reading.sentences[cited.passage]);
        }
        _ if !cites && !sentence.is_statement() => return not_factual("a question"),
        _ => {}
    }
    if let Some(claim) = cited
        .claims()
        .find(|claim| !carries_other_side(reading, cited, claim))
    {
        let reason = format!(
            "{} has contradictions or denials that this section does not carry.",
            claim.number
        );
        return (Glyph::Contradicted, reason);
    }
    weigh_support(reading.casebook, cited)
}

/// A sentence stands as its weakest claim does; without claims, as the exhibits it cites.
fn weigh_support(casebook: &Casebook, cited: &Cited<'_>) -> (Glyph, String) {
    let weakest = cited
        .claims()
        .map(|claim| weigh_claim(casebook, claim))
        .max_by_key(|(glyph, _)| *glyph);
    if let Some(found) = weakest {
        return found;
    }
    let exhibits: BTreeSet<_> = cited.exhibits().map(|e| e.id).collect();
    let cited_exhibits = exhibits.iter().filter_map(|id| casebook.exhibit(*id));
    match independent_origins(casebook, cited_exhibits) {
        0 if cited.all.is_empty() => (Glyph::NoEvidence, "It cites nothing.".to_owned()),
        0 => (
            Glyph::NoEvidence,
            "What it cites is no evidence of this case.".to_owned(),
        ),
        1 => (
            Glyph::OneOrigin,
            "What it cites goes back to one origin.".to_owned(),
        ),
        several => (
            Glyph::Backed,
            format!("What it cites goes back to {several} independent origins."),
        ),
    }
}

fn weigh_claim(casebook: &Casebook, claim: &Claim) -> (Glyph, String) {
    let assessment = assess(casebook, claim);
    let number = claim.number;
    match (assessment.standing, assessment.origins) {
        (Standing::Withdrawn, _) => (Glyph::NoEvidence, format!("{number} was withdrawn.")),
        (_, 0) => (Glyph::NoEvidence, format!("Nothing supports {number}.")),
        (_, 1) => (
            Glyph::OneOrigin,
            format!("All support of {number} goes back to one origin."),
        ),
        (_, origins) => (
            Glyph::Backed,
            format!("{origins} independent origins support {number}."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::bench::Bench;

    fn glyphs(bench: &Bench, text: &str) -> Vec<Glyph> {
        let manuscript = Manuscript::parse(text);
        rail(&manuscript, &bench.book)
            .into_iter()
            .map(|s| s.glyph)
            .collect()
    }

    #[test]
    fn a_second_independent_origin_turns_one_origin_into_backed() {
        let mut bench = Bench::new();
        assert_eq!(glyphs(&bench, "It is so. [@C-01]"), [Glyph::NoEvidence]);
        bench.link(1, 1, "supports");
        assert_eq!(glyphs(&bench, "It is so. [@C-01]"), [Glyph::OneOrigin]);
        bench.link(2, 1, "supports");
        assert_eq!(glyphs(&bench, "It is so. [@C-01]"), [Glyph::Backed]);
    }

    #[test]
    fn a_copy_is_no_second_origin() {
        let mut bench = Bench::new();
        assert_eq!(
            glyphs(&bench, "It is so. [@E-001.1; @E-002.1]"),
            [Glyph::Backed]
        );
        let original = bench.book.exhibits[0].id;
        bench.book.exhibits[1].record.derived_from.push(original);
        assert_eq!(
            glyphs(&bench, "It is so. [@E-001.1; @E-002.1]"),
            [Glyph::OneOrigin]
        );
    }

    #[test]
    fn a_contradiction_shows_until_the_section_tells_it() {
        let mut bench = Bench::new();
        bench.link(1, 1, "supports");
        bench.link(2, 1, "contradicts");
        assert_eq!(glyphs(&bench, "It is so. [@C-01]"), [Glyph::Contradicted]);
        let told = "It is so. [@C-01] A list says no. [@E-002.1]";
        assert_eq!(glyphs(&bench, told), [Glyph::OneOrigin, Glyph::OneOrigin]);
    }

    #[test]
    fn what_states_nothing_is_not_factual_and_a_denial_is_one() {
        let bench = Bench::new();
        let text = "# Heading\n\n[I think so.]{.opinion} Is it? So it is.\n\n::: denial\nHe denies it. [@E-001]\n:::\n";
        assert_eq!(
            glyphs(&bench, text),
            [
                Glyph::NotFactual,
                Glyph::NotFactual,
                Glyph::NoEvidence,
                Glyph::Denial
            ]
        );
    }

    #[test]
    fn one_citation_carries_a_whole_denial_and_a_whole_caption() {
        let text = "::: denial\nHe denies it. [@E-001] He laughed.\n:::\n\n![A shop. A car park.](E-002)\n";
        let expected = [
            Glyph::Denial,
            Glyph::Denial,
            Glyph::OneOrigin,
            Glyph::OneOrigin,
        ];
        assert_eq!(glyphs(&Bench::new(), text), expected);
    }

    #[test]
    fn a_number_that_leads_nowhere_is_no_evidence() {
        assert_eq!(
            glyphs(&Bench::new(), "It is so. [@E-099]"),
            [Glyph::NoEvidence]
        );
    }
}
