//! What lies on the desk: no case, a locked one, or the open case.

use crate::{
    machine::this_machine,
    recent::was_left_open,
    shown::Shown,
    wire::{Code, Failure, Session, SessionState, Units},
};
use case::{Case, Copy, Key, Press, Preview, Turns};
use evidence::said;
use parking_lot::{FairMutex, FairMutexGuard};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

/// The state of the application. Work on it happens off the main thread, one at a
/// time and in the order in which it was asked for.
#[derive(Clone)]
pub(crate) struct Desk {
    place: Arc<FairMutex<Place>>,
    /// A case that a second start of Plumb was asked for while this one runs.
    asked: Arc<Mutex<Option<PathBuf>>>,
    /// Counts the printings of pages.
    printings: Arc<AtomicU32>,
}

enum Place {
    Home,
    /// A case was asked for and not yet opened.
    Asked(PathBuf),
    Locked(PathBuf),
    Open(Box<OpenCase>),
}

/// An open case, and the pages of its report as they were last set.
pub(crate) struct OpenCase {
    pub(crate) case: Case,
    pub(crate) path: PathBuf,
    /// Whether the session before ended without closing it.
    left_open: bool,
    /// What reading and laying out the report keeps from one time to the next.
    pub(crate) preview: Preview,
    /// Works beside the case, so that nobody waits for pages.
    pub(crate) press: Arc<Mutex<Press>>,
    pub(crate) pages: Option<Pages>,
    /// Where the report goes when it leaves, if somebody said so.
    pub(crate) way_out: Option<PathBuf>,
    shown: Arc<Shown>,
}

/// One opening of a case, until it is closed.
pub(crate) struct Opening(Arc<Shown>);

/// One opening of a case, for work that has it a step at a time.
pub(crate) struct Steps {
    desk: Desk,
    opening: Opening,
}

impl Steps {
    /// The step that changes the case.
    pub(crate) fn step<T>(
        &self,
        work: impl FnOnce(&mut OpenCase) -> Result<T, case::Error>,
    ) -> Result<T, case::Error> {
        self.desk.step(&self.opening, work)
    }
}

impl Turns for Steps {
    fn turn<T>(
        &mut self,
        step: impl FnOnce(&Case) -> Result<T, case::Error>,
    ) -> Result<T, case::Error> {
        self.step(|open| step(&open.case))
    }
}

/// The report's pages, in memory only.
pub(crate) struct Pages {
    pub(crate) laid: Arc<case::Pages>,
    /// From bytes of the text they were laid from to the page's units, and back.
    pub(crate) units: Units,
    /// Changes with every printing, so that no page is shown from a cache.
    pub(crate) version: u32,
}

impl Desk {
    /// A desk with the case that the command line named, if any, still closed.
    pub(crate) fn new(asked: Option<PathBuf>) -> Self {
        Self {
            place: Arc::new(FairMutex::new(asked.map_or(Place::Home, Place::Asked))),
            asked: Arc::default(),
            printings: Arc::default(),
        }
    }

    /// Begins a printing and overtakes those before it; answers whether this
    /// one is overtaken.
    pub(crate) fn next_printing(&self) -> impl Fn() -> bool + use<> {
        let newest = Arc::clone(&self.printings);
        let mine = newest.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        move || newest.load(Ordering::Relaxed) != mine
    }

