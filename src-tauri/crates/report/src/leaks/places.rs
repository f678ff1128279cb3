//! The places in a PDF, in French.

use std::borrow::Cow;

use crate::compose::labels::Tongue;

/// How places begin in `pdf::read::places`.
const FRENCH: [(&str, &str); 12] = [
    ("the document's properties", "les propriétés du document"),
    (
        "the document's XMP metadata",
        "les métadonnées XMP du document",
    ),
    (
        "the structure for screen readers",
        "la structure pour lecteurs d’écran",
    ),
    ("the outline", "le plan"),
    ("the trailer", "la fin du fichier"),
    ("an object stream", "un flux d’objets"),
    ("an attachment", "une pièce jointe"),
    ("a picture", "une image"),
    ("a font", "une police"),
    ("picture ", "image "),
    ("attachment ", "pièce jointe "),
    ("object ", "objet "),
];

/// A place as it is said in a language.
pub(super) fn place_in(tongue: Tongue, place: &str) -> Cow<'_, str> {
    if tongue == Tongue::English {
        return place.into();
    }
    let said = FRENCH.iter().find_map(|(english, french)| {
        let rest = place.strip_prefix(english)?;
        Some(format!("{french}{rest}"))
    });
    match said {
        Some(said) => said
            .replace(", first named on page", ", nommée d’abord page")
            .into(),
        None => place.into(),
    }
}
