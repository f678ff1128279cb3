//! What a data set of posts is, how to read one, and what can be found in it.
//!
//! A [`DataSet`] is columns, one entry per post in the order of the file. Accounts, hashtags,
//! domains and languages are numbers into lists of [`Names`]; what posts have in common (a
//! text, a link, the post they repeat) is a [`Key`]. The words themselves stay in the file:
//! every post knows its [`Row`] there, which is also how anyone checks it.

pub mod caveats;
pub mod chance;
mod columns;
pub mod communities;
pub mod contents;
mod data_set;
mod draw;
pub mod finding;
mod hash;
mod key;
mod lists;
pub mod near_text;
pub mod network;
pub mod packed;
pub mod pictures;
pub mod reading;
pub mod reworded;
pub mod sieve;
pub mod text;

pub use columns::{Keys, Lists, Names, Texts};
pub use data_set::{DataSet, Profile, Remark, Resolution, Row};
pub use key::{EMPTY_TEXT, Key, NONE, key_of, sequence_key};
