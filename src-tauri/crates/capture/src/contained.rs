//! Runs a reader of hostile files where it can do little harm: on its own thread with a large
//! stack, with panics caught and a limit on waiting.
//!
//! What remains: a reader that loops without drawing anything cannot be stopped, only left
//! behind (its thread ends with the process), and memory is bounded by the readers' own limits.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::error::{Error, Result};

/// Reserved, not used: pages are touched only by deep recursion.
const STACK_BYTES: usize = 256 * 1024 * 1024;

/// Says to a reader that nobody waits any more.
#[derive(Clone)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Ends the reader if nobody waits. Call it wherever a reader calls back.
    pub(crate) fn check(&self) {
        if self.0.load(Ordering::Relaxed) {
            // Unwinds without a message: the waiting side has said what happened.
            resume_unwind(Box::new("stopped"));
        }
    }
}

/// Keeps the panic messages of readers off standard error, for they may quote a
/// captured file. The panics themselves are caught and become remarks. For
/// shells, once at their start.
pub fn keep_readers_quiet() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().name() != Some(READER) {
            print(panic);
        }
    }));
}

/// The name of the threads that read hostile files.
const READER: &str = "capture";

/// Runs `read` for at most `seconds`.
pub(crate) fn contained<T: Send + 'static>(
    what: &'static str,
    seconds: u64,
    read: impl FnOnce(&Stop) -> Result<T> + Send + 'static,
) -> Result<T> {
    let damaged = |reason: &str| Error::Damaged {
        what,
        reason: reason.to_owned(),
    };
    let stop = Stop(Arc::new(AtomicBool::new(false)));
    let (send, receive) = mpsc::sync_channel(1);
    let inner = stop.clone();
    let spawned = thread::Builder::new()
        .name(READER.to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| read(&inner)));
            // Nobody receives when the wait is over; then the result is of no use.
            let _ = send.send(result);
        });
    if spawned.is_err() {
        return Err(damaged("the machine has no room for another reader"));
    }
    match receive.recv_timeout(Duration::from_secs(seconds)) {
        Ok(Ok(result)) => result,
        Ok(Err(_)) | Err(mpsc::RecvTimeoutError::Disconnected) => {
            Err(damaged("it is damaged in a way its reader did not expect"))
        }
        Err(mpsc::RecvTimeoutError::Timeout) => {
            stop.0.store(true, Ordering::Relaxed);
            Err(Error::TooLarge {
                what,
                limit: format!("{seconds} seconds"),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_inside_is_an_error_outside() {
        let result: Result<()> = contained("PDF", 5, |_| resume_unwind(Box::new("x")));
        assert!(matches!(result, Err(Error::Damaged { .. })));
    }

    #[test]
    fn a_reader_that_takes_too_long_is_left_and_stops() {
        let (ended, wait) = mpsc::channel::<()>();
        let result: Result<()> = contained("PDF", 1, move |stop| {
            let _ended = ended;
            loop {
                stop.check();
                thread::yield_now();
            }
        });
        assert!(matches!(result, Err(Error::TooLarge { .. })));
        let gone = wait.recv_timeout(Duration::from_secs(10));
        assert_eq!(
            gone,
            Err(mpsc::RecvTimeoutError::Disconnected),
            "the thread ended and dropped its end"
        );
    }
}
