//! Turns files into evidence: reads the world, trusts nothing, writes nothing.
//!
//! * [`inspect`] and [`inspect_file`]: what a file is, by its content; its title, size, pages
//!   and words; remarks as whole sentences. A file of any size is read in little memory.
//! * [`thumbnail`]: a small upright copy of a picture, in memory.
//! * [`render_page`]: a page of a PDF as a picture, in memory; [`count_pages`]: how many it has.
//!
//! Limits: text and markup 8 MiB read, 2 MiB of markup and 4 MiB of text kept; pictures 16,384
//! pixels a side and 256 MiB decoded; PDF 64 MiB, 2,000 pages of text, 20 seconds on a thread of
//! its own, panics caught. Known gap: memory that a PDF's own streams unpack to is not bounded
//! here; a process per item would bound it.

mod contained;
mod error;
mod glyphs;
mod html;
mod inspect;
mod pdf;
mod picture;
mod sniff;
mod text;

pub use contained::keep_readers_quiet;
pub use error::{Error, Result};
pub use inspect::{Inspected, inspect, inspect_file};
pub use pdf::{count_pages, render_page};
pub use picture::{Dimensions, Picture, thumbnail};
pub use text::ExtractedText;
