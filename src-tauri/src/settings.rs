//! How this person likes the window: one small file in the system's folder for
//! settings. It holds nothing of any case.

use crate::wire::{Code, Failure};
use evidence::said;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;
use std::{collections::BTreeMap, fs, io, path::Path};
use tauri::{AppHandle, Manager};

const FILE: &str = "settings.json";

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub(crate) struct Settings {
    /// The language of the window; none follows the system.
    pub(crate) language: Option<Tongue>,
    pub(crate) theme: Theme,
    /// The size of everything, 50 to 300.
    pub(crate) zoom_percent: u32,
    pub(crate) density: Density,
    /// Whether single letters act on the selection in lists and canvases.
    pub(crate) single_keys: bool,
    /// The keys of actions that were given others, by the action's name.
    pub(crate) shortcuts: BTreeMap<String, String>,
    /// Minutes without a key or a move of the pointer after which a case locks; 0 is never.
    pub(crate) idle_lock_minutes: u32,
    /// Whether the sidebar shows words beside its icons.
    pub(crate) sidebar_wide: bool,
    /// Whether each section's companion is shown.
    pub(crate) companions: BTreeMap<String, bool>,
    pub(crate) typeface: Typeface,
    /// Whether the paths of cases that were opened are kept.
    pub(crate) remember_cases: bool,
}

/// The languages of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tongue {
    /// English.
    En,
    /// French.
    Fr,
}

impl Tongue {
    /// As BCP 47 has it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }
}

/// The colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Black, white and strong edges.
    Contrast,
}

/// How close rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Density {
    /// As drawn.
    #[default]
    Compact,
    /// Four pixels more for each row.
    Comfortable,
}

/// The letters of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Typeface {
    /// Inter.
    #[default]
    Inter,
    /// Atkinson Hyperlegible Next, for eyes that tell letters apart with difficulty.
    Hyperlegible,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::System,
            zoom_percent: 100,
            density: Density::Compact,
            single_keys: true,
            shortcuts: BTreeMap::new(),
            idle_lock_minutes: 5,
            sidebar_wide: true,
            companions: BTreeMap::new(),
            typeface: Typeface::Inter,
            remember_cases: false,
        }
    }
}

impl Settings {
    /// What was kept, or the first values: settings that cannot be read are no
    /// reason to keep a case closed.
    pub(crate) fn read(app: &AppHandle) -> Self {
        app.path()
            .app_config_dir()
            .map(|folder| Self::read_from(&folder))
            .unwrap_or_default()
    }

    /// Keeps these settings, whole or not at all.
    pub(crate) fn keep(&self, app: &AppHandle) -> Result<(), Failure> {
        let folder = app.path().app_config_dir().map_err(not_kept)?;
        self.keep_in(&folder).map_err(not_kept)
    }

    fn read_from(folder: &Path) -> Self {
        let kept = fs::read(folder.join(FILE)).ok();
        kept.and_then(|bytes| Self::over_the_first(&bytes).ok())
            .unwrap_or_default()
    }

    /// A field that the file lacks, because an older Plumb wrote it, has its first value.
    fn over_the_first(bytes: &[u8]) -> serde_json::Result<Self> {
        let mut all = serde_json::to_value(Self::default())?;
        let kept: Map<String, Value> = serde_json::from_slice(bytes)?;
        for (name, value) in kept {
            all[name] = value;
        }
        serde_json::from_value(all)
    }

    fn keep_in(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let new = folder.join("settings.json.new");
        fs::write(&new, serde_json::to_vec_pretty(self)?)?;
        fs::rename(new, folder.join(FILE))
    }
}

fn not_kept(error: impl std::fmt::Display) -> Failure {
    Failure::new(
        Code::User,
        said!(
            "settings-not-kept",
            "The settings could not be kept: {}.",
            error
        ),
        Some("They hold until Plumb is closed. No case is touched by this."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_were_kept_and_damage_gives_the_first_values() {
        let folder = std::env::temp_dir().join(format!("plumb-settings-{}", std::process::id()));
        let chosen = Settings {
            theme: Theme::Contrast,
            zoom_percent: 150,
            ..Settings::default()
        };
        chosen.keep_in(&folder).expect("the folder can be written");
        assert_eq!(Settings::read_from(&folder), chosen);
        fs::write(folder.join(FILE), r#"{"zoom_percent":200}"#).expect("a file");
        assert_eq!(
            Settings::read_from(&folder).zoom_percent,
            200,
            "what is there counts"
        );
        fs::write(folder.join(FILE), "{").expect("a file");
        assert_eq!(Settings::read_from(&folder), Settings::default());
        fs::remove_dir_all(folder).expect("the folder can go");
    }
}
