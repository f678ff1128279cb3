//! A place of its own for each test: own home, own temporary folder, a clock
//! that stands, and nothing of the machine's environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::binary::plumb;

/// The moment at which every test happens: 1 November 2026, 12:00 UTC.
pub const NOW: &str = "1793534400";

/// The passphrase of cases made by [`Workbench::new_case`].
pub const PASSPHRASE: &str = "seven quiet herons cross the weir";

/// A temporary folder in which Plumb is used as a person would use it.
pub struct Workbench {
    folder: PathBuf,
}

/// What one run of `plumb` said.
#[derive(Debug)]
pub struct Answer {
    /// The exit status; -1 if a signal ended the run.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Workbench {
    /// An empty workbench; its folder goes when it is dropped.
    ///
    /// # Panics
    /// If the machine's temporary folder cannot be written to.
    #[allow(clippy::new_without_default, reason = "making folders is no default")]
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("plumb-test-{}-{count}", process::id());
        let folder = std::env::temp_dir().join(name);
        for part in ["home", "tmp", "work", "given"] {
            fs::create_dir_all(folder.join(part)).expect("a temporary folder can be made");
        }
        fs::write(folder.join("given/passphrase"), PASSPHRASE).expect("a file can be written");
        Self { folder }
    }

    /// The folder that holds everything of this workbench.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Lets the window find these settings, as JSON; what they leave out has its first value.
    ///
    /// # Panics
    /// If the home of this workbench cannot be written to.
    pub fn settings(&self, json: &str) {
        let folder = self.folder.join("home/config/org.plumb.desktop");
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(folder.join("settings.json"), json).expect("a file can be written");
    }

    /// Lets the window find a desktop that asks for less movement.
    ///
    /// # Panics
    /// If the home of this workbench cannot be written to.
    pub fn without_animations(&self) {
        let folder = self.folder.join("home/config/gtk-3.0");
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(
            folder.join("settings.ini"),
            "[Settings]\ngtk-enable-animations=0\n",
        )
        .expect("a file can be written");
    }

    /// Where Plumb runs, and where cases and exports go.
    pub fn work(&self, name: &str) -> PathBuf {
        self.folder.join("work").join(name)
    }

    /// Where what a journalist brings lies: Plumb reads here and never writes.
    pub fn given(&self, name: &str) -> PathBuf {
        self.folder.join("given").join(name)
    }

    /// Puts a file among what the journalist brings and answers its path.
    ///
    /// # Panics
    /// If it cannot be written.
    pub fn give(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.given(name);
        fs::write(&path, bytes).expect("a file can be written");
        path.to_str().expect("temporary paths are UTF-8").to_owned()
    }

    /// A run of `plumb` that has not started: environment and folder are set.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let home = self.folder.join("home");
        let mut command = Command::new(plumb());
        command
            .args(arguments)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", &home)
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("TMPDIR", self.folder.join("tmp"))
            .env("SOURCE_DATE_EPOCH", NOW)
            .env("TZ", "UTC")
            .env("LANG", "C.UTF-8")
            .current_dir(self.folder.join("work"))
            .stdin(Stdio::null());
        command
    }

    /// Runs `plumb` to its end.
    ///
    /// # Panics
    /// If it cannot be started.
    pub fn plumb(&self, arguments: &[&str]) -> Answer {
        answer(self.command(arguments).output().expect("plumb starts"))
    }

    /// Runs `plumb`, expects status 0, and answers what it printed.
    ///
    /// # Panics
    /// With everything it said, if it ended otherwise.
    pub fn done(&self, arguments: &[&str]) -> String {
        let answer = self.plumb(arguments);
        assert_eq!(
            answer.status, 0,
            "plumb {arguments:?}\n{}\n{}",
            answer.out, answer.err
        );
        answer.out
    }

    /// Runs a reading verb with `--json`; 0 and 1 are both answers.
    ///
    /// # Panics
    /// If it ended otherwise or printed anything but one JSON document.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let mut arguments = arguments.to_vec();
        arguments.push("--json");
        let answer = self.plumb(&arguments);
        assert!(
            matches!(answer.status, 0 | 1),
            "plumb {arguments:?}\n{}\n{}",
            answer.out,
            answer.err
        );
        serde_json::from_str(&answer.out).unwrap_or_else(|error| {
            panic!(
                "plumb {arguments:?} printed no JSON: {error}\n{}",
                answer.out
            )
        })
    }

    /// Lays down the sample case, which has no passphrase, and answers its name.
    ///
    /// It is made once for each test program and copied from then on.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn sample(&self) -> &'static str {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = MADE.get_or_init(|| {
            let bench = Self::new();
            bench.done(&["sample", "sample.plumb"]);
            fs::read(bench.work("sample.plumb")).expect("the sample was made")
        });
        fs::write(self.work("sample.plumb"), bytes).expect("a file can be written");
        "sample.plumb"
    }

    /// Makes a case under [`PASSPHRASE`] and answers its name.
    pub fn new_case(&self, title: &str) -> &'static str {
        self.done(&[
            "new",
            "case.plumb",
            "--title",
            title,
            "--passphrase-file",
            &self.passphrase(),
        ]);
        "case.plumb"
    }

    /// The file that holds [`PASSPHRASE`].
    pub fn passphrase(&self) -> String {
        self.given("passphrase")
            .to_str()
            .expect("temporary paths are UTF-8")
            .to_owned()
    }

    /// Runs a verb on a case that has a passphrase, expecting status 0.
    pub fn unlocked(&self, arguments: &[&str]) -> String {
        let passphrase = self.passphrase();
        self.done(&[arguments, &["--passphrase-file", &passphrase]].concat())
    }
}

impl Drop for Workbench {
    /// The folder stays when a test failed, so that it can be looked at.
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("left for a look: {}", self.folder.display());
        } else {
            fs::remove_dir_all(&self.folder).ok();
        }
    }
}

/// What a finished run said.
pub fn answer(output: Output) -> Answer {
    Answer {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
