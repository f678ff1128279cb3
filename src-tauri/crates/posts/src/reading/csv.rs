//! Splits CSV into records and fields, in memory that does not grow with the file.
//!
//! A quotation mark opens a quoted field only at a field's start, as in Python's and R's
//! readers; one that is never closed is taken as a letter, so that it cannot swallow the rest.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use crate::text::{ONES, has_zero};

/// No record is longer; an open quotation mark before it is taken as a letter.
pub(super) const LONGEST_RECORD: usize = 16 << 20;

const QUOTE: u8 = b'"';

/// Where a field lies in its record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    start: u32,
    end: u32,
    /// Quotation marks inside have to be taken out.
    escaped: bool,
}

/// What separates fields and records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// Between two fields.
    pub delimiter: u8,
    /// After each record: a line feed, or a carriage return in files of old.
    pub terminator: u8,
}

/// One record, by the bytes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split {
    /// With its terminator.
    pub length: usize,
    /// How many lines it takes.
    pub lines: u32,
    /// A quotation mark was opened and not closed.
    pub unclosed: bool,
}

impl Dialect {
    /// Finds the fields of the record that `input` begins with; `None` when it may go on
    /// after `input`. `is_last` says that nothing does.
    pub(super) fn split(
        self,
        input: &[u8],
        is_last: bool,
        fields: &mut Vec<Field>,
    ) -> Option<Split> {
        match self.split_quoted(input, is_last, fields) {
            Ok(split) => split,
            Err(Unclosed) if is_last || input.len() >= LONGEST_RECORD => {
                Some(self.split_line(input, fields))
            }
            Err(Unclosed) => None,
        }
    }

    fn split_quoted(
        self,
        input: &[u8],
        is_last: bool,
        fields: &mut Vec<Field>,
    ) -> Result<Option<Split>, Unclosed> {
        fields.clear();
        let mut at = 0;
        let mut lines = 1;
        loop {
            let field = if input.get(at) == Some(&QUOTE) {
                let (field, end) = self.quoted(input, at + 1, &mut lines)?;
                at = end;
                field
            } else {
                Field::plain(at, at)
            };
            let rest = &input[at..];
            let Some(step) = self.next_end(rest) else {
                fields.push(field.until(input, at, input.len()));
                let split = Split {
                    length: input.len(),
                    lines,
                    unclosed: false,
                };
                return Ok(is_last.then_some(split));
            };
            let end = at + step;
            if input[end] == self.delimiter {
                fields.push(field.until(input, at, end));
                at = end + 1;
                continue;
            }
            let without_return =
                end - usize::from(self.terminator == b'\n' && step > 0 && input[end - 1] == b'\r');
            fields.push(field.until(input, at, without_return.max(at)));
            return Ok(Some(Split {
                length: end + 1,
                lines,
                unclosed: false,
            }));
        }
    }

    /// Most fields are short, so the first bytes are looked at eight at a time.
    fn next_end(self, rest: &[u8]) -> Option<usize> {
        let is_end = |byte: u8| byte == self.delimiter || byte == self.terminator;
        let spread = |byte: u8| ONES * u64::from(byte);
        let (delimiter, terminator) = (spread(self.delimiter), spread(self.terminator));
        let (words, _) = rest.as_chunks();
        for (at, word) in words.iter().take(2).enumerate() {
            let word = u64::from_le_bytes(*word);
            let ends = has_zero(word ^ delimiter) | has_zero(word ^ terminator);
            if ends != 0 {
                return Some(8 * at + ends.trailing_zeros() as usize / 8);
            }
        }
        let after = 8 * words.len().min(2);
        let tail = &rest[after..];
        let found = match tail.len() {
            0..8 => tail.iter().position(|byte| is_end(*byte)),
            _ => memchr2(self.delimiter, self.terminator, tail),
        };
        found.map(|at| after + at)
    }

    /// The quoted field whose text begins at `start`, and where the mark that closes it ends;
    /// `lines` counts those that end in it.
    fn quoted(
        self,
        input: &[u8],
        start: usize,
        lines: &mut u32,
    ) -> Result<(Field, usize), Unclosed> {
        let mut field = Field::plain(start, start);
        let mut at = start;
        loop {
            let mark = at + memchr2(QUOTE, self.terminator, &input[at..]).ok_or(Unclosed)?;
            at = mark + 1;
            if input[mark] != QUOTE {
                *lines += 1;
            } else if input.get(at) == Some(&QUOTE) {
                field.escaped = true;
                at += 1;
            } else {
                field.end = mark as u32;
                return Ok((field, at));
            }
        }
    }

    /// The first line of `input`, its quotation marks taken as letters.
    fn split_line(self, input: &[u8], fields: &mut Vec<Field>) -> Split {
        fields.clear();
        let found = memchr(self.terminator, input);
        let length = found.map_or(input.len(), |at| at + 1);
        let end = found.unwrap_or(input.len());
        let mut start = 0;
        for at in memchr_iter(self.delimiter, &input[..end]) {
            fields.push(Field::plain(start, at));
            start = at + 1;
        }
        fields.push(Field::plain(start, end));
        Split {
            length,
            lines: 1,
            unclosed: true,
        }
    }
}

struct Unclosed;

impl Field {
    fn plain(start: usize, end: usize) -> Field {
        Field {
            start: start as u32,
            end: end as u32,
            escaped: false,
        }
    }

