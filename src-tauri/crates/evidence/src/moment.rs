//! Points in time as sources give them: with a precision and, where the source
//! said so, a zone.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How exactly a source gave a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The calendar day.
    Day,
    /// Hours and minutes.
    Minute,
    /// Seconds.
    Second,
}

/// A point in time, kept in UTC beside the offset that the source gave.
///
/// A date that is less exact than a minute stands for its first instant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The instant in UTC.
    pub utc: DateTime<Utc>,
    /// How exactly it is known.
    pub precision: Precision,
    /// The offset from UTC that the source gave, in seconds east; none when it
    /// gave none, and the time was then read as UTC.
    pub offset_seconds: Option<i32>,
}

impl Moment {
    /// An instant read off a clock that shows UTC.
    pub fn from_utc(utc: DateTime<Utc>) -> Self {
        Self {
            utc,
            precision: Precision::Second,
            offset_seconds: Some(0),
        }
    }

    /// An instant read off a clock with a zone.
    pub fn from_zoned(at: DateTime<FixedOffset>) -> Self {
        Self {
            utc: at.to_utc(),
            precision: Precision::Second,
            offset_seconds: Some(at.offset().local_minus_utc()),
        }
    }

    /// True when a reader could not tell which day it was elsewhere: the time
    /// of day is given but its zone is not.
    pub fn lacks_zone(&self) -> bool {
        self.precision >= Precision::Minute && self.offset_seconds.is_none()
    }

    fn local(&self) -> DateTime<FixedOffset> {
        let offset = self
            .offset_seconds
            .and_then(FixedOffset::east_opt)
            .unwrap_or_else(|| Utc.fix());
        self.utc.with_timezone(&offset)
    }

    /// The date alone as the source's clock showed it: `15 May 2024`.
    pub fn date(&self) -> String {
        let form = match self.precision {
            Precision::Year => "%Y",
            Precision::Month => "%B %Y",
            _ => "%-d %B %Y",
        };
        self.local().format(form).to_string()
    }

    /// The moment as a person types it, so that it reads back the same: `2024-05-15 12:21 UTC+4`.
    pub fn typed(&self) -> String {
        let form = match self.precision {
            Precision::Year => return self.local().format("%Y").to_string(),
            Precision::Month => return self.local().format("%Y-%m").to_string(),
            Precision::Day => return self.local().format("%Y-%m-%d").to_string(),
            Precision::Minute => "%Y-%m-%d %H:%M",
            Precision::Second => "%Y-%m-%d %H:%M:%S",
        };
        let clock = self.local().format(form).to_string();
        match self.offset_seconds {
            Some(_) => format!("{clock} {}", self.zone()),
            None => clock,
        }
    }

    fn zone(&self) -> String {
        match self.offset_seconds {
            None => "zone unknown".to_owned(),
            Some(0) => "UTC".to_owned(),
            Some(seconds) => {
                let minutes = seconds.abs() / 60;
                let sign = if seconds < 0 { '−' } else { '+' };
                match (minutes / 60, minutes % 60) {
                    (hours, 0) => format!("UTC{sign}{hours}"),
                    (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
                }
            }
        }
    }
}

/// As the printed report shows it: `15 May 2024, 12:21 (UTC+4)`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = match self.precision {
            Precision::Minute => self.local().format("%H:%M"),
            Precision::Second => self.local().format("%H:%M:%S"),
            _ => return f.write_str(&self.date()),
        };
        write!(f, "{}, {clock} ({})", self.date(), self.zone())
    }
}

/// A text that gives no time Plumb can read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a time Plumb can read; write 2024, 2024-05, 2024-05-15 or 2024-05-15T12:21+04:00"
)]
pub struct NotATime(pub String);

impl FromStr for Moment {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || NotATime(text.to_owned());
        let trimmed = text.trim();
        if let Some((date, precision)) = date_alone(trimmed) {
            let utc = date.and_time(NaiveTime::MIN).and_utc();
            return Ok(Self {
                utc,
                precision,
                offset_seconds: None,
            });
        }
        let (clock, offset_seconds) = split_zone(trimmed).ok_or_else(refuse)?;
        let (local, precision) = date_and_clock(clock).ok_or_else(refuse)?;
        let seconds = i64::from(offset_seconds.unwrap_or(0));
        let utc = local
            .and_utc()
            .checked_sub_signed(chrono::TimeDelta::seconds(seconds))
            .ok_or_else(refuse)?;
        Ok(Self {
            utc,
            precision,
            offset_seconds,
        })
    }
}

