//! What can go wrong while reading the world.

use evidence::said::{Said, reason};

/// Why something could not be read. Nothing is changed by any of them.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be opened or read.
    #[error(
        "{name} could not be read: {source}. Check that the file is there and that you may read it."
    )]
    Unreadable {
        /// The file's name, without its folder.
        name: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The content is not what it has to be for this, or it is damaged.
    #[error("This {what} cannot be shown: {reason}. The original is safe as it was captured.")]
    Damaged {
        /// `picture`, `PDF`.
        what: &'static str,
        /// One clause in plain words.
        reason: String,
    },
    /// The content asks for more memory or time than Plumb gives it.
    #[error(
        "This {what} cannot be shown: it asks for more than {limit}. The original is safe as it was captured."
    )]
    TooLarge {
        /// `picture`, `PDF`.
        what: &'static str,
        /// The limit in words.
        limit: String,
    },
    /// The page asked for does not exist.
    #[error("This PDF has {pages} pages; there is no page {page}.")]
    NoSuchPage {
        /// What was asked for, from 1.
        page: u32,
        /// How many there are.
        pages: u32,
    },
}

impl From<&Error> for Said {
    fn from(error: &Error) -> Self {
        let (word, values) = match error {
            Error::Unreadable { name, source } => {
                ("item-unread", vec![name.clone(), reason(source)])
            }
            Error::Damaged { .. } => ("not-shown", Vec::new()),
            Error::TooLarge { .. } => ("too-large-to-show", Vec::new()),
            Error::NoSuchPage { page, pages } => {
                ("no-such-page", vec![page.to_string(), pages.to_string()])
            }
        };
        Self::new(word, error, values)
    }
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;
