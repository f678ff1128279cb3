//! Which affiliation of an account held on the date of each of its posts, by which source.

use claims::Casebook;
use evidence::{Account, Moment};
use posts::DataSet;

use super::record::{Held, Member};

/// The account of the case that an account of the data is: by the platform's id, else by handle.
pub(crate) fn known<'a>(book: &'a Casebook, id: &str, handle: Option<&str>) -> Option<&'a Account> {
    let by_id = book
        .accounts
        .iter()
        .find(|account| account.platform_id.as_deref() == Some(id));
    let is_named = |account: &&Account| {
        let own = account.handle.trim_start_matches('@');
        own.eq_ignore_ascii_case(id)
            || handle.is_some_and(|handle| own.eq_ignore_ascii_case(handle))
    };
    by_id.or_else(|| book.accounts.iter().find(is_named))
}

/// Every affiliation recorded for the members, held against the rows they posted.
pub(crate) fn held(
    book: &Casebook,
    data: &DataSet,
    members: &[(u32, &Member)],
    rows: &[u32],
) -> Vec<Held> {
    let mut all = Vec::new();
    for (number, member) in members {
        let Some(account) = known(book, &member.id, member.handle.as_deref()) else {
            continue;
        };
        let times: Vec<i64> = rows
            .iter()
            .filter(|row| data.account[**row as usize] == *number)
            .map(|row| data.time[*row as usize])
            .collect();
        for affiliation in book.affiliations.iter().filter(|one| one.who == account.id) {
            let mut held = Held {
                code: member.code.clone(),
                affiliation: affiliation.number.to_string(),
                organisation: book
                    .party(affiliation.organisation)
                    .map_or_else(String::new, |party| {
                        format!("{} {}", party.number(), party.name())
                    }),
                level: match &affiliation.role {
                    Some(role) => format!("{}, {role}", affiliation.level.word().replace('_', " ")),
                    None => affiliation.level.word().replace('_', " "),
                },
                source: match affiliation.mark.and_then(|mark| book.mark(mark)) {
                    Some(mark) => format!(
                        "{}, {}",
                        affiliation.basis.word().replace('_', " "),
                        mark.reference
                    ),
                    None => affiliation.basis.word().replace('_', " "),
                },
                held: 0,
                not_held: 0,
                unknown: 0,
            };
            for time in &times {
                *match held_at(*time, affiliation.from.as_ref(), affiliation.to.as_ref()) {
                    Some(true) => &mut held.held,
                    Some(false) => &mut held.not_held,
                    None => &mut held.unknown,
                } += 1;
            }
            all.push(held);
        }
    }
    all
}

/// Whether it held at a moment; none when a date that would tell is not known.
fn held_at(time: i64, from: Option<&Moment>, to: Option<&Moment>) -> Option<bool> {
    let at = |moment: &Moment| moment.utc.timestamp_millis();
    match (from, to) {
        (Some(from), _) if time < at(from) => Some(false),
        (_, Some(to)) if time > at(to) => Some(false),
        (Some(_), Some(_)) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_end_is_not_known_and_never_assumed() {
        let moment = |text: &str| text.parse::<Moment>().expect("a moment");
        let (from, to) = (moment("2024-01-01"), moment("2024-06-01"));
        let at = |text: &str| moment(text).utc.timestamp_millis();
        let may = at("2024-05-15");
        assert_eq!(held_at(may, Some(&from), Some(&to)), Some(true));
        assert_eq!(held_at(may, Some(&from), None), None);
        assert_eq!(held_at(may, None, Some(&to)), None);
        assert_eq!(held_at(may, None, None), None);
        assert_eq!(held_at(at("2023-05-15"), Some(&from), None), Some(false));
        assert_eq!(held_at(at("2024-07-15"), None, Some(&to)), Some(false));
    }
}
