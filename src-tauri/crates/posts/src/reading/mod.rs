//! Reads files of posts: CSV in any dialect and encoding, JSON, JSON lines.
//!
//! Nothing in a file makes the reading of the others fail: a row that cannot be read is
//! counted and remarked on with its line. Memory holds one row and the columns.

mod builder;
mod csv;
mod encoding;
mod json;
mod known;
mod mapping;
mod row_words;
mod seen;
mod sheet;
mod stamp;
mod table;

use evidence::{Said, said};
use std::io::{self, Read};
use std::ops::ControlFlow;

use crate::data_set::DataSet;
use builder::Builder;
use encoding::Encoded;

pub use mapping::{Field, Mapping};
pub use row_words::RowWords;
pub use sheet::{Sheet, inspect};
pub use stamp::{DayOrder, Zone};

/// How many bytes of a file are looked at to guess what it is.
pub const HEAD: usize = 1 << 18;

/// How a file is read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which column holds what; guessed when `None`.
    pub mapping: Option<Mapping>,
    /// The zone of stamps that name none; UTC when `None`, with a remark.
    pub zone: Option<Zone>,
    /// Which columns are filled.
    pub wanted: Wanted,
    /// What [`Field::Object`] is.
    pub objects: ObjectKind,
    /// After how many posts their columns are handed on; a multiple of [`crate::sieve::POSTS`]
    /// when sieves are wanted.
    pub block: usize,
}

impl Options {
    /// Everything guessed, and these columns.
    pub fn new(wanted: Wanted) -> Options {
        Options {
            mapping: None,
            zone: None,
            wanted,
            objects: ObjectKind::default(),
            block: 1 << 16,
        }
    }
}

/// Which columns are filled. Accounts, times, ids and reposts always are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Where each post stands in the file.
    pub rows: bool,
    /// Keys of texts.
    pub text: bool,
    /// The texts themselves.
    pub texts: bool,
    /// Keys of the posts that are answered.
    pub reply: bool,
    /// Keys and domains of links.
    pub links: bool,
    /// Hashtags.
    pub hashtags: bool,
    /// Languages.
    pub language: bool,
    /// What is said of accounts.
    pub profiles: bool,
    /// Which words groups of posts may hold.
    pub sieves: bool,
    /// The pictures that posts name. Not kept in a case: a question about them reads the file.
    pub pictures: bool,
}

impl Wanted {
    /// Everything but the texts themselves.
    pub const KEYS: Wanted = Wanted {
        rows: true,
        text: true,
        texts: false,
        reply: true,
        links: true,
        hashtags: true,
        language: true,
        profiles: true,
        sieves: false,
        pictures: false,
    };
}

/// What the objects are in a file that only says that posts have them in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ObjectKind {
    /// The post that is repeated.
    #[default]
    Repost,
    /// A text.
    Text,
    /// A link.
    Link,
    /// The post that is answered.
    Reply,
    /// A sequence of hashtags.
    Hashtags,
}

/// How far a reading is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read, in UTF-8.
    pub bytes: u64,
    /// Posts read.
    pub posts: u64,
}

/// Why a file could not be read at all.
#[derive(Debug)]
pub enum Unreadable {
    /// The file could not be read from where it lies.
    Io(io::Error),
    /// There is no table and no list of posts in it.
    NoPosts,
    /// Columns without which there is no post were not found, among these columns.
    Unmapped {
        /// What was not found.
        missing: Vec<Field>,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// The mapping names a column that the file does not have.
    NoColumn(String),
    /// It was stopped by the one who asked for it.
    Stopped,
}

impl std::error::Error for Unreadable {}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unreadable::Io(error) => write!(out, "the file could not be read: {error}"),
            Unreadable::NoPosts => out.write_str("the file holds no table and no list of posts"),
            Unreadable::Unmapped { missing, columns } => {
                let missing: Vec<&str> = missing.iter().map(|field| field.word()).collect();
                write!(
                    out,
                    "no column was found for: {}. The file has: {}",
                    missing.join(", "),
                    columns.join(", ")
                )
            }
            Unreadable::NoColumn(column) => write!(out, "the file has no column “{column}”"),
            Unreadable::Stopped => out.write_str("stopped"),
        }
    }
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        Unreadable::Io(error)
    }
}

