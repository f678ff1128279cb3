//! What the operators of a content stream are given.

use std::collections::BTreeMap;

use printpdf::{DictItem, Op};

use super::fonts::{is_private, readable};
use crate::pdf::display::{FOOTER, HEADER, Node};

/// The most UTF-16 units of text that are said beside a cluster; PDF/A allows
/// strings of 32,767 bytes.
const LONGEST_TEXT: usize = 16_000;

/// Begins what is no content; of running heads it says that they are.
pub(super) fn begin_artifact(node: Node) -> Op {
    let tag = "Artifact".to_owned();
    let subtype = match node {
        HEADER => "Header",
        FOOTER => "Footer",
        _ => return Op::BeginMarkedContent { tag },
    };
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let map = BTreeMap::from([
        ("Type".to_owned(), name("Pagination")),
        ("Subtype".to_owned(), name(subtype)),
    ]);
    Op::BeginMarkedContentWithProperties {
        tag,
        properties: DictItem::Dict { map },
    }
}

/// A number as precise as a page needs; 0 for what is none.
pub(super) fn round(number: f32) -> f32 {
    let rounded = (number * 1000.0).round() / 1000.0;
    if rounded.is_finite() { rounded } else { 0.0 }
}

/// The codes of glyphs that are shown together.
pub(super) fn glyph_string(codes: Vec<u8>) -> DictItem {
    DictItem::String {
        data: codes,
        literal: true,
    }
}

/// The text of a cluster as an inline property list. Private characters are
/// said to be unknown.
pub(super) fn actual_text(text: &str) -> DictItem {
    let mut data = vec![0xFE, 0xFF];
    for c in readable(text).chars() {
        let said = if is_private(c) { '\u{FFFD}' } else { c };
        for unit in said.encode_utf16(&mut [0; 2]) {
            data.extend(unit.to_be_bytes());
        }
        if data.len() > 2 * LONGEST_TEXT {
            break;
        }
    }
    let text = DictItem::String {
        data,
        literal: false,
    };
    DictItem::Dict {
        map: BTreeMap::from([("ActualText".to_owned(), text)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::display::ARTIFACT;

    #[test]
    fn running_heads_say_at_which_end_of_the_page_they_stand() {
        let said = |node| format!("{:?}", begin_artifact(node));
        assert!(!said(ARTIFACT).contains("Type"), "{}", said(ARTIFACT));
        for (node, subtype) in [(HEADER, "Header"), (FOOTER, "Footer")] {
            let Op::BeginMarkedContentWithProperties { tag, properties } = begin_artifact(node)
            else {
                panic!("it has properties");
            };
            let DictItem::Dict { map } = properties else {
                panic!("they are listed");
            };
            assert_eq!(tag, "Artifact");
            let name = |name: &str| Some(DictItem::Name(name.as_bytes().to_vec()));
            assert_eq!(map.get("Type").cloned(), name("Pagination"));
            assert_eq!(map.get("Subtype").cloned(), name(subtype));
        }
    }
}
