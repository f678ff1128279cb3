//! What a claim is, how marks bear on it, what counts as an independent origin,
//! and when a claim stands.

pub mod casebook;
pub mod claim;
pub mod dependence;
pub mod note;
pub mod origin;
pub mod reply;
pub mod standing;
pub mod waiver;

pub use casebook::Casebook;
pub use claim::{Claim, Confidence, ConfidenceLevel, Explanation, Identity, Link, Stance};
pub use note::Note;
pub use origin::Origin;
pub use reply::Reply;
pub use standing::{Assessment, Standing};
pub use waiver::Waiver;
