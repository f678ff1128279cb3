//! Adding items to the case: sealed, hashed, numbered.

use crate::{Case, Change, Error, Kind, SourceEdit};
use evidence::{
    Exhibit, Held, Id, Noun, Number,
    exhibit::{CollectionRecord, Original},
};
use std::{
    fs::File,
    io::{Read, Seek},
    ops::ControlFlow,
    path::Path,
};
use store::originals;

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
        remarks: Vec<String>,
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
        let unreadable = |error: std::io::Error| {
            Error::new(
                Kind::User,
                format!("{} could not be read: {error}", path.display()),
            )
            .hint("Nothing was added for it.")
        };
        let mut file = File::open(path).map_err(unreadable)?;
        if !file.metadata().map_err(unreadable)?.is_file() {
            return Err(Error::user(format!("{} is not a file", path.display()))
                .hint("Nothing was added for it."));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.add_item(&mut file, &name, edit, batch, progress)
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
        let broken =
            |error: std::io::Error| Error::user(format!("{file_name} could not be read: {error}"));
        let inspected = capture::inspect(source, file_name).map_err(Error::user)?;
        source.rewind().map_err(broken)?;
        let import = self.machine.new_id().to_string();
        let staged = originals::stage(self.store.connection(), &import, source, progress)
            .map_err(store::StoreError::from)?;
        let book = self.casebook()?;
        if let Some(twin) = holder(&book.exhibits, staged.sha256) {
            originals::discard(self.store.connection(), &import)
                .map_err(store::StoreError::from)?;
            return Ok(Addition::AlreadyHeld(twin));
        }
        let mut exhibit = Exhibit {
            id: self.machine.new_id(),
            number: Number::new(Noun::Exhibit, 1),
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
        edit.apply(&mut exhibit, &book)?;
        let text = inspected.text.map(|text| text.text);
        let change = self.transact("add exhibit", Some(batch), |writing| {
            writing.seal_original(&staged, text.as_deref())?;
            exhibit.number.value = writing.next_number(Noun::Exhibit)?;
            writing.insert_exhibit(&exhibit)?;
            writing.name_subject(exhibit.number);
            writing.describe(format!("SHA-256 {}", staged.sha256));
            Ok(exhibit.number)
        })?;
        Ok(Addition::Added {
            number: change.value,
            remarks: inspected.remarks,
        })
    }

    /// Records an item that others cite and the case does not hold.
    pub fn cite(&mut self, edit: &SourceEdit) -> Result<Change<Number>, Error> {
        let title = edit
            .title
            .clone()
            .ok_or_else(|| Error::user("an item that is cited but not held needs a title"))?;
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
}

pub(crate) fn holder(exhibits: &[Exhibit], fingerprint: evidence::Fingerprint) -> Option<Number> {
    exhibits
        .iter()
        .find(|one| {
            one.original
                .as_ref()
                .is_some_and(|own| own.fingerprint == fingerprint)
        })
        .map(|one| one.number)
}
