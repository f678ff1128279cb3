//! Bringing a data set in: the file is sealed, and its columns are made on the way.

use std::io::{self, Read};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use evidence::{
    Exhibit, Held, Id, Noun, Number,
    exhibit::{CollectionRecord, Kind, Original},
    said,
};
use posts::reading::{self, Options, Wanted};
use posts::{DataSet, Remark};
use serde::{Deserialize, Serialize};
use store::originals::{self, Staging};
use store::post_blocks::Part;
use store::{KeptDataSet, StoreError, post_blocks};

use super::file::{FileReading, ReadProgress, open, unreadable};
use super::kept::MOST_LOOKED_AT;
use super::whole;
use crate::{Case, Change, Error, Turns};

/// Everything a case keeps of posts.
pub(crate) const KEPT: Wanted = Wanted {
    sieves: true,
    ..Wanted::KEYS
};

/// How a data set's file is read, and what was counted in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataReading {
    /// Which column holds what.
    pub mapping: reading::Mapping,
    /// The zone of stamps that name none.
    pub zone: Option<String>,
    /// Rows read as posts.
    pub posts: u64,
    /// Accounts among them.
    pub accounts: u64,
    /// Rows with the id of an earlier post.
    pub duplicates: u64,
    /// Ids that a spreadsheet has rounded.
    pub mangled: u64,
    /// Rows that could not be read.
    pub unread: u64,
    /// How fine the stamps are.
    pub resolution: posts::Resolution,
    /// The first and last moment, in milliseconds since 1970 UTC.
    pub span: Option<(i64, i64)>,
    /// What a reader should know.
    pub remarks: Vec<Remark>,
}

/// What an import gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// The data set's number.
    pub number: Number,
    /// The exhibit that seals the file.
    pub exhibit: Number,
    /// What was read.
    pub reading: DataReading,
}

/// A file of posts on its way in, chunk by chunk: between two of them the case serves others.
/// What was taken in is in the case after [`Case::seal_posts`] and not before; dropped without
/// it, bytes are left that are nobody's, which the next opening sweeps away.
#[derive(Debug)]
pub struct TakenIn {
    key: String,
    path: PathBuf,
    is_json: bool,
    staged: originals::Staged,
    names: DataSet,
    reading: DataReading,
}

impl TakenIn {
    /// Reads a file to its end under an id that was never given before.
    ///
    /// # Errors
    /// When the file cannot be read, its time zone must be asked, progress said stop, or the
    /// case was closed meanwhile. Nothing of the file is left.
    pub fn of(
        turns: &mut impl Turns,
        id: Id,
        path: &Path,
        file: &FileReading,
        progress: ReadProgress<'_>,
    ) -> Result<TakenIn, Error> {
        let sheet = file.sheet(path)?;
        if sheet.needs_zone && file.zone.is_none() {
            return Err(Error::user(said!(
                "zone-needed",
                "the stamps in this file name no time zone"
            ))
            .hint("Nothing was changed.")
            .at_prompt("Say which it is: --time-zone UTC, +04:00 or Asia/Baku."));
        }
        let options = Options {
            mapping: Some(sheet.mapping.clone()),
            zone: file.zone,
            ..Options::new(KEPT)
        };
        let key = id.to_string();
        let done = stage_and_read(turns, &key, path, &options, progress)
            .and_then(|done| keep_whole(turns, &key, &done).map(|()| done));
        let (staged, (names, posts), span) = match done {
            Ok(done) => done,
            Err(error) => {
                // A case that was closed sweeps them away when it is next opened.
                let _ = turns.turn(|case| case.forget_posts(&key));
                return Err(error);
            }
        };
        let reading = DataReading {
            mapping: sheet.mapping,
            zone: file.zone.map(|zone| zone.to_string()),
            posts,
            accounts: names.accounts.len() as u64,
            duplicates: names.duplicates,
            mangled: names.mangled,
            unread: names.unread,
            resolution: names.resolution,
            span,
            remarks: names.remarks.clone(),
        };
        Ok(TakenIn {
            key,
            path: path.to_owned(),
            is_json: sheet.delimiter.is_none(),
            staged,
            names,
            reading,
        })
    }
}

/// Names, counts and profiles, which are known at the end of the file.
fn keep_whole(turns: &mut impl Turns, key: &str, done: &Done) -> Result<(), Error> {
    let (_, (names, _), _) = done;
    let keep = |part, bytes: Vec<u8>| {
        move |case: &Case| {
            let connection = case.store.connection();
            Ok(post_blocks::write_whole(connection, key, part, &bytes)?)
        }
    };
    turns.turn(keep(Part::Profiles, whole::pack_profiles(&names.profiles)))?;
    turns.turn(keep(Part::Whole, whole::pack(names)))
}

