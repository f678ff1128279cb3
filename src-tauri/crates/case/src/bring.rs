//! Bringing many items in at once: all of them become exhibits in one step, or,
//! when it is stopped, none.

use crate::add::unreadable;
use crate::{
    Case, Change, Error, SourceEdit,
    add::{name_of, open, seal, unstaged},
};
use evidence::{Number, Said};
use std::{
    io::{Cursor, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
    vec,
};
use store::{
    StoreError,
    originals::{Staged, Staging},
};

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
    pub remarks: Vec<(Number, Said)>,
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

/// Items on their way in. They are read chunk by chunk, and between two chunks
/// the case serves others; nothing of them is in the case before
/// [`Case::seal_brought`]. Dropped without [`Case::give_up`], it leaves bytes
/// that are nobody's, which the next opening sweeps away.
pub struct Bringing {
    waiting: vec::IntoIter<Incoming>,
    current: Option<(String, Staging<Box<dyn Read + Send>>)>,
    staged: Vec<(String, Staged)>,
    brought: Brought,
    size_bytes: u64,
    read_bytes: u64,
}

impl Bringing {
    /// Items that are about to be read.
    pub fn of(items: Vec<Incoming>) -> Self {
        let mut brought = Brought::default();
        let items = unfold(items, &mut brought.refused);
        Self {
            size_bytes: items.iter().map(size_bytes).sum(),
            waiting: items.into_iter(),
            current: None,
            staged: Vec::new(),
            brought,
            read_bytes: 0,
        }
    }

    /// How much of how much is done: every byte is read twice, once to take it
    /// in, once to see what it is.
    pub fn progress(&self) -> (u64, u64) {
        let current = self.current.as_ref();
        let current = current.map_or(0, |(_, staging)| staging.size_bytes());
        (self.read_bytes + current, 2 * self.size_bytes)
    }
}

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
        let mut bringing = Bringing::of(items);
        while self.bring_on(&mut bringing)? {
            let (done, total) = bringing.progress();
            if watch(done, total).is_break() {
                self.give_up(bringing)?;
                return Err(Error::stopped());
            }
        }
        self.seal_brought(bringing, edit, watch)
    }

    /// Takes the next chunk in; answers whether there was one. After an error
    /// nothing of the items is left.
    pub fn bring_on(&mut self, bringing: &mut Bringing) -> Result<bool, Error> {
        while bringing.current.is_some() || bringing.waiting.len() > 0 {
            match self.take_chunk(bringing) {
                Ok(false) => {}
                Err(error) if error.kind == crate::Kind::User => {
                    bringing.brought.refused.push(error);
                }
                Err(error) => {
                    let items = std::mem::replace(bringing, Bringing::of(Vec::new()));
                    self.give_up(items)?;
                    return Err(error);
                }
                Ok(true) => return Ok(true),
            }
        }
        Ok(false)
    }

    /// Forgets items that were on their way in: the case is as it was before.
    pub fn give_up(&self, bringing: Bringing) -> Result<(), Error> {
        if let Some((_, staging)) = &bringing.current {
            self.forget(staging.import())?;
        }
        self.forget_all(&bringing.staged)
    }

    /// Makes exhibits of all that was read to its end, in one step.
    ///
    /// # Errors
    /// [`crate::Kind::Stopped`] when `watch` stopped it; the case is as it was before.
    pub fn seal_brought(
        &mut self,
        bringing: Bringing,
        edit: &SourceEdit,
        watch: Watch<'_>,
    ) -> Result<Change<Brought>, Error> {
        let book = match self.book_for(edit) {
            Ok(book) => book,
            Err(error) => {
                self.give_up(bringing)?;
                return Err(error);
            }
        };
        let total = 2 * bringing.size_bytes;
        let (staged, mut brought) = (bringing.staged, bringing.brought);
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
            self.forget_all(&staged)?;
        }
        change
    }

    fn forget_all(&self, staged: &[(String, Staged)]) -> Result<(), Error> {
        staged
            .iter()
            .try_for_each(|(_, staged)| self.forget(&staged.import))
    }

    /// Takes a chunk of the item that is being read, or begins the next one;
    /// answers whether there was one.
    fn take_chunk(&mut self, bringing: &mut Bringing) -> Result<bool, Error> {
        let (name, mut staging) = match bringing.current.take() {
            Some(current) => current,
            None => match bringing.waiting.next() {
                Some(item) => self.begin(item)?,
                None => return Ok(false),
            },
        };
        let before = staging.size_bytes();
        let connection = self.store.connection();
        let more = match staging.step(connection) {
            Ok(more) => more,
            Err(error) => {
                self.forget(staging.import())?;
                return Err(unstaged(&name, error));
            }
        };
        let was_any = staging.size_bytes() > before;
        if more {
            bringing.current = Some((name, staging));
            return Ok(was_any);
        }
        bringing.read_bytes += staging.size_bytes();
        let staged = staging.finish(connection).map_err(StoreError::from)?;
        match self.store.holder(staged.sha256)? {
            Some((exhibit, binned)) => {
                self.forget(&staged.import)?;
                bringing.brought.held.push(Twin {
                    name,
                    exhibit,
                    binned,
                });
            }
            None => bringing.staged.push((name, staged)),
        }
        Ok(was_any)
    }

    fn begin(&mut self, item: Incoming) -> Result<(String, Staging<Box<dyn Read + Send>>), Error> {
        let (name, source): (_, Box<dyn Read + Send>) = match item {
            Incoming::Path(path) => (name_of(&path), Box::new(open(&path)?)),
            Incoming::Bytes { name, bytes } => (name, Box::new(Cursor::new(bytes))),
        };
        let import = self.machine.new_id().to_string();
        let staging = Staging::begin(self.store.connection(), &import, source);
        Ok((name, staging.map_err(StoreError::from)?))
    }
}

