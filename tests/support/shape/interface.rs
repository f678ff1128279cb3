//! What the interface's sources may not say.

use std::path::Path;

use super::sources::Source;

/// Only `ui/src/backend` knows that there is a Tauri.
pub fn tauri_outside_backend(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| !source.path.starts_with("ui/src/backend"))
        .filter(|source| source.text.contains("@tauri-apps"))
        .map(|source| format!("{} imports @tauri-apps", source.path.display()))
        .collect()
}

/// Captured material is hostile, so no text ever becomes markup.
pub fn raw_markup(sources: &[Source]) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources {
        for way in [
            "{@html",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
        ] {
            if source.text.contains(way) {
                breaches.push(format!(
                    "{} turns text into markup with `{way}`",
                    source.path.display()
                ));
            }
        }
    }
    breaches
}

/// Whether a file is one of the interface's own sources.
pub fn is_source(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ["svelte", "ts", "js"].iter().any(|known| ending == *known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Vec<Source> {
        vec![Source {
            path: path.into(),
            text: text.to_owned(),
        }]
    }

    #[test]
    fn tauri_is_found_outside_the_backend_and_allowed_inside() {
        let text = "import { invoke } from '@tauri-apps/api/core';";
        assert_eq!(
            tauri_outside_backend(&source("ui/src/screens/Case.svelte", text)).len(),
            1
        );
        assert_eq!(
            tauri_outside_backend(&source("ui/src/backend/calls.ts", text)),
            [""; 0]
        );
    }

    #[test]
    fn text_that_becomes_markup_is_found() {
        assert_eq!(
            raw_markup(&source("ui/src/parts/Note.svelte", "<p>{@html note}</p>")).len(),
            1
        );
        assert_eq!(
            raw_markup(&source("ui/src/kit/a.ts", "node.innerHTML = note;")).len(),
            1
        );
    }
}
