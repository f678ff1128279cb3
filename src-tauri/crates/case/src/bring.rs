//! Bringing many items in at once: all of them become exhibits in one step, or,
//! when it is stopped, none.

use crate::{
    Case, Change, Error, SourceEdit,
    add::{name_of, open, seal},
};
use evidence::Number;
use std::{
    io::Cursor,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use store::originals::Staged;

/// An item that is to become an exhibit.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// A file; of a folder all files below it, those whose name begins with a dot left out.
    Path(PathBuf),
    /// Bytes that lie in no file, under the name they are given.
    Bytes {
        /// `pasted.png`
        name: String,
        /// What they are.
        bytes: Vec<u8>,
    },
}

/// What bringing items in gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// The new exhibits.
    pub added: Vec<Number>,
    /// What the reporter should know about them, in sentences.
    pub remarks: Vec<(Number, String)>,
    /// Items whose bytes the case has already.
    pub held: Vec<Twin>,
    /// Items that could not be read.
    pub refused: Vec<Error>,
}

/// An item whose bytes the case has already: it was not added again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// The name of the item.
    pub name: String,
    /// The exhibit with the same bytes.
    pub exhibit: Number,
    /// Whether that one lies in the bin.
    pub binned: bool,
}

/// Told how many bytes of how many were taken in; can stop the work, which
/// leaves the case as it was.
pub type Watch<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

impl Case {
    /// Brings items in, in one step. What cannot be read is refused and keeps
    /// nothing else out; bytes that the case has are not added twice.
    ///
    /// # Errors
    /// [`crate::Kind::Stopped`] when `watch` stopped it; the case is as it was before.
    pub fn bring(
        &mut self,
        items: Vec<Incoming>,
        edit: &SourceEdit,
        watch: Watch<'_>,
    ) -> Result<Change<Brought>, Error> {
        let book = self.book_for(edit)?;
        let mut brought = Brought::default();
        let items = unfold(items, &mut brought.refused);
        // Every byte is read twice: once to seal it, once to see what it is.
        let total = 2 * items.iter().map(size_bytes).sum::<u64>();
        let staged = self.stage_all(items, &mut brought, &mut |done| watch(done, total))?;
        let ids: Vec<_> = staged.iter().map(|_| self.machine.new_id()).collect();
        if staged.is_empty() {
            let (entry, _) = self.store.newest()?;
            return Ok(Change {
                value: brought,
                entry,
                stale: Default::default(),
            });
        }
        let change = self.change("add exhibit", |writing| {
            let mut done = total / 2;
            let mut hashes = Vec::new();
            for ((name, staged), id) in staged.iter().zip(ids) {
                if let Some((exhibit, binned)) = writing.holder(staged.sha256)? {
                    let name = name.clone();
                    brought.held.push(Twin {
                        name,
                        exhibit,
                        binned,
                    });
                    continue;
                }
                let (exhibit, remarks) = seal(writing, staged, name, edit, &book, id)?;
                let number = exhibit.number;
                hashes.push(format!("{number} SHA-256 {}", staged.sha256));
                brought.added.push(number);
                brought
                    .remarks
                    .extend(remarks.into_iter().map(|one| (number, one)));
                done += staged.size_bytes;
                if watch(done, total).is_break() {
                    return Err(Error::stopped());
                }
            }
            writing.describe(hashes.join("; "));
            Ok(brought)
        });
        if change.is_err() {
            let staged: Vec<Staged> = staged.into_iter().map(|(_, staged)| staged).collect();
            self.discard(&staged)?;
        }
        change
    }

