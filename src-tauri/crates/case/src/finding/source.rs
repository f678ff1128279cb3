//! The sealed data file behind a finding: read again whenever it is asked.

use crate::error::told_posts;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Read;
use std::ops::ControlFlow;

use evidence::{Exhibit, Fingerprint, Noun, Number};
use evidence::{exhibit::Original, said};
use posts::finding::{Made, Question, Trace};
use posts::reading::{
    self, Field, HEAD, Mapping, ObjectKind, Options, RowWords, Sheet, Unreadable, Wanted, Zone,
};
use posts::{DataSet, Texts};
use sha2::{Digest, Sha256};
use store::{StoreError, originals};

use super::record::Row;
use super::{Told, objects};
use crate::posts::KnownPictures;
use crate::{Case, Error, Turns, read, turns::SealedFile};

/// A file of posts in the case, and how it is read.
#[derive(Clone, Debug)]
pub struct PostsSource {
    /// What a person calls it: `D-1`, or the exhibit itself.
    pub name: String,
    /// The exhibit that holds the file.
    pub exhibit: Number,
    /// Which column holds what; guessed when none.
    pub mapping: Option<Mapping>,
    /// The zone of stamps that name none.
    pub zone: Option<Zone>,
    /// The column of pictures, where a question names one.
    pub pictures: Option<String>,
}

impl PostsSource {
    /// A file that was added as an exhibit, read as it is recognised.
    pub fn of_exhibit(exhibit: Number) -> PostsSource {
        PostsSource {
            name: exhibit.to_string(),
            exhibit,
            mapping: None,
            zone: None,
            pictures: None,
        }
    }

    /// Which column holds what. Pictures are not among the columns that a case keeps, so that the
    /// file itself says where they are, unless the import or the question did.
    fn mapping_in(&self, mut sheet: Sheet, wanted: Wanted) -> Result<Mapping, Unreadable> {
        if let Some(column) = &self.pictures {
            sheet.map(Field::Picture, column)?;
        }
        let Some(mut mapping) = self.mapping.clone() else {
            return Ok(sheet.mapping);
        };
        let is_said = mapping.column(Field::Picture).is_some() && self.pictures.is_none();
        if wanted.pictures && !is_said {
            let column = sheet.mapping.column(Field::Picture);
            mapping.set(Field::Picture, column.unwrap_or_default());
        }
        Ok(mapping)
    }

    fn unreadable(&self, error: Unreadable) -> Error {
        let error = match error {
            Unreadable::Stopped => return Error::stopped(),
            Unreadable::Io(error) => match error.downcast::<Error>() {
                Ok(own) => return own,
                Err(other) => Unreadable::Io(other),
            },
            other => other,
        };
        Error::user(told_posts(&self.name, &error)).hint("Nothing was changed.")
    }
}

/// A sealed file that was read, and how.
pub(crate) struct Sealed {
    pub(crate) exhibit: Exhibit,
    pub(crate) fingerprint: Fingerprint,
    pub(crate) mapping: Mapping,
    pub(crate) data: DataSet,
    /// What is known of the pictures, where the question is about them.
    pub(crate) pictures: Option<KnownPictures>,
    is_utf8: bool,
    words: RowWords,
    kind: Kind,
    /// What questions made of the data.
    pub(crate) made: Made,
    /// The beginnings of texts that were asked for, by their rows.
    texts: RefCell<BTreeMap<u32, String>>,
}

/// What makes a file that was read of use for another question.
#[derive(PartialEq)]
struct Kind {
    mapping: Option<Mapping>,
    zone: Option<Zone>,
    pictures: Option<String>,
    wanted: Wanted,
    objects: ObjectKind,
}

impl Case {
    /// The posts of a data set, or of an exhibit that holds a file of posts.
    ///
    /// # Errors
    /// When the case has no such data set.
    pub fn posts_source(&self, number: Number) -> Result<PostsSource, Error> {
        if number.noun != Noun::DataSet {
            return Ok(PostsSource::of_exhibit(number));
        }
        let set = self
            .data_sets()?
            .into_iter()
            .find(|set| set.number == number);
        let set = set.ok_or_else(|| Error::not_found(number))?;
        let zone = set
            .reading
            .zone
            .map(|zone| zone.parse().map_err(Error::user));
        Ok(PostsSource {
            name: number.to_string(),
            exhibit: set.exhibit,
            mapping: Some(set.reading.mapping),
            zone: zone.transpose()?,
            pictures: None,
        })
    }

