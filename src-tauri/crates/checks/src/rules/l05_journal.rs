//! L05: a journal whose chain is not whole.

use crate::finding::{Finding, Rule, Severity};
use crate::reading::Reading;

const FIX: &str =
    "Do not publish; verify the case against its newest receipt and restore it from a backup.";

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let damage = reading.facts.journal_damage.iter();
    damage
        .map(|damage| Finding {
            rule: Rule::L05,
            severity: Severity::E,
            span: 0..0,
            paragraph: None,
            sentence: None,
            objects: Vec::new(),
            message: format!("The journal of this case is not whole: {damage}"),
            how_to_fix: FIX.to_owned(),
            waived: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    #[test]
    fn a_damaged_journal_is_found_and_a_whole_one_is_not() {
        let mut bench = Bench::new();
        assert_eq!(bench.found("L05", "One."), [""; 0]);
        bench.facts.journal_damage = Some("entry 7 is missing.".into());
        assert_eq!(bench.found("L05", "One."), [""], "it stands at no sentence");
    }

    #[test]
    fn a_damaged_journal_can_be_waived() {
        let mut bench = Bench::new();
        bench.facts.journal_damage = Some("entry 7 is missing.".into());
        bench.waive("L05", &[], None);
        assert_eq!(bench.waived("L05", "One."), [true]);
    }
}
