//! The evidence manifest: what a copy of the report rests on, for machines and
//! for whoever checks it without Plumb.
//!
//! Words come from the document alone, so that a copy's manifest says nothing
//! that the copy does not; the case adds numbers, hashes and, in the editor's
//! copy, times and custody.

use crate::{Case, Copy, Error, JournalEntry, custody};
use chrono::SecondsFormat;
use claims::Casebook;
use evidence::{Exhibit, Moment, Precision, Selector};
use report::{ClaimRow, Document, Passage, Plate, PlateMark, View};
use serde_json::{Map, Value, json};
use store::Fact;

/// The form of the manifest; a change that a reader must know of changes it.
pub(crate) const SCHEMA: &str = "plumb/manifest/1";

/// What the journal calls an export; it changes nothing that a report says.
const EXPORT: &str = "export report";

impl Case {
    /// The manifest of a copy, from the document that it prints.
    pub(crate) fn manifest(
        &self,
        document: &Document,
        book: &Casebook,
        copy: Copy,
    ) -> Result<Value, Error> {
        let journal = match copy {
            Copy::Editor => self.journal()?,
            Copy::Public => Vec::new(),
        };
        let exhibits: Vec<Value> = document
            .plates
            .iter()
            .filter_map(|plate| {
                let is_shown = |exhibit: &&Exhibit| exhibit.number.to_string() == plate.tag;
                let exhibit = book.exhibits.iter().find(is_shown)?;
                Some(exhibit_value(plate, exhibit, book, copy, &journal))
            })
            .collect();
        let mut case = Map::new();
        case.insert("id".into(), json!(self.store.fact(Fact::CaseId)?));
        let mut manifest = json!({
            "schema": SCHEMA,
            "copy": copy.word(),
            "report": {
                "title": document.title,
                "version": document.version,
                "language": document.lang,
                "printed_at": document.printed_at.to_rfc3339_opts(SecondsFormat::Secs, true),
            },
            "exhibits": exhibits,
            "claims": document.claims.iter().map(claim_value).collect::<Vec<_>>(),
            "citations": citations(document),
        });
        if copy == Copy::Editor {
            case.insert("title".into(), json!(book.title));
            let last = journal.iter().rev().find(|entry| entry.operation != EXPORT);
            manifest["journal"] = last
                .map(|entry| json!({ "entry": entry.seq, "sha256": entry.hash }))
                .unwrap_or_default();
        }
        manifest["case"] = Value::Object(case);
        Ok(manifest)
    }

    /// How many changes, exports aside, the journal holds after an entry.
    pub(crate) fn changes_after(&self, entry: i64) -> Result<usize, Error> {
        let journal = self.journal()?;
        let later = |one: &&JournalEntry| one.seq > entry && one.operation != EXPORT;
        Ok(journal.iter().filter(later).count())
    }
}

fn exhibit_value(
    plate: &Plate,
    exhibit: &Exhibit,
    book: &Casebook,
    copy: Copy,
    journal: &[JournalEntry],
) -> Value {
    let selectors = |mark: &PlateMark| {
        let mut marks = book.marks_in(exhibit.id);
        let found = marks.find(|one| one.reference.to_string() == label(&plate.tag, mark.number));
        found.map(|found| selector_value(&found.selector, plate, mark.number))
    };
    let marks: Vec<Value> = plate
        .marks
        .iter()
        .map(|mark| {
            json!({
                "label": label(&plate.tag, mark.number),
                "note": mark.note,
                "paragraphs": mark.paragraphs,
                "selector": selectors(mark),
            })
        })
        .collect();
    let mut value = json!({
        "number": plate.tag,
        "title": plate.title,
        "kind": exhibit.kind.word(),
        "held": exhibit.held.word(),
        "marks": marks,
        "redactions": redactions(exhibit, book),
        "source": source_value(plate),
    });
    if let View::Absent(reason) = &plate.view {
        value["not_shown"] = json!(reason);
    }
    if let (Some(original), Some(sha256)) = (&exhibit.original, &plate.fingerprint) {
        value["media_type"] = json!(original.media_type);
        value["size_bytes"] = json!(original.size_bytes);
        value["sha256"] = json!(sha256);
    }
    if copy == Copy::Editor {
        let record = &exhibit.record;
        value["captured_at"] = moment(record.captured_at.as_ref());
        value["posted_at"] = moment(record.posted_at.as_ref());
        value["captured_by"] = json!(record.captured_by);
        value["tool"] = json!(record.tool);
        value["method"] = json!(record.method);
        value["custody"] = custody::entries_of(exhibit, journal)
            .map(custody_value)
            .collect();
    }
    value
}

