//! Files that are dropped on the window. The page learns how many there are;
//! their paths stay here. A case file is asked for instead of brought in.
//!
//! A test cannot drag a file from another program, so `PLUMB_DROPS` names a
//! folder: when it appears, everything in it counts as dropped, once.

use crate::{window, wire::Drag};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tauri::{App, DragDropEvent, Manager, WindowEvent, ipc::Channel};

const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// What was dropped and waits to be brought in.
#[derive(Clone, Default)]
pub(crate) struct Drops(Arc<Mutex<Waiting>>);

#[derive(Default)]
struct Waiting {
    paths: Vec<PathBuf>,
    page: Option<Channel<Drag>>,
}

impl Drops {
    /// From now on the page is told through this channel.
    pub(crate) fn tell(&self, page: Channel<Drag>) {
        self.waiting().page = Some(page);
    }

    /// The paths that were dropped last; they are given once.
    pub(crate) fn take(&self) -> Vec<PathBuf> {
        std::mem::take(&mut self.waiting().paths)
    }

    /// The path that was dropped last, if it was one; it stays to be taken.
    pub(crate) fn lone(&self) -> Option<PathBuf> {
        match &self.waiting().paths[..] {
            [path] => Some(path.clone()),
            _ => None,
        }
    }

    fn drop(&self, paths: Vec<PathBuf>) {
        let files = paths.len();
        self.waiting().paths = paths;
        self.say(Drag::dropped(files));
    }

    fn say(&self, what: Drag) {
        if let Some(page) = &self.waiting().page {
            // A page that is gone learns of nothing.
            let _ = page.send(what);
        }
    }

    // A panic while the list was held leaves at worst a drop that is lost.
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Listens for files over the windows of `app`.
pub(crate) fn listen(app: &App) {
    let drops = app.state::<Drops>().inner();
    if let Some(window) = app.get_webview_window("main") {
        let (drops, page) = (drops.clone(), window.clone());
        window.on_window_event(move |event| {
            let WindowEvent::DragDrop(event) = event else {
                return;
            };
            match event {
                DragDropEvent::Enter { paths, .. } => drops.say(Drag::over(paths.len())),
                DragDropEvent::Drop { paths, .. } => match &paths[..] {
                    [case] if is_case(case) => {
                        drops.say(Drag::Left);
                        window::ask(&page, Some(case.clone()));
                    }
                    _ => drops.drop(paths.clone()),
                },
                DragDropEvent::Leave => drops.say(Drag::Left),
                _ => {}
            }
        });
    }
    if let Some(folder) = given() {
        let drops = drops.clone();
        std::thread::spawn(move || drops.drop(wait_for(&folder)));
    }
}

/// Whether a path is named as a case file is.
pub(crate) fn is_case(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "plumb")
}

/// What lies in `folder` as soon as there is one.
fn wait_for(folder: &Path) -> Vec<PathBuf> {
    loop {
        if let Ok(entries) = folder.read_dir() {
            let mut paths: Vec<_> = entries.filter_map(|one| Some(one.ok()?.path())).collect();
            paths.sort();
            return paths;
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where the environment is read"
)]
fn given() -> Option<PathBuf> {
    std::env::var_os("PLUMB_DROPS").map(PathBuf::from)
}
