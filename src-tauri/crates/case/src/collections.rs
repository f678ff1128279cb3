//! Sorting exhibits: collections, tags, the bin. Each batch is one step.

use crate::{Case, Change, Collection, Error, people::refuse_empty, read};
use evidence::{Exhibit, Id, Number, said};
use std::collections::BTreeMap;
use store::Writing;

impl Case {
    /// Every collection, by name. What lies in none and not in the bin is the inbox.
    pub fn collections(&self) -> Result<Vec<Collection>, Error> {
        Ok(self.store.collections()?)
    }

    /// Makes a collection of these exhibits, of none perhaps, and answers its id.
    ///
    /// # Errors
    /// When another has that name.
    pub fn add_collection(&mut self, name: &str, numbers: &[Number]) -> Result<Change<Id>, Error> {
        let name = self.free_name(name, None)?;
        let exhibits = self.exhibit_ids(numbers)?;
        let id = self.machine.new_id();
        self.change("add collection", |writing| {
            writing.insert_collection(id, &name)?;
            for exhibit in &exhibits {
                writing.collect(id, *exhibit)?;
            }
            name_all(writing, numbers);
            writing.describe(name);
            Ok(id)
        })
    }

    /// Calls a collection something else.
    pub fn rename_collection(&mut self, id: Id, name: &str) -> Result<Change<()>, Error> {
        let old = self.collection(id)?.name;
        let name = self.free_name(name, Some(id))?;
        self.change("rename collection", |writing| {
            writing.rename_collection(id, &name)?;
            writing.describe(format!("{old}: {name}"));
            Ok(())
        })
    }

    /// Takes a collection away; its exhibits stay in the case.
    pub fn remove_collection(&mut self, id: Id) -> Result<Change<()>, Error> {
        let name = self.collection(id)?.name;
        self.change("remove collection", |writing| {
            writing.delete_collection(id)?;
            writing.describe(name);
            Ok(())
        })
    }

    /// Lays exhibits into a collection.
    pub fn collect(&mut self, id: Id, numbers: &[Number]) -> Result<Change<()>, Error> {
        let name = self.collection(id)?.name;
        self.each("add to collection", numbers, name, |writing, exhibit| {
            writing.collect(id, exhibit)
        })
    }

    /// Takes exhibits out of a collection.
    pub fn take_out(&mut self, id: Id, numbers: &[Number]) -> Result<Change<()>, Error> {
        let name = self.collection(id)?.name;
        self.each(
            "take out of collection",
            numbers,
            name,
            |writing, exhibit| writing.take_out(id, exhibit),
        )
    }

    /// Gives exhibits a tag.
    pub fn tag(&mut self, numbers: &[Number], tag: &str) -> Result<Change<()>, Error> {
        refuse_empty("a tag", tag)?;
        let tag = tag.trim();
        self.each("tag", numbers, tag.to_owned(), |writing, exhibit| {
            writing.insert_tag(exhibit, tag)
        })
    }

    /// Takes a tag off exhibits.
    pub fn untag(&mut self, numbers: &[Number], tag: &str) -> Result<Change<()>, Error> {
        self.each("remove tag", numbers, tag.to_owned(), |writing, exhibit| {
            writing.delete_tag(exhibit, tag)
        })
    }

    /// Throws exhibits into the bin: library, checks and report see them no longer.
    pub fn bin(&mut self, numbers: &[Number]) -> Result<Change<()>, Error> {
        self.each("throw away", numbers, String::new(), |writing, exhibit| {
            writing.bin(exhibit)
        })
    }

    /// Takes exhibits out of the bin, with their marks and links as they were.
    pub fn restore(&mut self, numbers: &[Number]) -> Result<Change<()>, Error> {
        self.each("put back", numbers, String::new(), |writing, exhibit| {
            writing.restore(exhibit)
        })
    }

