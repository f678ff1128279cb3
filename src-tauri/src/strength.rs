//! How long a passphrase would last, said in plain words.

use crate::wire::Strength;

/// What guessing one passphrase costs somebody who has the file and a hundred
/// machines: Argon2id takes about a second for each guess.
const GUESSES_PER_SECOND: f64 = 100.0;

const DAY: f64 = 86_400.0;
const YEAR: f64 = 365.0 * DAY;

/// Judges a passphrase as it is typed; nothing of it is kept.
pub(crate) fn of(passphrase: &str) -> Strength {
    if passphrase.is_empty() {
        return Strength::None;
    }
    let guesses = zxcvbn::zxcvbn(passphrase, &[]).guesses_log10();
    let seconds = 10_f64.powf(guesses) / GUESSES_PER_SECOND;
    match seconds {
        _ if seconds < DAY => Strength::Hours,
        _ if seconds < 60.0 * DAY => Strength::Days,
        _ if seconds < 30.0 * YEAR => Strength::Years,
        _ => Strength::Lasting,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_fall_at_once_and_six_random_words_last() {
        assert_eq!(of(""), Strength::None);
        assert_eq!(of("password1"), Strength::Hours);
        assert_eq!(of("seven quiet herons cross the weir"), Strength::Lasting);
    }
}
