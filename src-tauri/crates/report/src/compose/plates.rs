//! The exhibits' plates and the claims appendix.

use std::collections::BTreeMap;

use chrono::Datelike;
use claims::Stance;
use claims::standing::assess;
use evidence::exhibit::Kind;
use evidence::{Exhibit, Mark, Moment, Number, Precision, Reference, Selector};

use super::shown::{changes, covered, description, is_withheld, written_view};
use super::{Case, Depicted};
use crate::{
    ClaimEvidence, ClaimRow, Plate, PlateClaim, PlateMark, Region, Row, SourceRecord, Tone, View,
};

/// The plate of one exhibit.
pub(super) fn plate(
    case: &Case<'_>,
    exhibit: &Exhibit,
    shown: &BTreeMap<Number, Depicted>,
) -> Plate {
    let depicted = shown.get(&exhibit.number);
    let index = depicted.map(|depicted| depicted.index);
    let is_first = depicted.is_some_and(|depicted| depicted.is_first);
    let size = depicted.and_then(|depicted| depicted.size);
    let marks: Vec<&Mark> = case.book.marks_in(exhibit.id).collect();
    let view = match index {
        Some(index) => View::Picture(index),
        None => written_view(case, exhibit, &marks),
    };
    let excerpt = matches!(view, View::Excerpt(_)) && !exhibit.is_finding();
    let withheld = is_withheld(case, exhibit);
    Plate {
        tag: exhibit.number.to_string(),
        title: exhibit.title.clone(),
        view,
        alt: description(case, exhibit),
        // Notes and quotations of what is withheld would tell what it says.
        marks: marks
            .iter()
            .filter(|_| !withheld)
            .map(|mark| plate_mark(case, mark, size, excerpt))
            .collect(),
        covered: covered(case, exhibit, size),
        source: source_rows(case, exhibit),
        changes: changes(case, exhibit, index.is_some(), is_first),
        custody: case
            .imprint
            .custody
            .get(&exhibit.id)
            .cloned()
            .unwrap_or_default(),
        claims: plate_claims(case, &marks),
        fingerprint: exhibit
            .original
            .as_ref()
            .map(|original| original.fingerprint.to_string()),
        check: how_to_check(case, exhibit),
        source_record: source_record(case, exhibit),
    }
}

/// The exhibit is a frozen finding, whose words are a report of their own.
pub(super) fn mark_number(mark: &Mark) -> u32 {
    match mark.reference {
        Reference::Mark { mark, .. } => mark,
        Reference::Thing(_) => 0,
    }
}

fn plate_mark(case: &Case<'_>, mark: &Mark, size: Option<(u32, u32)>, excerpt: bool) -> PlateMark {
    let place = region(&mark.selector, size);
    let words = mark.selector.describe();
    let quoted = matches!(mark.selector, Selector::Quote(_)) && excerpt;
    PlateMark {
        number: mark_number(mark),
        place,
        place_words: if place.is_some() || quoted {
            String::new()
        } else {
            capitalised(&words)
        },
        note: mark.note.clone().unwrap_or_default(),
        paragraphs: case.paragraphs_of(mark.reference),
    }
}

