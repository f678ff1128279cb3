//! Plain text for people: columns and labels.

/// Rows as columns, each as wide as its widest cell; the last column runs free.
pub(crate) fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
    };
    let widths: Vec<usize> = (0..count)
        .map(|column| width(column).unwrap_or(0))
        .collect();
    let lines = rows.iter().map(|row| {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// `label  value` lines for what is known.
pub(crate) fn labelled(pairs: &[(&str, Option<String>)]) -> String {
    let rows: Vec<Vec<String>> = pairs
        .iter()
        .filter_map(|(label, value)| Some(vec![(*label).to_owned(), value.clone()?]))
        .collect();
    columns(&rows)
}

/// Text from a case on one line, with control characters made visible, so that
/// captured text cannot steer the terminal.
pub(crate) fn one_line(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' | '\t' => ' ',
            letter if letter.is_control() => '\u{fffd}',
            letter => letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_characters_not_bytes() {
        let rows = [
            vec!["ə".to_owned(), "x".to_owned()],
            vec!["ab".to_owned(), "y".to_owned()],
        ];
        assert_eq!(columns(&rows), "ə   x\nab  y");
    }

    #[test]
    fn an_escape_sequence_in_a_title_reaches_no_terminal() {
        assert!(!one_line("a\u{1b}[31mb\r").contains(['\u{1b}', '\r']));
    }
}
