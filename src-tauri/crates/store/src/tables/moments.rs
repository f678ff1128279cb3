//! Moments as text: `2024-05-15T08:21:00Z minute +14400`.

use crate::{StoreError, error::damaged};
use chrono::{DateTime, SecondsFormat};
use evidence::{Moment, Precision};
use rusqlite::Row;

const PRECISIONS: [(Precision, &str); 5] = [
    (Precision::Year, "year"),
    (Precision::Month, "month"),
    (Precision::Day, "day"),
    (Precision::Minute, "minute"),
    (Precision::Second, "second"),
];

/// Writes a moment so that text order is the order of time.
pub(crate) fn write(moment: &Moment) -> String {
    let precision = PRECISIONS.iter().find(|(one, _)| *one == moment.precision);
    let (_, precision) = precision.expect("every precision has a word");
    let utc = moment.utc.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    match moment.offset_seconds {
        Some(seconds) => format!("{utc} {precision} {seconds:+}"),
        None => format!("{utc} {precision} ?"),
    }
}

/// Writes a moment that may be missing.
pub(crate) fn write_if_any(moment: &Option<Moment>) -> Option<String> {
    moment.as_ref().map(write)
}

/// Writes several moments as a JSON array.
pub(crate) fn write_all(moments: &[Moment]) -> String {
    let texts: Vec<String> = moments.iter().map(write).collect();
    serde_json::to_string(&texts).expect("texts are JSON")
}

/// Reads what [`write`] wrote.
pub(crate) fn read(text: &str) -> Result<Moment, StoreError> {
    let refuse = || damaged(format!("“{text}” is no moment"));
    let mut parts = text.split(' ');
    let (Some(utc), Some(word), Some(offset), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(refuse());
    };
    let precision = PRECISIONS
        .iter()
        .find(|(_, one)| *one == word)
        .ok_or_else(refuse)?
        .0;
    let offset_seconds = match offset {
        "?" => None,
        seconds => Some(seconds.parse().map_err(|_| refuse())?),
    };
    let utc = DateTime::parse_from_rfc3339(utc)
        .map_err(|_| refuse())?
        .to_utc();
    Ok(Moment {
        utc,
        precision,
        offset_seconds,
    })
}

/// Reads a column that holds a moment.
pub(crate) fn column(row: &Row<'_>, name: &str) -> Result<Moment, StoreError> {
    read(&row.get::<_, String>(name)?)
}

/// Reads a column that may hold a moment.
pub(crate) fn column_if_any(row: &Row<'_>, name: &str) -> Result<Option<Moment>, StoreError> {
    row.get::<_, Option<String>>(name)?
        .as_deref()
        .map(read)
        .transpose()
}

/// Reads a column that holds what [`write_all`] wrote.
pub(crate) fn columns(row: &Row<'_>, name: &str) -> Result<Vec<Moment>, StoreError> {
    let texts: Vec<String> = serde_json::from_str(&row.get::<_, String>(name)?).map_err(damaged)?;
    texts.iter().map(|text| read(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_reads_back_as_it_was_written() {
        for text in [
            "2024",
            "2024-05",
            "2024-05-15",
            "2024-05-15 12:21",
            "2024-05-15T12:21:07.5-03:30",
        ] {
            let moment: Moment = text.parse().expect(text);
            assert_eq!(read(&write(&moment)).expect(text), moment);
        }
    }

    #[test]
    fn a_text_that_is_no_moment_is_damage() {
        for text in [
            "",
            "2024",
            "2024-05-15T08:21:00Z week ?",
            "2024-05-15T08:21:00Z day x",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
