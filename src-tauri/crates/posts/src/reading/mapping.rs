//! Which column of a file holds what, guessed from its names and confirmed by a person.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::known;
use super::stamp::DayOrder;

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The post's id.
    Id,
    /// The account's id, or its handle where there is no id.
    Account,
    /// The handle.
    Handle,
    /// The name shown.
    Name,
    /// When it was posted.
    Time,
    /// Its text.
    Text,
    /// The id of the post it repeats.
    Repost,
    /// Whether it repeats another post, where no id says which.
    IsRepost,
    /// The id of the post it answers.
    Reply,
    /// Its links.
    Links,
    /// Its hashtags.
    Hashtags,
    /// Its language.
    Language,
    /// The account's description of itself.
    Bio,
    /// The account's place.
    Place,
    /// When the account was made.
    Created,
    /// How many follow the account.
    Followers,
    /// The account's state.
    State,
    /// Whatever posts have in common, in a file that does not say what it is.
    Object,
    /// Its pictures: file names, addresses, or PDQ hashes.
    Picture,
}

/// How many fields there are.
pub(crate) const FIELDS: usize = 19;

impl Field {
    /// Every field, in the order a mapping is shown.
    pub const ALL: [Field; FIELDS] = [
        Field::Id,
        Field::Account,
        Field::Handle,
        Field::Name,
        Field::Time,
        Field::Text,
        Field::Repost,
        Field::IsRepost,
        Field::Reply,
        Field::Links,
        Field::Hashtags,
        Field::Language,
        Field::Bio,
        Field::Place,
        Field::Created,
        Field::Followers,
        Field::State,
        Field::Object,
        Field::Picture,
    ];

    /// The word for it at a prompt and in a mapping.
    pub const fn word(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::Account => "account",
            Field::Handle => "handle",
            Field::Name => "name",
            Field::Time => "time",
            Field::Text => "text",
            Field::Repost => "repost",
            Field::IsRepost => "is-repost",
            Field::Reply => "reply",
            Field::Links => "links",
            Field::Hashtags => "hashtags",
            Field::Language => "language",
            Field::Bio => "bio",
            Field::Place => "place",
            Field::Created => "created",
            Field::Followers => "followers",
            Field::State => "state",
            Field::Object => "object",
            Field::Picture => "picture",
        }
    }
}

impl FromStr for Field {
    type Err = String;

    fn from_str(word: &str) -> Result<Field, String> {
        let found = Field::ALL.into_iter().find(|field| field.word() == word);
        found.ok_or_else(|| {
            let words = Field::ALL.map(Field::word).join(", ");
            format!("“{word}” is no field of a post; there are: {words}")
        })
    }
}

/// Which column holds which field, and how its values are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Where the file comes from, when its columns say so: `CNT`, `Telegram` …
    pub format: Option<String>,
    /// The column of each field; in JSON a path such as `user.id_str`.
    pub columns: BTreeMap<Field, String>,
    /// Stamps that name no zone are in UTC, as the format's makers say.
    pub is_utc: bool,
    /// Which of two numbers in a date is the day.
    pub day_order: DayOrder,
}

impl Mapping {
    /// The mapping of a known format, or the best guess from the columns' names.
    pub fn guess(columns: &[String]) -> Mapping {
        known::recognise(columns).unwrap_or_else(|| known::guess(columns))
    }

    /// Puts a column, or nothing, in a field's place.
    pub fn set(&mut self, field: Field, column: &str) {
        if column.is_empty() {
            self.columns.remove(&field);
        } else {
            self.columns.insert(field, column.to_owned());
        }
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<&str> {
        self.columns.get(&field).map(String::as_str)
    }

    /// What is missing for posts to be read at all.
    pub fn missing(&self) -> Vec<Field> {
        let has = |field: &Field| self.columns.contains_key(field);
        let has_account = has(&Field::Account) || has(&Field::Handle) || has(&Field::Name);
        let mut missing = Vec::new();
        if !has_account {
            missing.push(Field::Account);
        }
        if !has(&Field::Time) {
            missing.push(Field::Time);
        }
        missing
    }
}
