//! What went wrong, in a sentence, with what to do next.

use serde::Serialize;
use store::{StoreError, originals::OriginalError, vault::VaultError};

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
    /// What happened.
    pub message: String,
    /// What is safe and what to do next.
    pub hint: Option<String>,
    /// What else can be done, by verbs and options that only the command line has.
    pub at_prompt: Option<String>,
}

impl Error {
    /// A failure without a hint.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            hint: None,
            at_prompt: None,
        }
    }

    /// What was asked cannot be done.
    pub fn user(message: impl ToString) -> Self {
        Self::new(Kind::User, message.to_string())
    }

    /// Something that was named is not in the case.
    pub fn not_found(what: impl std::fmt::Display) -> Self {
        Self::new(Kind::NotFound, format!("this case has no {what}"))
    }

    /// The person stopped it.
    pub fn stopped() -> Self {
        Self::new(Kind::Stopped, "it was stopped").hint("The case is as it was before.")
    }

    /// The case was closed while long work let go of it.
    pub fn closed() -> Self {
        Self::new(Kind::Stopped, "the case was closed meanwhile")
            .hint("What was not done by then is not in it.")
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
        let message = error.to_string();
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
        let kind = match error {
            VaultError::NotFound(_)
            | VaultError::NotACase(_)
            | VaultError::Busy
            | VaultError::ReadOnly
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
        Self::new(kind, error.to_string())
    }
}
