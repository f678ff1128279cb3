//! L06: an accusation that fewer than two independent origins support, in a sentence that does
//! not say whose statement it is.

use claims::standing::assess;

use crate::attribution::names_its_source;
use crate::finding::Finding;
use crate::matter::Matter;
use crate::reading::{Reading, thing};

/// Independent origins that an accusation needs.
const ORIGINS_NEEDED: usize = 2;

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (cited, claim) in reading.asserted() {
        let Some(accused) = claim.accuses else {
            continue;
        };
        let origins = assess(reading.casebook, claim).origins;
        if origins >= ORIGINS_NEEDED || names_its_source(&cited.sentence.text) {
            continue;
        }
        let (claimed, whom) = (claim.number.to_string(), reading.name(accused));
        let matter = match origins {
            0 => Matter::AccusesWithoutSupport {
                claim: claimed,
                whom,
            },
            _ => Matter::AccusesOnOneOrigin {
                claim: claimed,
                whom,
            },
        };
        found.push(reading.at(cited, vec![thing(claim.number)], matter));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    fn accusing() -> Bench {
        let mut bench = Bench::new();
        bench.accuse(1);
        bench.link(1, 1, "supports");
        bench
    }

    #[test]
    fn an_accusation_on_one_origin_is_found() {
        assert_eq!(
            accusing().found("L06", "They ran it. [@C-01]"),
            ["They ran it."]
        );
    }

    #[test]
    fn two_copies_of_one_story_are_still_one_origin() {
        let mut bench = accusing();
        bench.link(2, 1, "supports");
        assert_eq!(bench.found("L06", "They ran it. [@C-01]"), [""; 0]);
        let original = bench.book.exhibits[0].id;
        bench.book.exhibits[1].record.derived_from.push(original);
        assert_eq!(bench.found("L06", "They ran it. [@C-01]"), ["They ran it."]);
    }

    #[test]
    fn an_accusation_that_names_its_one_source_is_not() {
        assert_eq!(
            accusing().found("L06", "They ran it, the paper reported. [@C-01]"),
            [""; 0]
        );
    }

    #[test]
    fn a_claim_that_accuses_nobody_is_not() {
        let mut bench = accusing();
        bench.book.claims[0].accuses = None;
        assert_eq!(bench.found("L06", "They ran it. [@C-01]"), [""; 0]);
    }

    #[test]
    fn one_origin_can_be_waived() {
        let mut bench = accusing();
        bench.waive("L06", &["C-01"], Some("They ran it."));
        assert_eq!(bench.waived("L06", "They ran it. [@C-01]"), [true]);
    }
}
