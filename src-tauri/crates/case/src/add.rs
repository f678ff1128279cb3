//! Adding items to the case: sealed, hashed, numbered.

use crate::{Case, Change, Error, SourceEdit};
use claims::Casebook;
use evidence::{
    Exhibit, Held, Id, Noun, Number, Said,
    exhibit::{CollectionRecord, Original},
    said,
    said::reason,
};
use std::{
    fs::File,
    io::{Read, Seek},
    ops::ControlFlow,
    path::Path,
    sync::Arc,
};
use store::{
    StoreError, Writing,
    originals::{self, OriginalError, Staged},
};

/// Told how many bytes were taken in; can stop the work, which leaves the case as it was.
pub type Progress<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

/// What adding one item gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addition {
    /// A new exhibit.
    Added {
        /// Its number.
        number: Number,
        /// What the reporter should know about the file, in sentences.
        remarks: Vec<Said>,
    },
    /// An exhibit with the same bytes is in the case already; nothing was added.
    AlreadyHeld(Number),
}

impl Case {
    /// A batch: everything added with it is undone together.
    pub fn new_batch(&mut self) -> Id {
        self.machine.new_id()
    }

    /// Adds a file. Its bytes are streamed in, hashed and sealed; the file
    /// itself is left as it is.
    pub fn add_file(
        &mut self,
        path: &Path,
        edit: &SourceEdit,
        batch: Id,
        progress: Progress<'_>,
    ) -> Result<Addition, Error> {
        let mut file = open(path)?;
        self.add_item(&mut file, &name_of(path), edit, batch, progress)
    }

    /// Adds an item that is read from `source`; `file_name` is a label.
    pub fn add_item(
        &mut self,
        source: &mut (impl Read + Seek),
        file_name: &str,
        edit: &SourceEdit,
        batch: Id,
        progress: Progress<'_>,
    ) -> Result<Addition, Error> {
        let book = self.book_for(edit)?;
        let staged = self.stage(source, file_name, progress)?;
        if let Some((twin, _)) = self.store.holder(staged.sha256)? {
            self.forget(&staged.import)?;
            return Ok(Addition::AlreadyHeld(twin));
        }
        let id = self.machine.new_id();
        let sealed = self.transact("add exhibit", Some(batch), |writing| {
            let (exhibit, remarks) = seal(writing, &staged, file_name, edit, &book, id)?;
            writing.describe(format!("SHA-256 {}", staged.sha256));
            Ok((exhibit.number, remarks))
        });
        if sealed.is_err() {
            self.forget(&staged.import)?;
        }
        let (number, remarks) = sealed?.value;
        Ok(Addition::Added { number, remarks })
    }

    /// Records an item that others cite and the case does not hold.
    pub fn cite(&mut self, edit: &SourceEdit) -> Result<Change<Number>, Error> {
        let title = edit.title.clone().ok_or_else(|| {
            Error::user(said!(
                "title-needed",
                "an item that is cited but not held needs a title"
            ))
        })?;
        let book = self.casebook()?;
        let mut exhibit = Exhibit {
            id: self.machine.new_id(),
            number: Number::new(Noun::Exhibit, 1),
            title,
            kind: evidence::exhibit::Kind::Other,
            held: Held::CitedNotHeld,
            original: None,
            record: CollectionRecord::default(),
        };
        edit.apply(&mut exhibit, &book)?;
        self.change("cite exhibit", |writing| {
            exhibit.number.value = writing.next_number(Noun::Exhibit)?;
            writing.insert_exhibit(&exhibit)?;
            writing.name_subject(exhibit.number);
            writing.describe("cited, not held");
            Ok(exhibit.number)
        })
    }

    /// Reads an item to its end into the case, where it waits to be sealed.
    pub(crate) fn stage(
        &mut self,
        source: impl Read,
        name: &str,
        progress: Progress<'_>,
    ) -> Result<Staged, Error> {
        let import = self.machine.new_id().to_string();
        originals::stage(self.store.connection(), &import, source, progress)
            .map_err(|error| unstaged(name, error))
    }

    /// Forgets what an import staged and is not to be sealed.
    pub(crate) fn forget(&self, import: &str) -> Result<(), Error> {
        Ok(originals::discard(self.store.connection(), import).map_err(StoreError::from)?)
    }

    /// The casebook, when the record names an account or another exhibit.
    pub(crate) fn book_for(&self, edit: &SourceEdit) -> Result<Arc<Casebook>, Error> {
        if edit.account.is_none() && edit.derived_from.is_none() {
            return Ok(Arc::default());
        }
        self.casebook()
    }
}

/// Makes what was staged an exhibit: its bytes an original, its words beside it,
/// its record as `edit` says. Answers it with what the reporter should know.
pub(crate) fn seal(
    writing: &mut Writing<'_>,
    staged: &Staged,
    file_name: &str,
    edit: &SourceEdit,
    book: &Casebook,
    id: Id,
) -> Result<(Exhibit, Vec<Said>), Error> {
    writing.seal_original(staged, None)?;
    let mut original = writing.open_original(staged.sha256)?;
    let inspected = capture::inspect(&mut original, file_name)
        .map_err(|error| Error::user(Said::from(&error)))?;
    drop(original);
    if let Some(text) = &inspected.text {
        writing.keep_text(staged.sha256, &text.text)?;
    }
    let mut exhibit = Exhibit {
        id,
        number: Number::new(Noun::Exhibit, writing.next_number(Noun::Exhibit)?),
        title: inspected.title,
        kind: inspected.kind,
        held: Held::Held,
        original: Some(Original {
            fingerprint: staged.sha256,
            size_bytes: staged.size_bytes,
            media_type: inspected.media_type,
            file_name: file_name.to_owned(),
        }),
        record: CollectionRecord::default(),
    };
    edit.apply(&mut exhibit, book)?;
    writing.insert_exhibit(&exhibit)?;
    writing.name_subject(exhibit.number);
    Ok((exhibit, inspected.remarks))
}

/// Why an item did not come in.
pub(crate) fn unstaged(name: &str, error: OriginalError) -> Error {
    match error {
        OriginalError::Unreadable(why) => unreadable(name, &why),
        error => StoreError::from(error).into(),
    }
}

/// Opens a file that is to be read.
pub(crate) fn open(path: &Path) -> Result<File, Error> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|why| unreadable(&name, &why))?;
    if !file
        .metadata()
        .map_err(|why| unreadable(&name, &why))?
        .is_file()
    {
        return Err(Error::user(said!("not-a-file", "{} is not a file", name))
            .hint("Nothing was added for it."));
    }
    Ok(file)
}

/// The name of a file: a label, never a path.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

pub(crate) fn unreadable(name: &str, why: &std::io::Error) -> Error {
    let text = format!("{name} could not be read: {why}");
    let values = vec![name.to_owned(), reason(why)];
    Error::user(Said::new("not-read", text, values)).hint("Nothing was added for it.")
}
