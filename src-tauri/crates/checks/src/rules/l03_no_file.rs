//! L03: evidence that is said to be held, but has no file in the case.

use evidence::Held;

use crate::finding::Finding;
use crate::matter::Matter;
use crate::reading::{Reading, thing};

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let missing = reading
        .exhibits()
        .into_iter()
        .filter(|(_, e)| e.original.is_none() && e.held == Held::Held);
    missing
        .map(|(cited, exhibit)| {
            let matter = Matter::NoFile {
                exhibit: exhibit.number.to_string(),
            };
            reading.at(cited, vec![thing(exhibit.number)], matter)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use evidence::Held;

    #[test]
    fn a_held_exhibit_without_its_file_is_found_once_also_behind_a_claim() {
        let mut bench = Bench::new();
        bench.book.exhibits[0].original = None;
        assert_eq!(
            bench.found("L03", "One. [@E-001] Two. [@E-001.1]"),
            ["One."]
        );
        bench.link(1, 1, "supports");
        assert_eq!(bench.found("L03", "Three. [@C-01]"), ["Three."]);
    }

    #[test]
    fn an_exhibit_with_its_file_or_said_not_to_be_held_is_not() {
        let mut bench = Bench::new();
        assert_eq!(bench.found("L03", "One. [@E-001]"), [""; 0]);
        bench.book.exhibits[0].original = None;
        bench.book.exhibits[0].held = Held::CitedNotHeld;
        assert_eq!(bench.found("L03", "One. [@E-001]"), [""; 0]);
    }

    #[test]
    fn a_missing_file_can_be_waived() {
        let mut bench = Bench::new();
        bench.book.exhibits[0].original = None;
        bench.waive("L03", &["E-001"], Some("One."));
        assert_eq!(bench.waived("L03", "One. [@E-001]"), [true]);
    }
}
