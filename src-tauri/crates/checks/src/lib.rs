//! Reads a manuscript against a case and says what is missing. One rule, one file.
