//! Prints a document as PDF: words to glyphs, glyphs to lines, lines to pages, pages to bytes.

mod appendix;
mod beside;
mod blocks;
mod content;
mod display;
mod embedding;
mod faces;
mod finish;
mod flow;
mod images;
mod lines;
mod marks;
mod pictures;
mod plates;
mod shaping;
mod styles;
mod tables;
mod text;
mod title;

use printpdf::{FontId, Mm, PdfDocument, PdfPage, PdfSaveOptions, XObjectId};

pub(crate) use pictures::measure;
pub(crate) use styles::allowed;

use crate::Document;
use crate::fonts::FontSource;
use blocks::Desk;
use display::{Page, ink};
use faces::{Faces, Weight};
use flow::{Flow, Fragment, Sheet};
use lines::Setter;
use shaping::Shaper;
use styles::{mono, small};
use text::Words;

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
}

/// Prints a document. The same document, settings and fonts give the same bytes.
pub fn print(document: &Document, settings: &Settings) -> Result<Printed, Error> {
    let (width, height) = match settings.paper {
        Paper::A4 => (595.276, 841.89),
        Paper::Letter => (612.0, 792.0),
    };
    let faces = Faces::open(&settings.fonts);
    let mut desk = Desk {
        setter: Setter::new(Shaper::new(faces, &document.lang)),
        sheet: Sheet::new(width, height),
        labels: crate::words::words(&document.lang),
        document,
        sizes: pictures::Sizes::read(&document.pictures),
        heads: Vec::new(),
        figures: 0,
    };
    let pages = lay_pages(&mut desk);
    let faces = &desk.setter.shaper.faces;
    let fonts = embedding::embed(&pages, faces).map_err(Error::Font)?;
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
    for page in &pages {
        let ops = content::write_page(page, height, &fonts, &desk.sizes);
        pdf.pages.push(PdfPage::new(Mm(210.0), Mm(297.0), ops));
    }
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        // Outlines are drawn with plain operators, which the strict mode drops.
        secure: false,
        image_optimization: None,
    };
    let mut file = pdf.to_lopdf_document(&options, &mut Vec::new());
    let bytes =
        finish::finish(&mut file, document, &pages, (width, height)).map_err(Error::File)?;
    Ok(Printed {
        bytes,
        pages: pages.len(),
        missing: desk.setter.shaper.missing.iter().copied().collect(),
        fonts: fonts
            .keys()
            .map(|face| faces.list[*face].name.clone())
            .collect(),
        refused_fonts: faces.refused.clone(),
        destinations: finish::names(&pages).into_iter().collect(),
    })
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
        add_running_heads(desk, &mut page, &filled.section, index + 2, count);
        pages.push(page);
    }
    pages
}

fn add_running_heads(
    desk: &mut Desk<'_>,
    page: &mut Page,
    section: &str,
    number: usize,
    count: usize,
) {
    let sheet = desk.sheet;
    let document = desk.document;
    let style = small(6.9).weighing(Weight::Medium);
    let version = desk.labels.version.to_lowercase();
    let label = if document.copy_label.is_empty() {
        format!("{} {}", desk.labels.version, document.version)
    } else {
        format!("{}, {version} {}", document.copy_label, document.version)
    };
    let right = desk.setter.line(&Words::plain(&label, style));
    let room = sheet.right - sheet.left - right.width - 24.0;
    let left = first_words(desk, section, style, room);
    put(page, left, (sheet.left, 39.5));
    put(page, right.items, (sheet.right - right.width, 39.5));

    let y = sheet.height - 36.0;
    if let Some(fingerprint) = document
        .fingerprint
        .as_deref()
        .filter(|f| f.len() >= 16 && f.is_ascii())
    {
        let (head, tail) = (&fingerprint[..8], &fingerprint[fingerprint.len() - 4..]);
        let short = format!("{} {} … {tail}", &head[..4], &head[4..]);
        let set = desk.setter.line(&Words::plain(&short, mono(6.6)));
        put(page, set.items, (sheet.left, y));
    }
    let label = (desk.labels.page)(number, count);
    let style = small(7.0).weighing(Weight::Medium).colored(ink::INK_1);
    let set = desk.setter.line(&Words::plain(&label, style));
    put(page, set.items, (sheet.right - set.width, y));
}

/// As much of a text as fits one line, with an ellipsis when there is more.
fn first_words(
    desk: &mut Desk<'_>,
    text: &str,
    style: text::Style,
    room: f32,
) -> Vec<display::Item> {
    let whole = desk.setter.line(&Words::plain(text, style));
    if whole.width <= room {
        return whole.items;
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut best = Vec::new();
    for word in text.split(' ').take(60) {
        kept.push(word);
        let tried = format!("{} …", kept.join(" "));
        let set = desk.setter.line(&Words::plain(&tried, style));
        if set.width > room {
            break;
        }
        best = set.items;
    }
    best
}

fn put(page: &mut Page, items: Vec<display::Item>, (x, y): (f32, f32)) {
    for mut item in items {
        item.shift(x, y);
        page.items.push(item);
    }
}
