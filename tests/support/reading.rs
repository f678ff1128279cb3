//! Finding things in what `--json` prints, wherever the document keeps them.

use serde_json::{Map, Value};

/// Every object inside a document, the document itself included.
pub fn objects(document: &Value) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut open = vec![document];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                found.push(object);
                open.extend(object.values());
            }
            _ => {}
        }
    }
    found
}

/// The number (`E-014`, `C-03`, …) of the object that says a text in one of its fields.
pub fn number_of(document: &Value, text: &str) -> Option<String> {
    objects(document)
        .into_iter()
        .filter(|object| object.values().any(|value| value == text))
        .find_map(|object| {
            object
                .values()
                .filter_map(Value::as_str)
                .find(|value| is_number(value))
                .map(str::to_owned)
        })
}

/// Whether any text inside a document is exactly this one.
pub fn says(document: &Value, text: &str) -> bool {
    objects(document).iter().any(|object| {
        object.values().any(|value| {
            value == text
                || value
                    .as_array()
                    .is_some_and(|items| items.iter().any(|item| item == text))
        })
    })
}

fn is_number(text: &str) -> bool {
    text.split_once('-').is_some_and(|(kind, digits)| {
        matches!(kind, "E" | "C")
            && !digits.is_empty()
            && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_number_is_found_beside_the_text_it_belongs_to() {
        let list = json!({ "claims": [
            { "id": "C-01", "text": "One." },
            { "id": "C-02", "text": "Two." },
        ]});
        assert_eq!(number_of(&list, "Two."), Some("C-02".to_owned()));
        assert_eq!(number_of(&list, "Three."), None);
    }

    #[test]
    fn a_text_is_found_at_any_depth_but_only_whole() {
        let document = json!([{ "inner": { "names": ["one", "two"] } }]);
        assert!(says(&document, "two"));
        assert!(!says(&document, "tw"));
    }
}
