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
