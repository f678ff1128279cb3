//! A manuscript and a case made into a document.
