//! What is in a data set, as `plumb posts` and the Data screen show it.

use std::sync::Arc;

use evidence::Number;
use posts::DataSet;
use posts::contents::{
    Creations, Filter, HourProfile, Series, Step, Subject, Tops, creations, hour_profile, series,
    tops,
};
use serde::Serialize;

use crate::finding::known_account;
use crate::{Case, Error};

/// A page of posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostsPage {
    /// All posts that the filter lets through.
    pub total: usize,
    /// Rows with the id of an earlier one among all posts of the data set.
    pub duplicates: u64,
    /// The posts of this page, in the order of time.
    pub posts: Vec<PostView>,
}

/// One post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostView {
    /// Its place among the data set's posts, from 0.
    pub post: u32,
    /// The line of its row in the file, from 1.
    pub line: u32,
    /// What its account is called while names are hidden.
    pub code: String,
    /// Its account's handle, or id.
    pub name: String,
    /// When, in milliseconds since 1970 UTC.
    pub time: i64,
    /// It repeats another one.
    pub is_repost: bool,
    /// A row with the same id came before.
    pub is_duplicate: bool,
    /// Its text, out of its row in the sealed file.
    pub text: String,
}

/// How posts over time are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeriesQuery {
    /// What the lines tell apart.
    pub subject: Subject,
    /// How long a bin is.
    pub step: Step,
    /// How far the clock shown is ahead of UTC, in milliseconds.
    pub offset: i64,
    /// The most lines.
    pub limit: usize,
}

/// A data set loaded once, to be asked many things: what the Data screen keeps.
pub struct DataView {
    data: Arc<DataSet>,
}

impl Case {
    /// Loads a data set to be looked at.
    pub fn data_view(&self, number: Number) -> Result<DataView, Error> {
        let data = self.data_whole(number)?;
        Ok(DataView { data })
    }

    /// A page of the posts that `filter` lets through, in the order of time, with their texts
    /// from the sealed file.
    ///
    /// # Errors
    /// When the case has no such data set, or its file cannot be read.
    pub fn read_posts(
        &self,
        number: Number,
        filter: &Filter,
        skip: usize,
        limit: usize,
    ) -> Result<PostsPage, Error> {
        let data = &self.data_whole(number)?;
        let mut posts = filter.posts(data);
        posts.sort_by_key(|at| data.time[*at as usize]);
        let page: Vec<u32> = posts.iter().skip(skip).take(limit).copied().collect();
        let texts = self.texts_in_rows(number, data, &page)?;
        let book = self.casebook()?;
        let post = |(at, text): (&u32, String)| {
            let place = *at as usize;
            let account = data.account[place];
            let id = data.accounts.name(account);
            let profile = data.profiles.get(account as usize);
            let handle = profile.and_then(|profile| profile.handle.as_deref());
            let kept = known_account(&book, id, handle);
            PostView {
                post: *at,
                line: data.row[place].line,
                code: kept.map_or_else(|| code(account), |kept| kept.number.to_string()),
                name: handle.unwrap_or(id).to_owned(),
                time: data.time[place],
                is_repost: data.is_repost(place),
                is_duplicate: data.duplicate.get(place).copied().unwrap_or(false),
                text,
            }
        };
        Ok(PostsPage {
            total: posts.len(),
            duplicates: data.duplicates,
            posts: page.iter().zip(texts).map(post).collect(),
        })
    }
}

/// What an account that the case does not keep is called while names are hidden.
pub(crate) fn code(account: u32) -> String {
    format!("account {:03}", account + 1)
}

impl DataView {
    /// The columns.
    pub fn data(&self) -> &DataSet {
        &self.data
    }

    /// Posts over time.
    pub fn series(&self, filter: &Filter, query: SeriesQuery) -> Series {
        let posts = filter.posts(&self.data);
        let SeriesQuery {
            subject,
            step,
            offset,
            limit,
        } = query;
        series(&self.data, &posts, subject, step, offset, limit)
    }

    /// The most active accounts and what occurs most; bios are searched for `word`.
    pub fn tops(&self, filter: &Filter, word: &str, skip: usize, limit: usize) -> Tops {
        tops(&self.data, &filter.posts(&self.data), word, skip, limit)
    }

    /// At which hours posts were made.
    pub fn hours(&self, filter: &Filter, offset: i64) -> HourProfile {
        hour_profile(&self.data, &filter.posts(&self.data), offset)
    }

    /// When the accounts were made.
    pub fn creations(&self, filter: &Filter) -> Creations {
        creations(&self.data, &filter.posts(&self.data))
    }
}