    /// The field when the bytes from `from` to `end` follow it: most often none do. What
    /// follows a closing mark belongs to the field, marks and all.
    fn until(self, input: &[u8], from: usize, end: usize) -> Field {
        let was_quoted = self.start as usize != from;
        if !was_quoted {
            return Field::plain(from, end);
        }
        if input[from..end].iter().all(u8::is_ascii_whitespace) {
            return self;
        }
        Field {
            start: self.start - 1,
            end: end as u32,
            escaped: true,
        }
    }

    /// The field's words in a record that is UTF-8, where they stand there as they are.
    pub(super) fn words(self, record: &str) -> Option<&str> {
        record.get(self.place()?)
    }

    /// The field's bytes in its record, where they stand there as they are.
    pub(super) fn as_it_stands(self, record: &[u8]) -> Option<&[u8]> {
        record.get(self.place()?)
    }

    fn place(self) -> Option<Range<usize>> {
        (!self.escaped).then_some(self.start as usize..self.end as usize)
    }

    /// The field's bytes in its record, quotation marks taken out where they were doubled.
    pub(super) fn bytes(self, record: &[u8]) -> Cow<'_, [u8]> {
        let bytes = &record[self.start as usize..self.end as usize];
        if self.escaped {
            Cow::Owned(unescape(bytes))
        } else {
            Cow::Borrowed(bytes)
        }
    }
}

fn unescape(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(mark) = memchr(QUOTE, rest) {
        plain.extend_from_slice(&rest[..mark]);
        let doubled = rest.get(mark + 1) == Some(&QUOTE);
        if doubled {
            plain.push(QUOTE);
        }
        rest = &rest[mark + 1 + usize::from(doubled)..];
    }
    plain.extend_from_slice(rest);
    plain
}

/// The dialect in which the beginning of a file makes the widest even table.
pub(super) fn guess_dialect(head: &[u8]) -> Dialect {
    let terminator = if memchr(b'\n', head).is_some() || memchr(b'\r', head).is_none() {
        b'\n'
    } else {
        b'\r'
    };
    let candidates = [b',', b';', b'\t', b'|'].map(|delimiter| Dialect {
        delimiter,
        terminator,
    });
    let best = candidates
        .into_iter()
        .rev()
        .max_by_key(|dialect| evenness(*dialect, head));
    best.expect("there are candidates")
}

/// How many of the first records are as wide as the first, then how wide that is.
fn evenness(dialect: Dialect, head: &[u8]) -> (usize, usize) {
    let mut fields = Vec::new();
    let mut widths = Vec::new();
    let mut rest = head;
    while widths.len() < 50
        && !rest.is_empty()
        && let Some(split) = dialect.split(rest, false, &mut fields)
    {
        widths.push(fields.len());
        rest = &rest[split.length..];
    }
    let Some(first) = widths.first().copied().filter(|width| *width > 1) else {
        return (0, 0);
    };
    let even = widths.iter().filter(|width| **width == first).count();
    (even * 10 / widths.len(), first)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMAS: Dialect = Dialect {
        delimiter: b',',
        terminator: b'\n',
    };

    fn records(text: &str) -> Vec<Vec<String>> {
        let mut rest = text.as_bytes();
        let mut fields = Vec::new();
        let mut all = Vec::new();
        while !rest.is_empty() {
            let split = COMMAS.split(rest, true, &mut fields).unwrap();
            let text = |field: &Field| String::from_utf8(field.bytes(rest).into_owned()).unwrap();
            all.push(fields.iter().map(text).collect());
            rest = &rest[split.length..];
        }
        all
    }

    #[test]
    fn fields_come_out_as_they_were_meant() {
        let rows = records("a,\"b,\"\"c\"\"\",d\r\n,\"two\nlines\",\"\"\n\"x\"y,5\" pipe,\" z\" ");
        assert_eq!(rows[0], ["a", "b,\"c\"", "d"]);
        assert_eq!(rows[1], ["", "two\nlines", ""]);
        assert_eq!(rows[2], ["xy", "5\" pipe", " z"]);
    }

    #[test]
    fn fields_of_every_length_end_where_they_end() {
        // One above a comma, one above a line feed.
        for filling in ["-", "\u{b}"] {
            for (first, second) in (0..400).map(|at| (at / 20, at % 20)) {
                let text = |length: usize| filling.repeat(length);
                let rows = records(&format!("{},{}\n,\n", text(first), text(second)));
                assert_eq!(rows[0], [text(first), text(second)]);
                assert_eq!(rows[1], ["", ""]);
            }
        }
    }

    #[test]
    fn a_mark_that_is_never_closed_costs_one_line() {
        let rows = records("a,\"b\nc,d\n");
        assert_eq!(rows, [vec!["a", "\"b"], vec!["c", "d"]]);
    }

    #[test]
    fn a_record_that_may_go_on_is_waited_for() {
        let mut fields = Vec::new();
        assert_eq!(COMMAS.split(b"a,b", false, &mut fields), None);
        assert_eq!(COMMAS.split(b"a,\"b\n", false, &mut fields), None);
        let split = COMMAS.split(b"a,\"b\nc\"\nd", false, &mut fields).unwrap();
        assert_eq!((split.length, split.lines), (8, 2));
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_a_table() {
        let semicolons = guess_dialect(b"a;b;c\n1,5;2,5;x\n3,5;4;\"y;z\"\n");
        assert_eq!(semicolons.delimiter, b';');
        let tabs = guess_dialect(b"id\ttext\n1\thello, there, you\n2\tno\n");
        assert_eq!(tabs.delimiter, b'\t');
        assert_eq!(guess_dialect(b"a,b\r1,2\r").terminator, b'\r');
    }
}
