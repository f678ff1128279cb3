//! The TypeScript that the window is written against is what Rust says.

use specta_typescript::Typescript;
use std::{fs, path::Path};

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/backend/bindings.ts");
const CAPABILITY: &str = include_str!("../capabilities/main.json");

/// `PLUMB_WRITE_BINDINGS=1 cargo test -p plumb-desktop --test bindings` writes them anew.
#[test]
fn the_committed_bindings_are_those_that_rust_gives() {
    let fresh = fresh("bindings.ts");
    #[expect(
        clippy::disallowed_methods,
        reason = "a test is told to write what it compares"
    )]
    if std::env::var_os("PLUMB_WRITE_BINDINGS").is_some() {
        fs::write(COMMITTED, &fresh).expect("ui/src/backend can be written");
    }
    let committed = fs::read_to_string(COMMITTED).expect("the bindings are committed");
    assert!(
        committed == fresh,
        "ui/src/backend/bindings.ts is stale: run this test once with PLUMB_WRITE_BINDINGS=1"
    );
}

#[test]
fn the_window_may_call_exactly_the_commands_that_exist() {
    let fresh = fresh("commands.ts");
    let mut called: Vec<&str> = fresh
        .split("=> ")
        .skip(1)
        .filter(|call| call.contains("__TAURI_INVOKE"))
        .filter_map(|call| call.split('"').nth(1))
        .collect();
    called.sort_unstable();
    let allowed = CAPABILITY
        .split('"')
        .filter_map(|word| word.strip_prefix("allow-"));
    let mut allowed: Vec<String> = allowed.map(|name| name.replace('-', "_")).collect();
    allowed.sort_unstable();
    assert_eq!(
        allowed, called,
        "capabilities/main.json and the commands differ"
    );
}

/// The bindings as Rust gives them now, by way of a file of this name.
fn fresh(name: &str) -> String {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let language =
        Typescript::default().header("// Generated from src-tauri/src by its test `bindings`.\n");
    desktop::bindings()
        .export(language, &file)
        .expect("the bindings can be written");
    fs::read_to_string(file).expect("the bindings were written")
}
