//! The window as it ships: private, so that no driver is let in. It can only be
//! looked at from outside.

use super::display::Display;
use super::surroundings;
use super::{PATIENCE, desktop};
use crate::workbench::Workbench;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long the window is left to draw what it shows.
const DRAWING: Duration = Duration::from_secs(8);

/// An open window on a display of its own.
pub struct Shown {
    app: Child,
    _display: Display,
}

impl Shown {
    /// Opens `case` and leaves the window the time to show it.
    pub fn open(bench: &Workbench, case: &str) -> Self {
        let display = Display::start();
        let mut command = Command::new(desktop());
        surroundings(&mut command, bench, &display);
        let app = command
            .arg(bench.work(case))
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the window's program starts");
        let shown = Self {
            app,
            _display: display,
        };
        // SQLite keeps this file while the case is open.
        wait_for(&bench.work(&format!("{case}-shm")));
        sleep(DRAWING);
        shown
    }

    /// Ends the window as a power cut would, and all its processes.
    pub fn kill(self) {
        drop(self);
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        let group = format!("-{}", self.app.id());
        Command::new("kill")
            .args(["-KILL", "--", &group])
            .status()
            .ok();
        self.app.wait().ok();
    }
}

fn wait_for(file: &Path) {
    let begun = Instant::now();
    while !file.exists() {
        assert!(
            begun.elapsed() < PATIENCE,
            "the window never opened the case: {} is not there",
            file.display()
        );
        sleep(Duration::from_millis(100));
    }
}
