//! The journal's chain: no entry altered, missing, inserted or moved, and the
//! receipt's entry among them.

use super::{Problem, ProblemKind};
use crate::{Receipt, StoreError, journal};
use evidence::{Said, said};
use rusqlite::Connection;

/// What the chain says when it is read from end to end.
pub(super) struct Chain {
    pub(super) entries: i64,
    pub(super) head: [u8; 32],
    pub(super) cannot_know: Vec<String>,
}

/// Reads the chain and adds what is wrong with it to `problems`.
pub(super) fn check(
    connection: &Connection,
    receipt: Option<&Receipt>,
    problems: &mut Vec<Problem>,
) -> Result<Chain, StoreError> {
    let (mut last, mut head, mut entries) = (0, journal::GENESIS, 0);
    let mut receipt_entry = None;
    journal::visit_all(connection, |seq, entry| {
        entries += 1;
        if seq != last + 1 {
            problems.push(problem(last + 1, missing(last + 1, seq - 1)));
        }
        last = seq;
        let entry = match entry {
            Ok(entry) => entry,
            Err(why) => {
                problems.push(problem(
                    seq,
                    said!("entry-unreadable", "entry {} was altered: {}", seq, why),
                ));
                return Ok(());
            }
        };
        if entry.expected_hash() != entry.hash {
            problems.push(problem(
                seq,
                said!(
                    "entry-altered",
                    "entry {} was altered after it was written",
                    seq
                ),
            ));
        }
        if entry.previous != head {
            problems.push(problem(
                seq,
                said!(
                    "entry-does-not-follow",
                    "entry {} does not follow the entry before it: one was altered, removed, inserted or moved",
                    seq
                ),
            ));
        }
        head = entry.hash;
        if receipt.is_some_and(|receipt| Receipt::of(&head) == *receipt) {
            receipt_entry = Some(seq);
        }
        Ok(())
    })?;
    let cannot_know = judge_receipt(receipt, receipt_entry, last, problems);
    Ok(Chain {
        entries,
        head,
        cannot_know,
    })
}

/// Adds the entries that custody would leave out, or show where they do not belong:
/// `journal_subject` is made from the entries, and says the same as they do.
pub(super) fn check_subjects(
    connection: &Connection,
    problems: &mut Vec<Problem>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(include_str!("subjects.sql"))?;
    let found = statement.query_map([], |row| row.get(0))?;
    for seq in found.collect::<Result<Vec<i64>, _>>()? {
        let entry = format!("entry {seq}");
        if problems.iter().all(|one| !one.subjects.contains(&entry)) {
            let what = said!(
                "custody-misses-entry",
                "custody does not show entry {} where it belongs",
                seq
            );
            problems.push(problem(seq, what));
        }
    }
    Ok(())
}

fn judge_receipt(
    receipt: Option<&Receipt>,
    receipt_entry: Option<i64>,
    last: i64,
    problems: &mut Vec<Problem>,
) -> Vec<String> {
    match (receipt, receipt_entry) {
        (None, _) => vec![
            "Without a receipt nobody can know whether the whole file was put back to an older \
             copy, whether entries were cut off the end of the journal, or whether someone with \
             the key wrote the journal anew. Verify with the newest receipt to know."
                .to_owned(),
        ],
        (Some(_), Some(seq)) if seq == last => Vec::new(),
        (Some(_), Some(seq)) => vec![format!(
            "The receipt vouches for entries 1 to {seq}. Entries {} to {last} came later; only a \
             newer receipt can vouch for them.",
            seq + 1
        )],
        (Some(_), None) => {
            problems.push(Problem {
                kind: ProblemKind::Receipt,
                subjects: vec![format!("entry {last}")],
                what: said!(
                    "receipt-of-no-entry",
                    "no entry up to the last one, {}, has this receipt: the file is older than \
                     the receipt, its journal was cut or written anew, or the receipt is of another case",
                    last
                ),
            });
            Vec::new()
        }
    }
}

fn problem(seq: i64, what: Said) -> Problem {
    Problem {
        kind: ProblemKind::Entry,
        subjects: vec![format!("entry {seq}")],
        what,
    }
}

fn missing(first: i64, last: i64) -> Said {
    if first == last {
        said!("entry-missing", "entry {} is missing", first)
    } else {
        said!(
            "entries-missing",
            "entries {} to {} are missing",
            first,
            last
        )
    }
}
