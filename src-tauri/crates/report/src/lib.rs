//! Turns a manuscript and a case into a document, and a document into Markdown or PDF.
