//! WebKitWebDriver, and the few words of its protocol that the tests speak.

use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// No answer takes longer; the driver itself would wait for ever for a window that cannot open.
const ANSWER: Duration = Duration::from_secs(90);
const START: Duration = Duration::from_secs(20);

/// A driver with the one window that it opened.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    session: String,
}

impl Driver {
    /// Starts the driver with the surroundings of `command`, and through it `binary`.
    pub(crate) fn start(mut command: Command, binary: &Path, arguments: &[&str]) -> Self {
        let port = free_port();
        let process = command
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1")
            // The driver leaves the window behind when it ends, so both are ended as one group.
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver starts");
        let mut driver = Self {
            process,
            port,
            session: String::new(),
        };
        driver.wait_until_it_listens();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": binary, "args": arguments }
        } } });
        let session = driver
            .send("POST", "/session", &wanted)
            .expect("the window opens");
        driver.session = session["sessionId"]
            .as_str()
            .expect("a session has an id")
            .to_owned();
        driver
    }

    /// The group that the driver leads.
    pub(crate) fn process_group(&self) -> u32 {
        self.process.id()
    }

    /// Asks within the session; a refusal is the driver's sentence.
    pub(crate) fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.send(method, &format!("/session/{}{path}", self.session), body)
    }

    /// The driver's process, which leads the group of everything it started.
    pub(crate) fn process(&self) -> u32 {
        self.process.id()
    }

    /// Ends driver, window and the processes of WebKit at once.
    pub(crate) fn kill(&mut self) {
        let group = format!("-{}", self.process.id());
        Command::new("kill")
            .args(["-KILL", "--", &group])
            .status()
            .ok();
        self.process.wait().ok();
    }

    fn wait_until_it_listens(&self) {
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(begun.elapsed() < START, "WebKitWebDriver does not listen");
            sleep(Duration::from_millis(50));
        }
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let body = if method == "GET" {
            String::new()
        } else {
            body.to_string()
        };
        let answer = self
            .exchange(method, path, &body)
            .map_err(|error| format!("{path}: {error}"))?;
        let (head, body) = answer
            .split_once("\r\n\r\n")
            .ok_or("an answer without a body")?;
        let value: Value =
            serde_json::from_str(body).map_err(|error| format!("{error}: {body}"))?;
        if head.starts_with("HTTP/1.1 200") {
            Ok(value["value"].clone())
        } else {
            Err(value["value"].to_string())
        }
    }

    fn exchange(&self, method: &str, path: &str, body: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(ANSWER))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        read_answer(&mut stream)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Reads one answer by its stated length: the driver keeps connections open.
fn read_answer(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut answer = Vec::new();
    let mut part = [0; 16 * 1024];
    loop {
        let text = String::from_utf8_lossy(&answer);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .and_then(|(_, length)| length.trim().parse::<usize>().ok());
            if length.is_some_and(|length| body.len() >= length) {
                return Ok(text.into_owned());
            }
        }
        match stream.read(&mut part)? {
            0 => return Ok(String::from_utf8_lossy(&answer).into_owned()),
            read => answer.extend_from_slice(&part[..read]),
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("it has an address").port()
}
