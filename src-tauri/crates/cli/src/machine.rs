//! This machine: its clock, zone, user and a source of ids.

use case::Machine;
use chrono::Utc;

/// Describes this machine.
#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where clock, environment and random ids come from"
)]
pub(crate) fn this_machine() -> Machine {
    Machine::described(
        |key| std::env::var(key).ok(),
        Utc::now,
        iana_time_zone::get_timezone().ok(),
        || case::Id::new(uuid::Uuid::now_v7()),
    )
}
