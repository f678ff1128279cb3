//! Undo and redo of every operation, across restarts: an undo is a new entry
//! that applies the inverse of the recorded changes, never an erased one.

use crate::{Change, Description, Store, StoreError, Writing, error::damaged};
use rusqlite::{
    Connection, Row,
    session::{ConflictAction, invert_strm},
};
use serde::Serialize;
use std::cell::Ref;

/// One thing that can be undone or redone as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What it was: `link mark`.
    pub operation: String,
    /// What it was done to.
    pub subjects: Vec<String>,
    /// When it was first done, RFC 3339 in UTC.
    pub at: String,
    /// Who did it.
    pub actor: String,
    #[serde(skip)]
    batch: String,
}

/// What can be undone and redone now, each list ending with the next to take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct History {
    /// Steps in force, oldest first.
    pub done: Vec<Step>,
    /// Steps that were undone and can be redone, the next one last.
    pub undone: Vec<Step>,
}

/// The history as far as the journal was walked.
#[derive(Default)]
pub(crate) struct Walked {
    seq: i64,
    history: History,
}

const UNDO: &str = "undo";
const REDO: &str = "redo";

#[derive(Clone, Copy)]
enum Direction {
    Back,
    Forth,
}

impl Store {
    /// What can be undone and redone, as the journal says.
    pub fn history(&self) -> Result<History, StoreError> {
        Ok(self.walk()?.history.clone())
    }

    /// The steps that `undo` and `redo` would take next.
    pub fn next_steps(&self) -> Result<(Option<Step>, Option<Step>), StoreError> {
        let walked = self.walk()?;
        let History { done, undone } = &walked.history;
        Ok((done.last().cloned(), undone.last().cloned()))
    }

    /// Walks on through the journal from where it was left.
    fn walk(&self) -> Result<Ref<'_, Walked>, StoreError> {
        let mut walked = self.walked.borrow_mut();
        if let Err(error) = walked.go_on(&self.connection) {
            // Half a walk is no history: the next one begins anew.
            *walked = Walked::default();
            return Err(error);
        }
        drop(walked);
        Ok(self.walked.borrow())
    }

    /// Undoes the last step in force.
    ///
    /// # Errors
    /// [`StoreError::NothingTo`] when there is none.
    pub fn undo(&mut self, description: &Description<'_>) -> Result<Change<Step>, StoreError> {
        let (step, _) = self.next_steps()?;
        let step = step.ok_or(StoreError::NothingTo(UNDO))?;
        self.reverse(description, UNDO, step, Direction::Back)
    }

    /// Redoes the step that was undone last.
    ///
    /// # Errors
    /// [`StoreError::NothingTo`] when there is none.
    pub fn redo(&mut self, description: &Description<'_>) -> Result<Change<Step>, StoreError> {
        let (_, step) = self.next_steps()?;
        let step = step.ok_or(StoreError::NothingTo(REDO))?;
        self.reverse(description, REDO, step, Direction::Forth)
    }

    fn reverse(
        &mut self,
        description: &Description<'_>,
        operation: &str,
        step: Step,
        direction: Direction,
    ) -> Result<Change<Step>, StoreError> {
        // An undo belongs to the batch that it undoes: that is how `history` pairs them.
        let description = Description {
            operation,
            batch: &step.batch,
            ..*description
        };
        self.transact(&description, |writing| {
            apply(writing, &step.batch, direction)?;
            step.subjects
                .iter()
                .for_each(|subject| writing.name_subject(subject));
            writing.describe(step.operation.clone());
            Ok(step.clone())
        })
    }
}

impl Walked {
    fn go_on(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let mut statement = connection.prepare_cached(include_str!("undo/history.sql"))?;
        let mut rows = statement.query([self.seq])?;
        while let Some(row) = rows.next()? {
            self.seq = row.get("seq")?;
            let operation: String = row.get("operation")?;
            let batch: String = row.get("batch")?;
            let History { done, undone } = &mut self.history;
            match operation.as_str() {
                UNDO => move_last(done, undone, &batch)?,
                REDO => move_last(undone, done, &batch)?,
                _ => self.history.take(step(row, operation, batch)?),
            }
        }
        Ok(())
    }
}

fn step(row: &Row<'_>, operation: String, batch: String) -> Result<Step, StoreError> {
    let subjects: String = row.get("subjects")?;
    Ok(Step {
        operation,
        subjects: serde_json::from_str(&subjects).map_err(damaged)?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        batch,
    })
}

impl History {
    /// Takes one more thing that was done into account.
    fn take(&mut self, mut step: Step) {
        self.undone.clear();
        match self.done.last_mut().filter(|last| last.batch == step.batch) {
            Some(last) => last.subjects.append(&mut step.subjects),
            None => self.done.push(step),
        }
    }
}

fn move_last(from: &mut Vec<Step>, to: &mut Vec<Step>, batch: &str) -> Result<(), StoreError> {
    let step = from
        .pop()
        .filter(|step| step.batch == batch)
        .ok_or_else(|| damaged("the journal undoes or redoes what was not the last step"))?;
    to.push(step);
    Ok(())
}

fn apply(writing: &Writing<'_>, batch: &str, direction: Direction) -> Result<(), StoreError> {
    let connection = writing.connection();
    let mut statement = connection.prepare(include_str!("undo/changesets.sql"))?;
    let mut changesets: Vec<Vec<u8>> = statement
        .query_map([batch], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    if let Direction::Back = direction {
        changesets.reverse();
        for changeset in &mut changesets {
            let mut inverse = Vec::new();
            invert_strm(&mut changeset.as_slice(), &mut inverse)?;
            *changeset = inverse;
        }
    }
    changesets
        .iter()
        .try_for_each(|changeset| apply_changeset(connection, changeset))
}

/// Applies recorded changes; any row that is not as it was recorded stops the whole.
pub(crate) fn apply_changeset(connection: &Connection, changeset: &[u8]) -> Result<(), StoreError> {
    connection.apply_strm(&mut &changeset[..], None::<fn(&str) -> bool>, |_, _| {
        ConflictAction::SQLITE_CHANGESET_ABORT
    })?;
    Ok(())
}
