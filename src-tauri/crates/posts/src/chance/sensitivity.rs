//! The same count at other windows and thresholds, so that nobody has to trust one choice.

use serde::{Deserialize, Serialize};

use super::counts;
use crate::network::Edge;

/// The windows of the table, in seconds.
pub const WINDOWS: [i64; 4] = [10, 60, 300, 3_600];
/// The thresholds of the table.
pub const THRESHOLDS: [u32; 3] = [2, 3, 5];

/// One cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The window in seconds.
    pub within: i64,
    /// The smallest weight.
    pub at_least: u32,
    /// Pairs of accounts; `None` when the window was refused because one thing is shared too
    /// often in it.
    pub pairs: Option<u64>,
    /// Accounts in such a pair.
    pub accounts: Option<u64>,
}

/// Counts pairs and accounts at every window and threshold; `pairs` gives the undirected edges
/// of weight 1 and more within so many milliseconds.
pub fn sensitivity<E>(mut pairs: impl FnMut(i64) -> Result<Vec<Edge>, E>) -> Vec<Cell> {
    let mut cells = Vec::new();
    for within in WINDOWS {
        let counted = pairs(within * 1_000)
            .map(|found| counts(&found, &THRESHOLDS))
            .ok();
        for (at, at_least) in THRESHOLDS.into_iter().enumerate() {
            let count = counted.as_ref().map(|counted| counted[at]);
            cells.push(Cell {
                within,
                at_least,
                pairs: count.map(|count| count.0),
                accounts: count.map(|count| count.1),
            });
        }
    }
    cells
}
