//! Moments, as the page shows and edits them.

use super::{Code, Failure};
use chrono::FixedOffset;
use evidence::{Moment, Precision};
use serde::Serialize;
use specta::Type;

/// A point in time as its source gave it.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct When {
    /// As a person writes it: `2024-05`, `2024-05-15T12:21+04:00`.
    pub(crate) written: String,
    /// RFC 3339 in UTC.
    pub(crate) utc: String,
    /// `year`, `month`, `day`, `minute` or `second`.
    pub(crate) precision: String,
    /// Minutes east of UTC; none when the source gave no zone.
    pub(crate) offset_minutes: Option<i32>,
}

impl From<&Moment> for When {
    fn from(moment: &Moment) -> Self {
        let precision = match moment.precision {
            Precision::Year => "year",
            Precision::Month => "month",
            Precision::Day => "day",
            Precision::Minute => "minute",
            Precision::Second => "second",
        };
        Self {
            written: written(moment),
            utc: moment.utc.to_rfc3339(),
            precision: precision.to_owned(),
            offset_minutes: moment.offset_seconds.map(|seconds| seconds / 60),
        }
    }
}

fn written(moment: &Moment) -> String {
    let offset = moment.offset_seconds.and_then(FixedOffset::east_opt);
    let zone = match offset {
        Some(_) => "%:z",
        None => "",
    };
    let form = match moment.precision {
        Precision::Year => "%Y".to_owned(),
        Precision::Month => "%Y-%m".to_owned(),
        Precision::Day => "%Y-%m-%d".to_owned(),
        Precision::Minute => format!("%Y-%m-%dT%H:%M{zone}"),
        Precision::Second => format!("%Y-%m-%dT%H:%M:%S{zone}"),
    };
    let utc = FixedOffset::east_opt(0).expect("no offset is an offset");
    let local = moment.utc.with_timezone(&offset.unwrap_or(utc));
    local.format(&form).to_string()
}

/// Reads what a person wrote.
pub(crate) fn moment(text: &str) -> Result<Moment, Failure> {
    text.parse().map_err(|error: evidence::moment::NotATime| {
        Failure::new(Code::User, error, Some("Nothing was changed."))
    })
}

/// Reads what a person wrote or left empty.
pub(crate) fn moment_if_any(text: Option<&str>) -> Result<Option<Moment>, Failure> {
    text.filter(|text| !text.trim().is_empty())
        .map(moment)
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_for_editing_reads_back_as_the_same_moment() {
        for text in [
            "2024",
            "2024-05",
            "2024-05-15",
            "2024-05-15T12:21",
            "2024-05-15T12:21:07-03:30",
        ] {
            let read = moment(text).expect(text);
            assert_eq!(written(&read), text);
            assert_eq!(moment(&When::from(&read).written).expect(text), read);
        }
    }
}
