//! Keeps a case in one encrypted SQLite file; the only crate that knows SQL.
