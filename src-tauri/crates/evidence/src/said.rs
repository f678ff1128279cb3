//! A sentence that can be said in another language as well.

use std::io;

use serde::{Deserialize, Serialize, Serializer};

use crate::{exhibit::UnknownWord, moment::NotATime, number::NotANumber};

/// A sentence in English, with the word by which others know it and the values in it. Who has
/// a sentence of another language under that word needs nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The sentence in English.
    pub text: String,
    /// What it is known by; empty where no other language has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// What changes in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

impl Said {
    /// A sentence that was made elsewhere.
    pub fn new(word: &str, text: impl ToString, values: Vec<String>) -> Self {
        Self {
            text: text.to_string(),
            word: word.to_owned(),
            values,
        }
    }

    /// The English sentence alone, for JSON that has no more than that.
    pub fn text_alone<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Why the system refused, as a word that can be said in any language; else in its own words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "not-found".to_owned(),
        io::ErrorKind::PermissionDenied => "not-allowed".to_owned(),
        io::ErrorKind::StorageFull => "disk-full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "read-only".to_owned(),
        io::ErrorKind::IsADirectory => "folder".to_owned(),
        _ => error.to_string(),
    }
}

impl std::fmt::Display for Said {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.text)
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl std::error::Error for Said {}

impl From<NotANumber> for Said {
    fn from(error: NotANumber) -> Self {
        Self::new("not-a-number", &error, vec![error.0.clone()])
    }
}

impl From<NotATime> for Said {
    fn from(error: NotATime) -> Self {
        Self::new("not-a-time", &error, vec![error.0.clone()])
    }
}

impl From<UnknownWord> for Said {
    fn from(error: UnknownWord) -> Self {
        Self::new("unknown-word", &error, vec![error.given.clone()])
    }
}

/// An English sentence with its word and its values: `said!("not-a-claim", "{} is not a claim", number)`.
#[macro_export]
macro_rules! said {
    ($word:literal, $english:literal $(, $value:expr)* $(,)?) => {
        $crate::Said::new(
            $word,
            format!($english $(, $value)*),
            vec![$($value.to_string()),*],
        )
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_keeps_its_values_and_reads_one_that_had_none() {
        let said = said!("is-already", "{} is {} already", "P-001", 3);
        assert_eq!(said.to_string(), "P-001 is 3 already");
        assert_eq!(said.values, ["P-001", "3"]);
        let json = serde_json::to_string(&said).expect("it is plain data");
        assert_eq!(
            serde_json::from_str::<Said>(&json).expect("it is read"),
            said
        );
        let old: Said = serde_json::from_str(r#"{"text":"It was so."}"#).expect("it is read");
        assert_eq!(old, Said::from("It was so."));
    }
}
