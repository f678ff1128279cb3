//! Exhibits and marks, as the page shows them.

use super::{Selector, Stance, count};
use case::{
    JournalEntry,
    view::{ExhibitView, MarkView},
};
use evidence::{Held, Reference, Sensitivity};
use serde::Serialize;
use specta::Type;
use specta_typescript::Number;
use std::collections::BTreeSet;

/// An exhibit in the library.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct ExhibitRow {
    pub(crate) number: u32,
    pub(crate) tag: String,
    pub(crate) title: String,
    /// A word of `evidence::exhibit::Kind`.
    pub(crate) kind: String,
    /// Who published it, or the host of its address.
    pub(crate) source: String,
    pub(crate) marks: u32,
    /// Number of claims that its marks bear on.
    pub(crate) claims: u32,
    pub(crate) held: bool,
    pub(crate) sensitive: bool,
    pub(crate) has_picture: bool,
    /// The beginning of its text, for an exhibit that has no picture.
    pub(crate) excerpt: Option<String>,
}

/// An exhibit with its record, marks and custody.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Exhibit {
    pub(crate) number: u32,
    pub(crate) tag: String,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) source: String,
    pub(crate) held: bool,
    pub(crate) sensitive: bool,
    pub(crate) has_picture: bool,
    /// Of the picture in pixels; 0 without one.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Of a document; 0 of anything else.
    pub(crate) pages: u32,
    pub(crate) text: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) sha256: Option<String>,
    #[specta(type = Number)]
    pub(crate) size_bytes: f64,
    pub(crate) media_type: Option<String>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) custody: Vec<Entry>,
}

/// One line of the collection record: which line, and what stands there.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Fact {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// A mark, and the claims it bears on.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Mark {
    pub(crate) tag: String,
    pub(crate) number: u32,
    pub(crate) note: String,
    pub(crate) selector: Selector,
    pub(crate) links: Vec<MarkLink>,
}

/// A mark's place on a claim.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct MarkLink {
    pub(crate) claim: u32,
    pub(crate) claim_tag: String,
    pub(crate) stance: Stance,
}

/// An entry of the journal.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Entry {
    pub(crate) number: u32,
    /// RFC 3339.
    pub(crate) at: String,
    pub(crate) who: String,
    pub(crate) what: String,
}

/// What an exhibit's detail shows beside its record.
pub(crate) struct Seen {
    pub(crate) text: Option<String>,
    pub(crate) size: Option<(u32, u32)>,
    pub(crate) pages: u32,
    pub(crate) journal: Vec<JournalEntry>,
}

impl From<&ExhibitView> for ExhibitRow {
    fn from(view: &ExhibitView) -> Self {
        let claims: BTreeSet<_> = view
            .marks
            .iter()
            .flat_map(|mark| &mark.uses)
            .map(|each| each.claim)
            .collect();
        Self {
            number: view.number.value,
            tag: view.number.to_string(),
            title: view.title.clone(),
            kind: view.kind.word().to_owned(),
            source: source(view),
            marks: count(view.marks.len()),
            claims: count(claims.len()),
            held: view.held == Held::Held,
            sensitive: is_sensitive(view),
            has_picture: has_picture(view),
            excerpt: view
                .excerpt
                .clone()
                .filter(|_| !has_picture(view) && !is_sensitive(view)),
        }
    }
}

impl Exhibit {
    pub(crate) fn of(view: &ExhibitView, seen: Seen) -> Self {
        let ExhibitRow {
            number,
            tag,
            title,
            kind,
            source,
            held,
            sensitive,
            has_picture,
            ..
        } = ExhibitRow::from(view);
        let (width, height) = seen.size.unwrap_or_default();
        let original = view.original.as_ref();
        Self {
            custody: custody(&tag, &seen.journal),
            number,
            tag,
            title,
            kind,
            source,
            held,
            sensitive,
            has_picture,
            width,
            height,
            pages: seen.pages,
            text: seen.text,
            language: view.language.clone(),
            facts: facts(view),
            sha256: original.map(|original| original.fingerprint.to_string()),
            #[expect(clippy::cast_precision_loss, reason = "shown in rounded megabytes")]
            size_bytes: original.map_or(0.0, |original| original.size_bytes as f64),
            media_type: original.map(|original| original.media_type.clone()),
            marks: view.marks.iter().map(Mark::from).collect(),
        }
    }
}

