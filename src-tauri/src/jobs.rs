//! Work that takes long: the page sees how far it is, and can stop it.

use crate::wire::Progress;
use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tauri::ipc::Channel;

/// How often the page is told, so that telling takes no time of the work.
const PACE: Duration = Duration::from_millis(60);

/// The jobs that run, by the number that the page gave them.
#[derive(Clone, Default)]
pub(crate) struct Jobs(Arc<Mutex<BTreeMap<u32, Arc<AtomicBool>>>>);

/// One job, while it runs.
pub(crate) struct Job {
    jobs: Jobs,
    number: u32,
    stop: Arc<AtomicBool>,
    progress: Channel<Progress>,
    told_at: Option<Instant>,
}

impl Jobs {
    /// Begins a job; it ends when what is given here is dropped.
    pub(crate) fn begin(&self, number: u32, progress: Channel<Progress>) -> Job {
        let stop = Arc::new(AtomicBool::new(false));
        self.running().insert(number, Arc::clone(&stop));
        Job {
            jobs: self.clone(),
            number,
            stop,
            progress,
            told_at: None,
        }
    }

    /// Asks a job to stop; one that has ended is left alone.
    pub(crate) fn cancel(&self, number: u32) {
        if let Some(stop) = self.running().get(&number) {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// Asks every job to stop: the case is about to be closed.
    pub(crate) fn cancel_all(&self) {
        for stop in self.running().values() {
            stop.store(true, Ordering::Relaxed);
        }
    }

    // A panic of a job leaves at worst a number that nobody asks for again.
    fn running(&self) -> MutexGuard<'_, BTreeMap<u32, Arc<AtomicBool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    /// Tells how much of how much is done, and answers whether to go on.
    pub(crate) fn at(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        if self.told_at.is_none_or(|then| then.elapsed() >= PACE) {
            self.told_at = Some(Instant::now());
            // A page that is gone needs no progress.
            let _ = self.progress.send(Progress::of(done, total));
        }
        if self.stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// The same for work that says how far it is from 0 to 1.
    pub(crate) fn share(&mut self, done: f32) -> ControlFlow<()> {
        self.at((done * 1_000.0) as u64, 1_000)
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.jobs.running().remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_goes_on_until_it_is_cancelled_and_no_other_stops_with_it() {
        let jobs = Jobs::default();
        let mut first = jobs.begin(1, Channel::new(|_| Ok(())));
        let mut second = jobs.begin(2, Channel::new(|_| Ok(())));
        assert_eq!(first.at(0, 10), ControlFlow::Continue(()));
        jobs.cancel(1);
        assert_eq!(first.at(1, 10), ControlFlow::Break(()));
        assert_eq!(second.at(1, 10), ControlFlow::Continue(()));
        drop(first);
        assert_eq!(jobs.running().len(), 1, "a job that ended is forgotten");
    }
}
