//! L04: evidence whose original no longer has the fingerprint it was sealed with.

use crate::finding::Finding;
use crate::matter::Matter;
use crate::reading::{Reading, thing};

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let altered = reading
        .exhibits()
        .into_iter()
        .filter(|(_, e)| reading.facts.altered.contains(&e.id));
    altered
        .map(|(cited, exhibit)| {
            let matter = Matter::Altered {
                exhibit: exhibit.number.to_string(),
            };
            reading.at(cited, vec![thing(exhibit.number)], matter)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    #[test]
    fn an_altered_original_is_found_where_it_is_cited() {
        let mut bench = Bench::new();
        bench.facts.altered.insert(bench.book.exhibits[0].id);
        assert_eq!(
            bench.found("L04", "One. [@E-002] Two. [@E-001.1]"),
            ["Two."]
        );
    }

    #[test]
    fn an_altered_original_that_nothing_depends_on_is_not() {
        let mut bench = Bench::new();
        bench.facts.altered.insert(bench.book.exhibits[0].id);
        assert_eq!(bench.found("L04", "One. [@E-002]"), [""; 0]);
    }

    #[test]
    fn an_altered_original_can_be_waived() {
        let mut bench = Bench::new();
        bench.facts.altered.insert(bench.book.exhibits[0].id);
        bench.waive("L04", &["E-001"], Some("One."));
        assert_eq!(bench.waived("L04", "One. [@E-001]"), [true]);
    }
}
