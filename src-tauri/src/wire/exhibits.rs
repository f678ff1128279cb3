//! Exhibits and marks, as the page shows them.

use super::{Selector, Stance, count};
use case::{
    JournalEntry,
    view::{ExhibitView, MarkView, RedactionView},
};
use evidence::{Held, Reason, Reference, Sensitivity};
use serde::{Deserialize, Serialize};
use specta::Type;
use specta_typescript::Number;

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
    /// The same by lane: supports, contradicts, context, denial.
    pub(crate) stances: [u32; 4],
    pub(crate) held: bool,
    /// Whether its original is in the case.
    pub(crate) sealed: bool,
    pub(crate) sensitive: bool,
    pub(crate) binned: bool,
    pub(crate) has_picture: bool,
    pub(crate) has_text: bool,
    /// Whether it is a frozen finding.
    pub(crate) finding: bool,
    /// When it was posted: RFC 3339 in UTC, a word for its precision, the source's
    /// offset in seconds or `?`.
    pub(crate) posted: Option<String>,
    /// When it was captured, likewise.
    pub(crate) captured: Option<String>,
    pub(crate) labels: Vec<String>,
    /// Ids of the collections it lies in.
    pub(crate) collections: Vec<String>,
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
    pub(crate) has_text: bool,
    pub(crate) language: Option<String>,
    /// What it can be compared with.
    pub(crate) relatives: Vec<Relative>,
    /// What a reader who cannot see it must know.
    pub(crate) description: String,
    pub(crate) facts: Vec<Fact>,
    /// When it came into the case, RFC 3339.
    pub(crate) added_at: Option<String>,
    pub(crate) added_by: Option<String>,
    pub(crate) sha256: Option<String>,
    #[specta(type = Number)]
    pub(crate) size_bytes: f64,
    pub(crate) media_type: Option<String>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) redactions: Vec<Redaction>,
    pub(crate) custody: Vec<Entry>,
}

/// A part of an exhibit that no printed copy shows.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Redaction {
    pub(crate) number: u32,
    pub(crate) selector: Selector,
    pub(crate) reason: RedactionReason,
    pub(crate) label: String,
}

/// Why something must not be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RedactionReason {
    Source,
    Minor,
    Victim,
    Privacy,
    Security,
    Legal,
}

/// One line of the collection record: which line, and what stands there.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Fact {
    pub(crate) name: String,
    /// As a person reads it.
    pub(crate) value: String,
    /// As a person types it.
    pub(crate) typed: String,
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

/// A mark among all marks.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct MarkRow {
    pub(crate) tag: String,
    pub(crate) exhibit: u32,
    pub(crate) title: String,
    pub(crate) note: String,
    /// Where it lies, in words; the words it quotes, if it quotes any.
    pub(crate) place: String,
    /// Number of claims it bears on.
    pub(crate) claims: u32,
}

impl MarkRow {
    /// The marks of one exhibit.
    pub(crate) fn all(view: &ExhibitView) -> Vec<Self> {
        let row = |mark: &MarkView| Self {
            tag: mark.reference.to_string(),
            exhibit: view.number.value,
            title: view.title.clone(),
            note: mark.note.clone().unwrap_or_default(),
            place: mark.place.clone(),
            claims: count(mark.uses.len()),
        };
        view.marks.iter().map(row).collect()
    }
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
    pub(crate) size: Option<(u32, u32)>,
    pub(crate) journal: Vec<JournalEntry>,
    pub(crate) relatives: Vec<Relative>,
}

/// An exhibit that another can be compared with.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Relative {
    pub(crate) number: u32,
    pub(crate) tag: String,
    pub(crate) title: String,
    pub(crate) kinship: Kinship,
    pub(crate) has_picture: bool,
    pub(crate) sensitive: bool,
    /// When it was captured, as the collection record has it.
    pub(crate) captured: String,
    /// What a reader who cannot see it must know.
    pub(crate) description: String,
}

