//! What the page is told when something cannot be done.

use super::Told;
use case::Kind;
use evidence::Said;
use serde::Serialize;
use specta::Type;

/// What happened and what to do about it.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Failure {
    pub(crate) code: Code,
    /// What happened. Said in another language, it says what to do as well.
    pub(crate) message: Told,
    pub(crate) hint: Option<String>,
}

/// A code exists where the window behaves differently.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Code {
    /// What was asked cannot be done as it was asked.
    User,
    /// Something that was named is not there.
    NotFound,
    /// The passphrase is missing or wrong.
    Passphrase,
    /// A newer Plumb wrote the case.
    Newer,
    /// The case file is damaged.
    Damaged,
    /// A copy of the report would tell what it must not.
    Leak,
    /// The person stopped it.
    Stopped,
    /// Plumb itself failed.
    Internal,
}

impl Failure {
    pub(crate) fn new(code: Code, message: impl Into<Said>, hint: Option<&str>) -> Self {
        Self {
            code,
            message: Told::from(&message.into()),
            hint: hint.map(str::to_owned),
        }
    }
}

impl From<case::Error> for Failure {
    fn from(error: case::Error) -> Self {
        let code = match error.kind {
            Kind::User => Code::User,
            Kind::NotFound | Kind::Unreachable => Code::NotFound,
            Kind::Locked => Code::Passphrase,
            Kind::Newer => Code::Newer,
            Kind::Damaged => Code::Damaged,
            Kind::Leak => Code::Leak,
            Kind::Stopped => Code::Stopped,
            Kind::Internal => Code::Internal,
        };
        Self {
            code,
            message: Told {
                text: sentence(&error.message.text),
                ..Told::from(&*error.message)
            },
            hint: error.hint,
        }
    }
}

/// Messages are written to follow a program's name; here they stand alone.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters
        .next()
        .map(|first| first.to_uppercase().to_string())
        .unwrap_or_default();
    let text = first + letters.as_str();
    if text.ends_with(['.', '!', '?', '…']) {
        text
    } else {
        text + "."
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_stands_alone_as_a_sentence() {
        assert_eq!(
            sentence("nothing is left to be undone"),
            "Nothing is left to be undone."
        );
        assert_eq!(sentence("E-014 is not a claim."), "E-014 is not a claim.");
    }

    #[test]
    fn a_hint_names_nothing_that_only_a_prompt_can_do() {
        let kept = |error: case::Error| Failure::from(error).hint;
        let error = || case::Error::user("it is not there");
        let told = error().hint("Nothing was marked.");
        let told = told.at_prompt("`plumb show` prints the captured text.");
        assert_eq!(kept(told).as_deref(), Some("Nothing was marked."));
        let told = error().at_prompt("Say which it is: --time-zone UTC or Asia/Baku.");
        assert_eq!(kept(told), None);
        let plain = "The case is as it was. Choose another place.";
        assert_eq!(kept(error().hint(plain)).as_deref(), Some(plain));
    }
}
