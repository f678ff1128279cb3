//! Completes printpdf's file: outline, destinations, links, metadata, stable identifiers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::display::{Item, Page, Target};
use super::images::deflate;
use crate::Document;

/// Rewrites what printpdf leaves open and gives the file's bytes.
pub(crate) fn finish(
    pdf: &mut lopdf::Document,
    document: &Document,
    pages: &[Page],
    (width, height): (f32, f32),
) -> Result<Vec<u8>, String> {
    pdf.version = "1.7".to_owned();
    let ids: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let destinations = collect_destinations(pages);
    for (index, id) in ids.iter().enumerate() {
        let annotations = page_links(pdf, &pages[index], height, &destinations);
        let page = pdf.get_dictionary_mut(*id).map_err(describe)?;
        page.set(
            "MediaBox",
            vec![0.into(), 0.into(), width.into(), height.into()],
        );
        page.remove(b"TrimBox");
        page.remove(b"CropBox");
        page.remove(b"Annots");
        if !annotations.is_empty() {
            page.set("Annots", annotations);
        }
    }
    let names = destination_names(&destinations, &ids, height);
    let names_id = pdf.add_object(names);
    let outline = add_outline(pdf, pages, &ids, height);
    let metadata = lopdf::Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp(document).into_bytes(),
    );
    let metadata_id = pdf.add_object(metadata);
    let info_id = pdf.add_object(info(document));
    let catalog = pdf.catalog_mut().map_err(describe)?;
    catalog.set("Names", dictionary! { "Dests" => names_id });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    catalog.set("PageLayout", "SinglePage");
    catalog.set("Lang", Object::string_literal(document.lang.as_str()));
    catalog.set("Metadata", metadata_id);
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    catalog.set(
        "PageLabels",
        dictionary! { "Nums" => vec![0.into(), dictionary! { "S" => "D" }.into()] },
    );
    if let Ok(Object::Reference(old)) = pdf.trailer.get(b"Info").cloned() {
        pdf.objects.remove(&old);
    }
    pdf.trailer.set("Info", info_id);
    compress(pdf, metadata_id);
    sign_off(pdf)
}

fn describe(error: lopdf::Error) -> String {
    error.to_string()
}

/// The first place of each name: its page and height.
fn collect_destinations(pages: &[Page]) -> BTreeMap<String, (usize, f32)> {
    let mut found = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        for (item, placed) in page.items() {
            if let Item::Anchor(name, y) = item {
                found.entry(name.clone()).or_insert((index, y + placed.dy));
            }
        }
    }
    found
}

/// The link annotations of a page, as references. A link to a place that
/// does not exist is left out.
fn page_links(
    pdf: &mut lopdf::Document,
    page: &Page,
    height: f32,
    known: &BTreeMap<String, (usize, f32)>,
) -> Vec<Object> {
    let mut links = Vec::new();
    for (item, placed) in page.items() {
        let Item::Link {
            area: (x, y, w, h),
            target,
            words,
            ..
        } = item
        else {
            continue;
        };
        let (x, y) = (x + placed.dx, y + placed.dy);
        let action = match target {
            Target::Name(name) if known.contains_key(name) => {
                dictionary! { "S" => "GoTo", "D" => Object::string_literal(name.as_str()) }
            }
            Target::Name(_) => continue,
            Target::Address(address) => dictionary! {
                "S" => "URI",
                "URI" => Object::string_literal(ascii_address(address)),
            },
        };
        let annotation = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "F" => 4,
            "Rect" => vec![
                x.into(),
                (height - y - h).into(),
                (x + w).into(),
                (height - y).into(),
            ],
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "Contents" => text_string(words),
            "A" => action,
        };
        links.push(Object::Reference(pdf.add_object(annotation)));
    }
    links
}

