//! The key of a case: it signs the reports that leave, and whoever has the
//! public half, which goes along inside them, can check the signature.

use crate::{Case, Error, Kind};
use ed25519_dalek::{
    Signature, Signer, SigningKey, VerifyingKey,
    pkcs8::{DecodePublicKey, EncodePublicKey, spki::der::pem::LineEnding},
};
use evidence::{Id, said};
use sha2::{Digest, Sha256};
use store::{Fact, SigningSecret, Writing, new_signing_secret};

/// The key that signs a case's reports (Ed25519, RFC 8032).
pub(crate) struct CaseKey(SigningKey);

impl CaseKey {
    fn new(secret: &SigningSecret) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The public half as a file, `case-key.pem` (SubjectPublicKeyInfo, RFC 8410).
    pub(crate) fn public(&self) -> String {
        self.0
            .verifying_key()
            .to_public_key_pem(LineEnding::LF)
            .expect("32 bytes always fit the format")
    }

    /// The public half as 64 hex digits.
    fn digits(&self) -> String {
        let public = self.0.verifying_key().to_bytes();
        public.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Signs a message: 64 bytes, always the same for the same message.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

/// The public half of a key, as a file gives it.
pub(crate) struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads `case-key.pem`; none when it is no Ed25519 key.
    pub(crate) fn read(pem: &[u8]) -> Option<Self> {
        let pem = std::str::from_utf8(pem).ok()?;
        VerifyingKey::from_public_key_pem(pem).ok().map(Self)
    }

    /// True when the signature is this key's over the message.
    pub(crate) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.0.verify_strict(message, &signature).is_ok())
    }
}

/// The secret of a case without a lock. Anyone who has the case can read it, so
/// it is made from the case's id, and the same sample signs with the same key.
pub(crate) fn open_secret(case: Id) -> SigningSecret {
    let label = format!("plumb: key of a case without a lock\0{case}");
    SigningSecret::new(Sha256::digest(label.as_bytes()).into())
}

/// Gives a case its key inside a change, the public half a fact of the case.
pub(crate) fn keep_key(writing: &Writing<'_>, secret: &SigningSecret) -> Result<CaseKey, Error> {
    let key = CaseKey::new(secret);
    writing.keep_signing_secret(secret)?;
    writing.set_fact(Fact::SigningKey, &key.digits())?;
    Ok(key)
}

impl Case {
    /// The public half of the case's key as a file; none when it has no key yet.
    pub(crate) fn public_key(&self) -> Result<Option<String>, Error> {
        let secret = self.store.signing_secret()?;
        Ok(secret.map(|secret| CaseKey::new(&secret).public()))
    }

    /// The key that signs this case's reports. A case that an older Plumb made
    /// is given one.
    pub(crate) fn key(&mut self) -> Result<CaseKey, Error> {
        let Some(secret) = self.store.signing_secret()? else {
            let secret = new_signing_secret()?;
            let made = self.transact("make signing key", None, |writing| {
                keep_key(writing, &secret)
            })?;
            return Ok(made.value);
        };
        let key = CaseKey::new(&secret);
        if self.store.fact(Fact::SigningKey)? != Some(key.digits()) {
            let message = said!(
                "other-key",
                "the key that signs this case's reports is not the one it was made with"
            );
            return Err(Error::new(Kind::Damaged, message)
                .hint("Nothing was written.")
                .at_prompt("`plumb verify` on the case names what was changed."));
        }
        Ok(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first test vector of RFC 8032, section 7.1, and its key as RFC 8410 writes keys.
    #[test]
    fn a_known_key_signs_as_the_standard_says() {
        let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        let bytes: Vec<u8> = (0..32)
            .map(|at| u8::from_str_radix(&secret[at * 2..at * 2 + 2], 16).expect("hex"))
            .collect();
        let key = CaseKey::new(&SigningSecret::new(bytes.try_into().expect("32 bytes")));
        let signature: String = key
            .sign(b"")
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert!(signature.starts_with("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974"));
        assert!(signature.ends_with("100b"), "{signature}");
        let public = PublicKey::read(key.public().as_bytes()).expect("our own file");
        assert!(public.has_signed(b"", &key.sign(b"")));
        assert!(!public.has_signed(b"x", &key.sign(b"")), "another message");
        assert!(!public.has_signed(b"", &key.sign(b"")[..63]), "cut short");
        assert!(PublicKey::read(b"no key").is_none());
    }
}
