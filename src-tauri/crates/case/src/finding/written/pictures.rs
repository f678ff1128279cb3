//! A finding about pictures in words: how they were compared, and which ones were shared.

use posts::finding::Question;
use posts::pictures::QUALITY;

use crate::finding::record::{Pictures, RecordedPicture};
use crate::finding::tongue::{Tongue, told};

/// Rows for the table of how it was found.
pub(super) fn method(
    tongue: Tongue,
    question: &Question,
    pictures: &Pictures,
) -> Vec<(&'static str, String)> {
    let compared = pictures.named.saturating_sub(pictures.not_compared.all());
    let is_held = |one: &&RecordedPicture| one.exhibit.is_some();
    let held = pictures.known.iter().filter(is_held).count();
    let given = pictures.known.len() - held;
    let some = |count: usize, one: &'static str, many: &'static str| {
        let word = if count == 1 { one } else { many };
        format!("{} {word}", tongue.grouped(count as u64))
    };
    let mut known = some(
        held,
        tongue.say("exhibit", "pièce"),
        tongue.say("exhibits", "pièces"),
    );
    if given > 0 {
        let hashes = some(
            given,
            tongue.say("hash", "empreinte"),
            tongue.say("hashes", "empreintes"),
        );
        known = told!(
            tongue,
            "{} and {} that the posts name",
            "{} et {} que donnent les publications",
            known,
            hashes
        );
    }
    vec![
        (
            tongue.say("Same picture", "Même image"),
            told!(
                tongue,
                "PDQ hashes differ in at most {} of 256 bits, also when one picture is turned or mirrored; pictures with a quality below {} are not compared",
                "les empreintes PDQ diffèrent d’au plus {} bits sur 256, aussi quand l’une des images est tournée ou en miroir ; les images d’une qualité inférieure à {} ne sont pas comparées",
                question.distance,
                QUALITY
            ),
        ),
        (
            tongue.say("Pictures", "Images"),
            told!(
                tongue,
                "{} of {} addresses and names in the posts; {} with SHA-256, PDQ and quality in the record",
                "{} des {} adresses et noms dans les publications ; {}, avec SHA-256, PDQ et qualité dans le relevé",
                tongue.grouped(compared),
                tongue.grouped(pictures.named),
                known
            ),
        ),
    ]
}

/// What a shared thing is called: the exhibits that hold it, or the beginning of its hash.
pub(super) fn name(pictures: &Pictures, at: usize) -> String {
    const SHOWN: usize = 16;
    let names = pictures.shared.get(at).map_or("", String::as_str);
    let short = |name: &str| match name.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("PDQ {}…", &name[..end]),
        None => name.to_owned(),
    };
    names.split(", ").map(short).collect::<Vec<_>>().join(", ")
}