/// A region of a picture of a size in pixels, in parts of it.
pub(super) fn region(selector: &Selector, size: Option<(u32, u32)>) -> Option<Region> {
    let Selector::Region {
        x,
        y,
        width,
        height,
        page: None,
    } = selector
    else {
        return None;
    };
    let (w, h) = size?;
    let part = |value: u32, whole: u32| value as f32 / whole as f32;
    Some(Region {
        x: part(*x, w),
        y: part(*y, h),
        width: part(*width, w),
        height: part(*height, h),
    })
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

fn source_rows(case: &Case<'_>, exhibit: &Exhibit) -> Vec<Row> {
    let tongue = case.tongue;
    let record = &exhibit.record;
    let mut rows = Vec::new();
    let mut add = |name: &'static str, value: Option<String>, identifier: bool| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            rows.push(Row {
                name: name.to_owned(),
                value,
                identifier,
            });
        }
    };
    add(
        tongue.say("Kind", "Nature"),
        Some(tongue.kind(exhibit.kind).to_owned()),
        false,
    );
    let time = |moment: &Option<Moment>| moment.as_ref().map(|moment| tongue.time(moment));
    add(
        tongue.say("Posted", "Publié"),
        time(&record.posted_at),
        false,
    );
    if is_withheld(case, exhibit) {
        return rows;
    }
    let party = record.account.and_then(|id| case.book.party(id));
    let account = party.map(|party| format!("{}, {}", party.number(), party.name()));
    add(tongue.say("Account", "Compte"), account, false);
    let state = record.account.and_then(|id| {
        let account = case.book.accounts.iter().find(|account| account.id == id)?;
        let state = account.latest_state()?;
        let seen = tongue.say("seen", "vu le");
        let when = tongue.date(&state.seen_at);
        Some(format!("{}, {seen} {when}", tongue.state(state.state)))
    });
    add(tongue.say("State", "État"), state, false);
    add(
        tongue.say("Publisher", "Éditeur"),
        record.publisher.clone(),
        false,
    );
    let address = record
        .address_final
        .clone()
        .or(record.address_requested.clone());
    // The usual scheme is left out where room is short; the citation file has it.
    let brief = |address: &String| address.trim_start_matches("https://").to_owned();
    let address = address.as_ref().map(brief);
    add(tongue.say("Address", "Adresse"), address, true);
    for copy in record.archive_copies.iter().take(3) {
        add(
            tongue.say("Archive", "Archive"),
            Some(brief(&copy.address)),
            true,
        );
    }
    add(
        tongue.say("Captured", "Capturé"),
        time(&record.captured_at),
        false,
    );
    add(tongue.say("By", "Par"), record.captured_by.clone(), false);
    let method: Vec<String> = [record.method.clone(), record.tool.clone()]
        .into_iter()
        .flatten()
        .collect();
    add(
        tongue.say("Method", "Méthode"),
        Some(method.join(", ")),
        false,
    );
    add(
        tongue.say("Tier", "Rang"),
        Some(tongue.tier(record.tier).to_owned()),
        false,
    );
    let parents: Vec<String> = record
        .derived_from
        .iter()
        .filter_map(|id| Some(case.book.exhibit(*id)?.number.to_string()))
        .collect();
    add(
        tongue.say("Derived from", "Tirée de"),
        Some(parents.join(", ")),
        true,
    );
    add(tongue.say("Note", "Note"), record.note.clone(), false);
    rows
}

fn tone_of(stance: Stance) -> Tone {
    match stance {
        Stance::Supports => Tone::Supports,
        Stance::Contradicts => Tone::Contradicts,
        Stance::Context => Tone::Context,
        Stance::Denial => Tone::Denial,
    }
}

fn plate_claims(case: &Case<'_>, marks: &[&Mark]) -> Vec<PlateClaim> {
    let mut rows: Vec<(Number, Stance, PlateClaim)> = Vec::new();
    for mark in marks {
        for link in case.book.links_of(mark.id) {
            let Some(claim) = case.book.claim(link.claim) else {
                continue;
            };
            let known =
                |row: &(Number, Stance, PlateClaim)| row.0 == claim.number && row.1 == link.stance;
            if rows.iter().any(known) {
                continue;
            }
            let confidence = claim.confidence.as_ref().map(|confidence| {
                let (bars, word) = case.tongue.confidence(confidence.level);
                (bars, word.to_owned())
            });
            let row = PlateClaim {
                claim: claim.number.to_string(),
                tone: tone_of(link.stance),
                stance: case.tongue.stance(link.stance).to_owned(),
                text: claim.text.clone(),
                confidence,
            };
            rows.push((claim.number, link.stance, row));
        }
    }
    rows.sort_by_key(|row| (row.0.value, row.1));
    rows.into_iter().map(|row| row.2).collect()
}

