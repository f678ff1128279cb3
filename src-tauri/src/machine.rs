//! This machine: its clock, zone, user and a source of ids.

use case::Machine;
use chrono::{DateTime, Utc};

/// Describes this machine. `SOURCE_DATE_EPOCH` stops the clock, so that the same
/// case gives the same bytes; `PLUMB_ACTOR` says who works when the login name should not.
#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where clock, environment and random ids come from"
)]
pub(crate) fn this_machine() -> Machine {
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds.trim().parse().ok()?, 0));
    let name = |key| {
        std::env::var(key)
            .ok()
            .filter(|name| !name.trim().is_empty())
    };
    let zone = name("TZ").or_else(|| iana_time_zone::get_timezone().ok());
    let actor = name("PLUMB_ACTOR")
        .or_else(|| name("USER"))
        .or_else(|| name("LOGNAME"));
    Machine::new(
        move || fixed.unwrap_or_else(Utc::now),
        || case::Id::new(uuid::Uuid::now_v7()),
        zone.unwrap_or_else(|| "UTC".to_owned()),
        actor.unwrap_or_else(|| "unknown".to_owned()),
    )
}

/// The moment, RFC 3339 in UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where the clock comes from"
)]
pub(crate) fn now() -> String {
    Utc::now().to_rfc3339()
}
