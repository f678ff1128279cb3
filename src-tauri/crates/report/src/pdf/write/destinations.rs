//! Named places: `E-014`, `par-12`.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId, dictionary};

use super::file::File;

/// How far above a place the window begins, points.
const ROOM_ABOVE: f32 = 6.0;
/// How many names one leaf of the name tree holds.
const LEAF_NAMES: usize = 64;

/// The places by name: the page's index and the height from its top.
pub(crate) type Places = BTreeMap<String, (usize, f32)>;

/// The array that points at a height of a page.
pub(crate) fn destination(page: ObjectId, y: f32, height: f32) -> Object {
    let top = (height - y + ROOM_ABOVE).min(height);
    vec![
        page.into(),
        "XYZ".into(),
        0.into(),
        top.into(),
        Object::Null,
    ]
    .into()
}

/// Writes the name tree of the destinations.
pub(crate) fn add_destinations(
    file: &mut File,
    places: &Places,
    pages: &[ObjectId],
    height: f32,
) -> ObjectId {
    let all: Vec<(&String, &(usize, f32))> = places.iter().collect();
    let mut leaves: Vec<Object> = Vec::new();
    for part in all.chunks(LEAF_NAMES) {
        let names: Vec<Object> = part
            .iter()
            .flat_map(|(name, (page, y))| [key(name), destination(pages[*page], *y, height)])
            .collect();
        let limits = vec![key(part[0].0), key(part[part.len() - 1].0)];
        let leaf = file.add(dictionary! { "Limits" => limits, "Names" => names });
        leaves.push(leaf.into());
    }
    file.add(dictionary! { "Kids" => leaves })
}

fn key(name: &str) -> Object {
    Object::string_literal(name)
}
