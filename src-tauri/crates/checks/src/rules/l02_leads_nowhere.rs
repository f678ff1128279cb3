//! L02: a citation that leads to nothing in the case, or to a claim that was withdrawn.

use claims::casebook::Target;

use crate::finding::Finding;
use crate::matter::Matter;
use crate::reading::Reading;

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for cited in &reading.sentences {
        for (cite, target) in &cited.own {
            let objects = cite.reference.into_iter().collect();
            let matter = match target {
                None => Matter::LeadsNowhere {
                    cited: cite.key.clone(),
                },
                Some(Target::Claim(claim)) if claim.withdrawn.is_some() => Matter::Withdrawn {
                    claim: claim.number.to_string(),
                    reason: claim.withdrawn.clone().unwrap_or_default(),
                },
                Some(_) => continue,
            };
            found.push(reading.at(cited, objects, matter));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    #[test]
    fn a_number_that_the_case_does_not_have_is_found_wherever_it_is_cited() {
        let bench = Bench::new();
        let text = "One. [@E-099] Two. [@E-001.7; @nobody]\n\n![Three.](E-098)\n";
        assert_eq!(bench.found("L02", text), ["One.", "Two.", "Two.", "Three."]);
    }

    #[test]
    fn a_number_that_the_case_has_is_not() {
        let bench = Bench::new();
        assert_eq!(
            bench.found("L02", "One. [@E-001; @E-001.1; @C-01; @R-01]"),
            ["One."],
            "only the reply is unknown"
        );
    }

    #[test]
    fn a_withdrawn_claim_is_found_until_it_is_reopened_or_waived() {
        let mut bench = Bench::new();
        bench.book.claims[0].withdrawn = Some("the witness took it back".into());
        assert_eq!(bench.found("L02", "One. [@C-01]"), ["One."]);
        bench.waive("L02", &["C-01"], Some("One."));
        assert_eq!(bench.waived("L02", "One. [@C-01]"), [true]);
        bench.book.claims[0].withdrawn = None;
        assert_eq!(bench.found("L02", "One. [@C-01]"), [""; 0]);
    }
}
