//! Writes the exhibits as CSL-JSON, the citation file beside the Markdown.

use serde_json::{Map, Value, json};

use crate::{Document, Plate, stable_json};

/// The name of the citation file of a report.
pub fn file_name(stem: &str) -> String {
    format!("{stem}.csl.json")
}

/// The types of CSL 1.0.2 that Plumb uses; any other is a `document`.
const TYPES: [&str; 12] = [
    "post",
    "post-weblog",
    "webpage",
    "article-newspaper",
    "report",
    "dataset",
    "interview",
    "personal_communication",
    "document",
    "graphic",
    "motion_picture",
    "song",
];

/// One entry per exhibit, by its tag, with the fingerprint under `custom.sha256`.
/// Sorted keys, UTF-8, a line end at the end.
pub fn write(document: &Document) -> Vec<u8> {
    stable_json(&document.plates.iter().map(entry).collect())
}

fn entry(plate: &Plate) -> Value {
    let record = &plate.source_record;
    let kind = TYPES
        .iter()
        .find(|kind| **kind == record.kind)
        .unwrap_or(&"document");
    let mut entry = Map::new();
    entry.insert("id".into(), json!(plate.tag));
    entry.insert("type".into(), json!(kind));
    let title = format!("{} (Plumb {})", plate.title, plate.tag);
    entry.insert("title".into(), json!(literal(&title)));
    let mut add = |key: &str, value: &str| {
        if !value.is_empty() {
            entry.insert(key.into(), json!(literal(value)));
        }
    };
    add("container-title", &record.container);
    add("language", &record.lang);
    if crate::pdf::allowed(&record.address) {
        entry.insert("URL".into(), json!(record.address));
    }
    if !record.author.is_empty() {
        let author = json!([{ "literal": literal(&record.author) }]);
        entry.insert("author".into(), author);
    }
    for (key, date) in [("issued", &record.issued), ("accessed", &record.accessed)] {
        if !date.is_empty() {
            entry.insert(key.into(), json!({ "date-parts": [date] }));
        }
    }
    let mut custom = Map::from_iter([("tag".to_owned(), json!(plate.tag))]);
    if let Some(fingerprint) = &plate.fingerprint {
        custom.insert("sha256".into(), json!(fingerprint));
    }
    entry.insert("custom".into(), Value::Object(custom));
    Value::Object(entry)
}

/// Citation processors read a few HTML tags inside these fields; a word joiner
/// after the bracket keeps one that stands in a title from being taken for one.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        out.push(if c.is_control() { ' ' } else { c });
        let tag = |next: &char| next.is_ascii_alphabetic() || *next == '/';
        if c == '<' && characters.peek().is_some_and(tag) {
            out.push('\u{2060}');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SourceRecord, View};

    #[test]
    fn an_entry_holds_only_what_the_schema_knows_and_hostile_words_stay_words() {
        let plate = Plate {
            tag: "E-001".into(),
            title: "A <b>title</b>\u{0}".into(),
            view: View::Absent(String::new()),
            alt: String::new(),
            marks: vec![],
            covered: vec![],
            source: vec![],
            changes: vec![],
            custody: vec![],
            claims: vec![],
            fingerprint: Some("ab".repeat(32)),
            check: String::new(),
            source_record: SourceRecord {
                kind: "no such type".into(),
                author: "Desk".into(),
                container: "X".into(),
                address: "javascript:alert(1)".into(),
                issued: vec![2024, 5],
                accessed: vec![2024, 5, 16],
                lang: "en".into(),
            },
        };
        let entry = entry(&plate);
        let known = [
            "id",
            "type",
            "title",
            "container-title",
            "language",
            "author",
            "issued",
            "accessed",
            "custom",
        ];
        let object = entry.as_object().expect("an entry is an object");
        for key in object.keys() {
            assert!(known.contains(&key.as_str()), "{key}");
        }
        assert_eq!(
            entry["type"], "document",
            "an unknown type becomes a known one"
        );
        assert_eq!(entry["author"], json!([{ "literal": "Desk" }]));
        assert_eq!(entry["issued"], json!({ "date-parts": [[2024, 5]] }));
        assert_eq!(entry["custom"]["sha256"], "ab".repeat(32));
        let title = entry["title"].as_str().expect("a title");
        assert!(
            !title.contains("<b>") && !title.contains('\u{0}'),
            "{title}"
        );
    }
}
