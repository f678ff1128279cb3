//! JSON whose bytes depend on nothing but what it says.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

/// Writes JSON with sorted keys, two spaces of indent and a line end. The order
/// of keys in memory varies with the features another crate asks serde_json for.
pub fn stable_json(value: &Value) -> Vec<u8> {
    let mut bytes =
        serde_json::to_vec_pretty(&Sorted(value)).expect("plain values are always JSON");
    bytes.push(b'\n');
    bytes
}

struct Sorted<'a>(&'a Value);

impl Serialize for Sorted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(map) => {
                let sorted: BTreeMap<_, _> = map.iter().map(|(k, v)| (k, Sorted(v))).collect();
                sorted.serialize(serializer)
            }
            Value::Array(list) => serializer.collect_seq(list.iter().map(Sorted)),
            plain => plain.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_at_every_depth() {
        let value = serde_json::json!({ "b": [{ "z": 1, "a": "é\n" }], "a": null });
        let text = String::from_utf8(stable_json(&value)).expect("JSON is UTF-8");
        let expected = "{\n  \"a\": null,\n  \"b\": [\n    {\n      \"a\": \"é\\n\",\n      \"z\": 1\n    }\n  ]\n}\n";
        assert_eq!(text, expected);
    }
}
