//! What went wrong, in a sentence, with what to do next.

mod told;

use evidence::{Said, said};
use serde::Serialize;
use store::{StoreError, originals::OriginalError, vault::VaultError};

pub(crate) use told::told_posts;

/// What sort of failure it is: it decides tone and exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What was asked cannot be done as it was asked.
    User,
    /// Something that was named is not in the case.
    NotFound,
    /// The passphrase or recovery code is missing or wrong.
    Locked,
    /// A newer Plumb wrote the case.
    Newer,
    /// The case file is damaged.
    Damaged,
    /// There is no case where one was looked for, or it could not be reached.
    Unreachable,
    /// A copy of the report would tell what it must not.
    Leak,
    /// The person stopped it.
    Stopped,
    /// Plumb itself failed.
    Internal,
}

/// A failure as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[error("{message}")]
pub struct Error {
    /// What sort of failure.
    pub kind: Kind,
    /// What happened. Who has it in another language under its word says there, too, what is
    /// safe and what to do next.
    #[serde(serialize_with = "Said::text_alone")]
    pub message: Box<Said>,
    /// What is safe and what to do next.
    pub hint: Option<String>,
    /// What else can be done, by verbs and options that only the command line has.
    pub at_prompt: Option<String>,
}

impl Error {
    /// A failure without a hint.
    pub fn new(kind: Kind, message: impl Into<Said>) -> Self {
        Self {
            kind,
            message: Box::new(message.into()),
            hint: None,
            at_prompt: None,
        }
    }

    /// What was asked cannot be done.
    pub fn user(message: impl Into<Said>) -> Self {
        Self::new(Kind::User, message)
    }

    /// Something that was named is not in the case.
    pub fn missing(message: impl Into<Said>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// The same of something that has a number.
    pub fn not_found(number: impl std::fmt::Display) -> Self {
        Self::missing(said!("not-in-case", "this case has no {}", number))
    }

    /// The person stopped it.
    pub fn stopped() -> Self {
        Self::new(Kind::Stopped, said!("stopped", "it was stopped"))
            .hint("The case is as it was before.")
    }

    /// The case was closed while long work let go of it.
    pub fn closed() -> Self {
        let message = said!("closed-meanwhile", "the case was closed meanwhile");
        Self::new(Kind::Stopped, message).hint("What was not done by then is not in it.")
    }

    /// The same with what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with what to do next at a prompt, in its verbs and options.
    #[must_use]
    pub fn at_prompt(mut self, hint: impl Into<String>) -> Self {
        self.at_prompt = Some(hint.into());
        self
    }
}

const KEPT: &str = "Nothing of this step was saved; everything before it was.";

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let message = told::told_store(&error);
        match error {
            StoreError::Vault(error) => error.into(),
            StoreError::Original(OriginalError::Stopped) => Self::stopped(),
            StoreError::Original(_) => Self::new(Kind::Damaged, message).hint(KEPT),
            StoreError::Newer { .. } => Self::new(Kind::Newer, message)
                .hint("Nothing was changed. Open it with the newer Plumb."),
            StoreError::Damaged(_) => Self::new(Kind::Damaged, message)
                .hint("Nothing was changed. Keep this file as it is and go on from the newest backup.")
                .at_prompt("`plumb verify` names what is damaged."),
            StoreError::NothingTo(_) => Self::user(message),
        }
    }
}

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        let message = told::told_vault(&error);
        let kind = match error {
            VaultError::NotFound(_)
            | VaultError::NotACase(_)
            | VaultError::Busy
            | VaultError::ReadOnly
            | VaultError::DiskFull
            | VaultError::Io { .. } => Kind::Unreachable,
            VaultError::Newer { .. } => Kind::Newer,
            VaultError::WrongPassphrase
            | VaultError::WrongRecoveryCode
            | VaultError::MistypedRecoveryCode
            | VaultError::NoRecoveryCode
            | VaultError::NeedsPassphrase => Kind::Locked,
            VaultError::Exists(_) | VaultError::EmptyPassphrase | VaultError::IsOpen => Kind::User,
            VaultError::Damaged { .. } => Kind::Damaged,
            VaultError::Memory { .. } | VaultError::Random(_) | VaultError::Database(_) => {
                Kind::Internal
            }
        };
        Self::new(kind, message)
    }
}
