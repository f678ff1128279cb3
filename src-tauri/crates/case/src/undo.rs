//! Undo and redo, named and batched, across restarts.

use crate::{Case, Change, Error};
use evidence::said;
use store::{
    Description, Store, StoreError,
    undo::{History, Step},
};

impl Case {
    /// What can be undone and redone now.
    pub fn history(&self) -> Result<History, Error> {
        Ok(self.store.history()?)
    }

    /// The steps that `undo` and `redo` would take next.
    pub fn next_steps(&self) -> Result<(Option<Step>, Option<Step>), Error> {
        Ok(self.store.next_steps()?)
    }

    /// Undoes the last `steps` steps in force, newest first.
    pub fn undo(&mut self, steps: usize) -> Result<Vec<Change<Step>>, Error> {
        let possible = self.history()?.done.len();
        self.repeat(steps, possible, "undone", Store::undo)
    }

    /// Redoes the last `steps` undone steps.
    pub fn redo(&mut self, steps: usize) -> Result<Vec<Change<Step>>, Error> {
        let possible = self.history()?.undone.len();
        self.repeat(steps, possible, "redone", Store::redo)
    }

    fn repeat(
        &mut self,
        steps: usize,
        possible: usize,
        done: &str,
        turn: fn(&mut Store, &Description<'_>) -> Result<Change<Step>, StoreError>,
    ) -> Result<Vec<Change<Step>>, Error> {
        if steps > possible {
            return Err(Error::user(match possible {
                0 => said!("nothing-left", "nothing is left to be {}", done),
                1 => said!("one-step-left", "only 1 step can be {}", done),
                _ => said!("few-steps-left", "only {} steps can be {}", possible, done),
            })
            .hint("Nothing was changed."));
        }
        (0..steps)
            .map(|_| {
                let description = Description {
                    at: self.machine.now(),
                    zone: self.machine.zone(),
                    actor: self.machine.actor(),
                    operation: "",
                    batch: "",
                };
                Ok(turn(&mut self.store, &description)?)
            })
            .collect()
    }
}
