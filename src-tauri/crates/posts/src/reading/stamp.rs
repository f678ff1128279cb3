//! Reads the many ways in which a file can say when something was posted.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use evidence::{Said, said};
use std::str::FromStr;

/// A moment as it stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Milliseconds since 1970 on the clock of the place it was written for.
    pub local: i64,
    /// How far that clock is ahead of UTC, in milliseconds, where the stamp says so.
    pub offset: Option<i64>,
}

/// The zone of stamps that name none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(Clock);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clock {
    Fixed(i64),
    Named(chrono_tz::Tz),
}

impl Zone {
    /// Greenwich.
    pub const UTC: Zone = Zone(Clock::Fixed(0));

    /// The moment of a clock reading, both in milliseconds since 1970. Of an hour that comes
    /// twice the first is meant; one that is left out counts as the hour after it.
    pub(crate) fn utc(self, local: i64) -> i64 {
        match self.0 {
            Clock::Fixed(offset) => local - offset,
            Clock::Named(zone) => named_utc(zone, local).unwrap_or(local),
        }
    }
}

fn named_utc(zone: chrono_tz::Tz, local: i64) -> Option<i64> {
    let clock: NaiveDateTime = chrono::DateTime::from_timestamp_millis(local)?.naive_utc();
    let exact = zone.from_local_datetime(&clock).earliest();
    let found = exact.or_else(|| {
        let later = zone
            .from_local_datetime(&(clock + TimeDelta::hours(1)))
            .earliest();
        later.map(|moment| moment - TimeDelta::hours(1))
    });
    found.map(|moment| moment.timestamp_millis())
}

impl FromStr for Zone {
    type Err = Said;

    /// `UTC`, `+04:00` or a name such as `Asia/Baku`.
    fn from_str(text: &str) -> Result<Zone, Said> {
        if let Some(offset) = offset_of(text) {
            return Ok(Zone(Clock::Fixed(offset)));
        }
        let named = chrono_tz::Tz::from_str_insensitive(text);
        named.map(|zone| Zone(Clock::Named(zone))).map_err(|_| {
            said!(
                "not-a-zone",
                "“{}” is no time zone; write UTC, +04:00 or a name such as Asia/Baku",
                text
            )
        })
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Clock::Fixed(0) => out.write_str("UTC"),
            Clock::Fixed(offset) => {
                let minutes = offset / 60_000;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(
                    out,
                    "{sign}{:02}:{:02}",
                    minutes.abs() / 60,
                    minutes.abs() % 60
                )
            }
            Clock::Named(zone) => out.write_str(zone.name()),
        }
    }
}

/// Which of two numbers in `03/04/2024` is the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// 3 April.
    #[default]
    DayFirst,
    /// March 4.
    MonthFirst,
}

impl Stamp {
    /// Reads a stamp, whatever its form; `None` when no moment can be made out.
    pub(crate) fn parse(text: &str, order: DayOrder) -> Option<Stamp> {
        let text = text.trim();
        epoch(text)
            .or_else(|| iso(text.as_bytes()))
            .or_else(|| in_words(text, order))
    }

    /// A number of seconds, however small: files for CNT and CooRTweet may count from any
    /// moment, and only the differences matter to them.
    pub(crate) fn counted(text: &str) -> Option<Stamp> {
        let seconds: f64 = text.trim().parse().ok()?;
        (seconds.abs() < 1e11).then(|| Stamp {
            local: (seconds * 1000.0).round() as i64,
            offset: Some(0),
        })
    }
}

/// Seconds since 1970, or thousandths, millionths … of them.
fn epoch(text: &str) -> Option<Stamp> {
    let first = text.as_bytes().first()?;
    if !(first.is_ascii_digit() || *first == b'-')
        || !text
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'))
    {
        return None;
    }
    let local = if let Ok(whole) = text.parse::<i64>() {
        let size = whole.unsigned_abs();
        match size {
            0..100_000 => return None,
            100_000..100_000_000_000 => whole * 1000,
            100_000_000_000..100_000_000_000_000 => whole,
            100_000_000_000_000..100_000_000_000_000_000 => whole / 1000,
            _ => whole / 1_000_000,
        }
    } else {
        let number: f64 = text.parse().ok()?;
        let milliseconds = if number.abs() < 1e11 {
            number * 1000.0
        } else {
            number
        };
        if !(1e8..1e17).contains(&milliseconds.abs()) {
            return None;
        }
        milliseconds.round() as i64
    };
    Some(Stamp {
        local,
        offset: Some(0),
    })
}

