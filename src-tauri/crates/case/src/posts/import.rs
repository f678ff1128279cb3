//! Bringing a data set in: the file is sealed, and its columns are made on the way.

use std::io::{self, Read};
use std::mem;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use evidence::{
    Exhibit, Held, Noun, Number,
    exhibit::{CollectionRecord, Kind, Original},
};
use posts::reading::{self, Options, Unreadable, Wanted};
use posts::{DataSet, Remark};
use serde::{Deserialize, Serialize};
use store::post_blocks::Part;
use store::{KeptDataSet, StoreError, originals, post_blocks};

use super::file::{FileReading, ReadProgress, open, unreadable};
use super::kept::MOST_LOOKED_AT;
use super::whole;
use crate::{Case, Change, Error};

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
        let sheet = file.sheet(path)?;
        if sheet.needs_zone && file.zone.is_none() {
            return Err(Error::user("the stamps in this file name no time zone")
                .hint("Nothing was changed.")
                .at_prompt("Say which it is: --time-zone UTC, +04:00 or Asia/Baku."));
        }
        let options = Options {
            mapping: Some(sheet.mapping.clone()),
            zone: file.zone,
            ..Options::new(KEPT)
        };
        let key = self.machine.new_id().to_string();
        let staged = stage_and_read(&self.store, &key, path, &options, progress);
        let (staged, (names, posts), span) = match staged {
            Ok(done) => done,
            Err(error) => {
                let _ = originals::discard(self.store.connection(), &key);
                let _ = post_blocks::discard(self.store.connection(), &key);
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
        let profiles = whole::pack_profiles(&names.profiles);
        let connection = self.store.connection();
        post_blocks::write_whole(connection, &key, Part::Profiles, &profiles)?;
        drop(profiles);
        post_blocks::write_whole(connection, &key, Part::Whole, &whole::pack(&names))?;
        let is_json = sheet.delimiter.is_none();
        let imported = self.record_import(path, &staged, is_json, key.clone(), reading)?;
        // Whoever imports looks at it next.
        if names.len() as u64 == posts {
            self.looked_at.replace(Some((key, Arc::new(names))));
        }
        Ok(imported)
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

/// Seals the file's bytes chunk by chunk while a second thread reads the same bytes into
/// columns, so that what is analysed is what is sealed, in one pass.
fn stage_and_read(
    store: &store::Store,
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
        let mut writer = Writer::new(store, key);
        let mut failed = None;
        let tee = Tee {
            file,
            send: Some(send_bytes),
            used,
        };
        let staged = originals::stage(store.connection(), key, tee, &mut |_| {
            while let Ok((packed, block, span, so_far)) = blocks.try_recv() {
                if let Err(error) = writer.take(&packed, block, span) {
                    failed = Some(error);
                    return std::ops::ControlFlow::Break(());
                }
                if progress(so_far).is_break() {
                    return std::ops::ControlFlow::Break(());
                }
            }
            std::ops::ControlFlow::Continue(())
        });
        let staged = match (staged, failed) {
            (_, Some(error)) => Err(Error::from(error)),
            (Err(error), None) => Err(Error::from(StoreError::from(error))),
            (Ok(staged), None) => Ok(staged),
        };
        let Ok(staged) = staged else {
            drop(blocks);
            let _ = reader.join();
            return staged.map(|_| unreachable!("the error was kept"));
        };
        while let Ok((packed, block, span, so_far)) = blocks.recv() {
            writer.take(&packed, block, span)?;
            if progress(so_far).is_break() {
                return Err(unreadable(path, Unreadable::Stopped));
            }
        }
        let names = reader.join().expect("reading does not panic");
        let mut names = names.map_err(|error| unreadable(path, error))?;
        names.append(&mut writer.kept);
        Ok((staged, (names, writer.posts), writer.span))
    })
}

fn span_of(block: &DataSet) -> Option<(i64, i64)> {
    let first = block.time.iter().min()?;
    Some((*first, *block.time.iter().max()?))
}

struct Writer<'a> {
    store: &'a store::Store,
    key: &'a str,
    position: u32,
    posts: u64,
    span: Option<(i64, i64)>,
    /// The columns, as long as they are few enough to stay in memory.
    kept: DataSet,
}

impl<'a> Writer<'a> {
    fn new(store: &'a store::Store, key: &'a str) -> Writer<'a> {
        Writer {
            store,
            key,
            position: 0,
            posts: 0,
            span: None,
            kept: DataSet::default(),
        }
    }

    fn take(
        &mut self,
        packed: &post_blocks::PackedBlock,
        mut block: DataSet,
        span: Option<(i64, i64)>,
    ) -> Result<(), StoreError> {
        if block.is_empty() {
            return Ok(());
        }
        post_blocks::write(self.store.connection(), self.key, self.position, packed)?;
        self.position += 1;
        self.posts += block.len() as u64;
        if self.posts <= MOST_LOOKED_AT as u64 {
            block.sieves = Vec::new();
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
