//! Annotations, named destinations and attachments of a file that was read back.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::{PdfFile, number, text_of};

/// Name trees with more nodes than this are read in part.
const MOST_NODES: usize = 100_000;

/// An annotation of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// `Link`, `Text`, `Highlight` and so on.
    pub kind: String,
    /// Left, bottom, right, top in points from the page's lower left corner.
    pub area: [f32; 4],
    /// Its words: for a link what it leads to, for a comment what it says.
    pub contents: String,
    /// Who made it, as far as it says.
    pub author: String,
    /// Where it leads.
    pub target: Option<Target>,
    /// Its number among the structure's parents.
    pub struct_parent: Option<u32>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A named destination of the file.
    Name(String),
    /// An address outside.
    Address(String),
    /// A place on a page, without a name.
    Place(Destination),
    /// Anything else: the kind of its action.
    Other(String),
}

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Destination {
    /// The page; the first is 0.
    pub page: usize,
    /// Points from the page's lower edge; none when the destination does not say.
    pub top: Option<f32>,
}

/// A file inside the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its media type, may be empty.
    pub media_type: String,
    /// What it says it is.
    pub description: String,
    /// How it relates to the document: `Data`, `Source` and so on; may be empty.
    pub relation: String,
    /// Its bytes; none when they cannot be decoded.
    pub bytes: Option<Vec<u8>>,
}

impl PdfFile {
    /// The annotations of a page; the first page is 0.
    pub fn annotations(&self, page: usize) -> Vec<Annotation> {
        let Some(list) = self
            .page_dictionary(page)
            .and_then(|page| self.entry(page, b"Annots"))
            .and_then(|list| list.as_array().ok())
        else {
            return Vec::new();
        };
        let dictionaries = list
            .iter()
            .filter_map(|item| self.resolve(item).as_dict().ok());
        dictionaries.map(|dict| self.annotation(dict)).collect()
    }

    fn annotation(&self, dict: &Dictionary) -> Annotation {
        let mut area = [0.0; 4];
        if let Some(sides) = self.entry(dict, b"Rect").and_then(|r| r.as_array().ok()) {
            for (side, object) in area.iter_mut().zip(sides) {
                *side = number(self.resolve(object)).unwrap_or(0.0);
            }
        }
        let area = [
            area[0].min(area[2]),
            area[1].min(area[3]),
            area[0].max(area[2]),
            area[1].max(area[3]),
        ];
        let parent = self.entry(dict, b"StructParent").and_then(number);
        Annotation {
            kind: self.name_entry(dict, b"Subtype"),
            area,
            contents: self.text_entry(dict, b"Contents"),
            author: self.text_entry(dict, b"T"),
            target: self.target(dict),
            struct_parent: parent.map(|parent| parent.max(0.0) as u32),
        }
    }

    fn target(&self, annotation: &Dictionary) -> Option<Target> {
        if let Some(place) = self.entry(annotation, b"Dest") {
            return Some(self.destination_target(place));
        }
        let action = self.entry(annotation, b"A")?.as_dict().ok()?;
        match self.name_entry(action, b"S").as_str() {
            "URI" => Some(Target::Address(self.text_entry(action, b"URI"))),
            "GoTo" => Some(self.destination_target(self.entry(action, b"D")?)),
            other => Some(Target::Other(other.to_owned())),
        }
    }

    fn destination_target(&self, place: &Object) -> Target {
        match place {
            Object::Name(name) => Target::Name(text_of(name)),
            Object::String(name, _) => Target::Name(text_of(name)),
            other => match self.destination(other) {
                Some(place) => Target::Place(place),
                None => Target::Other("GoTo".to_owned()),
            },
        }
    }

    /// A destination array, or a dictionary around one.
    fn destination(&self, object: &Object) -> Option<Destination> {
        let list = match object {
            Object::Dictionary(dict) => self.entry(dict, b"D")?.as_array().ok()?,
            other => other.as_array().ok()?,
        };
        let page = list.first()?.as_reference().ok()?;
        let at = match self.name_of(list.get(1)?).as_str() {
            "XYZ" => 3,
            "FitH" | "FitBH" => 2,
            _ => usize::MAX,
        };
        Some(Destination {
            page: self.pages.iter().position(|id| *id == page)?,
            top: list.get(at).and_then(|top| number(self.resolve(top))),
        })
    }

    /// Every named destination.
    pub fn destinations(&self) -> BTreeMap<String, Destination> {
        let mut found = BTreeMap::new();
        self.visit_names(b"Dests", &mut |name, object| {
            if let Some(place) = self.destination(object) {
                found.insert(name, place);
            }
        });
        let old = self.catalog().and_then(|root| self.entry(root, b"Dests"));
        if let Some(Ok(old)) = old.map(Object::as_dict) {
            for (name, object) in old.iter() {
                if let Some(place) = self.destination(self.resolve(object)) {
                    found.entry(text_of(name)).or_insert(place);
                }
            }
        }
        found
    }