/// Where blocks of columns go as they are read; it can say stop. It is called at least
/// every few megabytes, with an empty block when there is nothing to hand on.
pub type Sink<'a> = &'a mut dyn FnMut(DataSet, Progress) -> ControlFlow<()>;

/// Reads a file block by block. The answer holds names, profiles, counts and remarks, and no
/// columns: those were handed to `sink`, in the order of the file.
///
/// Errors: [`Unreadable`], when there is nothing to read or reading was stopped.
pub fn read_blocks(
    mut input: impl Read,
    options: &Options,
    sink: Sink<'_>,
) -> Result<DataSet, Unreadable> {
    let head = read_head(&mut input)?;
    let encoded = Encoded::guess(&head);
    let whole = encoded.decode(io::Cursor::new(head.clone()).chain(input));
    let text = decoded_head(&head);
    let mut reading = Reading::new(sink, options.block);
    reading.base = encoded.base();
    let mut builder = if json::is_json(&text) {
        json::read(whole, &text, options, &mut reading)?
    } else {
        table::read(whole, &text, options, &mut reading)?
    };
    if encoded.encoding != encoding_rs::UTF_8 {
        let name = encoded.encoding.name();
        builder.remark(
            None,
            said!(
                "file-encoding",
                "The file is in {}; offsets are counted in UTF-8.",
                name
            ),
        );
    }
    reading.hand_on(&mut builder)?;
    let mut set = builder.finish();
    conclude(&mut set, options);
    Ok(set)
}

/// Reads a whole file into one data set.
///
/// Errors: [`Unreadable`], when there is nothing to read or `progress` said stop.
pub fn read(
    input: impl Read,
    options: &Options,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<DataSet, Unreadable> {
    let mut columns = DataSet::default();
    let mut names = read_blocks(input, options, &mut |mut block, so_far| {
        columns.append(&mut block);
        progress(so_far)
    })?;
    names.append(&mut columns);
    Ok(names)
}

fn read_head(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// A file's beginning in UTF-8.
fn decoded_head(head: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let decoded = Encoded::guess(head).decode(head).read_to_end(&mut text);
    decoded.expect("memory can be read");
    text
}

fn conclude(set: &mut DataSet, options: &Options) {
    let mut say = |said: Said| set.remarks.push(crate::Remark { line: None, said });
    if set.mangled > 0 {
        say(said!(
            "rounded-ids",
            "{} ids were rounded by a spreadsheet (such as 1.01421E+18) and no longer name one post.",
            set.mangled
        ));
    }
    if set.unzoned > 0 && options.zone.is_none() {
        say(said!(
            "no-time-zone",
            "The stamps name no time zone; they were taken as UTC."
        ));
    }
}

/// Hands blocks on, and asks whether to go on.
struct Reading<'a> {
    sink: Sink<'a>,
    block: usize,
    so_far: Progress,
    asked_at: u64,
    /// How many bytes stand in front of the first that is read.
    base: u64,
}

impl<'a> Reading<'a> {
    fn new(sink: Sink<'a>, block: usize) -> Reading<'a> {
        Reading {
            sink,
            block: block.max(1),
            so_far: Progress::default(),
            asked_at: 0,
            base: 0,
        }
    }

    /// Called after each row; `bytes` is where the next one begins.
    fn step(&mut self, builder: &mut Builder, bytes: u64) -> Result<(), Unreadable> {
        const ASK_EVERY: u64 = 4 << 20;
        self.so_far.bytes = bytes;
        if builder.waiting() >= self.block {
            return self.hand_on(builder);
        }
        if bytes - self.asked_at < ASK_EVERY {
            return Ok(());
        }
        self.ask(DataSet::default())
    }

    fn hand_on(&mut self, builder: &mut Builder) -> Result<(), Unreadable> {
        self.so_far.posts += builder.waiting() as u64;
        self.ask(builder.take_block())
    }

    fn ask(&mut self, block: DataSet) -> Result<(), Unreadable> {
        self.asked_at = self.so_far.bytes;
        match (self.sink)(block, self.so_far) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Unreadable::Stopped),
        }
    }
}
