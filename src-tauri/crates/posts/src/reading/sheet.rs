//! What a file looks like before it is read: its columns, first rows and guessed mapping.

use serde::Serialize;

use super::encoding::Encoded;
use super::mapping::{Field, Mapping};
use super::stamp::Stamp;
use super::{Unreadable, csv, decoded_head, json, table};

/// A file's beginning, for a person to confirm what its columns mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// The encoding, such as `UTF-8`.
    pub encoding: String,
    /// The character between fields, in a table.
    pub delimiter: Option<String>,
    /// The columns' names; in JSON the paths of what posts hold.
    pub columns: Vec<String>,
    /// Which column is taken for which field.
    pub mapping: Mapping,
    /// The first rows, a cell for every column.
    pub rows: Vec<Vec<String>>,
    /// The stamps name no zone and the format's makers do not say it either: it must be asked.
    pub needs_zone: bool,
    /// Fields without which there is no post and for which no column was found.
    pub missing: Vec<Field>,
}

/// Looks at a file's beginning, at most [`super::HEAD`] bytes of it.
///
/// Errors: [`Unreadable::NoPosts`] when there is neither a table nor a list of posts.
pub fn inspect(head: &[u8]) -> Result<Sheet, Unreadable> {
    const ROWS: usize = 8;
    let text = decoded_head(head);
    let encoding = Encoded::guess(head).encoding.name().to_owned();
    let (delimiter, columns, mapping, rows) = if json::is_json(&text) {
        let (posts, paths) = json::sample(&text);
        let mapping = json::mapping_of(&paths);
        let row = |post| {
            let cell =
                |path: &String| shortened(&json::words_at(post, Field::Id, &json::steps(path)));
            paths.iter().map(cell).collect()
        };
        let rows = posts.iter().take(ROWS).map(row).collect();
        (None, paths, mapping, rows)
    } else {
        let dialect = csv::guess_dialect(&text);
        let columns = table::columns_of(&text, dialect);
        let rows = first_rows(&text, dialect, ROWS);
        let mapping = Mapping::guess(&columns);
        let delimiter = Some(char::from(dialect.delimiter).to_string());
        (delimiter, columns, mapping, rows)
    };
    if columns.len() < 2 {
        return Err(Unreadable::NoPosts);
    }
    let mut sheet = Sheet {
        encoding,
        delimiter,
        columns,
        missing: mapping.missing(),
        mapping,
        rows,
        needs_zone: false,
    };
    sheet.ask_zone();
    Ok(sheet)
}

impl Sheet {
    /// Puts another column, or none, in a field's place.
    ///
    /// Errors: [`Unreadable::NoColumn`].
    pub fn map(&mut self, field: Field, column: &str) -> Result<(), Unreadable> {
        // What was guessed may be several paths, of which each post has one.
        let is_guessed = self.mapping.column(field) == Some(column);
        let is_there = || self.columns.iter().any(|name| name == column);
        if !column.is_empty() && !is_guessed && !is_there() {
            return Err(Unreadable::NoColumn(column.to_owned()));
        }
        self.mapping.set(field, column);
        self.missing = self.mapping.missing();
        self.ask_zone();
        Ok(())
    }

    fn ask_zone(&mut self) {
        let first = self
            .mapping
            .column(Field::Time)
            .map(|path| path.split('|').collect::<Vec<_>>());
        let at = self
            .columns
            .iter()
            .position(|name| first.iter().flatten().any(|path| path == name));
        let stamps = self.rows.iter().filter_map(|row| row.get(at?));
        let order = self.mapping.day_order;
        let mut read = stamps.filter_map(|stamp| Stamp::parse(stamp, order));
        self.needs_zone = !self.mapping.is_utc && read.any(|stamp| stamp.offset.is_none());
    }
}

fn first_rows(text: &[u8], dialect: csv::Dialect, count: usize) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut fields = Vec::new();
    let mut rest = text;
    while rows.len() <= count
        && !rest.is_empty()
        && let Some(split) = dialect.split(rest, true, &mut fields)
    {
        let cell = |field: &csv::Field| shortened(&String::from_utf8_lossy(&field.bytes(rest)));
        rows.push(fields.iter().map(cell).collect());
        rest = &rest[split.length..];
    }
    rows.split_off(1.min(rows.len()))
}

fn shortened(text: &str) -> String {
    const CELL: usize = 200;
    let mut short: String = text.chars().take(CELL).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
