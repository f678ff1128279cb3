//! A document on its pages, ready to be written.

use std::sync::Arc;

use printpdf::{FontId, Mm, PdfDocument, PdfPage, PdfSaveOptions, XObjectId};

use super::display::{Laid, Page};
use super::faces::Face;
use super::pictures::Sizes;
use super::{Error, Printed, content, embedding, images, write};
use crate::Document;

/// A document on its pages, ready to be written.
pub struct Layout {
    pub(crate) laid: Laid,
    pub(crate) faces: Arc<Vec<Face>>,
    pub(crate) sizes: Arc<Sizes>,
    /// Width and height of a page, points.
    pub(crate) size: (f32, f32),
    pub(crate) missing: Vec<char>,
    pub(crate) refused_fonts: Vec<String>,
}

impl Layout {
    /// Writes the PDF of the document that was laid out.
    pub fn write(&self, document: &Document) -> Result<Printed, Error> {
        self.write_pages(document, &self.laid.pages)
    }

    /// Writes a PDF of one page alone, counted from 0, to be looked at.
    pub fn page(&self, document: &Document, number: usize) -> Result<Printed, Error> {
        let pages = self.laid.pages.get(number..=number).unwrap_or_default();
        self.write_pages(document, pages)
    }

    fn write_pages(&self, document: &Document, pages: &[Page]) -> Result<Printed, Error> {
        let (_, height) = self.size;
        let fonts = embedding::embed(pages, &self.faces).map_err(Error::Font)?;
        let mut pdf = PdfDocument::new("");
        for (face, embedded) in &fonts {
            let id = FontId(content::font_name(*face));
            pdf.resources.fonts.map.insert(id, embedded.font.clone());
        }
        for (index, picture) in document.pictures.iter().enumerate() {
            if let Some(object) = images::picture_object(picture) {
                let id = XObjectId(content::picture_name(index));
                pdf.resources.xobjects.map.insert(id, object);
            }
        }
        for page in pages {
            let ops = content::write_page(page, height, &fonts, &self.sizes);
            pdf.pages.push(PdfPage::new(Mm(210.0), Mm(297.0), ops));
        }
        let options = PdfSaveOptions {
            optimize: false,
            subset_fonts: false,
            // Outlines are drawn with plain operators, which the strict mode drops.
            secure: false,
            image_optimization: None,
        };
        let file = pdf.to_lopdf_document(&options, &mut Vec::new());
        let bytes = write::finish(file, document, pages, self.size).map_err(Error::File)?;
        Ok(Printed {
            bytes,
            pages: pages.len(),
            missing: self.missing.clone(),
            fonts: fonts
                .keys()
                .map(|face| self.faces[*face].name.clone())
                .collect(),
            refused_fonts: self.refused_fonts.clone(),
            destinations: write::collect_places(pages).into_keys().collect(),
        })
    }
}
