//! English prose that nobody wrote by hand: sentences put together from parts,
//! varied enough that its lines break and hyphenate as a reporter's would.

use crate::chance::Chance;

const WHO: &[&str] = &[
    "the harbour authority",
    "a former dispatcher",
    "the municipal archive",
    "an accountant at the cooperative",
    "the provincial prosecutor",
    "a neighbour across the square",
    "the night editor",
    "an independent cartographer",
    "the translators’ association",
    "a retired schoolteacher",
    "the procurement committee",
    "one of the two surveyors",
    "a volunteer at the observatory",
    "the meteorological institute",
    "the apprentice photographer",
    "a spokeswoman for the waterworks",
];
const DID: &[&str] = &[
    "confirmed",
    "contradicted",
    "transcribed",
    "photographed",
    "reconstructed",
    "acknowledged",
    "misremembered",
    "corroborated",
    "withdrew",
    "circulated",
    "countersigned",
    "overlooked",
];
const WHAT: &[&str] = &[
    "the handwritten timetable",
    "an unnumbered invoice",
    "the second announcement",
    "a cropped photograph",
    "the corrected inventory",
    "forty-one identical messages",
    "the correspondence with the ministry",
    "a recording of the telephone conversation",
    "the satellite composite",
    "the original proceedings",
    "an incomplete questionnaire",
    "the refurbishment contract",
    "several contradictory measurements",
    "the administrative register",
];
const WHEN: &[&str] = &[
    "on the morning of 3 May",
    "within forty minutes",
    "during the following fortnight",
    "before the committee assembled",
    "shortly after the interruption",
    "in the third week of September",
    "between 21:10 and 21:45",
    "two days later than announced",
    "while the bridge was closed",
    "long before anybody asked",
];
const WHERE: &[&str] = &[
    "at the ferry terminal",
    "in the reading room",
    "behind the covered market",
    "near the decommissioned lighthouse",
    "in the annex of the town hall",
    "along the railway embankment",
    "on the noticeboard of the cooperative",
    "in the basement of the laboratory",
];
const THEREFORE: &[&str] = &[
    "which nobody has explained since",
    "and the difference amounts to {n} kilometres",
    "although the accompanying letter says otherwise",
    "so that at least {n} entries remain unaccounted for",
    "a discrepancy that the office attributes to carelessness",
    "and no correspondence about it has been published",
    "as the photographs from the opposite pavement demonstrate",
    "because the instrument had been recalibrated",
];
const FRAMES: &[&str] = &[
    "{When}, {who} {did} {what} {where}, {so}.",
    "{Who} {did} {what} {when}, {so}.",
    "According to {who}, {who} {did} {what} {where} {when}.",
    "{Where}, {who} {did} {what}; {who} {did} it again {when}.",
    "It took {n} days until {who} {did} {what}, {so}.",
    "Neither {who} nor {who} {did} {what} {when}.",
    "{Who} says that {what} reached {who} {when}, {so}.",
    "Of {n} documents that we requested, {who} {did} only {what}.",
    "What remains uncertain is whether {who} {did} {what} {where}.",
    "{Who} {did} {what}.",
    "The arithmetic is straightforward: {n} passengers, {n} tickets, and {what} that {who} {did} {when}.",
    "{When} the temperature fell by {n} degrees, {so}.",
];

/// A sentence that ends with a full stop.
pub fn sentence(chance: &mut Chance) -> String {
    let mut rest = pick(chance, FRAMES).to_owned();
    let mut written = String::new();
    // A part may hold a slot itself, so the text is taken apart from its front.
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, behind) = after.split_once('}').unwrap_or((after, ""));
        let part = fill(chance, slot);
        written.push_str(before);
        rest = format!("{part}{behind}");
    }
    written + &rest
}

/// A few words without a verb, for headings and captions.
pub fn phrase(chance: &mut Chance) -> String {
    capitalised(&format!("{} {}", pick(chance, WHAT), pick(chance, WHERE)))
}

/// Someone, as a cell of a table says it.
pub fn who(chance: &mut Chance) -> String {
    capitalised(pick(chance, WHO))
}

fn fill(chance: &mut Chance, slot: &str) -> String {
    match slot {
        "who" => pick(chance, WHO).to_owned(),
        "Who" => capitalised(pick(chance, WHO)),
        "did" => pick(chance, DID).to_owned(),
        "what" => pick(chance, WHAT).to_owned(),
        "when" => pick(chance, WHEN).to_owned(),
        "When" => capitalised(pick(chance, WHEN)),
        "where" => pick(chance, WHERE).to_owned(),
        "Where" => capitalised(pick(chance, WHERE)),
        "so" => pick(chance, THEREFORE).to_owned(),
        _ => (2 + chance.below(960)).to_string(),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// One of several, by chance.
pub fn pick<'a, T: ?Sized>(chance: &mut Chance, from: &[&'a T]) -> &'a T {
    from[chance.below(from.len() as u64) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_whole_and_the_same_for_the_same_seed() {
        let mut chance = Chance::seeded(5);
        for _ in 0..500 {
            let sentence = sentence(&mut chance);
            assert!(!sentence.contains(['{', '}']), "{sentence}");
            assert!(sentence.ends_with('.'), "{sentence}");
        }
        let twice = [7, 7].map(|seed| sentence(&mut Chance::seeded(seed)));
        assert_eq!(twice[0], twice[1]);
    }
}