impl Case {
    /// Seals a file of posts as an exhibit and makes a data set of it. One undo takes both
    /// away. Stopped half-way, it leaves nothing behind.
    ///
    /// Errors: when the file cannot be read, its time zone must be asked, or progress said stop.
    pub fn import_posts(
        &mut self,
        path: &Path,
        file: &FileReading,
        progress: ReadProgress<'_>,
    ) -> Result<Change<Imported>, Error> {
        let id = self.new_id();
        let taken_in = TakenIn::of(&mut &*self, id, path, file, progress)?;
        self.seal_posts(taken_in)
    }

    /// An id that was never given before, for [`TakenIn::of`].
    pub fn new_id(&mut self) -> Id {
        self.machine.new_id()
    }

    /// Makes a data set of a file that was read to its end, in one step.
    ///
    /// # Errors
    /// Those of a change; nothing of the file is left then.
    pub fn seal_posts(&mut self, taken_in: TakenIn) -> Result<Change<Imported>, Error> {
        let TakenIn {
            key,
            path,
            is_json,
            staged,
            names,
            reading,
        } = taken_in;
        let posts = reading.posts;
        let imported = self.record_import(&path, &staged, is_json, key.clone(), reading);
        let imported = match imported {
            Ok(imported) => imported,
            Err(error) => {
                let _ = self.forget_posts(&key);
                return Err(error);
            }
        };
        // Of a file that the case had already, the chunks were taken in for nothing.
        originals::discard(self.store.connection(), &key).map_err(StoreError::from)?;
        self.asked.take();
        // Whoever imports looks at it next.
        if names.len() as u64 == posts {
            self.looked_at.replace(Some((key, Arc::new(names))));
        }
        Ok(imported)
    }

    fn forget_posts(&self, key: &str) -> Result<(), Error> {
        let connection = self.store.connection();
        originals::discard(connection, key).map_err(StoreError::from)?;
        Ok(post_blocks::discard(connection, key)?)
    }

    fn record_import(
        &mut self,
        path: &Path,
        staged: &originals::Staged,
        is_json: bool,
        key: String,
        reading: DataReading,
    ) -> Result<Change<Imported>, Error> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let title = path.file_stem().unwrap_or_default().to_string_lossy();
        let book = self.casebook()?;
        let twin = self.store.holder(staged.sha256)?.map(|(number, _)| number);
        let exhibit = Exhibit {
            id: self.machine.new_id(),
            number: Number::new(Noun::Exhibit, 1),
            title: title.to_string(),
            kind: Kind::Other,
            held: Held::Held,
            original: Some(Original {
                fingerprint: staged.sha256,
                size_bytes: staged.size_bytes,
                media_type: if is_json {
                    "application/json"
                } else {
                    "text/csv"
                }
                .to_owned(),
                file_name: name.to_string(),
            }),
            record: CollectionRecord::default(),
        };
        let held = twin.and_then(|number| book.exhibits.iter().find(|one| one.number == number));
        let held = held.map(|one| (one.id, one.number));
        let id = self.machine.new_id();
        let json = serde_json::to_string(&reading).expect("a reading is JSON");
        self.change("import posts", |writing| {
            let (exhibit_id, exhibit_number) = match held {
                Some(held) => held,
                None => {
                    writing.seal_original(staged, None)?;
                    let mut exhibit = exhibit.clone();
                    exhibit.number.value = writing.next_number(Noun::Exhibit)?;
                    writing.insert_exhibit(&exhibit)?;
                    (exhibit.id, exhibit.number)
                }
            };
            let number = Number::new(Noun::DataSet, writing.next_number(Noun::DataSet)?);
            writing.insert_data_set(&KeptDataSet {
                id,
                number,
                title: title.to_string(),
                exhibit: exhibit_id,
                key,
                reading: json,
            })?;
            writing.name_subject(number);
            writing.name_subject(exhibit_number);
            let posts = reading.posts;
            writing.describe(format!("{posts} posts, SHA-256 {}", staged.sha256));
            Ok(Imported {
                number,
                exhibit: exhibit_number,
                reading,
            })
        })
    }
}

type Done = (originals::Staged, (DataSet, u64), Option<(i64, i64)>);

