//! What is shown of an exhibit: its picture, its words, or why nothing.

use std::collections::BTreeMap;

use evidence::{Exhibit, Fingerprint, Held, Id, Mark, Selector};

use super::plates::{mark_number, region};
use super::{Case, decode, pixels};
use crate::pdf::measure;
use crate::{Passage, Picture, Region, View};

/// A picture as a copy shows it, and what it was made from.
pub(super) struct Kept {
    fingerprint: Fingerprint,
    media_type: String,
    regions: Vec<Selector>,
    is_public: bool,
    shown: Option<Shown>,
}

/// A picture as a copy shows it.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) picture: Picture,
    /// Pixels across and down.
    pub(super) size: Option<(u32, u32)>,
    /// Whether it is the first of several in its file.
    pub(super) is_first: bool,
}

/// An exhibit that is a picture, as this copy may show it. It is read and
/// painted over once.
pub(super) fn read_picture(
    case: &Case<'_>,
    exhibit: &Exhibit,
    kept: &mut BTreeMap<Id, Kept>,
    picture: &mut dyn FnMut(&Exhibit) -> Option<Vec<u8>>,
) -> Option<Shown> {
    let original = exhibit.original.as_ref()?;
    if is_withheld(case, exhibit)
        || case.plan.is_covered(exhibit)
        || !original.media_type.starts_with("image/")
    {
        return None;
    }
    let regions = redacted_regions(case, exhibit);
    if let Some(known) = kept.get(&exhibit.id)
        && known.fingerprint == original.fingerprint
        && known.media_type == original.media_type
        && known.regions.iter().eq(regions.iter().copied())
        && known.is_public == case.is_public()
    {
        return known.shown.clone();
    }
    let sealed = Picture {
        media_type: original.media_type.clone(),
        bytes: picture(exhibit)?.into(),
    };
    let is_first = decode::is_first_of_several(&sealed.bytes);
    let is_bare = case.is_public() || is_first || measure(&sealed).is_none();
    let made = match regions[..] {
        [] if is_bare => pixels::bare(&sealed),
        [] => Some(sealed),
        _ => pixels::painted(&sealed, &regions),
    };
    let shown = made.map(|picture| Shown {
        size: measure(&picture).map(|size| (size.width, size.height)),
        picture,
        is_first,
    });
    let known = Kept {
        fingerprint: original.fingerprint,
        media_type: original.media_type.clone(),
        regions: regions.into_iter().cloned().collect(),
        is_public: case.is_public(),
        shown: shown.clone(),
    };
    kept.insert(exhibit.id, known);
    shown
}

fn redacted_regions<'a>(case: &Case<'a>, exhibit: &Exhibit) -> Vec<&'a Selector> {
    let redactions = case.plan.redactions_of(exhibit.id).iter();
    redactions
        .map(|redaction| &redaction.selector)
        .filter(|selector| matches!(selector, Selector::Region { .. }))
        .collect()
}

pub(super) fn is_withheld(case: &Case<'_>, exhibit: &Exhibit) -> bool {
    case.plan.withheld(exhibit.id).is_some()
}

/// What is shown of an exhibit without a picture: its words around the quoted
/// passages, or why nothing.
pub(super) fn written_view(case: &Case<'_>, exhibit: &Exhibit, marks: &[&Mark]) -> View {
    let tongue = case.tongue;
    if let Some(why) = case.plan.withheld(exhibit.id) {
        return View::Absent(tongue.withheld(why));
    }
    if case.plan.is_covered(exhibit) {
        let english =
            "Sensitive: this picture is shown in no copy. The original is in the case file.";
        let french = "Sensible : cette image n’est montrée dans aucun exemplaire. L’original est dans le dossier.";
        return View::Absent(tongue.say(english, french).to_owned());
    }
    if !redacted_regions(case, exhibit).is_empty() {
        let english =
            "Withheld: a part must not be seen, and this kind of picture cannot be painted over.";
        let french =
            "Non montré : une partie ne doit pas être vue, et ce type d’image ne peut être masqué.";
        return View::Absent(tongue.say(english, french).to_owned());
    }
    if exhibit.held == Held::CitedNotHeld {
        let english = "Cited by others. The case holds no copy of it.";
        let french = "Citée par d’autres. Le dossier n’en détient pas de copie.";
        return View::Absent(tongue.say(english, french).to_owned());
    }
    let original = exhibit.original.as_ref();
    if original.is_some_and(|own| own.media_type.starts_with("image/")) {
        let english = "This picture cannot be drawn. The original is in the case file.";
        let french = "Cette image ne peut être affichée. L’original est dans le dossier.";
        return View::Absent(tongue.say(english, french).to_owned());
    }
    match case.book.texts.get(&exhibit.id) {
        Some(text) if !text.trim().is_empty() => View::Excerpt(excerpt(text, marks)),
        _ => {
            let english = "Not a picture and without text. The original is in the case file.";
            let french = "Ni image ni texte. L’original est dans le dossier.";
            View::Absent(tongue.say(english, french).to_owned())
        }
    }
}

/// Characters shown before and after a quoted passage.
const AROUND: usize = 220;
/// Characters shown of a text in which nothing is quoted.
const OPENING: usize = 700;