/// `2024-05-15T08:21:04.120Z` and its shorter forms, with a space or slashes too.
fn iso(text: &[u8]) -> Option<Stamp> {
    let year = number(text.get(0..4)?)?;
    let mark = *text.get(4)?;
    let is_mark = matches!(mark, b'-' | b'/' | b'.');
    if !is_mark || text.get(7) != Some(&mark) {
        return None;
    }
    let day = day_start(year, number(text.get(5..7)?)?, number(text.get(8..10)?)?)?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some(Stamp {
            local: day,
            offset: None,
        });
    }
    if !matches!(rest[0], b'T' | b't' | b' ') {
        return None;
    }
    let (clock, rest) = clock(&rest[1..])?;
    let zone = std::str::from_utf8(rest).ok()?.trim();
    let offset = if zone.is_empty() {
        None
    } else {
        Some(offset_of(zone)?)
    };
    Some(Stamp {
        local: day + clock,
        offset,
    })
}

/// `08:21`, `08:21:04` or `08:21:04.5` in milliseconds, and what follows it.
fn clock(text: &[u8]) -> Option<(i64, &[u8])> {
    let width = text.iter().position(|b| *b == b':')?;
    let hours = number(text.get(..width)?)?;
    let minutes = number(text.get(width + 1..width + 3)?)?;
    let mut rest = &text[width + 3..];
    let mut milliseconds = (hours * 60 + minutes) * 60_000;
    if let [b':', tens @ b'0'..=b'9', ones @ b'0'..=b'9', after @ ..] = rest {
        milliseconds += i64::from(tens - b'0') * 10_000 + i64::from(ones - b'0') * 1000;
        rest = after;
        if let [b'.' | b',', after @ ..] = rest {
            let digits = after.iter().take_while(|b| b.is_ascii_digit()).count();
            let scale = [100, 10, 1];
            let parts = after[..digits].iter().zip(scale);
            milliseconds += parts.map(|(b, s)| i64::from(b - b'0') * s).sum::<i64>();
            rest = &after[digits..];
        }
    }
    (hours < 24 && minutes < 60 && width <= 2).then_some((milliseconds, rest))
}

/// `Wed Oct 10 20:19:24 +0000 2018`, `15/05/2024 8:21 pm`, `May 15, 2024 · 8:21 AM UTC`.
fn in_words(text: &str, order: DayOrder) -> Option<Stamp> {
    let mut month = None;
    let mut numbers: Vec<i64> = Vec::new();
    let mut time = None;
    let mut offset = None;
    let mut half = None;
    let split = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '·' | '(' | ')');
    for word in text.split(split).filter(|word| !word.is_empty()) {
        if word.contains(':') && !word.starts_with(['+', '-']) {
            let (clock, rest) = clock(word.as_bytes())?;
            time = Some(clock);
            half = half.or(half_of(std::str::from_utf8(rest).ok()?));
        } else if word.starts_with(|letter: char| letter.is_ascii_digit()) {
            for part in word.split(['/', '.', '-']).filter(|part| !part.is_empty()) {
                match part.parse() {
                    Ok(number) => numbers.push(number),
                    Err(_) => month = month.or(month_of(part)),
                }
            }
        } else if let Some(found) = half_of(word) {
            half = Some(found);
        } else if let Some(found) = month_of(word) {
            month = Some(found);
        } else if time.is_some() {
            offset = offset.or(offset_of(word));
        }
    }
    let (year, month, day) = date_of(&numbers, month, order)?;
    let twelve = 12 * 3_600_000;
    let clock = match (time.unwrap_or(0), half) {
        (clock, Some(is_afternoon)) => clock % twelve + if is_afternoon { twelve } else { 0 },
        (clock, None) => clock,
    };
    Some(Stamp {
        local: day_start(year, month, day)? + clock,
        offset,
    })
}

fn date_of(numbers: &[i64], month: Option<i64>, order: DayOrder) -> Option<(i64, i64, i64)> {
    let full = |year: i64| if year < 100 { 2000 + year } else { year };
    match (numbers, month) {
        ([day, year], Some(month)) if *day <= 31 => Some((full(*year), month, *day)),
        ([year, day], Some(month)) => Some((*year, month, *day)),
        ([first, second, year], None) => {
            let day_first = match order {
                _ if *first > 12 => true,
                _ if *second > 12 => false,
                DayOrder::DayFirst => true,
                DayOrder::MonthFirst => false,
            };
            let (day, month) = if day_first {
                (*first, *second)
            } else {
                (*second, *first)
            };
            Some((full(*year), month, day))
        }
        _ => None,
    }
}

