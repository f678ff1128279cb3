//! Every screen of the window, and the looks it is taken in: for the pictures of
//! `cargo x screens` and for whatever else has to be true on each of them.

use super::{Window, key};
use crate::workbench::Workbench;

/// A screen: its name, and how a person gets there from anywhere in an open case.
pub type Screen = (&'static str, fn(&Window));

/// Every screen of an open case.
pub const SCREENS: &[Screen] = &[
    ("evidence", |window| section(window, "evidence")),
    ("evidence-list", |window| {
        section(window, "evidence");
        window.click("(//*[@role='option'])[2]");
        window.press(&[key::SHIFT, key::RIGHT]);
        window.press(&[key::SHIFT, key::RIGHT]);
        window.click("(//main//button[@aria-pressed])[last()]");
    }),
    ("exhibit", |window| {
        section(window, "evidence");
        window.click("//*[@role='option'][1]");
        window.press(&[key::ENTER]);
    }),
    ("data", |window| section(window, "data")),
    ("claims", |window| {
        section(window, "claims");
        choose_second(window);
        window.wait_for("//article");
    }),
    ("link", |window| {
        section(window, "claims");
        choose_second(window);
        window.press(&["l"]);
    }),
    ("timeline", |window| {
        section(window, "timeline");
        window.click("(//*[@data-event])[1]");
    }),
    ("party", |window| {
        section(window, "timeline");
        window.click("(//*[@role='tab'])[1]");
        window.click("//*[@role='tabpanel']//button[contains(., 'A-001')]");
    }),
    ("report", |window| section(window, "report")),
    ("export", |window| {
        section(window, "report");
        window.press(&[key::CONTROL, "e"]);
    }),
    ("palette", |window| {
        section(window, "evidence");
        window.press(&[key::CONTROL, "k"]);
        window.write("post");
        window.wait_for("//dialog//*[@role='group'][3]");
    }),
    ("quick-look", |window| {
        section(window, "evidence");
        window.click("//*[@role='option'][1]");
        window.press(&[key::SPACE]);
        window.wait_for("//dialog//img");
    }),
    ("history", |window| {
        section(window, "evidence");
        window.press(&[key::CONTROL, "h"]);
        window.wait_for("//dialog//li");
    }),
    ("settings", |window| {
        section(window, "evidence");
        window.press(&[key::CONTROL, ","]);
    }),
    // It takes an exhibit away from those that follow.
    ("evidence-bin", |window| {
        section(window, "evidence");
        window.click("(//main//button[@aria-pressed])[last() - 1]");
        window.click("(//*[@role='option'])[1]");
        window.press(&[key::DELETE]);
        window.wait_for("(//nav//section//li)[6]");
        window.click("(//nav//section//li//button)[last()]");
        window.click("(//*[@role='option'])[1]");
    }),
    // From here on no case is open.
    ("home", |window| {
        section(window, "evidence");
        window.press(&[key::CONTROL, key::SHIFT, "l"]);
        window.wait_for("//main//input");
    }),
    ("new-case", |window| {
        window.press(&[key::CONTROL, "n"]);
        window.wait_for("//input[@id='title']");
    }),
];

/// Goes to a section, whatever language the window speaks and whatever lies over it.
/// By keys: where the page is zoomed, the driver's clicks land elsewhere.
fn section(window: &Window, name: &str) {
    for _ in 0..3 {
        if window.all("//dialog | //*[@role='dialog']").is_empty() {
            break;
        }
        window.press(&[key::ESCAPE]);
    }
    let sections = ["evidence", "data", "claims", "timeline", "report"];
    let place = sections.iter().position(|one| *one == name);
    let digit = (place.expect("there is such a section") + 1).to_string();
    window.press(&[key::CONTROL, &digit]);
    window.wait_for(&format!(
        "//nav//button[@data-section='{name}' and @aria-current]"
    ));
}

/// Chooses the second of a list as a click does; the driver's own misses it where
/// the page is zoomed.
fn choose_second(window: &Window) {
    window.wait_for("(//*[@role='option'])[2]");
    window.script("document.querySelectorAll('[role=option]')[1].click()");
}

/// How the window is set while it is looked at.
pub struct Look {
    /// What tells it from the others, empty for the usual one.
    pub name: &'static str,
    /// Width and height of the window in pixels.
    pub size: (u32, u32),
    /// The settings that Plumb finds, as JSON.
    pub settings: &'static str,
}

impl Look {
    /// As it is drawn.
    pub const LIGHT: Self = Self::of("", (1440, 900), r#"{"theme":"light"}"#);
    /// By night.
    pub const DARK: Self = Self::of("dark", (1440, 900), r#"{"theme":"dark"}"#);
    /// In French.
    pub const FRENCH: Self = Self::of("fr", (1440, 900), r#"{"language":"fr"}"#);
    /// Black on white.
    pub const CONTRAST: Self = Self::of("contrast", (1440, 900), r#"{"theme":"contrast"}"#);
    /// On a small laptop.
    pub const SMALL: Self = Self::of("1280", (1280, 720), "{}");
    /// Twice as large.
    pub const LARGE: Self = Self::of("200", (1440, 900), r#"{"zoom_percent":200}"#);

    const fn of(name: &'static str, size: (u32, u32), settings: &'static str) -> Self {
        Self {
            name,
            size,
            settings,
        }
    }

    /// The sample case in a window that looks so.
    pub fn open(&self, bench: &Workbench) -> Window {
        let case = bench.sample();
        bench.settings(self.settings);
        let window = Window::open(bench, case, &[]);
        window.resize(self.size.0, self.size.1);
        window
    }

    /// A case of one's own, locked, in a window that looks so.
    pub fn open_locked(&self, bench: &Workbench) -> Window {
        let case = bench.new_case("A case");
        bench.settings(self.settings);
        let window = Window::open(bench, case, &[]);
        window.resize(self.size.0, self.size.1);
        window
    }
}
