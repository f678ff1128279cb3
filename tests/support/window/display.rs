//! A screen that nobody looks at.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

/// An X server of its own, on a display that it chose.
pub(crate) struct Display {
    server: Child,
    name: String,
    /// Held open: the server dies of a closed pipe while it says its number.
    _said: BufReader<ChildStdout>,
}

impl Display {
    pub(crate) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1440x900x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut said = BufReader::new(server.stdout.take().expect("its output was asked for"));
        let mut number = String::new();
        said.read_line(&mut number).expect("Xvfb says its display");
        Self {
            server,
            name: format!(":{}", number.trim()),
            _said: said,
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}
