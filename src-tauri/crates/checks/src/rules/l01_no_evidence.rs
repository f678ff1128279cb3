//! L01: a statement that cites nothing and is not tagged as opinion, method or background.

use manuscript::SentenceKind;

use crate::finding::Finding;
use crate::matter::Matter;
use crate::reading::{Cited, Reading};

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let bare = reading.sentences.iter().enumerate().filter(|(at, cited)| {
        !cited.carried
            && is_statement(cited)
            && match cited.sentence.kind {
                SentenceKind::Factual => true,
                SentenceKind::Denial | SentenceKind::Quote => cited.passage == *at,
                _ => false,
            }
    });
    bare.map(|(_, cited)| reading.at(cited, Vec::new(), Matter::NoEvidence))
        .collect()
}

fn is_statement(cited: &Cited<'_>) -> bool {
    cited.sentence.is_statement() && cited.sentence.text.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    #[test]
    fn a_statement_without_a_citation_is_found() {
        let bench = Bench::new();
        let text = "It is so. [@E-001] It was always so.\n\nIs it?\n\n# It is a heading";
        assert_eq!(bench.found("L01", text), ["It was always so."]);
    }

    #[test]
    fn a_statement_with_a_citation_or_a_tag_is_not() {
        let bench = Bench::new();
        let text = "It is so.[^n]\n\n[It may be.]{.opinion}\n\n# How {.method}\n\nWe looked.\n\n[^n]: There [@E-001].";
        assert_eq!(bench.found("L01", text), [""; 0]);
    }

    #[test]
    fn a_denial_needs_one_citation_and_a_quotation_may_be_introduced() {
        let bench = Bench::new();
        let text = "::: denial\nHe denies it. He laughed. [@E-001]\n:::\n\nHe wrote: [@E-001]\n\n> One. Two.\n";
        assert_eq!(bench.found("L01", text), [""; 0]);
        let text = "::: denial\nHe denies it. He laughed.\n:::\n\nHe wrote.\n\n> One. Two.\n";
        assert_eq!(
            bench.found("L01", text),
            ["He denies it.", "He wrote.", "One."]
        );
    }

    #[test]
    fn a_waiver_holds_for_the_sentence_as_it_stood() {
        let mut bench = Bench::new();
        bench.waive("L01", &[], Some("It was always so."));
        assert_eq!(bench.waived("L01", "It was always so."), [true]);
        assert_eq!(bench.waived("L01", "It was ever so."), [false]);
    }
}
