//! Reads CSV row by row.

use evidence::said;
use std::borrow::Cow;
use std::io::Read;

use super::builder::{Builder, Values};
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
    let rows = Rows {
        places: wanted(places(&mapping, &columns)?, options),
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
    columns: usize,
    dialect: Dialect,
    base: u64,
}

/// Where the reading stands in the file.
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
        let mut fields = Vec::new();
        let mut place = Place { offset: 0, line: 1 };
        loop {
            let window = &buffer[start..end];
            let split = match window {
                [] => None,
                window => self.dialect.split(window, is_last, &mut fields),
            };
            if let Some(split) = split {
                let record = &window[..split.length];
                self.take(record, &fields, split, &place, builder);
                start += split.length;
                place.offset += split.length as u64;
                place.line += u64::from(split.lines);
                reading.step(builder, place.offset)?;
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

    fn take(
        &self,
        record: &[u8],
        fields: &[csv::Field],
        split: Split,
        place: &Place,
        builder: &mut Builder,
    ) {
        if place.offset == 0 || is_blank(record) {
            return;
        }
        if split.unclosed {
            builder.remark(
                Some(place.line),
                said!(
                    "quotation-mark-open",
                    "a quotation mark is opened and never closed; it was read as a letter"
                ),
            );
        }
        let row = Row {
            offset: self.base + place.offset,
            length: record.len() as u32,
            line: place.line as u32,
        };
        if fields.len() != self.columns {
            let said = said!(
                "row-fields",
                "{} fields instead of {}",
                fields.len(),
                self.columns
            );
            builder.remark(Some(place.line), said);
        }
        let mut values = Values::new();
        let mut is_damaged = false;
        let whole = simdutf8::basic::from_utf8(record).unwrap_or_default();
        for (field, at) in &self.places {
            if let Some(found) = fields.get(*at) {
                let words = found.words(whole).map(Cow::Borrowed);
                let words = words.unwrap_or_else(|| text_of(found.bytes(record), &mut is_damaged));
                values.set(*field, words);
            }
        }
        if is_damaged {
            let said = said!(
                "row-bytes",
                "bytes that are no UTF-8 were replaced by {}",
                '\u{fffd}'
            );
            builder.remark(Some(place.line), said);
        }
        builder.push(&values, row);
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
