//! A data set: columns with one entry per post, in the order of the file.

use evidence::Said;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::columns::{Keys, Lists, Names, Texts};
use crate::key::Key;
use crate::pictures::Looks;

/// Posts in columns. A column is as long as there are posts, or empty when the file has no
/// such thing (or it was not asked for). Rows whose id came before stay, marked as such: one
/// of the two published definitions of co-posting counts them, the other does not.
#[derive(Debug, Clone, Default)]
pub struct DataSet {
    /// Who posted: numbers into [`DataSet::accounts`].
    pub account: Vec<u32>,
    /// When, in milliseconds since 1970 UTC.
    pub time: Vec<i64>,
    /// Where each post stands in the file.
    pub row: Vec<Row>,
    /// The lower half of the key of each post's id; 0 where it has none. Ids are compared by it.
    pub id: Vec<u64>,
    /// A post with the same id came before.
    pub duplicate: Vec<bool>,
    /// The key of each post's text, normalised as CNT does ([`crate::EMPTY_TEXT`] where nothing
    /// is left of it; CNT counts two such texts as the same). A repost has none: what it says is
    /// another post's text, and never compared.
    pub text: Keys,
    /// The id of the post that is repeated (retweet, forward), as a key; `NONE` in an original.
    pub repost: Keys,
    /// The id of the post that is answered, as a key.
    pub reply: Keys,
    /// The links in each post, as keys.
    pub links: Lists<Key>,
    /// The domains of those links, in the same order: numbers into [`DataSet::domains`].
    pub link_domains: Lists<u32>,
    /// The hashtags in the order they stand: numbers into [`DataSet::hashtags`].
    pub tags: Lists<u32>,
    /// The pictures in each post: numbers into [`DataSet::picture_names`].
    pub pictures: Lists<u32>,
    /// The language the file names: numbers into [`DataSet::languages`].
    pub language: Vec<u32>,
    /// The texts as they stand in the file. Kept only when asked for: they are most of the file.
    pub texts: Texts,
    /// Which words groups of posts may hold, see [`crate::sieve`]. Made only when asked for.
    pub sieves: Vec<u8>,
    /// The accounts' ids (or handles, where the file has no ids).
    pub accounts: Names,
    /// What the file says of each account; as long as [`DataSet::accounts`], or empty.
    pub profiles: Vec<Profile>,
    /// The different hashtags, folded, without `#`.
    pub hashtags: Names,
    /// The different domains, without `www.`.
    pub domains: Names,
    /// The different languages.
    pub languages: Names,
    /// What posts name as their pictures: file names, addresses, or PDQ hashes.
    pub picture_names: Names,
    /// What those look like, said by who has them; nothing is known as long as nobody did.
    pub looks: Looks,
    /// How fine the stamps are.
    pub resolution: Resolution,
    /// How many rows have the id of a post that came before.
    pub duplicates: u64,
    /// How many ids a spreadsheet has rounded (`1.01421E+18`): they no longer name one post.
    pub mangled: u64,
    /// How many stamps name no time zone.
    pub unzoned: u64,
    /// Rows that could not be read.
    pub unread: u64,
    /// What a reader should know; of rows that could not be read, the first hundred.
    pub remarks: Vec<Remark>,
}

impl DataSet {
    /// How many posts there are.
    pub fn len(&self) -> usize {
        self.account.len()
    }

    /// There is no post.
    pub fn is_empty(&self) -> bool {
        self.account.is_empty()
    }

    /// For each row whose id came before, the index of the first post with that id.
    pub fn first_of_id(&self) -> HashMap<usize, usize> {
        let repeated = |at: &usize| self.duplicate.get(*at).copied().unwrap_or(false);
        let rows: Vec<usize> = (0..self.len()).filter(repeated).collect();
        let ids: HashSet<u64> = rows.iter().map(|at| self.id[*at]).collect();
        let mut first = HashMap::new();
        if !ids.is_empty() {
            let with_id = self
                .id
                .iter()
                .enumerate()
                .filter(|(_, id)| ids.contains(*id));
            with_id.for_each(|(at, id)| _ = first.entry(*id).or_insert(at));
        }
        rows.into_iter()
            .map(|at| (at, first[&self.id[at]]))
            .collect()
    }

    /// Takes the columns of the posts that follow; names, counts and remarks stay as they are.
    pub fn append(&mut self, block: &mut DataSet) {
        join(&mut self.account, &mut block.account);
        join(&mut self.time, &mut block.time);
        join(&mut self.row, &mut block.row);
        join(&mut self.id, &mut block.id);
        join(&mut self.duplicate, &mut block.duplicate);
        self.text.append(&mut block.text);
        self.repost.append(&mut block.repost);
        self.reply.append(&mut block.reply);
        self.links.append(&mut block.links);
        self.link_domains.append(&mut block.link_domains);
        self.tags.append(&mut block.tags);
        self.pictures.append(&mut block.pictures);
        join(&mut self.language, &mut block.language);
        self.texts.append(&mut block.texts);
        join(&mut self.sieves, &mut block.sieves);
    }

    /// Post `at` repeats another one.
    pub fn is_repost(&self, at: usize) -> bool {
        self.repost.get(at) != crate::NONE
    }
}

/// Adds a column to another; to an empty one without a copy, which would take its memory twice.
fn join<T>(column: &mut Vec<T>, more: &mut Vec<T>) {
    if column.is_empty() {
        std::mem::swap(column, more);
    } else {
        column.append(more);
    }
}

/// Where a post stands in its file: the pointer from a number to its evidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Row {
    /// The first byte, counted from 0 in the file as it was imported.
    pub offset: u64,
    /// How many bytes it takes.
    pub length: u32,
    /// The line it begins on, from 1.
    pub line: u32,
}

/// What a file says of one account. Of several rows that differ the newest counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The handle, without `@`.
    pub handle: Option<String>,
    /// The name shown.
    pub name: Option<String>,
    /// The description the account gives of itself.
    pub bio: Option<String>,
    /// The place the account or its platform names, as it stands.
    pub place: Option<String>,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created: Option<i64>,
    /// How many follow it.
    pub followers: Option<u64>,
    /// The state the file names: suspended, deleted …
    pub state: Option<String>,
}

/// How fine the stamps of a data set are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// Parts of a second.
    Millisecond,
    /// Whole seconds.
    #[default]
    Second,
    /// Every stamp ends in `:00` seconds: a window of 60 seconds reaches up to 120.
    Minute,
    /// Every stamp is on the hour.
    Hour,
    /// Every stamp is at midnight.
    Day,
}

impl Resolution {
    /// How long one step of the stamps is, in milliseconds.
    pub const fn milliseconds(self) -> i64 {
        match self {
            Resolution::Millisecond => 1,
            Resolution::Second => 1000,
            Resolution::Minute => 60_000,
            Resolution::Hour => 3_600_000,
            Resolution::Day => 86_400_000,
        }
    }

    /// The word for one step.
    pub const fn word(self) -> &'static str {
        match self {
            Resolution::Millisecond => "millisecond",
            Resolution::Second => "second",
            Resolution::Minute => "minute",
            Resolution::Hour => "hour",
            Resolution::Day => "day",
        }
    }
}

/// Something a reader of the data set should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The line it is about, from 1, where it is about one.
    pub line: Option<u64>,
    /// What is to be known.
    #[serde(flatten)]
    pub said: Said,
}
