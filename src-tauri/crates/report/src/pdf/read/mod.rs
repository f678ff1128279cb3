//! Reads a finished PDF back: pages, words, links, attachments, every stream and every string.
//!
//! Files of Plumb are understood whole. Any other file gives what can be read
//! of it, or a sentence; none makes the reader fail or grow without bound.

mod fonts;
mod links;
mod places;
mod syntax;
mod text;

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use lopdf::{Dictionary, LoadOptions, Object, ObjectId, Stream};

use fonts::Font;
pub use links::{Annotation, Attached, Destination, Target};
pub use places::ReadStream;
pub use text::Word;

/// No stream is inflated beyond this: larger than any page, attachment or
/// picture that Plumb writes.
const LARGEST_STREAM: usize = 512 * 1024 * 1024;

/// References that point at references are followed this far.
const LONGEST_CHAIN: usize = 16;

/// Why a file could not be read back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is not a PDF, or damaged beyond reading.
    #[error("This file cannot be read as a PDF: {0}.")]
    Damaged(String),
    /// It opens with a password only.
    #[error(
        "This PDF is encrypted. Plumb never encrypts a report, so this is not the file it wrote."
    )]
    Encrypted,
}

/// A PDF that was opened for reading.
pub struct PdfFile {
    doc: lopdf::Document,
    pages: Vec<ObjectId>,
    revisions: usize,
    /// Fonts read once, for every page names the same few.
    fonts: RefCell<BTreeMap<ObjectId, Rc<Font>>>,
    /// What a person calls each object, found when somebody asks.
    places: OnceCell<BTreeMap<ObjectId, String>>,
}

/// What stands on a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadPage {
    /// The decoded content stream.
    pub content: Vec<u8>,
    /// The words in the order they are drawn.
    pub words: Vec<Word>,
    /// The named resources the content uses: category and name.
    pub(crate) resources: Vec<(&'static str, Vec<u8>)>,
}

impl ReadPage {
    /// The words as running text, in the order they are drawn.
    pub fn text(&self) -> String {
        text::joined(&self.words)
    }
}

impl PdfFile {
    /// Opens a file's bytes.
    ///
    /// # Errors
    /// A sentence when this is no PDF, is too damaged, or is encrypted.
    pub fn open(bytes: &[u8]) -> Result<PdfFile, Unreadable> {
        let options = LoadOptions::with_max_decompressed_size(LARGEST_STREAM);
        let loaded = catch_unwind(AssertUnwindSafe(|| {
            lopdf::Document::load_mem_with_options(bytes, options)
        }));
        let doc = match loaded {
            Ok(Ok(doc)) => doc,
            Ok(Err(error)) => return Err(Unreadable::Damaged(error.to_string())),
            Err(_) => return Err(Unreadable::Damaged("its structure is broken".to_owned())),
        };
        if doc.trailer.has(b"Encrypt") || doc.was_encrypted() {
            return Err(Unreadable::Encrypted);
        }
        if doc.catalog().is_err() {
            return Err(Unreadable::Damaged(
                "it has no catalogue of pages".to_owned(),
            ));
        }
        Ok(PdfFile::over(doc, revisions(bytes)))
    }

    /// Reads a file that is still in memory, before it is written.
    pub(crate) fn over(doc: lopdf::Document, revisions: usize) -> PdfFile {
        let pages = doc.page_iter().collect();
        PdfFile {
            doc,
            pages,
            revisions,
            fonts: RefCell::default(),
            places: OnceCell::new(),
        }
    }

    /// Number of pages.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// How often the file was saved: 1, and 1 more for every update written behind its end.
    pub fn revisions(&self) -> usize {
        self.revisions
    }

    /// What stands on a page; the first is 0. A page that is not there is empty.
    pub fn page(&self, index: usize) -> ReadPage {
        let Some(page) = self.page_dictionary(index) else {
            return ReadPage::default();
        };
        let content = self.page_content(page);
        let resources = self.inherited(page, b"Resources");
        let resources: Vec<&Dictionary> = resources
            .and_then(|r| r.as_dict().ok())
            .into_iter()
            .collect();
        let drawn = text::Reader::new(self).read(&content, &resources);
        ReadPage {
            content,
            words: drawn.words,
            resources: drawn.resources.into_iter().collect(),
        }
    }

    /// The width and height of a page in points.
    pub fn page_size(&self, index: usize) -> Option<(f32, f32)> {
        let page = self.page_dictionary(index)?;
        let side: Vec<f32> = self
            .inherited(page, b"MediaBox")?
            .as_array()
            .ok()?
            .iter()
            .filter_map(|side| number(self.resolve(side)))
            .collect();
        let [left, bottom, right, top] = side.try_into().ok()?;
        Some((right - left, top - bottom))
    }

