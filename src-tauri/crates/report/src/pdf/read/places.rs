//! Every string and every stream of a file, each with the place a person can look it up.

use std::borrow::Cow;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::{PdfFile, text_of};

/// A stream of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadStream<'a> {
    /// Where a person can look it up: `page 3`, `attachment references.json`.
    pub place: &'a str,
    /// Its bytes as they stand in the file.
    pub raw: &'a [u8],
    /// Its bytes decoded: the same as `raw` when nothing needs undoing, as with
    /// a JPEG, or when it cannot be undone.
    pub decoded: &'a [u8],
}

/// Objects nested deeper than this inside one another are not looked into.
const DEEPEST: usize = 64;

impl PdfFile {
    /// Calls `visit` with the place and the decoded text of every string
    /// object: properties, outline, comments, descriptions, names of files.
    pub fn visit_strings(&self, visit: &mut dyn FnMut(&str, &str)) {
        let places = self.places.get_or_init(|| self.find_places());
        for (id, object) in &self.doc.objects {
            let place = place_of(places, *id);
            self.strings_in(object, &place, DEEPEST, visit);
        }
        let trailer = Object::Dictionary(self.doc.trailer.clone());
        self.strings_in(&trailer, "the trailer", DEEPEST, visit);
    }

    fn strings_in(
        &self,
        object: &Object,
        place: &str,
        depth: usize,
        visit: &mut dyn FnMut(&str, &str),
    ) {
        let dict = match object {
            Object::String(bytes, _) => return visit(place, &text_of(bytes)),
            Object::Name(bytes) => return visit(place, &text_of(bytes)),
            Object::Array(list) if depth > 0 => {
                for item in list {
                    self.strings_in(item, place, depth - 1, visit);
                }
                return;
            }
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => &stream.dict,
            _ => return,
        };
        if depth == 0 {
            return;
        }
        for (key, value) in dict.iter() {
            visit(place, &text_of(key));
            self.strings_in(value, place, depth - 1, visit);
        }
    }

    /// Calls `visit` with every stream.
    pub fn visit_streams(&self, visit: &mut dyn FnMut(ReadStream<'_>)) {
        let places = self.places.get_or_init(|| self.find_places());
        for (id, object) in &self.doc.objects {
            if let Object::Stream(stream) = object {
                let decoded = self
                    .decoded(stream)
                    .unwrap_or(Cow::Borrowed(&stream.content));
                visit(ReadStream {
                    place: &place_of(places, *id),
                    raw: &stream.content,
                    decoded: &decoded,
                });
            }
        }
    }

    /// What a person calls an object: the page, picture or attachment it belongs to.
    fn find_places(&self) -> BTreeMap<ObjectId, String> {
        let mut places = BTreeMap::new();
        for (index, id) in self.pages.iter().enumerate() {
            let place = format!("page {}", index + 1);
            if let Ok(page) = self.doc.get_dictionary(*id) {
                self.place_page(page, &place, &mut places);
            }
            places.insert(*id, place);
        }
        for (id, object) in &self.doc.objects {
            match object {
                Object::Dictionary(dict) => self.place_dictionary(*id, dict, &mut places),
                Object::Stream(stream) => place_stream(*id, stream, &mut places),
                _ => {}
            }
        }
        if let Ok(Object::Reference(id)) = self.doc.trailer.get(b"Info") {
            places.insert(*id, "the document's properties".to_owned());
        }
        places
    }

    fn place_page(&self, page: &Dictionary, place: &str, places: &mut BTreeMap<ObjectId, String>) {
        let lists = [b"Contents".as_slice(), b"Annots"].map(|key| page.get(key).ok());
        for object in lists.into_iter().flatten() {
            let list = match self.resolve(object) {
                Object::Array(list) => list.as_slice(),
                _ => std::slice::from_ref(object),
            };
            for item in list {
                if let Object::Reference(id) = item {
                    places.insert(*id, place.to_owned());
                }
            }
        }
        let pictures = self
            .inherited(page, b"Resources")
            .and_then(|resources| self.entry(resources.as_dict().ok()?, b"XObject"))
            .and_then(|pictures| pictures.as_dict().ok());
        for (name, object) in pictures.into_iter().flat_map(Dictionary::iter) {
            if let Object::Reference(id) = object {
                let name = String::from_utf8_lossy(name);
                let named = || format!("picture {name}, first named on {place}");
                places.entry(*id).or_insert_with(named);
            }
        }
    }

    fn place_dictionary(
        &self,
        id: ObjectId,
        dict: &Dictionary,
        places: &mut BTreeMap<ObjectId, String>,
    ) {
        let kind = self.name_entry(dict, b"Type");
        let place = match kind.as_str() {
            "Filespec" => {
                let name = self.text_entry(dict, b"UF");
                let place = format!("attachment {name}");
                if let Some(Ok(files)) = self.entry(dict, b"EF").map(Object::as_dict) {
                    for (_, file) in files.iter() {
                        if let Object::Reference(file) = file {
                            places.insert(*file, place.clone());
                        }
                    }
                }
                place
            }
            "Font" | "FontDescriptor" => "a font".to_owned(),
            "StructElem" => "the structure for screen readers".to_owned(),
            _ if dict.has(b"Title") && dict.has(b"Parent") => "the outline".to_owned(),
            _ => return,
        };
        places.entry(id).or_insert(place);
    }
}

fn place_stream(id: ObjectId, stream: &Stream, places: &mut BTreeMap<ObjectId, String>) {
    let has = |key: &[u8], name: &[u8]| {
        let found = stream.dict.get(key).and_then(Object::as_name);
        found.is_ok_and(|found| found == name)
    };
    let place = if has(b"Type", b"Metadata") {
        "the document's XMP metadata"
    } else if has(b"Type", b"ObjStm") {
        "an object stream"
    } else if has(b"Type", b"EmbeddedFile") {
        "an attachment"
    } else if has(b"Subtype", b"Image") {
        "a picture"
    } else {
        return;
    };
    places.entry(id).or_insert_with(|| place.to_owned());
}

fn place_of(places: &BTreeMap<ObjectId, String>, id: ObjectId) -> Cow<'_, str> {
    match places.get(&id) {
        Some(place) => Cow::Borrowed(place),
        None => Cow::Owned(format!("object {}", id.0)),
    }
}
