//! L08: something contradicts a claim and nobody explained it, or answers it, and the section
//! that prints the claim carries neither.

use std::collections::BTreeSet;

use claims::casebook::Target;
use claims::{Claim, Stance};
use evidence::Id;
use manuscript::SentenceKind;

use crate::finding::Finding;
use crate::matter::Matter;
use crate::reading::{Cited, Reading, thing};

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (cited, claim) in reading.asserted() {
        if carries_other_side(reading, cited, claim)
            || !seen.insert((claim.id, &cited.sentence.section))
        {
            continue;
        }
        let book = reading.casebook;
        let contradicts = book.unexplained(claim.id);
        let answers = book.lane(claim.id, Stance::Denial);
        let matter = Matter::LeftOut {
            claim: claim.number.to_string(),
            contradicts: contradicts
                .map(|(mark, _)| mark.reference.to_string())
                .collect(),
            answers: answers
                .map(|(mark, _)| mark.reference.to_string())
                .collect(),
        };
        found.push(reading.at(cited, vec![thing(claim.number)], matter));
    }
    found
}

/// Whether the section of a sentence that asserts `claim` carries what speaks against it;
/// true as well when nothing does.
pub(crate) fn carries_other_side(
    reading: &Reading<'_>,
    asserting: &Cited<'_>,
    claim: &Claim,
) -> bool {
    let lane = |stance| reading.casebook.lane(claim.id, stance);
    let against: Vec<_> = reading
        .casebook
        .unexplained(claim.id)
        .chain(lane(Stance::Denial))
        .collect();
    if against.is_empty() {
        return true;
    }
    let marks: BTreeSet<Id> = against.iter().map(|(mark, _)| mark.id).collect();
    let exhibits: BTreeSet<Id> = against.iter().map(|(_, exhibit)| exhibit.id).collect();
    let supporting: BTreeSet<Id> = lane(Stance::Supports)
        .map(|(_, exhibit)| exhibit.id)
        .collect();
    let section = reading
        .sentences
        .iter()
        .filter(|other| in_section(other, asserting));
    section
        .flat_map(|other| other.all.iter().map(move |(_, target)| (other, target)))
        .any(|(other, target)| {
            let denial = other.sentence.kind == SentenceKind::Denial;
            match target {
                Some(Target::Mark(mark, exhibit)) => {
                    marks.contains(&mark.id) || (denial && exhibits.contains(&exhibit.id))
                }
                // A whole exhibit that also supports the claim does not say which side is meant.
                Some(Target::Exhibit(exhibit)) => {
                    exhibits.contains(&exhibit.id) && (denial || !supporting.contains(&exhibit.id))
                }
                _ => false,
            }
        })
}

/// The section of a sentence is what stands under its headings, deeper headings included.
fn in_section(other: &Cited<'_>, asserting: &Cited<'_>) -> bool {
    let section = &asserting.sentence.section;
    match section.is_empty() {
        true => other.sentence.section.is_empty(),
        false => other.sentence.section.starts_with(section),
    }
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    fn contradicted() -> Bench {
        let mut bench = Bench::new();
        bench.link(1, 1, "supports");
        bench.link(2, 1, "contradicts");
        bench
    }

    #[test]
    fn a_contradiction_told_in_another_section_is_found() {
        let text = "# A\n\nIt is so. [@C-01]\n\n# B\n\nIt is not. [@E-002.1]\n";
        assert_eq!(contradicted().found("L08", text), ["It is so."]);
    }

    #[test]
    fn a_contradiction_told_in_the_section_or_below_it_is_not() {
        let text = "# A\n\nIt is so. [@C-01]\n\n## More\n\nIt is not. [@E-002.1]\n";
        assert_eq!(contradicted().found("L08", text), [""; 0]);
        assert_eq!(
            contradicted().found("L08", "It is so. [@C-01] It is not. [@E-002]"),
            [""; 0]
        );
    }

    #[test]
    fn support_from_the_same_exhibit_as_the_denial_carries_no_denial() {
        let mut bench = Bench::new();
        bench.link(1, 1, "supports");
        bench.extra_mark(1, 2);
        bench.link_mark(1, 2, 1, "denial");
        assert_eq!(
            bench.found("L08", "It is so. [@C-01; @E-001.1; @E-001]"),
            ["It is so."]
        );
        let told = "It is so. [@C-01]\n\n::: denial\nHe denies it. [@E-001]\n:::\n";
        assert_eq!(bench.found("L08", told), [""; 0]);
    }

    #[test]
    fn a_contradiction_that_was_explained_is_not() {
        let mut bench = contradicted();
        bench.book.links[1].explanation = Some(claims::Explanation {
            text: "The list is of another branch.".into(),
            by: "editor".into(),
        });
        assert_eq!(bench.found("L08", "It is so. [@C-01]"), [""; 0]);
    }

    #[test]
    fn a_claim_that_nothing_speaks_against_is_not() {
        let mut bench = Bench::new();
        bench.link(1, 1, "supports");
        bench.link(2, 1, "context");
        assert_eq!(bench.found("L08", "It is so. [@C-01]"), [""; 0]);
    }

    #[test]
    fn an_omission_can_be_waived() {
        let mut bench = contradicted();
        bench.waive("L08", &["C-01"], Some("It is so."));
        assert_eq!(bench.waived("L08", "It is so. [@C-01]"), [true]);
    }
}
