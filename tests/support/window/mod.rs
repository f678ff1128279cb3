//! Plumb's window, and what a person does in it.

mod display;
mod driver;
pub mod key;
pub mod peer;
mod screens;
mod shown;
mod sockets;
pub mod work;

use crate::binary::named;
use crate::root;
use crate::workbench::Workbench;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use display::Display;
use driver::Driver;
pub use screens::{EMPTY, Look, SCREENS, Screen, unlock};
use serde_json::{Value, json};
pub use shown::Shown;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long the window is asked before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(60);

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An open window on a display of its own.
pub struct Window {
    driver: Driver,
    actions: Cell<usize>,
    display: Display,
}

impl Window {
    /// Opens `case` of the bench, or the start if it is empty; files that dialogs
    /// are asked for lie in its work folder.
    ///
    /// # Panics
    /// If no window opens, or it shows nothing.
    pub fn open(bench: &Workbench, case: &str, environment: &[(&str, &str)]) -> Self {
        let display = Display::start();
        let mut command = Command::new("WebKitWebDriver");
        surroundings(&mut command, bench, &display);
        command
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        for (name, file) in environment {
            command.env(name, bench.work(file));
        }
        let path = bench.work(case);
        let path = path.to_str().expect("temporary paths are UTF-8");
        let arguments: &[&str] = if case.is_empty() { &[] } else { &[path] };
        let window = Self {
            driver: Driver::start(command, desktop(), arguments),
            actions: Cell::new(0),
            display,
        };
        window.resize(1440, 900);
        window.wait_until("the window shows something", |window| {
            !window
                .all("//*[@role='option'] | //main//input | //main//button")
                .is_empty()
        });
        window
    }

    /// From now on the page keeps what goes wrong in it.
    pub fn watch_errors(&self) {
        self.script(
            "window.wrong = [];\
             addEventListener('error', ({ message }) => wrong.push(message));\
             addEventListener('unhandledrejection', ({ reason }) => wrong.push(String(reason)));\
             const { error } = console;\
             console.error = (...said) => { wrong.push(said.map(String).join(' ')); error(...said); };",
        );
    }

    /// What went wrong in the page since [`Window::watch_errors`].
    pub fn errors(&self) -> Vec<String> {
        let wrong = self.script("return window.wrong");
        let wrong = wrong.as_array().cloned().unwrap_or_default();
        wrong
            .iter()
            .filter_map(|one| Some(one.as_str()?.to_owned()))
            // A layout that needed two frames; browsers tell it as an error and go on.
            .filter(|one| !one.starts_with("ResizeObserver loop"))
            .collect()
    }

