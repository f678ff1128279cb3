//! L07: a claim whose whole support is retold, rewritten by a machine, or of unknown standing.

use claims::Stance;
use evidence::Exhibit;

use crate::finding::Finding;
use crate::matter::Matter;
use crate::reading::{Reading, thing};

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (cited, claim) in reading.first_asserted() {
        let support: Vec<&Exhibit> = reading
            .casebook
            .lane(claim.id, Stance::Supports)
            .map(|(_, e)| e)
            .collect();
        if support.is_empty() || !support.iter().all(|e| e.record.tier.is_weak()) {
            continue;
        }
        let mut numbers: Vec<String> = support.iter().map(|e| e.number.to_string()).collect();
        numbers.dedup();
        let matter = Matter::Retold {
            claim: claim.number.to_string(),
            exhibits: numbers,
        };
        found.push(reading.at(cited, vec![thing(claim.number)], matter));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use evidence::Tier;

    fn rewritten() -> Bench {
        let mut bench = Bench::new();
        bench.book.exhibits[0].record.tier = Tier::AiRewritten;
        bench.link(1, 1, "supports");
        bench
    }

    #[test]
    fn a_claim_on_retellings_alone_is_found_at_its_first_sentence() {
        assert_eq!(
            rewritten().found("L07", "One. [@C-01] Two. [@C-01]"),
            ["One."]
        );
    }

    #[test]
    fn one_near_source_is_enough_and_context_is_none() {
        let mut bench = rewritten();
        bench.link(2, 1, "context");
        assert_eq!(bench.found("L07", "One. [@C-01]"), ["One."]);
        bench.link(2, 1, "supports");
        assert_eq!(bench.found("L07", "One. [@C-01]"), [""; 0]);
    }

    #[test]
    fn a_claim_on_retellings_can_be_waived() {
        let mut bench = rewritten();
        bench.waive("L07", &["C-01"], Some("One."));
        assert_eq!(bench.waived("L07", "One. [@C-01]"), [true]);
    }
}
