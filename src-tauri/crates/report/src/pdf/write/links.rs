//! Link annotations: places in the file and addresses outside.

use lopdf::{Dictionary, Object, dictionary};

use super::destinations::Places;
use super::strings::{ascii_address, text_string};
use crate::pdf::display::Target;

/// The annotation of an area: left, top, width, height in points from the top
/// of a page of the given height. None when it leads to a place that does not
/// exist.
pub(crate) fn link(
    (x, y, w, h): (f32, f32, f32, f32),
    target: &Target,
    words: &str,
    places: &Places,
    height: f32,
) -> Option<Dictionary> {
    let action = match target {
        Target::Name(name) if places.contains_key(name) => {
            dictionary! { "S" => "GoTo", "D" => Object::string_literal(name.as_str()) }
        }
        Target::Name(_) => return None,
        Target::Address(address) => dictionary! {
            "S" => "URI",
            "URI" => Object::string_literal(ascii_address(address)),
        },
    };
    let (bottom, top) = (height - y - h, height - y);
    Some(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        // Printed with the page, as PDF/A asks.
        "F" => 4,
        "Rect" => vec![x.into(), bottom.into(), (x + w).into(), top.into()],
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "Contents" => text_string(words),
        "A" => action,
    })
}
