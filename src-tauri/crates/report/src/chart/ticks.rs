//! Where axes are marked.

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::words::Words;

/// The values that a scale from 0 to `most` is marked at: two to five, round ones.
pub(crate) fn values(most: f64) -> Vec<f64> {
    if most <= 0.0 || !most.is_finite() {
        return Vec::new();
    }
    let power = 10f64.powf(most.log10().floor() - 1.0);
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0];
    let step = steps
        .iter()
        .map(|step| step * power)
        .find(|step| most / step < 4.0)
        .unwrap_or(most);
    let count = (most / step).floor() as u32;
    (1..=count).map(|n| f64::from(n) * step).collect()
}

/// A marked moment and its words.
pub(crate) type Tick = (NaiveDateTime, String);

#[derive(Debug, Clone, Copy)]
enum Stride {
    Minutes(i64),
    Days(i64),
    Months(u32),
}

const STRIDES: [Stride; 26] = [
    Stride::Minutes(1),
    Stride::Minutes(5),
    Stride::Minutes(15),
    Stride::Minutes(30),
    Stride::Minutes(60),
    Stride::Minutes(120),
    Stride::Minutes(180),
    Stride::Minutes(360),
    Stride::Minutes(720),
    Stride::Days(1),
    Stride::Days(2),
    Stride::Days(7),
    Stride::Days(14),
    Stride::Months(1),
    Stride::Months(2),
    Stride::Months(3),
    Stride::Months(6),
    Stride::Months(12),
    Stride::Months(24),
    Stride::Months(60),
    Stride::Months(120),
    Stride::Months(240),
    Stride::Months(600),
    Stride::Months(1200),
    Stride::Months(6000),
    Stride::Months(12_000),
];

/// More marks than this never fit.
const MOST: usize = 60;

/// The closest marks between two moments that fit, by the narrowest stride.
pub(crate) fn moments(
    from: NaiveDateTime,
    until: NaiveDateTime,
    labels: &Words,
    fits: &mut dyn FnMut(&[Tick]) -> bool,
) -> Vec<Tick> {
    // Hours over many days would hide the days.
    let long = until - from > TimeDelta::days(2);
    let by_clock = |stride: &Stride| matches!(stride, Stride::Minutes(_));
    for stride in STRIDES.into_iter().filter(|s| !(long && by_clock(s))) {
        let ticks = along(from, until, stride, labels);
        if !ticks.is_empty() && ticks.len() <= MOST && fits(&ticks) {
            return ticks;
        }
    }
    Vec::new()
}

fn along(from: NaiveDateTime, until: NaiveDateTime, stride: Stride, labels: &Words) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let mut at = start(from, stride);
    let mut last: Option<NaiveDateTime> = None;
    while let Some(moment) = at.filter(|moment| *moment < until) {
        if ticks.len() > MOST {
            break;
        }
        if moment >= from {
            ticks.push((moment, name(moment, last, stride, labels)));
            last = Some(moment);
        }
        at = match stride {
            Stride::Minutes(n) => moment.checked_add_signed(TimeDelta::minutes(n)),
            Stride::Days(n) => moment.checked_add_signed(TimeDelta::days(n)),
            Stride::Months(n) => moment.checked_add_months(Months::new(n)),
        };
    }
    ticks
}

/// The first round moment of a stride, at or not long before `from`.
fn start(from: NaiveDateTime, stride: Stride) -> Option<NaiveDateTime> {
    let midnight = from.date().and_time(NaiveTime::MIN);
    match stride {
        Stride::Minutes(n) => {
            let since = (from - midnight).num_minutes();
            midnight.checked_add_signed(TimeDelta::minutes(since / n * n))
        }
        Stride::Days(_) if midnight == from => Some(midnight),
        Stride::Days(_) => midnight.checked_add_signed(TimeDelta::days(1)),
        Stride::Months(n) => {
            let months = from.year().checked_mul(12)? + from.month0() as i32;
            let first = months.div_euclid(n as i32) * n as i32;
            let (year, month) = (first.div_euclid(12), first.rem_euclid(12) as u32 + 1);
            Some(NaiveDate::from_ymd_opt(year, month, 1)?.and_time(NaiveTime::MIN))
        }
    }
}

/// What changed since the mark before is said, and no more.
fn name(
    at: NaiveDateTime,
    before: Option<NaiveDateTime>,
    stride: Stride,
    labels: &Words,
) -> String {
    let month = labels.months[at.month0() as usize];
    match stride {
        Stride::Minutes(_) => {
            let new_day = before.is_some_and(|before| before.date() != at.date());
            if new_day {
                format!("{} {month}", at.day())
            } else {
                at.format("%H:%M").to_string()
            }
        }
        Stride::Days(_) => {
            let same = before.is_some_and(|b| (b.year(), b.month()) == (at.year(), at.month()));
            if same {
                at.day().to_string()
            } else {
                format!("{} {month}", at.day())
            }
        }
        Stride::Months(n) if n < 12 => {
            if before.is_some_and(|before| before.year() == at.year()) {
                month.to_owned()
            } else {
                format!("{month} {}", at.year())
            }
        }
        Stride::Months(_) => at.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn day(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment")
    }

    fn names(from: &str, until: &str, most: usize) -> Vec<String> {
        let ticks = moments(day(from), day(until), words("en"), &mut |t| t.len() <= most);
        ticks.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn values_are_round_and_few() {
        assert_eq!(values(5187.0), [2000.0, 4000.0]);
        assert_eq!(values(9.0), [2.5, 5.0, 7.5]);
        assert_eq!(values(1.0), [0.5, 1.0]);
        assert_eq!(values(0.0), [0.0; 0]);
        for most in 1..2000 {
            let count = values(f64::from(most)).len();
            assert!((1..=4).contains(&count), "{most}: {count}");
        }
    }

    #[test]
    fn a_week_is_marked_by_days_and_names_the_month_once() {
        let week = names("2024-05-13 00:00", "2024-05-20 00:00", 8);
        assert_eq!(week, ["13 May", "14", "15", "16", "17", "18", "19"]);
        let over = names("2024-05-30 06:00", "2024-06-03 00:00", 8);
        assert_eq!(over, ["31 May", "1 June", "2"]);
    }

    #[test]
    fn hours_months_and_centuries_are_marked_too() {
        let hours = names("2024-05-15 07:00", "2024-05-16 07:00", 5);
        assert_eq!(hours, ["12:00", "18:00", "16 May", "06:00"]);
        let months = names("2023-11-01 00:00", "2024-04-01 00:00", 6);
        assert_eq!(months, ["Nov 2023", "Dec", "Jan 2024", "Feb", "March"]);
        let long = names("0001-01-01 00:00", "9999-01-01 00:00", 12);
        assert!(!long.is_empty());
    }
}
