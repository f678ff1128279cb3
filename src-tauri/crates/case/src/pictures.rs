//! Exhibits as they are looked at: their bytes, and pictures made in memory.

use crate::{Case, Error, read};
use evidence::{Exhibit, Number, said};
use std::io::Read;
use store::{StoreError, originals};

/// A picture made from an exhibit, in memory only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// PNG or JPEG.
    pub bytes: Vec<u8>,
    /// `image/png` or `image/jpeg`.
    pub media_type: String,
}

/// The bytes of an exhibit that can be drawn, apart from the case, so that drawing
/// keeps nobody waiting.
#[derive(Clone, Debug)]
pub enum Drawable {
    /// A picture.
    Picture(Vec<u8>),
    /// A PDF.
    Document(Vec<u8>),
}

impl Drawable {
    /// At most `max_px` on its longer side: the picture itself, or `page` (from 1)
    /// of a document. What cannot be drawn is none: it is shown as a file, never as
    /// a failure.
    pub fn draw(&self, page: u32, max_px: u32) -> Option<Picture> {
        let drawn = match self {
            Self::Picture(bytes) => capture::thumbnail(bytes, max_px),
            Self::Document(bytes) => capture::render_page(bytes, page, max_px),
        };
        drawn.ok().map(Picture::from)
    }

    /// Number of pages; 0 for what has none, or cannot be read.
    pub fn pages(&self) -> u32 {
        match self {
            Self::Picture(_) => 0,
            Self::Document(bytes) => capture::count_pages(bytes).unwrap_or(0),
        }
    }
}

/// A PNG of a picture that a clipboard gave as rows of red, green, blue and
/// transparency, `size` pixels wide and high; none when the bytes do not fit the size.
pub fn png(pixels: &[u8], (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let made = capture::png_of_rgba(width, height, pixels.to_vec()).ok()?;
    Some(made.bytes)
}

/// Pictures and documents above this size are not drawn: 64 MiB.
pub(crate) const MAX_DRAWN_BYTES: u64 = 64 * 1024 * 1024;
const MAX_PLAYED_BYTES: u64 = 256 * 1024 * 1024;

impl Case {
    /// What can be drawn of an exhibit. None when nothing can.
    pub fn drawable(&self, number: Number) -> Result<Option<Drawable>, Error> {
        let book = self.casebook()?;
        self.drawable_of(read::exhibit(&book, number)?)
    }

    pub(crate) fn drawable_of(&self, exhibit: &Exhibit) -> Result<Option<Drawable>, Error> {
        let bytes = self.drawable_bytes(exhibit)?;
        Ok(bytes.map(|bytes| match media_type(exhibit) {
            "application/pdf" => Drawable::Document(bytes),
            _ => Drawable::Picture(bytes),
        }))
    }

    /// The bytes of a sound or a film of at most 256 MiB, and their media type.
    pub fn recording(&self, number: Number) -> Result<Option<(Vec<u8>, String)>, Error> {
        let book = self.casebook()?;
        let exhibit = read::exhibit(&book, number)?;
        let media_type = media_type(exhibit);
        let is_recording = media_type.starts_with("audio/") || media_type.starts_with("video/");
        let bytes = self.bytes_up_to(exhibit, MAX_PLAYED_BYTES)?;
        Ok(bytes
            .filter(|_| is_recording)
            .map(|bytes| (bytes, media_type.to_owned())))
    }

    /// The bytes of an original that can be drawn.
    pub(crate) fn drawable_bytes(&self, exhibit: &Exhibit) -> Result<Option<Vec<u8>>, Error> {
        let media_type = media_type(exhibit);
        let is_drawable = media_type.starts_with("image/") || media_type == "application/pdf";
        if !is_drawable {
            return Ok(None);
        }
        self.bytes_up_to(exhibit, MAX_DRAWN_BYTES)
    }

    /// The bytes of an original that is not larger than `most`.
    pub(crate) fn bytes_up_to(
        &self,
        exhibit: &Exhibit,
        most: u64,
    ) -> Result<Option<Vec<u8>>, Error> {
        let Some(original) = exhibit
            .original
            .as_ref()
            .filter(|original| original.size_bytes <= most)
        else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        originals::open(self.store.connection(), original.fingerprint)
            .map_err(StoreError::from)?
            .read_to_end(&mut bytes)
            .map_err(|error| {
                Error::new(
                    crate::Kind::Damaged,
                    said!("sealed-unread", "{}: {}", exhibit.number, error),
                )
            })?;
        Ok(Some(bytes))
    }

    /// Width and height in pixels, when it is a picture.
    pub fn picture_size(&self, exhibit: &Exhibit) -> Result<Option<(u32, u32)>, Error> {
        if !media_type(exhibit).starts_with("image/") {
            return Ok(None);
        }
        Ok(self
            .inspect(exhibit)?
            .and_then(|seen| seen.dimensions)
            .map(|size| (size.width, size.height)))
    }

    fn inspect(&self, exhibit: &Exhibit) -> Result<Option<capture::Inspected>, Error> {
        let Some(original) = &exhibit.original else {
            return Ok(None);
        };
        let mut reader = originals::open(self.store.connection(), original.fingerprint)
            .map_err(StoreError::from)?;
        let seen = capture::inspect(&mut reader, &original.file_name).map_err(|error| {
            Error::new(
                crate::Kind::Damaged,
                said!("sealed-unread", "{}: {}", exhibit.number, error),
            )
        })?;
        Ok(Some(seen))
    }
}

/// A page (from 1) of a printed report, at most `max_px` on its longer side.
/// None when there is no such page.
pub fn page_picture(pdf: &[u8], page: u32, max_px: u32) -> Option<Picture> {
    capture::render_page(pdf, page, max_px)
        .ok()
        .map(Picture::from)
}

impl From<capture::Picture> for Picture {
    fn from(drawn: capture::Picture) -> Self {
        Self {
            bytes: drawn.bytes,
            media_type: drawn.media_type.to_owned(),
        }
    }
}

pub(crate) fn media_type(exhibit: &Exhibit) -> &str {
    exhibit
        .original
        .as_ref()
        .map_or("", |original| &original.media_type)
}
