//! Turns laid pages into the bytes of a PDF file.

mod attachments;
mod color;
mod destinations;
mod file;
mod links;
mod metadata;
mod outline;
mod strings;
mod syntax;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

pub(crate) use destinations::Places;
pub(crate) use file::deflate;

use super::display::{Item, Page};
use crate::Document;
use file::File;
use outline::Entry;

/// Completes what printpdf wrote (pages, fonts, pictures) and gives the file's
/// bytes. `size` is the width and height of the pages in points.
pub(crate) fn finish(
    mut pdf: lopdf::Document,
    document: &Document,
    pages: &[Page],
    size: (f32, f32),
) -> Result<Vec<u8>, String> {
    let (width, height) = size;
    let places = collect_places(pages);
    let mut file = File::new(expected_size(document, pages.len()));
    let ids: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let mut printed = Vec::new();
    for id in &ids {
        if let Some(Object::Dictionary(page)) = pdf.objects.remove(id) {
            printed.push((*id, page));
        }
    }
    let tree = adopt_printed(&mut file, pdf).ok_or("it has no pages")?;
    write_pages(&mut file, printed, pages, &places, (tree, width, height));
    let outline = outline::add_outline(&mut file, &collect_entries(pages), &ids, height);
    let attached = attachments::add_attachments(&mut file, document);
    let mut names = dictionary! {
        "Dests" => destinations::add_destinations(&mut file, &places, &ids, height),
    };
    let metadata = file.reserve();
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => tree,
        "PageLayout" => "SinglePage",
        "Lang" => Object::string_literal(metadata::language(&document.lang)),
        "Metadata" => metadata,
        "OutputIntents" => vec![color::add_output_intent(&mut file).into()],
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        // The labels are the numbers printed at the foot of the pages.
        "PageLabels" => dictionary! {
            "Nums" => vec![0.into(), dictionary! { "S" => "D" }.into()],
        },
    };
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    if let Some(attached) = attached {
        names.set("EmbeddedFiles", attached.names);
        let files: Vec<Object> = attached.files.into_iter().map(Object::from).collect();
        catalog.set("AF", files);
    }
    catalog.set("Names", names);
    let root = file.add(catalog);
    let info = file.add(metadata::info(document));
    let id = file.digest();
    // Other programs read the metadata without a PDF reader, so it is not compressed.
    let about = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    file.set_stream(metadata, about, metadata::xmp(document, &id).as_bytes());
    file.finish(root, info, &id)
}

/// About how large the file will be.
fn expected_size(document: &Document, pages: usize) -> usize {
    let pictures = document.pictures.iter().map(|picture| picture.bytes.len());
    let attachments = document.attachments.iter().map(|file| file.bytes.len());
    pictures.chain(attachments).sum::<usize>() + pages * 6_000 + 200_000
}

/// Takes over what printpdf wrote, but for what the finished file has anew.
fn adopt_printed(file: &mut File, mut pdf: lopdf::Document) -> Option<ObjectId> {
    let tree = pdf.catalog().and_then(|c| c.get(b"Pages")?.as_reference());
    let root = pdf.trailer.get(b"Root").and_then(Object::as_reference);
    let info = pdf.trailer.get(b"Info").and_then(Object::as_reference);
    for dropped in [&tree, &root, &info].into_iter().flatten() {
        pdf.objects.remove(dropped);
    }
    file.adopt(pdf.objects);
    tree.ok()
}

/// Writes the pages that printpdf made, with their annotations.
fn write_pages(
    file: &mut File,
    printed: Vec<(ObjectId, Dictionary)>,
    pages: &[Page],
    places: &Places,
    (tree, width, height): (ObjectId, f32, f32),
) {
    let kids: Vec<Object> = printed.iter().map(|(id, _)| (*id).into()).collect();
    for ((id, mut page), laid) in printed.into_iter().zip(pages) {
        let annotations: Vec<Object> = laid
            .items()
            .filter_map(|(item, placed)| match item {
                Item::Link {
                    area: (x, y, w, h),
                    target,
                    words,
                    ..
                } => {
                    let area = (x + placed.dx, y + placed.dy, *w, *h);
                    links::link(area, target, words, places, height)
                }
                _ => None,
            })
            .map(|annotation| file.add(annotation).into())
            .collect();
        page.set(
            "MediaBox",
            vec![0.into(), 0.into(), width.into(), height.into()],
        );
        for key in [b"TrimBox".as_slice(), b"CropBox", b"Annots"] {
            page.remove(key);
        }
        if !annotations.is_empty() {
            page.set("Annots", annotations);
        }
        file.set(id, page);
    }
    let count = kids.len() as i64;
    file.set(
        tree,
        dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids },
    );
}

/// The first place of each name.
pub(crate) fn collect_places(pages: &[Page]) -> Places {
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
