//! What PDF/A-3a and PDF/UA-1 ask of every file, read back with lopdf.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId};
use report::{Document, Inline};

use crate::archive::{get, read};
use crate::common::{empty, paragraph, sample, text};

/// The sample and a page of everything that is hard to map.
fn documents() -> Vec<Document> {
    let mut hard = empty("Hard to map");
    hard.title = "What is hard to map".into();
    let words = "e\u{301}\u{200D} \u{E000}\u{F8FF} \u{0378} ｆ ﬁ ﷲ لا क्षि ทำ \u{AD}\u{7} 🙂👩🏽‍🚀🇦🇿";
    hard.body = vec![paragraph(
        1,
        vec![text(words), Inline::Code(words.into())],
        vec![],
    )];
    vec![sample(), hard]
}

fn ids(pdf: &Pdf) -> Vec<ObjectId> {
    pdf.get_pages().into_values().collect()
}

fn operations(pdf: &Pdf, page: ObjectId) -> Vec<lopdf::content::Operation> {
    let bytes = pdf.get_page_content(page);
    Content::decode(&bytes).unwrap().operations
}

/// Leaf entries of a name or number tree.
fn leaves(pdf: &Pdf, tree: &Dictionary, key: &str) -> Vec<(Object, Object)> {
    if let Ok(kids) = tree.get(b"Kids") {
        let kids = kids.as_array().unwrap();
        let kids = kids.iter().map(|kid| kid.as_reference().unwrap());
        return kids
            .flat_map(|kid| leaves(pdf, pdf.get_dictionary(kid).unwrap(), key))
            .collect();
    }
    let entries = tree.get(key.as_bytes()).unwrap().as_array().unwrap();
    let pairs = entries.chunks(2);
    pairs
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect()
}

/// What the structure tree claims: content by page and number, annotations.
#[derive(Default)]
struct Claims {
    content: BTreeMap<(ObjectId, i64), ObjectId>,
    annotations: BTreeMap<ObjectId, ObjectId>,
    /// Elements by their identifier.
    named: BTreeMap<Vec<u8>, ObjectId>,
}

impl Claims {
    fn of(pdf: &Pdf) -> Claims {
        let root = get(pdf, pdf.catalog().unwrap(), "StructTreeRoot");
        let root = root.as_dict().unwrap();
        let mut claims = Claims::default();
        let top = root.get(b"K").unwrap().as_reference().unwrap();
        claims.walk(pdf, top);
        claims
    }

    fn walk(&mut self, pdf: &Pdf, id: ObjectId) {
        let elem = pdf.get_dictionary(id).unwrap();
        let own = elem.get(b"Pg").and_then(Object::as_reference).ok();
        if let Ok(name) = elem.get(b"ID") {
            self.named.insert(name.as_str().unwrap().to_vec(), id);
        }
        for kid in elem.get(b"K").unwrap().as_array().unwrap() {
            match kid {
                Object::Integer(number) => self.content(own.unwrap(), *number, id),
                Object::Reference(child) => {
                    let parent = pdf.get_dictionary(*child).unwrap().get(b"P").unwrap();
                    assert_eq!(parent.as_reference().unwrap(), id);
                    self.walk(pdf, *child);
                }
                Object::Dictionary(kid) if kid.has(b"Obj") => {
                    let annotation = kid.get(b"Obj").unwrap().as_reference().unwrap();
                    assert_eq!(elem.get(b"S").unwrap().as_name().unwrap(), b"Link");
                    assert_eq!(self.annotations.insert(annotation, id), None);
                }
                other => {
                    let kid = other.as_dict().unwrap();
                    let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
                    let number = kid.get(b"MCID").unwrap().as_i64().unwrap();
                    self.content(page, number, id);
                }
            }
        }
    }

    fn content(&mut self, page: ObjectId, number: i64, elem: ObjectId) {
        let before = self.content.insert((page, number), elem);
        assert_eq!(before, None, "content {number} belongs to two elements");
    }
}

#[test]
fn all_content_is_tagged_or_artifact_and_the_trees_agree() {
    for document in documents() {
        let pdf = read(&document);
        let claims = Claims::of(&pdf);
        let mut seen = BTreeSet::new();
        for page in ids(&pdf) {
            let mut open: Vec<Option<i64>> = Vec::new();
            for operation in operations(&pdf, page) {
                match operation.operator.as_str() {
                    "BMC" => open.push(None),
                    "BDC" => {
                        let about = operation.operands[1].as_dict().unwrap();
                        let number = about.get(b"MCID").ok().map(|n| n.as_i64().unwrap());
                        if let Some(number) = number {
                            assert!(open.is_empty(), "a tag inside another");
                            assert!(seen.insert((page, number)));
                        }
                        open.push(number);
                    }
                    "EMC" => assert!(open.pop().is_some()),
                    "TJ" | "Tj" | "Do" | "f" | "S" | "B" => {
                        assert!(!open.is_empty(), "{operation:?} is not tagged");
                    }
                    _ => {}
                }
            }
            assert!(open.is_empty());
        }
        let claimed: BTreeSet<(ObjectId, i64)> = claims.content.keys().copied().collect();
        assert_eq!(seen, claimed);
        check_parents(&pdf, &claims);
    }
}

