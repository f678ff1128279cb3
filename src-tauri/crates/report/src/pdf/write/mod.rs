//! Turns laid pages into the bytes of a PDF file: printpdf writes the content
//! streams and embeds the fonts, everything else is put together here.

mod attachments;
mod color;
mod content;
mod destinations;
mod emoji;
mod encoding;
mod file;
mod fonts;
mod images;
mod links;
mod metadata;
mod operands;
mod order;
mod outline;
mod outlines;
mod sharing;
mod strings;
mod syntax;
mod tags;
mod tree;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId, dictionary};

pub(crate) use destinations::Places;

use super::Error;
use super::display::{Item, Page};
use super::faces::Face;
use super::pictures::Sizes;
use super::read::PdfFile;
use super::seal::{self, Signer};
use super::structure::Elem;
use crate::Document;
use attachments::Enclosed;
use content::{Drawn, Tools};
use file::File;
use fonts::Fonts;
use outline::Entry;
use tags::Annotation;

/// What is to be written.
pub(crate) struct Job<'a> {
    pub(crate) document: &'a Document,
    pub(crate) pages: Cow<'a, [Page]>,
    /// The structure; without one the pages are not tagged.
    pub(crate) elems: &'a [Elem],
    pub(crate) faces: &'a [Face],
    pub(crate) sizes: &'a Sizes,
    /// Width and height of a page, points.
    pub(crate) size: (f32, f32),
    /// Signs the seal of the pages; without it there is none.
    pub(crate) signer: Option<Signer<'a>>,
}

/// A file and what came of writing it.
pub(crate) struct Written {
    pub(crate) bytes: Vec<u8>,
    /// The indices of the faces embedded.
    pub(crate) faces: Vec<usize>,
    /// The named destinations.
    pub(crate) places: Places,
}

/// Writes the whole report.
pub(crate) fn write(mut job: Job<'_>) -> Result<Written, Error> {
    let places = collect_places(&job.pages);
    let mut file = File::new(expected_size(&job));
    let mut paper = Paper::draw(&mut file, &job)?;
    paper.add_links(&mut file, &job, &places);
    let tree = paper.add_pages(&mut file, &job);
    let mut catalog = catalog(&mut file, &job, &places, &paper.ids);
    catalog.set("Pages", tree);
    // Sealing reads the whole file; the pages, if nobody else has them, make room.
    job.pages = Cow::Borrowed(&[]);
    enclose(&mut file, &job, &mut catalog).map_err(Error::File)?;
    let marks: Vec<_> = paper.drawn.into_iter().map(|drawn| drawn.marks).collect();
    let structure = tags::add_tags(&mut file, job.elems, &marks, &paper.annotations, &paper.ids);
    catalog.set("StructTreeRoot", structure);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    let metadata = file.reserve();
    catalog.set("Metadata", metadata);
    let root = file.add(catalog);
    let info = file.add(metadata::info(job.document));
    let id = file.digest();
    // Other programs read the metadata without a PDF reader, so it is not compressed.
    let about = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let xmp = metadata::xmp(job.document, &id);
    file.set_stream(metadata, about, xmp.as_bytes());
    let bytes = file.finish(root, Some(info), &id).map_err(Error::File)?;
    Ok(Written {
        bytes,
        faces: paper.faces,
        places,
    })
}

/// Writes pages to be looked at on a screen: no structure, no links, nothing
/// beside them.
pub(crate) fn preview(job: Job<'_>) -> Result<Written, Error> {
    let mut file = File::new(100_000);
    let job = Job { elems: &[], ..job };
    let paper = Paper::draw(&mut file, &job)?;
    let tree = paper.add_pages(&mut file, &job);
    let root = file.add(dictionary! { "Type" => "Catalog", "Pages" => tree });
    let id = file.digest();
    Ok(Written {
        bytes: file.finish(root, None, &id).map_err(Error::File)?,
        faces: paper.faces,
        places: Places::new(),
    })
}

