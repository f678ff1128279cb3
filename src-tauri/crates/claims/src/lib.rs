//! What a claim is, how marks bear on it, and when it stands.
