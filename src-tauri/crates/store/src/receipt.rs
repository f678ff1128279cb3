//! The receipt: the head of the journal's chain as eight words, to be kept
//! outside the laptop.

use crate::{Store, StoreError, journal};
use bip39::Language;
use std::{fmt, str::FromStr};

const WORDS: usize = 8;
const BITS_PER_WORD: usize = 11;

/// The first 88 bits of a journal entry's hash, as eight words of the BIP 39
/// English list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt([u16; WORDS]);

impl Receipt {
    /// The receipt of the entry with this hash.
    pub fn of(hash: &[u8; 32]) -> Self {
        let bit = |at: usize| u16::from(hash[at / 8] >> (7 - at % 8) & 1);
        Self(std::array::from_fn(|word| {
            let first = word * BITS_PER_WORD;
            (first..first + BITS_PER_WORD).fold(0, |value, at| value << 1 | bit(at))
        }))
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = Language::English.word_list();
        let words: Vec<&str> = self.0.iter().map(|word| list[usize::from(*word)]).collect();
        f.write_str(&words.join(" "))
    }
}

/// A text that is no receipt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAReceipt {
    /// Too few or too many words.
    #[error("a receipt has eight words; this has {0}")]
    WordCount(usize),
    /// A word that is on no receipt.
    #[error("“{0}” is no word of a receipt; look for a misreading")]
    UnknownWord(String),
}

impl FromStr for Receipt {
    type Err = NotAReceipt;

    fn from_str(text: &str) -> Result<Self, NotAReceipt> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        if words.len() != WORDS {
            return Err(NotAReceipt::WordCount(words.len()));
        }
        let mut receipt = [0; WORDS];
        for (place, word) in receipt.iter_mut().zip(words) {
            *place = Language::English
                .find_word(&word)
                .ok_or(NotAReceipt::UnknownWord(word))?;
        }
        Ok(Self(receipt))
    }
}

impl Store {
    /// The receipt of the case as it stands now.
    pub fn receipt(&self) -> Result<Receipt, StoreError> {
        Ok(Receipt::of(&journal::head(self.connection())?.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_reads_back_as_it_was_printed() {
        let receipt = Receipt::of(&std::array::from_fn(|at| (at * 37 + 11) as u8));
        assert_eq!(receipt.to_string().to_uppercase().parse(), Ok(receipt));
    }

    #[test]
    fn a_receipt_changes_with_any_of_its_88_bits() {
        let hash = [0; 32];
        for at in 0..88 {
            let mut other = hash;
            other[at / 8] ^= 1 << (at % 8);
            assert_ne!(Receipt::of(&hash), Receipt::of(&other), "bit {at}");
        }
    }

    #[test]
    fn a_misread_receipt_is_refused_with_a_sentence() {
        assert_eq!("one two".parse::<Receipt>(), Err(NotAReceipt::WordCount(2)));
        let text = "abandon abandon abandon abandon abandon abandon abandon zzz";
        assert_eq!(
            text.parse::<Receipt>(),
            Err(NotAReceipt::UnknownWord("zzz".to_owned()))
        );
    }
}