/// The parent tree leads from content and annotations to their elements.
fn check_parents(pdf: &Pdf, claims: &Claims) {
    let root = get(pdf, pdf.catalog().unwrap(), "StructTreeRoot");
    let root = root.as_dict().unwrap();
    let tree = get(pdf, root, "ParentTree").as_dict().unwrap();
    let entries: BTreeMap<i64, Object> = leaves(pdf, tree, "Nums")
        .into_iter()
        .map(|(key, value)| (key.as_i64().unwrap(), value))
        .collect();
    let next = get(pdf, root, "ParentTreeNextKey").as_i64().unwrap();
    assert!(entries.keys().all(|key| *key < next));
    let mut annotations = 0;
    for page in ids(pdf) {
        let dict = pdf.get_dictionary(page).unwrap();
        assert_eq!(get(pdf, dict, "Tabs").as_name().unwrap(), b"S");
        let key = get(pdf, dict, "StructParents").as_i64().unwrap();
        let owners = pdf.dereference(&entries[&key]).unwrap().1;
        for (number, owner) in owners.as_array().unwrap().iter().enumerate() {
            let claimed = claims.content[&(page, number as i64)];
            assert_eq!(owner.as_reference().unwrap(), claimed);
        }
        for annotation in dict
            .get(b"Annots")
            .map_or(&vec![], |a| a.as_array().unwrap())
        {
            let id = annotation.as_reference().unwrap();
            let about = pdf.get_dictionary(id).unwrap();
            let key = get(pdf, about, "StructParent").as_i64().unwrap();
            let owner = entries[&key].as_reference().unwrap();
            assert_eq!(claims.annotations[&id], owner);
            assert_eq!(get(pdf, about, "F").as_i64().unwrap(), 4);
            assert!(!get(pdf, about, "Contents").as_str().unwrap().is_empty());
            annotations += 1;
        }
    }
    assert_eq!(annotations, claims.annotations.len());
    if let Ok(names) = root.get(b"IDTree") {
        let names = pdf.get_dictionary(names.as_reference().unwrap()).unwrap();
        let listed: BTreeMap<Vec<u8>, ObjectId> = leaves(pdf, names, "Names")
            .into_iter()
            .map(|(key, value)| {
                let key = key.as_str().unwrap().to_vec();
                (key, value.as_reference().unwrap())
            })
            .collect();
        assert_eq!(listed, claims.named);
    } else {
        assert!(claims.named.is_empty());
    }
}

#[test]
fn figures_say_what_they_show_and_where_they_are() {
    let pdf = read(&sample());
    let mut figures = 0;
    for object in pdf.objects.values() {
        let Ok(elem) = object.as_dict() else { continue };
        let is_figure = elem.get(b"S").and_then(Object::as_name).ok() == Some(b"Figure");
        if !is_figure {
            continue;
        }
        figures += 1;
        assert!(!get(&pdf, elem, "Alt").as_str().unwrap().is_empty());
        let layout = get(&pdf, elem, "A").as_dict().unwrap();
        let area: Vec<f32> = get(&pdf, layout, "BBox")
            .as_array()
            .unwrap()
            .iter()
            .map(|side| side.as_float().unwrap())
            .collect();
        assert!(area[0] < area[2] && area[1] < area[3], "{area:?}");
    }
    assert!(figures >= 2, "{figures} figures");
}

