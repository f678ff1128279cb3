//! Data sets in the case, and their columns in memory.

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use evidence::{Fingerprint, Id, Noun, Number, said};
use posts::finding::Trace;
use posts::packed::Column;
use posts::reading::{self, Options, Wanted};
use posts::{DataSet, Row, sieve};
use serde::Serialize;
use store::post_blocks::Part;
use store::{KeptDataSet, StoreError, originals, post_blocks};

use super::edges::{EdgeQuery, Edges};
use super::import::{DataReading, KEPT};
use super::pictures::KnownPictures;
use super::whole;
use crate::finding::{PostsSource, Sealed};
use crate::{Case, Error, Kind};

/// The most posts whose columns stay in memory: about 200 MB.
pub(crate) const MOST_LOOKED_AT: usize = 3_000_000;

const TEXTS: Wanted = Wanted {
    texts: true,
    ..super::file::ALWAYS
};

/// A data set as `plumb list` and the window show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataSetView {
    /// Such as `D-1`.
    pub number: Number,
    /// What people call it.
    pub title: String,
    /// The exhibit that seals the file.
    pub exhibit: Number,
    /// How it is read and what was counted.
    pub reading: DataReading,
}

/// A post, by its row in the sealed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundPost {
    /// The data set.
    pub data_set: Number,
    /// Its place among the data set's posts, from 0.
    pub post: usize,
    /// The line its row begins on, from 1.
    pub line: u32,
    /// The row as it stands in the file.
    pub row: String,
}

impl Case {
    /// The data sets, in the order of their numbers.
    pub fn data_sets(&self) -> Result<Vec<DataSetView>, Error> {
        let book = self.casebook()?;
        let kept = self.store.data_sets()?;
        kept.iter()
            .map(|kept| {
                let exhibit = book.exhibit(kept.exhibit).map(|one| one.number);
                Ok(DataSetView {
                    number: kept.number,
                    title: kept.title.clone(),
                    exhibit: exhibit.ok_or_else(|| damaged(kept))?,
                    reading: reading_of(kept)?,
                })
            })
            .collect()
    }

    /// The columns of a data set: accounts and times always, the others at least as asked.
    pub fn data(&self, number: Number, wanted: Wanted) -> Result<Arc<DataSet>, Error> {
        let kept = self.kept(number)?;
        match self.in_memory(&kept) {
            Some(data) if !wanted.texts && !wanted.pictures => Ok(data),
            _ => self.loaded(&kept, wanted).map(Arc::new),
        }
    }

    fn loaded(&self, kept: &KeptDataSet, wanted: Wanted) -> Result<DataSet, Error> {
        match self.load(kept, wanted)? {
            Some(set) => Ok(set),
            None => self.read_again(kept, wanted),
        }
    }

    fn in_memory(&self, kept: &KeptDataSet) -> Option<Arc<DataSet>> {
        let looked_at = self.looked_at.borrow();
        let known = looked_at.as_ref().filter(|(key, _)| *key == kept.key);
        known.map(|(_, data)| Arc::clone(data))
    }

    /// The fingerprint of the file a data set was read from, and how it is read.
    pub fn data_source(&self, number: Number) -> Result<(Fingerprint, DataReading), Error> {
        let kept = self.kept(number)?;
        Ok((self.original_of(kept.exhibit)?, reading_of(&kept)?))
    }

    /// Finds the edges in a data set of the case.
    pub fn edges(&self, number: Number, query: EdgeQuery) -> Result<Edges, Error> {
        if query.by == Trace::Picture {
            return self.edges_by_picture(&self.posts_source(number)?, query);
        }
        query.answer(&*self.data(number, query.wanted())?)
    }

    /// Finds edges by picture, of which a case keeps no column: the sealed file is read.
    pub fn edges_by_picture(&self, source: &PostsSource, query: EdgeQuery) -> Result<Edges, Error> {
        let go_on = &mut |_| ControlFlow::Continue(());
        let mut turns = self;
        let sealed = Sealed::read(&mut turns, source, query.wanted(), query.objects(), go_on)?;
        let mut data = sealed.data;
        KnownPictures::look_up(&mut turns, &mut data, &source.name, go_on)?;
        query.answer(&data)
    }

    /// The bytes of rows in the sealed file, each checked against its hash on the way.
    pub fn rows(&self, number: Number, rows: &[Row]) -> Result<Vec<String>, Error> {
        let kept = self.kept(number)?;
        let original = self.original_of(kept.exhibit)?;
        let row = |row: &Row| {
            let range = row.offset..row.offset + u64::from(row.length);
            let bytes = originals::read(self.store.connection(), original, range)
                .map_err(StoreError::from)?;
            Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
        };
        rows.iter().map(row).collect()
    }

