//! Files of posts on disk.

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use posts::DataSet;
use posts::reading::{self, Field, HEAD, Options, Sheet, Unreadable, Wanted, Zone};

use crate::{Error, error::told_posts};

/// Told how far a file was read, in bytes and posts; can stop the work.
pub type ReadProgress<'a> = &'a mut dyn FnMut(reading::Progress) -> ControlFlow<()>;

/// What a person says about a file of posts, over what is recognised and guessed.
#[derive(Debug, Clone, Default)]
pub struct FileReading {
    /// Columns put in a field's place; an empty one takes the field away.
    pub columns: Vec<(Field, String)>,
    /// The zone of stamps that name none.
    pub zone: Option<Zone>,
}

/// Looks at the beginning of a file: its columns, first rows and guessed mapping.
pub fn inspect_file(path: &Path) -> Result<Sheet, Error> {
    let mut head = Vec::new();
    let file = open(path)?;
    file.take(HEAD as u64)
        .read_to_end(&mut head)
        .map_err(|error| unreadable(path, Unreadable::Io(error)))?;
    reading::inspect(&head).map_err(|error| unreadable(path, error))
}

impl FileReading {
    /// The sheet of a file with what the person said put in.
    pub(crate) fn sheet(&self, path: &Path) -> Result<Sheet, Error> {
        let mut sheet = inspect_file(path)?;
        for (field, column) in &self.columns {
            sheet
                .map(*field, column)
                .map_err(|error| unreadable(path, error))?;
        }
        Ok(sheet)
    }

    /// Reads the wanted columns of a whole file into memory.
    pub(crate) fn read(
        &self,
        path: &Path,
        options: Options,
        progress: ReadProgress<'_>,
    ) -> Result<DataSet, Error> {
        let options = Options {
            mapping: Some(self.sheet(path)?.mapping),
            zone: self.zone,
            ..options
        };
        reading::read(open(path)?, &options, progress).map_err(|error| unreadable(path, error))
    }
}

/// The columns that every query needs and no more.
pub(crate) const ALWAYS: Wanted = Wanted {
    rows: false,
    text: false,
    texts: false,
    reply: false,
    links: false,
    hashtags: false,
    language: false,
    profiles: false,
    sieves: false,
    pictures: false,
};

pub(crate) fn open(path: &Path) -> Result<File, Error> {
    File::open(path).map_err(|error| unreadable(path, Unreadable::Io(error)))
}

pub(crate) fn unreadable(path: &Path, error: Unreadable) -> Error {
    let is_about_columns = matches!(error, Unreadable::Unmapped { .. } | Unreadable::NoColumn(_));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let error = Error::user(told_posts(&name, &error)).hint("Nothing was changed.");
    match is_about_columns {
        true => error.at_prompt("Say which column holds what: --map time=COLUMN."),
        false => error,
    }
}
