//! A finding about pictures in words: how they were compared, and which ones were shared.

use posts::finding::Question;
use posts::pictures::QUALITY;

use super::grouped;
use crate::finding::record::Pictures;

/// Rows for the table of how it was found.
pub(super) fn method(question: &Question, pictures: &Pictures) -> Vec<(&'static str, String)> {
    let compared = pictures.named.saturating_sub(pictures.not_compared.all());
    let held = pictures
        .known
        .iter()
        .filter(|one| one.exhibit.is_some())
        .count();
    let given = pictures.known.len() - held;
    let some = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{} {many}", grouped(count as u64)),
    };
    let mut known = vec![some(held, "exhibit", "exhibits")];
    if given > 0 {
        known.push(some(given, "hash", "hashes") + " that the posts name");
    }
    vec![
        (
            "Same picture",
            format!(
                "PDQ hashes differ in at most {} of 256 bits, also when one picture is turned or mirrored; pictures with a quality below {QUALITY} are not compared",
                question.distance
            ),
        ),
        (
            "Pictures",
            format!(
                "{} of {} addresses and names in the posts; {} with SHA-256, PDQ and quality in the record",
                grouped(compared),
                grouped(pictures.named),
                known.join(" and "),
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