/// How two exhibits belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kinship {
    /// The exhibit goes back to it.
    Parent,
    /// It goes back to the exhibit.
    Child,
    /// Both were captured at the same address.
    SameAddress,
}

impl Relative {
    /// What of `others` belongs to `one`.
    pub(crate) fn all(one: &evidence::Exhibit, others: &[evidence::Exhibit]) -> Vec<Self> {
        let address = one.record.address_requested.as_ref();
        let kin = |other: &evidence::Exhibit| {
            if one.record.derived_from.contains(&other.id) {
                Some(Kinship::Parent)
            } else if other.record.derived_from.contains(&one.id) {
                Some(Kinship::Child)
            } else {
                let same = address.is_some() && address == other.record.address_requested.as_ref();
                same.then_some(Kinship::SameAddress)
            }
        };
        others
            .iter()
            .filter(|other| other.id != one.id && other.original.is_some())
            // A finding looks like nothing that it was computed from.
            .filter(|other| !one.is_finding() && !other.is_finding())
            .filter_map(|other| Some(Self::of(other, kin(other)?)))
            .collect()
    }

    fn of(exhibit: &evidence::Exhibit, kinship: Kinship) -> Self {
        let record = &exhibit.record;
        let captured = record.captured_at.as_ref().map(ToString::to_string);
        let media_type = exhibit.original.as_ref().map(|one| one.media_type.as_str());
        Self {
            number: exhibit.number.value,
            tag: exhibit.number.to_string(),
            title: exhibit.title.clone(),
            kinship,
            has_picture: media_type.is_some_and(|one| one.starts_with("image/")),
            sensitive: record.sensitivity == Sensitivity::Sensitive,
            captured: captured.unwrap_or_default(),
            description: record.description.clone().unwrap_or_default(),
        }
    }
}