    /// Stages every item that can be read and that the case does not have.
    fn stage_all(
        &mut self,
        items: Vec<Incoming>,
        brought: &mut Brought,
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Vec<(String, Staged)>, Error> {
        let mut all: Vec<(String, Staged)> = Vec::new();
        let mut before = 0;
        for item in items {
            let size = size_bytes(&item);
            match self.stage_item(item, &mut |done| watch(before + done)) {
                Ok((name, staged)) => match self.store.holder(staged.sha256)? {
                    Some((exhibit, binned)) => {
                        self.discard(&[staged])?;
                        brought.held.push(Twin {
                            name,
                            exhibit,
                            binned,
                        });
                    }
                    None => all.push((name, staged)),
                },
                Err(error) if error.kind == crate::Kind::User => brought.refused.push(error),
                Err(error) => {
                    let all: Vec<Staged> = all.into_iter().map(|(_, staged)| staged).collect();
                    self.discard(&all)?;
                    return Err(error);
                }
            }
            before += size;
        }
        Ok(all)
    }

    fn stage_item(
        &mut self,
        item: Incoming,
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<(String, Staged), Error> {
        match item {
            Incoming::Path(path) => {
                let name = name_of(&path);
                let staged = self.stage(open(&path)?, &name, watch)?;
                Ok((name, staged))
            }
            Incoming::Bytes { name, bytes } => {
                let staged = self.stage(Cursor::new(bytes), &name, watch)?;
                Ok((name, staged))
            }
        }
    }
}

/// The items with every folder replaced by the files below it.
fn unfold(items: Vec<Incoming>, refused: &mut Vec<Error>) -> Vec<Incoming> {
    let mut files = Vec::new();
    for item in items {
        match item {
            Incoming::Path(path) if path.is_dir() => {
                if let Err(error) = walk(&path, &mut files) {
                    let name = path.display();
                    refused.push(Error::user(format!("{name} could not be read: {error}")));
                }
            }
            item => files.push(item),
        }
    }
    files
}

/// Links are not followed: they lead out of what was brought.
fn walk(folder: &Path, files: &mut Vec<Incoming>) -> std::io::Result<()> {
    let mut entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type()?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            walk(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(Incoming::Path(entry.path()));
        }
    }
    Ok(())
}

fn size_bytes(item: &Incoming) -> u64 {
    match item {
        Incoming::Path(path) => path.metadata().map(|seen| seen.len()).unwrap_or_default(),
        Incoming::Bytes { bytes, .. } => bytes.len() as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Key, Kind, Machine, sample};

    fn sample_case(folder: &Path) -> Case {
        let machine = |mut last: u128| {
            let ids = move || {
                last += 1;
                evidence::Id::new(uuid::Uuid::from_u128(last))
            };
            Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
        };
        let path = folder.join("sample.plumb");
        sample::make(&path, machine(0)).expect("the sample can be made");
        Case::open(&path, Key::None, machine(1 << 64)).expect("the sample has no lock")
    }

    fn bytes(name: &str, text: &str) -> Incoming {
        Incoming::Bytes {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    fn bring(case: &mut Case, items: Vec<Incoming>) -> Brought {
        let watch = &mut |_, _| ControlFlow::Continue(());
        let change = case.bring(items, &SourceEdit::default(), watch);
        change.expect("it can be brought in").value
    }

    #[test]
    fn twelve_items_are_one_step_and_a_twin_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let before = case.library().expect("readable").len();
        let mut items: Vec<_> = (0..12)
            .map(|one| bytes(&format!("{one}.txt"), &format!("text {one}")))
            .collect();
        items.push(bytes("again.txt", "text 3"));
        items.push(Incoming::Path(folder.path().join("missing.png")));
        let brought = bring(&mut case, items);
        assert_eq!(brought.added.len(), 12);
        assert_eq!(brought.refused.len(), 1, "{:?}", brought.refused);
        let twin = &brought.held[0];
        assert_eq!(
            (twin.name.as_str(), twin.exhibit),
            ("again.txt", brought.added[3])
        );
        case.undo(1).expect("one step");
        assert_eq!(case.library().expect("readable").len(), before);
        case.redo(1).expect("and back");
        let sound = case.verify(None, &mut |_, _| ControlFlow::Continue(()));
        assert_eq!(sound.expect("verifiable").problems, []);
    }

    #[test]
    fn stopped_it_leaves_the_case_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let journal = case.journal().expect("readable").len();
        for stop_at in 1..=6 {
            let items = (0..3).map(|one| bytes(&format!("{one}.txt"), &format!("text {one}")));
            let mut told = 0;
            let stopped = case.bring(items.collect(), &SourceEdit::default(), &mut |_, _| {
                told += 1;
                if told == stop_at {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            });
            assert_eq!(stopped.expect_err("it was stopped").kind, Kind::Stopped);
        }
        assert_eq!(case.journal().expect("readable").len(), journal);
        assert_eq!(
            bring(&mut case, vec![bytes("0.txt", "text 0")]).added.len(),
            1
        );
    }

    #[test]
    fn of_a_folder_everything_below_it_comes_in_but_what_hides() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let dropped = folder.path().join("dropped");
        std::fs::create_dir_all(dropped.join("deep")).expect("folders");
        for (name, text) in [("a.txt", "a"), ("deep/b.txt", "b"), (".hidden", "c")] {
            std::fs::write(dropped.join(name), text).expect("a file");
        }
        assert_eq!(
            bring(&mut case, vec![Incoming::Path(dropped)]).added.len(),
            2
        );
    }
}
