//! Making one of two people, organisations or accounts that turn out to be the same.

use crate::{Case, Change, Error, people::cleaned, read};
use claims::{Casebook, casebook::Party};
use evidence::{Account, Code, Number, Organisation, Person, Scope, said};

impl Case {
    /// Lets everything that points at `merged` point at `kept`. The names and the code of the
    /// merged one go over, and its number leads to the kept one from now on. One step undoes
    /// all of it.
    ///
    /// # Errors
    /// When they are the same already, or not of one sort.
    pub fn merge_parties(&mut self, kept: &str, merged: &str) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let (kept, merged) = (read::party(&book, kept)?, read::party(&book, merged)?);
        let (number, gone) = (kept.number(), merged.number());
        if kept.id() == merged.id() {
            return Err(Error::user(said!(
                "is-already",
                "{} is {} already",
                gone,
                number
            )));
        }
        if number.noun != gone.noun {
            return Err(Error::user(said!(
                "not-of-one-sort",
                "{} and {} are not of one sort; only two of a sort can be one",
                number,
                gone
            )));
        }
        let code = merged_code(&book, kept, merged);
        let names = merged_names(kept, merged);
        self.change("merge", |writing| {
            writing.delete_code(merged.id())?;
            if let Some(code) = &code {
                writing.set_code(code)?;
            }
            match kept {
                Party::Person(own) => writing.update_party(Party::Person(&Person {
                    other_names: names,
                    ..own.clone()
                })),
                Party::Organisation(own) => {
                    writing.update_party(Party::Organisation(&Organisation {
                        other_names: names,
                        ..own.clone()
                    }))
                }
                Party::Account(own) => writing.update_party(Party::Account(&Account {
                    platform_id: own.platform_id.clone().or_else(|| platform_id(merged)),
                    other_names: names,
                    ..own.clone()
                })),
            }?;
            writing.merge_party(kept.id(), merged)?;
            writing.name_subject(number);
            writing.name_subject(gone);
            writing.describe(format!("{gone} is {number}"));
            Ok(number)
        })
    }
}

fn platform_id(party: Party<'_>) -> Option<String> {
    match party {
        Party::Account(account) => account.platform_id.clone(),
        Party::Person(_) | Party::Organisation(_) => None,
    }
}

fn merged_names(kept: Party<'_>, merged: Party<'_>) -> Vec<String> {
    let mut names = kept.other_names().to_vec();
    if merged.name() != kept.name() {
        names.push(merged.name().to_owned());
    }
    names.extend(merged.other_names().iter().cloned());
    // The id that is not kept still tells who it was, so a code must cover it.
    if let (Some(own), Some(other)) = (platform_id(kept), platform_id(merged))
        && own != other
    {
        names.push(other);
    }
    cleaned(names)
}

/// Who is protected under either name is protected as one, in the stricter way.
fn merged_code(book: &Casebook, kept: Party<'_>, merged: Party<'_>) -> Option<Code> {
    let (own, other) = (book.code_of(kept.id()), book.code_of(merged.id()));
    let mut code = own.or(other)?.clone();
    code.party = kept.id();
    if let (Some(own), Some(other)) = (own, other) {
        code.other_names = cleaned([&own.other_names[..], &other.other_names].concat());
        if [own, other].iter().any(|code| code.scope == Scope::Always) {
            code.scope = Scope::Always;
        }
    }
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Machine, sample};
    use evidence::Id;
    use store::vault::Key;

    fn sample_case(folder: &std::path::Path) -> Case {
        let machine = || {
            let mut last = 0u128;
            let ids = move || {
                last += 1;
                Id::new(uuid::Uuid::from_u128(last + 1_000_000))
            };
            Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
        };
        let path = folder.join("sample.plumb");
        let made = || {
            let mut last = 0u128;
            let ids = move || {
                last += 1;
                Id::new(uuid::Uuid::from_u128(last))
            };
            Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
        };
        sample::make(&path, made()).expect("the sample can be made");
        Case::open(&path, Key::None, machine()).expect("the sample has no lock")
    }

    #[test]
    fn two_that_are_the_same_become_one_in_one_step_that_can_be_undone() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let before = case.casebook().expect("readable").as_ref().clone();
        case.merge_parties("A-001", "A-002")
            .expect("both are accounts");
        let merged = case.party_page("A-002").expect("its number leads on");
        assert_eq!(merged.party.number.to_string(), "A-001");
        assert!(
            merged
                .party
                .other_names
                .contains(&"a_002_sample".to_owned())
        );
        assert_eq!(merged.states.len(), 4, "the states of both");
        assert_eq!(merged.aliases.len(), 1);
        let sound = case.verify(None, &mut |_, _| std::ops::ControlFlow::Continue(()));
        assert_eq!(sound.expect("readable").problems, []);
        case.undo(1).expect("one step");
        let after = case.casebook().expect("readable").as_ref().clone();
        assert_eq!(after, before, "nothing of it is left");
    }

    #[test]
    fn who_was_protected_under_either_name_stays_protected() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        case.merge_parties("A-001", "A-003")
            .expect("both are accounts");
        let page = case.party_page("A-001").expect("it is there");
        let code = page.party.code.expect("A-003 had a code");
        assert_eq!(code.code, "Account 03");
        assert!(page.party.other_names.contains(&"a_003_sample".to_owned()));
    }

    #[test]
    fn what_is_not_of_one_sort_is_not_merged() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        assert!(case.merge_parties("A-001", "P-02").is_err());
        assert!(case.merge_parties("P-02", "P-02").is_err());
    }
}