/// The items with every folder replaced by the files below it.
fn unfold(items: Vec<Incoming>, refused: &mut Vec<Error>) -> Vec<Incoming> {
    let mut files = Vec::new();
    for item in items {
        match item {
            Incoming::Path(path) if path.is_dir() => {
                if let Err(error) = walk(&path, &mut files) {
                    refused.push(unreadable(&path.display().to_string(), &error));
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
    fn between_two_chunks_the_case_serves_others_and_half_a_file_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let before = case.library().expect("readable").len();
        let long = "a line of a long text\n".repeat(100_000);
        let begin = |case: &mut Case, name: &str| {
            let mut bringing = Bringing::of(vec![bytes("first.txt", name), bytes(name, &long)]);
            for _ in 0..2 {
                assert!(case.bring_on(&mut bringing).expect("it can be read"));
            }
            bringing
        };
        let mut one = begin(&mut case, "one.txt");
        let other = begin(&mut case, "other.txt");
        case.write_manuscript("What was typed meanwhile.")
            .expect("saved");
        assert_eq!(case.library().expect("readable").len(), before);
        case.give_up(other).expect("forgotten");
        while case.bring_on(&mut one).expect("it can be read") {}
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let brought = case.seal_brought(one, &SourceEdit::default(), go_on);
        assert_eq!(brought.expect("sealed").value.added.len(), 2);
        let journal = case.journal().expect("readable");
        let last: Vec<_> = journal.iter().rev().take(2).collect();
        assert_eq!(last[0].operation, "add exhibit", "{last:?}");
        assert_eq!(last[1].operation, crate::write::WRITE, "{last:?}");

        let half = begin(&mut case, "half.txt");
        drop((half, case));
        let machine = Machine::new(
            chrono::DateTime::default,
            || unreachable!(),
            "UTC",
            "a test",
        );
        let path = folder.path().join("sample.plumb");
        let case = Case::open(&path, Key::None, machine).expect("no lock");
        assert_eq!(case.library().expect("readable").len(), before + 2);
        let sound = case.verify(None, &mut |_, _| ControlFlow::Continue(()));
        assert_eq!(sound.expect("verifiable").problems, []);
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
