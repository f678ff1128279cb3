//! L09: an accusation whose target was not asked, or still has time to answer.

use chrono::{DateTime, TimeDelta, Utc};
use claims::{Claim, Reply};
use evidence::{Id, Moment, Precision};

use crate::finding::Finding;
use crate::matter::Matter;
use crate::reading::{Reading, thing};

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (cited, claim) in reading.first_asserted() {
        let Some(accused) = claim.accuses else {
            continue;
        };
        if let Some(matter) = problem(reading, claim, accused) {
            found.push(reading.at(cited, vec![thing(claim.number)], matter));
        }
    }
    found
}

/// Why the right of reply of `accused` is not settled; none when it is.
pub(crate) fn problem(reading: &Reading<'_>, claim: &Claim, accused: Id) -> Option<Matter> {
    let asked: Vec<&Reply> = reading
        .casebook
        .replies_about(claim.id)
        .filter(|r| r.whom == accused)
        .collect();
    let (number, whom) = (claim.number.to_string(), reading.name(accused));
    let Some(first) = asked.first() else {
        return Some(Matter::NotAsked {
            claim: number,
            whom,
        });
    };
    let at = reading.facts.exported_at;
    if asked
        .iter()
        .any(|r| r.answer.is_some() || r.deadline.as_ref().is_some_and(|d| last_moment(d) <= at))
    {
        return None;
    }
    let waiting = asked
        .iter()
        .find_map(|r| r.deadline.as_ref().map(|d| (r, d)));
    Some(match waiting {
        Some((reply, deadline)) => Matter::TimeToAnswer {
            claim: number,
            whom,
            reply: reply.number.to_string(),
            deadline: deadline.to_string(),
        },
        None => Matter::NoDeadline {
            claim: number,
            whom,
            reply: first.number.to_string(),
        },
    })
}

/// The end of the span that a time of limited precision stands for.
fn last_moment(moment: &Moment) -> DateTime<Utc> {
    let span = match moment.precision {
        Precision::Year => TimeDelta::days(366),
        Precision::Month => TimeDelta::days(31),
        Precision::Day => TimeDelta::days(1),
        Precision::Minute | Precision::Second => TimeDelta::zero(),
    };
    // Without a zone the deadline ends where the day ends last.
    let zone = if moment.offset_seconds.is_none() {
        TimeDelta::hours(12)
    } else {
        TimeDelta::zero()
    };
    moment
        .utc
        .checked_add_signed(span + zone)
        .unwrap_or(moment.utc)
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    fn accusing() -> Bench {
        let mut bench = Bench::new();
        bench.accuse(1);
        bench
    }

    #[test]
    fn an_accused_who_was_never_asked_is_found_once() {
        assert_eq!(
            accusing().found("L09", "One. [@C-01] Two. [@C-01]"),
            ["One."]
        );
    }

    #[test]
    fn asking_somebody_else_or_about_something_else_does_not_count() {
        let mut bench = accusing();
        bench.ask(2, 1, Some("2024-06-01"));
        bench.ask(1, 2, Some("2024-06-01"));
        assert_eq!(bench.found("L09", "One. [@C-01]"), ["One."]);
    }

    #[test]
    fn a_deadline_that_is_not_over_is_found_and_one_that_is_over_is_not() {
        let mut bench = accusing();
        bench.ask(1, 1, Some("2024-06-10T12:01+00:00"));
        assert_eq!(bench.found("L09", "One. [@C-01]"), ["One."]);
        bench.book.replies[0].deadline = "2024-06-10T12:00+00:00".parse().ok();
        assert_eq!(bench.found("L09", "One. [@C-01]"), [""; 0]);
        bench.book.replies[0].deadline = "2024-06-10".parse().ok();
        assert_eq!(
            bench.found("L09", "One. [@C-01]"),
            ["One."],
            "the day of the deadline is not over"
        );
    }

    #[test]
    fn an_answer_counts_whatever_the_deadline() {
        let mut bench = accusing();
        bench.ask(1, 1, None);
        assert_eq!(bench.found("L09", "One. [@C-01]"), ["One."]);
        bench.book.replies[0].answer = Some(bench.book.exhibits[0].id);
        assert_eq!(bench.found("L09", "One. [@C-01]"), [""; 0]);
    }

    #[test]
    fn a_request_that_cannot_be_made_can_be_waived() {
        let mut bench = accusing();
        bench.waive("L09", &["C-01"], Some("One."));
        assert_eq!(bench.waived("L09", "One. [@C-01]"), [true]);
    }
}
