//! Files inside the file, associated with the document.

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::file::{File, deflate};
use super::strings::{date_string, text_string};
use crate::{Attachment, Relation};

/// The attachments written so far: their names and file specifications.
#[derive(Default)]
pub(crate) struct Enclosed(Vec<(String, ObjectId)>);

impl Enclosed {
    /// Writes an attachment of a report printed at a moment.
    pub(crate) fn add(
        &mut self,
        file: &mut File,
        attachment: &Attachment,
        printed_at: &DateTime<FixedOffset>,
    ) {
        let params = dictionary! {
            "Size" => attachment.bytes.len() as i64,
            "ModDate" => date_string(printed_at),
            "CreationDate" => date_string(printed_at),
        };
        let stream = dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => attachment.media_type.as_str(),
            "Params" => params,
            "Filter" => "FlateDecode",
        };
        let content = file.add_stream(stream, &deflate(&attachment.bytes));
        let name = file_name(&attachment.name, &self.0);
        let specification = dictionary! {
            "Type" => "Filespec",
            "F" => text_string(&name),
            "UF" => text_string(&name),
            "Desc" => text_string(&attachment.description),
            "AFRelationship" => relation(attachment.relation),
            "EF" => dictionary! { "F" => content, "UF" => content },
        };
        let id = file.add(specification);
        self.0.push((name, id));
    }

    /// Enters the attachments in the catalog: by name, and as files that
    /// belong to the whole document.
    pub(crate) fn enter(&self, catalog: &mut Dictionary) {
        let Ok(Object::Dictionary(names)) = catalog.get_mut(b"Names") else {
            return;
        };
        if self.0.is_empty() {
            return;
        }
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
        let tree: Vec<Object> = sorted
            .into_iter()
            .flat_map(|(name, id)| [Object::string_literal(name.as_str()), (*id).into()])
            .collect();
        names.set("EmbeddedFiles", dictionary! { "Names" => tree });
        let files: Vec<Object> = self.0.iter().map(|(_, id)| (*id).into()).collect();
        catalog.set("AF", files);
    }
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
