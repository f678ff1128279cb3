//! Tells Tauri which commands exist: those that the capability names, and no others.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=capabilities/main.json");
    println!("cargo::rerun-if-changed=../ui/dist");
    assert!(
        Path::new("../ui/dist/index.html").is_file(),
        "the window's interface is not built: run `cargo x run`, or `npm ci && npm run build` in ui"
    );
    let manifest = tauri_build::AppManifest::new().commands(commands());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("tauri.conf.json and the capability are well formed");
}

/// `allow-write-manuscript` names the command `write_manuscript`.
fn commands() -> &'static [&'static str] {
    let capability =
        std::fs::read_to_string("capabilities/main.json").expect("the capability can be read");
    let commands = capability
        .split('"')
        .filter_map(|word| word.strip_prefix("allow-"))
        .map(|command| &*command.replace('-', "_").leak())
        .collect::<Vec<_>>();
    commands.leak()
}
