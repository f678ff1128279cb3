//! A text in every form that is printed, and the case that holds it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::engines::Engine;
use super::{released, succeed};

const CASE: &str = "case.plumb";
const PASSPHRASE: &str = "three grey geese over the weir";

/// A folder with a text as manuscript, typst and HTML, its pictures, and a case
/// under a passphrase, as a journalist's is.
pub(super) struct Text {
    folder: PathBuf,
}

impl Text {
    /// Makes the folder anew.
    pub(super) fn make(name: &str, words: &str, bench: &Path) -> Result<Self, String> {
        let text = Text {
            folder: place(bench, name),
        };
        fs::remove_dir_all(&text.folder).ok();
        let mut corpus = Command::new(released("corpus"));
        succeed("corpus", corpus.args(["long", words]).arg(&text.folder))?;
        fs::write(text.folder.join("passphrase"), PASSPHRASE)
            .map_err(|error| format!("{}: {error}", text.folder.display()))?;
        let quiet = |what: &str, command: &mut Command| {
            let answer = command
                .output()
                .map_err(|error| format!("{what}: {error}"))?;
            let said = String::from_utf8_lossy(&answer.stderr).into_owned();
            answer.status.success().then_some(()).ok_or(said)
        };
        quiet(
            "plumb new",
            text.plumb("new").args(["--title", "A long report"]),
        )?;
        let description = "A picture made for a measure: coloured fields under a grain.";
        let pictures = text.pictures()?;
        quiet(
            "plumb add",
            text.plumb("add")
                .args(pictures)
                .args(["--description", description]),
        )?;
        quiet("plumb write", text.plumb("write").arg("report.md"))?;
        Ok(text)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that an engine prints.
    pub(super) fn pdf(&self, engine: &Engine) -> PathBuf {
        self.folder.join(format!("{}.pdf", engine.word()))
    }

    /// A verb of the released Plumb on this case, at a moment that stands.
    pub(super) fn plumb(&self, verb: &str) -> Command {
        let mut command = Command::new(released("plumb"));
        command
            .args([verb, CASE, "--passphrase-file", "passphrase"])
            .env("SOURCE_DATE_EPOCH", "1793534400")
            .env("TZ", "UTC")
            .current_dir(&self.folder);
        command
    }

    /// A verb that does next to nothing but open the case.
    pub(super) fn unlock(&self) -> Command {
        let mut command = self.plumb("list");
        command.arg("claims");
        command
    }

    /// `plumb verify` of the printed editor's copy, from the file alone.
    pub(super) fn verify(&self) -> Command {
        let mut command = Command::new(released("plumb"));
        command
            .arg("verify")
            .arg(self.pdf(&Engine::Editor))
            .current_dir(&self.folder);
        command
    }

    /// The pictures in the order of their numbers, so that they get those in the case.
    fn pictures(&self) -> Result<Vec<String>, String> {
        let entries = fs::read_dir(&self.folder)
            .map_err(|error| format!("{}: {error}", self.folder.display()))?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut pictures: Vec<String> = names.filter(|name| name.starts_with("picture-")).collect();
        pictures.sort();
        Ok(pictures)
    }
}

/// The command that edits one paragraph again and again in the preview.
pub(super) fn edit(bench: &Path, name: &str) -> Command {
    let mut command = Command::new(released("examples/edit"));
    command
        .args([CASE, "passphrase"])
        .current_dir(place(bench, name));
    command
}

fn place(bench: &Path, name: &str) -> PathBuf {
    bench.join(name.replace(' ', "-"))
}
