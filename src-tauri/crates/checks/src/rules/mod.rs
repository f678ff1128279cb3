//! The rules, one file each.

mod l01_no_evidence;
mod l02_leads_nowhere;
mod l03_no_file;
mod l04_altered;
mod l05_journal;
mod l06_one_origin;
mod l07_retold;
mod l08_left_out;
mod l09_not_asked;
mod l12_not_quoted;

#[cfg(test)]
pub(crate) mod bench;

pub(crate) use l08_left_out::carries_other_side;
pub(crate) use l09_not_asked::problem as unsettled_reply;

use crate::finding::Finding;
use crate::reading::Reading;

/// What every rule finds.
pub(crate) fn all(reading: &Reading<'_>) -> Vec<Finding> {
    [
        l01_no_evidence::check(reading),
        l02_leads_nowhere::check(reading),
        l03_no_file::check(reading),
        l04_altered::check(reading),
        l05_journal::check(reading),
        l06_one_origin::check(reading),
        l07_retold::check(reading),
        l08_left_out::check(reading),
        l09_not_asked::check(reading),
        l12_not_quoted::check(reading),
    ]
    .concat()
}
