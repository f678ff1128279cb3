//! What stands beside a paragraph: what it cites, what speaks against it, how sure the authors are.

use std::collections::BTreeSet;

use claims::{Claim, Stance, casebook::Target};
use evidence::{Exhibit, Id, Mark, Reference};

use super::Case;
use crate::{MarginNote, Tone};

/// What earlier paragraphs have said already.
#[derive(Default)]
pub(super) struct Seen {
    /// Claims whose contradictions and denials were named.
    answered: BTreeSet<Id>,
}

/// The notes beside a paragraph.
pub(super) fn beside(
    case: &Case<'_>,
    paragraph: u32,
    in_denial: bool,
    seen: &mut Seen,
) -> Vec<MarginNote> {
    let mut cited: Vec<Cited<'_>> = Vec::new();
    let mut related: Vec<&Claim> = Vec::new();
    for reference in case.cited_by.get(&paragraph).into_iter().flatten().copied() {
        match case.book.find(reference) {
            Some(Target::Mark(mark, exhibit)) => {
                let tone = tone_of(case, mark, in_denial);
                add_exhibit(&mut cited, reference, exhibit, tone);
                for link in case.book.links_of(mark.id) {
                    if link.stance == Stance::Supports {
                        add_claim(&mut related, case.book.claim(link.claim));
                    }
                }
            }
            Some(Target::Exhibit(exhibit)) => {
                let tone = if in_denial { Tone::Denial } else { Tone::Plain };
                add_exhibit(&mut cited, reference, exhibit, tone);
            }
            Some(Target::Claim(claim)) => add_claim(&mut related, Some(claim)),
            _ => {}
        }
    }
    for claim in &related {
        add_answers(case, claim, seen, &mut cited);
    }
    let mut notes: Vec<MarginNote> = cited.iter().map(|one| note(case, one)).collect();
    for claim in related {
        if let Some(confidence) = &claim.confidence {
            let (bars, word) = case.tongue.confidence(confidence.level);
            notes.push(MarginNote::Confidence {
                claim: claim.number.to_string(),
                bars,
                word: word.to_owned(),
            });
        }
    }
    notes.extend(open_points(case, paragraph));
    notes
}

/// The rules that a paragraph leaves open; their sentences stand on the page
/// of open points.
fn open_points(case: &Case<'_>, paragraph: u32) -> Option<MarginNote> {
    let mut rules = case.open_in.get(&paragraph).cloned().unwrap_or_default();
    rules.dedup();
    let lead = case.tongue.say("Open:", "Ouvert :");
    (!rules.is_empty()).then(|| MarginNote::Remark {
        text: format!("{lead} {}", rules.join(", ")),
        tone: Tone::Warning,
    })
}

/// An exhibit beside a paragraph: one note for all its marks of one tone.
struct Cited<'a> {
    references: Vec<Reference>,
    exhibit: &'a Exhibit,
    tone: Tone,
}

fn add_exhibit<'a>(
    cited: &mut Vec<Cited<'a>>,
    reference: Reference,
    exhibit: &'a Exhibit,
    tone: Tone,
) {
    if cited.iter().any(|one| one.references.contains(&reference)) {
        return;
    }
    let same = cited
        .iter_mut()
        .find(|one| one.exhibit.id == exhibit.id && one.tone == tone);
    match same {
        Some(one) => one.references.push(reference),
        None => cited.push(Cited {
            references: vec![reference],
            exhibit,
            tone,
        }),
    }
}

fn add_claim<'a>(related: &mut Vec<&'a Claim>, claim: Option<&'a Claim>) {
    if let Some(claim) = claim
        && !related.iter().any(|known| known.id == claim.id)
    {
        related.push(claim);
    }
}

/// How a mark bears on the text: a denial first, then whether all it does is
/// contradict.
fn tone_of(case: &Case<'_>, mark: &Mark, in_denial: bool) -> Tone {
    let stances: Vec<Stance> = case.book.links_of(mark.id).map(|l| l.stance).collect();
    if in_denial || stances.contains(&Stance::Denial) {
        return Tone::Denial;
    }
    let against = stances.contains(&Stance::Contradicts);
    if against && !stances.contains(&Stance::Supports) {
        Tone::Contradicts
    } else {
        Tone::Plain
    }
}

/// Contradictions and denials of a claim that the paragraph itself does not
/// cite; named once, beside the first paragraph that rests on the claim.
fn add_answers<'a>(case: &Case<'a>, claim: &Claim, seen: &mut Seen, cited: &mut Vec<Cited<'a>>) {
    if !seen.answered.insert(claim.id) {
        return;
    }
    for (stance, tone) in [
        (Stance::Contradicts, Tone::Contradicts),
        (Stance::Denial, Tone::Denial),
    ] {
        for (mark, exhibit) in case.book.lane(claim.id, stance) {
            add_exhibit(cited, mark.reference, exhibit, tone);
        }
    }
}

fn note(case: &Case<'_>, cited: &Cited<'_>) -> MarginNote {
    let (exhibit, tone) = (cited.exhibit, cited.tone);
    // One mark is named; of several, the exhibit.
    let label = match cited.references[..] {
        [alone] => alone.to_string(),
        _ => exhibit.number.to_string(),
    };
    let tongue = case.tongue;
    let date = exhibit
        .record
        .posted_at
        .as_ref()
        .or(exhibit.record.captured_at.as_ref())
        .map(|moment| tongue.date(moment));
    let (lead, detail) = match tone {
        Tone::Contradicts => {
            let lead = tongue.say("Speaks against it.", "Parle contre.").to_owned();
            let said = explanation(case, exhibit, &cited.references);
            (lead, joined([Some(exhibit.title.clone()), date, said]))
        }
        Tone::Denial => {
            let lead = tongue.say("Denial.", "Démenti.").to_owned();
            let asked = asked(case, exhibit);
            let said = asked.or_else(|| Some(joined([Some(exhibit.title.clone()), date])));
            (lead, said.unwrap_or_default())
        }
        _ => {
            let lead = format!("{}.", exhibit.title.trim_end_matches('.'));
            (lead, joined([exhibit.record.publisher.clone(), date]))
        }
    };
    MarginNote::Exhibit {
        label,
        target: exhibit.number.to_string(),
        lead,
        detail,
        tone,
    }
}

/// What the desk says to the contradiction that one of these marks makes.
fn explanation(case: &Case<'_>, exhibit: &Exhibit, cited: &[Reference]) -> Option<String> {
    let marks = case.book.marks_in(exhibit.id);
    let mut links = marks
        .filter(|mark| cited.contains(&mark.reference))
        .flat_map(|mark| case.book.links_of(mark.id));
    let explained = links.find_map(|link| link.explanation.as_ref())?;
    let lead = case.tongue.say("but", "mais");
    Some(format!("{lead}: {}", explained.text))
}

/// When an answer was asked for and given.
fn asked(case: &Case<'_>, exhibit: &Exhibit) -> Option<String> {
    let replies = case.book.replies.iter();
    let reply = replies.into_iter().find(|r| r.answer == Some(exhibit.id))?;
    let tongue = case.tongue;
    let asked = tongue.say("Asked", "Interrogé le");
    let mut words = format!("{asked} {}", tongue.date(&reply.asked_at));
    if let Some(answered) = &exhibit.record.posted_at {
        let answer = tongue.say("answered", "réponse le");
        words.push_str(&format!(", {answer} {}", tongue.date(answered)));
    }
    Some(words)
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}