fn half_of(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "am" | "a.m." => Some(false),
        "pm" | "p.m." => Some(true),
        _ => None,
    }
}

fn month_of(word: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let word = word.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| word.starts_with(month))?;
    (word.len() <= 9).then_some(found as i64 + 1)
}

/// The offset of `Z`, `+0400`, `+04:00`, `-5` or a well-known abbreviation, in milliseconds.
fn offset_of(zone: &str) -> Option<i64> {
    const HOUR: i64 = 3_600_000;
    let hours = match zone.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" | "WET" | "+00:00" | "+0000" => 0,
        "CET" | "WEST" | "BST" => 1,
        "CEST" | "EET" => 2,
        "EEST" | "MSK" => 3,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return signed_offset(zone),
    };
    Some(hours * HOUR)
}

fn signed_offset(zone: &str) -> Option<i64> {
    let zone = zone.trim_start_matches("UTC").trim_start_matches("GMT");
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: Vec<u8> = zone.bytes().skip(1).filter(|b| *b != b':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (number(&digits)?, 0),
        4 => (number(&digits[..2])?, number(&digits[2..])?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60_000)
}

fn day_start(year: i64, month: i64, day: i64) -> Option<i64> {
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        u32::try_from(month).ok()?,
        u32::try_from(day).ok()?,
    )?;
    Some(date.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis())
}

fn number(digits: &[u8]) -> Option<i64> {
    let is_short = !digits.is_empty() && digits.len() <= 9;
    if !is_short || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(
        digits
            .iter()
            .fold(0, |sum, b| sum * 10 + i64::from(b - b'0')),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<String> {
        let stamp = Stamp::parse(text, DayOrder::DayFirst)?;
        let moment = stamp.local - stamp.offset.unwrap_or(0);
        let shown = chrono::DateTime::from_timestamp_millis(moment)?;
        let zone = if stamp.offset.is_some() { "Z" } else { "" };
        Some(shown.format("%FT%T%.3f").to_string() + zone)
    }

    #[test]
    fn the_same_moment_in_every_form_is_one() {
        let forms = [
            "1715761264",
            "1715761264.0",
            "1715761264000",
            "1715761264000000",
            "2024-05-15T08:21:04Z",
            "2024-05-15 12:21:04+04:00",
            "2024-05-15T12:21:04.000 +0400",
            "2024-05-15 04:21:04 EDT",
            "Wed May 15 08:21:04 +0000 2024",
            "Wed, 15 May 2024 08:21:04 GMT",
            "15/05/2024 08:21:04 UTC",
        ];
        for form in forms {
            assert_eq!(
                utc(form).as_deref(),
                Some("2024-05-15T08:21:04.000Z"),
                "{form}"
            );
        }
    }

    #[test]
    fn a_stamp_without_a_zone_says_so() {
        assert_eq!(
            utc("2024-05-15 08:21").as_deref(),
            Some("2024-05-15T08:21:00.000")
        );
        assert_eq!(
            utc("15.5.2024 8:21 PM").as_deref(),
            Some("2024-05-15T20:21:00.000")
        );
        assert_eq!(
            utc("May 15, 2024 · 12:05 AM UTC").as_deref(),
            Some("2024-05-15T00:05:00.000Z")
        );
        assert_eq!(
            utc("2024-05-15").as_deref(),
            Some("2024-05-15T00:00:00.000")
        );
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "yesterday",
            "2024-13-01",
            "17",
            "2024-05-15T25:00Z",
            "1.01421E+18",
        ] {
            assert_eq!(utc(text), None, "{text}");
        }
    }

    #[test]
    fn a_named_zone_keeps_its_summer_time() {
        let paris: Zone = "Europe/Paris".parse().unwrap();
        let noon = |text: &str| Stamp::parse(text, DayOrder::DayFirst).unwrap().local;
        assert_eq!(
            paris.utc(noon("2024-05-15 12:00")),
            noon("2024-05-15 10:00")
        );
        assert_eq!(
            paris.utc(noon("2024-01-15 12:00")),
            noon("2024-01-15 11:00")
        );
        assert_eq!("+04:00".parse::<Zone>().unwrap().to_string(), "+04:00");
        assert!("Mars".parse::<Zone>().is_err());
    }
}
