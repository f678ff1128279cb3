//! The words of single posts, read again out of the rows they stand in.

use super::csv::{self, Dialect};
use super::mapping::{Field, Mapping};
use super::{decoded_head, json, table};

/// Finds the text of a post in the bytes of its row.
#[derive(Debug, Clone)]
pub struct RowWords {
    form: Form,
}

#[derive(Debug, Clone)]
enum Form {
    Table { dialect: Dialect, at: Option<usize> },
    Json { text: String },
}

impl RowWords {
    /// For a file that begins with `head` and is read by `mapping`.
    pub fn of(head: &[u8], mapping: &Mapping) -> RowWords {
        let head = decoded_head(head);
        let text = mapping.column(Field::Text).unwrap_or_default().to_owned();
        let form = if json::is_json(&head) {
            Form::Json { text }
        } else {
            let dialect = csv::guess_dialect(&head);
            let columns = table::columns_of(&head, dialect);
            let at = columns.iter().position(|column| *column == text);
            Form::Table { dialect, at }
        };
        RowWords { form }
    }

    /// The text of the post at `nth` among those that stand in one row, as it stands.
    pub fn text(&self, row: &[u8], nth: usize) -> String {
        match &self.form {
            Form::Table { dialect, at } => {
                let mut fields = Vec::new();
                if dialect.split(row, true, &mut fields).is_none() {
                    return String::new();
                }
                let field = at.and_then(|at| fields.get(at));
                field.map_or_else(String::new, |field| {
                    String::from_utf8_lossy(&field.bytes(row)).into_owned()
                })
            }
            Form::Json { text } => json::text_in(row, nth, text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Options, Wanted, read};
    use std::ops::ControlFlow;

    /// Each post's text out of its own row is the text that reading the file gave.
    fn holds(file: &str) {
        let wanted = Wanted {
            rows: true,
            texts: true,
            ..Wanted::default()
        };
        let go_on = &mut |_| ControlFlow::Continue(());
        let data = read(file.as_bytes(), &Options::new(wanted), go_on).unwrap();
        let sheet = crate::reading::inspect(file.as_bytes()).unwrap();
        let words = RowWords::of(file.as_bytes(), &sheet.mapping);
        assert!(data.len() >= 2);
        for at in 0..data.len() {
            let row = data.row[at];
            let bytes = &file.as_bytes()[row.offset as usize..][..row.length as usize];
            let nth = (0..at).filter(|before| data.row[*before] == row).count();
            assert_eq!(words.text(bytes, nth), data.texts.get(at));
        }
    }

    #[test]
    fn a_post_is_found_again_in_a_table_and_in_json() {
        holds(
            "id;user_id;created_at;text\n1;a;2024-05-15T08:00:00Z;\"two\nlines; \"\"quoted\"\"\"\n2;b;2024-05-15T08:01:00Z;plain\n",
        );
        holds(
            "{\"id\":\"1\",\"user_id\":\"a\",\"created_at\":\"2024-05-15T08:00:00Z\",\"text\":\"one\"}\n{\"id\":\"2\",\"user_id\":\"b\",\"created_at\":\"2024-05-15T08:01:00Z\",\"text\":\"t\\u00e9\"}\n",
        );
    }

    #[test]
    fn posts_that_share_a_row_are_told_apart() {
        holds(
            "{\"data\":[{\"id\":\"1\",\"author_id\":\"a\",\"created_at\":\"2024-05-15T08:00:00.000Z\",\"text\":\"one\"},{\"id\":\"2\",\"author_id\":\"b\",\"created_at\":\"2024-05-15T08:01:00.000Z\",\"text\":\"two\"}]}\n",
        );
    }
}
