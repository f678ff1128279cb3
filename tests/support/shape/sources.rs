//! What the text of a Rust file may not say, by the floor its crate stands on.

use std::path::PathBuf;

/// One file of the repository, by its path from the root.
pub struct Source {
    /// The path from the workspace's root.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

/// Modules of the standard library that reach the world.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::time",
    "std::process",
    "std::net",
    "std::thread",
];
/// Calls that read the clock or draw chance, whatever crate they come from.
const CLOCK_AND_CHANCE: &[&str] = &[
    "Utc::now",
    "Local::now",
    "Instant::now",
    "SystemTime::now",
    "new_v4(",
    "now_v7(",
    "rand::",
    "getrandom::",
];
/// The store draws keys from the machine, so chance itself is not forbidden here.
const CLOCK_AND_CHANCE_BELOW_A_SHELL: &[&str] = &[
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "new_v4(",
    "now_v7(",
];
/// Ways to talk to people, which only shells do.
const PRINTING: &[&str] = &[
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "dbg!",
    "io::stdout",
    "io::stderr",
    "io::stdin",
];
/// Marks of asynchronous code.
const WAITING: &[&str] = &["async fn", "async move", "async {", ".await"];
/// Ways to open a socket.
const SOCKETS: &[&str] = &[
    "std::net",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "UnixStream",
];

/// The words know no clock, no disk, no chance, no SQL.
pub fn impure_words(sources: &[Source]) -> Vec<String> {
    let forbidden = [
        WORLD,
        CLOCK_AND_CHANCE,
        WAITING,
        &["rusqlite", "File::open"],
    ]
    .concat();
    breaches(sources, &forbidden, "a word is pure")
}

/// Nothing below a shell waits, prints, reads the clock or the environment.
pub fn talkative_crates(sources: &[Source]) -> Vec<String> {
    let forbidden = [
        WAITING,
        PRINTING,
        CLOCK_AND_CHANCE_BELOW_A_SHELL,
        &["std::env"],
    ]
    .concat();
    breaches(sources, &forbidden, "only a shell talks to the world")
}

/// Nothing that ships opens a socket.
pub fn sockets(sources: &[Source]) -> Vec<String> {
    breaches(sources, SOCKETS, "Plumb opens no network connection")
}

/// Every Rust file opens with a sentence that says what it is.
pub fn unopened(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| format!("{} does not open with `//!`", source.path.display()))
        .collect()
}

fn breaches(sources: &[Source], forbidden: &[&str], why: &str) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let code = code_of(&source.text);
        for name in forbidden.iter().filter(|name| says(&code, name)) {
            found.push(format!("{}: `{name}`: {why}", source.path.display()));
        }
    }
    found
}

/// The lines that ship: no comments, and nothing from the test module on.
fn code_of(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let end = lines
        .windows(2)
        .position(|pair| pair[0].trim() == "#[cfg(test)]" && is_test_module(pair[1]))
        .unwrap_or(lines.len());
    lines[..end]
        .iter()
        .filter(|line| !line.trim_start().starts_with("//"))
        .copied()
        .collect::<Vec<_>>()
        .join("\n")
}

/// A module with a body ends what ships; `mod tests;` is a line among others.
fn is_test_module(line: &str) -> bool {
    line.starts_with("mod ") && line.ends_with('{')
}

/// Whether code says a path, either whole or as a member of `use std::{…}`.
fn says(code: &str, name: &str) -> bool {
    let whole = code.match_indices(name).any(|(at, _)| {
        // `std::env` is not said by `my_std::env`, nor `print!` by `eprint!`.
        let before = code[..at].chars().next_back();
        name.starts_with('.')
            || !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    });
    whole
        || name
            .strip_prefix("std::")
            .is_some_and(|member| group_names(code, member))
}

fn group_names(code: &str, member: &str) -> bool {
    code.split("std::{").skip(1).any(|rest| {
        let mut depth = 1;
        let group: String = rest
            .chars()
            .take_while(|letter| {
                depth += i32::from(*letter == '{') - i32::from(*letter == '}');
                depth > 0
            })
            .collect();
        top_level(&group)
            .iter()
            .any(|name| name == member || name.starts_with(&format!("{member}::")))
    })
}

/// The members of a `use` group, with what is in their own braces left out.
fn top_level(group: &str) -> Vec<String> {
    let mut depth = 0;
    let flat: String = group
        .chars()
        .filter(|letter| {
            depth += i32::from(*letter == '{') - i32::from(*letter == '}');
            depth == 0 && !letter.is_whitespace()
        })
        .collect();
    flat.split(',').map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Vec<Source> {
        vec![Source {
            path: PathBuf::from("a.rs"),
            text: text.to_owned(),
        }]
    }

    #[test]
    fn a_word_that_opens_a_file_is_found() {
        assert_eq!(
            impure_words(&source("use std::fs;\n")),
            ["a.rs: `std::fs`: a word is pure"]
        );
    }

    #[test]
    fn a_module_hidden_in_a_group_is_found() {
        assert_eq!(impure_words(&source("use std::{fmt, fs};")).len(), 1);
        assert_eq!(
            impure_words(&source(
                "use std::{\n    collections::{BTreeMap, fs},\n    fmt,\n};"
            )),
            [""; 0]
        );
        assert_eq!(
            impure_words(&source("use std::{fmt, time::Duration};")).len(),
            1
        );
    }

    #[test]
    fn a_word_that_reads_the_clock_or_waits_is_found() {
        assert_eq!(
            impure_words(&source("fn now() { chrono::Utc::now() }")).len(),
            1
        );
        assert_eq!(impure_words(&source("async fn read() {}")).len(), 1);
        assert_eq!(impure_words(&source("fn id() { Uuid::now_v7() }")).len(), 1);
    }

    #[test]
    fn a_crate_below_the_shells_that_prints_or_reads_the_environment_is_found() {
        assert_eq!(
            talkative_crates(&source("fn a() { println!(\"a\"); }")).len(),
            1
        );
        assert_eq!(
            talkative_crates(&source("fn a() { std::env::var(\"HOME\"); }")).len(),
            1
        );
        assert_eq!(
            talkative_crates(&source("fn a() { read().await }")).len(),
            1
        );
    }

    #[test]
    fn comments_and_tests_may_say_anything() {
        let text = "// std::fs is not used\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
        assert_eq!(impure_words(&source(text)), [""; 0]);
    }

    #[test]
    fn what_follows_the_name_of_a_test_file_is_still_judged() {
        assert_eq!(
            impure_words(&source("#[cfg(test)]\nmod tests;\nuse std::fs;\n")).len(),
            1
        );
    }

    #[test]
    fn a_longer_name_is_not_mistaken_for_a_forbidden_one() {
        assert_eq!(talkative_crates(&source("fn a() { imprint!(); }")), [""; 0]);
    }

    #[test]
    fn a_socket_is_found() {
        assert_eq!(sockets(&source("use std::net::TcpStream;")).len(), 2);
    }

    #[test]
    fn a_file_that_does_not_say_what_it_is_is_found() {
        assert_eq!(
            unopened(&source("use std::fmt;")),
            ["a.rs does not open with `//!`"]
        );
        assert_eq!(unopened(&source("//! What it is.\n")), [""; 0]);
    }
}