    fn page_dictionary(&self, index: usize) -> Option<&Dictionary> {
        self.doc.get_dictionary(*self.pages.get(index)?).ok()
    }

    /// The decoded content, its parts joined by line ends.
    fn page_content(&self, page: &Dictionary) -> Vec<u8> {
        let parts = match self.entry(page, b"Contents") {
            Some(Object::Array(parts)) => parts.as_slice(),
            Some(part) => std::slice::from_ref(part),
            None => &[],
        };
        let mut content = Vec::new();
        for part in parts {
            if let Ok(stream) = self.resolve(part).as_stream()
                && let Some(decoded) = self.decoded(stream)
                && content.len() + decoded.len() <= LARGEST_STREAM
            {
                if !content.is_empty() {
                    content.push(b'\n');
                }
                content.extend_from_slice(&decoded);
            }
        }
        content
    }

    /// An entry of a page or of the nodes above it.
    fn inherited<'a>(&'a self, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut node = page;
        for _ in 0..LONGEST_CHAIN {
            if let Some(found) = self.entry(node, key) {
                return Some(found);
            }
            node = self.entry(node, b"Parent")?.as_dict().ok()?;
        }
        None
    }

    /// Follows references; a circle or a dangling one is null.
    pub(crate) fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        let mut object = object;
        for _ in 0..LONGEST_CHAIN {
            let Object::Reference(id) = object else {
                return object;
            };
            object = self.doc.objects.get(id).unwrap_or(&Object::Null);
        }
        &Object::Null
    }

    /// An entry of a dictionary, references followed; none when it is missing or null.
    fn entry<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let found = self.resolve(dict.get(key).ok()?);
        (!found.is_null()).then_some(found)
    }

    /// The object that a page means by the name of a resource; a reference
    /// when it is one.
    pub(crate) fn page_resource(
        &self,
        index: usize,
        category: &str,
        name: &[u8],
    ) -> Option<&Object> {
        let page = self.page_dictionary(index)?;
        let resources = self.inherited(page, b"Resources")?.as_dict().ok()?;
        let list = self.entry(resources, category.as_bytes())?.as_dict().ok()?;
        list.get(name).ok()
    }

    /// The font that resources mean by a name.
    fn font(&self, resources: &[&Dictionary], name: &[u8]) -> Option<Rc<Font>> {
        let font = resources.iter().find_map(|resources| {
            let list = self.entry(resources, b"Font")?.as_dict().ok()?;
            list.get(name).ok()
        })?;
        let read = || {
            Some(Rc::new(Font::read(
                self,
                self.resolve(font).as_dict().ok()?,
            )))
        };
        let Object::Reference(id) = font else {
            return read();
        };
        if let Some(known) = self.fonts.borrow().get(id) {
            return Some(Rc::clone(known));
        }
        let font = read()?;
        self.fonts.borrow_mut().insert(*id, Rc::clone(&font));
        Some(font)
    }

    fn resource<'a>(
        &'a self,
        resources: &[&'a Dictionary],
        category: &[u8],
        name: &[u8],
    ) -> Option<&'a Object> {
        resources.iter().find_map(|resources| {
            let list = self.entry(resources, category)?.as_dict().ok()?;
            self.entry(list, name)
        })
    }

    /// A stream's bytes without its filters, as far as they are lossless; none
    /// when they cannot be undone or grow beyond all bounds.
    pub(crate) fn decoded<'a>(&self, stream: &'a Stream) -> Option<Cow<'a, [u8]>> {
        if !stream.dict.has(b"Filter") {
            return Some(Cow::Borrowed(&stream.content));
        }
        let inflated = catch_unwind(AssertUnwindSafe(|| {
            stream.decompressed_content_with_limit(LARGEST_STREAM)
        }));
        inflated.ok()?.ok().map(Cow::Owned)
    }
}

/// A number of either kind.
fn number(object: &Object) -> Option<f32> {
    object.as_float().ok()
}

/// The text of a string object.
fn text_of(bytes: &[u8]) -> String {
    text::marked_text(bytes)
}

/// How often a file was saved: its ends, but for the one that a file prepared
/// for the web has at its beginning.
fn revisions(bytes: &[u8]) -> usize {
    let marker = b"startxref";
    let ends = memchr::memmem::find_iter(bytes, marker).count();
    let head = &bytes[..bytes.len().min(1024)];
    let is_linearized = memchr::memmem::find(head, b"/Linearized").is_some();
    ends.saturating_sub(usize::from(is_linearized && ends > 1))
        .max(1)
}