/// The numbers drawn from each font, by the font's object.
fn drawn_codes(pdf: &Pdf) -> BTreeMap<ObjectId, BTreeSet<u16>> {
    let mut drawn: BTreeMap<ObjectId, BTreeSet<u16>> = BTreeMap::new();
    for page in ids(pdf) {
        let dict = pdf.get_dictionary(page).unwrap();
        let resources = get(pdf, dict, "Resources").as_dict().unwrap();
        let Ok(fonts) = resources.get(b"Font").and_then(Object::as_dict) else {
            continue;
        };
        let mut font = None;
        for operation in operations(pdf, page) {
            match operation.operator.as_str() {
                "Tf" => {
                    let name = operation.operands[0].as_name().unwrap();
                    font = Some(fonts.get(name).unwrap().as_reference().unwrap());
                }
                "TJ" => {
                    let font = font.unwrap();
                    let kind = pdf.get_dictionary(font).unwrap();
                    let wide = get(pdf, kind, "Subtype").as_name().unwrap() == b"Type0";
                    for shown in operation.operands[0].as_array().unwrap() {
                        let Ok(bytes) = shown.as_str() else { continue };
                        let codes = bytes.chunks(if wide { 2 } else { 1 }).map(|code| {
                            code.iter()
                                .fold(0, |code, byte| code << 8 | u16::from(*byte))
                        });
                        drawn.entry(font).or_default().extend(codes);
                    }
                }
                _ => {}
            }
        }
    }
    drawn
}

/// What a font's numbers stand for.
fn to_unicode(pdf: &Pdf, font: &Dictionary) -> BTreeMap<u16, String> {
    let stream = get(pdf, font, "ToUnicode").as_stream().unwrap();
    let bytes = stream.decompressed_content().unwrap();
    let map = String::from_utf8(bytes).unwrap();
    let hex = |word: &str| -> Option<Vec<u16>> {
        let digits = word.strip_prefix('<')?.strip_suffix('>')?;
        let units = digits.as_bytes().chunks(4);
        units
            .map(|unit| u16::from_str_radix(std::str::from_utf8(unit).ok()?, 16).ok())
            .collect()
    };
    let mut found = BTreeMap::new();
    let mut lines = map.lines();
    while let Some(line) = lines.next() {
        let range = line.ends_with("beginbfrange");
        if !range && !line.ends_with("beginbfchar") {
            continue;
        }
        for line in lines.by_ref().take_while(|line| line.starts_with('<')) {
            let words: Vec<Vec<u16>> = line.split_whitespace().filter_map(hex).collect();
            let (first, last) = (words[0][0], words[words.len() - 2][0]);
            let text = String::from_utf16(words.last().unwrap()).unwrap();
            for (step, code) in (first..=last).enumerate() {
                let mut text: Vec<char> = text.chars().collect();
                let end = text.last_mut().unwrap();
                *end = char::from_u32(*end as u32 + step as u32).unwrap();
                found.insert(code, text.into_iter().collect());
            }
        }
    }
    found
}

#[test]
fn every_font_is_embedded_and_every_glyph_mapped() {
    for document in documents() {
        let pdf = read(&document);
        for (id, codes) in drawn_codes(&pdf) {
            let font = pdf.get_dictionary(id).unwrap();
            let texts = to_unicode(&pdf, font);
            for code in codes {
                assert_ne!(code, 0, "the glyph for nothing is drawn");
                let text = texts
                    .get(&code)
                    .unwrap_or_else(|| panic!("{code} has no text"));
                let sound = |c: char| {
                    !matches!(c, '\0' | '\u{FEFF}' | '\u{FFFE}' | '\u{E000}'..='\u{F8FF}')
                };
                assert!(!text.is_empty() && text.chars().all(sound), "{text:?}");
            }
            if get(&pdf, font, "Subtype").as_name().unwrap() == b"Type3" {
                assert!(get(&pdf, font, "CharProcs").as_dict().is_ok());
                continue;
            }
            let below = get(&pdf, font, "DescendantFonts").as_array().unwrap();
            let below = pdf.dereference(&below[0]).unwrap().1.as_dict().unwrap();
            let about = get(&pdf, below, "FontDescriptor").as_dict().unwrap();
            let program = about.get(b"FontFile2").or_else(|_| about.get(b"FontFile3"));
            let program = program.unwrap().as_reference().unwrap();
            let program = pdf.get_object(program).unwrap().as_stream().unwrap();
            assert!(program.decompressed_content().unwrap().len() > 100);
        }
    }
}

#[test]
fn nothing_in_the_file_acts_by_itself() {
    let pdf = read(&sample());
    let mut actions = BTreeSet::new();
    for object in pdf.objects.values() {
        let dict = match object {
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        for key in [
            b"OpenAction".as_slice(),
            b"AA",
            b"JS",
            b"JavaScript",
            b"Launch",
        ] {
            assert!(!dict.has(key), "{dict:?}");
        }
        if let Ok(action) = dict.get(b"A").and_then(Object::as_dict)
            && let Ok(kind) = action.get(b"S").and_then(Object::as_name)
        {
            actions.insert(String::from_utf8_lossy(kind).into_owned());
        }
    }
    let known: BTreeSet<String> = ["GoTo", "URI"].map(str::to_owned).into();
    assert!(actions.is_subset(&known), "{actions:?}");
    assert!(actions.contains("GoTo"));
}
