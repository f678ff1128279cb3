//! A table in a text: where its rows are, read a few at a time.

use csv::{ByteRecord, ReaderBuilder};

/// Rows beyond these are not counted.
const MAX_ROWS: usize = 2_000_000;
const MAX_COLUMNS: usize = 500;
const MAX_CELL_CHARS: usize = 2_000;

/// A table whose first row names its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of its columns, as they stand there.
    pub columns: Vec<String>,
    separator: u8,
    /// Where each row begins, in bytes, and where the last one ends.
    starts: Vec<usize>,
}

impl Table {
    /// Looks for the rows of `text`; none if it has no second column or no row below its head.
    pub fn read(text: &str, media_type: &str) -> Option<Self> {
        let separator = separator(text, media_type);
        let mut reader = reader(text, separator);
        let mut record = ByteRecord::new();
        let mut starts = Vec::new();
        let mut columns = None;
        while starts.len() <= MAX_ROWS && reader.read_byte_record(&mut record).ok()? {
            let at = record.position().map_or(0, csv::Position::byte);
            match columns {
                None => columns = Some(cells(&record)),
                Some(_) => starts.push(usize::try_from(at).ok()?),
            }
        }
        starts.push(usize::try_from(reader.position().byte()).ok()?);
        let columns = columns.filter(|columns| columns.len() > 1 && starts.len() > 1)?;
        Some(Self {
            columns,
            separator,
            starts,
        })
    }

    /// How many rows it has below its head.
    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// The cells of at most `count` rows from `first` (0 is the first below the head). `text` is
    /// the one it was read from. A long cell is cut and ends in `…`.
    pub fn cells(&self, text: &str, first: usize, count: usize) -> Vec<Vec<String>> {
        let first = first.min(self.rows());
        let last = first.saturating_add(count).min(self.rows());
        let part = text.get(self.starts[first]..self.starts[last]);
        let mut reader = reader(part.unwrap_or_default(), self.separator);
        let mut record = ByteRecord::new();
        let mut rows = Vec::new();
        while rows.len() < last - first && reader.read_byte_record(&mut record).unwrap_or(false) {
            rows.push(cells(&record));
        }
        rows
    }
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    let mut reader = ReaderBuilder::new();
    reader
        .delimiter(separator)
        .has_headers(false)
        .flexible(true);
    reader.from_reader(text.as_bytes())
}

fn separator(text: &str, media_type: &str) -> u8 {
    if media_type == "text/tab-separated-values" {
        return b'\t';
    }
    let head = text.lines().next().unwrap_or_default();
    let often = |sign: &u8| head.bytes().filter(|byte| byte == sign).count();
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(often)
        .unwrap_or(b',')
}

fn cells(record: &ByteRecord) -> Vec<String> {
    let cell = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        match text.char_indices().nth(MAX_CELL_CHARS) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.into_owned(),
        }
    };
    record.iter().take(MAX_COLUMNS).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "id;text\n1;\"two\nlines\"\n\n2;last;more\n3\n";

    #[test]
    fn rows_are_read_from_the_middle_as_they_are_from_the_beginning() {
        let table = Table::read(TEXT, "text/csv").expect("a table");
        assert_eq!(
            (table.columns.join("|").as_str(), table.rows()),
            ("id|text", 3)
        );
        let all = table.cells(TEXT, 0, 99);
        assert_eq!(
            all,
            [
                vec!["1", "two\nlines"],
                vec!["2", "last", "more"],
                vec!["3"]
            ]
        );
        assert_eq!(table.cells(TEXT, 1, 1), all[1..2]);
        assert!(table.cells(TEXT, 9, 9).is_empty());
    }

    #[test]
    fn a_list_of_lines_is_no_table() {
        assert_eq!(Table::read("one\ntwo\n", "text/csv"), None);
        assert_eq!(Table::read("a,b", "text/csv"), None);
        assert_eq!(Table::read("", "text/csv"), None);
    }

    #[test]
    fn a_cell_that_never_ends_is_cut() {
        let text = format!("a,b\n1,\"{}", "x".repeat(100_000));
        let table = Table::read(&text, "text/csv").expect("a table");
        assert_eq!(
            table.cells(&text, 0, 1)[0][1].chars().count(),
            MAX_CELL_CHARS + 1
        );
    }
}
