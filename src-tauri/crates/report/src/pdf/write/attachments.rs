//! Files inside the file, associated with the document.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::file::{File, deflate};
use super::strings::{date_string, text_string};
use crate::Document;
use crate::document::Relation;

/// The attachments as objects of the file.
pub(crate) struct Attached {
    /// The file specifications, in the document's order.
    pub(crate) files: Vec<ObjectId>,
    /// The name tree that lists them.
    pub(crate) names: ObjectId,
}

/// Writes the attachments; none when the document has none.
pub(crate) fn add_attachments(file: &mut File, document: &Document) -> Option<Attached> {
    if document.attachments.is_empty() {
        return None;
    }
    let mut files = Vec::new();
    let mut named: Vec<(String, ObjectId)> = Vec::new();
    for attachment in &document.attachments {
        let params = dictionary! {
            "Size" => attachment.bytes.len() as i64,
            "ModDate" => date_string(&document.printed_at),
            "CreationDate" => date_string(&document.printed_at),
        };
        let stream = dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => attachment.media_type.as_str(),
            "Params" => params,
            "Filter" => "FlateDecode",
        };
        let content = file.add_stream(stream, &deflate(&attachment.bytes));
        let name = file_name(&attachment.name, &named);
        let specification = dictionary! {
            "Type" => "Filespec",
            "F" => text_string(&name),
            "UF" => text_string(&name),
            "Desc" => text_string(&attachment.description),
            "AFRelationship" => relation(attachment.relation),
            "EF" => dictionary! { "F" => content, "UF" => content },
        };
        let id = file.add(specification);
        files.push(id);
        named.push((name, id));
    }
    named.sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
    let names: Vec<Object> = named
        .into_iter()
        .flat_map(|(name, id)| [Object::string_literal(name), id.into()])
        .collect();
    let tree: Dictionary = dictionary! { "Names" => names };
    let names = file.add(tree);
    Some(Attached { files, names })
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Data => "Data",
        Relation::Source => "Source",
        Relation::Supplement => "Supplement",
        Relation::Alternative => "Alternative",
    }
}

/// A name without folders that no other attachment has.
fn file_name(wanted: &str, taken: &[(String, ObjectId)]) -> String {
    let plain: String = wanted
        .chars()
        .map(|c| {
            if matches!(c, '/' | '\\' | ':') || c.is_control() {
                '_'
            } else {
                c
            }
        })
        .take(200)
        .collect();
    let mut name = plain.clone();
    let mut count = 2;
    while name.is_empty() || taken.iter().any(|(other, _)| *other == name) {
        name = format!("{count}-{plain}");
        count += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_no_folders_and_stay_apart() {
        let taken = vec![("manifest.json".to_owned(), (1, 0))];
        assert_eq!(file_name("../manifest.json", &taken), ".._manifest.json");
        assert_eq!(file_name("manifest.json", &taken), "2-manifest.json");
        assert_eq!(file_name("", &taken), "2-");
    }
}
