//! Data sets of posts: read from disk, kept in the case, asked what is in them.

mod edges;
mod file;
mod import;
mod kept;
mod look;
mod picture_names;
mod pictures;
#[cfg(test)]
mod tests;
mod whole;

pub(crate) use edges::work_refused;
pub use edges::{Edge, EdgeQuery, Edges, edges_in_file};
pub use file::{FileReading, ReadProgress, inspect_file};
pub use import::{DataReading, Imported, TakenIn};
pub use kept::{DataSetView, FoundPost};
pub use look::{DataLook, KnownAccount};
pub(crate) use pictures::{KnownPicture, KnownPictures};
