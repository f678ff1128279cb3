//! The machine a case is opened on: what only a shell may know.

use chrono::{DateTime, Utc};
use evidence::Id;

type Clock = Box<dyn Fn() -> DateTime<Utc> + Send>;
type Ids = Box<dyn FnMut() -> Id + Send>;

/// Time, zone, actor and fresh ids, as a shell gives them.
pub struct Machine {
    clock: Clock,
    ids: Ids,
    zone: String,
    actor: String,
}

impl Machine {
    /// Describes the machine from its environment, its clock and its zone.
    ///
    /// `SOURCE_DATE_EPOCH` stops the clock, so that the same case gives the same
    /// bytes; `TZ` names the zone before the system does; `PLUMB_ACTOR` says who
    /// works when the login name should not.
    pub fn described(
        environment: impl Fn(&str) -> Option<String>,
        clock: fn() -> DateTime<Utc>,
        zone: Option<String>,
        ids: impl FnMut() -> Id + Send + 'static,
    ) -> Self {
        let given = |key| environment(key).filter(|value| !value.trim().is_empty());
        let stopped = given("SOURCE_DATE_EPOCH")
            .and_then(|seconds| DateTime::from_timestamp(seconds.trim().parse().ok()?, 0));
        let actor = ["PLUMB_ACTOR", "USER", "LOGNAME"]
            .into_iter()
            .find_map(given);
        Self::new(
            move || stopped.unwrap_or_else(clock),
            ids,
            given("TZ").or(zone).unwrap_or_else(|| "UTC".to_owned()),
            actor.unwrap_or_else(|| "unknown".to_owned()),
        )
    }

    /// Describes a machine: its clock in UTC, the name of its zone, who sits at
    /// it, and a source of ids that are never given twice.
    pub fn new(
        clock: impl Fn() -> DateTime<Utc> + Send + 'static,
        ids: impl FnMut() -> Id + Send + 'static,
        zone: impl Into<String>,
        actor: impl Into<String>,
    ) -> Self {
        Self {
            clock: Box::new(clock),
            ids: Box::new(ids),
            zone: zone.into(),
            actor: actor.into(),
        }
    }

    /// The time by this machine's clock.
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// The zone it stands in.
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// Who sits at it.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// An id that was never given before.
    pub fn new_id(&mut self) -> Id {
        (self.ids)()
    }
}