impl From<&case::ExhibitRow> for ExhibitRow {
    fn from(row: &case::ExhibitRow) -> Self {
        Self {
            number: row.number.value,
            tag: row.number.to_string(),
            title: row.title.clone(),
            kind: row.kind.word().to_owned(),
            source: source(&row.publisher, &row.address, &row.file_name),
            marks: row.marks,
            claims: row.claims,
            stances: row.stances,
            held: row.held,
            sealed: row.media_type.is_some(),
            sensitive: row.sensitive,
            binned: row.binned,
            has_picture: row.media_type.as_deref().is_some_and(is_drawable),
            has_text: row.has_text,
            finding: row.media_type.as_deref() == Some(case::finding::MEDIA_TYPE),
            posted: row.posted_at.clone(),
            captured: row.captured_at.clone(),
            labels: row.tags.clone(),
            collections: row.collections.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Exhibit {
    pub(crate) fn of(view: &ExhibitView, seen: Seen) -> Self {
        let tag = view.number.to_string();
        let address = view
            .address_final
            .clone()
            .or_else(|| view.address_requested.clone());
        let file = view.original.as_ref().map(|own| own.file_name.clone());
        let (width, height) = seen.size.unwrap_or_default();
        let original = view.original.as_ref();
        Self {
            custody: custody(&tag, &seen.journal),
            added_at: seen.journal.first().map(|entry| entry.at.to_rfc3339()),
            added_by: seen.journal.first().map(|entry| entry.actor.clone()),
            number: view.number.value,
            tag,
            title: view.title.clone(),
            kind: view.kind.word().to_owned(),
            source: source(&view.publisher, &address, &file),
            held: view.held == Held::Held,
            sensitive: view.sensitivity == Sensitivity::Sensitive,
            has_picture: original.is_some_and(|own| is_drawable(&own.media_type)),
            width,
            height,
            pages: 0,
            has_text: view.excerpt.is_some(),
            language: view.language.clone(),
            relatives: seen.relatives,
            description: view.description.clone().unwrap_or_default(),
            facts: facts(view),
            sha256: original.map(|original| original.fingerprint.to_string()),
            #[expect(clippy::cast_precision_loss, reason = "shown in rounded megabytes")]
            size_bytes: original.map_or(0.0, |original| original.size_bytes as f64),
            media_type: original.map(|original| original.media_type.clone()),
            marks: view.marks.iter().map(Mark::from).collect(),
            redactions: view.redactions.iter().map(Redaction::from).collect(),
        }
    }
}

impl From<&RedactionView> for Redaction {
    fn from(view: &RedactionView) -> Self {
        Self {
            number: view.number,
            selector: Selector::from(&view.selector),
            reason: view.reason.into(),
            label: view.label.clone().unwrap_or_default(),
        }
    }
}

impl From<RedactionReason> for Reason {
    fn from(reason: RedactionReason) -> Self {
        match reason {
            RedactionReason::Source => Reason::Source,
            RedactionReason::Minor => Reason::Minor,
            RedactionReason::Victim => Reason::Victim,
            RedactionReason::Privacy => Reason::Privacy,
            RedactionReason::Security => Reason::Security,
            RedactionReason::Legal => Reason::Legal,
        }
    }
}

impl From<Reason> for RedactionReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Source => Self::Source,
            Reason::Minor => Self::Minor,
            Reason::Victim => Self::Victim,
            Reason::Privacy => Self::Privacy,
            Reason::Security => Self::Security,
            Reason::Legal => Self::Legal,
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

/// The entries about an exhibit and its marks, without what they say of others.
fn custody(tag: &str, journal: &[JournalEntry]) -> Vec<Entry> {
    journal
        .iter()
        .map(|entry| Entry::from(&about(tag, entry)))
        .collect()
}

/// A batch names hundreds of exhibits; here only one matters.
fn about(tag: &str, entry: &JournalEntry) -> JournalEntry {
    let own = |subject: &&String| {
        let rest = subject.strip_prefix(tag);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('·'))
    };
    let is_batch = entry.subjects.len() > 3;
    let detail = entry.detail.split("; ").find(|part| part.starts_with(tag));
    JournalEntry {
        subjects: match is_batch {
            true => entry.subjects.iter().filter(own).cloned().collect(),
            false => entry.subjects.clone(),
        },
        detail: detail
            .and_then(|part| part.strip_prefix(tag))
            .map_or_else(|| entry.detail.clone(), |part| part.trim().to_owned()),
        ..entry.clone()
    }
}

/// Whether a picture of it can be drawn: what `Case::picture` draws.
fn is_drawable(media_type: &str) -> bool {
    media_type.starts_with("image/") || media_type == "application/pdf"
}

/// Who published it, else the host of its address, else its file.
fn source(publisher: &Option<String>, address: &Option<String>, file: &Option<String>) -> String {
    let host = || {
        let rest = address.as_ref()?.split_once("://")?.1;
        let host = rest.split('/').next()?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
    };
    let known = publisher.clone().or_else(host);
    known.or_else(|| file.clone()).unwrap_or_default()
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
    let typed = |name, value: &String| match name {
        "posted" => view.posted_at.as_ref().map(evidence::Moment::typed),
        "captured" => view.captured_at.as_ref().map(evidence::Moment::typed),
        _ => Some(value.clone()),
    };
    lines
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
        .map(|(name, value)| Fact {
            name: name.to_owned(),
            typed: typed(name, &value).unwrap_or_default(),
            value,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custody_of_one_exhibit_of_a_batch_says_nothing_of_the_others() {
        let entry = JournalEntry {
            seq: 1,
            at: chrono::DateTime::UNIX_EPOCH,
            zone: "UTC".into(),
            actor: "Leyla".into(),
            operation: "add exhibit".into(),
            subjects: (1..=12).map(|one| format!("E-{one:03}")).collect(),
            detail: "E-001 SHA-256 aa; E-002 SHA-256 bb".into(),
            batch: String::new(),
            hash: String::new(),
        };
        let custody = custody("E-002", &[entry]);
        assert_eq!(custody[0].what, "add exhibit · E-002 · SHA-256 bb");
    }
}
