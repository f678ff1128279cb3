//! Takes a picture of every screen: `screens FOLDER [PART OF A NAME]`.
//!
//! Light, dark and French at 1440 × 900; a few in high contrast, from right to left,
//! at 1280 × 720 and at twice the size, where nothing may be cut.

#![allow(
    clippy::print_stdout,
    reason = "the program says what it made to the person who started it"
)]

use plumb_tests::window::{EMPTY, Look, SCREENS, Screen, Window, unlock};
use plumb_tests::workbench::Workbench;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// The looks in which every screen is taken.
const ALWAYS: [Look; 3] = [Look::LIGHT, Look::DARK, Look::FRENCH];

/// The looks in which some are taken, and these.
const SOMETIMES: [Look; 4] = [Look::CONTRAST, Look::MIRRORED, Look::SMALL, Look::LARGE];
const SOME: [&str; 9] = [
    "evidence",
    "evidence-list",
    "exhibit",
    "data",
    "claims",
    "timeline",
    "report",
    "export",
    "settings",
];

/// What a screen is left to come to rest.
const REST: Duration = Duration::from_millis(700);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, part) = match arguments.as_slice() {
        [folder] => (Path::new(folder), ""),
        [folder, part] => (Path::new(folder), part.as_str()),
        _ => {
            println!("screens FOLDER [PART OF A NAME]");
            return;
        }
    };
    fs::create_dir_all(folder).expect("the folder can be made");
    for look in ALWAYS {
        take(folder, &look, part, |_| true);
    }
    for look in SOMETIMES {
        take(folder, &look, part, |name| SOME.contains(&name));
    }
}

/// Takes those screens of a look that are wanted and whose picture's name has this part.
fn take(folder: &Path, look: &Look, part: &str, is_wanted: impl Fn(&str) -> bool) {
    let screens: Vec<&Screen> = SCREENS
        .iter()
        .filter(|(name, _)| is_wanted(name) && named(name, look).contains(part))
        .collect();
    let empty: Vec<&Screen> = EMPTY
        .iter()
        .filter(|(name, _)| is_wanted(name) && named(name, look).contains(part))
        .collect();
    if named("lock", look).contains(part) || !empty.is_empty() {
        let bench = Workbench::new();
        let window = look.open_locked(&bench);
        picture(&window, folder, &named("lock", look));
        if !empty.is_empty() {
            unlock(&window);
        }
        for (name, go) in empty {
            go(&window);
            picture(&window, folder, &named(name, look));
        }
    }
    if screens.is_empty() {
        return;
    }
    let bench = Workbench::new();
    let window = look.open(&bench);
    for (name, go) in screens {
        go(&window);
        picture(&window, folder, &named(name, look));
    }
}

fn picture(window: &Window, folder: &Path, name: &str) {
    sleep(REST);
    window.settle();
    let file = folder.join(name).with_extension("png");
    fs::write(&file, window.screenshot()).expect("the picture can be written");
    println!("{}", file.display());
}

/// `report-dark`
fn named(screen: &str, look: &Look) -> String {
    if look.name.is_empty() {
        screen.to_owned()
    } else {
        format!("{screen}-{}", look.name)
    }
}
