//! Reads CSV row by row.

use evidence::said;
use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

use super::builder::{ACCOUNT, Builder, Values};
use super::csv::{self, Dialect, LONGEST_RECORD, Split};
use super::mapping::{Field, Mapping};
use super::{Options, Reading, Unreadable};
use crate::data_set::Row;

/// The columns a table's first record names, in order; two of one name are told apart.
pub(super) fn columns_of(head: &[u8], dialect: Dialect) -> Vec<String> {
    let mut fields = Vec::new();
    let Some(_) = dialect.split(head, true, &mut fields) else {
        return Vec::new();
    };
    let mut columns: Vec<String> = Vec::new();
    for field in &fields {
        let name = String::from_utf8_lossy(&field.bytes(head))
            .trim()
            .to_owned();
        let twins = columns.iter().filter(|column| **column == name).count();
        columns.push(if twins == 0 {
            name
        } else {
            format!("{name} ({})", twins + 1)
        });
    }
    columns
}

/// Which field stands at which place of a record.
pub(super) fn places(
    mapping: &Mapping,
    columns: &[String],
) -> Result<Vec<(Field, usize)>, Unreadable> {
    let place = |(field, name): (&Field, &String)| {
        let at = columns.iter().position(|column| column == name);
        at.map(|at| (*field, at))
            .ok_or_else(|| Unreadable::NoColumn(name.clone()))
    };
    mapping.columns.iter().map(place).collect()
}

pub(super) fn read(
    mut input: impl Read,
    head: &[u8],
    options: &Options,
    reading: &mut Reading<'_>,
) -> Result<Builder, Unreadable> {
    let dialect = csv::guess_dialect(head);
    let columns = columns_of(head, dialect);
    if columns.len() < 2 {
        return Err(Unreadable::NoPosts);
    }
    let mapping = match &options.mapping {
        Some(mapping) => mapping.clone(),
        None => Mapping::guess(&columns),
    };
    let missing = mapping.missing();
    if !missing.is_empty() {
        return Err(Unreadable::Unmapped { missing, columns });
    }
    let places = wanted(places(&mapping, &columns)?, options);
    let place_of = |field: Field| places.iter().find(|(one, _)| *one == field);
    let rows = Rows {
        accounts: ACCOUNT.map(|field| place_of(field).map(|(_, at)| *at)),
        places,
        columns: columns.len(),
        dialect,
        base: reading.base,
    };
    let mut builder = Builder::new(&mapping, options);
    rows.read(&mut input, &mut builder, reading)?;
    Ok(builder)
}

/// What a question about pictures alone needs is left where it stands otherwise.
fn wanted(mut places: Vec<(Field, usize)>, options: &Options) -> Vec<(Field, usize)> {
    places.retain(|(field, _)| *field != Field::Picture || options.wanted.pictures);
    places
}

struct Rows {
    places: Vec<(Field, usize)>,
    /// Where the fields stand that can name the account.
    accounts: [Option<usize>; ACCOUNT.len()],
    columns: usize,
    dialect: Dialect,
    base: u64,
}

/// How many rows are taken together: their accounts are looked up in one go.
const TOGETHER: usize = 32;

/// A row that was split and waits to be taken.
struct Cut {
    /// Where it lies in the buffer.
    start: usize,
    split: Split,
    place: Place,
    /// Which of the fields that were found are its own.
    fields: Range<usize>,
}

/// Where the reading stands in the file.
#[derive(Clone, Copy)]
struct Place {
    offset: u64,
    line: u64,
}

