//! The secret half of the key that signs a case's reports.

use crate::{Store, StoreError, Writing, vault::VaultError};
use rusqlite::OptionalExtension;
use zeroize::Zeroizing;

/// 32 random bytes that stay in the case.
pub type SigningSecret = Zeroizing<[u8; 32]>;

/// Makes a secret from the system's randomness.
pub fn new_signing_secret() -> Result<SigningSecret, StoreError> {
    let mut secret = SigningSecret::default();
    getrandom::fill(secret.as_mut_slice()).map_err(VaultError::from)?;
    Ok(secret)
}

impl Writing<'_> {
    /// Keeps the case's secret; a case that has one refuses another.
    pub fn keep_signing_secret(&self, secret: &SigningSecret) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO signing_key (only_one, secret) VALUES (1, ?1)",
            [secret.as_slice()],
        )?;
        Ok(())
    }
}

impl Store {
    /// The case's secret; none in a case that was made before there were any.
    pub fn signing_secret(&self) -> Result<Option<SigningSecret>, StoreError> {
        let secret = self
            .connection()
            .query_row("SELECT secret FROM signing_key", [], |row| row.get(0))
            .optional()?;
        Ok(secret.map(Zeroizing::new))
    }
}