fn date_alone(text: &str) -> Option<(NaiveDate, Precision)> {
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let (precision, full) = match parts.as_slice() {
        [year] if digits(year, 4) => (Precision::Year, format!("{text}-01-01")),
        [year, month] if digits(year, 4) && digits(month, 2) => {
            (Precision::Month, format!("{text}-01"))
        }
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            (Precision::Day, text.to_owned())
        }
        _ => return None,
    };
    let date = NaiveDate::parse_from_str(&full, "%Y-%m-%d").ok()?;
    Some((date, precision))
}

fn date_and_clock(text: &str) -> Option<(NaiveDateTime, Precision)> {
    let text = text.trim_end().replacen('T', " ", 1);
    let parse = |form| NaiveDateTime::parse_from_str(&text, form).ok();
    parse("%Y-%m-%d %H:%M")
        .map(|at| (at, Precision::Minute))
        .or_else(|| parse("%Y-%m-%d %H:%M:%S%.f").map(|at| (at, Precision::Second)))
}

/// Splits `12:21+04:00`, `12:21 UTC+4`, `12:21Z` into the clock and the offset.
fn split_zone(text: &str) -> Option<(&str, Option<i32>)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, Some(0)));
    }
    if let Some(clock) = text.strip_suffix("UTC") {
        return Some((clock, Some(0)));
    }
    // The date's own hyphens end before the clock begins.
    let clock_start = text.find(['T', ' '])?;
    let Some(sign) = text[clock_start..]
        .rfind(['+', '-', '−'])
        .map(|at| at + clock_start)
    else {
        return Some((text, None));
    };
    let mut offset = text[sign..].chars();
    let east = offset.next()? == '+';
    let seconds = offset_seconds(offset.as_str())?;
    let clock = text[..sign].trim_end().trim_end_matches("UTC");
    Some((clock, Some(if east { seconds } else { -seconds })))
}

fn offset_seconds(text: &str) -> Option<i32> {
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b':')
    {
        return None;
    }
    let (hours, minutes) = match text.split_once(':') {
        Some(parts) => parts,
        None if text.len() == 4 => text.split_at(2),
        None => (text, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 15 && minutes < 60).then_some(hours * 3600 + minutes * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Moment {
        text.parse().expect(text)
    }

    #[test]
    fn a_moment_reads_back_as_it_is_typed() {
        for text in [
            "2024",
            "2024-05",
            "2024-05-15",
            "2024-05-15 12:21",
            "2024-05-15 12:21:07 UTC−3:30",
        ] {
            assert_eq!(read(text).typed(), text);
        }
        assert_eq!(read("2024-05-15T12:21Z").typed(), "2024-05-15 12:21 UTC");
    }

    #[test]
    fn every_way_to_write_one_instant_gives_the_same_instant() {
        let expected = read("2024-05-15T08:21Z").utc;
        for text in [
            "2024-05-15T12:21+04:00",
            "2024-05-15 12:21 UTC+4",
            "2024-05-15T12:21+0400",
            "2024-05-15 08:21 UTC",
            "2024-05-15 05:21-03:00",
        ] {
            assert_eq!(read(text).utc, expected, "{text}");
        }
    }

    #[test]
    fn a_date_keeps_its_precision() {
        assert_eq!(read("2024").to_string(), "2024");
        assert_eq!(read("2024-05").to_string(), "May 2024");
        assert_eq!(read("2024-05-15").to_string(), "15 May 2024");
        assert_eq!(
            read("2024-05-15T12:21+04:00").to_string(),
            "15 May 2024, 12:21 (UTC+4)"
        );
        assert_eq!(
            read("2024-05-15T12:21:07+05:30").to_string(),
            "15 May 2024, 12:21:07 (UTC+5:30)"
        );
    }

    #[test]
    fn a_clock_without_a_zone_is_known_to_lack_one() {
        assert!(read("2024-05-15 12:21").lacks_zone());
        assert!(!read("2024-05-15").lacks_zone());
        assert!(!read("2024-05-15 12:21Z").lacks_zone());
    }

    #[test]
    fn what_is_no_time_is_refused_with_a_sentence() {
        for text in [
            "",
            "yesterday",
            "2024-13",
            "2024-02-30",
            "2024-05-15T25:00",
            "2024-05-15T12:21+99:00",
            "2024-05-15 12:21 +é",
            "15/05/2024",
        ] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }
}