    /// Runs `work` on the open case, away from the threads that serve the window.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut OpenCase) -> Result<T, case::Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let desk = self.clone();
        blocking(move || desk.with(work)).await
    }

    /// Runs `work` on the open case, on this thread.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut OpenCase) -> Result<T, case::Error>,
    ) -> Result<T, Failure> {
        match &mut *self.place() {
            Place::Open(open) => Ok(work(open)?),
            _ => Err(Failure::new(
                Code::User,
                said!("no-case-open", "No case is open."),
                Some("Open one first."),
            )),
        }
    }

    /// Which opening of a case this is: long work that lets go of the case between
    /// its steps goes on in no other.
    pub(crate) fn opening(&self) -> Result<Opening, Failure> {
        self.shown().map(Opening)
    }

    /// Runs a step of long work on the case as it was opened then; others who wait
    /// have their turn before the next step.
    ///
    /// # Errors
    /// [`case::Error::closed`] when that case was closed meanwhile.
    pub(crate) fn step<T>(
        &self,
        opening: &Opening,
        work: impl FnOnce(&mut OpenCase) -> Result<T, case::Error>,
    ) -> Result<T, case::Error> {
        match &mut *self.place() {
            Place::Open(open) if Arc::ptr_eq(&open.shown, &opening.0) => work(open),
            _ => Err(case::Error::closed()),
        }
    }

    /// Runs long work on the case as it is open now, away from the threads that serve the
    /// window; it has the case a step at a time.
    pub(crate) async fn work_in_turns<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Steps) -> Result<T, case::Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let desk = self.clone();
        blocking(move || {
            let opening = desk.opening()?;
            Ok(work(&mut Steps { desk, opening })?)
        })
        .await
    }

    /// What was read of the exhibits that are looked at; gone when the case is closed.
    pub(crate) fn shown(&self) -> Result<Arc<Shown>, Failure> {
        self.with(|open| Ok(Arc::clone(&open.shown)))
    }

    /// What the window should show; opens the case that the command line named.
    pub(crate) fn session(&self) -> Result<Session, Failure> {
        let mut place = self.place();
        if let Place::Asked(path) = &*place {
            let path = path.clone();
            *place = Place::Home;
            *place = enter(&path)?;
        }
        Ok(session(&place))
    }

    /// Opens the case at `path`, or shows its lock.
    pub(crate) fn open(&self, path: &Path) -> Result<Session, Failure> {
        let opened = enter(path)?;
        let mut place = self.place();
        *place = opened;
        Ok(session(&place))
    }

    /// Opens the locked case with its passphrase or its recovery code.
    pub(crate) fn unlock(&self, typed: &str) -> Result<Session, Failure> {
        let mut place = self.place();
        if let Place::Locked(path) = &*place {
            let left_open = was_left_open(path);
            let case = match Case::open(path, Key::Passphrase(typed), this_machine()) {
                Err(error)
                    if error.kind == case::Kind::Locked
                        && case::RecoveryCode::parse(typed).is_ok() =>
                {
                    Case::open(path, Key::RecoveryCode(typed), this_machine())?
                }
                opened => opened?,
            };
            *place = opened(case, path, left_open);
        }
        Ok(session(&place))
    }

    /// Lays a case that was just made on the desk.
    pub(crate) fn lay(&self, case: Case, path: &Path) -> Session {
        let mut place = self.place();
        *place = opened(case, path, false);
        session(&place)
    }

    /// Keeps in mind a case that another start of Plumb was asked for.
    pub(crate) fn ask(&self, path: PathBuf) {
        *self.asked() = Some(path);
    }

    /// The name of the case that another start asked for, if it is not the open one.
    pub(crate) fn asked_name(&self) -> Option<String> {
        let asked = self.asked().clone()?;
        let is_open = self.path().is_some_and(|path| path == asked);
        (!is_open).then(|| file_name(&asked)).flatten()
    }

    /// Opens the case that another start asked for instead of the one on the desk.
    pub(crate) fn open_asked(&self) -> Result<Session, Failure> {
        let asked = self.asked().take();
        match asked {
            Some(path) => self.open(&path),
            None => self.session(),
        }
    }

    /// Forgets the case that another start asked for.
    pub(crate) fn dismiss_asked(&self) {
        *self.asked() = None;
    }

    /// The path of the case on the desk, locked or open.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        match &*self.place() {
            Place::Open(open) => Some(open.path.clone()),
            Place::Locked(path) => Some(path.clone()),
            _ => None,
        }
    }

    /// Closes the case and leaves the desk empty.
    pub(crate) fn clear(&self) -> Session {
        let mut place = self.place();
        *place = Place::Home;
        session(&place)
    }

    /// Closes the case: back to its lock if it has one, else to the start.
    pub(crate) fn close(&self) -> Session {
        let mut place = self.place();
        let path = match &*place {
            Place::Open(open) if !open.case.is_unlocked_for_all() => Some(open.path.clone()),
            Place::Locked(path) => Some(path.clone()),
            _ => None,
        };
        *place = path.map_or(Place::Home, Place::Locked);
        session(&place)
    }

    // A panic while the case was held left no change half done: changes are transactions.
    fn place(&self) -> FairMutexGuard<'_, Place> {
        self.place.lock()
    }

    fn asked(&self) -> MutexGuard<'_, Option<PathBuf>> {
        hold(&self.asked)
    }
}

/// Takes what a lock holds; a panic while it was held left nothing half done
/// that is not made again.
pub(crate) fn hold<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs what may take long away from the threads that serve the window.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| {
            Err(Failure::new(
                Code::Internal,
                said!("plumb-failed", "Plumb failed at this."),
                Some("The case is as it was before. Please report what you did."),
            ))
        })
}

fn enter(path: &Path) -> Result<Place, Failure> {
    if Case::needs_passphrase(path)? {
        return Ok(Place::Locked(path.to_owned()));
    }
    let left_open = was_left_open(path);
    let case = Case::open(path, Key::None, this_machine())?;
    Ok(opened(case, path, left_open))
}

fn opened(case: Case, path: &Path, left_open: bool) -> Place {
    Place::Open(Box::new(OpenCase {
        case,
        path: path.to_owned(),
        left_open,
        preview: Preview::new(Copy::Editor),
        press: Arc::default(),
        pages: None,
        way_out: None,
        shown: Arc::default(),
    }))
}

fn file_name(path: &Path) -> Option<String> {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
}

fn session(place: &Place) -> Session {
    let (state, path, left_open) = match place {
        Place::Home | Place::Asked(_) => (SessionState::Home, None, false),
        Place::Locked(path) => (SessionState::Locked, Some(path), false),
        Place::Open(open) => (SessionState::Open, Some(&open.path), open.left_open),
    };
    Session {
        state,
        file: path.and_then(|path| file_name(path)),
        left_open,
    }
}
