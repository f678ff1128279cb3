//! Which crate may name which: the drawing of ARCHITECTURE.md as a table.

use serde_json::Value;

/// A crate of the workspace and what its manifest names.
pub struct Manifest {
    /// The package's name.
    pub name: String,
    /// What it is built from; what only its tests use is left out.
    pub dependencies: Vec<String>,
}

/// The words: pure, and the lowest floor.
pub const WORDS: &[&str] = &["evidence", "claims", "manuscript", "posts"];
/// The work: each on the words, never on one another.
pub const WORK: &[&str] = &["capture", "store", "checks", "report"];
/// The use: the only crate that the shells stand on.
pub const USE: &str = "case";
/// The shells: the only crates that talk to people.
pub const SHELLS: &[&str] = &["cli", "plumb-desktop"];
/// Beside the building: they name no crate of Plumb at all.
pub const OUTSIDE: &[&str] = &["xtask", "plumb-tests"];

/// Crates of others that only one crate of Plumb may name.
const OWNED: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("pulldown-cmark", "manuscript"),
    ("printpdf", "report"),
    ("lopdf", "report"),
    ("tauri", "plumb-desktop"),
    ("clap", "cli"),
];

/// What the words may not even have within reach.
const IMPURE: &[&str] = &[
    "rusqlite",
    "rand",
    "getrandom",
    "tokio",
    "futures",
    "tempfile",
];

/// The crates of Plumb that a crate may name; `None` if it has no place yet.
fn may_name(name: &str) -> Option<Vec<&'static str>> {
    match name {
        "evidence" => Some(vec![]),
        "claims" | "manuscript" | "posts" | "capture" => Some(vec!["evidence"]),
        "store" => Some(vec!["evidence", "claims", "posts"]),
        "checks" | "report" => Some(WORDS.to_vec()),
        USE => Some([WORDS, WORK].concat()),
        name if SHELLS.contains(&name) => Some([WORDS, &[USE]].concat()),
        name if OUTSIDE.contains(&name) => Some(vec![]),
        _ => None,
    }
}

/// Every crate names only crates that an arrow leads to.
pub fn forbidden_arrows(manifests: &[Manifest]) -> Vec<String> {
    let ours = |name: &String| manifests.iter().any(|manifest| &manifest.name == name);
    let mut breaches = Vec::new();
    for manifest in manifests {
        let Some(allowed) = may_name(&manifest.name) else {
            breaches.push(format!("`{}` has no place in the drawing", manifest.name));
            continue;
        };
        for named in manifest.dependencies.iter().filter(|name| ours(name)) {
            if !allowed.contains(&named.as_str()) {
                breaches.push(format!("`{}` may not name `{named}`", manifest.name));
            }
        }
    }
    breaches
}

/// A crate that stands for a decision is named by the crate that took it, and by no other.
pub fn shared_secrets(manifests: &[Manifest]) -> Vec<String> {
    let mut breaches = Vec::new();
    for manifest in manifests {
        for named in &manifest.dependencies {
            let owner = OWNED
                .iter()
                .find(|(owned, _)| named == owned || named.starts_with(&format!("{owned}-plugin")))
                .map(|(_, owner)| *owner);
            if let Some(owner) = owner.filter(|owner| manifest.name != *owner) {
                breaches.push(format!(
                    "only `{owner}` may name {named}, not `{}`",
                    manifest.name
                ));
            }
            if WORDS.contains(&manifest.name.as_str()) && IMPURE.contains(&named.as_str()) {
                breaches.push(format!(
                    "`{}` is pure and may not name {named}",
                    manifest.name
                ));
            }
        }
    }
    breaches
}

/// The workspace's manifests, from the answer of `cargo metadata --no-deps`.
pub fn manifests(metadata: &Value) -> Vec<Manifest> {
    let packages = metadata["packages"]
        .as_array()
        .expect("cargo lists packages");
    packages.iter().map(manifest).collect()
}

fn manifest(package: &Value) -> Manifest {
    let dependencies = package["dependencies"]
        .as_array()
        .expect("cargo lists dependencies");
    Manifest {
        name: text(&package["name"]),
        dependencies: dependencies
            .iter()
            .filter(|dependency| dependency["kind"] != "dev")
            .map(|dependency| text(&dependency["name"]))
            .collect(),
    }
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .expect("cargo gives names as text")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crates(list: &[(&str, &[&str])]) -> Vec<Manifest> {
        list.iter()
            .map(|(name, dependencies)| Manifest {
                name: (*name).to_owned(),
                dependencies: dependencies.iter().map(|name| (*name).to_owned()).collect(),
            })
            .collect()
    }

    #[test]
    fn a_word_that_depends_upward_is_found() {
        let found = forbidden_arrows(&crates(&[
            ("evidence", &["claims"]),
            ("claims", &["evidence"]),
        ]));
        assert_eq!(found, ["`evidence` may not name `claims`"]);
    }

    #[test]
    fn work_that_depends_sideways_is_found() {
        let found = forbidden_arrows(&crates(&[
            ("report", &["store", "claims"]),
            ("store", &[]),
            ("claims", &[]),
        ]));
        assert_eq!(found, ["`report` may not name `store`"]);
    }

    #[test]
    fn a_shell_that_reaches_past_case_is_found() {
        let found = forbidden_arrows(&crates(&[
            ("cli", &["case", "store", "claims"]),
            ("case", &[]),
            ("store", &[]),
            ("claims", &[]),
        ]));
        assert_eq!(found, ["`cli` may not name `store`"]);
    }

    #[test]
    fn a_crate_that_nobody_drew_is_found() {
        let found = forbidden_arrows(&crates(&[("helpers", &[])]));
        assert_eq!(found, ["`helpers` has no place in the drawing"]);
    }

    #[test]
    fn a_crate_that_names_what_another_owns_is_found() {
        let found = shared_secrets(&crates(&[
            ("case", &["rusqlite"]),
            ("store", &["rusqlite"]),
            ("cli", &["tauri-plugin-dialog"]),
        ]));
        assert_eq!(
            found,
            [
                "only `store` may name rusqlite, not `case`",
                "only `plumb-desktop` may name tauri-plugin-dialog, not `cli`",
            ]
        );
    }

    #[test]
    fn a_word_that_draws_random_numbers_is_found() {
        let found = shared_secrets(&crates(&[("claims", &["rand"])]));
        assert_eq!(found, ["`claims` is pure and may not name rand"]);
    }

    #[test]
    fn what_only_tests_use_is_not_judged() {
        let package = serde_json::json!({
            "name": "case",
            "dependencies": [
                { "name": "store", "kind": null },
                { "name": "tempfile", "kind": "dev" },
            ],
        });
        assert_eq!(manifest(&package).dependencies, ["store"]);
    }
}