    /// Finds the posts whose rows hold all of `words`, at most `limit` in each data set.
    pub fn search_posts(&self, words: &str, limit: usize) -> Result<Vec<FoundPost>, Error> {
        let Some(words) = sieve::Words::read(words) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for kept in self.store.data_sets()? {
            found.extend(self.search_in(&kept, &words, limit)?);
        }
        Ok(found)
    }

    fn search_in(
        &self,
        kept: &KeptDataSet,
        words: &sieve::Words,
        limit: usize,
    ) -> Result<Vec<FoundPost>, Error> {
        let set = match self.in_memory(kept).filter(|set| !set.sieves.is_empty()) {
            Some(set) => set,
            None => match self.load_columns(kept, &[Column::Row, Column::Sieve])? {
                Some(set) if !set.sieves.is_empty() => Arc::new(set),
                _ => return Ok(Vec::new()),
            },
        };
        let mut found = Vec::new();
        // The rows of a file that is not UTF-8 are not where they are counted: of its posts
        // only the texts are looked at.
        let mut decoded = None;
        let mut is_known_utf8 = None;
        for group in words.candidates(&set.sieves) {
            let posts = group * sieve::POSTS..set.row.len().min((group + 1) * sieve::POSTS);
            let is_utf8 = match is_known_utf8 {
                Some(known) => known,
                None => {
                    *is_known_utf8.insert(is_utf8(&self.head_of(self.original_of(kept.exhibit)?)?))
                }
            };
            let rows = if is_utf8 {
                self.rows_together(kept, &set.row, posts.clone())?
            } else {
                let read = match &mut decoded {
                    Some(read) => read,
                    none => none.insert(self.read_again(kept, TEXTS)?),
                };
                let text = |at: usize| read.texts.get(at).to_owned();
                posts.clone().map(text).collect()
            };
            let holds = |(_, row): &(usize, String)| words.stand_in(&plain(row));
            for (post, row) in posts.zip(rows).filter(holds) {
                found.push(FoundPost {
                    data_set: kept.number,
                    post,
                    line: set.row[post].line,
                    row,
                });
                if found.len() == limit {
                    return Ok(found);
                }
            }
        }
        Ok(found)
    }

    fn head_of(&self, original: Fingerprint) -> Result<Vec<u8>, Error> {
        let head = 0..reading::HEAD as u64;
        Ok(originals::read(self.store.connection(), original, head).map_err(StoreError::from)?)
    }

