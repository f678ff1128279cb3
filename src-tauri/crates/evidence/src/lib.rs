//! What an exhibit is: where it came from, how it was taken, the fingerprint
//! that proves it has not changed, and the people, accounts, affiliations and
//! events it speaks of.
//!
//! The words of Plumb are pure: no clock, no disk, no randomness.

/// Kept in JSON as it is written for people, and read back by its parser.
macro_rules! kept_as_text {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?
                    .parse()
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use kept_as_text;

pub mod exhibit;
pub mod fingerprint;
pub mod fold;
pub mod id;
pub mod mark;
pub mod moment;
pub mod number;
pub mod pdq;
pub mod people;
pub mod reading;
pub mod redaction;
pub mod said;

pub use exhibit::{Exhibit, Held, Sensitivity, Tier};
pub use fingerprint::Fingerprint;
pub use id::Id;
pub use mark::{Mark, Selector};
pub use moment::{Moment, Precision};
pub use number::{Noun, Number, Reference};
pub use pdq::{Pdq, PictureHash};
pub use people::{
    Account, AccountState, Affiliation, Alias, Event, Level, Organisation, Person, State,
};
pub use reading::Reading;
pub use redaction::{Code, Reason, Redaction, Scope};
pub use said::Said;
