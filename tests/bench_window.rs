//! Measures the window on a large case: `bench_window CASE PASSPHRASE-FILE`.
//!
//! What it counts is the work of every process of the window together, from the
//! kernel. The same page runs in Chromium beside it, on answers that were
//! recorded from the window: what differs is the web view and the shell.

#![allow(
    clippy::print_stdout,
    reason = "the program says what it measured to the person who started it"
)]

use plumb_tests::window::Window;
use plumb_tests::window::peer::Peer;
use plumb_tests::window::work::{Work, work_of};
use plumb_tests::workbench::Workbench;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// What a window is left to come to rest before its memory is read.
const REST: Duration = Duration::from_secs(5);

/// The commands whose answers the page needs to show the library.
const RECORDED: &str = "
    const invoke = window.__TAURI_INTERNALS__.invoke;
    const ask = (name, given) => invoke(name, given).then((answer) => [name, answer], () => [name, null]);
    return Promise.all([
        ['settings'], ['session'], ['overview'], ['exhibits'], ['collections'], ['claims'], ['manuscript'], ['rail'],
        ['report_sections'], ['exhibit', { number: 1 }], ['excerpts', { exhibits: [4] }],
    ].map(([name, given]) => ask(name, given))).then((answers) => JSON.stringify(Object.fromEntries(answers)))";

/// Scrolls through the library, a third of a screen in each frame, and answers for
/// each frame the milliseconds of script, and those between it and the one before.
pub const SCROLL: &str = include_str!("support/window/scroll.js");

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [case, passphrase] = arguments.as_slice() else {
        println!("bench_window CASE PASSPHRASE-FILE");
        return;
    };
    let passphrase = fs::read_to_string(passphrase).expect("the passphrase can be read");
    let bench = Workbench::new();
    let name = "many.plumb";
    fs::copy(case, bench.work(name)).expect("the case can be copied");

    let window = Window::open(&bench, name, &[]);
    let before = work_of(window.process_group());
    window.type_into("//input[@id='passphrase']", passphrase.trim_end());
    window.press_button("Unlock");
    window.wait_until("the library is usable", |window| {
        window.script("return document.querySelectorAll('[role=option]').length > 8") == true
    });
    let opened = work_of(window.process_group());
    println!(
        "opening to a usable library  {:6.2} CPU-s",
        opened.cpu_seconds - before.cpu_seconds
    );
    window.settle();
    let plumb = measure(
        "Plumb",
        |script| window.script(script),
        || work_of(window.process_group()),
    );
    let recorded = window.script(RECORDED);
    drop(window);

    let answers = recorded.as_str().expect("the answers come as text");
    let peer = Peer::open(&bench, Path::new("ui/dist"), answers);
    let chromium = measure(
        "Chromium --app",
        |script| peer.script(script),
        || peer.work(),
    );
    println!(
        "memory: Chromium takes {:.2} times what Plumb takes, without a case",
        chromium.pss_mb / plumb.pss_mb
    );
}

fn measure(who: &str, run: impl Fn(&str) -> Value, work: impl Fn() -> Work) -> Work {
    sleep(REST);
    let at_rest = work();
    let scrolled = run(SCROLL);
    let numbers = |name: &str| -> Vec<f64> {
        let list = scrolled[name].as_array().cloned().unwrap_or_default();
        list.iter().filter_map(Value::as_f64).collect()
    };
    let (script, frames, clicks) = (numbers("script"), numbers("frames"), numbers("clicks"));
    println!("{who}");
    println!(
        "  scrolling, script in a frame {:6.1} ms at most, {:.1} in the middle of {}",
        most(&script),
        middle(&script),
        script.len()
    );
    println!(
        "  scrolling, between frames    {:6.1} ms in the middle, {:.1} at most",
        middle(&frames),
        most(&frames)
    );
    println!(
        "  a click, until it is in the page{:6.1} ms in the middle, {:.1} at most",
        middle(&clicks),
        most(&clicks)
    );
    println!(
        "  memory of {} processes        {:6.0} MB (PSS) at rest, {:.0} MB after scrolling",
        at_rest.processes,
        at_rest.pss_mb,
        work().pss_mb
    );
    at_rest
}

fn most(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

fn middle(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
