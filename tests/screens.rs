//! Takes a picture of every screen: `screens FOLDER [PART OF A NAME]`.
//!
//! Light, dark and French at 1440 × 900; three of them at 1280 × 720 and at twice
//! the size, where nothing may be cut.

#![allow(
    clippy::print_stdout,
    reason = "the program says what it made to the person who started it"
)]

use plumb_tests::window::{Window, key};
use plumb_tests::workbench::Workbench;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// A screen: its name, and how a person gets there from the library.
type Screen = (&'static str, fn(&Window));

/// Every screen of an open case.
const SCREENS: &[Screen] = &[
    ("evidence", |window| section(window, "evidence")),
    ("exhibit", |window| {
        section(window, "evidence");
        window.click("//*[@role='option'][1]");
        window.press(&[key::ENTER]);
    }),
    ("claims", |window| {
        section(window, "claims");
        window.click("(//*[@role='option'])[2]");
    }),
    ("report", |window| section(window, "report")),
    ("export", |window| {
        section(window, "report");
        window.press(&[key::CONTROL, "e"]);
    }),
];

/// The screens that are also taken small and large.
const OFTEN: [&str; 3] = ["evidence", "exhibit", "report"];

/// Goes to a section, whatever language the window speaks.
fn section(window: &Window, name: &str) {
    window.click(&format!("//nav//button[@data-section='{name}']"));
}

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
    for look in [
        Look::LIGHT,
        Look::DARK,
        Look::FRENCH,
        Look::SMALL,
        Look::LARGE,
    ] {
        let wanted: Vec<&Screen> = SCREENS
            .iter()
            .filter(|(name, _)| format!("{name}{}", look.name).contains(part))
            .filter(|(name, _)| !look.is_rare || OFTEN.contains(name))
            .collect();
        if !wanted.is_empty() {
            take(folder, &look, &wanted);
        }
    }
}

/// How the window is set while its pictures are taken.
struct Look {
    /// The end of the pictures' names.
    name: &'static str,
    width: u32,
    height: u32,
    /// The settings that Plumb finds.
    settings: &'static str,
    /// Whether only a few screens are taken so.
    is_rare: bool,
}

impl Look {
    const LIGHT: Self = Self::of("", 1440, 900, r#"{"theme":"light"}"#, false);
    const DARK: Self = Self::of("-dark", 1440, 900, r#"{"theme":"dark"}"#, false);
    const FRENCH: Self = Self::of("-fr", 1440, 900, r#"{"language":"fr"}"#, false);
    const SMALL: Self = Self::of("-1280", 1280, 720, "{}", true);
    const LARGE: Self = Self::of("-200", 1440, 900, r#"{"zoom_percent":200}"#, true);

    const fn of(
        name: &'static str,
        width: u32,
        height: u32,
        settings: &'static str,
        is_rare: bool,
    ) -> Self {
        Self {
            name,
            width,
            height,
            settings,
            is_rare,
        }
    }
}

fn take(folder: &Path, look: &Look, screens: &[&Screen]) {
    let bench = Workbench::new();
    let case = bench.sample();
    bench.settings(look.settings);
    let window = Window::open(&bench, case, &[]);
    window.resize(look.width, look.height);
    for (name, go) in screens {
        go(&window);
        sleep(REST);
        window.settle();
        let file = folder.join(format!("{name}{}.png", look.name));
        fs::write(&file, window.screenshot()).expect("the picture can be written");
        println!("{}", file.display());
    }
}
