//! PDF: the text of its pages, their number, and a page as a picture.

use std::sync::Arc;

use hayro::hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::kurbo::{Affine, Rect};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::peniko::ImageAlphaType;

use crate::bitmap::Part;
use crate::contained::{Stop, contained};
use crate::error::{Error, Result};
use crate::glyphs::{GlyphReader, Lines, words_of};
use crate::picture::{Picture, png_of_rgba};
use crate::text::{ExtractedText, MAX_TEXT_BYTES, tidy};

/// A larger file is kept but not read.
pub(crate) const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// Text of later pages is not read.
const MAX_TEXT_PAGES: usize = 2_000;
const MAX_SIDE: u32 = 4_096;
const TEXT_SECONDS: u64 = 20;
const PICTURE_SECONDS: u64 = 20;

/// What a PDF says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PdfText {
    pub(crate) title: Option<String>,
    pub(crate) page_count: u32,
    pub(crate) text: ExtractedText,
    /// Glyphs that no text could be found for.
    pub(crate) unread_glyphs: usize,
}

/// Reads title, number of pages and the text of every page.
pub(crate) fn read_pdf(bytes: Vec<u8>) -> Result<PdfText> {
    contained("PDF", TEXT_SECONDS, move |stop| {
        let pdf = open(Arc::new(bytes))?;
        let mut read = PdfText {
            title: pdf
                .metadata()
                .title
                .as_deref()
                .map(pdf_string)
                .filter(|t| !t.is_empty()),
            page_count: u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX),
            text: ExtractedText {
                pages: Some(Vec::new()),
                ..ExtractedText::default()
            },
            unread_glyphs: 0,
        };
        let mut starts = Vec::new();
        let cache = InterpreterCache::new();
        for page in pdf.pages().iter().take(MAX_TEXT_PAGES) {
            stop.check();
            let reader = read_glyphs(&pdf, page, &cache, stop);
            read.unread_glyphs += reader.unread;
            starts.push(read.text.text.len());
            let (text, _) = tidy(&Lines::from_glyphs(&reader.glyphs));
            if read.text.text.len() + text.len() + 1 > MAX_TEXT_BYTES {
                read.text.truncated = true;
                break;
            }
            read.text.text.push_str(text.trim_end());
            read.text.text.push('\n');
        }
        read.text.truncated |= starts.len() < pdf.pages().len();
        read.text.pages = Some(starts);
        Ok(read)
    })
}

/// The words of a page, and where each stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageWords {
    /// The page's size in points, upright.
    pub width: f32,
    /// Its height in points.
    pub height: f32,
    /// Its words in the order of the text; gaps and line ends belong to the word before them.
    pub words: Vec<PageWord>,
}

/// A word of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageWord {
    /// The word, with what parts it from the next.
    pub text: String,
    /// Left edge in points.
    pub x: f32,
    /// Upper edge in points.
    pub y: f32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

/// Reads the words of a page (from 1).
pub fn read_page_words(bytes: &[u8], page: u32) -> Result<PageWords> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    let bytes = Arc::new(bytes.to_vec());
    contained("PDF", TEXT_SECONDS, move |stop| {
        let pdf = open(bytes)?;
        let shown = page_at(&pdf, page)?;
        let (width, height) = shown.render_dimensions();
        let glyphs = read_glyphs(&pdf, shown, &InterpreterCache::new(), stop).glyphs;
        let words = words_of(&glyphs);
        Ok(PageWords {
            width,
            height,
            words,
        })
    })
}

fn page_at<'a>(pdf: &'a Pdf, page: u32) -> Result<&'a Page<'a>> {
    let pages = pdf.pages();
    let index = usize::try_from(page).ok().and_then(|p| p.checked_sub(1));
    index.and_then(|i| pages.get(i)).ok_or(Error::NoSuchPage {
        page,
        pages: u32::try_from(pages.len()).unwrap_or(u32::MAX),
    })
}

