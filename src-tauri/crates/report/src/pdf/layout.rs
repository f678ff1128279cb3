//! A document on its pages, ready to be written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::display::{Item, Laid, Page};
use super::faces::{self, Face};
use super::pictures::Sizes;
use super::seal::Signer;
use super::{Error, Printed, write};
use crate::Document;

/// A document on its pages, ready to be written.
pub struct Layout {
    pub(crate) laid: Laid,
    pub(crate) faces: Arc<Vec<Face>>,
    pub(crate) sizes: Arc<Sizes>,
    /// Width and height of a page, points.
    pub(crate) size: (f32, f32),
    /// Where the text column begins and ends.
    pub(crate) column: (f32, f32),
    pub(crate) missing: Vec<char>,
    pub(crate) refused_fonts: Vec<String>,
}

impl Layout {
    /// Writes the PDF of the document that was laid out.
    pub fn write(&self, document: &Document) -> Result<Printed, Error> {
        let written = write::write(self.job(document, &self.laid.pages))?;
        Ok(self.printed(written, self.laid.pages.len()))
    }

    /// As [`Layout::write`], with a seal of the pages that `signer` signs. The pages
    /// are let go when they are drawn, for sealing needs as much memory again.
    pub fn write_sealed(
        mut self,
        document: &Document,
        signer: Signer<'_>,
    ) -> Result<Printed, Error> {
        let pages = std::mem::take(&mut self.laid.pages);
        let count = pages.len();
        let job = write::Job {
            pages: Cow::Owned(pages),
            signer: Some(signer),
            ..self.job(document, &[])
        };
        let written = write::write(job)?;
        Ok(self.printed(written, count))
    }

    /// Writes a PDF of one page alone, counted from 0, to be looked at.
    pub fn page(&self, document: &Document, number: usize) -> Result<Printed, Error> {
        let pages = self.laid.pages.get(number..=number).unwrap_or_default();
        let written = write::preview(self.job(document, pages))?;
        Ok(self.printed(written, pages.len()))
    }

    /// How many pages.
    pub fn pages(&self) -> usize {
        self.laid.pages.len()
    }

    /// The page, counted from 0, of each named destination.
    pub fn places(&self) -> BTreeMap<&str, usize> {
        let mut places = BTreeMap::new();
        for (number, page) in self.laid.pages.iter().enumerate() {
            for (item, _) in page.items() {
                if let Item::Anchor(name, _) = item {
                    places.entry(name.as_str()).or_insert(number);
                }
            }
        }
        places
    }

    /// Characters that no font has; a box stands for each in the text.
    pub fn missing(&self) -> &[char] {
        &self.missing
    }

    fn job<'a>(&'a self, document: &'a Document, pages: &'a [Page]) -> write::Job<'a> {
        write::Job {
            document,
            pages: Cow::Borrowed(pages),
            elems: &self.laid.elems,
            faces: &self.faces,
            sizes: &self.sizes,
            size: self.size,
            signer: None,
        }
    }

    fn printed(&self, written: write::Written, pages: usize) -> Printed {
        let names = written
            .faces
            .iter()
            .map(|face| self.faces[*face].name.clone());
        Printed {
            bytes: written.bytes,
            pages,
            missing: self.missing.clone(),
            fonts: names.collect(),
            other_fonts: faces::describe(written.faces.iter().map(|face| &self.faces[*face])),
            refused_fonts: self.refused_fonts.clone(),
            destinations: written.places.into_keys().collect(),
        }
    }
}