    /// Writes something to each of the exhibits, in one step.
    fn each(
        &mut self,
        operation: &str,
        numbers: &[Number],
        detail: String,
        write: impl Fn(&Writing<'_>, Id) -> Result<bool, store::StoreError>,
    ) -> Result<Change<()>, Error> {
        let exhibits = self.exhibit_ids(numbers)?;
        self.change(operation, |writing| {
            for (number, exhibit) in numbers.iter().zip(exhibits) {
                if write(writing, exhibit)? {
                    writing.name_subject(number);
                }
            }
            writing.describe(detail);
            Ok(())
        })
    }

    /// Ids of exhibits, be they in the bin or not.
    fn exhibit_ids(&self, numbers: &[Number]) -> Result<Vec<Id>, Error> {
        let book = self.casebook()?;
        let known: BTreeMap<Number, &Exhibit> =
            book.exhibits.iter().map(|one| (one.number, one)).collect();
        let binned: BTreeMap<Number, Id> = match numbers.iter().all(|one| known.contains_key(one)) {
            true => BTreeMap::new(),
            false => self.binned()?,
        };
        let id = |number: &Number| match known.get(number) {
            Some(exhibit) => Ok(exhibit.id),
            None => match binned.get(number) {
                Some(id) => Ok(*id),
                // The refusal that any other command would give.
                None => read::exhibit(&book, *number).map(|exhibit| exhibit.id),
            },
        };
        numbers.iter().map(id).collect()
    }

    fn binned(&self) -> Result<BTreeMap<Number, Id>, Error> {
        let rows = self.store.exhibit_rows()?;
        let binned = rows.into_iter().filter(|row| row.binned);
        Ok(binned.map(|row| (row.number, row.id)).collect())
    }

    fn collection(&self, id: Id) -> Result<Collection, Error> {
        let mut all = self.collections()?.into_iter();
        all.find(|one| one.id == id).ok_or_else(|| {
            Error::missing(said!(
                "no-such-collection",
                "this case has no such collection"
            ))
        })
    }

    fn free_name(&self, name: &str, own: Option<Id>) -> Result<String, Error> {
        refuse_empty("a name", name)?;
        let name = name.trim();
        let mut others = self.collections()?.into_iter();
        if others.any(|one| one.name == name && Some(one.id) != own) {
            return Err(Error::user(said!(
                "collection-exists",
                "a collection is called “{}” already",
                name
            ))
            .hint("Nothing was changed. Choose another name."));
        }
        Ok(name.to_owned())
    }
}

fn name_all(writing: &mut Writing<'_>, numbers: &[Number]) {
    numbers
        .iter()
        .for_each(|number| writing.name_subject(number));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Key, Machine, sample};
    use std::ops::ControlFlow;

    fn sample_case(folder: &std::path::Path) -> Case {
        let machine = |mut last: u128| {
            let ids = move || {
                last += 1;
                Id::new(uuid::Uuid::from_u128(last))
            };
            Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
        };
        let path = folder.join("sample.plumb");
        sample::make(&path, machine(0)).expect("the sample can be made");
        Case::open(&path, Key::None, machine(1 << 64)).expect("the sample has no lock")
    }

    fn numbers(all: &[&str]) -> Vec<Number> {
        all.iter()
            .map(|one| one.parse().expect("a number"))
            .collect()
    }

    fn row(case: &Case, number: &str) -> crate::ExhibitRow {
        let wanted: Number = number.parse().expect("a number");
        let mut rows = case.library().expect("readable").into_iter();
        rows.find(|row| row.number == wanted).expect("it is there")
    }

    #[test]
    fn a_batch_is_sorted_in_one_step_and_undone_in_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let batch = numbers(&["E-001", "E-002", "E-003"]);
        let id = case
            .add_collection("Doctored", &batch)
            .expect("a free name")
            .value;
        assert!(
            case.add_collection("Doctored", &[]).is_err(),
            "the name is taken"
        );
        case.tag(&batch, " montage ").expect("a tag");
        assert!(row(&case, "E-002").tags.contains(&"montage".to_owned()));
        assert!(row(&case, "E-002").collections.contains(&id));
        case.undo(1).expect("the tags");
        assert!(!row(&case, "E-003").tags.contains(&"montage".to_owned()));
        case.remove_collection(id).expect("it is there");
        assert!(!row(&case, "E-001").collections.contains(&id));
        case.undo(1)
            .expect("the collection comes back with what lay in it");
        assert!(row(&case, "E-001").collections.contains(&id));
        let sound = case.verify(None, &mut |_, _| ControlFlow::Continue(()));
        assert_eq!(sound.expect("verifiable").problems, []);
    }

    #[test]
    fn what_lies_in_the_bin_bears_on_no_claim_and_comes_back_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let before = case.casebook().expect("readable");
        let used = before
            .mark(before.links[0].mark)
            .expect("linked marks exist");
        let number = before
            .exhibit(used.exhibit)
            .expect("marks lie in exhibits")
            .number;
        case.bin(&[number]).expect("it is there");
        let without = case.casebook().expect("readable");
        assert!(without.exhibits.iter().all(|one| one.number != number));
        assert!(without.links.len() < before.links.len());
        assert!(case.check().is_ok() && case.report_sections().is_ok());
        assert!(
            case.search("a*").expect("searchable").iter().all(
                |one| !one.number.contains('-') || !one.number.starts_with(&number.to_string())
            )
        );
        case.restore(&[number]).expect("it is in the bin");
        assert_eq!(case.casebook().expect("readable"), before);
    }

    #[test]
    fn a_record_is_edited_for_many_at_once_and_can_be_emptied() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let batch = numbers(&["E-001", "E-002"]);
        let edit = crate::SourceEdit {
            publisher: Some("x.com".into()),
            posted_at: Some(None),
            account: Some(String::new()),
            ..Default::default()
        };
        case.edit_sources(&batch, &edit).expect("editable");
        let seen = case.exhibit(batch[1]).expect("readable");
        assert_eq!(seen.publisher.as_deref(), Some("x.com"));
        assert_eq!((seen.posted_at, seen.account), (None, None));
        let (undo, _) = case.next_steps().expect("a history");
        assert_eq!(undo.expect("a step").subjects, ["E-001", "E-002"]);
    }
}
