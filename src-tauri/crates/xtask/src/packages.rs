//! The system packages that Plumb is built, run and tested with.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::{Outcome, unattended};

/// Enough for the command line: SQLCipher's C sources, its OpenSSL, and the
/// bindings that are made while it compiles.
pub(crate) const COMMAND_LINE: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libclang-dev",
    "libssl-dev",
];

/// What the window needs beside that.
pub(crate) const WINDOW: &[&str] = &["libwebkit2gtk-4.1-dev"];

/// What the tests need beside both: a screen that nobody looks at, a driver for
/// the real window, and other people's tools to read what Plumb printed.
pub(crate) const TESTS: &[&str] = &[
    "xvfb",
    "xauth",
    "dbus",
    "webkit2gtk-driver",
    "xclip",
    "fonts-dejavu-core",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "openssl",
    "poppler-utils",
    "qpdf",
    "pandoc",
    "python3-venv",
    "faketime",
];

/// What the benchmark needs: the peers, or what PyPI's build on, and fonts for
/// every script of its texts.
pub(crate) const BENCH: &[&str] = &[
    "chromium",
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "python3-venv",
    "poppler-utils",
    "fonts-noto-core",
    "fonts-noto-cjk",
];

/// Makes sure that every package of the sets is installed.
///
/// Root and CI install at once; a person is asked before sudo; anyone else gets
/// the exact line to type, as an error.
pub(crate) fn ensure(sets: &[&[&str]]) -> Outcome {
    let wanted: Vec<&str> = sets.concat();
    if cfg!(not(target_os = "linux")) {
        return Ok(());
    }
    let Some(missing) = missing(&wanted) else {
        println!(
            "This is not Debian or Ubuntu, so nothing is installed for you.\n\
             If the build stops, install what these Debian packages hold: {}",
            wanted.join(" ")
        );
        return Ok(());
    };
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing packages: {}", missing.join(" "));
    let sudo = match (is_root(), unattended()) {
        (true, _) => &[][..],
        (false, true) => &["sudo", "-n"][..],
        (false, false) if agrees_to_sudo() => &["sudo"][..],
        (false, false) => {
            return Err(format!(
                "Please run this, then try again:\n{}",
                line(&missing)
            ));
        }
    };
    install(sudo, &missing)
}

/// What a person would type to install the packages.
fn line(missing: &[&str]) -> String {
    format!(
        "  sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
        missing.join(" ")
    )
}

/// The packages that dpkg does not know as installed; none at all if there is no dpkg.
fn missing<'a>(wanted: &[&'a str]) -> Option<Vec<&'a str>> {
    let answer = Command::new("dpkg-query")
        .args(["-W", "-f=${Package} ${db:Status-Abbrev}\n"])
        .args(wanted)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    Some(absent(wanted, &String::from_utf8_lossy(&answer.stdout)))
}

fn absent<'a>(wanted: &[&'a str], answer: &str) -> Vec<&'a str> {
    let installed = |name: &str| {
        answer
            .lines()
            .filter_map(|line| line.split_once(' '))
            .any(|(package, status)| package == name && status.starts_with("ii"))
    };
    wanted
        .iter()
        .copied()
        .filter(|name| !installed(name))
        .collect()
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}

fn agrees_to_sudo() -> bool {
    if !io::stdin().is_terminal() {
        return false;
    }
    print!("Install them with sudo now? [y/N] ");
    let mut answer = String::new();
    let read = io::stdout()
        .flush()
        .and_then(|()| io::stdin().lock().read_line(&mut answer));
    read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}

/// Another program may hold apt's locks for minutes on a machine that has just
/// started, so both commands wait for them.
fn install(sudo: &[&str], missing: &[&str]) -> Outcome {
    for _ in 0..3 {
        if apt(sudo, &["update", "-q"]) {
            break;
        }
        thread::sleep(Duration::from_secs(20));
    }
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(missing);
    if apt(sudo, &arguments) {
        return Ok(());
    }
    Err(format!(
        "apt-get could not install the packages. By hand:\n{}",
        line(missing)
    ))
}

fn apt(sudo: &[&str], arguments: &[&str]) -> bool {
    let mut words = sudo.to_vec();
    words.extend([
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=600",
    ]);
    words.extend(arguments);
    Command::new(words[0])
        .args(&words[1..])
        .stdin(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_counts_as_missing_unless_dpkg_says_installed() {
        let answer = "qpdf ii \npandoc rc \n";
        assert_eq!(
            absent(&["qpdf", "pandoc", "xvfb"], answer),
            ["pandoc", "xvfb"]
        );
    }

    #[test]
    fn a_package_is_not_taken_for_one_with_a_longer_name() {
        assert_eq!(absent(&["dbus"], "dbus-x11 ii \n"), ["dbus"]);
    }

    #[test]
    fn the_printed_line_installs_exactly_what_is_missing() {
        assert!(line(&["qpdf", "xvfb"]).ends_with("--no-install-recommends qpdf xvfb"));
    }
}