    pub(crate) fn original(
        &self,
        fingerprint: Fingerprint,
    ) -> Result<originals::Reader<'_>, Error> {
        Ok(originals::open(self.store.connection(), fingerprint).map_err(StoreError::from)?)
    }
}

impl Sealed {
    /// What a question needs of a sealed file: as the question before it left it, where that is
    /// of use for this one, else read. [`Sealed::keep`] leaves it for the next.
    ///
    /// # Errors
    /// As [`Sealed::read`].
    pub(crate) fn known_or_read(
        turns: &mut impl Turns,
        source: &PostsSource,
        question: &Question,
        told: Told<'_>,
    ) -> Result<Sealed, Error> {
        let (exhibit, original) = turns.turn(|case| original_of(case, source))?;
        // Another one is forgotten before this one is read: two would take too much memory.
        let known = turns.turn(|case| Ok(case.asked.take()))?;
        let (wanted, objects) = (question.wanted(), objects(question));
        let kind = kind(source, wanted, objects);
        let is_of_use = |known: &Sealed| {
            known.fingerprint == original.fingerprint
                && known.kind == kind
                && known.serves(question)
        };
        match known.filter(|known| is_of_use(known)) {
            Some(mut known) => {
                known.exhibit = exhibit;
                Ok(*known)
            }
            None => Sealed::read(turns, source, wanted, objects, told),
        }
    }

    /// Once [`Sealed::keep`] has left it, what is still there is enough for the question: its
    /// texts are not asked for, or are cut already.
    pub(crate) fn serves(&self, question: &Question) -> bool {
        let is_cut = question.by == Trace::NearText && self.made.has_cut(question.words);
        !question.wanted().texts || is_cut
    }

    /// Leaves what was read and made for the next question; of texts that are cut only the words.
    ///
    /// # Errors
    /// When the case was closed meanwhile.
    pub(crate) fn keep(mut self, turns: &mut impl Turns) -> Result<(), Error> {
        self.data.texts = Texts::default();
        turns.turn(|case| {
            case.asked.replace(Some(Box::new(self)));
            Ok(())
        })
    }

    /// Reads the wanted columns of a sealed file of posts.
    ///
    /// # Errors
    /// When the exhibit holds no posts that can be read, or `told` said stop.
    pub(crate) fn read(
        turns: &mut impl Turns,
        source: &PostsSource,
        wanted: Wanted,
        objects: ObjectKind,
        told: Told<'_>,
    ) -> Result<Sealed, Error> {
        let (exhibit, original) = turns.turn(|case| original_of(case, source))?;
        let fingerprint = original.fingerprint;
        let size = original.size_bytes.max(1) as f32;
        let mut head = Vec::new();
        SealedFile::open(turns, fingerprint)?
            .take(HEAD as u64)
            .read_to_end(&mut head)
            .map_err(|error| source.unreadable(error.into()))?;
        let sheet = reading::inspect(&head).map_err(|error| source.unreadable(error))?;
        let is_utf8 = sheet.encoding == "UTF-8";
        let mapping = source.mapping_in(sheet, wanted);
        let mapping = mapping.map_err(|error| source.unreadable(error))?;
        let options = Options {
            mapping: Some(mapping.clone()),
            zone: source.zone,
            objects,
            ..Options::new(wanted)
        };
        let file = SealedFile::open(turns, fingerprint)?;
        let data = reading::read(file, &options, &mut |so_far| {
            told((so_far.bytes as f32 / size).min(1.0))
        });
        Ok(Sealed {
            data: data.map_err(|error| source.unreadable(error))?,
            exhibit,
            fingerprint,
            is_utf8,
            words: RowWords::of(&head, &mapping),
            kind: kind(source, wanted, objects),
            made: Made::default(),
            texts: RefCell::default(),
            mapping,
            pictures: None,
        })
    }

