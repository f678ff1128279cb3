//! What the tests from outside share: a hermetic place to use Plumb in, files
//! made by other tools, and the rules of the architecture.

#![allow(
    clippy::print_stdout,
    reason = "a test's seed and folder are read by people"
)]

pub mod binary;
pub mod canary;
pub mod chance;
pub mod corpus;
pub mod judges;
pub mod made;
pub mod posts;
pub mod reading;
pub mod shape;
pub mod window;
pub mod workbench;

use std::path::{Path, PathBuf};

/// The workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests lie one folder below the root")
        .to_path_buf()
}
