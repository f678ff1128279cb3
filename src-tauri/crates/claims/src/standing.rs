//! When a claim stands: derived from its links each time it is asked for, never stored.

use crate::{Casebook, Claim, Stance, origin::independent_origins};
use serde::{Deserialize, Serialize};

/// How well a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing supports it yet.
    Open,
    /// All support goes back to one origin.
    SingleOrigin,
    /// Two or more independent origins support it and nothing speaks against it.
    Backed,
    /// Something supports it and something contradicts it.
    Disputed,
    /// Something contradicts it and nothing supports it.
    Refuted,
    /// Given up by the reporters.
    Withdrawn,
}

impl Standing {
    /// The words for it, as a reader sees them.
    pub const fn words(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::SingleOrigin => "single origin",
            Standing::Backed => "backed",
            Standing::Disputed => "disputed",
            Standing::Refuted => "refuted",
            Standing::Withdrawn => "withdrawn",
        }
    }
}

/// What the links of a claim add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// How it stands.
    pub standing: Standing,
    /// Independent origins among its support.
    pub origins: usize,
    /// Marks in the lane Supports.
    pub supporting: usize,
    /// Marks in the lane Contradicts.
    pub contradicting: usize,
    /// Marks in the lane Denial.
    pub denials: usize,
    /// Marks in the lane Context.
    pub context: usize,
}

/// Weighs a claim's links.
pub fn assess(casebook: &Casebook, claim: &Claim) -> Assessment {
    let count = |stance| casebook.lane(claim.id, stance).count();
    let support = casebook
        .lane(claim.id, Stance::Supports)
        .map(|(_, exhibit)| exhibit);
    let origins = independent_origins(casebook, support);
    let contradicting = count(Stance::Contradicts);
    let standing = match (origins, contradicting) {
        _ if claim.withdrawn.is_some() => Standing::Withdrawn,
        (0, 0) => Standing::Open,
        (0, _) => Standing::Refuted,
        (1, 0) => Standing::SingleOrigin,
        (_, 0) => Standing::Backed,
        _ => Standing::Disputed,
    };
    Assessment {
        standing,
        origins,
        supporting: count(Stance::Supports),
        contradicting,
        denials: count(Stance::Denial),
        context: count(Stance::Context),
    }
}