    /// Rows that stand together, read at once.
    fn rows_together(
        &self,
        kept: &KeptDataSet,
        rows: &[Row],
        posts: Range<usize>,
    ) -> Result<Vec<String>, Error> {
        let rows = &rows[posts];
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Ok(Vec::new());
        };
        let end = last.offset + u64::from(last.length);
        let original = self.original_of(kept.exhibit)?;
        let bytes = originals::read(self.store.connection(), original, first.offset..end)
            .map_err(StoreError::from)?;
        let text = |row: &Row| {
            let start = (row.offset - first.offset) as usize;
            let bytes = bytes.get(start..start + row.length as usize);
            String::from_utf8_lossy(bytes.unwrap_or_default())
                .trim_end()
                .to_owned()
        };
        Ok(rows.iter().map(text).collect())
    }

    pub(crate) fn kept(&self, number: Number) -> Result<KeptDataSet, Error> {
        if number.noun != Noun::DataSet {
            return Err(Error::user(said!(
                "not-a-data-set",
                "{} is not a data set",
                number
            )));
        }
        let all = self.store.data_sets()?;
        let found = all.into_iter().find(|one| one.number == number);
        found.ok_or_else(|| Error::not_found(number))
    }

    fn original_of(&self, exhibit: Id) -> Result<Fingerprint, Error> {
        let book = self.casebook()?;
        let exhibit = book.exhibit(exhibit);
        let original = exhibit.and_then(|one| one.original.as_ref());
        original
            .map(|original| original.fingerprint)
            .ok_or_else(|| {
                Error::new(
                    Kind::Damaged,
                    said!(
                        "data-file-missing",
                        "the file of a data set is not in the case"
                    ),
                )
            })
    }

    fn load(&self, kept: &KeptDataSet, wanted: Wanted) -> Result<Option<DataSet>, Error> {
        if wanted.texts || wanted.pictures {
            return Ok(None);
        }
        let asked = [
            (Column::Posting, true),
            (Column::Row, wanted.rows),
            (Column::Id, true),
            (Column::Repost, true),
            (Column::Text, wanted.text),
            (Column::Reply, wanted.reply),
            (Column::Links, wanted.links),
            (Column::Tags, wanted.hashtags),
            (Column::Language, wanted.language),
            (Column::Sieve, wanted.sieves),
        ];
        let columns: Vec<Column> = asked
            .into_iter()
            .filter_map(|(column, is_asked)| is_asked.then_some(column))
            .collect();
        let Some(mut set) = self.load_columns(kept, &columns)? else {
            return Ok(None);
        };
        if wanted.profiles {
            let connection = self.store.connection();
            let bytes = post_blocks::whole(connection, &kept.key, Part::Profiles)?;
            let Some(profiles) = bytes.and_then(|bytes| whole::unpack_profiles(&bytes)) else {
                return Ok(None);
            };
            set.profiles = profiles;
        }
        Ok(Some(set))
    }

    /// `None` when the columns are not here and have to be made again.
    fn load_columns(
        &self,
        kept: &KeptDataSet,
        columns: &[Column],
    ) -> Result<Option<DataSet>, Error> {
        let connection = self.store.connection();
        let Some(bytes) = post_blocks::whole(connection, &kept.key, Part::Whole)? else {
            return Ok(None);
        };
        let Some(mut set) = whole::unpack(&bytes) else {
            return Ok(None);
        };
        drop(bytes);
        for column in columns {
            if !post_blocks::load(connection, &kept.key, *column, &mut set)? {
                return Ok(None);
            }
        }
        Ok(Some(set))
    }

    /// Reads the sealed file once more, for texts, or after an undo took the columns away.
    fn read_again(&self, kept: &KeptDataSet, wanted: Wanted) -> Result<DataSet, Error> {
        let reading = reading_of(kept)?;
        let options = Options {
            mapping: Some(reading.mapping),
            zone: reading.zone.as_deref().and_then(|zone| zone.parse().ok()),
            ..Options::new(wanted)
        };
        let original = self.original_of(kept.exhibit)?;
        let file = originals::open(self.store.connection(), original).map_err(StoreError::from)?;
        reading::read(file, &options, &mut |_| ControlFlow::Continue(())).map_err(|error| {
            Error::new(
                Kind::Damaged,
                said!("sealed-unread", "{}: {}", kept.number, error),
            )
        })
    }

    /// All columns, for a caller that shows a data set whole. They stay in memory until another
    /// data set is looked at, so that a filter or a window costs no loading.
    pub(crate) fn data_whole(&self, number: Number) -> Result<Arc<DataSet>, Error> {
        let kept = self.kept(number)?;
        if let Some(data) = self.in_memory(&kept) {
            return Ok(data);
        }
        self.looked_at.replace(None);
        self.asked.take();
        let data = Arc::new(self.loaded(&kept, KEPT)?);
        if data.len() <= MOST_LOOKED_AT {
            self.looked_at.replace(Some((kept.key, Arc::clone(&data))));
        }
        Ok(data)
    }

    /// The texts of some posts, each out of its row in the sealed file.
    pub(crate) fn texts_in_rows(
        &self,
        number: Number,
        data: &DataSet,
        posts: &[u32],
    ) -> Result<Vec<String>, Error> {
        let kept = self.kept(number)?;
        let original = self.original_of(kept.exhibit)?;
        let head = self.head_of(original)?;
        if !is_utf8(&head) {
            let read = self.read_again(&kept, TEXTS)?;
            let text = |at: &u32| read.texts.get(*at as usize).to_owned();
            return Ok(posts.iter().map(text).collect());
        }
        let words = reading::RowWords::of(&head, &reading_of(&kept)?.mapping);
        let rows: Vec<Row> = posts.iter().map(|at| data.row[*at as usize]).collect();
        let bytes = self.rows(number, &rows)?;
        let text = |(at, row): (&u32, &String)| {
            let at = *at as usize;
            let before = data.row[..at].iter().rev();
            let nth = before.take_while(|row| **row == data.row[at]).count();
            words.text(row.as_bytes(), nth)
        };
        Ok(posts.iter().zip(&bytes).map(text).collect())
    }
}

/// A file that begins so has its rows where they are counted.
fn is_utf8(head: &[u8]) -> bool {
    reading::inspect(head).is_ok_and(|sheet| sheet.encoding == "UTF-8")
}

/// A row with its letters as they are read: JSON may write them as numbers.
fn plain(row: &str) -> Cow<'_, str> {
    if !row.starts_with('{') {
        return Cow::Borrowed(row);
    }
    let value = serde_json::from_str::<serde_json::Value>(row);
    value.map_or(Cow::Borrowed(row), |value| Cow::Owned(value.to_string()))
}

pub(crate) fn reading_of(kept: &KeptDataSet) -> Result<DataReading, Error> {
    serde_json::from_str(&kept.reading).map_err(|_| damaged(kept))
}

fn damaged(kept: &KeptDataSet) -> Error {
    Error::new(
        Kind::Damaged,
        said!("data-set-damaged", "{} is damaged", kept.number),
    )
}