/// About how large the file will be, bytes.
fn expected_size(job: &Job<'_>) -> usize {
    let pictures = job
        .document
        .pictures
        .iter()
        .map(|picture| picture.bytes.len());
    let attachments = job.document.attachments.iter().map(|file| file.bytes.len());
    pictures.chain(attachments).sum::<usize>() + job.pages.len() * 6_000 + 200_000
}

/// Writes the attachments and enters them in the catalog; last of all the seal
/// of everything so far, when somebody signs it.
fn enclose(file: &mut File, job: &Job<'_>, catalog: &mut Dictionary) -> Result<(), String> {
    let printed_at = &job.document.printed_at;
    let mut enclosed = Enclosed::default();
    for attachment in &job.document.attachments {
        enclosed.add(file, attachment, printed_at);
    }
    if let Some(sign) = job.signer {
        let end = |file: &mut File| {
            let mut catalog = catalog.clone();
            enclosed.enter(&mut catalog);
            file.add(catalog)
        };
        let sealed = file.read_so_far(end, |bytes| {
            PdfFile::open(bytes).map(|file| seal::seal(&file))
        })?;
        let sealed = sealed.map_err(|error| error.to_string())?;
        for attachment in seal::attachments_of(&sealed, sign) {
            enclosed.add(file, &attachment, printed_at);
        }
    }
    enclosed.enter(catalog);
    Ok(())
}

/// The catalog, but for pages, metadata, attachments and structure.
fn catalog(file: &mut File, job: &Job<'_>, places: &Places, pages: &[ObjectId]) -> Dictionary {
    let height = job.size.1;
    let names = dictionary! {
        "Dests" => destinations::add_destinations(file, places, pages, height),
    };
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "PageLayout" => "SinglePage",
        "Lang" => Object::string_literal(metadata::language(&job.document.lang)),
        "OutputIntents" => vec![color::add_output_intent(file).into()],
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        // The labels are the numbers printed at the foot of the pages.
        "PageLabels" => dictionary! {
            "Nums" => vec![0.into(), dictionary! { "S" => "D" }.into()],
        },
    };
    if let Some(outline) = outline::add_outline(file, &collect_entries(&job.pages), pages, height) {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    catalog.set("Names", names);
    catalog
}

/// The pages, drawn, with what they use.
struct Paper {
    drawn: Vec<Drawn>,
    /// The content streams.
    contents: Vec<ObjectId>,
    ids: Vec<ObjectId>,
    annotations: Vec<Annotation>,
    /// The indices of the faces embedded.
    faces: Vec<usize>,
    fonts: BTreeMap<String, ObjectId>,
    pictures: BTreeMap<usize, ObjectId>,
}

impl Paper {
    fn draw(file: &mut File, job: &Job<'_>) -> Result<Paper, Error> {
        let pictures = images::add_pictures(file, &job.document.pictures, &job.pages);
        let used = Fonts::collect(&job.pages, job.faces);
        let fonts = used.embed(file, job.faces).map_err(Error::Font)?;
        let tools = Tools {
            fonts: &used,
            sizes: job.sizes,
            pictures: &pictures.keys().copied().collect::<BTreeSet<_>>(),
            elems: job.elems,
            ranks: &order::ranks(job.elems),
            height: job.size.1,
        };
        let mut drawn = draw_all(&job.pages, &tools);
        let contents = drawn
            .iter_mut()
            .map(|page| {
                let stream = std::mem::take(&mut page.stream);
                file.add_stream(dictionary! { "Filter" => "FlateDecode" }, &stream)
            })
            .collect();
        Ok(Paper {
            drawn,
            contents,
            ids: job.pages.iter().map(|_| file.reserve()).collect(),
            annotations: Vec::new(),
            faces: used.faces().map(usize::from).collect(),
            fonts,
            pictures,
        })
    }

