//! One method for each thing a journalist can do with a case, each in one
//! transaction, each recorded in the journal, each undoable.
//!
//! Shells open a [`Case`] with a [`Machine`], which says what only they know:
//! the time, the zone, who sits at it, and fresh ids.

mod add;
mod argue;
mod bring;
mod check;
mod cite;
mod collections;
mod custody;
mod enclose;
mod error;
mod events;
mod export;
mod find;
pub mod finding;
mod freeze;
mod judge;
mod leaks;
mod library;
mod look;
mod machine;
mod manifest;
mod mark;
mod merge;
mod open;
mod people;
mod pictures;
pub mod posts;
mod preview;
mod print;
mod read;
mod redact;
mod replies;
pub mod sample;
mod search;
mod sign;
mod source;
mod turns;
mod undo;
mod verify;
mod verify_origin;
mod verify_pdf;
pub mod view;
mod weigh;
mod write;

pub use add::{Addition, Progress};
pub use bring::{Bringing, Brought, Incoming, Twin, Watch};
pub use capture::{
    Bitmap, Difference, Line, PageWord, PageWords, Part, Span, Table, difference,
    keep_readers_quiet, read_page_words, render_part,
};
pub use check::CheckResult;
pub use checks::{Ask, Glyph, Matter, Question, SentenceStanding, Severity};
pub use cite::{Citable, Cited};
pub use error::{Error, Kind};
pub use events::NewEvent;
pub use evidence::Id;
pub use export::{Departure, Exported, Outlet};
pub use find::{Finding, FoundSentence, Thing};
pub use freeze::CaseChart;
pub use leaks::Searched;
pub use library::ReportSection;
pub use look::CapturedText;
pub use machine::Machine;
pub use mark::MarkPlace;
pub use open::{Lock, Opening};
pub use people::{NewAffiliation, PartyEdit};
pub use pictures::{Drawable, Picture, page_picture, png};
pub use preview::{Composed, Pages, Passage, Press, Preview, Weighed};
pub use print::{Copy, Printed};
pub use redact::NewCode;
pub use replies::NewReply;
pub use report::{
    compose::Withholding,
    pdf::{Progress as Printing, Spot},
};
pub use search::Found;
pub use source::SourceEdit;
pub use store::undo as history;
pub use store::{
    Change, Collection, ExhibitRow, JournalEntry, Receipt, Stale,
    vault::{Key, KeyCost, RecoveryCode},
    verify::{Problem, ProblemKind, Verification},
};
pub use turns::Turns;
pub use verify_pdf::{PdfVerification, is_pdf, verify_pdf};
pub use weigh::Falls;

use claims::Casebook;
use std::sync::Arc;
use store::{Description, Store, Writing, vault::LockKind};

/// An open case.
pub struct Case {
    store: Store,
    machine: Machine,
    lock: LockKind,
    /// The casebook, and the journal entry up to which it is true.
    book: std::cell::RefCell<Option<(i64, Arc<Casebook>)>>,
    /// The columns of the data set that was last looked at, and the key they are kept by.
    looked_at: std::cell::RefCell<Option<(String, Arc<::posts::DataSet>)>>,
    /// What pictures look like that were compared since the case was opened; none of what
    /// cannot be decoded.
    picture_hashes: std::cell::RefCell<
        std::collections::HashMap<evidence::Fingerprint, Option<evidence::PictureHash>>,
    >,
    /// The file of posts that was last asked, as it was read: another window needs no reading.
    asked: std::cell::RefCell<Option<Box<finding::Sealed>>>,
    /// What verifying an original gave, since the case was opened.
    verified: std::collections::BTreeMap<evidence::Fingerprint, Option<String>>,
}

impl Case {
    /// The one way in which a case changes. Changes of one batch are undone
    /// together; a change without a batch cannot be undone.
    fn transact<T>(
        &mut self,
        operation: &str,
        batch: Option<evidence::Id>,
        write: impl FnOnce(&mut Writing<'_>) -> Result<T, Error>,
    ) -> Result<Change<T>, Error> {
        let description = Description {
            at: self.machine.now(),
            zone: self.machine.zone(),
            actor: self.machine.actor(),
            operation,
            batch: &batch.map(|batch| batch.to_string()).unwrap_or_default(),
        };
        self.store.transact(&description, write)
    }

    /// A change that is undone by itself.
    fn change<T>(
        &mut self,
        operation: &str,
        write: impl FnOnce(&mut Writing<'_>) -> Result<T, Error>,
    ) -> Result<Change<T>, Error> {
        let batch = self.machine.new_id();
        self.transact(operation, Some(batch), write)
    }
}