    /// Where the rows stand in the file, and what their bytes hash to.
    pub(crate) fn row_records(
        &self,
        turns: &mut impl Turns,
        rows: &[u32],
    ) -> Result<Vec<Row>, Error> {
        let mut file = SealedFile::open(turns, self.fingerprint)?;
        let mut bytes = Vec::new();
        rows.iter()
            .map(|row| {
                let row = self.data.row[*row as usize];
                let mut sha256 = String::new();
                if self.is_utf8 {
                    file.bytes_of(&row, &mut bytes)?;
                    sha256 = Fingerprint::new(Sha256::digest(&bytes).into()).to_string();
                }
                Ok(Row {
                    line: row.line,
                    offset: row.offset,
                    length: row.length,
                    sha256,
                })
            })
            .collect()
    }

    /// The beginnings of the texts of some rows, as they stand in the file. They are read once:
    /// with another window mostly the same things are posted.
    pub(crate) fn texts_of(
        &self,
        turns: &mut impl Turns,
        source: &PostsSource,
        rows: &[u32],
    ) -> Result<Vec<String>, Error> {
        let is_new = |row: &&u32| !self.texts.borrow().contains_key(row);
        let new: Vec<u32> = rows.iter().filter(is_new).copied().collect();
        if !new.is_empty() {
            let texts = self.read_texts(turns, source, &new)?;
            self.texts.borrow_mut().extend(new.into_iter().zip(texts));
        }
        let texts = self.texts.borrow();
        Ok(rows.iter().map(|row| texts[row].clone()).collect())
    }

    fn read_texts(
        &self,
        turns: &mut impl Turns,
        source: &PostsSource,
        rows: &[u32],
    ) -> Result<Vec<String>, Error> {
        const SHOWN: usize = 160;
        let shown = |text: &str| text.chars().take(SHOWN).collect::<String>();
        if self.is_utf8 {
            let mut file = SealedFile::open(turns, self.fingerprint)?;
            let mut bytes = Vec::new();
            let text = |at: &u32| {
                let (before, rest) = self.data.row.split_at(*at as usize);
                file.bytes_of(&rest[0], &mut bytes)?;
                let nth = before.iter().rev().take_while(|row| **row == rest[0]);
                Ok(shown(&self.words.text(&bytes, nth.count())))
            };
            return rows.iter().map(text).collect();
        }
        let wanted = Wanted {
            texts: true,
            ..Wanted::default()
        };
        let options = Options {
            mapping: Some(self.mapping.clone()),
            zone: source.zone,
            ..Options::new(wanted)
        };
        let mut found: BTreeMap<u32, String> =
            rows.iter().map(|row| (*row, String::new())).collect();
        let mut start = 0u32;
        let mut take = |block: DataSet, _: reading::Progress| {
            let end = start + block.len() as u32;
            for (row, text) in found.range_mut(start..end) {
                let at = (row - start) as usize;
                if at < block.texts.len() {
                    *text = shown(block.texts.get(at));
                }
            }
            start = end;
            ControlFlow::Continue(())
        };
        let file = SealedFile::open(turns, self.fingerprint)?;
        reading::read_blocks(file, &options, &mut take)
            .map_err(|error| source.unreadable(error))?;
        Ok(rows.iter().map(|row| found[row].clone()).collect())
    }
}

fn original_of(case: &Case, source: &PostsSource) -> Result<(Exhibit, Original), Error> {
    let exhibit = read::exhibit(&*case.casebook()?, source.exhibit)?.clone();
    let original = exhibit.original.clone();
    let nothing = || {
        Error::user(said!(
            "exhibit-without-file",
            "{} holds no file",
            exhibit.number
        ))
    };
    let original = original.ok_or_else(nothing)?;
    Ok((exhibit, original))
}

fn kind(source: &PostsSource, wanted: Wanted, objects: ObjectKind) -> Kind {
    Kind {
        mapping: source.mapping.clone(),
        zone: source.zone,
        pictures: source.pictures.clone(),
        wanted,
        objects,
    }
}