    fn add_links(&mut self, file: &mut File, job: &Job<'_>, places: &Places) {
        for (page, laid) in job.pages.iter().enumerate() {
            for (item, placed) in laid.items() {
                let Item::Link {
                    area,
                    target,
                    words,
                    node,
                } = item
                else {
                    continue;
                };
                let area = (area.0 + placed.dx, area.1 + placed.dy, area.2, area.3);
                if let Some(mut link) = links::link(area, target, words, places, job.size.1) {
                    if !job.elems.is_empty() {
                        link.set(
                            "StructParent",
                            (job.pages.len() + self.annotations.len()) as i64,
                        );
                    }
                    let node = placed.node(*node);
                    let id = file.add(link);
                    self.annotations.push(Annotation { id, node, page });
                }
            }
        }
    }

    /// Writes the page objects and gives the root of their tree.
    fn add_pages(&self, file: &mut File, job: &Job<'_>) -> ObjectId {
        let tree = file.reserve();
        let mut annotations = self.annotations.as_slice();
        for (index, id) in self.ids.iter().enumerate() {
            let own = annotations.partition_point(|annotation| annotation.page == index);
            let (here, rest) = annotations.split_at(own);
            annotations = rest;
            let (width, height) = job.size;
            let mut page = dictionary! {
                "Type" => "Page",
                "Parent" => tree,
                "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
                "Resources" => self.resources(index),
                "Contents" => self.contents[index],
            };
            if !here.is_empty() {
                let here: Vec<Object> = here.iter().map(|link| link.id.into()).collect();
                page.set("Annots", here);
            }
            if !job.elems.is_empty() {
                page.set("StructParents", index as i64);
                page.set("Tabs", "S");
            }
            file.set(*id, page);
        }
        let kids: Vec<Object> = self.ids.iter().map(|id| (*id).into()).collect();
        let count = kids.len() as i64;
        file.set(
            tree,
            dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids },
        );
        tree
    }

    /// The fonts and pictures of a page.
    fn resources(&self, page: usize) -> Dictionary {
        let drawn = &self.drawn[page];
        let mut resources = Dictionary::new();
        let mut fonts = Dictionary::new();
        for name in &drawn.fonts {
            if let Some(id) = self.fonts.get(name) {
                fonts.set(name.as_str(), *id);
            }
        }
        let mut pictures = Dictionary::new();
        for index in &drawn.pictures {
            if let Some(id) = self.pictures.get(index) {
                pictures.set(images::picture_name(*index), *id);
            }
        }
        for (key, entries) in [("Font", fonts), ("XObject", pictures)] {
            if !entries.is_empty() {
                resources.set(key, entries);
            }
        }
        resources
    }
}

/// Draws pages on as many threads as help.
fn draw_all(pages: &[Page], tools: &Tools<'_>) -> Vec<Drawn> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = cores.min(4).min(pages.len() / 8).max(1);
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..workers)
            .map(|worker| scope.spawn(move || draw_every(pages, tools, worker, workers)))
            .collect();
        let mut hands = vec![draw_every(pages, tools, 0, workers).into_iter()];
        for other in others {
            match other.join() {
                Ok(drawn) => hands.push(drawn.into_iter()),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        (0..pages.len())
            .filter_map(|page| hands[page % workers].next())
            .collect()
    })
}

fn draw_every(pages: &[Page], tools: &Tools<'_>, first: usize, step: usize) -> Vec<Drawn> {
    let own = pages.iter().skip(first).step_by(step);
    own.map(|page| content::draw(page, tools)).collect()
}

/// The first place of each name.
fn collect_places(pages: &[Page]) -> Places {
    let mut found = Places::new();
    for (index, page) in pages.iter().enumerate() {
        for (item, placed) in page.items() {
            if let Item::Anchor(name, y) = item {
                found.entry(name.clone()).or_insert((index, y + placed.dy));
            }
        }
    }
    found
}

fn collect_entries(pages: &[Page]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (page, content) in pages.iter().enumerate() {
        for (item, placed) in content.items() {
            if let Item::Entry(level, title, y) = item {
                entries.push(Entry {
                    level: *level,
                    title: title.clone(),
                    page,
                    y: y + placed.dy,
                });
            }
        }
    }
    entries
}
