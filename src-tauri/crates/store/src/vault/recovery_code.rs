//! The recovery code: 160 random bits that a person can print, keep apart and type in again.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::VaultError;

/// Digits and capitals without I, L, O and U, which are misread (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET_BYTES: usize = 20;
const SECRET_SYMBOLS: usize = 32;
const CHECK_SYMBOLS: usize = 4;

/// A printed code that opens a case whose passphrase is lost: nine groups of four symbols.
///
/// Its last group is a check: 20 bits of a hash, so that a slip is told apart
/// from a code of another case.
pub struct RecoveryCode {
    secret: Zeroizing<[u8; SECRET_BYTES]>,
}

impl RecoveryCode {
    /// Draws a new code from the operating system's random numbers.
    ///
    /// # Errors
    /// [`VaultError::Random`] when there are none.
    pub(super) fn generate() -> Result<Self, VaultError> {
        let mut secret = Zeroizing::new([0; SECRET_BYTES]);
        getrandom::fill(secret.as_mut_slice())?;
        Ok(Self { secret })
    }

    /// Reads a typed code; spaces, hyphens and case do not matter, O is 0, I and L are 1.
    ///
    /// # Errors
    /// [`VaultError::MistypedRecoveryCode`] when a symbol is missing, added or mistaken.
    pub fn parse(typed: &str) -> Result<Self, VaultError> {
        let mut symbols = Zeroizing::new([0_u8; SECRET_SYMBOLS + CHECK_SYMBOLS]);
        let mut count = 0;
        for character in typed.chars() {
            if character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}') {
                continue;
            }
            let value = symbol_value(character).ok_or(VaultError::MistypedRecoveryCode)?;
            let place = symbols.get_mut(count);
            *place.ok_or(VaultError::MistypedRecoveryCode)? = value;
            count += 1;
        }
        let mut secret = Zeroizing::new([0; SECRET_BYTES]);
        for (bytes, group) in secret.chunks_mut(5).zip(symbols.chunks(8)) {
            let bits = group
                .iter()
                .fold(0_u64, |bits, s| bits << 5 | u64::from(*s));
            bytes.copy_from_slice(&bits.to_be_bytes()[3..]);
        }
        let is_whole = count == symbols.len() && symbols[SECRET_SYMBOLS..] == check(&secret);
        if is_whole {
            Ok(Self { secret })
        } else {
            Err(VaultError::MistypedRecoveryCode)
        }
    }

    /// The code as it is printed: nine groups of four symbols joined by hyphens.
    pub fn printed(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        let secret_symbols = self.secret.chunks(5).flat_map(|bytes| {
            let bits = bytes
                .iter()
                .fold(0_u64, |bits, b| bits << 8 | u64::from(*b));
            (0..8).rev().map(move |at| (bits >> (5 * at)) as u8 & 31)
        });
        for (at, value) in secret_symbols.chain(check(&self.secret)).enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(value)]));
        }
        text
    }

    pub(super) fn secret(&self) -> &[u8] {
        self.secret.as_slice()
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RecoveryCode(…)")
    }
}

fn symbol_value(character: char) -> Option<u8> {
    let canonical = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|s| char::from(*s) == canonical)?;
    u8::try_from(place).ok()
}

fn check(secret: &[u8; SECRET_BYTES]) -> [u8; CHECK_SYMBOLS] {
    let mut hash = Sha256::new_with_prefix(b"Plumb recovery code");
    hash.update(secret);
    let digest = hash.finalize();
    let bits = u32::from_be_bytes([digest[0], digest[1], digest[2], 0]) >> 12;
    [15, 10, 5, 0].map(|shift| (bits >> shift) as u8 & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_code_is_read_back_however_it_is_typed() {
        let code = RecoveryCode::generate().unwrap();
        let printed = code.printed();
        assert_eq!(printed.len(), 36 + 8);
        let typed = printed.to_lowercase().replace('-', " ").replace('0', "o");
        let read = RecoveryCode::parse(&typed.replace('1', "l")).unwrap();
        assert_eq!(read.secret(), code.secret());
    }

    #[test]
    fn every_mistaken_missing_or_added_symbol_is_noticed() {
        let code = RecoveryCode {
            secret: Zeroizing::new(*b"twenty secret bytes!"),
        };
        let symbols: Vec<char> = code.printed().chars().filter(|c| *c != '-').collect();
        for at in 0..symbols.len() {
            for other in ALPHABET.iter().map(|b| char::from(*b)) {
                let mut typed = symbols.clone();
                typed[at] = other;
                let is_same = symbols[at] == other;
                let read = RecoveryCode::parse(&typed.iter().collect::<String>());
                assert_eq!(read.is_ok(), is_same, "symbol {at} as {other}");
            }
            let mut typed = symbols.clone();
            typed.remove(at);
            assert!(RecoveryCode::parse(&typed.iter().collect::<String>()).is_err());
        }
        let added = format!("{}7", code.printed().as_str());
        assert!(RecoveryCode::parse(&added).is_err());
        assert!(RecoveryCode::parse("UUUU-ü").is_err());
        assert!(RecoveryCode::parse("").is_err());
    }
}
