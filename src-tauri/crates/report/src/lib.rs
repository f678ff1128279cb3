//! Turns a manuscript and a case into a document, and a document into Markdown or PDF.

pub mod compose;
pub mod csl;
mod document;
pub mod fonts;
pub mod markdown;
pub mod pdf;
mod words;

pub use document::{
    Block, Citation, ClaimEvidence, ClaimRow, Custody, Document, Fact, Figure, Inline, MarginNote,
    OpenPoint, Paragraph, Passage, Picture, Plate, PlateClaim, PlateMark, Region, Row,
    SourceRecord, Summary, Table, Tone, View,
};