    /// Makes the page that wide and high, in CSS pixels.
    ///
    /// # Panics
    /// If the window refuses.
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({ "x": 0, "y": 0, "width": width, "height": height });
        self.driver
            .ask("POST", "/window/rect", &size)
            .expect("the window takes a size");
    }

    /// How many clicks, key presses, drags and fields filled in a person needed so far.
    pub fn actions(&self) -> usize {
        self.actions.get()
    }

    /// The name of the display it is on.
    pub fn display(&self) -> &str {
        self.display.name()
    }

    /// The group of its processes; the driver leads it.
    pub fn process_group(&self) -> u32 {
        self.driver.process_group()
    }

    fn acted(&self) {
        self.actions.set(self.actions.get() + 1);
    }

    /// Every element that an XPath finds now.
    pub fn all(&self, path: &str) -> Vec<String> {
        let query = json!({ "using": "xpath", "value": path });
        let found = self
            .driver
            .ask("POST", "/elements", &query)
            .expect("elements can be looked for");
        let elements = found.as_array().cloned().unwrap_or_default();
        elements
            .iter()
            .filter_map(|each| Some(each[ELEMENT].as_str()?.to_owned()))
            .collect()
    }

    /// The first element that an XPath finds, as soon as there is one.
    pub fn wait_for(&self, path: &str) -> String {
        let mut found = None;
        self.wait_until(path, |window| {
            found = window.all(path).into_iter().next();
            found.is_some()
        });
        found.expect("it was waited for")
    }

    /// Clicks what an XPath finds, as soon as that can be clicked.
    pub fn click(&self, path: &str) {
        self.wait_until(&format!("a click on {path}"), |window| {
            window
                .all(path)
                .first()
                .is_some_and(|id| window.on(id, "click", &json!({})).is_ok())
        });
        self.acted();
    }

    /// Clicks the button whose words begin so.
    pub fn press_button(&self, words: &str) {
        self.click(&format!(
            "//button[starts-with(normalize-space(), '{words}')]"
        ));
    }

    /// Types into a field.
    pub fn type_into(&self, path: &str, text: &str) {
        let field = self.wait_for(path);
        self.on(&field, "clear", &json!({}))
            .expect("the field can be emptied");
        self.on(&field, "value", &json!({ "text": text }))
            .expect("the field takes text");
        self.acted();
    }

    /// Presses keys at once on what has the focus: `[key::CONTROL, "e"]`.
    ///
    /// # Panics
    /// If the driver refuses them.
    pub fn press(&self, keys: &[&str]) {
        let down = keys
            .iter()
            .map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys
            .iter()
            .rev()
            .map(|key| json!({ "type": "keyUp", "value": key }));
        self.perform(
            &json!({ "type": "key", "id": "keys", "actions": down.chain(up).collect::<Vec<_>>() }),
        );
        self.acted();
    }

    /// Types `text` where the focus is, as one action.
    ///
    /// # Panics
    /// If the driver refuses it.
    pub fn write(&self, text: &str) {
        let strokes: Vec<Value> = text
            .chars()
            .flat_map(|one| {
                ["keyDown", "keyUp"].map(|what| json!({ "type": what, "value": one.to_string() }))
            })
            .collect();
        self.perform(&json!({ "type": "key", "id": "keys", "actions": strokes }));
        self.acted();
    }

    /// Types `text` where the focus is, one letter after another without ever
    /// stopping for longer than `between`.
    ///
    /// # Panics
    /// If the driver refuses it.
    pub fn write_slowly(&self, text: &str, between: Duration) {
        let pause = u64::try_from(between.as_millis()).unwrap_or(u64::MAX);
        let strokes: Vec<Value> = text
            .chars()
            .flat_map(|one| {
                let stroke = |what: &str| json!({ "type": what, "value": one.to_string() });
                [
                    stroke("keyDown"),
                    stroke("keyUp"),
                    json!({ "type": "pause", "duration": pause }),
                ]
            })
            .collect();
        self.perform(&json!({ "type": "key", "id": "keys", "actions": strokes }));
        self.acted();
    }

    /// Presses a key and keeps it down while `look` looks.
    ///
    /// # Panics
    /// If the driver refuses it.
    pub fn hold(&self, key: &str, look: impl FnOnce(&Self)) {
        let stroke = |what: &str| {
            let action = json!({ "type": what, "value": key });
            self.perform(&json!({ "type": "key", "id": "keys", "actions": [action] }));
        };
        stroke("keyDown");
        look(self);
        stroke("keyUp");
    }

    /// What lies on the clipboard of the window's display as words; empty when nobody offers any.
    ///
    /// # Panics
    /// If `xclip` does not start.
    pub fn clipboard(&self) -> String {
        let said = Command::new("xclip")
            .args(["-selection", "clipboard", "-o"])
            .env("DISPLAY", self.display())
            .output()
            .expect("xclip runs");
        String::from_utf8_lossy(&said.stdout).into_owned()
    }

    /// Clicks twice, quickly, on what an XPath finds: one action of a person.
    ///
    /// # Panics
    /// If the driver refuses it.
    pub fn double_click(&self, path: &str) {
        let (x, y) = self.middle(path);
        let button = |what: &str| json!({ "type": what, "button": 0 });
        let mut actions =
            vec![json!({ "type": "pointerMove", "origin": "viewport", "x": x, "y": y })];
        for what in ["pointerDown", "pointerUp", "pointerDown", "pointerUp"] {
            actions.push(button(what));
        }
        self.perform(&json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions
        }));
        self.acted();
    }

    /// Drags with the pointer from one point of the page to another, in steps.
    ///
    /// # Panics
    /// If the driver refuses it.
    pub fn drag(&self, from: (i32, i32), to: (i32, i32)) {
        self.carry(from, to);
        self.let_go();
        self.acted();
    }

    /// Presses the pointer at one point of the page and moves it to another, in steps.
    ///
    /// # Panics
    /// If the driver refuses it.
    pub fn carry(&self, from: (i32, i32), to: (i32, i32)) {
        let at = |x: i32, y: i32| json!({ "type": "pointerMove", "duration": 40, "origin": "viewport", "x": x, "y": y });
        let mut actions = vec![
            at(from.0, from.1),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        for step in 1..=8 {
            let between = |from: i32, to: i32| from + (to - from) * step / 8;
            actions.push(at(between(from.0, to.0), between(from.1, to.1)));
        }
        self.perform(&json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions
        }));
    }

    /// Lets the pointer go where it is.
    ///
    /// # Panics
    /// If the driver refuses it.
    pub fn let_go(&self) {
        self.perform(&json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" },
            "actions": [{ "type": "pointerUp", "button": 0 }]
        }));
    }

    /// The middle of the first element that an XPath finds, in CSS pixels of the page.
    ///
    /// # Panics
    /// If there is none before patience ends.
    pub fn middle(&self, path: &str) -> (i32, i32) {
        let id = self.wait_for(path);
        let script = "const box = arguments[0].getBoundingClientRect();\
             return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]";
        let body = json!({ "script": script, "args": [{ ELEMENT: id }] });
        let place = self
            .driver
            .ask("POST", "/execute/sync", &body)
            .expect("an element has a place");
        let part = |at: usize| i32::try_from(place[at].as_i64().unwrap_or(0)).unwrap_or(0);
        (part(0), part(1))
    }

    /// Waits until nothing loads any more: no picture, no font, no busy part.
    ///
    /// # Panics
    /// If that does not happen before patience ends.
    pub fn settle(&self) {
        self.wait_until("the window to come to rest", |window| {
            window.script(
                "const near = (image) => { const box = image.getBoundingClientRect();\
                   return box.bottom > 0 && box.top < innerHeight; };\
                 return document.fonts.status === 'loaded'\
                 && [...document.images].every((image) => image.complete || !near(image))\
                 && !document.querySelector('[aria-busy=true]')",
            ) == true
        });
        // What is there and unpacked is drawn with the next frame at the latest.
        self.script(
            "return Promise.all([...document.images].filter((image) => image.complete).map((image) => image.decode().catch(() => {})))\
             .then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true)))))",
        );
    }

    /// What the page looks like now, as a PNG.
    ///
    /// # Panics
    /// If the driver gives no picture.
    pub fn screenshot(&self) -> Vec<u8> {
        let given = self
            .driver
            .ask("GET", "/screenshot", &json!({}))
            .expect("the window can be looked at");
        let text = given.as_str().expect("a picture comes as text");
        STANDARD
            .decode(text)
            .expect("the driver encodes what it gives")
    }

    fn perform(&self, source: &Value) {
        self.driver
            .ask("POST", "/actions", &json!({ "actions": [source] }))
            .expect("the window can be acted on");
    }

    /// The support of each sentence, from the rail, once it is as it is wanted.
    pub fn wait_for_supports(&self, wanted: impl Fn(&[String]) -> bool) -> Vec<String> {
        let mut supports = Vec::new();
        self.wait_until("the support rail", |window| {
            let said = window.script(
                "return [...document.querySelectorAll('ol button[data-support]')].map((glyph) => glyph.dataset.support)",
            );
            let glyphs = said.as_array().cloned().unwrap_or_default();
            supports = glyphs.iter().filter_map(|one| Some(one.as_str()?.to_owned())).collect();
            wanted(&supports)
        });
        supports
    }

    /// What a script answers, promises waited for.
    pub fn script(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.driver
            .ask("POST", "/execute/sync", &body)
            .expect("the script runs")
    }

    /// Waits until `done` says so.
    pub fn wait_until(&self, what: &str, mut done: impl FnMut(&Self) -> bool) {
        let begun = Instant::now();
        while !done(self) {
            assert!(
                begun.elapsed() < PATIENCE,
                "waited in vain for {what}; the window says:\n{}",
                self.script("return document.body.innerText")
                    .as_str()
                    .unwrap_or_default()
            );
            sleep(Duration::from_millis(100));
        }
    }

    /// The sockets that the window and the processes of WebKit hold now.
    pub fn sockets(&self) -> BTreeSet<sockets::Socket> {
        sockets::of_group(self.driver.process())
    }

    /// Ends the window as a power cut would.
    pub fn kill(mut self) {
        self.driver.kill();
    }

    fn on(&self, element: &str, what: &str, body: &Value) -> Result<Value, String> {
        self.driver
            .ask("POST", &format!("/element/{element}/{what}"), body)
    }
}