    /// Every attachment, in the order of the name tree, then those that only a
    /// comment carries.
    pub fn attachments(&self) -> Vec<Attached> {
        let mut found = Vec::new();
        self.visit_names(b"EmbeddedFiles", &mut |name, object| {
            if let Ok(specification) = object.as_dict() {
                found.push(self.attached(&name, specification));
            }
        });
        for page in &self.pages {
            let annotations = self
                .doc
                .get_dictionary(*page)
                .ok()
                .and_then(|page| self.entry(page, b"Annots")?.as_array().ok());
            for annotation in annotations.into_iter().flatten() {
                if let Ok(dict) = self.resolve(annotation).as_dict()
                    && let Some(Ok(specification)) = self.entry(dict, b"FS").map(Object::as_dict)
                {
                    found.push(self.attached("", specification));
                }
            }
        }
        found
    }

    fn attached(&self, name: &str, specification: &Dictionary) -> Attached {
        let names = [b"UF".as_slice(), b"F"].map(|key| self.text_entry(specification, key));
        let name = names
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_else(|| name.to_owned());
        let stream = self
            .entry(specification, b"EF")
            .and_then(|files| files.as_dict().ok())
            .and_then(|files| self.entry(files, b"F").or_else(|| self.entry(files, b"UF")))
            .and_then(|stream| stream.as_stream().ok());
        Attached {
            name,
            media_type: stream
                .map(|stream| self.name_entry(&stream.dict, b"Subtype"))
                .unwrap_or_default(),
            description: self.text_entry(specification, b"Desc"),
            relation: self.name_entry(specification, b"AFRelationship"),
            bytes: stream
                .and_then(|stream| self.decoded(stream))
                .map(|bytes| bytes.into_owned()),
        }
    }

    /// Goes through a name tree of the catalogue.
    fn visit_names(&self, tree: &[u8], visit: &mut dyn FnMut(String, &Object)) {
        let root = self
            .catalog()
            .and_then(|root| self.entry(root, b"Names")?.as_dict().ok())
            .and_then(|names| names.get(tree).ok());
        let mut open: Vec<&Object> = root.into_iter().collect();
        let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
        let mut nodes = 0;
        while let Some(node) = open.pop() {
            let is_new = node.as_reference().map_or(true, |id| seen.insert(id));
            nodes += 1;
            let Ok(dict) = self.resolve(node).as_dict() else {
                continue;
            };
            if !is_new || nodes > MOST_NODES {
                continue;
            }
            let array = |key: &[u8]| self.entry(dict, key).and_then(|list| list.as_array().ok());
            for pair in array(b"Names")
                .into_iter()
                .flat_map(|list| list.chunks_exact(2))
            {
                if let Ok(name) = self.resolve(&pair[0]).as_str() {
                    visit(text_of(name), self.resolve(&pair[1]));
                }
            }
            open.extend(array(b"Kids").into_iter().flatten().rev());
        }
    }

    /// What the file would do by itself, in words: scripts and actions.
    pub(crate) fn actions(&self) -> Vec<&'static str> {
        let mut found = BTreeSet::new();
        let has = |dict: &Dictionary, key: &[u8]| self.entry(dict, key).is_some();
        if let Some(root) = self.catalog() {
            let names = self.entry(root, b"Names").and_then(|n| n.as_dict().ok());
            if has(root, b"OpenAction") || has(root, b"AA") {
                found.insert("an action that runs when it is opened");
            }
            if names.is_some_and(|names| has(names, b"JavaScript")) {
                found.insert("a script");
            }
            if has(root, b"AcroForm") {
                found.insert("a form");
            }
        }
        let pages = self
            .pages
            .iter()
            .filter_map(|id| self.doc.get_dictionary(*id).ok());
        if pages.into_iter().any(|page| has(page, b"AA")) {
            found.insert("an action that runs when a page is shown");
        }
        found.into_iter().collect()
    }

    pub(super) fn catalog(&self) -> Option<&Dictionary> {
        self.doc.catalog().ok()
    }

    fn name_of(&self, object: &Object) -> String {
        let name = self.resolve(object).as_name().unwrap_or_default();
        String::from_utf8_lossy(name).into_owned()
    }

    /// A name entry as text; empty when it is missing.
    pub(crate) fn name_entry(&self, dict: &Dictionary, key: &[u8]) -> String {
        dict.get(key)
            .map(|name| self.name_of(name))
            .unwrap_or_default()
    }

    /// A string entry as text; empty when it is missing.
    pub(super) fn text_entry(&self, dict: &Dictionary, key: &[u8]) -> String {
        let text = self.entry(dict, key).and_then(|text| text.as_str().ok());
        text.map(text_of).unwrap_or_default()
    }
}
