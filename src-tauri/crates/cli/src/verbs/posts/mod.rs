//! `plumb posts …`: data sets of posts.

mod contents;
mod edges;
mod freeze;
mod import;

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::posts::FileReading;
use posts::reading::{Field, Zone};

/// Import data sets of posts and ask what is in them.
#[derive(clap::Subcommand)]
pub(crate) enum Posts {
    Import(import::Import),
    Top(contents::Top),
    Series(contents::Series),
    Profile(contents::Profile),
    Creations(contents::Creations),
    Edges(edges::Edges),
}

impl Posts {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        match self {
            Posts::Import(verb) => verb.run(opener, terminal),
            Posts::Top(verb) => verb.run(opener, terminal),
            Posts::Series(verb) => verb.run(opener, terminal),
            Posts::Profile(verb) => verb.run(opener, terminal),
            Posts::Creations(verb) => verb.run(opener, terminal),
            Posts::Edges(verb) => verb.run(opener, terminal),
        }
    }
}

/// How a file of posts is to be read, over what is recognised.
#[derive(clap::Args)]
struct ReadingArguments {
    /// Take COLUMN for FIELD (id, account, time, text, repost, reply, links, hashtags …); an
    /// empty COLUMN takes the field away.
    #[arg(long = "map", value_name = "FIELD=COLUMN", value_parser = field_and_column)]
    maps: Vec<(Field, String)>,
    /// The zone of stamps that name none: UTC, +04:00, Asia/Baku.
    #[arg(long, value_name = "Z")]
    time_zone: Option<Zone>,
}

impl ReadingArguments {
    fn into_reading(self) -> FileReading {
        FileReading {
            columns: self.maps,
            zone: self.time_zone,
        }
    }

    /// The column of pictures: all that can be said anew of a data set in a case.
    fn into_column_of_pictures(self) -> Result<Option<String>, Failure> {
        let is_other = |map: &(Field, String)| map.0 != Field::Picture;
        if self.time_zone.is_some() || self.maps.iter().any(is_other) {
            return Err(Failure::usage(
                "a data set is read as it was imported; only the column of its pictures can be named: --map picture=COLUMN",
            ));
        }
        Ok(self.maps.into_iter().next_back().map(|(_, column)| column))
    }
}

fn field_and_column(text: &str) -> Result<(Field, String), String> {
    let (field, column) = text.split_once('=').ok_or("write FIELD=COLUMN")?;
    Ok((field.parse()?, column.to_owned()))
}

/// Seconds on the command line, kept in milliseconds.
fn seconds(text: &str) -> Result<i64, String> {
    let seconds: f64 = text
        .parse()
        .map_err(|_| "write a number of seconds".to_owned())?;
    if !(0.0..=1e9).contains(&seconds) {
        return Err("write a number of seconds from 0 up".to_owned());
    }
    Ok((seconds * 1000.0).round() as i64)
}