/// Takes the file's bytes in chunk by chunk while a second thread reads the same bytes into
/// columns, so that what is analysed is what is sealed, in one pass.
fn stage_and_read(
    turns: &mut impl Turns,
    key: &str,
    path: &Path,
    options: &Options,
    progress: ReadProgress<'_>,
) -> Result<Done, Error> {
    const CHUNKS_AHEAD: usize = 4;
    let file = open(path)?;
    let (send_bytes, bytes) = sync_channel(CHUNKS_AHEAD);
    let (send_used, used) = channel();
    let (send_blocks, blocks) = channel();
    thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let input = Chunks {
                bytes,
                used: send_used,
                at: 0,
                chunk: Vec::new(),
            };
            reading::read_blocks(input, options, &mut |block, so_far| {
                let span = span_of(&block);
                let packed = post_blocks::PackedBlock::of(&block);
                let sent = send_blocks.send((packed, block, span, so_far));
                match sent {
                    Ok(()) => std::ops::ControlFlow::Continue(()),
                    Err(_) => std::ops::ControlFlow::Break(()),
                }
            })
        });
        let mut writer = Writer::new(key);
        let mut take = |turns: &mut _, (packed, block, span, so_far): Block| {
            writer.take(turns, &packed, block, span)?;
            match progress(so_far).is_break() {
                true => Err(Error::stopped()),
                false => Ok(()),
            }
        };
        let tee = Tee {
            file,
            send: Some(send_bytes),
            used,
        };
        let mut staging = turns.turn(|case| {
            let staging = Staging::begin(case.store.connection(), key, tee);
            Ok(staging.map_err(StoreError::from)?)
        })?;
        while turns.turn(|case| {
            let more = staging.step(case.store.connection());
            Ok(more.map_err(StoreError::from)?)
        })? {
            blocks.try_iter().try_for_each(|block| take(turns, block))?;
        }
        blocks.iter().try_for_each(|block| take(turns, block))?;
        let staged = turns.turn(|case| {
            let staged = staging.finish(case.store.connection());
            Ok(staged.map_err(StoreError::from)?)
        })?;
        let names = reader.join().expect("reading does not panic");
        let mut names = names.map_err(|error| unreadable(path, error))?;
        names.append(&mut writer.kept);
        Ok((staged, (names, writer.posts), writer.span))
    })
}

/// What the reading thread hands over: columns, packed and as they are, and how far it is.
type Block = (
    post_blocks::PackedBlock,
    DataSet,
    Option<(i64, i64)>,
    reading::Progress,
);

fn span_of(block: &DataSet) -> Option<(i64, i64)> {
    let first = block.time.iter().min()?;
    Some((*first, *block.time.iter().max()?))
}

struct Writer<'a> {
    key: &'a str,
    position: u32,
    posts: u64,
    span: Option<(i64, i64)>,
    /// The columns, as long as they are few enough to stay in memory.
    kept: DataSet,
}

impl<'a> Writer<'a> {
    fn new(key: &'a str) -> Writer<'a> {
        Writer {
            key,
            position: 0,
            posts: 0,
            span: None,
            kept: DataSet::default(),
        }
    }

    fn take(
        &mut self,
        turns: &mut impl Turns,
        packed: &post_blocks::PackedBlock,
        mut block: DataSet,
        span: Option<(i64, i64)>,
    ) -> Result<(), Error> {
        if block.is_empty() {
            return Ok(());
        }
        let (key, position) = (self.key, self.position);
        turns.turn(|case| {
            let connection = case.store.connection();
            Ok(post_blocks::write(connection, key, position, packed)?)
        })?;
        self.position += 1;
        self.posts += block.len() as u64;
        if self.posts <= MOST_LOOKED_AT as u64 {
            self.kept.append(&mut block);
        } else {
            self.kept = DataSet::default();
        }
        self.span = match (self.span, span) {
            (Some(own), Some(new)) => Some((own.0.min(new.0), own.1.max(new.1))),
            (own, new) => own.or(new),
        };
        Ok(())
    }
}

/// Hands everything that is read on to the thread that makes columns.
struct Tee<R> {
    file: R,
    send: Option<SyncSender<Vec<u8>>>,
    /// Memory of chunks that were read, to be used again.
    used: Receiver<Vec<u8>>,
}

impl<R: Read> Read for Tee<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        if count == 0 {
            self.send = None;
        } else if let Some(send) = &self.send {
            let mut chunk = self.used.try_recv().unwrap_or_default();
            chunk.clear();
            chunk.extend_from_slice(&buffer[..count]);
            // A reader that has given up says why when it is joined.
            if send.send(chunk).is_err() {
                self.send = None;
            }
        }
        Ok(count)
    }
}

/// The bytes that [`Tee`] hands on.
struct Chunks {
    bytes: Receiver<Vec<u8>>,
    used: Sender<Vec<u8>>,
    chunk: Vec<u8>,
    at: usize,
}

impl Read for Chunks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.chunk.len() {
            match self.bytes.recv() {
                Ok(chunk) => {
                    // Nobody waits for it once the file's end was read.
                    let _ = self.used.send(mem::replace(&mut self.chunk, chunk));
                    self.at = 0;
                }
                Err(_) => return Ok(0),
            }
        }
        let count = buffer.len().min(self.chunk.len() - self.at);
        buffer[..count].copy_from_slice(&self.chunk[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
