//! Every screen of the window, and the looks it is taken in: for the pictures of
//! `cargo x screens` and for whatever else has to be true on each of them.

use super::{Window, key};
use crate::posts::harbour;
use crate::workbench::{PASSPHRASE, Workbench};

/// A screen: its name, and how a person gets there from anywhere in an open case.
pub type Screen = (&'static str, fn(&Window));

/// Every screen of an open case.
pub const SCREENS: &[Screen] = &[
    ("evidence", |window| section(window, "evidence")),
    ("evidence-list", |window| {
        section(window, "evidence");
        choose(window, 2);
        window.press(&[key::SHIFT, key::RIGHT]);
        window.press(&[key::SHIFT, key::RIGHT]);
        click(window, "//main//button[@data-look='list']");
    }),
    ("exhibit", |window| {
        section(window, "evidence");
        click(window, "//main//button[@data-look='grid']");
        choose(window, 1);
        window.press(&[key::ENTER]);
        window.wait_for("//main//*[@data-letters]//img");
    }),
    ("data", |window| {
        section(window, "data");
        click(window, "(//main//section)[1]//header//button[last() - 2]");
        click(window, "(//main//section)[3]//button");
        window.wait_for("(//main//section)[3]//*[@role='img' and starts-with(@aria-label, 'A')]");
    }),
    ("claims", |window| {
        section(window, "claims");
        choose(window, 2);
        window.wait_for("//article");
    }),
    ("link", |window| {
        section(window, "claims");
        choose(window, 2);
        window.press(&["l"]);
        window.wait_for("//main//input[@type='search']");
    }),
    ("timeline", |window| {
        section(window, "timeline");
        click(window, "(//*[@data-event])[1]");
    }),
    ("party", |window| {
        section(window, "claims");
        choose(window, 2);
        click(window, "//article//button[contains(., 'a_001_sample')]");
        window.wait_for("//main//h2[contains(., 'a_001_sample')]");
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
        choose(window, 1);
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
        click(window, "//main//button[@data-look='grid']");
        choose(window, 1);
        window.press(&[key::DELETE]);
        window.wait_for("(//nav//section//li)[6]");
        click(window, "(//nav//section//li//button)[last()]");
        choose(window, 1);
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

/// Opens the case that is locked.
pub fn unlock(window: &Window) {
    window.type_into("//input[@id='passphrase']", PASSPHRASE);
    window.press(&[key::ENTER]);
    window.wait_for("//nav//b[.='A case']");
}

/// Every section of a case that holds nothing yet.
pub const EMPTY: &[Screen] = &[
    ("empty-evidence", |window| section(window, "evidence")),
    ("empty-data", |window| section(window, "data")),
    ("empty-claims", |window| section(window, "claims")),
    ("empty-timeline", |window| section(window, "timeline")),
    ("empty-report", |window| section(window, "report")),
];

/// Clicks and focuses as a pointer does; the driver's own pointer misses where the
/// page is zoomed.
fn click(window: &Window, path: &str) {
    window.wait_for(path);
    window.script(&format!(
        "const found = document.evaluate(\"{path}\", document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;\
         found.focus(); found.click()"
    ));
}

fn choose(window: &Window, place: usize) {
    click(window, &format!("(//*[@role='option'])[{place}]"));
}

/// How the window is set while it is looked at.
pub struct Look {
    /// What tells it from the others, empty for the usual one.
    pub name: &'static str,
    /// Width and height of the window in pixels.
    pub size: (u32, u32),
    /// The settings that Plumb finds, as JSON.
    pub settings: &'static str,
    /// Whether lines run from right to left.
    pub mirrored: bool,
    /// Whether the system asks for less movement.
    pub still: bool,
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

    /// As in Arabic or Hebrew, in English words.
    pub const MIRRORED: Self = Self {
        mirrored: true,
        ..Self::of("rtl", (1440, 900), r#"{"theme":"light"}"#)
    };

    const fn of(name: &'static str, size: (u32, u32), settings: &'static str) -> Self {
        Self {
            name,
            size,
            settings,
            mirrored: false,
            still: false,
        }
    }

    /// The sample case, with a data set, in a window that looks so.
    pub fn open(&self, bench: &Workbench) -> Window {
        let case = bench.sample();
        let posts = bench.give("harbour.csv", harbour());
        bench.done(&["posts", "import", case, &posts]);
        self.show(bench, case)
    }

    /// A case of one's own, locked, in a window that looks so.
    pub fn open_locked(&self, bench: &Workbench) -> Window {
        let case = bench.new_case("A case");
        self.show(bench, case)
    }

    fn show(&self, bench: &Workbench, case: &str) -> Window {
        bench.settings(self.settings);
        if self.still {
            bench.without_animations();
        }
        let window = Window::open(bench, case, &[]);
        window.resize(self.size.0, self.size.1);
        if self.mirrored {
            window.script("document.documentElement.dir = 'rtl'");
        }
        window
    }
}
