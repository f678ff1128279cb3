//! What is sealed when a finding is frozen: one JSON document from which anyone can repeat it.

use evidence::Pdq;
use posts::finding::{Answer, CountQuestion, Counted, Question};
use posts::pictures::NotCompared;
use posts::reading::Mapping;
use serde::{Deserialize, Serialize};

use super::tongue::Tongue;

/// What a frozen finding's original says it is.
pub const MEDIA_TYPE: &str = evidence::exhibit::FINDING;

/// What a finding's record holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Frozen {
    /// Who acted together.
    Together(Box<Finding>),
    /// Posts over time, or what occurs most.
    Count(Box<CountFinding>),
}

impl Frozen {
    /// The title when it was frozen.
    pub fn title(&self) -> &str {
        match self {
            Frozen::Together(finding) => &finding.title,
            Frozen::Count(count) => &count.title,
        }
    }

    pub(super) fn tongue(&self) -> Tongue {
        match self {
            Frozen::Together(finding) => finding.tongue(),
            Frozen::Count(count) => count.tongue(),
        }
    }

    /// What it was computed from.
    pub fn data(&self) -> &Data {
        match self {
            Frozen::Together(finding) => &finding.data,
            Frozen::Count(count) => &count.data,
        }
    }

    /// The rows behind it.
    pub fn rows(&self) -> &[Row] {
        match self {
            Frozen::Together(finding) => &finding.rows,
            Frozen::Count(count) => &count.rows,
        }
    }

    /// The Plumb that computed it.
    pub fn software(&self) -> &str {
        match self {
            Frozen::Together(finding) => &finding.software,
            Frozen::Count(count) => &count.software,
        }
    }
}

/// A frozen count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountFinding {
    /// Always 1.
    pub version: u32,
    /// The Plumb that counted.
    pub software: String,
    /// When, in UTC.
    pub frozen_at: String,
    /// The title when it was frozen.
    pub title: String,
    /// What it was counted in.
    pub data: Data,
    /// Everything that decides the count.
    pub count: CountQuestion,
    /// What was counted.
    pub counted: Counted,
    /// The accounts that the figures name, in their order.
    pub accounts: Vec<Member>,
    /// The rows of the first posts of those accounts, in a list of accounts.
    pub rows: Vec<Row>,
    /// Why accounts are printed under their names; none prints codes.
    pub named_because: Option<String>,
    /// Which affiliation held on the dates of the posts.
    pub affiliations: Vec<Held>,
    /// The language of its words, that of the report when it was frozen; English when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A frozen finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Always 1.
    pub version: u32,
    /// The Plumb that computed it.
    pub software: String,
    /// When, in UTC.
    pub frozen_at: String,
    /// The title when it was frozen.
    pub title: String,
    /// What it was computed from.
    pub data: Data,
    /// Everything that decides the answer.
    pub question: Question,
    /// The answer. Accounts and rows in it are indexes into the data as they are read.
    pub answer: Answer,
    /// The accounts of [`Answer::members`], in that order.
    pub accounts: Vec<Member>,
    /// The rows of [`Answer::rows`], in that order.
    pub rows: Vec<Row>,
    /// The words of [`Answer::things`], in that order; empty where there are none.
    pub texts: Vec<String>,
    /// The pictures that were compared, in a finding about pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pictures: Option<Pictures>,
    /// Why accounts are printed under their names; none prints codes.
    pub named_because: Option<String>,
    /// Which affiliation held on the dates of the posts.
    pub affiliations: Vec<Held>,
    /// The language of its words, that of the report when it was frozen; English when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Finding {
    pub(super) fn tongue(&self) -> Tongue {
        Tongue::of(self.language.as_deref())
    }
}

impl CountFinding {
    pub(super) fn tongue(&self) -> Tongue {
        Tongue::of(self.language.as_deref())
    }
}

/// The pictures behind a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures {
    /// Different addresses, file names and hashes by which posts name pictures.
    pub named: u64,
    /// Those of them that were not compared, and why.
    pub not_compared: NotCompared,
    /// Those whose hash is known, also where they show too little to be compared.
    pub known: Vec<RecordedPicture>,
    /// For each of [`Answer::things`] the pictures of its first post: exhibits, or hashes.
    pub shared: Vec<String>,
    /// The exhibits that hold the compared pictures of the posts behind the pairs.
    pub behind: Vec<String>,
}

/// A picture of a finding, and what it was compared by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedPicture {
    /// What posts call it.
    pub names: Vec<String>,
    /// The exhibit that holds it; none where posts name the hash itself.
    pub exhibit: Option<String>,
    /// SHA-256 of its sealed bytes.
    pub sha256: Option<String>,
    /// Its PDQ hash, as it stands in its file.
    pub pdq: Pdq,
    /// PDQ's quality, from 0 to 100; not known where only the hash is.
    pub quality: Option<u8>,
}

/// The data set a finding was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// `D-1`, or the exhibit where the file was added as such.
    pub name: String,
    /// The exhibit that holds the file: `E-001`.
    pub exhibit: String,
    /// The file's name.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// How its columns were read.
    pub mapping: Option<Mapping>,
    /// The zone of stamps that name none.
    pub zone: Option<String>,
    /// Rows that were read as posts, and those that could not be read.
    pub posts: u64,
    /// See [`Data::posts`].
    pub unread: u64,
    /// How fine the stamps are.
    pub stamps: String,
}

/// An account of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// What it prints as.
    pub code: String,
    /// Its id in the data.
    pub id: String,
    /// Its handle in the data, where there is one.
    pub handle: Option<String>,
    /// The account of the case that it is: `A-003`.
    pub known_as: Option<String>,
}

/// A row behind a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Its first byte.
    pub offset: u64,
    /// Its length in bytes.
    pub length: u32,
    /// SHA-256 of those bytes; empty where the file is not in UTF-8.
    pub sha256: String,
}

/// An affiliation of an account in a finding, held against the dates of its posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The account's code.
    pub code: String,
    /// `F-02`
    pub affiliation: String,
    /// The organisation's number and name.
    pub organisation: String,
    /// How firmly, by its English word, and as what.
    pub level: String,
    /// What it rests on, by its English word, and the mark that shows it.
    pub source: String,
    /// Posts while it held by all that is known.
    pub held: u32,
    /// Posts when it did not.
    pub not_held: u32,
    /// Posts for which the dates of the affiliation do not tell.
    pub unknown: u32,
}
