//! Plumb's window, and what a person does in it.

use super::display::Display;
use super::driver::Driver;
use super::surroundings;
use crate::PATIENCE;
use plumb_tests::binary::named;
use plumb_tests::root;
use plumb_tests::workbench::Workbench;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An open window on a display of its own.
pub(crate) struct Window {
    driver: Driver,
    _display: Display,
}

impl Window {
    /// Opens `case` of the bench; files that dialogs are asked for lie in its work folder.
    pub(crate) fn open(bench: &Workbench, case: &str, environment: &[(&str, &str)]) -> Self {
        let display = Display::start();
        let mut command = Command::new("WebKitWebDriver");
        surroundings(&mut command, bench, &display);
        command
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        for (name, file) in environment {
            command.env(name, bench.work(file));
        }
        let case = bench.work(case);
        let case = case.to_str().expect("temporary paths are UTF-8");
        let window = Self {
            driver: Driver::start(command, desktop(), &[case]),
            _display: display,
        };
        window.wait_until("the window shows something", |window| {
            !window
                .all("//*[@role='option'] | //input[@id='passphrase']")
                .is_empty()
        });
        window
    }

    /// Every element that an XPath finds now.
    pub(crate) fn all(&self, path: &str) -> Vec<String> {
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
    pub(crate) fn wait_for(&self, path: &str) -> String {
        let mut found = None;
        self.wait_until(path, |window| {
            found = window.all(path).into_iter().next();
            found.is_some()
        });
        found.expect("it was waited for")
    }

    /// Clicks what an XPath finds, as soon as that can be clicked.
    pub(crate) fn click(&self, path: &str) {
        self.wait_until(&format!("a click on {path}"), |window| {
            window
                .all(path)
                .first()
                .is_some_and(|id| window.on(id, "click", &json!({})).is_ok())
        });
    }

    /// Clicks the button whose words begin so.
    pub(crate) fn press_button(&self, words: &str) {
        self.click(&format!(
            "//button[starts-with(normalize-space(), '{words}')]"
        ));
    }

    /// Types into a field.
    pub(crate) fn type_into(&self, path: &str, text: &str) {
        let field = self.wait_for(path);
        self.on(&field, "clear", &json!({}))
            .expect("the field can be emptied");
        self.on(&field, "value", &json!({ "text": text }))
            .expect("the field takes text");
    }

    /// The support of each sentence, from the rail, once it is as it is wanted.
    pub(crate) fn wait_for_supports(&self, wanted: impl Fn(&[String]) -> bool) -> Vec<String> {
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
    pub(crate) fn script(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.driver
            .ask("POST", "/execute/sync", &body)
            .expect("the script runs")
    }

    /// Waits until `done` says so.
    pub(crate) fn wait_until(&self, what: &str, mut done: impl FnMut(&Self) -> bool) {
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

    /// Ends the window as a power cut would.
    pub(crate) fn kill(mut self) {
        self.driver.kill();
    }

    fn on(&self, element: &str, what: &str, body: &Value) -> Result<Value, String> {
        self.driver
            .ask("POST", &format!("/element/{element}/{what}"), body)
    }
}

/// The path of `plumb-desktop`, built now unless `PLUMB_DESKTOP_BINARY` names one.
pub(crate) fn desktop() -> &'static Path {
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