impl Rows {
    fn read(
        &self,
        input: &mut impl Read,
        builder: &mut Builder,
        reading: &mut Reading<'_>,
    ) -> Result<(), Unreadable> {
        const STRETCH: usize = 1 << 18;
        let mut buffer = vec![0; STRETCH];
        let (mut start, mut end) = (0, 0);
        let mut is_last = false;
        let mut place = Place { offset: 0, line: 1 };
        let (mut cuts, mut fields, mut of_one) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            while cuts.len() < TOGETHER
                && start < end
                && let Some(split) = self
                    .dialect
                    .split(&buffer[start..end], is_last, &mut of_one)
            {
                let before = fields.len();
                fields.append(&mut of_one);
                cuts.push(Cut {
                    start,
                    split,
                    place,
                    fields: before..fields.len(),
                });
                start += split.length;
                place.offset += split.length as u64;
                place.line += u64::from(split.lines);
            }
            if !cuts.is_empty() {
                self.take_all(&buffer, &cuts, &fields, builder, reading)?;
                cuts.clear();
                fields.clear();
                continue;
            }
            if is_last {
                return Ok(());
            }
            buffer.copy_within(start..end, 0);
            (start, end) = (0, end - start);
            if end == buffer.len() {
                let wider = (buffer.len() * 2).min(LONGEST_RECORD);
                buffer.resize(wider, 0);
            }
            let count = input.read(&mut buffer[end..])?;
            end += count;
            is_last = count == 0;
        }
    }

    fn take_all(
        &self,
        buffer: &[u8],
        cuts: &[Cut],
        fields: &[csv::Field],
        builder: &mut Builder,
        reading: &mut Reading<'_>,
    ) -> Result<(), Unreadable> {
        let parts = |cut: &Cut| {
            let record = &buffer[cut.start..][..cut.split.length];
            (record, &fields[cut.fields.clone()])
        };
        let accounts = builder.known_accounts(cuts.iter().map(|cut| {
            let (record, fields) = parts(cut);
            self.account(record, fields)
        }));
        for (cut, account) in cuts.iter().zip(accounts) {
            let (record, fields) = parts(cut);
            self.take(record, fields, cut, account, builder);
            reading.step(builder, cut.place.offset + record.len() as u64)?;
        }
        Ok(())
    }

    /// What the record calls its account, to look it up by: nothing or a name that was never
    /// met where it does not stand there as it is.
    fn account<'a>(&self, record: &'a [u8], fields: &[csv::Field]) -> Option<&'a [u8]> {
        for at in self.accounts.into_iter().flatten() {
            let Some(field) = fields.get(at) else {
                continue;
            };
            let name = field.as_it_stands(record)?.trim_ascii();
            if !name.is_empty() {
                return Some(name);
            }
        }
        None
    }

    fn take(
        &self,
        record: &[u8],
        fields: &[csv::Field],
        cut: &Cut,
        account: Option<u32>,
        builder: &mut Builder,
    ) {
        if cut.place.offset == 0 || is_blank(record) {
            return;
        }
        let line = Some(cut.place.line);
        if cut.split.unclosed {
            builder.remark(
                line,
                said!(
                    "quotation-mark-open",
                    "a quotation mark is opened and never closed; it was read as a letter"
                ),
            );
        }
        let row = Row {
            offset: self.base + cut.place.offset,
            length: record.len() as u32,
            line: cut.place.line as u32,
        };
        if fields.len() != self.columns {
            let said = said!(
                "row-fields",
                "{} fields instead of {}",
                fields.len(),
                self.columns
            );
            builder.remark(line, said);
        }
        let mut mended = Vec::new();
        let mut values = Values::new();
        let mut is_damaged = false;
        let whole = simdutf8::basic::from_utf8(record).unwrap_or_default();
        for (field, at) in &self.places {
            let Some(found) = fields.get(*at) else {
                continue;
            };
            match found.words(whole) {
                Some(words) => values.set(*field, words),
                None => mended.push((*field, text_of(found.bytes(record), &mut is_damaged))),
            }
        }
        for (field, words) in &mended {
            values.set(*field, words);
        }
        if is_damaged {
            let said = said!(
                "row-bytes",
                "bytes that are no UTF-8 were replaced by {}",
                '\u{fffd}'
            );
            builder.remark(line, said);
        }
        builder.push(&values, account, row);
    }
}

fn is_blank(record: &[u8]) -> bool {
    record.len() <= 2 && record.iter().all(|b| matches!(b, b'\r' | b'\n'))
}

fn text_of<'a>(bytes: Cow<'a, [u8]>, is_damaged: &mut bool) -> Cow<'a, str> {
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => {
                *is_damaged = true;
                Cow::Owned(String::from_utf8_lossy(bytes).into_owned())
            }
        },
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).unwrap_or_else(|error| {
            *is_damaged = true;
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        })),
    }
}
