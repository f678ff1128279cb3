//! Prints a document as PDF: words to glyphs, glyphs to lines, lines to pages, pages to bytes.

mod appendix;
mod beside;
mod blocks;
mod breaking;
mod chances;
mod charts;
mod desk;
mod display;
mod drawing;
mod faces;
mod figures;
mod flow;
mod fragment;
mod hanging;
mod heads;
mod hyphens;
mod layout;
mod lines;
mod marks;
mod pictures;
mod plates;
mod printer;
pub mod read;
pub mod seal;
mod shaping;
mod sheet;
mod shelf;
mod sides;
mod spots;
mod structure;
mod styles;
mod tables;
mod text;
mod title;
mod toc;
mod wordcache;
mod write;

#[cfg(test)]
mod laid_tests;

use std::ops::ControlFlow;

pub use layout::Layout;
pub(crate) use pictures::{MOST_PIXELS, measure};
pub use printer::{Printer, Progress};
pub use spots::Spot;
pub(crate) use styles::{allowed, plain};

use crate::Document;
use crate::fonts::FontSource;
use seal::Signer;

/// The size of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

/// How to print.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The size of the page.
    pub paper: Paper,
    /// Fonts beyond the shipped ones, in the order they are tried.
    pub fonts: Vec<FontSource>,
}

/// A printed report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// Characters that no font has; a box stands for each in the text.
    pub missing: Vec<char>,
    /// The fonts embedded.
    pub fonts: Vec<String>,
    /// A sentence about the fonts that are not part of Plumb, when some were used.
    pub other_fonts: Option<String>,
    /// Sentences about fonts that were given and could not be used.
    pub refused_fonts: Vec<String>,
    /// The named destinations: `E-014`, `par-12`, `C-03`.
    pub destinations: Vec<String>,
}

/// Why a report could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A font could not be embedded.
    #[error("The report could not be printed: {0}. Nothing was written and the case is unchanged.")]
    Font(String),
    /// The file could not be put together.
    #[error(
        "The PDF could not be put together: {0}. Nothing was written and the case is unchanged."
    )]
    File(String),
    /// The caller asked to stop.
    #[error("Printing was stopped. Nothing was written and the case is unchanged.")]
    Stopped,
}

/// Prints a document. The same document, settings and fonts give the same bytes.
pub fn print(document: &Document, settings: &Settings) -> Result<Printed, Error> {
    let mut printer = Printer::new(settings);
    let layout = printer.lay(document, &mut |_| ControlFlow::Continue(()))?;
    layout.write(document)
}

/// As [`print`], with a seal of the pages that `signer` signs.
pub fn print_sealed(
    document: &Document,
    settings: &Settings,
    signer: Signer<'_>,
) -> Result<Printed, Error> {
    let layout = Printer::new(settings).lay(document, &mut |_| ControlFlow::Continue(()))?;
    layout.write_sealed(document, signer)
}