impl From<&MarkView> for Mark {
    fn from(view: &MarkView) -> Self {
        let number = match view.reference {
            Reference::Mark { mark, .. } => mark,
            Reference::Thing(number) => number.value,
        };
        Self {
            tag: view.reference.to_string(),
            number,
            note: view.note.clone().unwrap_or_default(),
            selector: Selector::from(&view.selector),
            links: view
                .uses
                .iter()
                .map(|each| MarkLink {
                    claim: each.claim.value,
                    claim_tag: each.claim.to_string(),
                    stance: each.stance.into(),
                })
                .collect(),
        }
    }
}

impl From<&JournalEntry> for Entry {
    fn from(entry: &JournalEntry) -> Self {
        let what = [
            entry.operation.as_str(),
            &entry.subjects.join(", "),
            &entry.detail,
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
        Self {
            number: u32::try_from(entry.seq).unwrap_or(u32::MAX),
            at: entry.at.to_rfc3339(),
            who: entry.actor.clone(),
            what,
        }
    }
}

/// The entries that name the exhibit or one of its marks.
fn custody(tag: &str, journal: &[JournalEntry]) -> Vec<Entry> {
    let names = |subject: &String| {
        subject
            .strip_prefix(tag)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['·', '.']))
    };
    journal
        .iter()
        .filter(|entry| entry.subjects.iter().any(names))
        .map(Entry::from)
        .collect()
}

fn is_sensitive(view: &ExhibitView) -> bool {
    view.sensitivity == Sensitivity::Sensitive
}

/// Whether a picture of it can be drawn: what `Case::picture` draws.
fn has_picture(view: &ExhibitView) -> bool {
    view.original.as_ref().is_some_and(|original| {
        original.media_type.starts_with("image/") || original.media_type == "application/pdf"
    })
}

fn source(view: &ExhibitView) -> String {
    let address = view
        .address_final
        .as_ref()
        .or(view.address_requested.as_ref());
    let host = || {
        let rest = address?.split_once("://")?.1;
        Some(rest.split('/').next()?.to_owned())
    };
    let file = || {
        view.original
            .as_ref()
            .map(|original| original.file_name.clone())
    };
    view.publisher
        .clone()
        .or_else(host)
        .or_else(file)
        .unwrap_or_default()
}

fn facts(view: &ExhibitView) -> Vec<Fact> {
    let moment = |moment: &Option<evidence::Moment>| moment.as_ref().map(ToString::to_string);
    let parents = || {
        view.derived_from
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let copies = || {
        view.archive_copies
            .iter()
            .map(|copy| copy.address.clone())
            .collect::<Vec<_>>()
    };
    let lines = [
        ("posted", moment(&view.posted_at)),
        ("account", view.account.map(|account| account.to_string())),
        ("publisher", view.publisher.clone()),
        (
            "address",
            view.address_final
                .clone()
                .or_else(|| view.address_requested.clone()),
        ),
        ("captured", moment(&view.captured_at)),
        ("by", view.captured_by.clone()),
        ("method", view.method.clone()),
        ("tool", view.tool.clone()),
        ("tier", Some(view.tier.word().to_owned())),
        ("derived", Some(parents().join(", "))),
        ("archive", Some(copies().join("\n"))),
        ("language", view.language.clone()),
        (
            "file",
            view.original
                .as_ref()
                .map(|original| original.file_name.clone()),
        ),
        ("description", view.description.clone()),
        ("note", view.note.clone()),
    ];
    lines
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
        .map(|(name, value)| Fact {
            name: name.to_owned(),
            value,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custody_of_an_exhibit_leaves_out_one_whose_number_only_begins_alike() {
        let entry = |subject: &str| JournalEntry {
            seq: 1,
            at: chrono::DateTime::UNIX_EPOCH,
            zone: "UTC".into(),
            actor: "Leyla".into(),
            operation: "link".into(),
            subjects: vec![subject.into()],
            detail: String::new(),
            batch: String::new(),
            hash: String::new(),
        };
        let journal = [entry("E-001"), entry("E-0010"), entry("E-001·2")];
        assert_eq!(custody("E-001", &journal).len(), 2);
    }
}
