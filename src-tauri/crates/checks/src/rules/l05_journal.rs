//! L05: a journal whose chain is not whole.

use crate::finding::{Finding, Severity};
use crate::matter::Matter;
use crate::reading::Reading;

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let damage = reading.facts.journal_damage.iter();
    damage
        .map(|damage| {
            let matter = Matter::JournalNotWhole {
                damage: damage.what.clone(),
                entry: damage.entry.clone(),
            };
            Finding {
                rule: matter.rule(),
                severity: Severity::E,
                span: 0..0,
                paragraph: None,
                sentence: None,
                objects: Vec::new(),
                message: matter.message(),
                how_to_fix: matter.how_to_fix().to_owned(),
                matter,
                waived: None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use crate::JournalDamage;

    fn missing() -> JournalDamage {
        JournalDamage {
            entry: "7".into(),
            what: "entry 7 is missing.".into(),
        }
    }

    #[test]
    fn a_damaged_journal_is_found_and_a_whole_one_is_not() {
        let mut bench = Bench::new();
        assert_eq!(bench.found("L05", "One."), [""; 0]);
        bench.facts.journal_damage = Some(missing());
        assert_eq!(bench.found("L05", "One."), [""], "it stands at no sentence");
    }

    #[test]
    fn a_damaged_journal_can_be_waived() {
        let mut bench = Bench::new();
        bench.facts.journal_damage = Some(missing());
        bench.waive("L05", &[], None);
        assert_eq!(bench.waived("L05", "One."), [true]);
    }
}
