//! Exhibits and marks as people read them.

use crate::{Case, Error, read};
use claims::{Casebook, Stance};
use evidence::{
    Exhibit, Held, Mark, Moment, Number, Reason, Redaction, Reference, Selector, Sensitivity, Tier,
    exhibit::{ArchiveCopy, Kind, Original},
};
use serde::Serialize;

/// An exhibit with its collection record, its marks and what it is used for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExhibitView {
    /// `E-014`
    pub number: Number,
    /// What the library calls it.
    pub title: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Whether the case holds it.
    pub held: Held,
    /// The sealed bytes.
    pub original: Option<Original>,
    /// The address that was asked for.
    pub address_requested: Option<String>,
    /// The address that answered.
    pub address_final: Option<String>,
    /// When it was posted or published.
    pub posted_at: Option<Moment>,
    /// When it was captured.
    pub captured_at: Option<Moment>,
    /// Who captured it.
    pub captured_by: Option<String>,
    /// With which tool.
    pub tool: Option<String>,
    /// How.
    pub method: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The account that posted it: `A-001`.
    pub account: Option<Number>,
    /// How near to the event the source stands.
    pub tier: Tier,
    /// The exhibits it goes back to.
    pub derived_from: Vec<Number>,
    /// BCP 47 tag of its language.
    pub language: Option<String>,
    /// What must not be shown without a decision.
    pub sensitivity: Sensitivity,
    /// Copies kept by others.
    pub archive_copies: Vec<ArchiveCopy>,
    /// What a reader who cannot see it must know.
    pub description: Option<String>,
    /// Anything else a colleague must know.
    pub note: Option<String>,
    /// The beginning of its captured text.
    pub excerpt: Option<String>,
    /// Its marks.
    pub marks: Vec<MarkView>,
    /// What no printed copy shows of it.
    pub redactions: Vec<RedactionView>,
}

/// A part of an exhibit that no printed copy shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RedactionView {
    /// Its number inside the exhibit.
    pub number: u32,
    /// Where it lies, as a W3C Web Annotation selector.
    pub selector: Selector,
    /// Where it lies, in words.
    pub place: String,
    /// Why.
    pub reason: Reason,
    /// What a reader is told instead.
    pub label: Option<String>,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A mark, and the claims it bears on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MarkView {
    /// `E-014·1`
    pub reference: Reference,
    /// Where it lies, as a W3C Web Annotation selector.
    pub selector: Selector,
    /// Where it lies, in words.
    pub place: String,
    /// What to see there.
    pub note: Option<String>,
    /// The claims it bears on.
    pub uses: Vec<Use>,
}

/// A mark's place on a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Use {
    /// `C-03`
    pub claim: Number,
    /// The claim's sentence.
    pub text: String,
    /// The lane.
    pub stance: Stance,
}

/// What a card in the library has room for.
const EXCERPT_CHARS: u32 = 280;

impl Case {
    /// Every exhibit, in the order of their numbers.
    pub fn exhibits(&self) -> Result<Vec<ExhibitView>, Error> {
        let book = self.casebook()?;
        let view =
            |exhibit: &Exhibit| Ok(view_exhibit(&book, exhibit, self.excerpt(exhibit.number)?));
        book.exhibits.iter().map(view).collect()
    }

    /// One exhibit.
    pub fn exhibit(&self, number: Number) -> Result<ExhibitView, Error> {
        let book = self.casebook()?;
        let exhibit = read::exhibit(&book, number)?;
        Ok(view_exhibit(&book, exhibit, self.excerpt(number)?))
    }

    /// The beginning of an exhibit's captured text, as much as a card has room for.
    pub fn excerpt(&self, number: Number) -> Result<Option<String>, Error> {
        Ok(self.store.excerpt(number.value, EXCERPT_CHARS)?)
    }

    /// One mark.
    pub fn mark_view(&self, reference: Reference) -> Result<MarkView, Error> {
        let book = self.casebook()?;
        Ok(view_mark(&book, read::mark(&book, reference)?))
    }

    /// The captured text of an exhibit, if any was read from it.
    pub fn exhibit_text(&self, number: Number) -> Result<Option<String>, Error> {
        let book = self.casebook()?;
        self.text_of(read::exhibit(&book, number)?)
    }

    pub(crate) fn text_of(&self, exhibit: &Exhibit) -> Result<Option<String>, Error> {
        let Some(original) = &exhibit.original else {
            return Ok(None);
        };
        Ok(self.store.original_text(original.fingerprint)?)
    }
}

fn view_exhibit(book: &Casebook, exhibit: &Exhibit, excerpt: Option<String>) -> ExhibitView {
    let record = exhibit.record.clone();
    ExhibitView {
        number: exhibit.number,
        title: exhibit.title.clone(),
        kind: exhibit.kind,
        held: exhibit.held,
        original: exhibit.original.clone(),
        address_requested: record.address_requested,
        address_final: record.address_final,
        posted_at: record.posted_at,
        captured_at: record.captured_at,
        captured_by: record.captured_by,
        tool: record.tool,
        method: record.method,
        publisher: record.publisher,
        account: record
            .account
            .and_then(|id| book.party(id))
            .map(|party| party.number()),
        tier: record.tier,
        derived_from: record
            .derived_from
            .iter()
            .filter_map(|id| book.exhibit(*id))
            .map(|parent| parent.number)
            .collect(),
        language: record.language,
        sensitivity: record.sensitivity,
        archive_copies: record.archive_copies,
        description: record.description,
        note: record.note,
        excerpt,
        marks: book
            .marks_in(exhibit.id)
            .map(|mark| view_mark(book, mark))
            .collect(),
        redactions: book.redactions_of(exhibit.id).map(view_redaction).collect(),
    }
}

fn view_redaction(redaction: &Redaction) -> RedactionView {
    RedactionView {
        number: redaction.number,
        selector: redaction.selector.clone(),
        place: redaction.selector.describe(),
        reason: redaction.reason,
        label: redaction.label.clone(),
        by: redaction.by.clone(),
        at: redaction.at.clone(),
    }
}

fn view_mark(book: &Casebook, mark: &Mark) -> MarkView {
    let uses = book.links_of(mark.id).filter_map(|link| {
        let claim = book.claim(link.claim)?;
        Some(Use {
            claim: claim.number,
            text: claim.text.clone(),
            stance: link.stance,
        })
    });
    MarkView {
        reference: mark.reference,
        selector: mark.selector.clone(),
        place: mark.selector.describe(),
        note: mark.note.clone(),
        uses: uses.collect(),
    }
}