fn read_glyphs<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    stop: &Stop,
) -> GlyphReader {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = affine(page.initial_transform(true).as_coeffs());
    let settings = InterpreterSettings::default();
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings);
    let mut reader = GlyphReader::new(bounds, stop.clone());
    interpret_page(page, &mut context, &mut reader);
    reader
}

/// How many pages a PDF has, without reading its text.
pub fn count_pages(bytes: &[u8]) -> Result<u32> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    let bytes = Arc::new(bytes.to_vec());
    contained("PDF", PICTURE_SECONDS, move |_stop| {
        Ok(u32::try_from(open(bytes)?.pages().len()).unwrap_or(u32::MAX))
    })
}

/// Draws a page (from 1) as PNG on white, at most `max_px` on its longer side.
pub fn render_page(bytes: &[u8], page: u32, max_px: u32) -> Result<Picture> {
    draw(bytes, page, None, max_px)
}

/// Draws a part of a page (from 1), which is given in points, at most `max_px`
/// on its longer side.
pub fn render_part(bytes: &[u8], page: u32, part: Part, max_px: u32) -> Result<Picture> {
    draw(bytes, page, Some(part), max_px)
}

fn draw(bytes: &[u8], page: u32, part: Option<Part>, max_px: u32) -> Result<Picture> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    let bytes = Arc::new(bytes.to_vec());
    contained("PDF", PICTURE_SECONDS, move |_stop| {
        let pdf = open(bytes)?;
        let shown = page_at(&pdf, page)?;
        let (width, height) = shown.render_dimensions();
        let side = max_px.clamp(1, MAX_SIDE) as f32;
        // A page of a hair's width would scale its other side out of all bounds.
        let longer = part.map_or(width.max(height), |part| part.width.max(part.height) as f32);
        let scale = (side / longer.max(1.0)).min(8.0);
        let most = if part.is_some() {
            MAX_SIDE as f32
        } else {
            side
        };
        let fit =
            |length: f32| (length * scale).clamp(1.0, most).floor() / length.max(f32::EPSILON);
        let (x_scale, y_scale) = (fit(width), fit(height));
        let settings = hayro::PixmapSettings {
            x_scale,
            y_scale,
            bg_color: WHITE,
        };
        let pixmap = hayro::render(
            shown,
            &hayro::RenderCache::new(),
            &InterpreterSettings::default(),
            &hayro::RenderSettings::default(),
            &settings,
        );
        let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
        let pixels = pixmap.take_rgba8(ImageAlphaType::Alpha);
        match part {
            None => png_of_rgba(width, height, pixels),
            Some(part) => {
                let at = |points: u32, scale: f32| (points as f32 * scale) as u32;
                let cut = Part {
                    x: at(part.x, x_scale),
                    y: at(part.y, y_scale),
                    width: at(part.width, x_scale),
                    height: at(part.height, y_scale),
                };
                crate::bitmap::cut(width, height, pixels, cut)
            }
        }
    })
}

fn open(bytes: Arc<Vec<u8>>) -> Result<Pdf> {
    Pdf::new(bytes).map_err(|error| {
        let reason = match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
                "it is locked with a password"
            }
            LoadPdfError::Decryption(_) => "it is encrypted in a way Plumb cannot read",
            LoadPdfError::Invalid => "it is damaged or no PDF",
        };
        Error::Damaged {
            what: "PDF",
            reason: reason.to_owned(),
        }
    })
}

pub(crate) fn too_large() -> Error {
    Error::TooLarge {
        what: "PDF",
        limit: format!("{} MiB", MAX_BYTES / 1024 / 1024),
    }
}

fn affine(coefficients: [f64; 6]) -> Affine {
    Affine::new(coefficients)
}

/// A text string of the PDF: UTF-16 or UTF-8 by its mark, else near enough to windows-1252.
fn pdf_string(bytes: &[u8]) -> String {
    let (text, _) = crate::text::decode(bytes, true);
    crate::html::one_line(&tidy(&text).0)
}