/// Gives a program the bench's folders and nothing else of this machine.
fn surroundings(command: &mut Command, bench: &Workbench, display: &Display) {
    let home = bench.folder().join("home");
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", &home)
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_STATE_HOME", home.join("state"))
        .env("XDG_RUNTIME_DIR", bench.folder().join("tmp"))
        .env("TMPDIR", bench.folder().join("tmp"))
        .env("DISPLAY", display.name())
        .env("LANG", "C.UTF-8")
        .env("TZ", "UTC")
        .env("NO_AT_BRIDGE", "1")
        // Without a graphics card this alone gives both pixels and answers.
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .current_dir(bench.work(""));
}

/// The path of `plumb-desktop`, built now unless `PLUMB_DESKTOP_BINARY` names one.
pub fn desktop() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| named("PLUMB_DESKTOP_BINARY").unwrap_or_else(build))
}

fn build() -> PathBuf {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "plumb-desktop"])
        .current_dir(root())
        .status()
        .expect("cargo runs, for it runs this test");
    assert!(status.success(), "`cargo build -p plumb-desktop` failed");
    let test = std::env::current_exe().expect("a test knows where it lies");
    let folder = test
        .ancestors()
        .nth(2)
        .expect("tests run from TARGET/debug/deps");
    folder.join("plumb-desktop")
}