/// `E-014·1`
fn label(tag: &str, mark: u32) -> String {
    format!("{tag}·{mark}")
}

/// The selector as a W3C Web Annotation. Words are quoted as the plate prints
/// them, for what it does not print must not stand here.
fn selector_value(selector: &Selector, plate: &Plate, mark: u32) -> Value {
    if !matches!(selector, Selector::Quote(_)) {
        return selector.to_w3c();
    }
    let View::Excerpt(passages) = &plate.view else {
        return Value::Null;
    };
    let quoted = |passage: &&Passage| passage.mark == Some(mark);
    let exact: String = passages
        .iter()
        .filter(quoted)
        .map(|passage| passage.text.as_str())
        .collect();
    if exact.is_empty() {
        return Value::Null;
    }
    json!({ "type": "TextQuoteSelector", "exact": exact })
}

/// Where and why, never what.
fn redactions(exhibit: &Exhibit, book: &Casebook) -> Vec<Value> {
    let redactions = book.redactions_of(exhibit.id);
    redactions
        .map(|redaction| {
            let place = match &redaction.selector {
                Selector::Quote(_) => json!("words of the text"),
                region => region.to_w3c(),
            };
            json!({
                "number": redaction.number,
                "place": place,
                "reason": redaction.reason.word(),
            })
        })
        .collect()
}

fn source_value(plate: &Plate) -> Value {
    let source = &plate.source_record;
    json!({
        "type": source.kind,
        "author": source.author,
        "publisher": source.container,
        "address": source.address,
        "issued": source.issued,
        "accessed": source.accessed,
    })
}

/// RFC 3339 in UTC, cut to what is known.
fn moment(moment: Option<&Moment>) -> Value {
    let Some(moment) = moment else {
        return Value::Null;
    };
    let form = match moment.precision {
        Precision::Year => "%Y",
        Precision::Month => "%Y-%m",
        Precision::Day => "%Y-%m-%d",
        Precision::Minute => "%Y-%m-%dT%H:%MZ",
        Precision::Second => "%Y-%m-%dT%H:%M:%SZ",
    };
    json!(moment.utc.format(form).to_string())
}

fn custody_value(entry: &JournalEntry) -> Value {
    json!({
        "entry": entry.seq,
        "at": entry.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        "by": entry.actor,
        "what": entry.operation,
        "sha256": entry.hash,
    })
}

fn claim_value(claim: &ClaimRow) -> Value {
    let evidence: Vec<Value> = claim
        .evidence
        .iter()
        .map(|evidence| json!({ "mark": evidence.label, "stance": evidence.stance }))
        .collect();
    let confidence = claim.confidence.as_ref().map(|(_, word)| word);
    json!({
        "number": claim.tag,
        "text": claim.text,
        "standing": claim.standing,
        "confidence": confidence,
        "evidence": evidence,
    })
}

fn citations(document: &Document) -> Vec<Value> {
    let cited = document.citations().into_iter();
    cited
        .map(|cited| {
            json!({
                "label": cited.citation.label,
                "target": cited.citation.target,
                "locator": cited.citation.locator,
                "paragraph": cited.paragraph,
            })
        })
        .collect()
}
