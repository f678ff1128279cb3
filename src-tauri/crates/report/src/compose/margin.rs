//! What stands beside a paragraph: what it cites, what speaks against it, how sure the authors are.

use std::collections::BTreeSet;

use claims::{Claim, Stance, casebook::Target};
use evidence::{Exhibit, Id, Mark, Reference};
use manuscript::SentenceKind;

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
    let mut notes = Vec::new();
    let mut named: BTreeSet<Reference> = BTreeSet::new();
    let mut related: Vec<&Claim> = Vec::new();
    for reference in references(case, paragraph) {
        match case.book.find(reference) {
            Some(Target::Mark(mark, exhibit)) => {
                if named.insert(reference) {
                    let tone = tone_of(case, mark, in_denial);
                    notes.push(note(case, reference, exhibit, tone));
                }
                for link in case.book.links_of(mark.id) {
                    if link.stance == Stance::Supports {
                        add_claim(&mut related, case.book.claim(link.claim));
                    }
                }
            }
            Some(Target::Exhibit(exhibit)) if named.insert(reference) => {
                let tone = if in_denial { Tone::Denial } else { Tone::Plain };
                notes.push(note(case, reference, exhibit, tone));
            }
            Some(Target::Claim(claim)) => add_claim(&mut related, Some(claim)),
            _ => {}
        }
    }
    for claim in related {
        answers(case, claim, seen, &mut named, &mut notes);
        if let Some(confidence) = &claim.confidence {
            let (bars, word) = case.tongue.confidence(confidence.level);
            notes.push(MarginNote::Confidence {
                claim: claim.number.to_string(),
                bars,
                word: word.to_owned(),
            });
        }
    }
    if !case.is_public() {
        let open = case.imprint.findings.iter();
        let here = open.filter(|p| p.paragraph == Some(paragraph) && p.waiver.is_none());
        notes.extend(here.map(|point| MarginNote::Remark {
            text: format!("{}  {}", point.rule, point.text),
            tone: Tone::Warning,
        }));
    }
    notes
}

fn add_claim<'a>(related: &mut Vec<&'a Claim>, claim: Option<&'a Claim>) {
    if let Some(claim) = claim
        && !related.iter().any(|known| known.id == claim.id)
    {
        related.push(claim);
    }
}

/// What a paragraph cites, in order, its footnotes included.
fn references(case: &Case<'_>, paragraph: u32) -> Vec<Reference> {
    let sentences = case.manuscript.sentences().iter();
    sentences
        .filter(|s| s.paragraph == Some(paragraph) && s.kind != SentenceKind::Footnote)
        .flat_map(|sentence| case.manuscript.cites_of(sentence))
        .filter_map(|cite| cite.reference)
        .collect()
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
fn answers(
    case: &Case<'_>,
    claim: &Claim,
    seen: &mut Seen,
    named: &mut BTreeSet<Reference>,
    notes: &mut Vec<MarginNote>,
) {
    if !seen.answered.insert(claim.id) {
        return;
    }
    for (stance, tone) in [
        (Stance::Contradicts, Tone::Contradicts),
        (Stance::Denial, Tone::Denial),
    ] {
        for (mark, exhibit) in case.book.lane(claim.id, stance) {
            if named.insert(mark.reference) {
                notes.push(note(case, mark.reference, exhibit, tone));
            }
        }
    }
}

fn note(case: &Case<'_>, reference: Reference, exhibit: &Exhibit, tone: Tone) -> MarginNote {
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
            (lead, joined([Some(exhibit.title.clone()), date]))
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
        label: reference.to_string(),
        target: exhibit.number.to_string(),
        lead,
        detail,
        tone,
    }
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
