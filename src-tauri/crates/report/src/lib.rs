//! Turns a manuscript and a case into a document, and a document into Markdown or PDF.

pub mod chart;
mod cited;
pub mod compose;
pub mod csl;
mod document;
pub mod fonts;
pub mod html;
mod lang;
pub mod leaks;
pub mod markdown;
pub mod pdf;
mod plate;
mod recent;
mod references;
mod stable;
mod words;

pub use cited::Cited;
pub use document::{
    Attachment, Block, Checking, Citation, Document, Fact, Figure, Inline, MarginNote, Paragraph,
    Picture, Relation, Shown, Summary, Table, Tone,
};
pub use plate::{
    ClaimEvidence, ClaimRow, Custody, OpenPoint, Passage, Plate, PlateClaim, PlateMark, Region,
    Row, SourceRecord, View,
};
pub use stable::stable_json;
