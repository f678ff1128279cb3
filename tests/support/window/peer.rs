//! The window's page in Chromium `--app`, on recorded answers instead of a case.

use super::display::Display;
use super::work::{Work, work_of};
use crate::workbench::Workbench;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(120);

/// Stands in for the shell: answers each command as it was recorded, asks for
/// scripts to run and sends back what they gave.
const STUB: &str = include_str!("peer.js");

/// Chromium with the page in it.
pub struct Peer {
    browser: Child,
    scripts: Sender<String>,
    answers: Receiver<String>,
    _display: Display,
}

impl Peer {
    /// Opens the built page in `dist` on answers to its commands, as JSON.
    ///
    /// # Panics
    /// If Chromium cannot be started or shows nothing.
    pub fn open(bench: &Workbench, dist: &Path, answers: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it has an address").port();
        let (scripts, wanted) = channel();
        let (given, answered) = channel();
        let served = Served {
            dist: dist.to_owned(),
            stub: STUB.replace("RECORDED", answers),
        };
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                served.answer(stream, &wanted, &given);
            }
        });
        let display = Display::start();
        let browser = Command::new("chromium")
            .args([
                "--no-sandbox",
                "--no-first-run",
                "--disable-gpu",
                "--window-size=1440,900",
            ])
            .arg(format!("--app=http://127.0.0.1:{port}/"))
            .arg(format!(
                "--user-data-dir={}",
                bench.folder().join("chromium").display()
            ))
            .env("DISPLAY", display.name())
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Chromium starts");
        let peer = Self {
            browser,
            scripts,
            answers: answered,
            _display: display,
        };
        peer.script(
            "return new Promise((done) => { const look = () => \
             document.querySelectorAll('[role=option]').length > 8 ? done(true) : setTimeout(look, 50); look(); })",
        );
        peer
    }

    /// What a script answers, promises waited for.
    ///
    /// # Panics
    /// If no answer comes.
    pub fn script(&self, script: &str) -> Value {
        self.scripts
            .send(script.to_owned())
            .expect("the page is served");
        let answer = self
            .answers
            .recv_timeout(PATIENCE)
            .expect("the page answers");
        serde_json::from_str(&answer).expect("an answer is JSON")
    }

    /// What all its processes take. The leader of their group is the browser itself.
    pub fn work(&self) -> Work {
        let id = self.browser.id();
        let others = work_of(id);
        let own = super::work::work_of_one(id);
        Work {
            cpu_seconds: others.cpu_seconds + own.cpu_seconds,
            pss_mb: others.pss_mb + own.pss_mb,
            processes: others.processes + 1,
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", self.browser.id())])
            .status()
            .ok();
        self.browser.wait().ok();
    }
}

/// What the page is served from.
struct Served {
    dist: std::path::PathBuf,
    stub: String,
}

impl Served {
    fn answer(&self, stream: TcpStream, wanted: &Receiver<String>, given: &Sender<String>) {
        let mut reader = BufReader::new(&stream);
        let mut head = String::new();
        let mut length = 0;
        reader.read_line(&mut head).ok();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) <= 2 {
                break;
            }
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok();
        let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
        let (kind, bytes) = match path.as_str() {
            "/script" => (
                "text/plain",
                wanted.try_recv().unwrap_or_default().into_bytes(),
            ),
            "/answer" => {
                given.send(String::from_utf8_lossy(&body).into_owned()).ok();
                ("text/plain", Vec::new())
            }
            "/stub.js" => ("text/javascript", self.stub.clone().into_bytes()),
            "/" => ("text/html", self.page()),
            path if path.starts_with("/evidence/") => ("image/png", crate::made::png()),
            path => self.file(path),
        };
        let mut stream = &stream;
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            bytes.len()
        );
        stream.write_all(head.as_bytes()).ok();
        stream.write_all(&bytes).ok();
    }

    /// The page with the stub before its own script.
    fn page(&self) -> Vec<u8> {
        let page = fs::read_to_string(self.dist.join("index.html")).expect("the page is built");
        page.replacen("<head>", "<head><script src=\"/stub.js\"></script>", 1)
            .into_bytes()
    }

    fn file(&self, path: &str) -> (&'static str, Vec<u8>) {
        let kind = match path.rsplit('.').next() {
            Some("js") => "text/javascript",
            Some("css") => "text/css",
            Some("svg") => "image/svg+xml",
            Some("woff2") => "font/woff2",
            _ => "application/octet-stream",
        };
        let bytes = fs::read(self.dist.join(path.trim_start_matches('/'))).unwrap_or_default();
        (kind, bytes)
    }
}