fn how_to_check(case: &Case<'_>, exhibit: &Exhibit) -> String {
    let tongue = case.tongue;
    match &exhibit.original {
        Some(original) => {
            let size = original.size_bytes;
            match tongue {
                super::Tongue::English => format!(
                    "Ask for the original of {} ({size} bytes). Any SHA-256 tool must print the value on the left; if it prints another, the file is not the one this report was made from.",
                    exhibit.number
                ),
                super::Tongue::French => format!(
                    "Demandez l’original de {} ({size} octets). Tout outil SHA-256 doit donner la valeur de gauche ; sinon, ce n’est pas le fichier dont ce rapport est tiré.",
                    exhibit.number
                ),
            }
        }
        None => tongue
            .say(
                "The case holds no copy, so nothing here can be checked by its fingerprint.",
                "Le dossier n’en a pas de copie ; aucune empreinte ne permet de vérifier.",
            )
            .to_owned(),
    }
}

fn source_record(case: &Case<'_>, exhibit: &Exhibit) -> SourceRecord {
    let record = &exhibit.record;
    let party = record.account.and_then(|id| case.book.party(id));
    let address = record
        .address_final
        .clone()
        .or(record.address_requested.clone());
    SourceRecord {
        kind: match exhibit.kind {
            Kind::Post => "post",
            Kind::Page => "webpage",
            Kind::Image => "graphic",
            Kind::Video => "motion_picture",
            Kind::Audio => "song",
            Kind::Data => "dataset",
            Kind::Statement => "personal_communication",
            Kind::Document | Kind::Record | Kind::Other => "document",
        }
        .to_owned(),
        author: party.map_or_else(String::new, |party| party.name().to_owned()),
        container: record.publisher.clone().unwrap_or_default(),
        address: address.unwrap_or_default(),
        issued: date_parts(record.posted_at.as_ref()),
        accessed: date_parts(record.captured_at.as_ref()),
        lang: record.language.clone().unwrap_or_default(),
    }
}

/// Year, month, day, as far as they are known.
fn date_parts(moment: Option<&Moment>) -> Vec<i32> {
    let Some(moment) = moment else {
        return Vec::new();
    };
    let at = super::labels::local(moment);
    let all = [at.year(), at.month() as i32, at.day() as i32];
    let known = match moment.precision {
        Precision::Year => 1,
        Precision::Month => 2,
        _ => 3,
    };
    all[..known].to_vec()
}

/// The claims appendix: all claims for an editor, those cited for readers.
pub(super) fn claim_rows(case: &Case<'_>) -> Vec<ClaimRow> {
    let claims = case.book.claims.iter();
    claims
        .filter(|claim| {
            let reference = Reference::Thing(claim.number);
            !case.is_public() || case.cited_in.contains_key(&reference)
        })
        .map(|claim| ClaimRow {
            paragraphs: case.paragraphs_of(Reference::Thing(claim.number)),
            tag: claim.number.to_string(),
            text: claim.text.clone(),
            standing: case
                .tongue
                .standing(assess(case.book, claim).standing)
                .to_owned(),
            confidence: claim.confidence.as_ref().map(|confidence| {
                let (bars, word) = case.tongue.confidence(confidence.level);
                (bars, word.to_owned())
            }),
            reason: claim
                .confidence
                .as_ref()
                .map(|confidence| confidence.reason.clone())
                .unwrap_or_default(),
            evidence: Stance::ALL
                .iter()
                .flat_map(|stance| {
                    case.book
                        .lane(claim.id, *stance)
                        .map(|(mark, exhibit)| ClaimEvidence {
                            label: mark.reference.to_string(),
                            target: exhibit.number.to_string(),
                            tone: tone_of(*stance),
                            stance: case.tongue.stance(*stance).to_owned(),
                        })
                })
                .collect(),
        })
        .collect()
}
