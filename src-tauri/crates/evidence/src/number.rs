//! The numbers people read: `E-014`, `E-014·1`, `C-03`.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A kind of thing that is numbered. Numbers are given once and never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// `E-014`
    Exhibit,
    /// `C-03`
    Claim,
    /// `P-01`
    Person,
    /// `O-01`
    Organisation,
    /// `A-001`
    Account,
    /// `F-01`
    Affiliation,
    /// `V-01`
    Event,
    /// `R-01`
    Reply,
    /// `D-1`
    DataSet,
}

impl Noun {
    /// Every noun, in the order a case lists them.
    pub const ALL: [Noun; 9] = [
        Noun::Exhibit,
        Noun::Claim,
        Noun::Person,
        Noun::Organisation,
        Noun::Account,
        Noun::Affiliation,
        Noun::Event,
        Noun::Reply,
        Noun::DataSet,
    ];

    /// The capital letter in front of the number.
    pub const fn letter(self) -> char {
        match self {
            Noun::Exhibit => 'E',
            Noun::Claim => 'C',
            Noun::Person => 'P',
            Noun::Organisation => 'O',
            Noun::Account => 'A',
            Noun::Affiliation => 'F',
            Noun::Event => 'V',
            Noun::Reply => 'R',
            Noun::DataSet => 'D',
        }
    }

    const fn digits(self) -> usize {
        match self {
            Noun::Exhibit | Noun::Account => 3,
            Noun::DataSet => 1,
            _ => 2,
        }
    }

    /// The word for one such thing, as a table and a journal entry write it.
    pub const fn word(self) -> &'static str {
        match self {
            Noun::Exhibit => "exhibit",
            Noun::Claim => "claim",
            Noun::Person => "person",
            Noun::Organisation => "organisation",
            Noun::Account => "account",
            Noun::Affiliation => "affiliation",
            Noun::Event => "event",
            Noun::Reply => "reply",
            Noun::DataSet => "data_set",
        }
    }
}

/// The number of one thing, such as `E-014`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// What kind of thing it numbers.
    pub noun: Noun,
    /// 1 and up.
    pub value: u32,
}

impl Number {
    /// The number `value` of `noun`.
    pub const fn new(noun: Noun, value: u32) -> Self {
        Self { noun, value }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{:0width$}",
            self.noun.letter(),
            self.value,
            width = self.noun.digits()
        )
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse()? {
            Reference::Thing(number) => Ok(number),
            Reference::Mark { .. } => Err(NotANumber(text.to_owned())),
        }
    }
}

/// What a citation or a command can point at: a thing, or a mark inside an exhibit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// `E-014`, `C-03`
    Thing(Number),
    /// `E-014·1`, also written `E-014.1`
    Mark {
        /// The exhibit's number, 1 and up.
        exhibit: u32,
        /// The mark's number inside the exhibit, 1 and up.
        mark: u32,
    },
}

impl Reference {
    /// The exhibit that is pointed at or into, if it is one.
    pub const fn exhibit(self) -> Option<Number> {
        match self {
            Reference::Mark { exhibit, .. } => Some(Number::new(Noun::Exhibit, exhibit)),
            Reference::Thing(number) if matches!(number.noun, Noun::Exhibit) => Some(number),
            Reference::Thing(_) => None,
        }
    }

    /// The spelling with a full stop, for citations, file names and shells.
    pub fn key(self) -> String {
        self.to_string().replace('·', ".")
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reference::Thing(number) => number.fmt(f),
            Reference::Mark { exhibit, mark } => {
                write!(f, "{}·{mark}", Number::new(Noun::Exhibit, *exhibit))
            }
        }
    }
}

impl FromStr for Reference {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || NotANumber(text.to_owned());
        let (letter, rest) = text.split_once('-').ok_or_else(refuse)?;
        let noun = Noun::ALL
            .into_iter()
            .find(|noun| {
                letter.len() == 1 && letter.to_ascii_uppercase().starts_with(noun.letter())
            })
            .ok_or_else(refuse)?;
        match rest.split_once(['·', '.']) {
            None => Ok(Reference::Thing(Number::new(
                noun,
                positive(rest).ok_or_else(refuse)?,
            ))),
            Some((exhibit, mark)) if noun == Noun::Exhibit => Ok(Reference::Mark {
                exhibit: positive(exhibit).ok_or_else(refuse)?,
                mark: positive(mark).ok_or_else(refuse)?,
            }),
            Some(_) => Err(refuse()),
        }
    }
}

fn positive(digits: &str) -> Option<u32> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|value| *value > 0)
}

/// A text that is no number of a case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a number of a case; numbers look like E-014, E-014·1 or C-03")]
pub struct NotANumber(pub String);

crate::kept_as_text!(Number);

crate::kept_as_text!(Reference);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_read_them() {
        assert_eq!(Number::new(Noun::Exhibit, 14).to_string(), "E-014");
        assert_eq!(Number::new(Noun::Claim, 3).to_string(), "C-03");
        assert_eq!(Number::new(Noun::Exhibit, 1234).to_string(), "E-1234");
    }

    #[test]
    fn a_mark_reads_with_a_dot_or_a_full_stop() {
        let mark = Reference::Mark {
            exhibit: 14,
            mark: 1,
        };
        assert_eq!("E-014·1".parse(), Ok(mark));
        assert_eq!("e-14.1".parse(), Ok(mark));
        assert_eq!(mark.to_string(), "E-014·1");
        assert_eq!(mark.key(), "E-014.1");
    }

    #[test]
    fn what_is_no_number_is_refused_with_a_sentence() {
        for text in [
            "", "E", "E-", "E-0", "X-1", "C-03.1", "E-1.", "E-+1", "E-1.2.3", "é-1",
        ] {
            let refusal = text.parse::<Reference>().expect_err(text);
            assert!(refusal.to_string().contains("is not a number"), "{refusal}");
        }
    }
}
