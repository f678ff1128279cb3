//! The content, made again from the journal and compared row by row: a row that
//! somebody changed behind the journal's back does not come out the same.

use super::{Problem, ProblemKind};
use crate::{StoreError, journal, schema, search, undo};
use evidence::{Noun, Number};
use evidence::{Said, said};
use rusqlite::{Connection, types::Value};
use std::collections::BTreeMap;

/// Replays the journal in memory and adds every row that differs to `problems`.
pub(super) fn check(
    connection: &Connection,
    problems: &mut Vec<Problem>,
) -> Result<(), StoreError> {
    let mut replayed = Connection::open_in_memory()?;
    search::register_fold(&replayed)?;
    schema::migrate(&mut replayed)?;
    without_triggers(&replayed)?;
    let mut unreadable = None;
    journal::visit_all(connection, |seq, entry| {
        let outcome = entry.and_then(|entry| {
            undo::apply_changeset(&replayed, &entry.changeset).map_err(|error| error.to_string())
        });
        if unreadable.is_none() && outcome.is_err() {
            unreadable = Some(seq);
        }
        Ok(())
    })?;
    if let Some(seq) = unreadable {
        problems.push(Problem {
            kind: ProblemKind::Entry,
            subjects: vec![format!("entry {seq}")],
            what: said!(
                "entry-does-not-fit",
                "what entry {} says was changed does not fit what came before it",
                seq
            ),
        });
        return Ok(());
    }
    for table in schema::CONTENT_TABLES {
        compare(table, connection, &replayed, problems)?;
    }
    Ok(())
}

/// Originals and the search index are not replayed, so nothing may ask for them.
fn without_triggers(replayed: &Connection) -> Result<(), StoreError> {
    replayed.pragma_update(None, "foreign_keys", false)?;
    let mut statement =
        replayed.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?;
    let names: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    drop(statement);
    for name in names {
        replayed.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    Ok(())
}

fn compare(
    table: &str,
    connection: &Connection,
    replayed: &Connection,
    problems: &mut Vec<Problem>,
) -> Result<(), StoreError> {
    let found = Rows::read(connection, table)?;
    let expected = Rows::read(replayed, table)?;
    let mut report = |key: &str, number: &Option<String>, what: Said| {
        problems.push(Problem {
            kind: ProblemKind::Content,
            subjects: vec![number.clone().unwrap_or_else(|| format!("{table} {key}"))],
            what,
        });
    };
    for (key, row) in &found.0 {
        match expected.0.get(key) {
            None => report(
                key,
                &row.number,
                said!(
                    "row-without-entry",
                    "its {} row is not in the journal",
                    table
                ),
            ),
            Some(other) if other.values != row.values => {
                report(
                    key,
                    &row.number,
                    said!(
                        "row-otherwise",
                        "its {} row is not as the journal recorded it",
                        table
                    ),
                );
            }
            Some(_) => {}
        }
    }
    for (key, row) in &expected.0 {
        if !found.0.contains_key(key) {
            report(
                key,
                &row.number,
                said!(
                    "row-gone",
                    "its {} row is in the journal but no longer in the case",
                    table
                ),
            );
        }
    }
    Ok(())
}

struct Rows(BTreeMap<String, RowCopy>);

struct RowCopy {
    /// `E-014`, for tables whose rows people know by a number.
    number: Option<String>,
    values: Vec<Value>,
}

impl Rows {
    fn read(connection: &Connection, table: &str) -> Result<Self, StoreError> {
        let mut columns = connection.prepare("SELECT name, pk FROM pragma_table_info(?1)")?;
        let columns: Vec<(String, i64)> = columns
            .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let mut statement =
            connection.prepare(&format!("SELECT {} FROM {table}", names.join(", ")))?;
        let mut rows = statement.query([])?;
        let mut copies = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let values: Vec<Value> = (0..columns.len())
                .map(|at| row.get(at))
                .collect::<Result<_, _>>()?;
            let key: Vec<String> = columns
                .iter()
                .zip(&values)
                .filter(|((_, pk), _)| *pk > 0)
                .map(|(_, value)| text(value))
                .collect();
            let number = number(table, &names, &values);
            copies.insert(key.join(" "), RowCopy { number, values });
        }
        Ok(Self(copies))
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}

fn number(table: &str, names: &[&str], values: &[Value]) -> Option<String> {
    let column = |wanted: &str| {
        names
            .iter()
            .position(|name| *name == wanted)
            .map(|at| &values[at])
    };
    let word = match column("noun") {
        Some(Value::Text(word)) => word,
        _ => table,
    };
    let noun = Noun::ALL.into_iter().find(|noun| noun.word() == word)?;
    match column("number") {
        Some(Value::Integer(value)) => {
            Some(Number::new(noun, u32::try_from(*value).ok()?).to_string())
        }
        _ => None,
    }
}
