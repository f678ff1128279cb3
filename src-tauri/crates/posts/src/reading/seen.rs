//! Which ids came before.

use std::collections::HashSet;

use crate::hash::KeyBuilder;
use crate::key::Key;

/// The ids met so far. Files are mostly in the order of their ids, and while they are, an id is
/// new by standing behind the last one: nothing is looked up.
#[derive(Debug)]
pub(super) enum Seen {
    /// Ids are numbers that all rise, or all fall.
    Ordered {
        /// What is looked up should the order break.
        keys: Vec<u64>,
        last: Option<u64>,
        falls: Option<bool>,
    },
    /// In any order.
    Any(HashSet<u64, KeyBuilder>),
}

impl Seen {
    pub(super) fn new() -> Seen {
        Seen::Ordered {
            keys: Vec::new(),
            last: None,
            falls: None,
        }
    }

    /// Takes an id with its key; whether it is new.
    pub(super) fn insert(&mut self, id: &str, key: Key) -> bool {
        let key = key as u64;
        if let Seen::Ordered { keys, last, falls } = self {
            let number = plain_number(id);
            let before = last.zip(number);
            let is_next = match (before, *falls) {
                (None, _) => number.is_some() && last.is_none(),
                (Some((last, now)), None) => last != now,
                (Some((last, now)), Some(false)) => now > last,
                (Some((last, now)), Some(true)) => now < last,
            };
            if is_next {
                *falls = falls.or(before.map(|(last, now)| now < last));
                *last = number;
                keys.push(key);
                return true;
            }
            *self = Seen::Any(keys.drain(..).collect());
        }
        match self {
            Seen::Any(keys) => keys.insert(key),
            Seen::Ordered { .. } => true,
        }
    }
}

/// A number that is written in one way only, so that other words are another number.
fn plain_number(id: &str) -> Option<u64> {
    let is_plain = id.len() <= 19 && id.bytes().all(|byte| byte.is_ascii_digit());
    let number = id.parse().ok().filter(|_| is_plain)?;
    (number == 0 || !id.starts_with('0')).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::key_of;

    fn news(ids: &[&str]) -> Vec<bool> {
        let mut seen = Seen::new();
        let new = |id: &&str| seen.insert(id, key_of(id.as_bytes()));
        ids.iter().map(new).collect()
    }

    #[test]
    fn an_id_is_new_once_whatever_the_order() {
        let orders: [&[&str]; 7] = [
            &["1", "2", "2", "3", "1"],
            &["9", "8", "8", "7", "9"],
            &["5", "5", "5"],
            &["1", "3", "2", "3", "4", "1"],
            &["1", "01", "1", "x", "01", "2"],
            &["x", "1", "2", "x", "1"],
            &[
                "00",
                "0",
                "00",
                "18446744073709551615",
                "18446744073709551615",
            ],
        ];
        for ids in orders {
            let first = |at: usize| !ids[..at].contains(&ids[at]);
            let expected: Vec<bool> = (0..ids.len()).map(first).collect();
            assert_eq!(news(ids), expected, "{ids:?}");
        }
    }
}
