//! Lays a document out and keeps what it laid for the next time.

use std::ops::ControlFlow;
use std::sync::Arc;

use printpdf::{FontId, Mm, PdfDocument, PdfPage, PdfSaveOptions, XObjectId};

use super::blocks::{self, Desk};
use super::display::{Laid, Page};
use super::faces::{Face, Faces};
use super::flow::{Flow, Fragment, Sheet};
use super::lines::Setter;
use super::pictures::Sizes;
use super::shaping::Shaper;
use super::{Error, Paper, Printed, Settings};
use super::{appendix, content, embedding, heads, images, plates, title, write};
use crate::Document;

/// How far a printing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many parts of the document are laid out.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// Lays documents out, one version of a report after the other.
pub struct Printer {
    paper: Paper,
    faces: Option<Faces>,
}

/// A document on its pages, ready to be written.
pub struct Layout {
    laid: Laid,
    faces: Arc<Vec<Face>>,
    sizes: Sizes,
    /// Width and height of a page, points.
    size: (f32, f32),
    missing: Vec<char>,
    refused_fonts: Vec<String>,
}

impl Printer {
    /// With the paper and fonts of the settings.
    pub fn new(settings: &Settings) -> Printer {
        Printer {
            paper: settings.paper,
            faces: Some(Faces::open(&settings.fonts)),
        }
    }

    /// Lays a document out. `watch` is told how far it has come and may stop it.
    pub fn lay(
        &mut self,
        document: &Document,
        watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Layout, Error> {
        let size = match self.paper {
            Paper::A4 => (595.276, 841.89),
            Paper::Letter => (612.0, 792.0),
        };
        let faces = self.faces.take().unwrap_or_else(|| Faces::open(&[]));
        let mut desk = Desk {
            setter: Setter::new(Shaper::new(faces, &document.lang)),
            sheet: Sheet::new(size.0, size.1),
            labels: crate::words::words(&document.lang),
            document,
            sizes: Sizes::read(&document.pictures),
            heads: Vec::new(),
            figures: 0,
        };
        let pages = lay_pages(&mut desk);
        let shaper = desk.setter.shaper;
        let layout = Layout {
            laid: Laid {
                pages,
                elems: Vec::new(),
            },
            faces: shaper.faces.list.clone(),
            sizes: desk.sizes,
            size,
            missing: shaper.missing.into_iter().collect(),
            refused_fonts: shaper.faces.refused.clone(),
        };
        self.faces = Some(shaper.faces);
        match watch(Progress { done: 1, of: 1 }) {
            ControlFlow::Continue(()) => Ok(layout),
            ControlFlow::Break(()) => Err(Error::Stopped),
        }
    }
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

/// The title page, then everything else with its running heads.
fn lay_pages(desk: &mut Desk<'_>) -> Vec<Page> {
    let notes = appendix::lay_notes(desk);
    let mut fragments = blocks::lay_body(desk);
    if let Some(first) = fragments.first_mut() {
        first.section = Some(desk.document.title.clone());
    }
    fragments.append(&mut plates::lay_plates(desk));
    fragments.append(&mut appendix::lay_claims(desk));
    fragments.append(&mut appendix::lay_open_points(desk));
    fragments.append(&mut appendix::lay_missing(desk));
    let heads: Vec<Fragment> = std::mem::take(&mut desk.heads);
    let mut flow = Flow::new(desk.sheet, notes, heads);
    if !fragments.is_empty() {
        flow.fill(fragments);
    }
    let count = flow.pages.len() + 1;
    let mut pages = vec![title::lay_title(desk, count)];
    for (index, filled) in flow.pages.into_iter().enumerate() {
        let mut page = filled.page;
        heads::add_running_heads(desk, &mut page, &filled.section, index + 2, count);
        pages.push(page);
    }
    pages
}