/// An address as a URI action wants it: every byte beyond ASCII escaped.
fn ascii_address(address: &str) -> String {
    address.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_graphic() {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}

fn destination(page: ObjectId, y: f32, height: f32) -> Object {
    vec![
        page.into(),
        "XYZ".into(),
        0.into(),
        (height - y + 6.0).min(height).into(),
        Object::Null,
    ]
    .into()
}

fn destination_names(
    found: &BTreeMap<String, (usize, f32)>,
    ids: &[ObjectId],
    height: f32,
) -> Dictionary {
    let mut by_bytes: Vec<(&String, &(usize, f32))> = found.iter().collect();
    by_bytes.sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
    let names: Vec<Object> = by_bytes
        .iter()
        .flat_map(|(name, (page, y))| {
            let place = dictionary! { "D" => destination(ids[*page], *y, height) };
            [Object::string_literal(name.as_str()), place.into()]
        })
        .collect();
    dictionary! { "Names" => names }
}

/// An entry of the outline with the index of its parent.
struct Entry {
    parent: Option<usize>,
    title: String,
    page: usize,
    y: f32,
}

/// Adds the nested outline and gives its reference.
fn add_outline(
    pdf: &mut lopdf::Document,
    pages: &[Page],
    ids: &[ObjectId],
    height: f32,
) -> Option<Object> {
    let entries = collect_entries(pages);
    if entries.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let places: Vec<ObjectId> = entries.iter().map(|_| pdf.new_object_id()).collect();
    let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        children.entry(entry.parent).or_default().push(index);
    }
    let none = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let siblings = &children[&entry.parent];
        let at = siblings.iter().position(|s| *s == index).unwrap_or(0);
        let parent = entry.parent.map_or(root, |parent| places[parent]);
        let mut item = dictionary! {
            "Title" => text_string(&entry.title),
            "Parent" => parent,
            "Dest" => destination(ids[entry.page], entry.y, height),
        };
        if at > 0 {
            item.set("Prev", places[siblings[at - 1]]);
        }
        if let Some(next) = siblings.get(at + 1) {
            item.set("Next", places[*next]);
        }
        let own = children.get(&Some(index)).unwrap_or(&none);
        if let (Some(first), Some(last)) = (own.first(), own.last()) {
            item.set("First", places[*first]);
            item.set("Last", places[*last]);
            // A negative count keeps the entry closed.
            item.set("Count", -(own.len() as i64));
        }
        pdf.set_object(places[index], item);
    }
    let top = &children[&None];
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => places[top[0]],
        "Last" => places[top[top.len() - 1]],
        "Count" => top.len() as i64,
    };
    pdf.set_object(root, outline);
    Some(root.into())
}

fn collect_entries(pages: &[Page]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (page, content) in pages.iter().enumerate() {
        for (item, placed) in content.items() {
            let Item::Entry(level, title, y) = item else {
                continue;
            };
            while open.last().is_some_and(|(above, _)| above >= level) {
                open.pop();
            }
            let parent = open.last().map(|(_, index)| *index);
            open.push((*level, entries.len()));
            entries.push(Entry {
                parent,
                title: title.clone(),
                page,
                y: y + placed.dy,
            });
        }
    }
    entries
}

/// A text string: ASCII as it is, anything else as UTF-16.
fn text_string(text: &str) -> Object {
    if text.chars().all(|c| matches!(c, ' '..='~')) {
        return Object::string_literal(text);
    }
    let mut bytes = vec![0xFE, 0xFF];
    for unit in text.encode_utf16() {
        bytes.extend(unit.to_be_bytes());
    }
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn info(document: &Document) -> Dictionary {
    let date = pdf_date(&document.printed_at);
    dictionary! {
        "Title" => text_string(&document.title),
        "Author" => text_string(&document.authors.join(", ")),
        "Creator" => text_string("Plumb"),
        "Producer" => text_string("Plumb"),
        "CreationDate" => Object::string_literal(date.as_str()),
        "ModDate" => Object::string_literal(date.as_str()),
    }
}

fn pdf_date(date: &DateTime<FixedOffset>) -> String {
    let seconds = date.offset().local_minus_utc();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    let (hours, rest) = (minutes / 60, minutes % 60);
    format!(
        "D:{}{sign}{hours:02}'{rest:02}'",
        date.format("%Y%m%d%H%M%S")
    )
}

fn xmp(document: &Document) -> String {
    let date = document.printed_at.to_rfc3339();
    let authors: String = document
        .authors
        .iter()
        .map(|author| format!("<rdf:li>{}</rdf:li>", escape(author)))
        .collect();
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
<dc:format>application/pdf</dc:format>\
<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>\
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>\
<xmp:CreatorTool>Plumb</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>\
<xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>\
<pdf:Producer>Plumb</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>",
        title = escape(&document.title),
        lang = escape(&document.lang),
    )
}

/// Text that means itself in XML; characters XML forbids are dropped.
fn escape(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        .fold(String::new(), |mut escaped, c| {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                other => escaped.push(other),
            }
            escaped
        })
}

/// Compresses every stream that is not, but for the metadata, which other
/// tools read without a PDF reader.
fn compress(pdf: &mut lopdf::Document, metadata: ObjectId) {
    for (id, object) in &mut pdf.objects {
        if let Object::Stream(stream) = object
            && *id != metadata
            && !stream.dict.has(b"Filter")
        {
            let packed = deflate(&stream.content);
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
}

/// Drops what nothing points at, gives the file an identifier that depends
/// on its content alone, and writes it.
fn sign_off(pdf: &mut lopdf::Document) -> Result<Vec<u8>, String> {
    pdf.prune_objects();
    pdf.renumber_objects();
    let write = |pdf: &mut lopdf::Document| {
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).map_err(|error| error.to_string())?;
        Ok::<Vec<u8>, String>(bytes)
    };
    let blank = Object::String(vec![0; 16], StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![blank.clone(), blank]);
    let unsigned = write(pdf)?;
    let hash = Sha256::digest(&unsigned)[..16].to_vec();
    let id = Object::String(hash, StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    write(pdf)
}

/// The names of destinations that exist, for tests and for the caller.
pub(crate) fn names(pages: &[Page]) -> BTreeSet<String> {
    collect_destinations(pages).into_keys().collect()
}
