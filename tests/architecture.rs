//! The shape of the code, as ARCHITECTURE.md draws it.

use std::path::{Path, PathBuf};
use std::process::Command;

use plumb_tests::root;
use plumb_tests::shape::sources::Source;
use plumb_tests::shape::{arrows, interface, network, sources, tree};

fn holds(rule: &str, breaches: &[String]) {
    assert!(breaches.is_empty(), "{rule}:\n  {}", breaches.join("\n  "));
}

fn cargo(arguments: &[&str]) -> String {
    let answer = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo runs, for it runs this test");
    let complaint = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "cargo {arguments:?}: {complaint}");
    String::from_utf8(answer.stdout).expect("cargo answers in UTF-8")
}

fn manifests() -> Vec<arrows::Manifest> {
    let answer = cargo(&["metadata", "--no-deps", "--format-version", "1", "--locked"]);
    arrows::manifests(&serde_json::from_str(&answer).expect("cargo metadata is JSON"))
}

/// What a crate ships: its sources without the files that only test it.
fn sources_of(crates: &[&str]) -> Vec<Source> {
    let shipped = |path: &Path| is_rust(path) && !path.ends_with("tests.rs");
    let folder_of = |name: &&str| match *name {
        "plumb-desktop" => "src-tauri/src".to_owned(),
        name => format!("src-tauri/crates/{name}/src"),
    };
    crates
        .iter()
        .flat_map(|name| {
            tree::sources(&root(), &folder_of(name), shipped).expect("sources can be read")
        })
        .collect()
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rs")
}

fn rust_everywhere() -> Vec<Source> {
    ["src-tauri", "tests"]
        .iter()
        .flat_map(|folder| tree::sources(&root(), folder, is_rust).expect("sources can be read"))
        .collect()
}

fn interface_sources() -> Vec<Source> {
    tree::sources(&root(), "ui/src", interface::is_source).expect("the interface can be read")
}

#[test]
fn every_crate_names_only_what_an_arrow_leads_to() {
    holds("arrows", &arrows::forbidden_arrows(&manifests()));
}

#[test]
fn sql_markdown_pdf_windows_and_prompts_are_known_to_one_crate_each() {
    holds("owners", &arrows::shared_secrets(&manifests()));
}

#[test]
fn the_words_know_no_clock_no_disk_and_no_chance() {
    holds("words", &sources::impure_words(&sources_of(arrows::WORDS)));
}

#[test]
fn nothing_below_a_shell_waits_prints_or_reads_the_environment() {
    let below = [arrows::WORDS, arrows::WORK, &[arrows::USE]].concat();
    holds(
        "below the shells",
        &sources::talkative_crates(&sources_of(&below)),
    );
}

#[test]
fn nothing_that_ships_opens_a_socket() {
    let shipped = [arrows::WORDS, arrows::WORK, &[arrows::USE], arrows::SHELLS].concat();
    holds("sockets", &sources::sockets(&sources_of(&shipped)));
}

#[test]
fn no_network_client_is_built_into_plumb() {
    for (shell, excepted) in [("cli", &[][..]), ("plumb-desktop", network::TAURI_BRINGS)] {
        let tree = cargo(&[
            "tree",
            "--locked",
            "--package",
            shell,
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p} {f}",
        ]);
        assert!(
            tree.starts_with(shell),
            "cargo tree names its root first: {tree}"
        );
        holds(shell, &network::clients(&tree, excepted));
    }
}

#[test]
fn only_the_backend_folder_knows_tauri() {
    holds(
        "the interface",
        &interface::tauri_outside_backend(&interface_sources()),
    );
}

#[test]
fn no_text_of_a_case_becomes_markup() {
    holds(
        "the interface",
        &interface::raw_markup(&interface_sources()),
    );
}

#[test]
fn every_rust_file_opens_with_a_sentence() {
    holds("openings", &sources::unopened(&rust_everywhere()));
}

#[test]
fn every_crate_takes_the_workspaces_lints() {
    let is_manifest = |path: &Path| path.ends_with("Cargo.toml");
    let manifests: Vec<Source> = ["src-tauri", "tests"]
        .iter()
        .flat_map(|folder| {
            tree::sources(&root(), folder, is_manifest).expect("manifests can be read")
        })
        .collect();
    assert!(manifests.len() > 5, "the crates are found at all");
    holds("lints", &tree::unlinted(&manifests));
}

#[test]
fn there_is_one_settings_file_for_clippy() {
    let paths: Vec<PathBuf> = tree::files(&root(), "").expect("the tree can be read");
    assert!(
        paths.contains(&PathBuf::from(".clippy.toml")),
        "the one at the root is there"
    );
    holds("clippy", &tree::second_clippy_settings(&paths));
}

#[test]
fn the_top_level_holds_what_it_holds() {
    let names: Vec<String> = std::fs::read_dir(root())
        .expect("the root can be read")
        .map(|entry| {
            entry
                .expect("an entry can be read")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    holds("top level", &tree::strangers_at_the_top(&names));
}