/// The quoted passages with some words around each.
fn excerpt(text: &str, marks: &[&Mark]) -> Vec<Passage> {
    let text = evidence::fold::squeeze(text);
    let mut quotes: Vec<(std::ops::Range<usize>, u32)> = marks
        .iter()
        .filter_map(|mark| {
            let Selector::Quote(quote) = &mark.selector else {
                return None;
            };
            let range = quote.find_squeezed(&text).ok()?;
            Some((range, mark_number(mark)))
        })
        .collect();
    quotes.sort_by_key(|(range, _)| (range.start, range.end));
    let plain = |text: &str| Passage {
        text: text.to_owned(),
        mark: None,
    };
    if quotes.is_empty() {
        let end = after(&text, 0, OPENING);
        let mut passages = vec![plain(&text[..end])];
        if end < text.len() {
            passages.push(plain(" …"));
        }
        return passages;
    }
    let mut passages = Vec::new();
    let mut at = 0;
    for (index, (range, number)) in quotes.iter().enumerate() {
        // A quote inside another is already shown.
        let start = range.start.max(at);
        if start >= range.end {
            continue;
        }
        let opens = before(&text, start, AROUND).max(at);
        if opens > at {
            passages.push(plain(if at == 0 { "… " } else { " … " }));
        }
        passages.push(plain(&text[opens..start]));
        passages.push(Passage {
            text: text[start..range.end].to_owned(),
            mark: Some(*number),
        });
        let next = quotes
            .get(index + 1)
            .map_or(text.len(), |next| next.0.start);
        let end = after(&text, range.end, AROUND).min(next.max(range.end));
        passages.push(plain(&text[range.end..end]));
        at = end;
    }
    if at < text.len() {
        passages.push(plain(" …"));
    }
    passages.retain(|passage| !passage.text.is_empty());
    passages
}

/// The position some characters before another, at the start of a word.
fn before(text: &str, at: usize, characters: usize) -> usize {
    let start = text[..at]
        .char_indices()
        .rev()
        .nth(characters)
        .map_or(0, |(index, _)| index);
    if start == 0 {
        return 0;
    }
    text[start..at]
        .find(' ')
        .map_or(start, |space| start + space + 1)
}

/// The position some characters after another, at the end of a word.
fn after(text: &str, at: usize, characters: usize) -> usize {
    let end = text[at..]
        .char_indices()
        .nth(characters)
        .map_or(text.len(), |(index, _)| at + index);
    if end == text.len() {
        return end;
    }
    text[at..end].rfind(' ').map_or(end, |space| at + space)
}

/// What the copy shows otherwise than the original, in sentences.
pub(super) fn changes(
    case: &Case<'_>,
    exhibit: &Exhibit,
    is_shown: bool,
    is_first: bool,
) -> Vec<String> {
    let tongue = case.tongue;
    if let Some(why) = case.plan.withheld(exhibit.id) {
        return vec![tongue.withheld(why)];
    }
    let mut changes = Vec::new();
    for (number, redaction) in (1..).zip(case.plan.redactions_of(exhibit.id)) {
        let why = tongue.redaction(redaction);
        let (lead, end) = match &redaction.selector {
            Selector::Region { .. } => (
                tongue.say(
                    "part of the picture withheld:",
                    "partie de l’image non montrée :",
                ),
                tongue.say(
                    "Its pixels were painted over; nothing of them is in this file.",
                    "Ses pixels ont été recouverts ; rien n’en reste dans ce fichier.",
                ),
            ),
            _ => (
                tongue.say("words withheld:", "mots non montrés :"),
                tongue.say(
                    "They are not in this file.",
                    "Ils ne sont pas dans ce fichier.",
                ),
            ),
        };
        changes.push(format!("R{number}, {lead} {why}. {end}"));
    }
    let is_bare = case.is_public() && redacted_regions(case, exhibit).is_empty();
    if is_shown && is_converted(exhibit) {
        let english = "Converted to PNG for printing; the original is in the case file.";
        let french = "Convertie en PNG pour l’impression ; l’original est dans le dossier.";
        changes.push(tongue.say(english, french).to_owned());
    }
    if is_first {
        let english =
            "The file holds several pictures, such as those of an animation; this is the first.";
        let french =
            "Le fichier contient plusieurs images, comme une animation ; voici la première.";
        changes.push(tongue.say(english, french).to_owned());
    }
    if is_shown && is_bare {
        let english =
            "What the file says beside its pixels (place, device, thumbnail) was left out.";
        let french = "Ce que le fichier dit en plus de ses pixels (lieu, appareil, vignette) a été laissé de côté.";
        changes.push(tongue.say(english, french).to_owned());
    }
    changes
}

/// Where the picture was painted over, with the numbers of the redactions.
pub(super) fn covered(
    case: &Case<'_>,
    exhibit: &Exhibit,
    size: Option<(u32, u32)>,
) -> Vec<(usize, Region)> {
    let redactions = case.plan.redactions_of(exhibit.id).iter();
    (1..)
        .zip(redactions)
        .filter_map(|(number, one)| Some((number, region(&one.selector, size)?)))
        .collect()
}

/// Whether the original is of a kind that no report can hold.
fn is_converted(exhibit: &Exhibit) -> bool {
    let original = exhibit.original.as_ref();
    original.is_some_and(|own| !matches!(&*own.media_type, "image/png" | "image/jpeg"))
}

/// What the picture shows, for those who cannot see it, and what they would not see.
pub(super) fn description(case: &Case<'_>, exhibit: &Exhibit) -> String {
    let mut words = exhibit.record.description.clone().unwrap_or_default();
    for redaction in case.plan.redactions_of(exhibit.id) {
        let lead = case.tongue.say("Part withheld:", "Partie non montrée :");
        let sentence = format!("{lead} {}.", case.tongue.redaction(redaction));
        if !words.contains(&sentence) {
            words = format!("{words} {sentence}").trim().to_owned();
        }
    }
    words
}
