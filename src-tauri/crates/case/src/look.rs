//! Looking at an exhibit's text: in pieces, as a page is set out, or row by row.

use crate::{Case, Error, pictures::media_type, read};
use capture::{Outline, SafePage, Table, is_read_whole, read_safe_page};
use evidence::{Number, Reading, Selector};
use std::ops::Range;

/// Markup above this size is shown as plain text: 8 MiB.
const MAX_PAGE_BYTES: u64 = 8 * 1024 * 1024;

/// The captured text of an exhibit.
#[derive(Clone, Debug)]
pub struct CapturedText {
    /// The text, with places in it.
    pub reading: Reading,
    /// How the page is set out, if it is one.
    pub outline: Option<Outline>,
    /// Its rows, if it is a table.
    pub table: Option<Table>,
    /// Whether it ends before the original does.
    pub is_cut: bool,
}

impl CapturedText {
    /// Where a passage stands, in UTF-16 units of the text. None when it is not there any more.
    pub fn place(&self, selector: &Selector) -> Option<Range<u32>> {
        match selector {
            Selector::Quote(quote) => self.reading.find(quote),
            _ => None,
        }
    }
}

impl Case {
    /// The captured text of an exhibit, if any was read from it.
    pub fn captured_text(&self, number: Number) -> Result<Option<CapturedText>, Error> {
        let book = self.casebook()?;
        let exhibit = read::exhibit(&book, number)?;
        let (Some(text), Some(original)) = (self.text_of(exhibit)?, &exhibit.original) else {
            return Ok(None);
        };
        let media_type = media_type(exhibit);
        let is_cut = !is_read_whole(media_type, original.size_bytes, text.len());
        let page = match media_type {
            "text/html" | "application/xhtml+xml" => self
                .bytes_up_to(exhibit, MAX_PAGE_BYTES)?
                .map(|bytes| read_safe_page(&bytes, true)),
            _ => None,
        };
        let table = match media_type {
            "text/csv" | "text/tab-separated-values" => Table::read(&text, media_type),
            _ => None,
        };
        // An outline has places in the text that was kept, or none at all.
        let same = |page: SafePage| (page.text == text).then_some(page.outline);
        let outline = page.and_then(same);
        Ok(Some(CapturedText {
            reading: Reading::new(text),
            outline,
            table,
            is_cut,
        }))
    }
}
