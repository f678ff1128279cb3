//! Turns files into evidence: reads the world, trusts nothing, writes nothing.
//!
//! * [`inspect`] and [`inspect_file`]: what a file is, by its content; its title, size, pages
//!   and words; remarks as whole sentences. A file of any size is read in little memory.
//! * [`thumbnail`]: a small upright copy of a picture, in memory.
//! * [`Bitmap`]: a picture decoded once, of which parts are drawn; [`difference`] of two.
//! * [`hash_picture`]: what a picture looks like, as PDQ, to recognise copies of it.
//! * [`render_page`]: a page of a PDF as a picture, in memory; [`count_pages`]: how many it has;
//!   [`read_page_words`]: its words and where each stands.
//! * [`Table`]: the rows of a text, a few at a time.
//! * [`read_safe_page`]: a saved page as text with its outline; nothing of it can run or be fetched.
//!
//! Limits: text and markup 8 MiB read, 2 MiB of markup and 4 MiB of text kept; pictures 16,384
//! pixels a side and 256 MiB decoded; PDF 64 MiB, 2,000 pages of text, 20 seconds on a thread of
//! its own, panics caught. Known gap: memory that a PDF's own streams unpack to is not bounded
//! here; a process per item would bound it.

mod bitmap;
mod contained;
mod error;
mod glyphs;
mod html;
mod inspect;
mod outline;
mod pdf;
mod pdq;
mod picture;
mod safe_page;
mod sniff;
mod table;
mod text;

pub use bitmap::{Bitmap, Difference, Part, difference};
pub use contained::keep_readers_quiet;
pub use error::{Error, Result};
pub use inspect::{Inspected, inspect, inspect_file};
pub use outline::{Line, Outline, Pictured, Span};
pub use pdf::{PageWord, PageWords, count_pages, read_page_words, render_page, render_part};
pub use pdq::hash_picture;
pub use picture::{Dimensions, Picture, png_of_rgba, thumbnail};
pub use safe_page::{SafePage, read_safe_page};
pub use table::Table;
pub use text::{ExtractedText, is_read_whole};
